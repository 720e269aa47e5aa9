"""Where reports count one thing differently: the rows of `align.slots` whose sides are not one number in two forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from variorum.align.claims.units import Days
from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import (
    WINDOW,
    Anchors,
    apart,
    around,
    far_apart,
    other_year,
    tokens,
)
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.differences.parts import is_sum_of_parts, of_other_days, share_an_end
from variorum.align.sentences import Sentence
from variorum.align.slots import FigureRow, FigureSide, compatible, figure_rows
from variorum.align.slots.intervals import shown
from variorum.align.slots.kinds import classes
from variorum.language.calendar import days
from variorum.language.names import key
from variorum.language.places import country_of_name
from variorum.model import Annotated, Difference, Figure, Span

ROUNDING = 0.08
"""Share of the larger value within which two numbers that can both be true are one number, rounded."""


LEAST_POINTS = 0.5
"""Percentage points below which a share is one, rounded."""
JUST_UNDER = 0.15
"""Share of a number that "nearly" or "about" may leave out."""
FURTHEST = 4.0
FURTHEST_BOUND = 1.55
"""How many times the smaller the larger value may be: beyond that, two things were counted, or one on two scales; and
where both can be true by a bound: "over 1,400" does not tell of 2,352."""
LEAST_NEAR = 1.0
LEAST_WHOLE = (1.5, 0.18)
MOST_DAYS = 7
"""Days between the times that two sentences name beyond which they tell of two events."""
LEAST_LONE = 0.5
LEAST_SHARE_OF_MEASURES = 0.3
"""What the words around two figures, or their sentences (weight and share), have in common at least; see `anchors`."""
_VAGUE = re.compile(r"(?:the )?(?:tens of |hundreds of )?(?:dozens|hundreds|thousands|millions|billions)\b", re.I)

MORE = 1.4
"""How many times more a report counts of the same, at least, for a lower count to be of a part."""
LEAST_SHARE_OF_OTHERS = 0.25
"""Share that the words around two figures have in common where both cannot be true and nobody's fate is counted."""
_PART = re.compile(r"\b(?:out )?of (?:the|those|these|them|his|her|its|their)\b", re.I)
_ALONE = re.compile(r"\balone\b", re.I)
_INCLUDING = re.compile(
    r"\b(?:including|counting|among them)\s+(?:the|himself|herself|a|an|one|suspected|alleged)\b", re.I
)
_NEW = re.compile(r"\b(?:new|additional|further|another)\b", re.I)
"""What is counted from day to day."""
_WORLD = re.compile(r"\b(?:global\w*|worldwide|around the world|the world)\b", re.I)

_Told = tuple[FigureSide, Sentence]
Value = tuple[float | None, float | None, str]


def find_figures(items: Sequence[Annotated], sentences: Iterable[Sentence], anchors: Anchors) -> Iterator[Difference]:
    """The figure differences. Rows whose values are equal, or equal by rounding, are agreements and not shown."""
    at = {(s.article.id, s.span): s for s in sentences}
    rows = figure_rows(items)
    most = _most_by_report(m for row in rows for m in row.sides)
    counted = {(s.article.id, f.low, f.high, f.unit or "count") for s in at.values() for f in s.figures}
    rowed = Counter(what for row in rows for what in {_befell(m) for m in row.sides})
    for row in rows:
        told = [(m, at[m.article, m.sentence]) for m in row.sides if (m.article, m.sentence) in at]
        lone = all(rowed[_befell(m)] == 1 for m, _ in told)
        parted = [
            p
            for p in combinations(told, 2)
            if _telling(*p)
            and not _known(*p, counted)
            and not any(_is_less(m, most) for m, _ in p)
            and _of_one_thing(*p, anchors, lone)
        ]
        if parted:
            yield _difference(row, [member for pair in parted for member in pair])


def _befell(member: FigureSide) -> str:
    """What became of the counted people, or nothing."""
    return classes("slot_outcomes.tsv").get(member.figure.predicate or "", "")


def _of_one_thing(one: _Told, other: _Told, anchors: Anchors, lone: bool) -> bool:
    """Whether the words around two figures, or their whole sentences, are about one thing; or it is the one count of
    what befell people in reports of near days."""
    if far_apart(one[1], other[1], MOST_DAYS) or _of_other_days(one, other):
        return False
    if of_other_days((one[1], one[0].figure), (other[1], other[0].figure)):
        return False
    if _is_new(one) and _is_new(other) and not _of_one_day(one, other):
        return False  # what came anew on two days is two counts
    if (
        _elsewhere(one, other)
        or _other_places(one[1], other[1])
        or other_year(one[1], other[1])
        or other_year(other[1], one[1])
    ):
        return False
    near = anchors.meeting(*(around(s, Span(m.figure.start, m.figure.end), WINDOW) for m, s in (one, other)))
    whole = anchors.meeting(tokens(one[1]), tokens(other[1]))
    if one[0].figure.unit not in (None, "count"):
        # amounts of money are many in one story, and few say what for
        return near.share >= LEAST_SHARE_OF_MEASURES
    if not compatible(one[0].figure, other[0].figure) and not _counts_people(one[0]):
        return near.weight >= LEAST_NEAR and near.share >= LEAST_SHARE_OF_OTHERS
    if lone and _befell(one[0]) and whole.weight >= LEAST_LONE and not apart(one[1], other[1]):
        return True
    return near.weight >= LEAST_NEAR or (whole.weight >= LEAST_WHOLE[0] and whole.share >= LEAST_WHOLE[1])


