"""Opening, migrating, checking and backing up the archive's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from variorum.store.schema import MIGRATIONS

_WAIT_MS = 10_000
"""How long a writer waits for another one before it gives up with an error."""


class ArchiveError(Exception):
    """The archive's file cannot be used; the message says why and what to do."""


class Archive:
    """An open archive: a connection in WAL mode. What it holds is read and written by the modules of this room."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.db = connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is whole or not at all. Another writer is waited for.

        Raises `ArchiveError` when the file cannot be written: no room, no right, or a writer that does not end.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield self.db
            self.db.execute("COMMIT")
        except BaseException as error:
            # where the disk is full SQLite may have taken the transaction back already
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise ArchiveError(
                    f"{self.path} cannot be written ({error}); what it holds is sound: make room, then run this again"
                ) from error
            raise

    def check(self) -> list[str]:
        """What is wrong with the file, one line each: SQLite's own check, dangling rows. Empty when all is well."""
        found = [row[0] for row in self.db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{row[0]} row {row[1]} points to a missing {row[2]}" for row in self.db.execute("PRAGMA foreign_key_check")
        ]
        lost = self.db.execute(
            "SELECT count(*) FROM articles WHERE story IS NOT NULL AND story NOT IN (SELECT number FROM stories)"
        ).fetchone()[0]
        return found + ([f"{lost} articles belong to a story that is not there"] if lost else [])

    def back_up(self, to: Path) -> None:
        """A consistent copy of the archive in `to`, also while others write."""
        with sqlite3.connect(to) as copy:
            self.db.backup(copy)
        copy.close()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self.db.close()


def open_archive(path: str | Path, create: bool = True) -> Archive:
    """The archive in `path`, made or migrated forward as needed.

    Raises `ArchiveError` when there is none and `create` is false, when the file is no archive, when it is newer than
    this program, or when it cannot be opened.
    """
    path = Path(path)
    if not create and not path.is_file():
        raise ArchiveError(f"there is no archive at {path}; `variorum add --archive {path} PATH…` makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_MS / 1000, check_same_thread=False)
    except (sqlite3.Error, OSError) as error:
        raise ArchiveError(f"{path} cannot be used as an archive: {error}") from None
    try:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "temp_store = MEMORY"):
            db.execute(f"PRAGMA {pragma}")
        archive = Archive(path, db)
        _migrate(archive)
    except sqlite3.Error as error:
        db.close()
        raise ArchiveError(f"{path} cannot be used as an archive: {error}") from None
    except ArchiveError:
        db.close()
        raise
    return archive


def _migrate(archive: Archive) -> None:
    """Climb the ladder from the file's version to this program's; each step with its version in one transaction."""
    version = archive.db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise ArchiveError(f"{archive.path} was written by a newer Variorum (schema {version}); update the program")
    if version == 0 and archive.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise ArchiveError(f"{archive.path} is an SQLite file, but no archive of Variorum; give another path")
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        try:
            archive.db.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if archive.db.in_transaction:
                archive.db.execute("ROLLBACK")
            # two programs opened the file at once, and the other one was first
            if archive.db.execute("PRAGMA user_version").fetchone()[0] < number:
                raise
