"""One thing counted, paid or timed differently in two facing sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from variorum.align.differences.facing.ground import (
    Common,
    Ground,
    Told,
    Value,
    counted,
    may_count_one,
    other_scope,
)
from variorum.align.differences.facing.pairs import Facing
from variorum.align.differences.parts import is_sum_of_parts, of_other_days, share_an_end
from variorum.align.sentences import Sentence
from variorum.align.slots import compatible, stretch_of, value_of
from variorum.model import Figure, Span

ROUNDING, FURTHEST, FURTHEST_BOUND = 0.1, 4.0, 1.55
"""Share within which two numbers are one, rounded; and how many times the smaller the larger may be, or where
both can be true by a bound ("over 1,400" does not tell of 2,352)."""
MOST_EXACT = 1000
"""From where a number may be rounded although it does not look so ("2.2 million")."""
VERY_NEAR, NEAR, LEAST_WEIGHT = 0.8, 0.57, 0.6
"""Cosine of two sentences that say little besides the figure, or count one noun, and the weight of what the clauses of
others share at least; see `anchors`."""
LEAST_SHARE_OF_LOOSE = 0.5
"""Share that two clauses have in common, at least, which neither count by one verb nor name somebody both."""
_PEOPLE = frozenset({"people", "person", "man", "woman", "child"})
_ANYBODY = _PEOPLE | frozenset({"percent", "member", "number", "vote"})
_ADDED = re.compile(r"\b(?:another|other|additional|further|more|of the|of its|of their|first|last)\s*$", re.I)
_OTHERS = re.compile(r"\b(?:another|others?|additional|further|more(?!\s+than)|new)\b", re.I)
_VAGUE = re.compile(r"\b(?:tens|dozens?|hundreds|thousands|millions|billions)\b", re.I)
_MOVING = re.compile(r"\b(?:miles?|kilomet\w+|degrees?|mph|feet|met(?:er|re)s?|inch\w*)\b", re.I)
"""Measures that change from hour to hour: where a storm is, how high a river stands."""
_ADDING = re.compile(r"\s+(?:other|more|of (?:the|those|them))\b")
_PART = re.compile(
    r"(?:(?:at\s+(?:least|most)|about|around|some|only|just|nearly|almost|over|more\s+than|up\s+to)\s+)?[\w,.-]+\s+"
    r"of\s+(?:the|these|those|them|his|her|its|their|our|my)\b",
    re.I,
)
"""What makes of a count a part of another: "five of her daughter's children"."""
_SINGLE = re.compile(r"\W*(?:(?:only|just)\s+)?one\b", re.I)
"""A count that is hardly more than an article: "one final chance" is one of several."""
_NARROWS = re.compile(r"(?:\s+\w+)?\s+(?:who|whose|that|with|suffering|living|serving)\b")
_ONE_MORE = re.compile(r"\b(?:an?|another)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.I)
"""One who is counted besides: "five pleaded guilty, and a sixth is on trial"."""
_ALONE = re.compile(r"\balone\b", re.I)
_BEFORE = 14


def numbers(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures of one unit and counted thing, the only such ones of their sentences, that no rounding joins."""
    if _other_counts(facing) or any(_ONE_MORE.search(s.text) for s in (facing.one, facing.other)):
        return
    known = [ground.counted_in(s.article.id) for s in (facing.one, facing.other)]
    told = {_value(f) for f in facing.one.figures} & {_value(f) for f in facing.other.figures}
    mine, theirs = ([f for f in s.figures if _value(f) not in told] for s in (facing.one, facing.other))
    for a in mine:
        for b in theirs:
            if is_narrowed(facing.one, a) != is_narrowed(facing.other, b):
                continue
            lone = sum(may_count_one(a, f) for f in mine) == 1 == sum(may_count_one(b, f) for f in theirs)
            plain = _is_plain(facing.one, a) and _is_plain(facing.other, b)
            if counted(b) in known[0] or counted(a) in known[1]:
                continue  # a report that gives both counts two things
            if _over_other_times(facing, a, b) or _is_no_rival(facing, a, b, known):
                continue
            if lone and plain and may_count_one(a, b) and _telling(a, b):
                spans = Span(a.start, a.end), Span(b.start, b.end)
                yield ground.matched((facing.one, spans[0]), (facing.other, spans[1]))


def _over_other_times(facing: Facing, a: Figure, b: Figure) -> bool:
    """Whether the two are measured over two lengths of time: "140 mm in twelve hours", "160 mm in a day"."""
    mine, theirs = (
        value_of(stretch_of(f, s.article.text, s.span, s.times), s.times)
        for s, f in ((facing.one, a), (facing.other, b))
    )
    return mine is not None and theirs is not None and mine != theirs


def _is_no_rival(facing: Facing, a: Figure, b: Figure, known: Sequence[Collection[Value]]) -> bool:
    """Whether one counts together what the other sentence, or its report by the same noun, tells apart, both are one
    number with another bound, or each is a measure of its own day."""
    if of_other_days((facing.one, a), (facing.other, b)):
        return True
    if is_sum_of_parts(a, b, facing.other) or is_sum_of_parts(b, a, facing.one) or share_an_end(a, b):
        return True
    rest = abs((a.low or 0.0) - (b.low or 0.0))
    less, held = (a, known[0]) if (a.low or 0.0) < (b.low or 0.0) else (b, known[1])
    return rest != less.low and (rest, rest, counted(less)[2]) in held


