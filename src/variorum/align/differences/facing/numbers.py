"""One thing counted, paid or timed differently in two facing sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.align.differences.facing.ground import Common, Ground, Told, may_count_one
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.align.slots.intervals import compatible
from variorum.model import Figure, Span, Time

ROUNDING, FURTHEST, FURTHEST_BOUND = 0.1, 4.0, 1.55
"""Share within which two numbers are one, rounded; and how many times the smaller the larger may be, or where
both can be true by a bound ("over 1,400" does not tell of 2,352)."""
MOST_EXACT = 1000
"""From where a number may be rounded although it does not look so ("2.2 million")."""
_ADDED = re.compile(r"\b(?:another|other|additional|further|more|of the|of its|of their|first|last)\s*$", re.I)
_VAGUE = re.compile(r"\b(?:tens|dozens?|hundreds|thousands|millions|billions)\b", re.I)
_MOVING = re.compile(r"\b(?:miles?|kilomet\w+|degrees?|mph|feet|met(?:er|re)s?|inch\w*)\b", re.I)
"""Measures that change from hour to hour: where a storm is, how high a river stands."""
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
_ADDING = re.compile(r"\s+(?:other|more|of (?:the|those|them))\b")
_BEFORE = 14


def numbers(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures of one unit and counted thing, the only such ones of their sentences, that no rounding joins."""
    told = {_value(f) for f in facing.one.figures} & {_value(f) for f in facing.other.figures}
    mine, theirs = ([f for f in s.figures if _value(f) not in told] for s in (facing.one, facing.other))
    for a in mine:
        for b in theirs:
            lone = sum(may_count_one(a, f) for f in mine) == 1 == sum(may_count_one(b, f) for f in theirs)
            plain = _is_plain(facing.one, a) and _is_plain(facing.other, b)
            if lone and plain and may_count_one(a, b) and _telling(a, b):
                yield _told(ground, facing.one, a), _told(ground, facing.other, b)


def _value(figure: Figure) -> tuple[float | None, float | None, str | None]:
    return figure.low, figure.high, figure.unit


def lengths(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of stretches of time of one unit ("ten years", "12 years"), the only ones of their sentences."""
    mine, theirs = ([t for t in s.times if t.type == "DURATION"] for s in (facing.one, facing.other))
    if len(mine) != 1 or len(theirs) != 1:
        return
    a, b = _length(mine[0]), _length(theirs[0])
    if a and b and a[1] == b[1] and min(a[0], b[0]) < max(a[0], b[0]) * (1 - ROUNDING):
        yield _stretch(ground, facing.one, mine[0]), _stretch(ground, facing.other, theirs[0])


def can_both_be(facing: Facing, one: Told, other: Told) -> bool:
    """Whether both figures can be true; of two lengths of time, not."""
    found = [next((f for f in t.sentence.figures if f.start == t.span.start), None) for t in (one, other)]
    return bool(found[0] and found[1] and compatible(found[0], found[1]))


def enough(facing: Facing, common: Common) -> bool:
    """Whether the two count one thing: near sentences whose clauses share most of what they say."""
    near = common.near
    if not facing.mutual or not common.heads:
        return False
    if common.heads > 1 and near.share >= 0.8 and facing.cosine >= 0.65:
        return True  # a short sentence that says nothing but the count
    if near.weight < 1.0:
        return False
    if common.one_kind or _share_a_count(facing):
        return near.share >= (0.4 if common.one_kind else 0.3)
    return near.share >= 0.5 and facing.cosine >= (0.6 if common.heads > 1 else 0.65)


def _share_a_count(facing: Facing) -> bool:
    """Whether another figure of a ballot stands in both sentences: "61 to 48", "63 votes to 48"."""
    mine, theirs = ({_value(f) for f in s.figures if f.unit == "vote"} for s in (facing.one, facing.other))
    return bool(mine & theirs)


def _is_plain(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure is an exact count of the whole, not one that comes on top or is a part of another."""
    text = sentence.article.text
    words = text[figure.start : figure.end]
    if figure.unit == "years_old" or _is_vague(words) or _MOVING.search(words):
        return False
    before = text[max(sentence.span.start, figure.start - _BEFORE) : figure.start]
    return not (_ADDED.search(before) or _ADDING.match(text, figure.end))


def _telling(a: Figure, b: Figure) -> bool:
    low, high = sorted((_centre(a), _centre(b)))
    furthest = FURTHEST_BOUND if compatible(a, b) else FURTHEST
    rounded = 0.0 if _is_exact(a) and _is_exact(b) else ROUNDING
    return 0 < low < high * (1 - rounded) and high <= low * furthest


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


def _told(ground: Ground, sentence: Sentence, figure: Figure) -> Told:
    span = Span(figure.start, figure.end)
    return ground.told(" ".join(sentence.article.text[span.start : span.end].split()), sentence, span)


def _length(time: Time) -> tuple[float, str] | None:
    found = _LENGTH.fullmatch(time.value or "")
    return (float(found[1]), found[2]) if found and time.mod is None else None


def _stretch(ground: Ground, sentence: Sentence, time: Time) -> Told:
    span = Span(time.start, time.end)
    return ground.told(" ".join(sentence.article.text[span.start : span.end].split()), sentence, span)
