"""Pages as they were read, and the article or rejection made of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec

from variorum.model import Annotated, Article, Layers, Page, Published, Rejection
from variorum.store.archive import Archive

_ARTICLE = msgspec.msgpack.Decoder(Article)
_LAYERS = msgspec.msgpack.Decoder(Layers)
OLDER = (
    "WITH newest AS (SELECT version_of AS first, max(number) AS number FROM articles"
    " WHERE version_of IS NOT NULL GROUP BY version_of)"
    " SELECT a.number FROM newest n JOIN articles a ON a.id = n.first UNION ALL"
    " SELECT a.number FROM newest n JOIN articles a ON a.version_of = n.first AND a.number < n.number"
)
"""Selects the numbers of articles whose place a newer version has taken."""


def known_page(archive: Archive, page: Page) -> bool:
    """Whether this page's bytes were already stored; if so its source is noted beside the first one."""
    if archive.db.execute("SELECT 1 FROM pages WHERE id = ?", (page.id,)).fetchone() is None:
        return False
    with archive.writing() as db:
        db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (page.source, page.id))
    return True


def put_page(archive: Archive, page: Page, result: Article | Rejection, edited: str | None = None) -> None:
    """Store a page with what was made of it, in one transaction. A page that is there already is left as it is.

    `edited` is the id of the article of which this is a later state, where its address does not tell.
    """
    with archive.writing() as db:
        body = zlib.compress(page.body, 6)
        listed = msgspec.json.encode(page.listed).decode() if page.listed else None
        row = (page.id, page.url, page.content_type, page.fetched_at, body, len(page.body), listed)
        db.execute("INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (page.source, page.id))
        if isinstance(result, Rejection):
            _put_rejection(archive, result, page.id)
        else:
            _put_article(archive, result, page.id, edited)


def put_rejection(archive: Archive, rejection: Rejection) -> None:
    """Note that a source could not be read at all."""
    with archive.writing():
        _put_rejection(archive, rejection, rejection.page_id)


def _put_rejection(archive: Archive, r: Rejection, page: str | None) -> None:
    archive.db.execute(
        "INSERT OR REPLACE INTO rejections VALUES (?, ?, ?, ?, ?)", (r.source, r.stage, r.reason, r.detail, page)
    )


def newest_of_outlet(archive: Archive, outlet: str, most: int) -> list[Article]:
    """Up to `most` articles of an outlet, the last to come first."""
    rows = archive.db.execute(
        "SELECT record FROM articles WHERE outlet = ? ORDER BY number DESC LIMIT ?", (outlet, most)
    )
    return [_ARTICLE.decode(record) for (record,) in rows]


def _put_article(archive: Archive, article: Article, page: str, edited: str | None) -> None:
    """The article's row; one whose address was seen with other text is noted as a version of the first."""
    found = archive.db.execute(
        "SELECT id, version_of FROM articles WHERE url = ? AND id <> ? ORDER BY number", (article.url, article.id)
    ).fetchone()
    if found is None and edited is not None:
        found = archive.db.execute("SELECT id, version_of FROM articles WHERE id = ?", (edited,)).fetchone()
    first = (found[1] or found[0]) if found else None
    archive.db.execute(
        "INSERT OR IGNORE INTO articles (id, page, url, outlet, title, day, record, version_of)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            page,
            article.url,
            article.outlet,
            article.title,
            day_of(article),
            msgspec.msgpack.encode(article),
            first,
        ),
    )


def day_of(article: Article) -> str | None:
    """The day by which an article is sorted: its own, or the first it can be of."""
    return article.published.value or article.published.low


def stored_page(archive: Archive, page: str) -> Page | None:
    """The page with its bytes, for reading it anew."""
    row = archive.db.execute(
        "SELECT id, url, content_type, fetched_at, body, listed FROM pages WHERE id = ?", (page,)
    ).fetchone()
    if row is None:
        return None
    source = archive.db.execute("SELECT min(source) FROM sources WHERE page = ?", (page,)).fetchone()[0]
    listed = msgspec.json.decode(row[5], type=Published) if row[5] else None
    return Page(row[0], source or page, zlib.decompress(row[4]), row[2], row[1], row[3], listed)


