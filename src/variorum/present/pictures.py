"""Where things stand in the pictures: the axis, the lines of descent, the ranges. Numbers only; templates draw them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from variorum.model import Derivation, DossierArticle, Figure, Side, Span
from variorum.present.context import AxisPicture, Bar, Column, Descent, Happening, Mark, Node, RangePlot, StemmaPicture
from variorum.present.edition import Edition
from variorum.present.phrasing import day_words

_DAYS_SHOWN = 9
"""Days that fit on one axis with legible labels; those that hold most are kept."""
_JUMP = 10
"""Days without anything after which the axis is broken rather than stretched."""
_ORIGINS_SHOWN = 7


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
    return AxisPicture(
        ticks=tuple(Mark(at[d], (_short(d),)) for d in days),
        events=tuple(
            Mark(at[d], tuple(str(h.number) for h in above[d]), all(h.expected for h in above[d]))
            for d in days
            if above[d]
        ),
        reports=tuple(Mark(at[d], tuple(sorted(below[d]))) for d in days if below[d]),
        breaks=breaks,
    )


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


def _short(day: date) -> str:
    words = day_words(day.isoformat()).split()
    return f"{words[0]} {words[1]} {words[2][:3]}"


def stemma(ed: Edition) -> StemmaPicture | None:
    """Origins above, reports below. `None` when no report is known to draw on anything."""
    origins: dict[str, set[str]] = defaultdict(set)
    for claim in ed.story.claims:
        for group in claim.groups:
            if group.origin and group.basis in ("same_upstream", "same_agency"):
                origins[group.origin] |= {ed.sigla[claim.evidence[m].article] for m in group.members}
    missing = {d.missing: set[str]() for d in ed.story.derivations if d.origin is None and d.missing}
    for d in ed.story.derivations:
        if d.origin is None and d.missing:
            missing[d.missing].add(ed.sigla[d.copy])
    shown = sorted(origins, key=lambda o: (-len(origins[o]), o))[:_ORIGINS_SHOWN]
    copies = [d for d in ed.story.derivations if d.origin is not None]
    if not shown and not missing and not copies:
        return None
    return _drawn(ed, {o: origins[o] for o in shown}, missing, copies)


def _drawn(
    ed: Edition, origins: dict[str, set[str]], missing: dict[str, set[str]], copies: Sequence[Derivation]
) -> StemmaPicture:
    letters = sorted(ed.sigla.values(), key=lambda s: (len(s), s))
    below = dict(zip(letters, _evenly(len(letters)), strict=True))
    # an origin stands over the middle of the reports that draw on it, so that few lines cross
    names = sorted([*origins, *missing], key=lambda n: (_mean(below, (origins | missing)[n]), n))
    above = dict(zip(names, _evenly(len(names)), strict=True))
    draws = [Descent(above[n], below[s], "", n in missing) for n in names for s in sorted((origins | missing)[n])]
    arcs = [
        Descent(below[ed.sigla[str(d.origin)]], below[ed.sigla[d.copy]], f"{round(100 * d.shared)} %") for d in copies
    ]
    return StemmaPicture(
        origins=tuple(Node(n, above[n], n in missing, _wrapped(n)) for n in names),
        reports=tuple(Node(s, below[s]) for s in letters),
        draws=tuple(draws),
        copies=tuple(arcs),
        lines=tuple(_descent_lines(ed, origins, missing, copies)),
    )


def _descent_lines(
    ed: Edition, origins: dict[str, set[str]], missing: dict[str, set[str]], copies: Sequence[Derivation]
) -> Iterable[str]:
    """The picture in words, for those who cannot see it."""
    for name, letters in origins.items():
        yield f"{', '.join(sorted(letters))}: draws on {name}"
    for name, letters in missing.items():
        yield f"{', '.join(sorted(letters))}: draws on {name}, which is not among these reports"
    for d in copies:
        known = "copies" if d.direction == "known" else "shares text with"
        yield f"{ed.sigla[d.copy]} {known} {ed.sigla[str(d.origin)]}: {round(100 * d.shared)} % ({d.degree}; {d.basis})"


def _evenly(n: int) -> list[float]:
    return [round(100 * (i + 0.5) / n, 2) for i in range(n)]


def _mean(below: dict[str, float], letters: set[str]) -> float:
    return sum(below[s] for s in letters) / max(1, len(letters))


def _wrapped(label: str, width: int = 18, lines: int = 3) -> tuple[str, ...]:
    """`label` in at most three lines of about `width` code points."""
    rows = [""]
    for word in label.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > lines:
        rows = [*rows[: lines - 1], rows[lines - 1] + " …"]
    return tuple(row if len(row) <= width + 6 else row[: width + 5] + "…" for row in rows)


def range_plot(ed: Edition, sides: Sequence[Side]) -> RangePlot | None:
    """Each side's figure as a range on one axis; `None` when a side's figure cannot be found or all are alike."""
    found: list[tuple[str, Figure]] = []
    for side in sides:
        figure = next((f for e in side.evidence for f in _figures_in(ed, e.article, e.spans)), None)
        if figure is None:
            return None
        found.append((side.value, figure))
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
    return RangePlot(bars, tuple((round((v - low) * scale, 2), f"{v:,.10g}") for v in sorted(set(ends))))


def _figures_in(ed: Edition, article: str, spans: Iterable[Span]) -> Iterable[Figure]:
    for span in spans:
        for figure in ed.articles[article].figures:
            if figure.start < span.end and figure.end > span.start:
                yield figure


_WIDEST = 6.0
"""Per cent of the width that a column takes at most: two days are not two walls."""
_COLUMNS_SHOWN = 40
"""Columns that stay legible in a small picture."""


def columns(counts: Mapping[str, int]) -> tuple[Column, ...]:
    """Counts by day (ISO) as columns in order of time: by day where few enough days lie between, else by month.

    Nothing for fewer than two days.
    """
    days = sorted(d for d in (_day(iso) for iso in counts) if d)
    if len(days) < 2:
        return ()
    if (days[-1] - days[0]).days < _COLUMNS_SHOWN:
        keys = [(days[0] + timedelta(n)).isoformat() for n in range((days[-1] - days[0]).days + 1)]
        grouped = {key: sum(n for iso, n in counts.items() if iso[:10] == key) for key in keys}
    else:
        grouped = Counter[str]()
        for iso, n in counts.items():
            grouped[iso[:7]] += n
        grouped = dict(sorted(grouped.items())[-_COLUMNS_SHOWN:])
    most = max(grouped.values())
    width = 100 / len(grouped)
    return tuple(
        Column(day_words(key), round(i * width, 2), round(min(width * 0.8, _WIDEST), 2), round(100 * n / most, 2), n)
        for i, (key, n) in enumerate(grouped.items())
    )
