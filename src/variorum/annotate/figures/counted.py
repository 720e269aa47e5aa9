"""What a number counts: the noun behind it with its modifiers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = frozenset(("of", "in"))
_ADDED = frozenset(("more", "other", "additional", "further", "extra"))
_DETERMINERS = frozenset(
    ("the", "its", "their", "his", "her", "our", "all", "those", "these", "this", "that", "a", "an")
)
_MODIFIERS = frozenset(("VBN", "VBG", "JJ", "JJR", "AFX"))
_NOUN_LIKE = frozenset(("NOUN", "PROPN", "ADJ", "PUNCT"))
_PLURALS = frozenset(("NNS", "NNPS"))
_LONGEST = 8


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase: tokens `first` to `last`, its head, and whether it stands behind the number.

    `part` is set where the number is a part of a number of them: "three of the 12 men".
    """

    first: int
    last: int
    head: int
    behind: bool = True
    part: bool = False


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
    if i + 1 < len(doc) and doc[i].lower_ in _ADDED and doc[i + 1].lower_ in openers:
        i += 1  # "two more of the boats"
    if i + 1 >= len(doc) or doc[i].lower_ not in openers:
        return None
    return noun_after_determiner(tokens, i + 1, stop)


def noun_of_number(tokens: Tokens, end: int) -> Counted | None:
    """The noun that a part is taken of: "three of the 12 men", "half of its nine boats"; or that says which part: "nine
    of them children".
    """
    doc = tokens.doc
    i = tokens.at_or_after(end)
    if i + 2 >= len(doc) or doc[i].lower_ != "of":
        return None
    if doc[i + 1].lower_ in ("them", "whom"):
        return Counted(i + 2, i + 2, i + 2, behind=False, part=True) if doc[i + 2].tag_ == "NNS" else None
    i += 1
    first = i
    while i + 1 < len(doc) and i - first < _LONGEST and _before_whole(doc, i):
        i += 1
    if not doc[i].like_num or i + 1 >= len(doc):
        return None
    dated = doc[i + 1].pos_ == "PROPN" and i + 3 < len(doc) and doc[i + 2].like_num  # "the 19 May 11 sailors"
    whole = _phrase(tokens, i + 3 if dated else i + 1, len(tokens.text))
    return replace(whole, behind=False, part=True) if whole and doc[whole.head].tag_ in _PLURALS else None


def _before_whole(doc: Doc, i: int) -> bool:
    """Whether token `i` may stand between "of" and the number of all: "its last", "the province's"."""
    if doc[i].lower_ in _DETERMINERS or (doc[i].tag_ in ("POS", "JJ", "JJS") and not doc[i].like_num):
        return True
    return doc[i].pos_ in ("NOUN", "PROPN") and any(t.tag_ == "POS" for t in doc[i + 1 : i + 3])


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
