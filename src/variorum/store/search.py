"""Full-text search over articles, quotes and claims (SQLite FTS5, BM25), with filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.store.archive import Archive
from variorum.store.pages import OLDER

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w")
_RARE, _TOUCHED = 40, 2000
"""Words that propose articles for a story, and how many entries of the index they may touch together."""
_EXCERPT = 200
"""Code points that are shown of what no word was looked for in."""
KINDS = ("article", "claim", "quote")
OPENS, CLOSES = "\x02", "\x03"
"""What stands around the words of an excerpt that matched; no text has these."""
_MARK = re.compile(f"[{OPENS}{CLOSES}]")
_TITLE = "(SELECT title FROM stories WHERE number = coalesce(p.story, a.story))"


@dataclass(frozen=True)
class Query:
    """What to look for; every filter that is given must hold. `text` may hold "phrases" and -words to leave out."""

    text: str
    kind: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None

    @property
    def lists(self) -> bool:
        """Whether there are filters and no words at all."""
        return not self.text.strip() and any((self.kind, self.outlet, self.speaker, self.since, self.until))


@dataclass(frozen=True)
class Found:
    """A hit with the words around the first match.

    `ref` is the article's or the claim's id; of a quote it is `@` and the code point of `article` where it begins.
    `title` is the headline of its story.
    """

    kind: str
    ref: str
    article: str
    story: int | None
    outlet: str | None
    speaker: str | None
    day: str | None
    excerpt: str
    title: str | None = None


@dataclass(frozen=True)
class Match:
    """Half-open code points of an excerpt that a word of the query stands at."""

    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A hit as programs get it: `Found`, with the places that match beside the excerpt and not in it."""

    kind: str
    ref: str
    article: str
    story: int | None
    title: str | None
    outlet: str | None
    speaker: str | None
    day: str | None
    excerpt: str
    matches: tuple[Match, ...] = ()


def for_programs(found: Found) -> Hit:
    """`found` without the marks in its excerpt."""
    excerpt, matches = "", []
    for n, part in enumerate(_MARK.split(found.excerpt)):
        if n % 2:
            matches.append(Match(len(excerpt), len(excerpt) + len(part)))
        excerpt += part
    place = (found.kind, found.ref, found.article, found.story, found.title, found.outlet, found.speaker, found.day)
    return Hit(*place, excerpt, tuple(matches))


def find(archive: Archive, query: Query, most: int = 30, after: int = 0) -> list[Found]:
    """The best hits first, edited reports in their newest version only. Without any words all that the filters let
    through, the newest first; none without words and filters.

    Matches in `excerpt` stand between `OPENS` and `CLOSES`.
    """
    match = as_match(query.text)
    wheres, values = _filters(query)
    if not match:
        return _listed(archive, wheres, (*values, most, after)) if query.lists else []
    rows = archive.db.execute(
        "SELECT p.kind, p.ref, p.article, coalesce(p.story, a.story), p.outlet, p.speaker, p.day,"
        f" snippet(passages, 0, char(2), char(3), '…', 28), {_TITLE}"
        " FROM passages p LEFT JOIN articles a ON a.id = p.article"
        f" WHERE passages MATCH ? AND (a.number IS NULL OR a.number NOT IN ({OLDER})){wheres}"
        " ORDER BY rank LIMIT ? OFFSET ?",
        (match, *values, most, after),
    )
    return [Found(*row) for row in rows]


def _listed(archive: Archive, wheres: str, values: Sequence[str | int]) -> list[Found]:
    rows = archive.db.execute(
        "SELECT p.kind, p.ref, p.article, coalesce(p.story, a.story), p.outlet, p.speaker, p.day,"
        f" CASE WHEN length(p.text) > {_EXCERPT} THEN substr(p.text, 1, {_EXCERPT}) || '…' ELSE p.text END, {_TITLE}"
        " FROM passages p LEFT JOIN articles a ON a.id = p.article"
        f" WHERE (a.number IS NULL OR a.number NOT IN ({OLDER})){wheres}"
        " ORDER BY p.day DESC, p.rowid LIMIT ? OFFSET ?",
        values,
    )
    return [Found(*row) for row in rows]


def as_match(text: str) -> str:
    """An FTS5 query in which every word of the user is a quoted term, so that no operator can be smuggled in."""
    text = text.replace("\0", " ")
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _TERM.findall(text):
        term = phrase or word.lstrip("-")
        if not _WORD.search(term):
            continue
        (unwanted if word.startswith("-") else wanted).append('"' + term.replace('"', " ") + '"')
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)


def _filters(query: Query) -> tuple[str, list[str | int]]:
    pairs: list[tuple[str, str | int | None]] = [
        ("p.kind = ?", query.kind),
        ("p.outlet = ?", query.outlet),
        ("p.speaker = ?", query.speaker),
        ("coalesce(p.story, a.story) = ?", query.story),
        ("p.day >= ?", query.since),
        # a month lasts until its last day, a day until its last hour
        ("p.day <= ? || '~'", query.until),
    ]
    used = [(where, value) for where, value in pairs if value is not None]
    return "".join(f" AND {where}" for where, _ in used), [value for _, value in used]


def sharing(archive: Archive, words: Sequence[str], but: str, most: int) -> list[str]:
    """Ids of the articles that share the rarest of `words` that the archive knows, the best match first, without `but`.

    The rarest words are looked up, as many as keep the work bounded: a common one would touch every article and tell
    nothing.
    """
    counts = {
        word: row[0]
        for word in words
        if (row := archive.db.execute("SELECT doc FROM passage_words WHERE term = ?", (word,)).fetchone())
    }
    rare: list[str] = []
    touched = 0
    for word in sorted(counts, key=lambda w: (counts[w], w))[:_RARE]:
        touched += counts[word]
        if rare and touched > _TOUCHED:
            break
        rare.append(word)
    if not rare:
        return []
    match = " OR ".join(f'"{word}"' for word in rare)
    rows = archive.db.execute(
        "SELECT ref FROM passages WHERE passages MATCH ? AND kind = 'article' AND ref <> ? ORDER BY rank LIMIT ?",
        (match, but, most),
    )
    return [row[0] for row in rows]
