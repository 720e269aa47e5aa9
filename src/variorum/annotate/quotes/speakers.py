"""Which name of the article a source stands for: its own, a pronoun's, a title's, or that of the quote before it.

Pronouns go to the latest subject that fits (Grosz, Joshi & Weinstein 1995: the subject of the last clause is what the
next one is about), titles to the person who bears them in this article. A source without a name keeps its description
and is joined to nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from msgspec import Struct

from variorum.annotate.quotes.names import BODIES, Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_IDLE = frozenset({"the", "a", "an", "former", "his", "her", "its", "their", "'s", "’s"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_KEPT = 12
"""Sources back to which a pronoun may point."""
_FAR = 8
"""Sentences back to which a pronoun may point."""


class Voice(Struct, frozen=True):
    """Who a source is: the number of a name, or the description of somebody without one."""

    name: int | None = None
    anonymous: str | None = None


class Speakers:
    """Resolves sources in order of the text; every source resolved is a candidate for the pronouns behind it."""

    def __init__(self, words: Words, names: Names, contents: Iterable[Range]) -> None:
        self.words, self.names = words, names
        self._reported = bytearray(words.n)
        for first, last in contents:
            self._reported[first : last + 1] = b"\1" * (last + 1 - first)
        self._subjects = [
            (head, k)
            for k, head in enumerate(names.heads)
            if words.dep[head] in ("nsubj", "nsubjpass") and not self._reported[head]
        ]
        self._spoke: list[tuple[int, int]] = []

    def voice(self, source: Range, cue: int) -> Voice:
        """Who the source of a cue is."""
        head = self._head(source)
        name = self._name_of(source, head, cue)
        if name is not None:
            self._spoke.append((head, name))
            return Voice(name)
        return Voice(anonymous=self._description(source, head))

    def _head(self, source: Range) -> int:
        words, (first, last) = self.words, source
        for i in range(first, last + 1):
            if not first <= words.head[i] <= last and words.pos[i] not in ("PUNCT", "SPACE"):
                return i
        return last

    def _name_of(self, source: Range, head: int, cue: int) -> int | None:
        words, names = self.words, self.names
        own = names.at[head]
        if own >= 0:
            return own
        lower = words.lower[head]
        if lower in _RELATIVE and words.dep[cue] == "relcl":
            return self._name_of((words.left[words.head[cue]], words.head[cue]), words.head[cue], cue)
        if words.pos[head] == "PRON":
            return self._antecedent(head, lower)
        beside = [names.at[k] for k in words.kids[head] if words.dep[k] == "appos" and names.at[k] >= 0]
        beside = beside or self._called(source, lower)
        if beside:
            return beside[0]
        outlet = names.outlet_of(head)
        if outlet is not None:
            return outlet
        if words.left[head] < head and words.lower[words.left[head]] in ("a", "an"):
            return None
        return self._titled(source, head) if words.tag[head] != "NNS" else None

    def _called(self, source: Range, lower: str) -> list[int]:
        """The person between commas in "a spokeswoman for the port, Ida Moss,": the parser may give her to the port."""
        words, names = self.words, self.names
        if lower not in named("roles"):
            return []
        return [
            k
            for k in names.within(*source)
            if names.is_person(k)
            and words.lower[names.ranges[k][0] - 1] == ","
            and (names.ranges[k][1] >= source[1] or words.lower[names.ranges[k][1] + 1] == ",")
        ]

    def _antecedent(self, at: int, pronoun: str) -> int | None:
        if pronoun in _HE or pronoun in _SHE:
            return self._person_before(at, "feminine" if pronoun in _HE else "masculine")
        if pronoun == "it":
            return self._latest(at, BODIES, None)
        if pronoun == "they":
            return self._latest(at, frozenset({"NORP", "ORG"}), None)
        return None

    def _person_before(self, at: int, barred: str) -> int | None:
        found = self._latest(at, frozenset(), barred)
        if found is not None:
            return found
        low = self._sentences_back(at, 2)
        near = [k for k in self.names.within(low, at - 1) if self.names.is_person(k)]
        fits = [k for k in near if not self._is(k, barred) and not self._reported[self.names.heads[k]]]
        return fits[-1] if fits else None

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
        return self.words.sentences[max(0, self.words.sentence[at] - n)][0]

    def _is(self, k: int, gender: str) -> bool:
        """Whether a name's first word or what stands beside it shows a gender."""
        first, last = self.names.ranges[k]
        given = {self.words.lower[first]} if last > first else set()
        return not named(gender).isdisjoint(given | self.names.called(k))

    def _titled(self, source: Range, head: int) -> int | None:
        """The bearer of "the prime minister", the body of "the ministry"."""
        lemma = self.words.lower[head]
        asked = {w.rstrip(".") for w in self.words.lower[self.words.left[head] : head]}
        if lemma == "pm":
            lemma, asked = "minister", asked | {"prime"}
        if lemma in named("roles"):
            return self._bearer(head, lemma, asked - _IDLE)
        if lemma in named("bodies") or lemma in named("media"):
            return self._body(head, lemma)
        return None

    def _bearer(self, at: int, title: str, asked: set[str]) -> int | None:
        best: tuple[tuple[int, bool, int], int] | None = None
        for k in self.names.bearers(title):
            head, called = self.names.heads[k], self.names.called(k)
            # one who has all the words asked for, then the one named last before, then the first named after
            rank = (len(asked & called) - len(asked - called), head < at, head if head < at else -head)
            if best is None or rank > best[0]:
                best = rank, k
        return None if best is None or best[0][0] < -1 else best[1]

    def _body(self, at: int, noun: str) -> int | None:
        for k in self.names.before(at):
            first, last = self.names.ranges[k]
            if self.names.label(k) in BODIES and noun in self.words.lower[first : last + 1]:
                return k
        if noun in named("media"):
            return next((k for k in self.names.before(at) if self.names.is_outlet(k)), None)
        return None

    def _description(self, source: Range, head: int) -> str | None:
        words = self.words
        if words.lemma[head] not in named("anonymous") and words.lower[head] not in named("anonymous"):
            return None
        return words.text[words.start[source[0]] : words.end[source[1]]]
