"""The noun whose value a number is: "the death toll rose to 42", "its shares lost 7 percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.counted import Counted
from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

_MANY = 1_000
"""From here on a plural noun and a verb of rising make a count; "prices rose to 50" counts no prices."""
_NUMBERS = frozenset(("number", "total", "count", "tally"))
"""Nouns whose "of" names what is counted; "the death toll of the storm" counts no storms."""
_STEPS = 4
"""Arcs of the parse between a number and the verb that gives its value."""
_FARTHEST = 14
"""Tokens between a number and the noun whose value it is."""
_BOUND = 4
"""Tokens of a bound that may stand between "from" and its number."""
_LONGEST = 8
_OF_NOUNS = frozenset(("NOUN", "ADJ", "PROPN", "DET"))


def noun_measured(tokens: Tokens, start: int) -> Counted | None:
    """The noun whose value the number is: "the death toll rose to 42", "a population of 3,000"."""
    doc = tokens.doc
    i = tokens.at_or_after(start) - 1
    if i < 0:
        return None
    if valued := _valued_at(tokens, i) or _manned(tokens, i):
        return valued
    low = max(tokens.sentence(i)[0], i - _FARTHEST)
    for token in (doc[j] for j in range(i, low - 1, -1)):
        if token.pos_ == "NOUN" and token.lemma_.lower() in word_list("measured_nouns"):
            return _measured_phrase(tokens, token.i)
        # "rose from about 30 to 42"
        was = token.like_num and any(doc[k].lower_ == "from" for k in range(max(low, token.i - _BOUND), token.i))
        if (token.like_num and not was) or token.text in (";", ":"):
            return None
        finite = token.pos_ == "VERB" and token.tag_ != "VBN"  # "the number of people killed rose to 42"
        if finite and token.lemma_ not in word_list("value_verbs"):
            return None
    return None


def _manned(tokens: Tokens, i: int) -> Counted | None:
    """ "A crew of 430": the body whose size stands behind the "of" at token `i`."""
    body = tokens.doc[i - 1] if i and tokens.doc[i].lower_ == "of" else None
    if body is None or body.text not in word_list("bodies_of"):
        return None
    return Counted(body.i, body.i, body.i, behind=False)


def _valued_at(tokens: Tokens, i: int) -> Counted | None:
    """ "put the crowd at 25,000": the object of the verb that values it, where token `i` is the "at"."""
    at = tokens.doc[i]
    if at.lower_ != "at" or at.head.lemma_ not in ("put", "estimate", "place", "set"):
        return None
    valued = next((c for c in at.head.children if c.dep_ == "dobj" and c.i < i and c.pos_ == "NOUN"), None)
    return _measured_phrase(tokens, valued.i) if valued is not None else None


def plural_measured(tokens: Tokens, amount: Amount) -> Counted | None:
    """The plural that a verb of rising, falling or reaching takes to a count: "infections are running at 50,000"."""
    if amount.numeral.value < _MANY:
        return None
    counted = subject_measured(tokens, amount.numeral.start, word_list("counting_verbs"))
    if counted is None or tokens.doc[counted.head].tag_ != "NNS":
        return None
    return counted if tokens.at_or_after(amount.start) > counted.last else None


def _verb_over(tokens: Tokens, i: int) -> Token | None:
    token = tokens.doc[i] if i < len(tokens.doc) else None
    for _ in range(_STEPS):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return token


def subject_measured(tokens: Tokens, start: int, verbs: frozenset[str] | None = None) -> Counted | None:
    """The subject of a verb of value (or of `verbs`): "the budget was $640 million", "rents rose by 6 percent"."""
    i = tokens.at_or_after(start)
    token = _verb_over(tokens, i)
    if token is None or token.lemma_ not in (verbs or word_list("value_verbs")):
        return None
    roles = {child.dep_: child for child in token.children if child.i < i and child.dep_ in ("nsubj", "dobj")}
    if not roles and token.tag_ == "VBG" and token.dep_ == "advcl":  # "the share is on the rise, hitting 27 percent"
        roles = {child.dep_: child for child in token.head.children if child.i < token.i and child.dep_ == "nsubj"}
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
        while i < end and i < head + _LONGEST and (doc[i].pos_ in _OF_NOUNS or doc[i].dep_ == "amod"):
            if doc[i].pos_ in ("NOUN", "PROPN"):
                last = i
            i += 1
        if last > head and i < end and doc[i].lower_ in word_list("states"):
            return Counted(first, i, last, behind=False)
    return Counted(first, last, last, behind=False)
