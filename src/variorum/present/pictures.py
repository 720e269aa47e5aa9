"""Where things stand in the pictures: the axis, the ranges, the columns. Numbers only; templates draw them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from variorum.model import DossierArticle, Figure, Side, Span
from variorum.present.context import Happening
from variorum.present.drawn import AxisPicture, Bar, Column, Mark, RangePlot
from variorum.present.edition import Edition
from variorum.present.phrasing import day_words, opening, wrapped
from variorum.present.sigla import runs

_DAYS_SHOWN = 9
"""Days that fit on one axis with legible labels; those that hold most are kept."""
_JUMP = 10
"""Days without anything after which the axis is broken rather than stretched."""
_LETTER = 0.74
"""Per cent of the axis that one letter of a label takes."""
_LINES = 3
_NARROW, _WIDE = 16, 30
"""Letters in a line of a label: from which one tier will do, and what still looks like a label."""
_BEHIND = {"start": 1.0, "middle": 0.5, "end": 0.0}
"""Share of a label that stands behind its point."""
_EDGE = 9.0
"""Per cent from an end of the axis within which a label stands at its point's side, not over it."""


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None
    except ValueError:
        return None


def axis(dated: Iterable[tuple[Happening, str]], articles: Iterable[tuple[str, DossierArticle]]) -> AxisPicture | None:
    """Happenings above, reports below; `None` when fewer than two days are known."""
    above: dict[date, list[Happening]] = defaultdict(list)
    below: dict[date, list[str]] = defaultdict(list)
    for happening, iso in dated:
        if day := _day(iso):
            above[day].append(happening)
    for letter, article in articles:
        if day := _day(article.published.value):
            below[day].append(letter)
    weight = {d: len(above[d]) + 2 * len(below[d]) for d in {*above, *below}}
    days = sorted(sorted(weight, key=lambda d: (-weight[d], d))[:_DAYS_SHOWN])
    if len(days) < 2:
        return None
    at, breaks = _placed(days)
    events = _events([(at[d], above[d]) for d in days if above[d]])
    several = len({d.year for d in days}) > 1
    return AxisPicture(
        ticks=tuple(Mark(at[d], (_short(d, several),)) for d in days),
        events=events,
        reports=tuple(Mark(at[d], tuple(runs(below[d]))) for d in days if below[d]),
        breaks=breaks,
        tiers=1 + max((e.tier for e in events), default=0),
    )


def _events(days: Sequence[tuple[float, Sequence[Happening]]]) -> tuple[Mark, ...]:
    """Each day's first happening by its opening words; on two tiers in turn where one leaves no room for them."""
    places = [at for at, _ in days]
    tiers = 1 if min(_rooms(places), default=_WIDE) >= _NARROW else 2
    rooms: dict[float, int] = {}
    for n in range(tiers):
        rooms |= zip(places[n::tiers], _rooms(places[n::tiers]), strict=True)
    marks = []
    for n, (at, told) in enumerate(days):
        lines = wrapped(opening(told[0].quoted.exact), min(_WIDE, rooms[at]), _LINES)
        expected = all(h.expected for h in told)
        marks.append(Mark(at, lines, expected, f"happening-{told[0].number}", _align(at), n % tiers, len(told) - 1))
    return tuple(marks)


def _align(at: float) -> str:
    """A label near an end of the axis stands at its point's side, so that it does not run out of the picture."""
    return "start" if at < _EDGE else "end" if at > 100 - _EDGE else "middle"


def _rooms(places: Sequence[float]) -> list[int]:
    """The letters that each of `places` (per cent of the axis) has for its label, so that it meets no other's and
    stays in the picture. Days stand so that there are some eight at least."""
    rooms = [
        at if _align(at) == "end" else 100 - at if _align(at) == "start" else 2 * min(at, 100 - at) for at in places
    ]
    for n, (a, b) in enumerate(pairwise(places)):
        room = (b - a) / (_BEHIND[_align(a)] + 1 - _BEHIND[_align(b)])
        rooms[n], rooms[n + 1] = min(rooms[n], room), min(rooms[n + 1], room)
    return [int(room / _LETTER) - 1 for room in rooms]