def _is_new(told: _Told) -> bool:
    member, sentence = told
    counted = member.figure.counted_span
    end = max(member.figure.end, counted.end if counted else 0)
    return bool(_NEW.search(sentence.article.text, member.figure.start, end))


def _of_one_day(one: _Told, other: _Told) -> bool:
    """Whether the dates nearest to the figures are known and meet."""
    mine, theirs = _nearest_days(*one), _nearest_days(*other)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]


def _of_other_days(one: _Told, other: _Told) -> bool:
    """Whether the dates nearest to the figures lie far apart: "the attack in March, which left five dead"."""
    mine, theirs = _nearest_days(*one), _nearest_days(*other)
    if not mine or not theirs:
        return False
    return (mine[0] - theirs[1]).days > MOST_DAYS or (theirs[0] - mine[1]).days > MOST_DAYS


def _nearest_days(member: FigureSide, sentence: Sentence) -> Days | None:
    at = member.figure.start
    near = sorted(
        (min(abs(t.start - at), abs(t.end - at)), t.value) for t in sentence.times if t.value and days(t.value)
    )
    return days(near[0][1]) if near else None


def _counts_people(member: FigureSide) -> bool:
    """Whether the figure counts what befell people: one event has one such count."""
    return bool(member.figure.predicate) and member.figure.unit in (None, "count")


def _elsewhere(one: _Told, other: _Told) -> bool:
    """Whether the nearest country named beside each figure is another, or one is the world's."""
    mine, theirs = _country(*one), _country(*other)
    return bool(mine and theirs) and mine != theirs