def is_narrowed(sentence: Sentence, figure: Figure) -> bool:
    """Whether the counted ones are only those of whom something is said: "336 people who served time for theft"."""
    return bool(_NARROWS.match(sentence.article.text, figure.end))


def _other_counts(facing: Facing) -> bool:
    """Whether two things at least are counted otherwise in both: then two affairs are told of, not one."""
    pairs = [(a, b) for a in facing.one.figures for b in facing.other.figures if may_count_one(a, b)]
    parted = {a.unit if a.unit not in (None, "count") else a.head for a, b in pairs if not compatible(a, b)}
    return len(parted) > 1 and not any(_value(a) == _value(b) for a, b in pairs)


def _value(figure: Figure) -> tuple[float | None, float | None, str | None]:
    return figure.low, figure.high, figure.unit


def can_both_be(one: Told, other: Told) -> bool:
    """Whether both figures can be true; of two lengths of time, not."""
    found = [_figure(t) for t in (one, other)]
    return bool(found[0] and found[1] and compatible(found[0], found[1]))


def enough(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether the two count one thing: near sentences whose clauses share most of what they say."""
    near = common.near
    if not facing.mutual or not common.heads or other_scope(one, other):
        return False
    found = [_figure(told) for told in (one, other)]
    if not common.one_measure and all(f and f.head in _PEOPLE for f in found):
        return False  # nine hurt, and three who lost their lives
    if not common.one_kind and any(f and f.unit == "percent" for f in found):
        return False  # "restored to 80 percent", "25 percent have it"
    if not all(found) or _far_bound(found):
        return False
    if not common.one_measure and not common.named and near.share < LEAST_SHARE_OF_LOOSE:
        return False  # counted by other words, of nobody whom both name
    if near.share >= 0.3 and (facing.cosine >= VERY_NEAR or common.one_measure or _share_a_count(facing)):
        return True
    if near.share >= 0.24 and facing.cosine >= NEAR and _count_one_noun(one, other):
        return True
    least = NEAR if near.share >= 0.8 else 0.6 if common.heads > 1 else 0.65
    return near.weight >= LEAST_WEIGHT and near.share >= 0.5 and facing.cosine >= least


def _far_bound(found: Sequence[Figure | None]) -> bool:
    """Whether both can be true by a bound that is far away: "over 1,400" mostly does not tell of 2,352."""
    a, b = found
    low, high = sorted((_centre(a), _centre(b))) if a and b else (0.0, 0.0)
    return bool(a and b and compatible(a, b) and high > low * FURTHEST_BOUND)


def _count_one_noun(one: Told, other: Told) -> bool:
    """Whether both count what one noun names, and that is more telling than people."""
    found = [_figure(told) for told in (one, other)]
    named = [f.head for f in found if f and f.head and f.head not in _ANYBODY]
    return len(named) > 1 and named[0] == named[1]


def _figure(told: Told) -> Figure | None:
    return next((f for f in told.sentence.figures if f.start == told.span.start), None)


def _share_a_count(facing: Facing) -> bool:
    """Whether another figure of a ballot stands in both sentences: "61 to 48", "63 votes to 48"."""
    mine, theirs = ({_value(f) for f in s.figures if f.unit == "vote"} for s in (facing.one, facing.other))
    return bool(mine & theirs)


def _is_plain(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure is an exact count of the whole, not one that comes on top or is a part of another."""
    text = sentence.article.text
    words = text[figure.start : figure.end]
    if figure.unit == "years_old" or _is_vague(words) or _MOVING.search(words) or _SINGLE.match(words):
        return False
    if figure.unit in (None, "count") and _PART.match(text, figure.start):
        return False
    before = text[max(sentence.span.start, figure.start - _BEFORE) : figure.start]
    if _ALONE.search(text, max(sentence.span.start, figure.start - 4 * _BEFORE), figure.start):
        return False  # "the caps alone would cut it by"
    return not (_ADDED.search(before) or _ADDING.match(text, figure.end) or _OTHERS.search(words))


def _telling(a: Figure, b: Figure) -> bool:
    low, high = sorted((_centre(a), _centre(b)))
    if a.unit == "percent" and abs(low + high - 100) < 1:
        return False  # "30 percent of them" and the other "70 percent"
    rounded = 0.0 if _is_exact(a) and _is_exact(b) else ROUNDING
    return 0 < low < high * (1 - rounded) and high <= low * FURTHEST


def _is_exact(figure: Figure) -> bool:
    """Whether the number is said to the last unit: "61 votes", neither "about 60" nor "60"."""
    return (
        figure.mod is None
        and figure.low == figure.high
        and bool((figure.low or 0) % 5)
        and (figure.low or 0) < MOST_EXACT
    )


def _centre(figure: Figure) -> float:
    known = [v for v in (figure.low, figure.high) if v is not None]
    return sum(known) / len(known) if known else 0.0


def _is_vague(words: str) -> bool:
    """Whether a count is a magnitude: "dozens", "more than a dozen", "thousands of"."""
    return bool(_VAGUE.search(words)) and not re.match(r"\W*\w*\s?\d", words)
