"""The archive's tables, as a ladder of migrations: step n brings version n-1 to n. A released step is never edited."""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE pages (
        id TEXT PRIMARY KEY, url TEXT, content_type TEXT, fetched_at TEXT, body BLOB NOT NULL, size INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE sources (source TEXT PRIMARY KEY, page TEXT NOT NULL REFERENCES pages) WITHOUT ROWID;
    CREATE TABLE rejections (
        source TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, page TEXT,
        PRIMARY KEY (source, stage)
    ) WITHOUT ROWID;
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, page TEXT REFERENCES pages, url TEXT, outlet TEXT,
        title TEXT, day TEXT, record BLOB NOT NULL, layers BLOB, layers_by TEXT, story INTEGER, why TEXT,
        version_of TEXT
    );
    CREATE INDEX articles_by_story ON articles (story, number);
    CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
    CREATE INDEX articles_by_outlet ON articles (outlet, number);
    CREATE INDEX articles_by_layers ON articles (layers_by);
    CREATE INDEX articles_unplaced ON articles (number) WHERE story IS NULL;
    CREATE TABLE stories (
        number INTEGER PRIMARY KEY, title TEXT, first TEXT, last TEXT, articles INTEGER NOT NULL DEFAULT 0,
        origins INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 1,
        shown INTEGER NOT NULL DEFAULT 0, changed TEXT, dossier BLOB
    );
    CREATE INDEX stories_stale ON stories (number) WHERE stale;
    CREATE INDEX stories_by_origins ON stories (origins DESC, articles DESC, last DESC, number) WHERE shown;
    CREATE INDEX stories_by_growth ON stories (articles DESC, origins DESC, number) WHERE shown;
    CREATE INDEX stories_by_day ON stories (last DESC, number DESC) WHERE shown;
    CREATE TABLE speakers (
        entity TEXT NOT NULL, name TEXT NOT NULL, story INTEGER NOT NULL REFERENCES stories, quotes INTEGER NOT NULL,
        PRIMARY KEY (entity, story)
    ) WITHOUT ROWID;
    CREATE INDEX speakers_by_story ON speakers (story);
    CREATE VIRTUAL TABLE passages USING fts5 (
        text, kind UNINDEXED, ref UNINDEXED, article UNINDEXED, story UNINDEXED, outlet UNINDEXED, speaker UNINDEXED,
        day UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
    );
    CREATE VIRTUAL TABLE passage_words USING fts5vocab (passages, row);
    CREATE TABLE passages_of (
        kind TEXT NOT NULL, owner INTEGER NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY (kind, owner, passage)
    ) WITHOUT ROWID;
    CREATE TABLE overrides (
        number INTEGER PRIMARY KEY, action TEXT NOT NULL, subject TEXT NOT NULL, object TEXT NOT NULL DEFAULT '',
        who TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT
    );
    """,
    """
    ALTER TABLE overrides ADD COLUMN undone_by TEXT;
    CREATE TABLE moves (
        override INTEGER NOT NULL REFERENCES overrides, article TEXT NOT NULL, home INTEGER NOT NULL,
        PRIMARY KEY (override, article)
    ) WITHOUT ROWID;
    ALTER TABLE articles ADD COLUMN placed_at TEXT;
    CREATE INDEX articles_by_arrival ON articles (placed_at, story) WHERE placed_at IS NOT NULL;
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY, process INTEGER NOT NULL, started TEXT NOT NULL, beat REAL NOT NULL, ended TEXT,
        stage TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, found INTEGER NOT NULL DEFAULT 0,
        known INTEGER NOT NULL DEFAULT 0, stories INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE refusals (
        run INTEGER NOT NULL REFERENCES runs, source TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
        PRIMARY KEY (run, source, reason)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE visits (
        address TEXT PRIMARY KEY, etag TEXT, modified TEXT, first REAL NOT NULL, last REAL NOT NULL
    ) WITHOUT ROWID;
    ALTER TABLE articles ADD COLUMN how TEXT;
    CREATE TABLE threads (
        one INTEGER NOT NULL REFERENCES stories, other INTEGER NOT NULL REFERENCES stories, names TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID;
    CREATE INDEX threads_by_other ON threads (other);
    CREATE TABLE furniture (home TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (home, mark)) WITHOUT ROWID;
    """,
    """
    CREATE TABLE vectors (
        story INTEGER NOT NULL REFERENCES stories, made_by TEXT NOT NULL, text BLOB NOT NULL, size INTEGER NOT NULL,
        vectors BLOB NOT NULL, PRIMARY KEY (story, made_by, text)
    );
    CREATE INDEX vectors_by_story ON vectors (story, size);
    """,
    """
    CREATE INDEX articles_by_version ON articles (version_of, number) WHERE version_of IS NOT NULL;
    """,
    """
    ALTER TABLE pages ADD COLUMN listed TEXT;
    """,
)
READ_FROM = 3
"""The oldest schema that can be shown, searched and exported as it is, where the file may not be written."""
