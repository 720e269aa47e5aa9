"""Figures over articles that count the same thing, side by side.

A row is a slot of the story's event ("people dead", "homes without power"); each side is one article's interval. Sides
meet where unit, kind of the counted thing and outcome agree and neither time nor modifiers speak against it. Figures of
one sentence ("five people, including two contractors") are parts of one statement and never meet.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from variorum.align.slots.intervals import compatible, likeness, shown
from variorum.align.slots.kinds import FigureSide, Slot, slots_of
from variorum.model import Annotated

_ENOUGH = 0.5
"""Weight of shared words from which two counts with one outcome ("killed") are taken for one event's."""
_SAME_VALUE, _NEAR_VALUE, _OTHER_VALUE = 0.3, 0.6, 1.2
"""The same for figures without an outcome: a value that differs asks for more in common."""
_CLOSE, _A_PART, _FAR = 0.8, 1 / 3, 0.2
"""Smaller by greater value: from where two figures under different verbs may be two tellings of one ("55,000 pages
received", "50,000 pages handed over"); from where workers may be most of the people; and under which "thousands" says
nothing of 700,000."""
_LONGEST_NAME = 40
"""Code points of who states a figure that are shown beside it."""
_SETTLES = 7
"""Days after which a figure without an outcome may have changed; the dead and the evacuated are counted every day."""


class FigureRow(Struct, frozen=True):
    """One slot and what each article puts into it.

    `compatible` is whether all sides can be true together; `development` whether what looks like a conflict is the same
    count at different times. `why` says so in words.
    """

    about: str
    unit: str
    sides: tuple[FigureSide, ...]
    compatible: bool
    development: bool
    why: str


def figure_rows(articles: Sequence[Annotated]) -> tuple[FigureRow, ...]:
    """Rows with sides from at least two articles, conflicts first; the order of `articles` does not matter."""
    slots = slots_of(sorted(articles, key=lambda a: a.article.id))
    pairs = [(score, i, j) for i, j in _candidates(slots) if (score := _meet(slots[i], slots[j])) > 0]
    groups = _grouped(slots, sorted(pairs, key=lambda p: (-p[0], p[1], p[2])))
    rows = [_row([slots[i] for i in group]) for group in groups if len({slots[i].side.article for i in group}) > 1]
    return tuple(sorted(rows, key=lambda r: (r.compatible, r.development, -len(r.sides), r.about)))


def _candidates(slots: Sequence[Slot]) -> Iterator[tuple[int, int]]:
    """Pairs of figures with one unit, one kind of thing counted and one outcome."""
    alike: dict[tuple[str | None, str, str | None], list[int]] = defaultdict(list)
    for i, slot in enumerate(slots):
        if slot.kind:
            alike[slot.side.figure.unit, slot.kind, slot.outcome].append(i)
    for group in alike.values():
        yield from combinations(group, 2)


def _meet(a: Slot, b: Slot) -> float:
    """How well two figures of one kind and outcome fill one slot; 0 where they do not."""
    x, y = a.side.figure, b.side.figure
    if _kept_apart(a, b):
        return 0.0
    shared = sum(weight for word, weight in a.words.items() if word in b.words)
    same = (x.low, x.high) == (y.low, y.high)
    if x.unit == "count" and a.outcome:
        # "two students" of one report are not the "26 people" of another
        needed = 0.0 if same else _ENOUGH if a.named == b.named or likeness(x, y) >= _A_PART else math.inf
    elif same:
        needed = _SAME_VALUE
    elif compatible(x, y) and likeness(x, y) >= _FAR:
        needed = _NEAR_VALUE
    else:
        needed = _OTHER_VALUE if x.predicate == y.predicate or likeness(x, y) >= _CLOSE else math.inf
    return shared + same if shared >= needed else 0.0


