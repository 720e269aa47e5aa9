"""Which words state one kind of happening, and which cannot both hold.

The classes are coarse on purpose ("assassinate", "killing" and "murder" state one thing; so do "meet", "visit" and
"host"): they say that two clauses may state the same, never that they do. The grouping follows the idea of Levin's verb
classes (Levin 1993) and of the event types of ACE 2005, widened to nouns; the tables are our own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from variorum.language.shipped import lines


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines("language", "lexicon_classes.txt"):
        name, _, words = line.partition(":")
        for word in words.split():
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines("language", "lexicon_opposites.txt"):
        one, other = line.split()
        found[one].add(other)
        found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}


def classes(lemma: str) -> frozenset[str]:
    """The classes of happenings that `lemma` (verb or noun, lower case) may state; empty for other words."""
    return _classes().get(lemma, frozenset())


def same_class(one: str, other: str) -> bool:
    """Whether two lemmas are one word or may state one kind of happening."""
    return one == other or bool(classes(one) & classes(other))


def opposites(lemma: str) -> frozenset[str]:
    """The words that cannot be true of one thing at one time with `lemma`; empty for most words."""
    return _opposites().get(lemma, frozenset())


def opposite(one: str, other: str) -> bool:
    """Whether two lemmas cannot both be true of one thing at one time ("rise", "fall")."""
    return other in opposites(one)
