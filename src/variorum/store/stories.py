"""Stories of the archive: which articles they hold, which have to be collated anew, and what was found over them."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from xxhash import xxh3_128_hexdigest

from variorum.model import Article, Dossier, DossierArticle, Quote
from variorum.model.support import worded
from variorum.store import moved
from variorum.store.archive import Archive
from variorum.store.pages import day_of
from variorum.store.threads import put_threads, thread

_WORD = re.compile(r"\w+")
_DOSSIER = msgspec.msgpack.Decoder(Dossier)


@dataclass(frozen=True)
class StoryRow:
    """A story as the front page lists it. `origins` is the highest number of independent origins behind one claim."""

    number: int
    title: str | None
    first: str | None
    last: str | None
    articles: int
    origins: int
    changed: str | None
    grown: int = 0
    """Reports that came in the archive's last `GROWING_DAYS` days."""


@dataclass(frozen=True)
class SpeakerRow:
    """A person or body in one story, with how often its reports quote them."""

    entity: str
    name: str
    story: int
    quotes: int


GROWING_DAYS = 7
"""Days up to the last arrival over which a story's growth is counted: a news week."""
_COLUMNS = "number, title, first, last, articles, origins, changed"
ORDERS = {
    "origins": "origins DESC, articles DESC, last DESC, number",
    "growth": "coalesce(came, 0) DESC, articles DESC, origins DESC, number",
    "recent": "last DESC, number DESC",
}
"""How the front page may be sorted."""
_CAME = (
    "(SELECT story, count(*) AS came FROM articles INDEXED BY articles_by_arrival WHERE placed_at >="
    " (SELECT date(max(placed_at), ?) FROM articles WHERE placed_at IS NOT NULL) GROUP BY story)"
)
"""Named, because the planner would rather read every article in the order of the stories."""


def place(
    archive: Archive,
    number: int,
    article: Article,
    story: int | None,
    why: str = "",
    bridged: Sequence[int] = (),
    at: str | None = None,
    how: str | None = None,
    tied: Iterable[tuple[int, Sequence[str]]] = (),
    taken: Sequence[str] = (),
) -> int:
    """Put the article with this number into `story`, or into a new one; the story has to be collated anew after it.

    `how` (starts, joins, bridges), `why` and `at` (when it came) are kept beside it; the stories `bridged` become one
    with this one, the articles `taken` leave theirs for it, and those of `tied` are noted as of one thread with it,
    each with the names they share. From here on the article is in the full-text index: only what has its place is
    searched, and only that proposes stories for the next.
    """
    with archive.writing() as db:
        if story is None:
            story = int(db.execute("INSERT INTO stories (stale) VALUES (1) RETURNING number").fetchone()[0])
        db.execute(
            "UPDATE articles SET story = ?, why = ?, placed_at = ?, how = ? WHERE number = ?",
            (story, why, at, how, number),
        )
        db.execute(
            "INSERT INTO passages (text, kind, ref, article, outlet, day) VALUES (?, 'article', ?, ?, ?, ?)",
            (f"{article.title or ''}\n{article.text}", article.id, article.id, article.outlet, day_of(article)),
        )
        db.execute("UPDATE stories SET stale = 1, articles = articles + 1 WHERE number = ?", (story,))
        for other in bridged:
            moved.merge(db, story, other)
        moved.take(db, story, taken)
        put_threads(archive, story, tied)
    return story


def stale(archive: Archive) -> list[int]:
    """Stories that changed since they were last collated, oldest first."""
    return [row[0] for row in archive.db.execute("SELECT number FROM stories WHERE stale ORDER BY number")]


def touch(archive: Archive, names: Iterable[str]) -> list[int]:
    """Mark the stories whose articles hold one of `names` (as a phrase): they have to be collated anew; gives them."""
    touched: set[int] = set()
    with archive.writing() as db:
        for name in names:
            phrase = '"' + name.replace('"', " ").replace("\0", " ") + '"'
            rows = db.execute(
                "UPDATE stories SET stale = 1 WHERE number IN (SELECT a.story FROM passages p JOIN articles a"
                " ON a.id = p.article WHERE passages MATCH ? AND p.kind = 'article') RETURNING number",
                (phrase,),
            )
            touched.update(row[0] for row in rows)
    return sorted(touched)


