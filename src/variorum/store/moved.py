"""Articles that go from one story to another, within the transaction of whoever moves them."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection


def merge(db: Connection, into: int, other: int) -> None:
    """Move all articles of `other` into `into`; `other` is left empty and out of every list."""
    db.execute("UPDATE articles SET story = ? WHERE story = ?", (into, other))
    db.execute("UPDATE OR REPLACE vectors SET story = ? WHERE story = ?", (into, other))
    count_anew(db, (into, other))


def take(db: Connection, into: int, articles: Iterable[str]) -> None:
    """Move articles, each with all its versions, out of their stories into another."""
    touched: set[int] = set()
    for id in articles:
        root, home = db.execute("SELECT coalesce(version_of, id), story FROM articles WHERE id = ?", (id,)).fetchone()
        db.execute("UPDATE articles SET story = ? WHERE story = ? AND coalesce(version_of, id) = ?", (into, home, root))
        touched |= {into, home}
    count_anew(db, touched)


def count_anew(db: Connection, stories: Iterable[int]) -> None:
    """Count the articles of these stories; they have to be collated anew."""
    for story in stories:
        count = db.execute("SELECT count(*) FROM articles WHERE story = ?", (story,)).fetchone()[0]
        db.execute("UPDATE stories SET stale = 1, articles = ? WHERE number = ?", (count, story))
