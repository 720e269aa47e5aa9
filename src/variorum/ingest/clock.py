"""A bound on the work that one page may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.05
"""Seconds of work after which the bell rings again: an error that is raised where an object is freed, or that a library
catches, is lost."""


class TooSlow(Exception):
    """Reading a page took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises `TooSlow` inside the block once it has used `seconds` of processor time: a busy machine refuses nothing.

    Timers interrupt only a process's main thread, and only where the system has them; elsewhere, and where somebody
    else has set a timer, the bounds on size, depth and number of elements must do.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    if signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return

    inside = True

    def ring(_signum: int, _frame: FrameType | None) -> None:
        if inside:
            raise TooSlow(f"more than {seconds:g} s of work")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
