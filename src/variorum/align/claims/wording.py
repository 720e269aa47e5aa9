"""The words of a sentence by which a clause can be shown: a whole sentence, or a clause that can be read by itself.

A clause's own words can be a torso: "accused the mayor of" goes on in "lying", "to repay the loan" has its promise
before it, and what somebody only said must be shown with the verb of saying over it. What hangs on a noun or on another
clause ("who built the bridge", "after the fire") states nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.claims.units import Unit, states
from variorum.align.clauses import whole
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, table
from variorum.model import Event, Span

LEAST = 5
"""Words that can be shown, at least."""
_LONGEST = 45
"""Words of a sentence up to which it can be shown whole."""
_BETWEEN = 4
"""Code points between a clause and a part of it."""
_STEPS = 4
_TELLING = 2
"""Content words, beside the subject, that words to be shown need."""
_TAIL = 40
_STANDS = frozenset({"main", "complement", ""})
_TELLS = frozenset({"asserted"})
_OPENING = re.compile(r"[\s,;:–—-]*(?:(?:and|but|or|that|so)\b[\s,]*)*", re.I)
_CLOSING = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:and|but|or|that|as|because|while|when|where|which|who|to|of|for|in|on|at|by|with|from|about|if|"
    r"after|before|since|the|a|an|than|into|over|like|even|though|although|until|without)\b[\s,;:(–—-]*)*$",
    re.I,
)
_LEANS = re.compile(
    r"(?:who|which|whom|whose|how|what|why|whether|where|when|while|as|if|although|though|because|since|after|before|until|"
    r"unless|to|by|of|for|with|its?|he|she|they|his|her|their|him|them|this|these|those|there|than|like|even)\b",
    re.I,
)
_PRONOUN = re.compile(r"[\"“‘'\s…]*(?:he|she|it|they|this|that|these|those|his|her|their|its)\b", re.I)
_FACT = re.compile(r"(?:after|when|while|as|because|since|although|though|even though|whereas)\s", re.I)
_GOES_ON = re.compile(r"[\s,:]+(?:that|how|what|why|whether|where|who)\b|[\s,:]*[“\"]", re.I)
_MARKS = '"“”'


def wordings(unit: Unit) -> Iterator[Span]:
    """The words by which a clause can be shown, the whole sentence first where this is what it mainly says."""
    sentence, event = unit.sentence, unit.event
    if not states(unit) or event.tense is None:
        return
    if event.standing not in _STANDS:
        yield from _beside(unit)
        return
    chain = _above(sentence, event)
    if chain is None:
        return
    if not event.joined and len(sentence.words) <= _LONGEST and _is_finished(sentence):
        yield whole(sentence)
    span = _trimmed(sentence, _grown(sentence, event, chain))
    if is_readable(unit, span):
        yield span


def _beside(unit: Unit) -> Iterator[Span]:
    """A clause of time or cause by itself ("after | the council closed the bridge"): it is told as a fact."""
    event, text = unit.event, unit.sentence.article.text
    told = _FACT.match(text, event.start, event.end) if event.standing == "adverbial" else None
    if told and event.modality in _TELLS and not event.joined:
        span = _trimmed(unit.sentence, Span(told.end(), _end(unit.sentence, event)))
        if is_readable(unit, span):
            yield span


def is_readable(unit: Unit, span: Span) -> bool:
    """Whether words can be read by themselves: a subject before the first verb, something said of it, whole marks."""
    text = unit.sentence.article.text
    words = text[span.start : span.end]
    marks = sum(words.count(mark) for mark in _MARKS) % 2 == 0 and words.rfind("‘") <= words.rfind("’")
    if not marks or len(words.split()) < LEAST or _LEANS.match(words) or _is_torn(unit, span):
        return False
    return _has_subject(unit, span) and _says(unit, span)


def _is_torn(unit: Unit, span: Span) -> bool:
    """Whether words end with a verb, and what is said by it is left off: "the letter reveals | that she knew"."""
    ends = any(e.tense and e.predicate.end == span.end for e in unit.sentence.events)
    return ends and bool(_GOES_ON.match(unit.sentence.article.text, span.end))


def _has_subject(unit: Unit, span: Span) -> bool:
    verbs = [e for e in unit.sentence.events if e.tense and span.holds(e.predicate.start)]
    first = min((e.predicate.start for e in verbs), default=unit.event.predicate.start)
    parties = (a for e in (*verbs, unit.event) for a in e.args if a.role in {"who", "whom"})
    return any(span.start <= a.start < first for a in parties)


def _says(unit: Unit, span: Span) -> bool:
    """Whether more is said than that somebody did something, or spoke: "the minister announced on Wednesday"."""
    event, text = unit.event, unit.sentence.article.text
    who = [content_stems(text[a.start : a.end]) for a in event.args if a.role == "who"]
    if len(content_stems(text[span.start : span.end]).difference(*who)) < _TELLING:
        return False
    if event.lemma not in _saying():
        return True
    after = event.predicate.end
    return any(a.role == "whom" and a.start >= after for a in event.args) or any(
        e.over == event.predicate.start and e.standing == "complement" and e.end <= span.end
        for e in unit.sentence.events
    )


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(table("claim_saying.txt"))


def _is_finished(sentence: Sentence) -> bool:
    """Whether a sentence begins and ends as one: headings and captions do not."""
    text = sentence.text.strip()
    return text[-1:] in ".!”\"’'…" and (text[:1].isupper() or not text[:1].isalpha())


def _above(sentence: Sentence, event: Event) -> list[Event] | None:
    """The clauses over one that is part of them, the nearest first; `None` where one of them denies or hangs itself."""
    by_place = {e.predicate.start: e for e in sentence.events}
    found: list[Event] = []
    at = event
    while at.standing == "complement" and at.over is not None and len(found) < _STEPS:
        higher = by_place.get(at.over)
        if higher is None:
            break
        if not at.joined:
            found.append(higher)
        at = higher
    hanging = any(e.standing not in _STANDS for e in found)
    return None if hanging else found


def _grown(sentence: Sentence, event: Event, chain: list[Event]) -> Span:
    """A clause with its parts, and with what is over it where it is not told as a fact."""
    start, end = event.start, _end(sentence, event)
    if chain and (event.modality not in _TELLS or not event.polarity or any(not e.polarity for e in chain)):
        start = min(start, *(e.start for e in chain))
        end = max(end, *(e.end for e in chain))
    return Span(start, end)


def _end(sentence: Sentence, event: Event, steps: int = _STEPS) -> int:
    """Where a clause ends with the parts that follow it: "accused the mayor | of lying"."""
    end = event.end
    for part in sorted(_parts(sentence, event), key=lambda e: e.start):
        if steps and end < part.end and part.start - end <= _BETWEEN + len("that not to "):
            end = max(end, _end(sentence, part, steps - 1))
    return end


def _parts(sentence: Sentence, event: Event) -> Iterator[Event]:
    own = (e for e in sentence.events if e.over == event.predicate.start)
    return (e for e in own if e.standing == "complement" and not e.joined)


def leans(words: str) -> bool:
    """Whether words begin with one that stands for what was named before them."""
    return bool(_PRONOUN.match(words))


def _trimmed(sentence: Sentence, span: Span) -> Span:
    text = sentence.article.text
    start, end = max(span.start, whole(sentence).start), min(span.end, sentence.span.end)
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    if closing := _CLOSING.search(text, max(start, end - _TAIL), end):
        end = closing.start()
    return Span(start, end) if start < end else sentence.span