def _kept_apart(a: Slot, b: Slot) -> bool:
    """Figures that no chain of likeness may bring into one row: of one sentence, another scope, place, year
    or length of time.

    Nor two that one article gives and that exclude each other: it knows of two things ("51 votes", "60 votes").
    """
    x, y = a.side, b.side
    if x.article == y.article and (x.sentence == y.sentence or not compatible(x.figure, y.figure)):
        return True
    if a.narrowed != b.narrowed and not compatible(x.figure, y.figure):
        return True
    if a.place in b.elsewhere or b.place in a.elsewhere:
        return True
    if a.over and b.over and a.over != b.over and not compatible(x.figure, y.figure):
        return True
    other_scope = bool(a.scope and b.scope) and not a.scope & b.scope
    return other_scope or a.added != b.added or (a.year is not None and b.year is not None and a.year != b.year)


def _grouped(slots: Sequence[Slot], pairs: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Joins the best pairs first, and no group that holds two figures to be kept apart."""
    group = {i: [i] for i in range(len(slots))}
    for _, i, j in pairs:
        if group[i] is group[j] or any(_kept_apart(slots[m], slots[n]) for m in group[i] for n in group[j]):
            continue
        joined = group[i] + group[j]
        group.update(dict.fromkeys(joined, joined))
    return [sorted(g) for g in {id(g): g for g in group.values()}.values()]


def _row(slots: Sequence[Slot]) -> FigureRow:
    ordered = sorted(slots, key=lambda s: (s.side.published or "", s.side.article, s.side.index))
    clash = [(a, b) for a, b in combinations(ordered, 2) if _clash(a, b)]
    development = bool(clash) and all(_at_other_time(a, b) for a, b in clash)
    first = ordered[0]
    about = first.side.figure.counted or first.kind
    if first.outcome and first.outcome not in about:
        about = f"{about} ({first.outcome})"
    sides = tuple(slot.side for slot in ordered)
    return FigureRow(about, first.side.figure.unit or "count", sides, not clash, development, _why(clash, development))


def _clash(a: Slot, b: Slot) -> bool:
    """Whether one of two figures is wrong. "nine workers" may be among "14 people", where both hold for one time."""
    x, y = a.side.figure, b.side.figure
    if compatible(x, y):
        return False
    if a.named == b.named or _at_other_time(a, b):
        return True
    part, whole = (x, y) if a.named != "people" else (y, x)
    return not (part.high is not None and whole.low is not None and part.high <= whole.low)


def _at_other_time(a: Slot, b: Slot) -> bool:
    """Whether the two hold for different days, by their own times or by their articles' days."""
    x, y = a.side, b.side
    if x.period and y.period and (x.period[1] < y.period[0] or y.period[1] < x.period[0]):
        return True
    if x.day and y.day:
        return False
    apart = _days_apart(x.day or x.published, y.day or y.published)
    return apart >= (1 if a.outcome else _SETTLES)


def _days_apart(one: str | None, other: str | None) -> int:
    """Days between two ISO days; 0 where one is not known to the day."""
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(other or "")).days)
    except ValueError:
        return 0


def _why(clash: Sequence[tuple[Slot, Slot]], development: bool) -> str:
    if not clash:
        return "all the figures can be true together"
    worst = next(((a, b) for a, b in clash if not _at_other_time(a, b)), clash[0])
    said = " and ".join(_told(slot, worst) for slot in worst)
    return f"{said} hold for different days" if development else f"{said} cannot both be true of one time"


def _told(slot: Slot, pair: tuple[Slot, Slot]) -> str:
    """The interval, with who states it where the two are stated by others: "30 (the police)"."""
    who = [" ".join((each.side.said_by or "").split()) for each in pair]
    mine = " ".join((slot.side.said_by or "").split())
    mine = f"the {mine[4:]}" if mine.startswith("The ") else mine
    named = mine and who[0].lower() != who[1].lower() and len(mine) <= _LONGEST_NAME
    return f"{shown(slot.side.figure)} ({mine})" if named else shown(slot.side.figure)
