"""Work that makes no cycles, done without searching for them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles meanwhile. For what makes none and holds much: each search walks over all that is held, a
    quarter of the time of looking for copies among a hundred thousand articles, a tenth of that of collating two
    hundred. What is no longer held is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
