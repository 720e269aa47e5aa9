"""Which day a clause's happening has, by a time that stands in the clause, and whether it is only expected.

What "was to open on Monday" may never have opened, and "today" may be these days. Where the words leave it open, there
is no day.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from variorum.align.sentences import Sentence
from variorum.align.timeline.anothers import REACH, is_anothers
from variorum.align.timeline.days import A_DAY, as_day, between, shifted
from variorum.language.shipped import all_words
from variorum.model import Event, Time

EXPECTING = frozenset({"expected", "planned", "demanded"})
"""How sure a clause is of what has not happened. "Could be seen" of a past day is no expectation."""
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_CONDITION = re.compile(r"\b(?:if|unless|whether|provided|assuming|supposing)\b", re.I)
_CONJUNCTION = 12
"""Code points before a clause in which what makes it a condition may stand."""
_BY_NAME = re.compile(r"wd\d|m\d\d")
_TO_DO = re.compile(r"\bto\s+(?:\w+\s+)?$")
_LAST_WEEKDAY = re.compile(r"wd\d<<$")
_THIS = frozenset({"Y+0", "M+0"})
_BY = re.compile(r"\bby\s+(?:\w+\s+)?$", re.I)
_TODAY = re.compile(r"(?:earlier\s+)?(?:today|tonight|this\s)", re.I)
_HABIT = re.compile(
    r"\b(?:typically|usually|normally|often|generally|always|annually|traditionally|routinely|every|whenever)\b", re.I
)
_USUAL = re.compile(r"\b(?:typically|usually|normally|whenever)\b", re.I)
_WHEN = re.compile(r"when\b", re.I)
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_WEEK, _LATELY = 7, 2


class Dated(NamedTuple):
    """A day, month or year as an ISO prefix, and whether what is told is only expected."""

    day: str
    expected: bool


def iso(value: str | None) -> str | None:
    """The ISO prefix (year, month or day) of a TIMEX3 value; `None` for weeks, seasons, durations, vague references."""
    match = _ISO.match(value or "")
    return match.group() if match else None


def is_quoted(sentence: Sentence, time: Time) -> bool:
    """Whether the time is the speaker's ("what today shows"), not the report's."""
    if any(c.holds(time.start) for q in sentence.quotes if q.mode == "direct" for c in q.contents):
        return True
    before = sentence.article.text[sentence.span.start : time.start].translate(_MARKS)
    return before.count('"') % 2 == 1


def date_of(sentence: Sentence, time: Time, event: Event | None) -> Dated | None:
    """When what the clause tells happened or is to happen; `None` where the time does not say."""
    day = iso(time.value)
    if day is None or time.type not in ("DATE", "TIME") or is_quoted(sentence, time):
        return None
    if is_anothers(sentence, time, event, day):
        return None
    if event is not None and (_has_other_day(sentence, time, event) or _is_state(sentence, event, day)):
        return None
    if event is not None and (_is_condition(sentence, event) or _is_no_deed(sentence, time, event, day)):
        return None
    day = _nearer(sentence, time, day)
    return _as_told(sentence, time, event, day) if _is_consistent(sentence, time, event, day) else None


def _as_told(sentence: Sentence, time: Time, event: Event | None, day: str) -> Dated | None:
    """The day with whether it is expected; what was expected of a day that is over may not have come."""
    own = sentence.day
    over, ahead = day[: len(own)] < own[: len(day)], day[: len(own)] > own[: len(day)]
    if event is None:
        return Dated(day, ahead)
    if time.relative in _THIS and event.tense not in ("past", "future"):
        return None
    if event.modality == "possible" and event.tense != "past":
        return None
    if event.modality in EXPECTING or event.tense == "future":
        return None if over or not event.polarity else Dated(day, expected=True)
    if ahead and event.tense == "past" and between(own, day) > 1 and ">" not in (time.relative or ""):
        return None  # "denied it ten days later", counted from the wrong day
    to_do = not over and len(day) >= A_DAY and event.standing == "complement" and _is_infinitive(sentence, event)
    due = not over and bool(
        _BY.search(sentence.article.text[max(sentence.span.start, time.start - REACH) : time.start])
    )
    return Dated(day, ahead or to_do or due)


def _is_infinitive(sentence: Sentence, event: Event) -> bool:
    return event.tense is None and bool(_TO_DO.search(sentence.article.text[event.start : event.predicate.start]))


def _is_consistent(sentence: Sentence, time: Time, event: Event | None, day: str) -> bool:
    """Whether a day that was found by the way it lies from publication lies the way the verb over it tells: "objected
    to a plan to close it on Saturday" leaves open when."""
    steps, own = time.relative or "", sentence.day
    if len(day) < A_DAY and steps.endswith("~") and ">" not in steps and day[: len(own)] > own[: len(day)]:
        return event is not None and event.tense == "future"
    if event is None or event.tense is not None or not _BY_NAME.match(steps) or day == own:
        return True
    over = _over(sentence, event)
    if day < own and _is_infinitive(sentence, event):
        return False  # "approved a plan to meet on Monday"
    return over is None or (day < own if over.tense == "past" else day > own)


