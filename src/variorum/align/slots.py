"""Figures over articles that count the same thing, side by side.

A row is a slot of the story's event ("people dead", "homes without power"); each side is one article's interval. Sides meet
where unit, kind of the counted thing and outcome agree and neither place nor time speaks against it. Figures of one
sentence ("five people, including two contractors") are parts of one statement and never meet.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

from msgspec import Struct

from variorum.model import Annotated, Figure, Span

ABOUT = 0.10
"""Tolerance of "about" as a share of the value: "about 35" holds from 31.5 to 38.5."""
NEARLY = 0.10
"""How far under its value "nearly" reaches: "nearly 40" holds from 36 to 40."""
_ROUND_FROM = 1000.0
_ROUND_CAP = 0.05
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADDED = frozenset(("other", "others", "more", "additional", "another", "further"))
_STOP = frozenset(
    "the and that with from for was were are has have had been its their his her not but who which this into than about "
    "around over under more least some most after before when where while said says told according least also only just "
    "people person two three four five six seven eight nine ten dozen hundred thousand million billion".split()
)


class FigureSide(Struct, frozen=True):
    """One article's value: `index` is the figure's place in the article's figures, `sentence` its sentence."""

    article: str
    index: int
    figure: Figure
    sentence: Span
    published: str | None = None
    time: str | None = None


class FigureRow(Struct, frozen=True):
    """One slot and what each article puts into it.

    `compatible` is whether all sides can be true together; `development` whether what looks like a conflict is the same
    count at different times.
    """

    about: str
    unit: str
    sides: tuple[FigureSide, ...]
    compatible: bool
    development: bool
    why: str


@dataclass(frozen=True)
class _Slot:
    """A figure with what decides whom it meets."""

    side: FigureSide
    kind: str
    outcome: str | None
    words: frozenset[str]
    scope: frozenset[str]
    names: frozenset[str]
    added: bool


def figure_rows(articles: Sequence[Annotated]) -> tuple[FigureRow, ...]:
    """Rows with sides from at least two articles, those that conflict first; the order of `articles` does not matter."""
    ordered = sorted(articles, key=lambda a: a.article.id)
    slots = [slot for annotated in ordered for slot in _slots(annotated)]
    weights = _weights(slots)
    pairs = [(score, i, j) for i, j in combinations(range(len(slots)), 2) if (score := _meet(slots[i], slots[j], weights)) > 0]
    groups = _grouped(slots, sorted(pairs, key=lambda p: (-p[0], p[1], p[2])))
    rows = [_row([slots[i] for i in group]) for group in groups if len({slots[i].side.article for i in group}) > 1]
    return tuple(sorted(rows, key=lambda r: (r.compatible, r.development, -len(r.sides), r.about)))


def interval(figure: Figure) -> tuple[float, float]:
    """The values that the figure allows, with the stated tolerances: about ±10 %, nearly -10 %, round numbers by rounding."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.mod == "nearly":
        return high * (1 - NEARLY), high
    if figure.mod in ("less_than", "at_most"):
        return 0.0, high
    if figure.mod in ("more_than", "at_least"):
        return low, high
    slack = [ABOUT * abs(v) if figure.mod == "approx" else _rounding(v) for v in (low, high)]
    return low - slack[0], high + slack[1]


def _rounding(value: float) -> float:
    """Half of the last digit that is not nought, for large round numbers: "2,500" may stand for 2,461; "30" is 30."""
    if abs(value) < _ROUND_FROM or value % 1 or math.isinf(value):
        return 0.0
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return min(0.5 * 10**zeros, _ROUND_CAP * abs(value)) if zeros >= 2 else 0.0


def compatible(a: Figure, b: Figure) -> bool:
    """Whether both can be true: their intervals meet. "more than 30" excludes 30 itself; other units never meet."""
    if (a.unit or "count") != (b.unit or "count"):
        return False
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    low, high = max(a_low, b_low), min(a_high, b_high)
    if low < high:
        return True
    open_end = (a.mod == "more_than" and a_low == high) or (b.mod == "more_than" and b_low == high)
    open_end = open_end or (a.mod == "less_than" and a_high == low) or (b.mod == "less_than" and b_high == low)
    return low == high and not open_end


def _slots(annotated: Annotated) -> list[_Slot]:
    article, layers = annotated.article, annotated.layers
    out = []
    for index, figure in enumerate(layers.figures):
        sentence = next((s for s in layers.sentences if s.start <= figure.start < s.end), None)
        if sentence is None or figure.unit in ("years_old",):
            continue
        time = next((t.value for t in layers.times if figure.when and t.start == figure.when.start), None)
        side = FigureSide(article.id, index, figure, sentence, article.published.value, time)
        words = article.text[sentence.start : sentence.end]
        names = [article.text[m.start : m.end] for m in layers.mentions if sentence.start <= m.start < sentence.end]
        out.append(_slot(side, words, names))
    return out


def _slot(side: FigureSide, sentence: str, names: Iterable[str]) -> _Slot:
    figure = side.figure
    counted = {w.lower() for w in _WORD.findall(figure.counted or "")}
    head = figure.head or ""
    kind = _classes("slot_heads.tsv").get(head, head)
    outcomes = _classes("slot_outcomes.tsv")
    outcome = outcomes.get(figure.predicate or "") or next((outcomes[w] for w in (head, *sorted(counted)) if w in outcomes), None)
    if not kind and outcome:
        kind = "people"  # "killing three"
    words = frozenset(_stem(w) for w in _WORD.findall(sentence) if w.lower() not in _STOP) - {_stem(w) for w in counted}
    return _Slot(
        side=side,
        kind=kind,
        outcome=outcome,
        words=words,
        scope=frozenset(w for w in counted if _stem(w) != _stem(head) and w not in _ADDED and w not in outcomes),
        names=frozenset(n.lower() for n in names),
        added=bool(counted & _ADDED),
    )


def _stem(word: str) -> str:
    """A word's first five letters: enough to see "evacuate" in "evacuation"."""
    return word.lower()[:5]


