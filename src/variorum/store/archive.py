"""Opening, migrating, checking and backing up the archive's file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from variorum.store.schema import MIGRATIONS, READ_FROM

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
                    f"{self.path} cannot be written ({error}); what it holds is sound: {_next_step(error)}"
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
        are = "article is" if lost == 1 else "articles are"
        return found + ([f"{lost} {are} in a story that is not there"] if lost else [])

    def back_up(self, to: Path) -> None:
        """A consistent copy of the archive in `to`, also while others write; there once it is whole.

        Raises `ArchiveError` when it cannot be written; an earlier copy then stays as it was.
        """
        if to.is_dir():
            raise ArchiveError(f"{to} is a folder; name a file for the copy")
        if to.exists() and to.samefile(self.path):
            raise ArchiveError(f"{to} is the archive itself; name another file for the copy")
        part = to.with_name(f".{to.name}.{os.getpid()}.part")
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(part)) as copy:
                self.db.backup(copy)
            part.replace(to)
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(f"{to} cannot be written ({error}); the archive itself is as it was") from None
        finally:
            for left in (part, part.with_name(f"{part.name}-journal")):
                with suppress(OSError):  # where nothing may be written nothing is left
                    left.unlink()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self.db.close()


def _next_step(error: sqlite3.Error) -> str:
    """What to do after SQLite refused to write."""
    if "readonly" in str(error):
        return "it may only be read by you"
    return "try again later" if "locked" in str(error) else "make room, then run this again"


def open_archive(path: str | Path, create: bool = True) -> Archive:
    """The archive in `path`, made or migrated forward as needed. One that may only be read is opened to be read, unless
    it was to be made.

    Raises `ArchiveError` when there is none and `create` is false, when the file is no archive, when it is newer than
    this program, or when it cannot be opened.
    """
    path = Path(path)
    if not create and not (path.is_file() and path.stat().st_size):
        raise ArchiveError(f"there is no archive at {path}; `variorum add --archive {path} PATH…` makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if create and path.exists() and not _writable(path):
            raise ArchiveError(f"{path} may only be read by you; name another place with --archive")
        return _opened(path, "rwc") if create or _writable(path) else _opened_to_read(path)
    except (sqlite3.Error, OSError) as error:
        mend = "; a copy made by `variorum check --backup` takes its place" if "malformed" in str(error) else ""
        raise ArchiveError(f"{path} cannot be used as an archive: {error}{mend}") from None


def _writable(path: Path) -> bool:
    """Whether the file and those that SQLite keeps beside it can be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _opened_to_read(path: Path) -> Archive:
    """The archive of somebody else, or on a medium that cannot be written: nothing is made beside it."""
    # SQLite reads a file in WAL mode without a file of locks only when told that nobody writes: then there is no log
    alone = not Path(f"{path.resolve()}-wal").exists()
    return _opened(path, "ro&immutable=1" if alone else "ro")


def _opened(path: Path, mode: str) -> Archive:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=_WAIT_MS / 1000,
        check_same_thread=False,
    )
    try:
        if mode == "rwc":
            _keep_a_log(db)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "temp_store = MEMORY"):
            db.execute(f"PRAGMA {pragma}")
        archive = Archive(path, db)
        version = _version(archive)
        if mode == "rwc":
            _migrate(archive, version)
        elif version < READ_FROM:
            raise ArchiveError(
                f"{path} was written by an older Variorum and may only be read: copy it and open the copy"
            )
    except BaseException:
        db.close()
        raise
    return archive


def _keep_a_log(db: sqlite3.Connection) -> None:
    """Put the file into WAL mode. While another program does so SQLite says at once that it is locked, however long it
    was told to wait."""
    until = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _version(archive: Archive) -> int:
    """The version of the file's schema; 0 for a new one. Raises `ArchiveError` for a file that is none of ours."""
    # both are read at one moment: another program may be making the file
    archive.db.execute("BEGIN")
    tables = archive.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = int(archive.db.execute("PRAGMA user_version").fetchone()[0])
    archive.db.execute("COMMIT")
    if version > len(MIGRATIONS):
        raise ArchiveError(f"{archive.path} was written by a newer Variorum (schema {version}); update the program")
    if version == 0 and tables:
        raise ArchiveError(f"{archive.path} is an SQLite file, but no archive of Variorum; give another path")
    return version


def _migrate(archive: Archive, version: int) -> None:
    """Climb the ladder from the file's `version` to this program's; each step with its version in one transaction."""
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        try:
            archive.db.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if archive.db.in_transaction:
                archive.db.execute("ROLLBACK")
            # two programs opened the file at once, and the other one was first
            if archive.db.execute("PRAGMA user_version").fetchone()[0] < number:
                raise
