"""Times that are not the day of what their clause tells: a bound, a comparison, a part of a name, another's day.

"Three times since Sunday" has a bound, "after Thursday's attacks" the day of the attacks, "its new May 8 deadline" the
day of a deadline, "a decade ago" none at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.align.sentences import Sentence
from variorum.align.timeline.days import A_DAY
from variorum.align.words import table, words_of
from variorum.language.shipped import all_words
from variorum.model import Event, Time

REACH = 60
"""Code points from a day to the occasion that it is the day of, and to the words before it that make it a bound."""
_ANCHORED = 400
"""Code points back to the time that "ten days later" is counted from, at most."""
_DETERMINER = re.compile(r"(?:\b(?:an?|the|his|her|its|their|our|my|this|that|every|each|\w+['’]s?)\s|-)$", re.I)
_NOUN = re.compile(
    r"\s(?!(?:and|or|but|when|where|which|while|as|after|before|with|to|in|on|at|by|for|from|of|that|until|was"
    r"|were|is|are|had|has|have|will|would)\b)[^\W\d]"
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_AT = re.compile(r"\b(?:at|in|during)\s+(?:(?:the|an?|his|her|its|their|last|late|early)\s+)*$", re.I)
_RANGE = re.compile(r"\bbetween\b[^,;:–—]{0,40}$|\bbetween\s+$", re.I)
_COMPARED = re.compile(r"\b(?:up|down|compared|against)\s+(?:from|with|to)\b[^;:–—]{0,40}$", re.I)
_YEARS = re.compile(r"[-–]\d")
_UNTIL = re.compile(r"\d[-–]$")
"""A year of a range that is named in short: "1994-96"."""
_FROM = re.compile(r"\bfrom\b[^,;:–—]*$", re.I)
_TO = re.compile(r"\s*(?:to|until|through|and)\b", re.I)
_AFTER = re.compile(r"\b(?:after|following|since|amid|despite)\b(?=[^,;:–—]*$)", re.I)
_OF = re.compile(r"\b(?:of|fiscal|season)\s+$", re.I)
_PREPOSED = re.compile(r"(?:\b(?:in|during|by|since|late|early|mid|throughout|on|and)\s+|[,;:(–—]\s*|^)$", re.I)
_FOR = re.compile(r"\b(?:for|of|to|from|as|with)\s+$", re.I)
_MONTH_DAY = re.compile(r"m\d\d-\d\d")
_NAMES = frozenset({"ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "PERSON", "FAC", "LAW"})
_IN = re.compile(
    r"\b(?:in|during|by|of|from|since|to|until|between|late|early|mid|around|about|throughout|for|through|on)\s+$",
    re.I,
)
_VAGUE = re.compile(r"\b(?:decades?|centur(?:y|ies)|years ago|past (?:year|month|week))\b", re.I)
_NAMED_AS = re.compile(r"\s+as\s+(?:an?|the|its|their|his|her)\b", re.I)
_BARE = re.compile(r"(?:(?:the|at|that)\s+)?(?:same\s+)?(?:day|night|evening|morning|afternoon|week|month|year)$", re.I)
_MONTH = re.compile(r"m\d\d")
_ROUGHLY = frozenset({"MORE_THAN", "LESS_THAN", "APPROX", "EQUAL_OR_MORE", "EQUAL_OR_LESS"})
_NEXT = 4
"""Words after "Tuesday's" in which the name of the occasion stands."""


def is_anothers(sentence: Sentence, time: Time, event: Event | None, day: str) -> bool:
    """Whether the time says something else than when the clause's happening was: which thing is meant, since when."""
    text = sentence.article.text
    before = text[max(sentence.span.start, time.start - REACH) : time.start]
    return (
        _is_rough(text, time)
        or _is_bound(sentence, time, event, before)
        or _is_named(sentence, time)
        or _is_attribute(sentence, time, event, before, day)
        or _is_far_anchor(time, day)
    )


def _is_rough(text: str, time: Time) -> bool:
    """Whether a time is given in round numbers, or only as a part of the day: "a decade ago", "the night"."""
    words = text[time.start : time.end]
    return bool(
        time.mod in _ROUGHLY
        or _VAGUE.search(words)
        or _BARE.match(words)
        or _YEARS.match(text, time.end)
        or _UNTIL.search(text[max(0, time.start - 6) : time.start])
    )


