"""What one clause says by itself: that something was done or was not, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.differences.values import BEFORE, DENIAL, NOT_YET, UNSURE, Dimension, Stated
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.language.calendar import days
from variorum.language.lexicon import classes
from variorum.model import Event

_NOT_ONLY = re.compile(r"\bnot\s+only\b", re.I)
_CHAIN = re.compile(
    r"(?:\b(?:(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|ca|wo)(?:n['’]t)?"
    r"|not|never|no\s+longer|nobody|ever|yet|also)\b\s*)+$",
    re.I,
)
DEED, DAY = "deed: ", "day: "
"""How the names of dimensions begin that are no row of the table, but one predicate's denial or day."""

_NEGATED_OBJECT = re.compile(r"\w+\W+(?:\w+\W+){0,2}(?:no|nothing|nobody|none|neither)\b", re.I)


def deeds_in(sentence: Sentence) -> Iterator[Stated]:
    """What the finite clauses say is so or is not so, a dimension per predicate."""
    for event in _told(sentence):
        at = event.predicate.start - sentence.span.start
        before = sentence.text[max(0, at - BEFORE) : at]
        if UNSURE.search(before) or _NEGATED_OBJECT.match(sentence.text[at:]):
            continue
        denied = bool(DENIAL.search(before)) or not (event.polarity or _NOT_ONLY.search(before))
        value = f"not {event.lemma}" if denied else event.lemma
        yield Stated(_deed(event.lemma), value, sentence, event.predicate, event)


def days_in(sentence: Sentence) -> Iterator[Stated]:
    """The day on which a clause says that something happened, a dimension per class of happenings."""
    for event in _told(sentence):
        spans = [(a.start, a.end) for a in event.args if a.role == "when"]
        found = {t.value for t in sentence.times if any(lo <= t.start < hi for lo, hi in spans) and t.value}
        whole = {str(d[0]) for v in found if (d := days(v)) and d[0] == d[1]}
        if len(whole) == 1 and len(found) == 1 and event.polarity:
            for kind in sorted(classes(event.lemma)):
                yield Stated(_when(kind), next(iter(whole)), sentence, event.predicate, event)


def _told(sentence: Sentence) -> Iterator[Event]:
    """The finite clauses that tell of a happening as a fact."""
    for event in sentence.events:
        if event.tense and event.lemma not in _light() and event.modality not in NOT_YET:
            yield event


def in_words(stated: Stated) -> str:
    """The predicate of a deed as the report writes it, with the auxiliaries and the negation in front."""
    text, span = stated.sentence.article.text, stated.span
    before = text[max(stated.sentence.span.start, span.start - BEFORE) : span.start]
    chain = _CHAIN.search(before)
    return " ".join(((chain.group() if chain else "") + text[span.start : span.end]).split())


@lru_cache(maxsize=10_000)
def _deed(lemma: str) -> Dimension:
    values: dict[str, tuple[str, ...]] = {lemma: (lemma,), f"not {lemma}": (f"not {lemma}",)}
    return Dimension(f"{DEED}{lemma}", "statement", False, "whether it is so", values)


@lru_cache(maxsize=10_000)
def _when(kind: str) -> Dimension:
    return Dimension(f"{DAY}{kind}", "time", False, "the day", {}, compatible=False)


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(word for line in table("difference_light_verbs.txt") for word in line.split())
