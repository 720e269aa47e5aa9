"""One line of a benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure of ours beside a rival's.

    `ours` and `theirs` are in the metric's own unit; `theirs` is measured in the same run or, where the note says so,
    published.
    """

    set: str
    metric: str
    ours: float
    rival: str = ""
    theirs: float | None = None
    note: str = ""
