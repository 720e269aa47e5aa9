"""The stretch of a sentence to cite for a few words of it: their clause, cut where a reader can stop."""

from __future__ import annotations

import re

from variorum.align.sentences import Sentence
from variorum.model import Event, Span

LEAST_WORDS = 6
"""Words of a cited clause, at least: "he did not" says nothing by itself."""
_DANGLING = re.compile(
    r"(?:[\s,;:–—(-]+|(?<=[^\w])(?:and|but|or|nor|as|while|that|which|who|when|because|to|without|by))+$", re.I
)
_OPENING = re.compile(r"(?:[\s,;:.–—)-]+|(?:and|but|or|nor|that)\b)+", re.I)
_JOINED = re.compile(r"[\s,]*(?:(?:and|but|or|to|without|by|then|also)\b[\s,]*)*", re.I)
"""What may stand between a clause and one without a subject that goes on from it ("but did not sign", "by ending")."""
_DATELINE = re.compile(r"[A-Z][A-Z.’'-]{2,}(?:[\s,][^–—\n]{0,40}?)?\s(?:--|[–—-])\s+")
"""A place in capitals and a dash before a report's first words."""
_RELATIVE = re.compile(r"(?:\S*\s+)?(?:that|which|whom)\s+[A-Z]")
_OPENINGS = 2
_TAIL = 60
"""Code points before a clause's end in which dangling words are looked for."""


def clause_of(sentence: Sentence, words: Span, event: Event | None = None) -> Span:
    """The smallest clause that holds `words` and can be read, else the whole sentence without its dateline.

    A clause that only says who speaks is nothing without what is said: then that is cited with it.
    """
    clauses = [*([event] if event else []), *sorted(sentence.events, key=lambda e: (e.end - e.start, e.start))]
    for clause in clauses:
        if clause.covers(words):
            found = trimmed(sentence, _with_what_is_said(sentence, _continued(sentence, clause), clause))
            if _lacks_object(sentence, clause):
                return whole(sentence)
            if found.covers(words) and _is_long_enough(sentence, found):
                return found
    return whole(sentence)


def whole(sentence: Sentence) -> Span:
    """The sentence without a dateline, which only a report's first sentences can have."""
    opening = _DATELINE.match(sentence.text) if sentence.position < _OPENINGS else None
    return Span(sentence.span.start + opening.end(), sentence.span.end) if opening else sentence.span


def trimmed(sentence: Sentence, span: Span) -> Span:
    """`span` within its sentence, without dateline, and without conjunctions and punctuation left at its ends."""
    text, first = sentence.article.text, whole(sentence).start
    start, end = max(span.start, first), min(span.end, sentence.span.end)
    if start >= end:
        return sentence.span
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    if start < end and (dangling := _DANGLING.search(text, max(start, end - _TAIL), end)):
        end = dangling.start()
    return Span(start, end) if start < end else sentence.span


def _lacks_object(sentence: Sentence, clause: Event) -> bool:
    """Whether what the clause is about stands before it: "the inquiry that | the minister announced"."""
    opening = sentence.article.text[max(sentence.span.start, clause.start - 8) : clause.predicate.start]
    return bool(_RELATIVE.match(opening)) and not any(
        a.start >= clause.predicate.end for a in clause.args if a.role != "when"
    )


def _with_what_is_said(sentence: Sentence, span: Span, clause: Event) -> Span:
    """`span` grown over the words whose cue is in the clause."""
    said = [
        content
        for quote in sentence.quotes
        if quote.cue and clause.holds(quote.cue.start)
        for content in quote.contents
    ]
    return Span(min([span.start, *(c.start for c in said)]), max([span.end, *(c.end for c in said)]))


def _continued(sentence: Sentence, clause: Event) -> Span:
    """The clause with what goes on from it without a subject of its own: "voted | to leave", "met | but not signed"."""
    text, end = sentence.article.text, clause.end
    for event in sorted(sentence.events, key=lambda e: (e.start, e.end)):
        if event.end > end and event.start > clause.start and not _has_subject(event):
            joined = _JOINED.match(text, end, event.start) if event.start >= end else None
            if event.start < end or (joined and joined.end() == event.start):
                end = event.end
    return Span(clause.start, end)


def _has_subject(event: Event) -> bool:
    """Whether somebody is named before the predicate as doing it, or, in the passive, undergoing it."""
    roles = ("who", "whom") if event.tense else ("who",)
    return any(a.role in roles and event.start <= a.start < event.predicate.start for a in event.args)


def _is_long_enough(sentence: Sentence, span: Span) -> bool:
    return len(sentence.article.text[span.start : span.end].split()) >= LEAST_WORDS
