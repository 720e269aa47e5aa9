"""A story in its reports' own sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import fsum, log

from variorum.align.clauses import whole
from variorum.align.sentences import Sentence
from variorum.model import Brief

LONGEST = 150
"""Words of a brief, at most."""
ENOUGH = 50
"""Words after which no further sentence is added."""
SHORTEST_SENTENCE, LONGEST_SENTENCE = 8, 50
REPEATED = 0.45
"""Share of a sentence's content stems that the brief already holds, above which the sentence says nothing new."""


def write_brief(sentences: Sequence[Sentence]) -> Brief:
    """The sentences that say most of what the reports share, those at the head of a report first, none twice."""
    weight = _stem_weights(sentences)
    ranked = sorted((s for s in sentences if _fit(s)), key=lambda s: (-_score(s, weight), s.order))
    chosen: list[Sentence] = []
    held: set[str] = set()
    words = 0
    for sentence in ranked:
        if words >= ENOUGH:
            break
        if words + len(sentence.words) > LONGEST or len(sentence.stems & held) > REPEATED * len(sentence.stems):
            continue
        chosen.append(sentence)
        held |= sentence.stems
        words += len(sentence.words)
    return Brief(tuple(s.evidence(whole(s)) for s in chosen))


def _fit(sentence: Sentence) -> bool:
    """Whether a sentence can stand alone: of some length, not all quotation, ending as sentences do."""
    return (
        SHORTEST_SENTENCE <= len(sentence.words) <= LONGEST_SENTENCE
        and sentence.text.rstrip()[-1:] in ".!?”\"’'"
        and sentence.text.lstrip()[:1] not in "“\"'‘"
        and bool(sentence.stems)
    )


def _stem_weights(sentences: Iterable[Sentence]) -> dict[str, float]:
    """How much a stem matters: the reports that hold it, and how often they use it (Nenkova & Vanderwende 2005)."""
    held: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for sentence in sentences:
        for stem in sentence.stems:
            held[stem].add(sentence.article.id)
            count[stem] += 1
    return {stem: len(held[stem]) ** 2 * log(1 + count[stem]) for stem in held}


def _score(sentence: Sentence, weight: dict[str, float]) -> float:
    # fsum, because a plain sum over a set differs in its last digit from run to run, and so would the choice
    central = fsum(weight[s] for s in sentence.stems) / (4 + len(sentence.stems))
    return float(central / (2 + sentence.position) ** 0.5)
