"""What a sentence says as a bag of tokens, and how much each token says in a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import fsum, log

from variorum.align.sentences import Sentence
from variorum.align.words import content_stems
from variorum.language.lexicon import classes

Bag = frozenset[str]

_BACKGROUND = 20
"""Sentences that a story is thought to have besides: in two short reports every shared word would else be common."""


@lru_cache(maxsize=20_000)
def bag_of(sentence: Sentence) -> Bag:
    """The stems of its content words, the kinds of happening that its verbs state, whom it names, its figures and days.

    A name is in it by its words and as the entity that it names, so that "the mayor" meets "Brandt".
    """
    kinds = (f"={kind}" for e in sentence.events for lemma in e.lemmas for kind in classes(lemma))
    figures = (f"#{f.low or f.high:g}" for f in sentence.figures if f.low or f.high)
    days = (f"@{t.value}" for t in sentence.times if t.value and t.type == "DATE")
    named = (f"!{entity}" for entity in sentence.entities)
    return sentence.stems.union(kinds, figures, days, named)


def bag_of_words(text: str) -> Bag:
    """The bag of a text of which nothing is known but its words."""
    return content_stems(text)


class Rarity:
    """How much tokens say: 0 for one that stands everywhere in the story, 1 for one that stands once."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._count = _BACKGROUND + len(bags)
        self._held: Mapping[str, int] = Counter(token for bag in bags for token in bag)

    def of(self, token: str) -> float:
        """The logarithm of how few sentences hold it, between 0 and 1."""
        return log((1 + self._count) / (1 + self._held.get(token, 0))) / log(2 + self._count)

    def mass(self, tokens: Iterable[str]) -> float:
        """The sum over `tokens`."""
        return fsum(self.of(token) for token in tokens)  # exact: the order of a set is chance
