"""One happening dated differently in two facing sentences: another year, day or hour, as precise as the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.align.differences.facing.ground import Common, Ground, Told, two_moments
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.language.calendar import days, read
from variorum.model import Span, Time

_SAID = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
    r"|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b|o['’]clock)|years ago\b)",
    re.I,
)
"""What names a day, month, year or hour by itself; "later that day" and "recently" do not."""
_FURNITURE = re.compile(
    r"\W*(?:(?:page|story|article)\s+)?(?:(?:was\s+)?(?:last|first)\s+)?(?:updated|published|posted|modified)\b", re.I
)
"""What a page says of itself."""
_ANOTHER = re.compile(r"\b(?:also|another|again|second|later)\b", re.I)
"""What says that the happening is one more of its kind."""

_LED = re.compile(
    r"\b(?:in|on|at|since|until|till|by|from|after|before|around|about|of|for|early|late|this|next|last)\s+(?:the\s+)?$",
    re.I,
)
"""What stands before a time that dates a verb: in "a fatal 2014 break-in" it dates the noun."""
_OWNS = re.compile(r"['’]s?\b")
"""What makes a time a part of a noun: "Tuesday's deadline"."""
_AGO = re.compile(r"\bago$", re.I)
_DAY_NAME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:about|around|early|late)\b", re.I)


FARTHEST = {"hour": 1, "D": 31, "M": 92, "Y": 1100}
"""Days that two dates of one happening lie apart, at most: farther ones date two."""


FARTHEST_ONCE = 20_000
_ONCE = frozenset({"build", "found", "establish", "bear", "marry", "elect", "appoint", "die", "open", "acquire"})
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
NEAR_MINUTES = 10
"""Minutes by which two clock times differ that are one, rounded."""
ONE_YEAR = 366
"""Days by which "two years ago" may miss the year that it means."""


def times(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """The pair of times, where each sentence has one time of that precision, and it dates what its clause tells."""
    mine, theirs = (ground.once(_dating, s) for s in (facing.one, facing.other))
    for one, a in mine:
        for other, b in theirs:
            alike = a[0] == b[0] and a[1] != b[1] and _days_between(a[1], b[1]) <= _farthest(one, other, a[0])
            alike = alike and not (_is_counted_back(one, other) and _days_between(a[1], b[1]) <= ONE_YEAR)
            alike = alike and not (two_moments(one, other) and one.sentence.day == other.sentence.day)
            alike = alike and not _within_minutes(a[1], b[1])
            lone = sum(m[1][0] == a[0] for m in mine) == 1 == sum(m[1][0] == b[0] for m in theirs)
            if alike and lone and not _one_name(one, other) and not _knows(facing, a[1], b[1]):
                yield one, other


def _within_minutes(one: str, other: str) -> bool:
    """Whether two clock times are one, said to the minute and to the hour or its quarter."""
    found = [_CLOCK.search(v) for v in (one, other)]
    minutes = [60 * int(m[1]) + int(m[2]) for m in found if m]
    return len(minutes) > 1 and abs(minutes[0] - minutes[1]) <= NEAR_MINUTES


def _farthest(one: Told, other: Told, unit: str) -> int:
    """Days that the two may lie apart: any number for what is done to a thing but once."""
    lemmas = {t.unit.event.lemma for t in (one, other) if t.unit}
    return FARTHEST_ONCE if len(lemmas) == 1 and lemmas <= _ONCE and unit == "Y" else FARTHEST[unit]


def enough(facing: Facing, common: Common, of_one_day: bool) -> bool:
    """Whether the two date one happening: by one verb, or in words that are nearly the same, or to hours of one day."""
    if not facing.mutual or not common.heads:
        return False
    if of_one_day and common.near.share >= 0.2:
        return True
    if common.near.share < 0.33:
        return False
    if common.one_verb or (common.one_kind and facing.cosine >= 0.6):
        return True
    return common.near.weight >= 0.9 and facing.cosine >= 0.7 and (common.near.share >= 0.7 or facing.cosine >= 0.85)


def of_one_day(one: Told, other: Told) -> bool:
    """Whether both values are hours of one day."""
    found = [
        next((t.value for t in told.sentence.times if t.start == told.span.start), "") or "" for told in (one, other)
    ]
    return all("T" in v for v in found) and found[0].split("T")[0] == found[1].split("T")[0]


def _dating(sentence: Sentence, ground: Ground) -> list[tuple[Told, tuple[str, str]]]:
    """The times that fill the slot "when" of a clause, with how precise they are and their value."""
    found: list[tuple[Told, tuple[str, str]]] = []
    if _FURNITURE.match(sentence.text):
        return found
    for unit in ground.units(sentence):
        for arg in (a for a in unit.event.args if a.role == "when"):
            if _ANOTHER.search(sentence.article.text, unit.span.start, unit.span.end):
                continue
            for time in (t for t in sentence.times if arg.start <= t.start < arg.end):
                span = Span(time.start, time.end)
                words = " ".join(sentence.article.text[span.start : span.end].split())
                if (
                    (precise := _precise(time))
                    and _SAID.search(words)
                    and _dates_the_verb(sentence, span, unit.event.predicate)
                ):
                    found.append((ground.told(words, sentence, span, unit), precise))
    return list({t.span: (t, p) for t, p in found}.values())


def _dates_the_verb(sentence: Sentence, span: Span, predicate: Span) -> bool:
    """Whether a time dates the predicate, and not a noun beside it ("a fatal 2014 break-in", "a briefing Friday");
    "nine years ago" does, wherever it stands."""
    text = sentence.article.text
    if _OWNS.search(text, span.start, span.end + 2):
        return False
    if _AGO.search(text, span.start, span.end):
        return True
    led = _LED.search(text[max(sentence.span.start, span.start - 16) : span.start])
    beside = span.end <= predicate.start or span.start <= predicate.end + 1
    return bool(led) or (beside and bool(_DAY_NAME.match(text, span.start)))


def _precise(time: Time) -> tuple[str, str] | None:
    """The unit of a time's value, and the value."""
    moment = read(time.value)
    if moment is None or moment.unit not in "DMY":
        return None
    if re.match(r"T\d", moment.clock):
        return "hour", str(moment)
    return moment.unit, str(moment).removesuffix(moment.clock)


def _days_between(one: str, other: str) -> int:
    spans = days(one.split("T")[0]), days(other.split("T")[0])
    return abs((spans[0][0] - spans[1][0]).days) if spans[0] and spans[1] else 10**6


def _is_counted_back(one: Told, other: Told) -> bool:
    return any(t.value.lower().endswith("ago") for t in (one, other))


def _one_name(one: Told, other: Told) -> bool:
    """Whether both name their day alike ("Thursday", "Aug. 7"): then the weeks or years were read differently."""
    names = [
        {w.lower()[:3] if w.isalpha() else w for w in re.findall(r"[A-Za-z]{3,}|\d+", t.value)} for t in (one, other)
    ]
    return names[0] <= names[1] or names[1] <= names[0]


def _knows(facing: Facing, one: str, other: str) -> bool:
    """Whether one of the sentences names a stretch that holds the other's time: it tells of both."""
    spans = [days(v) for v in (one, other)]
    for sentence, span in ((facing.other, spans[0]), (facing.one, spans[1])):
        held = [d for t in sentence.times if t.value and (d := days(t.value))]
        if span and any(d[0] <= span[0] and span[1] <= d[1] for d in held):
            return len(one) != len("0000-00-00T00:00") or "T" not in one
    return False