def _is_bound(sentence: Sentence, time: Time, event: Event | None, before: str) -> bool:
    """Whether a time is where something begins or ends, what is compared with, or the day of what came before: "since
    Sunday", "from 3 percent in March to 14 percent", "criticized after the flood last month"."""
    if _COMPARED.search(before) or _RANGE.search(before):
        return True
    if _FROM.search(before) and _TO.match(sentence.article.text, time.end):
        return True
    if time.type == "TIME":
        return False  # "shortly before 5 a.m." is on that day
    bound = _AFTER.search(before) if event is not None else None
    return bool(_bounds().search(before)) or (
        bound is not None and not _told_between(sentence, time, bound.start(), before)
    )


def _is_attribute(sentence: Sentence, time: Time, event: Event | None, before: str, day: str) -> bool:
    """Whether a time only says which thing is meant: "Thursday's attacks", "its new May 8 deadline", "the crisis of
    2008"; but at "Friday's hearing" is on Friday."""
    text = sentence.article.text
    if (time.relative == "D+0" and _FOR.search(before)) or _is_bare_month(text, time, before):
        return True  # "confidence for today"
    if _NAMED_AS.match(text, time.end):
        return True  # "set Friday as the deadline"
    if _POSSESSIVE.match(text, time.end):
        beside = event is not None and event.standing == "relative"
        return len(day) < A_DAY or beside or not _AT.search(before) or not _is_occasion(sentence, time)
    if _names_which(sentence, time):
        return len(day) < A_DAY or not _AT.search(before)
    hung = _NOUN.match(text, time.end) and not _PREPOSED.search(before)
    if len(day) < A_DAY:
        return bool(hung or _OF.search(before))
    return bool(hung and _MONTH_DAY.match(time.relative or ""))


def _is_named(sentence: Sentence, time: Time) -> bool:
    """Whether the time is a part of a name."""
    around = (m for m in sentence.mentions if m.start <= time.start and time.end <= m.end)
    return any(m.label in _NAMES and m.end - m.start > time.end - time.start for m in around)


def _is_bare_month(text: str, time: Time, before: str) -> bool:
    """Whether a month stands by itself without "in": too often "May" is somebody's name."""
    bare = _MONTH.match(time.relative or "") and text[time.start : time.end].isalpha()
    return bool(bare) and not _IN.search(before)


def _told_between(sentence: Sentence, time: Time, at: int, before: str) -> bool:
    """Whether a verb with a tense stands between a word, at a place in what is before a time, and the time."""
    first = time.start - len(before) + at
    return any(e.tense and first <= e.predicate.start < time.start for e in sentence.events)


def _is_occasion(sentence: Sentence, time: Time) -> bool:
    """Whether the day is that of a happening ("at today's hearing", "in Tuesday's fire"), and not of a newspaper, or
    the present ("in today's world")."""
    text = sentence.article.text
    if not occasions().isdisjoint(words_of(text[time.end : time.end + REACH])[:_NEXT]):
        return True
    nominal = (e.predicate.start for e in sentence.events if e.standing == "noun")
    return time.relative != "D+0" and any(0 < place - time.end < REACH // 2 for place in nominal)


def _names_which(sentence: Sentence, time: Time) -> bool:
    """Whether a time only says which thing is meant ("his 2016 campaign", "a September hearing")."""
    text = sentence.article.text
    before = _DETERMINER.search(text, sentence.span.start, time.start)
    return bool(before and _NOUN.match(text, time.end + text.startswith(",", time.end)))


def _is_far_anchor(time: Time, day: str) -> bool:
    """Whether a time is counted from another that is far off, or is a month counted from one: too often a wrong one."""
    if (time.relative or "").endswith("TXX"):
        return True  # "hours later"
    start, colon, _ = (time.anchor or "").partition(":")
    if not colon or not start.isdigit():
        return False
    return time.start - int(start) > _ANCHORED or bool(len(day) < A_DAY and _MONTH.match(time.relative or ""))


@lru_cache(maxsize=1)
def occasions() -> frozenset[str]:
    """Words for occasions at which something is said and which are happenings."""
    return all_words("align", "timeline_occasions.txt")


@lru_cache(maxsize=1)
def _bounds() -> re.Pattern[str]:
    bound = "|".join(rf"(?:{line})" for line in table("timeline_bounds.txt"))
    return re.compile(rf"(?:{bound})\s+(?:(?:the|last|late|early|mid|about|around|at least)\s+)*$", re.I)