def held(archive: Archive) -> list[tuple[str, str]]:
    """All pages that gave an article, each with its newest one (both by id), in the order in which they came."""
    rows = archive.db.execute(
        "SELECT page, id FROM articles WHERE number IN (SELECT max(number) FROM articles WHERE page IS NOT NULL"
        " GROUP BY page) ORDER BY number"
    )
    return [(page, id) for page, id in rows]


def article(archive: Archive, id: str) -> Article | None:
    """One article by its id."""
    row = archive.db.execute("SELECT record FROM articles WHERE id = ?", (id,)).fetchone()
    return _ARTICLE.decode(row[0]) if row else None


def without_layers(archive: Archive, by: str, most: int) -> list[tuple[int, Article]]:
    """Up to `most` articles whose layers are missing or were made by another version than `by`, oldest first."""
    # named, because the planner would rather walk the whole table in the order of its numbers
    rows = archive.db.execute(
        "SELECT number, record FROM articles WHERE number IN (SELECT number FROM articles INDEXED BY articles_by_layers"
        " WHERE layers_by IS NOT ? LIMIT ?) ORDER BY number",
        (by, most),
    )
    return [(number, _ARTICLE.decode(record)) for number, record in rows]


def count_without_layers(archive: Archive, by: str) -> int:
    """How many articles wait for layers made by `by`."""
    return int(archive.db.execute("SELECT count(*) FROM articles WHERE layers_by IS NOT ?", (by,)).fetchone()[0])


def put_layers(archive: Archive, by: str, made: Iterable[tuple[int, Layers]]) -> None:
    """Store layers for articles by number, in one transaction; their stories have to be collated anew after it."""
    with archive.writing() as db:
        rows = [(zlib.compress(msgspec.msgpack.encode(layers), 1), by, number) for number, layers in made]
        db.executemany("UPDATE articles SET layers = ?, layers_by = ? WHERE number = ?", rows)
        homes = "SELECT story FROM articles WHERE number = ?"
        db.executemany(f"UPDATE stories SET stale = 1 WHERE number IN ({homes})", [row[2:] for row in rows])


def unplaced(archive: Archive) -> Iterator[tuple[int, Article]]:
    """Articles that belong to no story yet, in the order in which they came."""
    rows = archive.db.execute("SELECT number, record FROM articles WHERE story IS NULL ORDER BY number").fetchall()
    yield from ((number, _ARTICLE.decode(record)) for number, record in rows)


def annotated(archive: Archive, story: int) -> list[Annotated]:
    """A story's articles with their layers. Of several versions of one article only the newest takes part."""
    rows = archive.db.execute(
        "SELECT id, record, layers, version_of FROM articles WHERE story = ? AND layers IS NOT NULL ORDER BY number",
        (story,),
    ).fetchall()
    newest = {version_of or id: id for id, _, _, version_of in rows}
    keep = set(newest.values())
    return [
        Annotated(_ARTICLE.decode(record), _LAYERS.decode(zlib.decompress(layers)))
        for id, record, layers, _ in rows
        if id in keep
    ]


def newest(archive: Archive, story: int, most: int) -> list[Article]:
    """Up to `most` articles of a story, the last to come first."""
    rows = archive.db.execute("SELECT record FROM articles WHERE story = ? ORDER BY number DESC LIMIT ?", (story, most))
    return [_ARTICLE.decode(record) for (record,) in rows]


def versions(archive: Archive, id: str) -> list[Article]:
    """All versions of the article `id`, the first one first."""
    root = archive.db.execute("SELECT coalesce(version_of, id) FROM articles WHERE id = ?", (id,)).fetchone()
    if root is None:
        return []
    rows = archive.db.execute(
        "SELECT number, record FROM articles WHERE id = ? UNION ALL"
        " SELECT number, record FROM articles WHERE version_of = ? ORDER BY number",
        (root[0], root[0]),
    )
    return [_ARTICLE.decode(record) for _, record in rows]
