"""Where in a story's sentences a piece of evidence stands, and which sentences a claim joins."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from variorum.align.sentences import Sentence
from variorum.model import Claim, Evidence

MOST_OF_CLAIM = 8
"""Sentences of one claim that are compared with one another, one of each report first."""


class Places:
    """A story's sentences by article and place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._of: defaultdict[str, list[Sentence]] = defaultdict(list)
        for sentence in sorted(sentences, key=lambda s: s.span):
            self._of[sentence.article.id].append(sentence)
        self._starts = {article: [s.span.start for s in held] for article, held in self._of.items()}

    def holding(self, evidence: Evidence) -> Sentence | None:
        """The sentence in which the evidence begins."""
        at = bisect_right(self._starts.get(evidence.article, []), evidence.spans[0].start) - 1
        return self._of[evidence.article][at] if at >= 0 else None


def joined(claims: Iterable[Claim], sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """The pairs of sentences of two reports that a claim reads as stating one thing."""
    at = Places(sentences)
    for claim in claims:
        held = list(dict.fromkeys(s for e in claim.evidence if e.stance == "supports" and (s := at.holding(e))))
        yield from (
            (a, b) for a, b in combinations(_one_of_each(held)[:MOST_OF_CLAIM], 2) if a.article.id != b.article.id
        )


def _one_of_each(held: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, the first of each report before the second of any."""
    seen: list[str] = []
    ranked: list[tuple[int, int]] = []
    for number, sentence in enumerate(held):
        seen.append(sentence.article.id)
        ranked.append((seen.count(sentence.article.id), number))
    return [held[number] for _, number in sorted(ranked)]
