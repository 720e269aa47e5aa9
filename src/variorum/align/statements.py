"""Whether two sentences state the same as wholes, and whether they contradict each other.

Claims are joined by clauses (`variorum.align.claims`); this is the coarser question that sentence pairs are published
with: paraphrase (Dolan & Brockett 2005) and contradiction (Marelli et al. 2014). A contradiction is near-sameness that
one thing turns: a negation on one side, or a word against its opposite (de Marneffe et al. 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.align.sentences import Sentence
from variorum.align.weights import weights
from variorum.language.lexicon import opposite

SAME = (
    "cosine",
    "stems_short",
    "stems_long",
    "bigrams",
    "order",
    "names",
    "figures",
    "figures_apart",
    "length",
    "left_over",
    "negation",
    "opposite",
)
"""Features of the sameness of two sentences, in the order of their weights."""
AGAINST = (
    "negation",
    "opposite",
    "cosine",
    "stems_short",
    "stems_long",
    "negation_stems",
    "negation_cosine",
    "opposite_stems",
    "opposite_cosine",
    "left_over",
)
"""Features of contradiction, in the order of their weights."""


TURNED = 0.8
"""Sureness for sentences that share all words but two opposites ("increased", "decreased"). Set by hand: the training
pairs are captions, where two such sentences may describe two pictures; reports of one story speak of one thing."""


@dataclass(frozen=True)
class Comparison:
    """How sure we are, each 0..1. The two do not exclude each other: a contradiction is alike in most of its words."""

    same: float
    contradicts: float


def compare(one: Sentence, other: Sentence, cosine: float) -> Comparison:
    """Sameness and contradiction of two sentences; symmetric."""
    values = measures(one, other, cosine)
    same = weights("same", SAME).sure(values[name] for name in SAME)
    against = weights("contradicts", AGAINST).sure(values[name] for name in AGAINST)
    turned = values["opposite"] and len(one.stems ^ other.stems) <= 2
    return Comparison(same, max(against, TURNED) if turned else against)


def measures(one: Sentence, other: Sentence, cosine: float) -> dict[str, float]:
    """Everything that either decision looks at, by name."""
    from rapidfuzz import fuzz

    shared = one.stems & other.stems
    alone, alone_other = one.stems - shared, other.stems - shared
    short, long = sorted((len(one.stems), len(other.stems)))
    few, many = sorted((len(one.words), len(other.words)))
    negation = float(is_negated(one) != is_negated(other))
    against = float(_opposed(one, other))
    found = {
        "cosine": cosine,
        "stems_short": len(shared) / max(1, short),
        "stems_long": len(shared) / max(1, long),
        "bigrams": _dice(set(_pairs(one.words)), set(_pairs(other.words))),
        "order": fuzz.ratio(one.words, other.words) / 100,
        "names": _dice(_folded(one), _folded(other)),
        "figures": _dice(_numbers(one), _numbers(other)),
        "figures_apart": float(bool(_numbers(one)) and bool(_numbers(other)) and not _numbers(one) & _numbers(other)),
        "length": few / max(1, many),
        "left_over": min(1.0, min(len(alone), len(alone_other)) / 5),
        "negation": negation,
        "opposite": against,
    }
    return found | {
        "negation_stems": negation * found["stems_short"],
        "negation_cosine": negation * cosine,
        "opposite_stems": against * found["stems_long"],
        "opposite_cosine": against * cosine,
    }


def is_negated(sentence: Sentence) -> bool:
    """Whether one of its clauses is denied."""
    return any(not event.polarity for event in sentence.events)


def _opposed(one: Sentence, other: Sentence) -> bool:
    left = {w for e in one.events for w in (*e.lemmas, e.lemma)} | set(one.words)
    right = {w for e in other.events for w in (*e.lemmas, e.lemma)} | set(other.words)
    return any(opposite(a, b) for a in left - right for b in right - left)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(words))


def _folded(sentence: Sentence) -> set[str]:
    text = sentence.article.text
    return {w for m in sentence.mentions for w in text[m.start : m.end].lower().split()}


def _numbers(sentence: Sentence) -> set[str]:
    """Numbers as written: a sentence pair is not always annotated for figures."""
    return {w for w in sentence.words if any(c.isdigit() for c in w)}


def _dice(one: set[str] | set[tuple[str, str]], other: set[str] | set[tuple[str, str]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
