"""The clauses of a report that say when something happened.

The time of an entry is that of the happening: the value of a time expression in the clause that tells of it. Times of
speaking, times inside somebody's words and years that say which thing is meant are none (`dates.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from variorum.align.differences.anchors import around_text
from variorum.align.notices import is_notice
from variorum.align.sentences import Sentence
from variorum.align.timeline.anothers import REACH, occasions
from variorum.align.timeline.dates import date_of
from variorum.align.timeline.days import A_DAY
from variorum.align.timeline.showing import shown
from variorum.align.timeline.surroundings import Surroundings
from variorum.align.words import words_of
from variorum.language.shipped import all_words
from variorum.model import Event, Span, Time

_WORDS = frozenset({"clear", "comment", "comments", "remark", "remarks", "statement", "statements", "case", "point"})
_BEHIND = 3
"""Words behind "made" in which what is made stands."""


@dataclass(frozen=True, eq=False)
class Telling:
    """One clause of one report that says when something happened: `span` can be shown, `clause` tells it."""

    sentence: Sentence
    span: Span
    clause: Span
    text: str
    date: str
    expected: bool
    lemma: str = ""
    standing: str = ""

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the clause is about: content words, kinds of happenings, names."""
        return _about(self.sentence, self.clause)


def tellings(sentence: Sentence, around: Surroundings) -> Iterator[Telling]:
    """The dated clauses of a sentence: each time is read with the smallest clause that holds it."""
    for time in () if is_notice(sentence.text) else sentence.times:
        event = _event_at(sentence, time)
        dated = date_of(sentence, time, event)
        if dated is None or around.leaves_year_open(sentence, time, dated.day):
            continue
        if event is None and not any(e.tense for e in sentence.events):
            continue  # a heading ("Friday paychecks") tells of nothing
        if event is not None and not _tells(sentence, event, time, dated.day):
            continue
        span = shown(sentence, time, event, around)
        if span is not None:
            clause = _clause(sentence, event) if event else sentence.span
            text = sentence.article.text[span.start : span.end]
            own = (event.lemma, event.standing) if event else ("", "")
            yield Telling(sentence, span, clause, text, dated.day, dated.expected, *own)


def _tells(sentence: Sentence, event: Event, time: Time, day: str) -> bool:
    """Whether a clause tells a happening of its own, and not only which thing is meant, or that somebody spoke."""
    if len(day) < A_DAY and _says_which(sentence, event):
        return False
    spoken = event.lemma in _reporting() or (event.lemma == "make" and _makes_words(sentence, event))
    return not spoken or _occasion(sentence, event, time)


def _makes_words(sentence: Sentence, event: Event) -> bool:
    """Whether what is made is words: "made clear", "made the comment"."""
    behind = words_of(sentence.article.text[event.predicate.end : event.end])[:_BEHIND]
    return not _WORDS.isdisjoint(behind)


def _says_which(sentence: Sentence, event: Event) -> bool:
    """Whether a clause only says which thing is meant: "a company that earned 90 million last year", with no comma."""
    return event.standing == "relative" and not sentence.article.text[: event.start].rstrip().endswith((",", "–", "—"))


def _occasion(sentence: Sentence, event: Event, time: Time) -> bool:
    """Whether the clause of saying names an occasion that is a happening ("in an interview on Sunday")."""
    near = sentence.article.text[max(event.start, time.start - REACH) : min(event.end, time.end + REACH)]
    return not occasions().isdisjoint(words_of(near))


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


def _clause(sentence: Sentence, event: Event) -> Span:
    """The clause; one without a tense with the clause that it belongs to: "made a pitch | for keeping the fund"."""
    if event.tense is not None or event.over is None:
        return Span(event.start, event.end)
    over = next((e for e in sentence.events if e.predicate.start == event.over), event)
    return Span(min(event.start, over.start), max(event.end, over.end))


def _about(sentence: Sentence, span: Span) -> frozenset[str]:
    named = {m.entity for m in sentence.mentions if m.entity and span.holds(m.start)}
    return frozenset(named) | around_text(sentence.article.text[span.start : span.end])
