"""What people decided against the program: kept in order, with who and when, and undone without being forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.model import Span
from variorum.store.archive import Archive

ACTIONS = {
    "merge_entities": "subject and object are one bearer",
    "split_entities": "subject and object are never one bearer",
    "rename_entity": "subject is shown as object",
    "split_claim": "the passages subject and object do not state the same",
    "merge_stories": "the reports of the story object belong to the story subject",
    "split_story": "some reports of the story subject are a story of their own, object",
}
"""What can be decided, and in words what it means. `subject` and `object` are names, passages or numbers of stories."""
OF_NAMES = ("merge_entities", "split_entities", "rename_entity")
OF_STORIES = ("merge_stories", "split_story")
_PASSAGE = re.compile(r"([^\n]{1,300}):([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True)
class Override:
    """One decision; `undone_at` and `undone_by` are when and by whom it was taken back."""

    number: int
    action: str
    subject: str
    object: str
    who: str
    at: str
    undone_at: str | None
    undone_by: str | None = None


@dataclass(frozen=True, order=True)
class Place:
    """A passage that a decision is about: words of one article, by its id, which its text never outlives."""

    article: str
    span: Span

    def __str__(self) -> str:
        return f"{self.article}:{self.span.start}-{self.span.end}"


def place_of(text: str) -> Place | None:
    """The passage written as `article:start-end`; `None` when `text` is no such thing."""
    found = _PASSAGE.fullmatch(text)
    if not found or int(found[2]) >= int(found[3]):
        return None
    return Place(found[1], Span(int(found[2]), int(found[3])))


def decide(archive: Archive, action: str, subject: str, object: str, who: str, at: str) -> int:
    """Note a decision and give its number. Raises `ValueError` for an action that is not in `ACTIONS`."""
    if action not in ACTIONS:
        raise ValueError(f"no such action: {action}")
    with archive.writing() as db:
        return int(
            db.execute(
                "INSERT INTO overrides (action, subject, object, who, at) VALUES (?, ?, ?, ?, ?) RETURNING number",
                (action, subject, object, who, at),
            ).fetchone()[0]
        )


def undo(archive: Archive, number: int, at: str, who: str | None = None) -> Override | None:
    """Take a decision back and give it; `None` when there is none in force under this number."""
    with archive.writing() as db:
        row = db.execute(
            "UPDATE overrides SET undone_at = ?, undone_by = ? WHERE number = ? AND undone_at IS NULL RETURNING *",
            (at, who, number),
        ).fetchone()
        return Override(*row) if row else None


def one(archive: Archive, number: int) -> Override | None:
    """The decision under `number`, in force or not."""
    row = archive.db.execute("SELECT * FROM overrides WHERE number = ?", (number,)).fetchone()
    return Override(*row) if row else None


def log(archive: Archive, in_force: bool = False) -> list[Override]:
    """All decisions in order, or only those that were not taken back."""
    where = " WHERE undone_at IS NULL" if in_force else ""
    return [Override(*row) for row in archive.db.execute(f"SELECT * FROM overrides{where} ORDER BY number")]


def apart(archive: Archive) -> tuple[tuple[Place, Place], ...]:
    """The pairs of passages that do not state the same, as far as that is in force, in order of decision."""
    rows = archive.db.execute(
        "SELECT subject, object FROM overrides WHERE action = 'split_claim' AND undone_at IS NULL ORDER BY number"
    )
    pairs = ((place_of(out), place_of(rest)) for out, rest in rows)
    return tuple((out, rest) for out, rest in pairs if out and rest)
