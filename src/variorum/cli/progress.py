"""Progress on the error stream, for people: shown once a run has taken a second, gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from variorum.pipeline.run import Progress

SHOW_AFTER = 1.0
"""Seconds a run may take before it says how far it is."""


@contextmanager
def shown() -> Iterator[Progress]:
    """A progress function that draws one line per stage where the error stream is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    bars = Bars(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, transient=True,
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, of: int) -> None:
        if stage not in tasks:
            for task in bars.tasks:
                # how many there would be was not known: now they are all
                bars.update(task.id, total=task.total or task.completed)
            tasks[stage] = bars.add_task(stage, total=of or None)
        bars.update(tasks[stage], completed=done, total=of or None)

    # a stage that is long with its first piece has not reported yet when the second is over
    timer = Timer(SHOW_AFTER, bars.start)
    timer.daemon = True
    if console.is_terminal:
        timer.start()
    try:
        yield report
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()
        if bars.live.is_started:
            bars.stop()
