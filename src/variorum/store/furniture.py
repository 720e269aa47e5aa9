"""Paragraphs that outlets print on page after page, as they were found out while pages came in."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.store.archive import Archive


def furniture(archive: Archive, home: str) -> frozenset[str]:
    """The marks of an outlet's furniture."""
    return frozenset(row[0] for row in archive.db.execute("SELECT mark FROM furniture WHERE home = ?", (home,)))


def put_furniture(archive: Archive, home: str, marks: Iterable[str]) -> None:
    """Remember more of it."""
    with archive.writing() as db:
        db.executemany("INSERT OR IGNORE INTO furniture VALUES (?, ?)", [(home, mark) for mark in sorted(marks)])
