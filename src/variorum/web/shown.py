"""Story pages as they were last shown: a page that nobody may decide on is the same for everybody until its dossier
changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST = 64
"""Pages that are kept, of some 150 kB each."""


class Shown:
    """Pages by story number and stamp; the ones not asked for longest go first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[int, str], str] = OrderedDict()
        self._lock = Lock()

    def page(self, number: int, stamp: str, make: Callable[[], str]) -> str:
        """The page of story `number` for the dossier with this `stamp`, made when it is not there."""
        key = (number, stamp)
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        made = make()
        with self._lock:
            self._pages[key] = made
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return made
