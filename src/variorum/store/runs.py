"""Runs that add pages: how far each is, what it found and what it refused, for whoever watches from another process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from sqlite3 import Connection, OperationalError, connect
from typing import Literal

from variorum.model import Rejection
from variorum.store.archive import Archive, ArchiveError

_SILENT_S = 900.0
"""Seconds without a sign of life after which a run counts as stopped, should its process number have been reused."""
_EVERY_S = 0.5
"""Seconds between two tries to become the one run that adds."""
_COLUMNS = "number, process, started, beat, ended, stage, done, total, found, known, stories"


@dataclass(frozen=True)
class RunRow:
    """One run: `stage` with `done` of `total` (0: not known), new articles, known pages, stories brought up to date."""

    number: int
    process: int
    started: str
    beat: float
    ended: str | None
    stage: str
    done: int
    total: int
    found: int
    known: int
    stories: int
    refused: int

    @property
    def state(self) -> Literal["done", "running", "stopped"]:
        """`stopped` is a run that is over without having come to its end: the next one goes on with its work."""
        if self.ended:
            return "done"
        return "running" if _alive(self.process) and time.time() - self.beat < _SILENT_S else "stopped"


@contextmanager
def alone(archive: Archive, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Waits until no other run adds to this archive, calling `waiting` now and then; a run that is killed lets the next
    one in. Raises `ArchiveError` where the lock beside the archive cannot be made.

    Two runs at a time would lose nothing, but do the same work twice.
    """
    # beside the file itself, whatever links lead to it
    path = f"{archive.path.resolve()}.lock"
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(connect(path, timeout=0, isolation_level=None)))
            while not _taken(lock):
                waiting()
                time.sleep(_EVERY_S)
        except OperationalError as error:
            raise ArchiveError(f"{path} cannot be written ({error}); a run that adds needs it") from None
        yield


def _taken(lock: Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True


def begin(archive: Archive, at: str) -> int:
    """Note that a run starts; gives its number."""
    with archive.writing() as db:
        row = db.execute(
            "INSERT INTO runs (process, started, beat, stage, done, total) VALUES (?, ?, ?, 'reading', 0, 0)"
            " RETURNING number",
            (os.getpid(), at, time.time()),
        ).fetchone()
    return int(row[0])


def beat(archive: Archive, run: int, stage: str, done: int, total: int, found: int, known: int) -> None:
    """Note how far a run is."""
    with archive.writing() as db:
        db.execute(
            "UPDATE runs SET beat = ?, stage = ?, done = ?, total = ?, found = ?, known = ? WHERE number = ?",
            (time.time(), stage, done, total, found, known, run),
        )


def refuse(archive: Archive, run: int, rejection: Rejection) -> None:
    """Note a page that a run could not use."""
    with archive.writing() as db:
        row = (run, rejection.source, rejection.reason, rejection.detail)
        db.execute("INSERT OR IGNORE INTO refusals VALUES (?, ?, ?, ?)", row)


def end(archive: Archive, run: int, at: str, found: int, known: int, stories: int) -> None:
    """Note that a run came to its end."""
    with archive.writing() as db:
        db.execute(
            "UPDATE runs SET ended = ?, beat = ?, stage = 'done', found = ?, known = ?, stories = ? WHERE number = ?",
            (at, time.time(), found, known, stories, run),
        )


def newest(archive: Archive, most: int = 20) -> list[RunRow]:
    """The last runs, the newest first."""
    rows = archive.db.execute(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM refusals WHERE run = number) FROM runs ORDER BY number DESC LIMIT ?",
        (most,),
    )
    return [RunRow(*row) for row in rows]


def one(archive: Archive, number: int) -> RunRow | None:
    """The run under `number`."""
    row = archive.db.execute(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM refusals WHERE run = number) FROM runs WHERE number = ?", (number,)
    ).fetchone()
    return RunRow(*row) if row else None


def refusals(archive: Archive, run: int, most: int = 500) -> list[tuple[str, str, str]]:
    """What a run could not use, as (source, reason, detail)."""
    rows = archive.db.execute(
        "SELECT source, reason, detail FROM refusals WHERE run = ? ORDER BY source LIMIT ?", (run, most)
    )
    return [(source, reason, detail) for source, reason, detail in rows]


def _alive(process: int) -> bool:
    """Whether there is a process with this number; the archive's mode (WAL) asks for one machine."""
    if os.name == "nt":  # there a signal of number 0 ends the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
