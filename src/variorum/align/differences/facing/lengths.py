"""One stretch of time told as two lengths in two facing sentences: "ten years", "a twelve-year term", "9 years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.align.differences.facing.ground import Common, Ground, Told, elsewhere
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.align.slots import stretch_of
from variorum.language.calendar import days
from variorum.model import Span, Time

ROUNDING = 0.15
"""Share of the longer within which two lengths are one, rounded."""
FURTHEST = 6.0
"""How many times the shorter the longer may be: farther ones measure two things."""
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_AGO = re.compile(r"\bago$", re.I)
_AT_LEAST = frozenset({"MORE_THAN", "EQUAL_OR_MORE"})
_AT_MOST = frozenset({"LESS_THAN", "EQUAL_OR_LESS"})
_OTHER_END = re.compile(r"\b(?:last|past|first|another|every|each|per)\s+(?:\w+\s+)?$", re.I)
"""What makes a length a part of a longer time: "the first two hours", "every six weeks"."""
_ADDED = re.compile(r"(?:another|a further)\b", re.I)
_VAGUE = re.compile(r"\b(?:couple|few|several|some)\b|\d(?:\s+to\s+|\s*[-–]\s*)\d", re.I)
_RANGE = re.compile(r"\d+(?:\s+to\s+|\s*[-–]\s*)$")
"""The upper end of a range alone: "15 to | 30 days"."""
_BEFORE = 14
_DISTANCE = re.compile(r"\s+(?:before|after|since|later|earlier|from\s+now|into)\b", re.I)
"""What makes of a length the distance of one happening from another: "rescued nine days after the flood"."""
_AFTER, _OF = re.compile(r"\bafter\s+(?:\w+\s+)?$", re.I), re.compile(r"\s+of\b")
"""What makes of a length one that lasts up to the report, and grows: "calm after four days of riots"."""


@dataclass(frozen=True)
class Length:
    """A stretch of time in days, with its bound."""

    time: Time
    days: float
    low: float
    high: float
    grows: bool


def lengths(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of lengths that cannot both be true, the only ones of their sentences."""
    mine, theirs = (ground.once(_lengths_in, s) for s in (facing.one, facing.other))
    if len(mine) == 1 and len(theirs) == 1 and _part(mine[0], theirs[0]):
        if facing.one.day != facing.other.day and (mine[0].grows or theirs[0].grows):
            return
        spans = [Span(each[0].time.start, each[0].time.end) for each in (mine, theirs)]
        yield ground.matched((facing.one, spans[0]), (facing.other, spans[1]))


def one_stretch(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether both measure one stretch: that of one happening in which one takes part, or in words nearly the same."""
    if not (facing.mutual or common.one_verb) or elsewhere(one, other):
        return False
    if not common.heads and not (common.one_measure and facing.one.entities & facing.other.entities):
        return False
    if common.one_measure:
        return common.doers > 0 or common.near.share >= 0.3
    return common.near.share >= 0.5 and facing.cosine >= (0.6 if common.heads > 1 else 0.7)


def _part(one: Length, other: Length) -> bool:
    short, long = sorted((one.days, other.days))
    apart = one.high < other.low or other.high < one.low
    return apart and short < long * (1 - ROUNDING) and long <= short * FURTHEST


def _lengths_in(sentence: Sentence, _: Ground) -> list[Length]:
    found, text = [], sentence.article.text
    for time in sentence.times:
        before = text[max(sentence.span.start, time.start - _BEFORE) : time.start]
        known = _days(sentence, time)
        vague = _VAGUE.search(text, max(sentence.span.start, time.start - _BEFORE), time.end) or _RANGE.search(before)
        if known and not vague and not _is_of_more(text, time, before) and not _measures(sentence, time):
            low = 0.0 if time.mod in _AT_MOST else known
            high = float("inf") if time.mod in _AT_LEAST else known
            grows = bool(_AFTER.search(before) and _OF.match(text, time.end))
            found.append(Length(time, known, low, high, grows))
    return found


def _is_of_more(text: str, time: Time, before: str) -> bool:
    """Whether the length is a part of a longer time, or lies between two happenings."""
    own = _OTHER_END.search(before) or _ADDED.match(text, time.start, time.end)
    return bool(own or _DISTANCE.match(text, time.end))


def _measures(sentence: Sentence, time: Time) -> bool:
    """Whether a figure is measured over the length: another length then has another figure, and both are right."""
    text = sentence.article.text
    found = (stretch_of(f, text, sentence.span, sentence.times) for f in sentence.figures)
    return any(stretch and stretch.start == time.start for stretch in found)


def _days(sentence: Sentence, time: Time) -> float | None:
    """How many days a time lasts, or has lasted where it says how long ago something began."""
    found = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
    if found:
        return float(found[2]) * _DAYS.get(found[1] + found[3], 0.0)
    began = days(time.value) if time.type == "DATE" and time.value else None
    ago = began and _AGO.search(sentence.article.text[time.start : time.end]) and days(sentence.day)
    if not ago or not began:
        return None
    length = float((ago[0] - began[0]).days)
    year = began[1].year != began[0].year or (began[1] - began[0]).days > 300
    return 365.0 * (ago[0].year - began[0].year) if year else length
