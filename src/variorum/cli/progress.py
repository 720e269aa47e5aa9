"""Progress on the error stream, for people: shown once a stage has taken a second, gone when it is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from variorum.pipeline.run import Progress

SHOW_AFTER = 1.0
"""Seconds a run may take before it says how far it is."""


@contextmanager
def shown() -> Iterator[Progress]:
    """A progress function that draws one line per stage where the error stream is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}
    begun = time.monotonic()
    started = False

    def report(stage: str, done: int, of: int) -> None:
        nonlocal started
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=of or None)
        bars.update(tasks[stage], completed=done, total=of or None)
        if not started and time.monotonic() - begun > SHOW_AFTER:
            started = True
            bars.start()

    try:
        yield report
    finally:
        if started:
            bars.stop()