def touch_stories(archive: Archive, numbers: Iterable[int]) -> None:
    """Mark these stories: they have to be collated anew."""
    with archive.writing() as db:
        db.executemany("UPDATE stories SET stale = 1 WHERE number = ?", [(number,) for number in numbers])


def put_dossier(archive: Archive, story: int, dossier: Dossier | None, at: str) -> None:
    """Store what was found over `story` (`None`: it holds no article any more); from then on it is current."""
    with archive.writing() as db:
        _forget(archive, story)
        if dossier is None:
            db.execute("UPDATE stories SET stale = 0, shown = 0, dossier = NULL WHERE number = ?", (story,))
            return
        found = dossier.stories[0]
        origins = max((c.independent for c in found.claims), default=0)
        blob = zlib.compress(msgspec.msgpack.encode(dossier), 1)
        db.execute(
            "UPDATE stories SET stale = 0, shown = 1, title = ?, first = ?, last = ?, articles = ?, origins = ?,"
            " changed = ?, dossier = ? WHERE number = ?",
            (found.title, found.first, found.last, len(found.articles), origins, at, blob, story),
        )
        _put_speakers(archive, story, dossier)
        _put_passages(archive, story, dossier)


def _forget(archive: Archive, story: int) -> None:
    archive.db.execute("DELETE FROM speakers WHERE story = ?", (story,))
    archive.db.execute(
        "DELETE FROM passages WHERE rowid IN (SELECT passage FROM passages_of WHERE kind = 'story' AND owner = ?)",
        (story,),
    )
    archive.db.execute("DELETE FROM passages_of WHERE kind = 'story' AND owner = ?", (story,))


def _put_speakers(archive: Archive, story: int, dossier: Dossier) -> None:
    names = {e.id: e.name for e in dossier.entities}
    said = Counter(q.speaker for a in dossier.articles for q in a.quotes if q.speaker)
    rows = [(entity, names[entity], story, n) for entity, n in sorted(said.items()) if entity in names]
    archive.db.executemany("INSERT INTO speakers VALUES (?, ?, ?, ?)", rows)