def _other_places(one: Sentence, other: Sentence) -> bool:
    """Whether both sentences name places, and no place is named in both."""
    mine, theirs = (
        {m.entity for m in s.mentions if m.entity and m.label in ("GPE", "LOC", "FAC")} for s in (one, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _country(member: FigureSide, sentence: Sentence) -> str | None:
    text, at = sentence.article.text, member.figure.start
    near = [
        (min(abs(m.start - member.figure.end), abs(at - m.end)), country)
        for m in sentence.mentions
        if (country := country_of_name().get(key(text[m.start : m.end])))
    ]
    near += [(abs(sentence.span.start + match.start() - at), "the world") for match in _WORLD.finditer(sentence.text)]
    return min((n for n in near if n[0] <= WINDOW), default=(0, None))[1]


def _bound(figure: Figure) -> str:
    """The bound, if any: "about" is none, the number is what is said."""
    return "" if figure.mod in (None, "approx") else str(figure.mod)


def _is_part(told: _Told) -> bool:
    """Whether the figure is a part of another ("two of the seven", "five of the top seven")."""
    text, figure = told[1].article.text, told[0].figure
    behind = text[figure.start : figure.end + 8]
    if _ALONE.search(text, max(told[1].span.start, figure.start - WINDOW), figure.start):
        return True  # "the caps alone would cut it by 120 million"
    return bool(_PART.search(behind) or _PART.search(text[max(0, figure.start - 12) : figure.start]))


def _telling(one: _Told, other: _Told) -> bool:
    """Whether two reports' values differ by more than rounding or a magnitude ("dozens") that holds the other."""
    if one[0].article == other[0].article or _is_part(one) or _is_part(other):
        return False
    a, b = _centre(_value(one)), _centre(_value(other))
    if _is_wished(one) != _is_wished(other):
        return False  # what is to be moved is not what has been moved
    if share_an_end(one[0].figure, other[0].figure) or _is_sum(one, other) or _is_sum(other, one):
        return False
    if compatible(one[0].figure, other[0].figure) and (_VAGUE.match(_words(*one)) or _VAGUE.match(_words(*other))):
        return False
    if one[0].figure.unit == "percent" and abs(a - b) < LEAST_POINTS:
        return False
    furthest = FURTHEST_BOUND if compatible(one[0].figure, other[0].figure) else FURTHEST
    return abs(a - b) > ROUNDING * max(abs(a), abs(b)) and min(abs(a), abs(b)) * furthest >= max(abs(a), abs(b))


def _is_wished(told: _Told) -> bool:
    """Whether the smallest clause around the figure is planned or demanded."""
    member, sentence = told
    around = [e for e in sentence.events if e.start <= member.figure.start < e.end]
    clause = min(around, key=lambda e: e.end - e.start, default=None)
    return clause is not None and clause.modality in ("planned", "demanded")


def _is_sum(whole: _Told, part: _Told) -> bool:
    return is_sum_of_parts(whole[0].figure, part[0].figure, part[1])


def _known(one: _Told, other: _Told, counted: Collection[tuple[str, float | None, float | None, str]]) -> bool:
    """Whether both can be true and one of the reports gives both: then it counts two things, or rounds."""
    if not compatible(one[0].figure, other[0].figure):
        return False
    told = ((m.figure.low, m.figure.high, m.figure.unit or "count") for m, _ in (one, other))
    return any(
        (article, *value) in counted for article, value in zip((other[0].article, one[0].article), told, strict=True)
    )


def _most_by_report(members: Iterable[FigureSide]) -> dict[tuple[str, str], float]:
    """The greatest count that a report gives of what befell people."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for member in members:
        if what := _befell(member):
            report = member.article, what
            found[report] = max(found[report], member.figure.low or 0.0)
    return found


def _is_less(member: FigureSide, most: Mapping[tuple[str, str], float]) -> bool:
    """Whether its report has a far greater count of the same: then it counts those of one place or day."""
    known = most.get((member.article, _befell(member)), 0.0)
    return member.figure.high is not None and member.figure.high * MORE < known


def _value(told: _Told) -> Value:
    figure = told[0].figure
    return figure.low, figure.high, _bound(figure)


def _centre(value: Value) -> float:
    known = [v for v in value[:2] if v is not None]
    return sum(known) / len(known) if known else 0.0


def _difference(row: FigureRow, told: Sequence[_Told]) -> Difference:
    values: dict[Value, list[_Told]] = defaultdict(list)
    for member in told:
        values[_value(member)].append(member)
    ordered = sorted(values.items(), key=lambda kv: (_centre(kv[0]), kv[0][2]))
    sides = [account(_words(*members[0]), [_place(*m) for m in members]) for _, members in ordered]
    clash = [(a, b) for a, b in combinations(told, 2) if not compatible(a[0].figure, b[0].figure)]
    clash = [p for p in clash if not any(_holds_more(m) for m in p) and not _just_under(*p)]
    fit, later = not clash, row.development or all(apart(a[1], b[1]) or _grew(a, b) for a, b in clash)
    return difference(
        "figure",
        sides,
        why=_why(row, clash, later),
        about=row.about,
        compatible=fit or later,
        development=later and not fit,
        weight=(1.5 if fit else 2.5) + 0.2 * reports(sides),
    )


def _why(row: FigureRow, clash: Sequence[tuple[_Told, _Told]], later: bool) -> str:
    if not clash:
        return f"The figures for {row.about} differ and can all be true together."
    if later:
        return f"The figures for {row.about} are of different days and can each be true of its own."
    if any(all(shown(m.figure) in row.why for m, _ in pair) for pair in clash):
        return f"{row.why[:1].upper()}{row.why[1:]}."
    worst = " and ".join(shown(m.figure) for m, _ in clash[0])
    return f"{worst[:1].upper()}{worst[1:]} cannot both be true of one time."


def _grew(one: _Told, other: _Told) -> bool:
    """Whether the report of the later day counts more, and not both say for which day: what is counted from day to day
    grows. A later count that is lower corrects the earlier one, or contradicts it."""
    earlier, later = sorted((one, other), key=lambda told: told[0].published or "")
    if (earlier[0].published or "") == (later[0].published or "") or (one[0].day and other[0].day):
        return False
    return one[0].figure.unit in (None, "count") and _centre(_value(earlier)) < _centre(_value(later))


def _just_under(one: _Told, other: _Told) -> bool:
    """Whether "nearly two dozen" may be said of the other number, one or a few less."""
    a, b = _centre(_value(one)), _centre(_value(other))
    either = any(figure.mod in ("nearly", "approx") for figure in (one[0].figure, other[0].figure))
    return either and abs(a - b) <= JUST_UNDER * max(a, b)


def _holds_more(told: _Told) -> bool:
    """Whether the figure counts somebody whom another report may leave out: "four (including the gunman)"."""
    text, figure = told[1].article.text, told[0].figure
    return bool(_INCLUDING.search(text, figure.end, min(told[1].span.end, figure.end + WINDOW // 2)))


def _place(member: FigureSide, sentence: Sentence) -> Place:
    """The clause that holds the figure and what it counts."""
    figure = member.figure
    counted = figure.counted_span or Span(figure.start, figure.end)
    return sentence, clause_of(sentence, Span(min(figure.start, counted.start), max(figure.end, counted.end)))


def _words(member: FigureSide, sentence: Sentence) -> str:
    """The figure in the report's own words."""
    return " ".join(sentence.article.text[member.figure.start : member.figure.end].split())