def _over(sentence: Sentence, event: Event) -> Event | None:
    """The nearest clause with a tense that a clause without one belongs to."""
    by_place = {e.predicate.start: e for e in sentence.events}
    at: Event | None = event
    for _ in sentence.events:
        at = by_place.get(at.over) if at is not None and at.over is not None else None
        if at is None or at.tense is not None:
            return at
    return None


def _is_condition(sentence: Sentence, event: Event) -> bool:
    text = sentence.article.text
    if event.tense == "future" and _WHEN.match(text, event.start):
        return True
    return bool(_CONDITION.search(text[max(sentence.span.start, event.start - _CONJUNCTION) : event.predicate.start]))


def _nearer(sentence: Sentence, time: Time, day: str) -> str:
    """The day, a week back where "last Tuesday" was read as yesterday or the day before: of a day of this week nobody
    says so, but a Tuesday's "last Sunday" is two days ago."""
    told, own = as_day(day), as_day(sentence.day)
    if told is None or own is None or not _LAST_WEEKDAY.match(time.relative or ""):
        return day
    this_week = told.isocalendar()[:2] == own.isocalendar()[:2]
    return shifted(day, -_WEEK) if this_week and 0 < (own - told).days <= _LATELY else day


def _is_no_deed(sentence: Sentence, time: Time, event: Event, day: str) -> bool:
    """Whether a clause tells what is usual, how things are these days, or what a picture shows ("testifies yesterday"),
    and not what is being done or is to be done."""
    if _HABIT.search(sentence.article.text[event.start : event.end]) or _USUAL.search(sentence.text):
        return True
    if event.tense != "present" or day[: len(sentence.day)] > sentence.day[: len(day)]:
        return False
    text = sentence.article.text
    if text[event.predicate.start : event.predicate.end].endswith("ing"):
        return False
    return not _TODAY.match(text, time.start) or event.lemma in _states()


def _is_state(sentence: Sentence, event: Event, day: str) -> bool:
    """Whether a clause tells how things were in a year or month, or only names what was then: "trade worth 900 million
    in 2030", "the meddling in 2030" and "looking into meddling in 2030" are no happenings."""
    meant = event.standing == "complement" and event.tense is None and day < sentence.day[: len(day)]
    named = meant or event.standing == "noun"
    return len(day) < A_DAY and (named or event.lemma in _states())


def _has_other_day(sentence: Sentence, time: Time, event: Event) -> bool:
    """Whether a time of day stands in a clause with the day that it belongs to: "at 1653 local time on Tuesday"."""
    if time.type != "TIME" or not (time.relative or "").startswith("D+0"):
        return False
    others = (t for t in sentence.times if t is not time and event.covers(t))
    return any(t.type in ("DATE", "TIME") and not (t.relative or "").startswith("D+0") for t in others)


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return all_words("align", "timeline_states.txt")
