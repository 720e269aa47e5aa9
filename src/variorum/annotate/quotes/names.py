"""The names of a text by word: which name a word belongs to, and what each name is called by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words
from variorum.language.names import key
from variorum.language.places import country_of_capital, country_of_name, country_of_people
from variorum.model.records import Mention, Span

BODIES = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})


_IN_FULL = {
    "pm": ("prime", "minister"),
    "sen": ("senator", "lawmaker"),
    "rep": ("representative", "lawmaker"),
    "gov": ("governor",),
    "gen": ("general",),
    "lt": ("lieutenant",),
    "prof": ("professor",),
    "dr": ("doctor",),
    "sgt": ("sergeant",),
    "capt": ("captain",),
    "col": ("colonel",),
}
"""Offices by how they are shortened before a name; "congresswoman" is not given for "Rep.", which may be a he."""
_REMEMBERED = 300
"""Names back to which a common noun may point."""


class Names:
    """Names with their first and last word. `at[i]` is the number of the name that word `i` belongs to, or -1."""

    def __init__(self, words: Words, mentions: Sequence[Mention]) -> None:
        self.words = words
        self.mentions: list[Mention] = []
        self.ranges: list[Range] = []
        self.heads: list[int] = []
        self.at = [-1] * words.n
        for m in mentions:
            first = bisect_right(words.start, m.start) - 1
            last = bisect_left(words.start, m.end) - 1
            if 0 <= first <= last:
                self.at[first : last + 1] = [len(self.mentions)] * (last + 1 - first)
                self.mentions.append(m)
                self.ranges.append((first, last))
                self.heads.append(self._head(first, last))
        self._titles: dict[int, frozenset[str]] = {}
        self._bearers: dict[str, list[int]] | None = None
        self._families: dict[str, dict[str, int]] | None = None
        self._apart: set[str] = set()

    def _head(self, first: int, last: int) -> int:
        outside = [i for i in range(first, last + 1) if not first <= self.words.head[i] <= last]
        return outside[-1] if outside else last

    def label(self, k: int) -> str:
        return self.mentions[k].label

    def span(self, k: int | None) -> Span | None:
        """Where a name stands in the text."""
        return None if k is None else Span(self.mentions[k].start, self.mentions[k].end)

    def before(self, at: int) -> range:
        """The numbers of the names that end before word `at`, the nearest first, as far as an article is remembered."""
        high = bisect_left(self.ranges, (at, -1))
        return range(high - 1, max(-1, high - 1 - _REMEMBERED), -1)

    def within(self, first: int, last: int) -> list[int]:
        """The names that touch a range of words, in order."""
        return sorted({k for k in self.at[max(0, first) : last + 1] if k >= 0})

    def surname(self, k: int) -> str:
        """The last word of a name, by which an article goes on to speak of a person."""
        return self.words.lower[self.ranges[k][1]]

    def given(self, k: int) -> frozenset[str]:
        """The given name of a person: its own, or of the one fuller name before it that ends in the same word."""
        first, last = self.ranges[k]
        if last > first:
            return frozenset({self.words.lower[first]})
        surname = self.surname(k)
        given = {word for word, at in self._given_names().get(surname, {}).items() if at < k}
        return frozenset(given) if len(given) == 1 and surname not in self._apart else frozenset()

    def _given_names(self) -> dict[str, dict[str, int]]:
        """By surname the given names that persons have with it, and where first.

        `_apart` are surnames that bear a title before any full name has them: in "Governor Brandt ... his wife Petra
        Brandt" the governor is another than she.
        """
        if self._families is None:
            self._families = {}
            for k, (first, last) in enumerate(self.ranges):
                if self.label(k) != "PERSON":
                    continue
                if last > first:
                    self._families.setdefault(self.surname(k), {}).setdefault(self.words.lower[first], k)
                elif self.surname(k) not in self._families and self._titled(k):
                    self._apart.add(self.surname(k))
        return self._families

    def is_person(self, k: int) -> bool:
        """Whether a name is a person's: by its label, by a title beside it, or by a given name that a body has not."""
        if self.label(k) == "PERSON":
            return True
        first, last = self.ranges[k]
        if self.surname(k) in named("bodies"):
            return False  # "the County Sheriff Department"
        given = self.words.lower[first] in named("masculine") | named("feminine")
        return self.label(k) in ("ORG", "GPE", "NORP") and ((last > first and given) or self._titled(k))

    def _titled(self, k: int) -> bool:
        head = self.heads[k]
        beside = [head - 1] if head else []
        beside += [kid for kid in self.words.kids[head] if self.words.dep[kid] == "appos"]
        beside += [self.words.head[head]] if self.words.dep[head] == "appos" else []
        return any(self.words.lower[i] in named("roles") for i in beside)

    def may_be_person(self, k: int) -> bool:
        """Whether what the recogniser takes for a body or a place has the shape of a person's name: "Oriel Tolan"."""
        first, last = self.ranges[k]
        named_so = self.label(k) in ("ORG", "GPE") and 1 <= last - first <= 2
        return named_so and named("bodies").isdisjoint(self.words.lower[first : last + 1]) and not self.is_outlet(k)

    def several(self, first: int, last: int) -> bool:
        """Whether "and" strings two persons together in a range of words."""
        persons = [k for k in self.within(first, last) if self.is_person(k)]
        return len(persons) > 1 and "and" in self.words.lower[first : last + 1]

    def is_outlet(self, k: int) -> bool:
        """Whether a name shows by its own words that it prints or broadcasts."""
        first, last = self.ranges[k]
        return self.label(k) != "PERSON" and not named("outlets").isdisjoint(self.words.lower[first : last + 1])

    def outlet_of(self, head: int) -> int | None:
        """The name in "the Meridian news agency"; a country's or its people's is not the agency's own."""
        if self.words.lemma[head] not in named("media"):
            return None
        for k in self.within(self.words.left[head], head - 1):
            last, name = self.ranges[k][1], key(self.words.text[self.mentions[k].start : self.mentions[k].end])
            owned = last + 1 < self.words.n and self.words.tag[last + 1] == "POS"
            if not owned and self.words.head[last] == head and not self._national(name):
                return k
        return None

    @staticmethod
    def _national(name: str) -> bool:
        return name in country_of_name() or name in country_of_people() or name in country_of_capital()

    def bearers(self, title: str) -> list[int]:
        """The persons who bear a title somewhere in the article."""
        if self._bearers is None:
            self._bearers = {}
            for k in range(len(self.mentions)):
                for word in self.called(k) if self.is_person(k) else ():
                    self._bearers.setdefault(word, []).append(k)
        return self._bearers.get(title, [])

    def called(self, k: int) -> frozenset[str]:
        """The titles and callings beside a name: before it, in apposition, or what it is said to be."""
        if k not in self._titles:
            self._titles[k] = frozenset(self._callings(k))
        return self._titles[k]

    def _callings(self, k: int) -> list[str]:
        words, (first, last), head = self.words, self.ranges[k], self.heads[k]
        found = [words.lower[i] for i in range(max(0, words.left[head]), first)]
        for role in self._roles(head):
            found += [words.lower[i] for i in range(words.left[role], role + 1) if not first <= i <= last]
        bare = [w.rstrip(".") for w in found]
        return [*bare, *(full for w in bare for full in _IN_FULL.get(w, ()))]

    def _roles(self, head: int) -> list[int]:
        """The words in apposition to a name's head, or that it is said to be."""
        words = self.words
        roles = [kid for kid in words.kids[head] if words.dep[kid] == "appos"]
        above = words.head[head]
        if words.dep[head] == "appos":
            roles.append(above)
        elif words.dep[head] == "nsubj" and words.lemma[above] == "be":
            roles += [kid for kid in words.kids[above] if words.dep[kid] == "attr"]
        return roles

    def about(self, k: int) -> frozenset[str]:
        """All words of what stands in apposition to a name: of "Ida Moss, a Reformist from Tarn," `tarn` too."""
        words = self.words
        roles = [i for i in self._roles(self.heads[k]) if words.dep[i] == "appos"]
        return frozenset(w for i in roles for w in words.lower[words.left[i] : words.right[i] + 1])

    def offices(self, k: int) -> frozenset[str]:
        """The nouns that say what a person is, without their attributes: of "state senator Ida Moss" `senator` alone,
        of "Ida Moss, a dock worker from Tarn," `worker`.
        """
        words, (first, _), head = self.words, self.ranges[k], self.heads[k]
        found = [first - 1] if first and words.pos[first - 1] in ("NOUN", "PROPN") and self.at[first - 1] < 0 else []
        found += self._roles(head)
        return frozenset(words.lower[i].rstrip(".") for i in found if words.pos[i] in ("NOUN", "PROPN"))
