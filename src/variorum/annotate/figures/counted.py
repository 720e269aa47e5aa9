"""What a number counts: the noun behind it with its modifiers, or the noun whose value it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.annotate.figures.tables import word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_OPENERS = frozenset(("of", "in", "for"))
_DETERMINERS = frozenset(("the", "its", "their", "his", "her", "our", "all", "those", "these", "this", "that", "a", "an", "more", "other", "additional", "further", "extra"))
_LONGEST = 8


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase as tokens `[first, last]` of the doc, its head, and whether it stands behind the number."""

    first: int
    last: int
    head: int
    behind: bool = True


class Tokens:
    """A doc's tokens by character offset."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts: list[int] = doc.to_array("IDX").tolist() if len(doc) else []

    def at_or_after(self, offset: int) -> int:
        """Index of the first token that starts at or behind `offset`; the doc's length when there is none."""
        return bisect_left(self.starts, offset)


def noun_behind(tokens: Tokens, end: int, stop: int) -> Counted | None:
    """The noun phrase right behind a number that ends at `end`; nothing from character `stop` on is taken."""
    doc = tokens.doc
    i = tokens.at_or_after(end)
    if i < len(doc) and doc[i].text in ("-", "‑") and doc[i].idx == end:
        i += 1
    return _phrase(tokens, i, stop, opened=False)


def noun_of(tokens: Tokens, end: int, stop: int) -> Counted | None:
    """The noun phrase behind "of", "in" or "for": "dozens of people", "$155 million in aid"."""
    doc = tokens.doc
    i = tokens.at_or_after(end)
    if i >= len(doc) or doc[i].lower_ not in _OPENERS:
        return None
    return _phrase(tokens, i + 1, stop, opened=True)


def _phrase(tokens: Tokens, i: int, stop: int, opened: bool) -> Counted | None:
    doc = tokens.doc
    sentence_end = doc[i].sent.end if i < len(doc) else 0
    first = i
    while i < sentence_end and doc[i].lower_ in _DETERMINERS and (opened or doc[i].lower_ in ("more", "other", "additional", "further", "extra", "of")):
        i += 1
    if opened:
        first = i
    head = None
    begin = i
    while i < sentence_end and i - begin < _LONGEST and doc[i].idx < stop:
        token = doc[i]
        if not _may_stand_inside(doc, i, begin):
            break
        if token.pos_ in ("NOUN", "PROPN") or _is_state_noun(token):
            if head is not None and doc[head].tag_ in ("NNS", "NNPS") and token.pos_ == "PROPN" and not doc[i - 1].text == "-":
                break  # "killed 30 people Monday"
            head = i
        i += 1
    if head is None:
        return None
    last = head
    if head + 1 < sentence_end and doc[head + 1].lower_ in word_list("states") and doc[head + 1].idx < stop and _stands_behind(doc, head + 1):
        last = head + 1
    return Counted(first, last, head)


def _may_stand_inside(doc: Doc, i: int, begin: int) -> bool:
    token = doc[i]
    if token.lower_ in word_list("time_units"):
        return False
    if token.pos_ in _INSIDE and token.tag_ != "CD":
        return True
    if token.tag_ in ("VBN", "VBG", "JJ", "JJR", "AFX"):
        return i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ", "PUNCT")
    if token.text in ("-", "‑"):
        return i > begin and not doc[i - 1].whitespace_
    if token.tag_ == "RB":
        return i + 1 < len(doc) and doc[i + 1].tag_ in ("JJ", "VBN")
    return token.tag_ == "POS" and i > begin


def _is_state_noun(token: Token) -> bool:
    """"12 injured", "30 dead": the adjective is the noun."""
    if token.lower_ not in word_list("states"):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ")


def _stands_behind(doc: Doc, i: int) -> bool:
    """"30 people dead" and "12 hurt", not "30 people killed a bear"."""
    following = doc[i + 1] if i + 1 < len(doc) else None
    if doc[i].tag_ in ("VBD", "VBN") and following is not None and following.pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM"):
        return False
    return doc[i].tag_ in ("JJ", "VBN", "VBD", "NN", "RB")


def noun_measured(tokens: Tokens, start: int) -> Counted | None:
    """The noun whose value the number is: "the death toll rose to 42", "a population of 3,000"."""
    doc = tokens.doc
    i = tokens.at_or_after(start) - 1
    if i < 0:
        return None
    sentence_start = doc[i].sent.start
    verbs = 0
    for j in range(i, max(sentence_start, i - 14) - 1, -1):
        token = doc[j]
        if token.lemma_.lower() in word_list("measured_nouns") and token.pos_ == "NOUN":
            return Counted(*_measured_phrase(doc, j), head=j, behind=False)
        if token.pos_ in ("VERB", "AUX"):
            verbs += 1
            if token.lemma_ not in word_list("value_verbs") and token.pos_ == "VERB":
                return None
        if token.like_num or token.text in (";", ":") or verbs > 2:
            return None
    return None


def _measured_phrase(doc: Doc, head: int) -> tuple[int, int]:
    first = head
    while first > doc[head].sent.start and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN") :
        first -= 1
    last = head
    if head + 1 < len(doc) and doc[head + 1].lower_ == "of" and head + 2 < len(doc):
        j = head + 2
        while j < doc[head].sent.end and j < head + 8 and doc[j].pos_ in ("NOUN", "ADJ", "PROPN", "DET"):
            if doc[j].pos_ in ("NOUN", "PROPN"):
                last = j
            j += 1
    return first, last
