"""What a number counts: the noun behind it with its modifiers, or the noun whose value it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.annotate.figures.tables import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as NamedSpan

_OPENERS = frozenset(("of", "in"))
_ADDED = frozenset(("more", "other", "additional", "further", "extra"))
_DETERMINERS = frozenset(
    ("the", "its", "their", "his", "her", "our", "all", "those", "these", "this", "that", "a", "an")
)
_MODIFIERS = frozenset(("VBN", "VBG", "JJ", "JJR", "AFX"))
_NOUN_LIKE = frozenset(("NOUN", "PROPN", "ADJ", "PUNCT"))
_NUMBERS = frozenset(("number", "total", "count", "tally"))
"""Nouns whose "of" names what is counted; "the death toll of the storm" counts no storms."""
_PLURALS = frozenset(("NNS", "NNPS"))
_LONGEST = 8
_STEPS = 4
"""Arcs of the parse between a number and the verb that gives its value."""
_FARTHEST = 14
"""Tokens between a number and the noun whose value it is."""


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase: tokens `first` to `last`, its head, and whether it stands behind the number."""

    first: int
    last: int
    head: int
    behind: bool = True


class Tokens:
    """A doc's tokens by character offset, and its sentences: `token.sent` would read the whole doc each time."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text  # `doc.text` is put together from the tokens each time it is asked for
        self.starts: list[int] = doc.to_array("IDX").tolist() if len(doc) else []

    @cached_property
    def _sentence_starts(self) -> list[int]:
        marks = self.doc.to_array("SENT_START").tolist() if len(self.doc) else []
        return [i for i, mark in enumerate(marks) if mark == 1 or i == 0]

    @cached_property
    def _names(self) -> Sequence[NamedSpan]:
        return self.doc.ents

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self._names]

    def names_between(self, first: int, end: int) -> Sequence[NamedSpan]:
        """The named entities that start at token `first` or later and before token `end`."""
        return self._names[bisect_left(self._name_starts, first) : bisect_left(self._name_starts, end)]

    def sentence(self, i: int) -> tuple[int, int]:
        """First token of the sentence of token `i`, and the first behind it."""
        starts = self._sentence_starts
        n = bisect_right(starts, i)
        return starts[n - 1] if n else 0, starts[n] if n < len(starts) else len(self.doc)

    def at_or_after(self, offset: int) -> int:
        """Index of the first token that starts at or behind `offset`; the doc's length when there is none."""
        return bisect_left(self.starts, offset)


def noun_behind(tokens: Tokens, end: int, stop: int) -> Counted | None:
    """The noun phrase right behind a number that ends at `end`; nothing from character `stop` on is taken.

    Behind a hyphen it is the one noun that the hyphen joins: "a 12-member panel" counts members.
    """
    doc = tokens.doc
    i = tokens.at_or_after(end)
    if i < len(doc) and doc[i].text in ("-", "‑") and doc[i].idx == end:
        joined = i + 1
        if joined == len(doc):
            return None
        counts = doc[joined].pos_ in ("NOUN", "PROPN") or doc[joined].lower_ in word_list("hyphen_counts")
        return Counted(joined, joined, joined) if counts else None
    return _phrase(tokens, i, stop) if i < len(doc) else None


def noun_of(tokens: Tokens, end: int, stop: int, openers: frozenset[str] = _OPENERS) -> Counted | None:
    """The noun phrase behind "of", "in" or "for": "dozens of people", "$155 million in aid"."""
    doc = tokens.doc
    i = tokens.at_or_after(end)
    if i + 1 >= len(doc) or doc[i].lower_ not in openers:
        return None
    return noun_after_determiner(tokens, i + 1, stop)


def noun_after_determiner(tokens: Tokens, i: int, stop: int) -> Counted | None:
    """The noun phrase at token `i`, its determiners left out: "half the crew"."""
    doc = tokens.doc
    while i < len(doc) - 1 and doc[i].lower_ in _DETERMINERS:
        i += 1
    found = _phrase(tokens, i, stop) if i < len(doc) else None
    # "a fine of $20 in Harbour City" is for no city
    return None if found and found.head == i and doc[i].pos_ == "PROPN" and doc[i - 1].lower_ == "in" else found


def _phrase(tokens: Tokens, first: int, stop: int) -> Counted | None:
    doc = tokens.doc
    sentence_end = tokens.sentence(first)[1]
    head, i = None, first
    while i < sentence_end and i - first < _LONGEST and doc[i].idx < stop and _may_stand_inside(doc, i, first, head):
        if doc[i].pos_ in ("NOUN", "PROPN") or _is_state_noun(doc[i]):
            head = i
        i += 1
    if head is None or doc[head].lower_ in word_list("time_units") or doc[head].lower_ in ("times", "worth"):
        return None
    behind = head + 1
    with_state = behind < sentence_end and doc[behind].idx < stop and _is_state_behind(doc, behind)
    return Counted(first, behind if with_state else head, head)


