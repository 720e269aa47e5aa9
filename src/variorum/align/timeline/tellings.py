"""The clauses of a report that say when something happened.

The time of an entry is that of the happening: the value of a time expression in the clause that tells of it. Times of
speaking, times inside somebody's words and years that say which thing is meant are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from variorum.align.clauses import clause_of, whole
from variorum.align.differences.anchors import around_text
from variorum.align.notices import is_notice
from variorum.align.sentences import Sentence
from variorum.align.timeline.days import A_DAY
from variorum.align.words import words_of
from variorum.language.shipped import all_words
from variorum.model import Event, Span, Time

_GOES_ON = re.compile(r"\s*(?:[,;:–—]|and\b|but\b|while\b|[.!?]?\s*$)", re.I)
"""What follows a clause that says all it has to say. "Announced | that" and "villages | hit by" do not."""
_REACH = 60
"""Code points from a day to the occasion that it is the day of."""
_DETERMINER = re.compile(r"(?:\b(?:an?|the|his|her|its|their|our|my|this|that|every|each|\w+['’]s?)\s|-)$", re.I)
_NOUN = re.compile(
    r"\s(?!(?:and|or|but|when|where|which|while|as|after|before|with|to|in|on|at|by|for|from|of|that|until|was"
    r"|were|is|are|had|has|have|will|would)\b)[^\W\d]"
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
SHORTEST, LONGEST_SENTENCE = 7, 45
"""Words of a clause shown alone, at least; words of a sentence shown whole, at most."""
EXPECTING = frozenset({"expected", "planned"})
"""How sure a clause is of what has not happened. "Could be seen" of a past day is no expectation."""


@dataclass(frozen=True, eq=False)
class Telling:
    """One clause of one report that says when something happened."""

    sentence: Sentence
    span: Span
    clause: Span
    text: str
    date: str
    expected: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the clause is about: content words, kinds of happenings, names."""
        return _about(self.sentence, self.clause)


def iso(value: str | None) -> str | None:
    """The ISO prefix (year, month or day) of a TIMEX3 value; `None` for weeks, seasons, durations, vague references."""
    match = _ISO.match(value or "")
    return match.group() if match else None


def tellings(sentence: Sentence) -> Iterator[Telling]:
    """The dated clauses of a sentence: each time is read with the smallest clause that holds it."""
    for time in () if is_notice(sentence.text) else sentence.times:
        day = iso(time.value)
        if day is None or time.type not in ("DATE", "TIME"):
            continue
        if is_quoted(sentence, time) or (len(day) < A_DAY and _names_which(sentence, time)):
            continue
        event = _event_at(sentence, time)
        if event is None and not any(e.tense for e in sentence.events):
            continue  # a heading ("Friday paychecks") tells of nothing
        if event is not None and len(day) < A_DAY and _says_which(sentence, event):
            continue
        if event is not None and event.lemma in _reporting() and not _occasion(sentence, event, time):
            continue
        span = _readable(sentence, time, event)
        modality = event.modality if event else "asserted"
        expected = modality in EXPECTING or day[: len(sentence.day)] > sentence.day[: len(day)]
        clause = Span(event.start, event.end) if event else span
        yield Telling(sentence, span, clause, sentence.article.text[span.start : span.end], day, expected)


def is_quoted(sentence: Sentence, time: Time) -> bool:
    """Whether the time is the speaker's ("what today shows"), not the report's."""
    return any(c.holds(time.start) for q in sentence.quotes if q.mode == "direct" for c in q.contents)


def _names_which(sentence: Sentence, time: Time) -> bool:
    """Whether a year or month only says which thing is meant ("his 2016 campaign", "a September hearing")."""
    text = sentence.article.text
    before = _DETERMINER.search(text, sentence.span.start, time.start)
    return bool(before and _NOUN.match(text, time.end))


def _says_which(sentence: Sentence, event: Event) -> bool:
    """Whether a clause only says which thing is meant: "a company that earned 90 million last year", with no comma."""
    return event.standing == "relative" and not sentence.article.text[: event.start].rstrip().endswith((",", "–", "—"))


def _occasion(sentence: Sentence, event: Event, time: Time) -> bool:
    """Whether the clause of saying names an occasion that is a happening ("in an interview on Sunday")."""
    near = sentence.article.text[max(event.start, time.start - _REACH) : min(event.end, time.end + _REACH)]
    return not _occasions().isdisjoint(words_of(near))


@lru_cache(maxsize=1)
def _occasions() -> frozenset[str]:
    return all_words("align", "timeline_occasions.txt")


def _readable(sentence: Sentence, time: Time, event: Event | None) -> Span:
    """The clause where it can be read alone and the sentence goes on with another, else the sentence."""
    if event is None or event.tense is None or not event.polarity:
        return whole(sentence)
    found = clause_of(sentence, Span(time.start, time.end), event)
    text = sentence.article.text
    opens = found.start == whole(sentence).start and len(text[found.start : found.end].split()) >= SHORTEST
    if opens and _GOES_ON.match(text, found.end, sentence.span.end):
        return found
    return found if len(sentence.words) > LONGEST_SENTENCE else whole(sentence)


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return all_words("align", "timeline_reporting.txt")


def _event_at(sentence: Sentence, time: Time) -> Event | None:
    """The event that has the time as its `when`, else the smallest clause around it."""
    for event in sentence.events:
        if any(a.role == "when" and a.start < time.end and time.start < a.end for a in event.args):
            return event
    around = [e for e in sentence.events if e.covers(time)]
    return min(around, key=lambda e: (e.end - e.start, e.start), default=None)


def _about(sentence: Sentence, span: Span) -> frozenset[str]:
    named = {m.entity for m in sentence.mentions if m.entity and span.holds(m.start)}
    return frozenset(named) | around_text(sentence.article.text[span.start : span.end])
