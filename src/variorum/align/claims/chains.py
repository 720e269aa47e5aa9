"""A verb with the infinitive that completes it is one clause: "refused | to step down", "called for her | to leave".

Apart, the one says only that somebody refused, and the other that somebody might step down.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from variorum.align.sentences import Sentence
from variorum.model import Event

_INFINITIVE = re.compile(r"(?:for\s[^.;:]{1,50}?\s)?(?:not\s)?to\s", re.I)
_MODAL = re.compile(
    r"(?:\b(?:can|could|may|might|must|should|would|will|shall|to|not)|n['’]t|['’]d|['’]ll)\s+(?:\w+\s+)?$", re.I
)
_REACH = 30
"""Code points before a predicate in which its modal verb stands, an adverb between them at most."""
_BETWEEN = 3
"""Code points between a clause and the infinitive that goes on from it."""
_LONGEST = 3
"""Clauses of one chain: "agreed to try to stop" is one, what follows it is told apart."""


def composed(sentence: Sentence) -> tuple[Event, ...]:
    """The clauses of a sentence, each infinitive taken into the clause that it completes."""
    text = sentence.article.text
    found: list[Event] = []
    length: list[int] = []
    for event in sorted(sentence.events, key=lambda e: (e.start, e.end)):
        at = _governor(found, length, event, text)
        if at is None:
            found.append(event)
            length.append(1)
        else:
            found[at] = _chained(found[at], event)
            length[at] += 1
    return tuple(found)


def is_infinitive(event: Event, text: str) -> bool:
    """Whether a clause is an infinitive with its "to"."""
    return event.tense is None and bool(_INFINITIVE.match(text, event.start, event.predicate.start))


def is_noun(event: Event, text: str) -> bool:
    """Whether a happening is told by a noun ("the talks"): no tense, no infinitive, no modal before it, no "-ing"."""
    if event.tense or is_infinitive(event, text):
        return False
    word = text[event.predicate.start : event.predicate.end].lower()
    if word.endswith("ing") and not event.lemma.endswith("ing"):
        return False
    return not _MODAL.search(text, max(event.start, event.predicate.start - _REACH), event.predicate.start)


def _governor(found: list[Event], length: list[int], event: Event, text: str) -> int | None:
    """The last clause that ends where the infinitive begins."""
    if not is_infinitive(event, text):
        return None
    for at in range(len(found) - 1, max(-1, len(found) - 4), -1):
        before = found[at]
        if 0 <= event.start - before.end <= _BETWEEN and before.tense and length[at] < _LONGEST:
            return at
    return None


def _chained(one: Event, more: Event) -> Event:
    """The two as one clause: the infinitive says what happens, the verb above it whether and when."""
    return replace(
        one,
        end=more.end,
        predicate=more.predicate,
        lemma=more.lemma,
        args=tuple(dict.fromkeys((*one.args, *more.args))),
        polarity=one.polarity and more.polarity,
        modality=more.modality if one.modality in ("asserted", "attributed") else one.modality,
        lemmas=tuple(dict.fromkeys((*one.lemmas, *more.lemmas))),
    )
