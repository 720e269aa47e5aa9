"""Addresses that were fetched: when, and what the server said of its version."""

from __future__ import annotations

import time
from collections.abc import Callable

from variorum.ingest.visits import Validators, Visits
from variorum.store.archive import Archive

SOON_S = 3_600.0
"""Seconds after which a new article is looked at again; each further look comes after twice the time."""
LONG_S = 7 * 86_400.0
"""Seconds after which a report is taken to stand as it is: feeds go on naming it, we no longer ask."""


class KeptVisits(Visits):
    """Visits in the archive. They are noted in memory and written by `keep`, once what was fetched is stored: a run
    that is killed in between asks again and loses nothing."""

    def __init__(self, archive: Archive, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._archive, self._now = archive, now
        self._noted: dict[str, Validators] = {}

    def validators(self, address: str) -> Validators:
        """What was said at the last visit, in this run or an earlier one."""
        if address in self._noted:
            return self._noted[address]
        row = self._archive.db.execute("SELECT etag, modified FROM visits WHERE address = ?", (address,)).fetchone()
        return Validators(*row) if row else Validators()

    def note(self, asked: str, answered: str, validators: Validators) -> None:
        """Remember a visit until it is kept."""
        self._noted[asked] = Validators()
        self._noted[answered] = validators

    def due(self, address: str) -> bool:
        """Whether to look at an article again: an hour after the first visit, then after twice as long each time, for a
        week."""
        row = self._archive.db.execute("SELECT first, last FROM visits WHERE address = ?", (address,)).fetchone()
        if row is None:
            return True
        known, since = row[1] - row[0], self._now() - row[1]
        return bool(known < LONG_S and since >= max(SOON_S, known))

    def keep(self, address: str | None = None) -> None:
        """Write what was noted: of `address` alone, or everything at the end of a run."""
        noted = {address: self._noted.pop(address)} if address in self._noted else {}
        if address is None:
            noted, self._noted = self._noted, {}
        now = self._now()
        with self._archive.writing() as db:
            db.executemany(
                "INSERT INTO visits VALUES (?1, ?2, ?3, ?4, ?4)"
                " ON CONFLICT (address) DO UPDATE SET etag = ?2, modified = ?3, last = ?4",
                [(place, v.etag, v.modified, now) for place, v in noted.items() if place],
            )
