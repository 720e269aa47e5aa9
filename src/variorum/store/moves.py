"""Reports moved from story to story by a person's decision, and moved back when it is undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from variorum.store.archive import Archive
from variorum.store.moved import count_anew
from variorum.store.overrides import Override


class CannotMove(ValueError):
    """A decision about stories that cannot be carried out; the message says why."""


def merge_stories(archive: Archive, into: int, other: int, who: str, at: str) -> int:
    """Move all reports of `other` into `into`; gives the decision's number. Raises `CannotMove`."""
    if into == other:
        raise CannotMove("a story cannot be merged with itself")
    with archive.writing() as db:
        members = [row[0] for row in db.execute("SELECT id FROM articles WHERE story = ?", (other,))]
        if not members or not db.execute("SELECT 1 FROM articles WHERE story = ?", (into,)).fetchone():
            raise CannotMove(f"there is no story {other if not members else into} with reports")
        number = _noted(db, "merge_stories", into, other, who, at)
        _move(db, number, members, other, into)
    return number


def split_story(archive: Archive, story: int, articles: Iterable[str], who: str, at: str) -> tuple[int, int]:
    """Make `articles` of `story` a story of their own; gives the decision's number and the new story's.

    All versions of an article go with it. Raises `CannotMove` when none or all of the story's reports are named.
    """
    wanted = set(articles)
    with archive.writing() as db:
        rows = db.execute("SELECT id, version_of FROM articles WHERE story = ?", (story,)).fetchall()
        roots = {version_of or id for id, version_of in rows if id in wanted}
        out = [id for id, version_of in rows if (version_of or id) in roots]
        if not out:
            raise CannotMove("none of these reports is in this story")
        if len(out) == len(rows):
            raise CannotMove("at least one report has to stay in the story")
        new = int(db.execute("INSERT INTO stories (stale) VALUES (1) RETURNING number").fetchone()[0])
        number = _noted(db, "split_story", story, new, who, at)
        _move(db, number, out, story, new)
    return number, new


def move_back(archive: Archive, decision: Override) -> None:
    """Undo what a decision about stories moved. Raises `CannotMove` while a later decision holds the reports.

    Reports that came since then stay where they are, except in a story that was split off: it ends with the decision.
    """
    merged = decision.action == "merge_stories"
    into, home = (decision.subject, decision.object) if merged else (decision.object, decision.subject)
    with archive.writing() as db:
        later = db.execute(
            "SELECT min(m.override) FROM moves m JOIN overrides o ON o.number = m.override WHERE m.override > ?"
            " AND o.undone_at IS NULL AND m.article IN (SELECT article FROM moves WHERE override = ?)",
            (decision.number, decision.number),
        ).fetchone()[0]
        if later:
            raise CannotMove(f"decision {later} moved these reports on; take it back first")
        which = "id IN (SELECT article FROM moves WHERE override = ?)" if merged else "? IS NOT NULL"
        db.execute(f"UPDATE articles SET story = ? WHERE {which} AND story = ?", (home, decision.number, into))
        count_anew(db, (int(into), int(home)))


def held_apart(archive: Archive) -> frozenset[frozenset[int]]:
    """Pairs of stories that a person parted: no new report makes them one."""
    rows = archive.db.execute(
        "SELECT subject, object FROM overrides WHERE action = 'split_story' AND undone_at IS NULL"
    )
    return frozenset(frozenset((int(one), int(other))) for one, other in rows)


def decided(archive: Archive) -> frozenset[int]:
    """The stories that a person's decision in force made what they are: no report is taken out of them."""
    rows = archive.db.execute(
        "SELECT subject, object FROM overrides WHERE action IN ('split_story', 'merge_stories') AND undone_at IS NULL"
    )
    return frozenset(int(number) for row in rows for number in row)


def merged_into(archive: Archive, story: int) -> int | None:
    """The story that `story` was merged into, as far as that is in force."""
    seen = {story}
    while row := archive.db.execute(
        "SELECT subject FROM overrides WHERE action = 'merge_stories' AND object = ? AND undone_at IS NULL"
        " ORDER BY number DESC",
        (str(story),),
    ).fetchone():
        story = int(row[0])
        if story in seen:
            return None
        seen.add(story)
    return story if len(seen) > 1 else None


def _noted(db: Connection, action: str, subject: int, object: int, who: str, at: str) -> int:
    row = db.execute(
        "INSERT INTO overrides (action, subject, object, who, at) VALUES (?, ?, ?, ?, ?) RETURNING number",
        (action, str(subject), str(object), who, at),
    ).fetchone()
    return int(row[0])


def _move(db: Connection, override: int, articles: Sequence[str], home: int, into: int) -> None:
    db.executemany("INSERT INTO moves VALUES (?, ?, ?)", [(override, id, home) for id in articles])
    db.executemany("UPDATE articles SET story = ? WHERE id = ?", [(into, id) for id in articles])
    count_anew(db, (home, into))
