"""What people decided against the program: kept in order, with who and when, and undone without being forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.store.archive import Archive

ACTIONS = {
    "merge_entities": "subject and object are one bearer",
    "split_entities": "subject and object are never one bearer",
    "rename_entity": "subject is shown as object",
}
"""What can be decided, and in words what it means. `subject` and `object` are names."""


@dataclass(frozen=True)
class Override:
    """One decision; `undone_at` is when it was taken back."""

    number: int
    action: str
    subject: str
    object: str
    who: str
    at: str
    undone_at: str | None


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


def undo(archive: Archive, number: int, at: str) -> Override | None:
    """Take a decision back and give it; `None` when there is none in force under this number."""
    with archive.writing() as db:
        row = db.execute(
            "UPDATE overrides SET undone_at = ? WHERE number = ? AND undone_at IS NULL RETURNING *", (at, number)
        ).fetchone()
        return Override(*row) if row else None


def log(archive: Archive, in_force: bool = False) -> list[Override]:
    """All decisions in order, or only those that were not taken back."""
    where = " WHERE undone_at IS NULL" if in_force else ""
    return [Override(*row) for row in archive.db.execute(f"SELECT * FROM overrides{where} ORDER BY number")]
