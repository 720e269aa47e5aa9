"""What the pictures show, as data: places in per cent of a width and the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One side of a figure as a stretch of an axis, in per cent of its width. An open end has an arrow."""

    label: str
    left: float
    right: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True)
class RangePlot:
    """Figures drawn as ranges on one axis; `ticks` are (per cent, label)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Mark:
    """A point on the axis: per cent from its left, and what stands there, in lines.

    `align` is the side of the lines that stands at the point, `tier` how high they stand, `more` how much else there
    is.
    """

    at: float
    labels: tuple[str, ...]
    expected: bool = False
    anchor: str | None = None
    align: str = "middle"
    tier: int = 0
    more: int = 0


@dataclass(frozen=True)
class AxisPicture:
    """Events above, reports below, on one axis that is broken (`breaks`, per cent) where time jumps.

    Where many days stand close, their events take turns on two `tiers`.
    """

    ticks: tuple[Mark, ...]
    events: tuple[Mark, ...]
    reports: tuple[Mark, ...]
    breaks: tuple[float, ...]
    tiers: int = 1


@dataclass(frozen=True)
class Node:
    """An origin (above) or a report (below) in the picture of descent."""

    label: str
    at: float
    missing: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Descent:
    """A line from an origin to a report that draws on it, or from report to report with the share copied.

    Arcs that would cross each other's labels stand on different levels, from 0 on. An arc has an arrow where it is
    `known` which text took from which.
    """

    start: float
    end: float
    label: str
    missing: bool = False
    level: int = 0
    known: bool = True


@dataclass(frozen=True)
class DrawnRow:
    """One origin and, for each report in the order of the letters, whether it draws on it."""

    label: str
    missing: bool
    cells: tuple[bool, ...]


@dataclass(frozen=True)
class StemmaPicture:
    """Who drew on what: origins above, reports below, copies as arcs between reports; the same as a table (`rows`) and
    in words (`lines`). With `crowded` reports the table tells more than the lines would."""

    origins: tuple[Node, ...]
    reports: tuple[Node, ...]
    draws: tuple[Descent, ...]
    copies: tuple[Descent, ...]
    lines: tuple[str, ...]
    rows: tuple[DrawnRow, ...] = ()
    crowded: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a small picture: where it stands, how wide and how high it is (per cent), and what it counts."""

    label: str
    at: float
    width: float
    height: float
    count: int