def _weights(slots: Sequence[_Slot]) -> dict[str, float]:
    """How telling a shared word is: rare over the story's figures tells more."""
    seen = Counter(w for slot in slots for w in slot.words)
    return {w: 1.0 / math.log2(1 + n) for w, n in seen.items()}


def _meet(a: _Slot, b: _Slot, weights: dict[str, float]) -> float:
    """How well two figures fill one slot; 0 where they do not."""
    x, y = a.side, b.side
    if x.article == y.article and x.sentence == y.sentence or x.figure.unit != y.figure.unit:
        return 0.0
    if not a.kind or a.kind != b.kind or a.outcome != b.outcome or a.added != b.added or _scopes_differ(a, b):
        return 0.0
    if _times_differ(x.time, y.time):
        return 0.0
    shared = sum(weights[w] for w in a.words & b.words)
    same = (x.figure.low, x.figure.high) == (y.figure.low, y.figure.high)
    if x.figure.unit == "count" and a.outcome:
        return shared + same if shared >= 0.5 or same else 0.0
    near = compatible(x.figure, y.figure)
    needed = 0.3 if same else 0.6 if near else 1.2
    return shared + same if shared >= needed else 0.0


def _scopes_differ(a: _Slot, b: _Slot) -> bool:
    """Different modifiers are different scopes ("foreign contractors", "Iraqi contractors"); none leaves it open."""
    return bool(a.scope and b.scope) and not a.scope & b.scope


def _times_differ(a: str | None, b: str | None) -> bool:
    """Whether two known times are of different years: an accident of 2009 is not this one."""
    return bool(a and b and a[:4].isdigit() and b[:4].isdigit() and a[:4] != b[:4])


def _grouped(slots: Sequence[_Slot], pairs: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Joins the best pairs first; figures of one sentence are never brought together."""
    group = {i: [i] for i in range(len(slots))}
    for _, i, j in pairs:
        if group[i] is group[j]:
            continue
        keys = [(slots[k].side.article, slots[k].side.sentence) for k in (*group[i], *group[j])]
        if len(set(keys)) < len(keys):
            continue
        joined = group[i] + group[j]
        for k in joined:
            group[k] = joined
    return [sorted(g) for g in {id(g): g for g in group.values()}.values()]


def _row(slots: Sequence[_Slot]) -> FigureRow:
    sides = tuple(sorted((s.side for s in slots), key=lambda s: (s.published or "", s.article, s.index)))
    clash = [(a, b) for a, b in combinations(sides, 2) if not compatible(a.figure, b.figure)]
    development = bool(clash) and all(_at_other_time(a, b) for a, b in clash)
    first = slots[0]
    about = first.side.figure.counted or first.kind
    if first.outcome and first.outcome not in about:
        about = f"{about} ({first.outcome})"
    return FigureRow(about, first.side.figure.unit or "count", sides, not clash, development, _why(clash, development))


def _at_other_time(a: FigureSide, b: FigureSide) -> bool:
    """Whether the two hold for different days, by their own times or by their articles' days."""
    if a.time and b.time and _DAY.match(a.time) and _DAY.match(b.time) and a.time[:10] != b.time[:10]:
        return True
    return bool(a.published and b.published and a.published[:10] != b.published[:10])


def _why(clash: Sequence[tuple[FigureSide, FigureSide]], development: bool) -> str:
    if not clash:
        return "all the figures can be true together"
    a, b = clash[0]
    said = f"{_shown(a.figure)} and {_shown(b.figure)}"
    return f"{said} hold for different days" if development else f"{said} cannot both be true of one time"


def _shown(figure: Figure) -> str:
    low, high = (None if v is None else f"{v:,.10g}" for v in (figure.low, figure.high))
    if low == high:
        return f"{'about ' if figure.mod == 'approx' else ''}{low}"
    if high is None:
        return f"{'more than' if figure.mod == 'more_than' else 'at least'} {low}"
    return f"{'less than' if figure.mod == 'less_than' else 'up to'} {high}" if low is None else f"{low} to {high}"


@lru_cache(maxsize=4)
def _classes(name: str) -> dict[str, str]:
    text = (files("variorum.align") / "tables" / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    if not rows:
        raise RuntimeError(f"the table {name} is empty")
    return {lemma: name for name, lemmas in rows for lemma in lemmas.split()}
