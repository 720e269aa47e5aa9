"""Stories of the archive that go on from one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.store.archive import Archive


@dataclass(frozen=True)
class ThreadRow:
    """Another episode of a story's thread, and the names that the two share."""

    number: int
    title: str | None
    first: str | None
    last: str | None
    names: tuple[str, ...]


def put_threads(archive: Archive, story: int, others: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Note that `story` is of one thread with `others`, each with the names they share.

    Called within a transaction: a thread is noted with the placing that showed it, or not at all.
    """
    rows = [(*sorted((story, other)), "; ".join(names)) for other, names in others if other != story]
    archive.db.executemany("INSERT OR REPLACE INTO threads VALUES (?, ?, ?)", rows)


def thread(archive: Archive, story: int) -> list[ThreadRow]:
    """The other episodes of the thread of `story`, the earliest first. A story that was merged away is none."""
    rows = archive.db.execute(
        "SELECT s.number, s.title, s.first, s.last, t.names FROM (SELECT other AS number, names FROM threads"
        " WHERE one = ?1 UNION SELECT one, names FROM threads WHERE other = ?1) t JOIN stories s ON s.number = t.number"
        " WHERE s.shown ORDER BY s.first IS NULL, s.first, s.number",
        (story,),
    )
    return [
        ThreadRow(number, title, first, last, tuple(names.split("; "))) for number, title, first, last, names in rows
    ]