def _put_passages(archive: Archive, story: int, dossier: Dossier) -> None:
    """Claims and quotes as lines of the full-text index; a quote is known by where it begins (`@120`)."""
    for row in _passages(story, dossier):
        done = archive.db.execute(
            "INSERT INTO passages (text, kind, ref, article, story, outlet, speaker, day)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        archive.db.execute("INSERT INTO passages_of VALUES ('story', ?, ?)", (story, done.lastrowid))


def _passages(story: int, dossier: Dossier) -> Iterator[tuple[str | int | None, ...]]:
    articles = {a.id: a for a in dossier.articles}
    names = {e.id: e.name for e in dossier.entities}
    for claim in dossier.stories[0].claims:
        first = worded(claim)
        article = articles[first.article]
        if claim.kind != "quote":
            speaker = names.get(first.attributed_to or "")
            yield (
                claim.statement,
                "claim",
                claim.id,
                article.id,
                story,
                article.outlet,
                speaker,
                article.published.value,
            )
    for article, quote, words in _wordings(dossier):
        speaker, place = names[str(quote.speaker)], f"@{quote.contents[0].start}"
        yield words, "quote", place, article.id, story, article.outlet, speaker, article.published.value


def _wordings(dossier: Dossier) -> Iterator[tuple[DossierArticle, Quote, str]]:
    """What named speakers said, each wording once, from the earliest report that prints it."""
    named = {e.id for e in dossier.entities}
    seen: set[tuple[str | None, str]] = set()
    for article in sorted(dossier.articles, key=lambda a: (a.published.value or "9", a.id)):
        for quote in article.quotes:
            words = " … ".join(article.text[s.start : s.end] for s in quote.stretches)
            key = (quote.speaker, " ".join(_WORD.findall(words.lower())))  # marks and stops are each printer's own
            if quote.speaker in named and key not in seen:
                seen.add(key)
                yield article, quote, words


def front(archive: Archive, order: str = "origins", most: int = 50, after: int = 0) -> list[StoryRow]:
    """Stories that hold articles, sorted by `order` (a key of `ORDERS`), `most` of them from the `after`-th on."""
    # counted for all stories only where it sorts them: elsewhere an index gives the order
    join = f"LEFT JOIN {_CAME} ON story = number" if order == "growth" else ""
    rows = archive.db.execute(
        f"SELECT {_COLUMNS}, {'coalesce(came, 0)' if join else '0'} FROM stories {join} WHERE shown"
        f" ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
        (*([f"-{GROWING_DAYS} days"] if join else []), most, after),
    )
    return [StoryRow(*row) for row in rows]


@dataclass(frozen=True)
class Placed:
    """Where an article went: how is `starts`, `joins` or `bridges`."""

    article: str
    story: int
    how: str | None
    why: str


def placed_at(archive: Archive, at: str) -> list[Placed]:
    """The articles that the run of the time `at` gave a story, in the order in which they came."""
    rows = archive.db.execute(
        "SELECT id, story, how, coalesce(why, '') FROM articles WHERE placed_at = ? AND story IS NOT NULL"
        " ORDER BY number",
        (at,),
    )
    return [Placed(*row) for row in rows]


def changed_at(archive: Archive, at: str) -> list[StoryRow]:
    """The stories that the run of the time `at` brought up to date, those with most origins first."""
    rows = archive.db.execute(
        f"SELECT {_COLUMNS}, 0 FROM stories WHERE shown AND changed = ? ORDER BY {ORDERS['origins']}", (at,)
    )
    return [StoryRow(*row) for row in rows]


def row(archive: Archive, story: int) -> StoryRow | None:
    """One story as the front page lists it, also when it is out of every list."""
    found = archive.db.execute(f"SELECT {_COLUMNS} FROM stories WHERE number = ?", (story,)).fetchone()
    return StoryRow(*found) if found else None


def count(archive: Archive) -> int:
    """How many stories hold articles."""
    return int(archive.db.execute("SELECT count(*) FROM stories WHERE shown").fetchone()[0])


def dossier(archive: Archive, story: int) -> Dossier | None:
    """What was found over `story`."""
    row = archive.db.execute("SELECT dossier FROM stories WHERE number = ?", (story,)).fetchone()
    return _DOSSIER.decode(zlib.decompress(row[0])) if row and row[0] else None


def stamp(archive: Archive, story: int) -> str | None:
    """What the page of `story` is known by: another dossier or thread has another stamp. Much cheaper than the page."""
    row = archive.db.execute("SELECT dossier FROM stories WHERE number = ?", (story,)).fetchone()
    if not row or not row[0]:
        return None
    beside = thread(archive, story)
    return xxh3_128_hexdigest(row[0] + repr(beside).encode()) if beside else xxh3_128_hexdigest(row[0])


def story_of(archive: Archive, article: str) -> int | None:
    """The story that the article `article` belongs to."""
    row = archive.db.execute("SELECT story FROM articles WHERE id = ?", (article,)).fetchone()
    return row[0] if row else None


def speakers(archive: Archive, entity: str | None = None, most: int = 200) -> list[SpeakerRow]:
    """Who speaks in which story: one entity's stories, or the most quoted of the archive."""
    if entity is not None:
        rows = archive.db.execute("SELECT * FROM speakers WHERE entity = ? ORDER BY story", (entity,))
    else:
        rows = archive.db.execute(
            "SELECT entity, max(name), max(story), sum(quotes) FROM speakers GROUP BY entity"
            " ORDER BY 4 DESC, 2 LIMIT ?",
            (most,),
        )
    return [SpeakerRow(*row) for row in rows]