def _placed(days: Sequence[date]) -> tuple[dict[date, float], tuple[float, ...]]:
    """Per cent of the width for each day: a longer gap is wider up to four times a day's, and broken beyond `_JUMP`."""
    steps = [min(4.0, 1.5 + 0.5 * (b - a).days) for a, b in pairwise(days)]
    total = sum(steps)
    at, x = {days[0]: 6.0}, 6.0
    breaks: list[float] = []
    for i, step in enumerate(steps):
        width = 88.0 * step / total
        if (days[i + 1] - days[i]).days > _JUMP:
            breaks.append(round(x + width / 2, 2))
        x += width
        at[days[i + 1]] = round(x, 2)
    return at, tuple(breaks)


def _short(day: date, with_year: bool) -> str:
    weekday, number, month, year = day_words(day.isoformat()).split()
    return f"{number} {month[:3]} {year}" if with_year else f"{weekday} {number} {month[:3]}"


def range_plot(ed: Edition, sides: Sequence[Side]) -> RangePlot | None:
    """Each side's figure as a range on one axis; `None` when a side's figure cannot be found or all are alike."""
    found: list[tuple[str, Figure]] = []
    for side in sides:
        figure = side_figure(ed, side)
        if figure is None:
            return None
        letters = " ".join(runs({ed.sigla[e.article] for e in side.evidence}))
        found.append((f"{letters}  {side.value}", figure))
    ends = [v for _, f in found for v in (f.low, f.high) if v is not None]
    if not ends or len({f.unit for _, f in found}) > 1:
        return None
    low, high = min(ends), max(ends)
    pad = (high - low) * 0.25 or max(1.0, abs(high) * 0.1)
    low, high = (max(0.0, low - pad) if low >= 0 else low - pad), high + pad
    scale = 100 / (high - low)
    bars = tuple(
        Bar(
            label,
            0.0 if f.low is None else round((f.low - low) * scale, 2),
            100.0 if f.high is None else round((f.high - low) * scale, 2),
            f.low is None,
            f.high is None,
        )
        for label, f in found
    )
    return RangePlot(bars, tuple(ticks(sorted(set(ends)), low, scale)))


def ticks(values: Sequence[float], low: float, scale: float) -> Iterator[tuple[float, str]]:
    """The ends of the ranges on the axis; one whose label would run into that before it is left out."""
    free = 0.0
    for value in values:
        at, label = round((value - low) * scale, 2), f"{value:,.10g}"
        if at - _TICK * len(label) / 2 >= free:
            yield at, label
            free = at + _TICK * (len(label) / 2 + 1)


def side_figure(ed: Edition, side: Side) -> Figure | None:
    """The figure that a side states."""
    return next((f for e in side.evidence for f in _figures_in(ed, e.article, e.spans)), None)


def _figures_in(ed: Edition, article: str, spans: Iterable[Span]) -> Iterable[Figure]:
    for span in spans:
        for figure in ed.articles[article].figures:
            if figure.overlaps(span):
                yield figure


_TICK = 2.4
"""Per cent of the width of a range's axis that one figure of a label takes."""
_WIDEST = 6.0
"""Per cent of the width that a column takes at most: two days are not two walls."""
_COLUMNS_SHOWN = 40
"""Columns that stay legible in a small picture."""


def columns(counts: Mapping[str, int]) -> tuple[Column, ...]:
    """Counts by day (ISO) as columns in order of time: by day where few enough days lie between, else by month or year.

    A stretch of time without anything is as wide as one with. The first column stands at the left end and the last one
    at the right, over their labels. Nothing for fewer than two days.
    """
    days = sorted(d for d in (_day(iso) for iso in counts) if d)
    if len(days) < 2:
        return ()
    first, last = days[0], days[-1]
    if (last - first).days < _COLUMNS_SHOWN:
        keys = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    elif 12 * (last.year - first.year) + last.month - first.month < _COLUMNS_SHOWN:
        months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
        keys = [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    else:
        keys = [f"{year:04}" for year in range(max(first.year, last.year - _COLUMNS_SHOWN + 1), last.year + 1)]
    grouped = Counter(dict.fromkeys(keys, 0))
    for day in counts:
        if day[: len(keys[0])] in grouped:
            grouped[day[: len(keys[0])]] += counts[day]
    most = max(grouped.values())
    width = min(80 / len(keys), _WIDEST)
    step = (100 - width) / max(1, len(keys) - 1)
    return tuple(
        Column(day_words(key), round(i * step, 2), round(width, 2), round(100 * n / most, 2), n)
        for i, (key, n) in enumerate(grouped.items())
    )
