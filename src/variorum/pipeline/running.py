"""One run that adds pages, as the archive keeps it: how far it is, for whoever watches from another process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from variorum.model import Rejection
from variorum.pipeline.run import Progress
from variorum.store import Archive, runs

_EVERY_S = 0.4
"""Seconds between two notes of progress: a watcher sees movement, and the archive's writers are not held up."""
NAMED = 10
"""Rejections that a run tells one by one when it is over."""


class Running:
    """Counts what a run does, tells its caller's progress function, and notes it in the archive now and then."""

    def __init__(self, archive: Archive, number: int, told: Progress) -> None:
        self.new = self.known = self.stories = 0
        self.rejected: Counter[str] = Counter()
        self.refused: list[Rejection] = []
        self._archive, self._number, self._told = archive, number, told
        self._stage, self._noted = "", 0.0

    def refuse(self, rejection: Rejection) -> None:
        """A page that is not used, with its reason."""
        self.rejected[rejection.reason] += 1
        if len(self.refused) < NAMED:
            self.refused.append(rejection)
        runs.refuse(self._archive, self._number, rejection)

    def progress(self, stage: str, done: int, total: int) -> None:
        """How far the run is; a new stage is noted at once."""
        self._told(stage, done, total)
        now = time.monotonic()
        if stage != self._stage or now - self._noted > _EVERY_S or done == total:
            self._stage, self._noted = stage, now
            runs.beat(self._archive, self._number, stage, done, total, self.new, self.known)


@contextmanager
def running(archive: Archive, at: str, told: Progress) -> Iterator[Running]:
    """A run that is alone with the archive and noted in it from its start to its end."""
    with runs.alone(archive, lambda: told("waiting for another run", 0, 0)):
        number = runs.begin(archive, at)
        run = Running(archive, number, told)
        yield run
        runs.end(archive, number, at, run.new, run.known, run.stories)
