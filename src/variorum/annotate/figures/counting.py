"""Whether a number counts: the checks that need the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.counted import Counted
from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = frozenset(("PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT", "ORG", "GPE", "LOC", "PERSON", "NORP"))
_YEARS = (1900, 2100)
_OUT_OF_THESE = re.compile(r"(?:^|[.!?;”\"]\s)Of (?:these|those|them|the [a-z]{3,20}(?: [a-z]{3,20})?), \Z", re.M)
_OF_THEM = re.compile(r" of (?:them|whom|those|these)\b")
_HALF_OF = re.compile(r" (?:of|the|its|his|her|their|our|all|that|those|these|as)\b", re.I)
_NO_SHARE = re.compile(
    r"(?:\b(?:first|second|third|fourth|other|last|latter|final|top|bottom|better|opening|closing|by|in|into)\s|-)\Z",
    re.I,
)
_POINTING = frozenset(
    ("no", "any", "every", "this", "that", "the", "which", "each", "another", "some", "other", "only", "number")
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "obj", "attr"))


def is_figure(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """Whether `amount`, which counts `counted`, is a quantity: no name, year, pointer ("one of the") or bare number."""
    text = tokens.text
    if amount.numeral.kind == "part":
        return _is_share(text, amount, counted)
    if amount.unit is not None:
        return True
    first = tokens.at_or_after(amount.numeral.start)
    if first >= len(tokens.doc) or _in_name(tokens.doc, first, amount):
        return False
    if counted is None:
        return _counts_people(tokens, amount, first)
    if _is_year(amount) and amount.mod is None:
        return False
    if not counted.behind:
        return True
    if amount.numeral.value == 1 and not amount.ranged and not amount.numeral.digits:
        return amount.mod != "approx" and _is_one(tokens, first, counted)  # "it is not about one pump"
    return _has_plural(tokens, amount, first, counted)


def out_of_these(text: str, amount: Amount) -> bool:
    """ "Of these, 822 fell ill": the number counts what was named before, whatever noun stands behind it."""
    if amount.unit is not None or amount.numeral.kind != "cardinal" or amount.numeral.value < 2:
        return False
    return _OUT_OF_THESE.search(text, max(0, amount.start - 60), amount.start) is not None


def _has_plural(tokens: Tokens, amount: Amount, first: int, counted: Counted) -> bool:
    """A count has a plural behind it ("30 people"), or a hyphen and a unit of counting ("12-member")."""
    doc, head = tokens.doc, tokens.doc[counted.head]
    before = doc[first - 1] if first > tokens.sentence(first)[0] else None
    if tokens.text[amount.end : amount.end + 1] in ("-", "‑"):
        grouped = "," in tokens.text[amount.numeral.start : amount.numeral.end]  # "a 30,000-circulation daily"
        return grouped or head.lemma_.lower() in word_list("hyphen_counts")
    if before is not None and before.lower_ in ("the", "these", "those", "both") and amount.numeral.value == 2:
        return False  # "the two sides" points at what was named before
    if before is not None and before.pos_ == "PROPN" and amount.numeral.digits and head.pos_ == "PROPN":
        return False  # "Terminal 3 Harbour Line"
    if head.tag_ in ("NNS", "NNPS") or counted.last > counted.head or amount.numeral.value == 1:
        return True
    if head.lower_ in word_list("collectives") or head.lower_ in word_list("states"):
        return True
    return head.pos_ == "PROPN" and head.text.endswith(("s", "ese"))


def _is_one(tokens: Tokens, first: int, counted: Counted) -> bool:
    """ "one soldier" counts; "no one", "one day", "one of the men", "Formula One car" do not."""
    doc, head = tokens.doc, tokens.doc[counted.head]
    before = doc[first - 1].lower_ if first > tokens.sentence(first)[0] else ""
    if before in _POINTING or head.lemma_.lower() in word_list("one_idle") or head.tag_ not in ("NN", "JJ", "VBN"):
        return False
    if head.lemma_.lower() in word_list("one_of_many") and _goes_on(doc, counted.last + 1, "of"):
        return False  # "one piece of a larger plan"
    following = doc[first + 1].lower_ if first + 1 < len(doc) else ""
    return doc[first].pos_ == "NUM" and following not in ("of", "another", "-") and head.lower_ != "more"


def _goes_on(doc: Doc, i: int, word: str) -> bool:
    return i < len(doc) and doc[i].lower_ == word


def _counts_people(tokens: Tokens, amount: Amount, first: int) -> bool:
    """A number alone counts people under a verb of harm or rescue ("killing three"), a bounded one under any verb."""
    doc, numeral = tokens.doc, amount.numeral
    if _is_year(amount) or (numeral.value < 2 and numeral.kind == "cardinal"):
        return False
    if out_of_these(tokens.text, amount):
        return True
    if numeral.scale >= 1000 or "," in tokens.text[numeral.start : numeral.end]:
        return True  # "fell to 400,000": nothing but a quantity is written so
    last = max(first, tokens.at_or_after(numeral.end) - 1)
    if tokens.text[amount.end : amount.end + 1] in ("-", "‑", ":", "%"):
        return False
    if _OF_THEM.match(tokens.text, amount.end):
        return True
    for token in (doc[last], doc[first]):
        if (numeral.kind == "many" or amount.mod) and token.dep_ in _SUBJECTS:
            return True  # "dozens fled", "more than 200 have been reported missing"
        if token.dep_ in _SUBJECTS | _OBJECTS and token.head.lemma_.lower() in word_list("outcomes"):
            return True
    return False


def _in_name(doc: Doc, first: int, amount: Amount) -> bool:
    """Whether the number belongs to a name that began before it: "Formula One", "Seal Team 6"."""
    token = doc[first]
    if token.ent_type_ in _NAMES and token.ent_iob_ == "I":
        return True
    before = doc[first - 1] if first else None
    if before is None or before.is_sent_start or amount.numeral.digits:
        return False
    return before.is_title and token.is_title


def _is_year(amount: Amount) -> bool:
    n = amount.numeral
    return n.digits and n.scale == 1 and n.end - n.start == 4 and _YEARS[0] <= n.value <= _YEARS[1]


def _is_share(text: str, amount: Amount, counted: Counted | None) -> bool:
    """ "a third of voters", "half the crew"; not "the second half", "cut in half", "an eighth term", "a half-hour"."""
    start, end = amount.numeral.start, amount.numeral.end
    if _NO_SHARE.search(text, max(0, start - 10), start) or text.startswith("-", end):
        return False
    word = text[start:end].lower()
    if word == "half":
        return bool(_HALF_OF.match(text, end)) or (amount.mod is not None and counted is None)
    if word.startswith(("a ", "an ")):
        if text.endswith("and ", 0, start):
            return False  # "a year and a half of work"
        return text.startswith(" of ", end) and counted is not None
    return counted is not None or amount.mod is not None or "-" in word
