"""Which name of the article a source stands for: its own, a pronoun's, a title's, or that of the quote before it.

Pronouns go to the latest subject that fits, titles to the person who bears them in this article. A source without a
name keeps its description and is joined to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from msgspec import Struct

from variorum.annotate.quotes.callings import named_beside, named_last
from variorum.annotate.quotes.described import described, fellow
from variorum.annotate.quotes.firms import body_called
from variorum.annotate.quotes.issuers import issuer, papers_of
from variorum.annotate.quotes.names import BODIES, Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.pronouns import Antecedents
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words
from variorum.language.places import country_of_people

_IDLE = frozenset({"the", "a", "an", "former", "his", "her", "its", "their", "'s", "’s"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_UNDER = frozenset({"vice", "deputy", "assistant"})
"""Words that make another office: the vice president is not "the president"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOR_A_TIME = frozenset({"acting", "former", "ex", "interim", "outgoing"})
"""Words whose bearers give way to the one who holds the bare office."""


class Voice(Struct, frozen=True):
    """Who a source is: the number of a name, or the description of somebody without one."""

    name: int | None = None
    anonymous: str | None = None


class Speakers:
    """Resolves sources in order of the text; every source resolved is a candidate for the pronouns behind it."""

    def __init__(self, words: Words, names: Names, contents: Iterable[Range]) -> None:
        self.words, self.names = words, names
        self._antecedents = Antecedents(words, names, contents)
        self._printed: set[int] = set()
        self._places: dict[str, int] = {}
        self._last: tuple[int, int] | None = None  # the source word of the latest quote, and who that is
        self._unnamed: tuple[int, str] | None = None  # that of a latest quote whose source has no name, and what it is
        self._papers: dict[str, int] = {}  # who said something in a letter or a statement, by that word

    def voice(self, source: Range, cue: int) -> Voice:
        """Who the source of a cue is."""
        head = self._head(source)
        if (nobody := self._goes_on(head)) is not None:
            return Voice(anonymous=nobody or None)
        name = self._name_of(source, head, cue)
        self._last = None if name is None else (head, name)
        self._unnamed = (head, self._description(source, head) or "") if name is None else None
        if name is not None:
            self._papers |= dict.fromkeys(papers_of(self.words, cue), name)
        if name is not None:
            if self.words.lemma[cue] == "report" and not self.names.is_person(name):
                self._printed.add(name)
            self._antecedents.heard(head, name)
            return Voice(name)
        return Voice(anonymous=self._description(source, head))

    def _goes_on(self, head: int) -> str | None:
        """What the nameless source of the quote before is called, where a pronoun goes on with it; else `None`.

        "“It is old,” a dock worker said. He added ...": whoever was named before is not he.
        """
        if self._unnamed is None or self.words.pos[head] != "PRON":
            return None
        at, who = self._unnamed
        return who if self._antecedents.is_nameless(head, at, bool(who)) else None

    def _head(self, source: Range) -> int:
        words, (first, last) = self.words, source
        for i in range(first, last + 1):
            if not first <= words.head[i] <= last and words.pos[i] not in ("PUNCT", "SPACE", "ADP"):
                return self._before_comma(source) if words.pos[i] == "VERB" else i
        return last

    def _before_comma(self, source: Range) -> int:
        """The word before the first comma of a source that the parser read as a clause: "Tolan, who co-founded"."""
        first, last = source
        return next((i - 1 for i in range(first + 1, last + 1) if self.words.lower[i] == ","), last)

    def _name_of(self, source: Range, head: int, cue: int) -> int | None:
        words, names = self.words, self.names
        own = named_last(words, names, source)
        if own is None and self._is_member(head):
            return fellow(words, names, head, self._antecedents.person_before(head))
        if own is not None or names.at[head] >= 0:
            return names.at[head] if own is None else own
        lower = words.lower[head]
        if lower in _RELATIVE and words.dep[cue] == "relcl" and words.head[cue] != head:
            return self._name_of((words.left[words.head[cue]], words.head[cue]), words.head[cue], cue)
        if words.pos[head] == "PRON":
            return self._antecedents.of(head)
        beside = next((names.at[k] for k in words.kids[head] if words.dep[k] == "appos" and self._is_whom(k)), None)
        beside = named_beside(words, names, source, head) if beside is None else beside
        beside = names.outlet_of(head) if beside is None else beside
        beside = issuer(words, names, head) if beside is None else beside
        if beside is None and words.lower[words.left[head]] == "the":
            beside = self._papers.get(words.lemma[head])
        if beside is not None:
            return beside
        if words.left[head] < head and words.lower[words.left[head]] in ("a", "an"):
            return None
        if words.tag[head] == "NNS":
            return None
        found = self._titled(head)
        found = described(words, names, head) if found is None else found
        return self._just_heard(head) if found is None else found

    def _is_whom(self, beside: int) -> bool:
        """Whether a word in apposition names who speaks: "12 deputies — six Reformists and six others" names nobody."""
        k = self.names.at[beside]
        counted = k >= 0 and any(self.words.dep[i] == "nummod" for i in self.words.kids[beside])
        return k >= 0 and not counted

    def _just_heard(self, head: int) -> int | None:
        """Who spoke right before in the paragraph, where a calling that is new to the article is said of nobody else.

        "Mr. Brandt said he had filed a brief. “It is all there,” the lawyer said."
        """
        words = self.words
        new = words.lower[head] in named("roles") and self._first_place(words.lower[head]) == head
        if not new or words.lower[words.left[head]] != "the" or words.right[head] > head or self._last is None:
            return None
        at, name = self._last
        apart = "\n" in words.text[words.start[at] : words.start[head]]
        return name if self.names.is_person(name) and not apart else None

    def _first_place(self, word: str) -> int:
        """Where the article has a word first; remembered, since a long text may ask often."""
        if word not in self._places:
            self._places[word] = self.words.lower.index(word)
        return self._places[word]

    def _is_member(self, head: int) -> bool:
        """Whether a party's word stands for one person: "the Tarn Democrat said"."""
        words = self.words
        definite = words.lower[words.left[head]] in ("the", "this")
        return definite and words.lower[head] in named("members") and words.tag[head] in ("NN", "NNP")

    def _titled(self, head: int) -> int | None:
        """The bearer of "the prime minister", the body of "the ministry"."""
        lemma = self.words.lower[head]
        if head + 1 < self.words.n and self.words.lower[head + 1] == "-":
            return None  # "brother-in-law of the victim"
        asked = {w.rstrip(".") for w in self.words.lower[self.words.left[head] : head]}
        if lemma == "pm":
            lemma, asked = "minister", asked | {"prime"}
        if lemma == "guard" and self.words.lower[head - 1] in named("guards"):
            return self._body(head, lemma)
        if lemma in named("roles"):
            return self._bearer(head, lemma, asked)
        if lemma in named("bodies") or lemma in named("media"):
            return self._body(head, lemma)
        return None

    def _bearer(self, at: int, title: str, asked: set[str]) -> int | None:
        """Who bears a title and has most of the words asked for; of several the one whom the text is about, else the
        one named last before word `at`, else the first named after it.
        """
        ranks: dict[int, tuple[int, bool, int]] = {}
        told = asked - _IDLE
        for k in self.names.bearers(title):
            head, called = self.names.heads[k], self.names.called(k)
            about = called | self.names.about(k) if told else called
            shared = len(told & about) - len(told - about) - self._apart(called - asked) - self._past(k)
            ranks[k] = shared, head < at, head if head < at else -head
        best = max(ranks, key=ranks.__getitem__, default=None)
        if best is None or ranks[best][0] < -1:
            return None
        meant = self._antecedents.person_before(at)
        equal = {self.names.surname(k) for k, rank in ranks.items() if rank[:2] == ranks[best][:2]}
        return best if meant is None or self.names.surname(meant) not in equal else meant

    def _past(self, k: int) -> int:
        """How likely it is that a name bore its office in other days: "under President Tolan", "President Tolan closed
        it in 2008"."""
        words, (first, last) = self.words, self.names.ranges[k]
        if "under" in words.lower[max(0, first - 3) : first]:
            return 2
        begin, end = words.sentences[words.sentence[last]]
        return int(any(_YEAR.fullmatch(words.lower[i]) for i in range(begin, end)))

    @staticmethod
    def _apart(unasked: Set[str]) -> int:
        """How far a bearer is from the bare office: "Vice President", "Norlandic President" where nobody asked so."""
        return 2 * len(unasked & _UNDER) + sum(w in _FOR_A_TIME or w in country_of_people() for w in unasked)

    def _body(self, at: int, noun: str) -> int | None:
        for k in self.names.before(at):
            first, last = self.names.ranges[k]
            if self.names.label(k) in BODIES and noun in self.words.lower[first : last + 1]:
                return k
        if noun in named("bodies") and (firm := body_called(self.words, self.names, at, noun)) is not None:
            return firm
        if noun in named("media"):
            return next((k for k in self.names.before(at) if self.names.is_outlet(k) or k in self._printed), None)
        return None

    def _description(self, source: Range, head: int) -> str | None:
        words = self.words
        if words.lemma[head] not in named("anonymous") and words.lower[head] not in named("anonymous"):
            return None
        return words.text[words.start[source[0]] : words.end[source[1]]]
