"""Whom a pronoun that speaks stands for: the latest subject or source of the article that it fits.

Grosz, Joshi & Weinstein 1995: the subject of the last clause is what the next one is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from variorum.annotate.quotes.cues import utterance_verbs
from variorum.annotate.quotes.names import BODIES, Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_KEPT = 12
"""Sources back to which a pronoun may point."""
_FAR = 8
"""Sentences back to which a pronoun may point; those inside a quotation are not counted."""
_NEAR = 2
"""Sentences back to which it may point at a name that is neither subject nor source."""
_FARTHEST = 40
"""Sentences back, counted or not, that are looked at."""


class Antecedents:
    """Resolves pronouns in order of the text: every source that is resolved is a candidate for those behind it."""

    def __init__(self, words: Words, names: Names, contents: Iterable[Range]) -> None:
        self.words, self.names = words, names
        self._reported = bytearray(words.n)
        for first, last in contents:
            self._reported[first : last + 1] = b"\1" * (last + 1 - first)
        self._subjects = [
            (head, k) for k, head in enumerate(names.heads) if self._is_subject(k) and not self._reported[head]
        ]
        self._spoke: list[tuple[int, int]] = []

    def _is_subject(self, k: int) -> bool:
        """Whether a name is a subject or in apposition to one: "One councillor, Ida Moss, raised the threat"."""
        words, head = self.words, self.names.heads[k]
        if self._says(self.names.ranges[k][1] + 1):
            return True
        if words.dep[head] == "appos" and self.names.is_person(k):
            head = words.head[head]
            if self.names.at[head] >= 0 and self.names.is_person(self.names.at[head]):
                return False
        return words.dep[head] in ("nsubj", "nsubjpass")

    def _says(self, i: int) -> bool:
        """Whether a verb of saying in the past stands at word `i`: the name before it is its subject in any parse."""
        words = self.words
        return i < words.n and words.tag[i] in ("VBD", "VBN") and words.lemma[i] in utterance_verbs()

    def heard(self, at: int, name: int) -> None:
        """Notes that the source at word `at` is this name."""
        self._spoke.append((at, name))

    def of(self, at: int) -> int | None:
        """The number of the name that the pronoun at word `at` stands for."""
        pronoun = self.words.lower[at]
        if pronoun in _HE or pronoun in _SHE:
            return self._person_before(at, "feminine" if pronoun in _HE else "masculine")
        if pronoun == "it":
            return self._latest(at, BODIES, None)
        if pronoun == "they":
            return self._latest(at, frozenset({"NORP", "ORG"}), None)
        return None

    def is_nameless(self, at: int, before: int, person: bool) -> bool:
        """Whether the pronoun at word `at` goes on with the source at word `before`, which has no name.

        So "he" and "she" after a `person` of that sex or none, "they" after several, "it" after a paper or a body; not
        where somebody who is named was a subject since.
        """
        pronoun = self.words.lower[at]
        if not self._sentences_back(at, _NEAR) <= before < at or not self._may_be(pronoun, before, person):
            return False
        since = self._subjects[bisect_left(self._subjects, (before, -1)) : bisect_left(self._subjects, (at, -1))]
        people = pronoun in _HE or pronoun in _SHE
        return not any(self.names.is_person(k) == people or pronoun == "they" for _, k in since)

    def _may_be(self, pronoun: str, before: int, person: bool) -> bool:
        """Whether a pronoun agrees with a nameless source."""
        words = self.words
        noun, several = words.lower[before], words.tag[before] in ("NNS", "NNPS")
        if pronoun == "they":
            return several and person
        if pronoun == "it":
            return not several and words.lemma[before] in named("papers") | named("own_words")
        if several or not person or words.pos[before] != "NOUN" or not (pronoun in _HE or pronoun in _SHE):
            return False  # "one of them" may be whoever is named
        return noun not in named("feminine" if pronoun in _HE else "masculine")

    def person_before(self, at: int) -> int | None:
        """The latest person before word `at` who was a subject or a source, whatever the sex."""
        return self._person_before(at, "")

    def _person_before(self, at: int, barred: str) -> int | None:
        found = self._latest(at, frozenset(), barred)
        if found is not None:
            return found
        low = self._sentences_back(at, _NEAR)
        near = [k for k in self.names.within(low, at - 1) if self.names.is_person(k)]
        fits = [k for k in near if not self._is(k, barred) and not self._reported[self.names.heads[k]]]
        return fits[-1] if fits else self._spoke_alone(at)

    def _spoke_alone(self, at: int) -> int | None:
        """The one name of a person's shape that spoke before word `at`, where the recogniser knows no person there."""
        low = self._sentences_back(at, _FAR)
        spoke = {k for where, k in self._spoke[-_KEPT:] if low <= where < at and self.names.may_be_person(k)}
        return max(spoke) if len({self.names.surname(k) for k in spoke}) == 1 else None

    def _latest(self, at: int, labels: frozenset[str], barred: str | None) -> int | None:
        """The latest subject or source before word `at` that can be meant: a body by its label, or a person."""
        low = self._sentences_back(at, _FAR)
        before = self._subjects[bisect_left(self._subjects, (low, -1)) : bisect_left(self._subjects, (at, -1))]
        before = before + [x for x in self._spoke[-_KEPT:] if low <= x[0] < at]
        for _, k in sorted(before, reverse=True):
            if barred is None and self.names.label(k) in labels and not self.names.is_person(k):
                return k
            if barred is not None and self.names.is_person(k) and not self._is(k, barred):
                return k
        return None

    def _sentences_back(self, at: int, n: int) -> int:
        """The first word of the `n`-th sentence before, those not counted that lie in what somebody is quoted with."""
        sentences, here = self.words.sentences, self.words.sentence[at]
        k = here
        while k > 0 and n > 0 and here - k < _FARTHEST:
            k -= 1
            first, last = sentences[k][0], sentences[k][1] - 1
            n -= not (self._reported[first] and self._reported[max(first, last - 2)])
        return sentences[k][0]

    def _is(self, k: int, gender: str) -> bool:
        """Whether a name's given name or what stands beside it shows a gender."""
        if not gender:
            return False
        given = self.names.given(k)
        beside = given | self.names.called(k)
        return not (named(gender).isdisjoint(beside) and named(f"{gender}_given").isdisjoint(given))