def _may_stand_inside(doc: Doc, i: int, first: int, head: int | None) -> bool:
    token = doc[i]
    name_goes_on = head is not None and doc[head].tag_ == "NNPS" and token.is_lower and token.pos_ in ("ADJ", "NOUN")
    if head is not None and doc[head].tag_ in _PLURALS and doc[i - 1].text != "-" and not name_goes_on:
        if token.tag_ == "POS":
            return True
        # a plural ends the phrase ("30 people Monday", "ways modest taxes help") unless a noun makes it a compound
        return token.pos_ == "NOUN" and token.dep_ != "npadvmod" and doc[head].dep_ in ("compound", "nmod", "amod")
    if token.tag_ in _MODIFIERS:
        return token.lower_ in _ADDED or _is_state_noun(token) or (i + 1 < len(doc) and doc[i + 1].pos_ in _NOUN_LIKE)
    if token.pos_ in ("ADJ", "NOUN", "PROPN"):
        return True
    if token.text in ("-", "‑"):
        return i > first and not doc[i - 1].whitespace_
    if token.tag_ == "RB":
        return i + 1 < len(doc) and doc[i + 1].tag_ in ("JJ", "VBN")
    return token.tag_ == "POS" and i > first


def _is_state_noun(token: Token) -> bool:
    """ "12 injured", "30 dead": the adjective is the noun."""
    if token.lower_ not in word_list("states"):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ")


def _is_state_behind(doc: Doc, i: int) -> bool:
    """ "30 people dead" and "12 hurt", not "30 people killed a bear"."""
    if doc[i].lower_ not in word_list("states"):
        return False
    following = doc[i + 1].pos_ if i + 1 < len(doc) else ""
    is_verb = doc[i].tag_ in ("VBD", "VBN") and following in ("DET", "NOUN", "PROPN", "PRON", "NUM")
    return not is_verb and doc[i].tag_ in ("JJ", "VBN", "VBD", "NN", "RB")


def noun_measured(tokens: Tokens, start: int) -> Counted | None:
    """The noun whose value the number is: "the death toll rose to 42", "a population of 3,000"."""
    doc = tokens.doc
    i = tokens.at_or_after(start) - 1
    if i < 0:
        return None
    low = max(tokens.sentence(i)[0], i - _FARTHEST)
    for token in (doc[j] for j in range(i, low - 1, -1)):
        if token.pos_ == "NOUN" and token.lemma_.lower() in word_list("measured_nouns"):
            return _measured_phrase(tokens, token.i)
        if token.like_num or token.text in (";", ":"):
            return None
        finite = token.pos_ == "VERB" and token.tag_ != "VBN"  # "the number of people killed rose to 42"
        if finite and token.lemma_ not in word_list("value_verbs"):
            return None
    return None


def subject_measured(tokens: Tokens, start: int) -> Counted | None:
    """The subject of a verb of value: "the budget was $640 million", "rents rose by 6 percent"."""
    doc = tokens.doc
    i = tokens.at_or_after(start)
    token = doc[i] if i < len(doc) else None
    for _ in range(_STEPS):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    if token is None or token.lemma_ not in word_list("value_verbs"):
        return None
    roles = {child.dep_: child for child in token.children if child.i < i and child.dep_ in ("nsubj", "dobj")}
    subject = roles.get("dobj") or roles.get("nsubj")  # "the port cut its losses by 6 percent"
    if subject is not None and subject.tag_ in ("WDT", "WP") and token.dep_ == "relcl":
        subject = token.head  # "the shares, which had fallen by 7 percent"
    if subject is None or subject.pos_ != "NOUN":
        return None
    return Counted(*_with_modifiers(tokens, subject.i), head=subject.i, behind=False)


def _with_modifiers(tokens: Tokens, head: int) -> tuple[int, int]:
    doc, start, first = tokens.doc, tokens.sentence(head)[0], head
    while first > start and (doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN") or doc[first - 1].tag_ == "HYPH"):
        first -= 1
    return first, head


def _measured_phrase(tokens: Tokens, head: int) -> Counted:
    """ "number of people killed": the head is what is numbered, where "of" names it."""
    doc, end = tokens.doc, tokens.sentence(head)[1]
    first, last = _with_modifiers(tokens, head)
    i = head + 2
    if i < end and doc[head + 1].lower_ == "of" and doc[head].lemma_.lower() in _NUMBERS:
        while i < end and i < head + _LONGEST and doc[i].pos_ in ("NOUN", "ADJ", "PROPN", "DET"):
            if doc[i].pos_ in ("NOUN", "PROPN"):
                last = i
            i += 1
        if last > head and i < end and doc[i].lower_ in word_list("states"):
            return Counted(first, i, last, behind=False)
    return Counted(first, last, last, behind=False)
