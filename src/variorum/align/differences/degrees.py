"""How sure a report is of a deed: told as done, as certain to come, as planned or as expected."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.words import table
from variorum.language.lexicon import classes

DONE, WEIGHED = "done", "weighed"
DEGREES = (DONE, "certain to come", "planned", "expected", WEIGHED)
"""How sure a deed may be told, the surest first."""
_BEFORE = 45
_WILL = re.compile(r"\b(?:will|shall|['’]ll|won['’]t)\b\W*(?:\w+\W+){0,2}$", re.I)
_PROBABLY = re.compile(r"\b(?:probably|likely|perhaps|possibly|presumably)\W+(?:\w+\W+)?$", re.I)
_WOULD = re.compile(r"\b(?:would|['’]d)\W+(?:\w+\W+)?$", re.I)
"""What is to come as seen from the past ("said he would ask"): it may be what another report tells as done."""
_TO = re.compile(r"\b(?:to|could|should|if|whether)\W+(?:\w+\W+)?$", re.I)
_INTENDS = re.compile(
    r"\b(?:plan|prepar|intend|want|seek|vow|pledg|threaten|hop|aim|promis|agree)(?:s|e|es|ed|ing)?\s+to\W+(?:\w+\W+)?$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:want|wish|would\s+like|urg|ask|tell|told|press|beg|call\w*\s+(?:on|for)|appeal\w*\s+to)\w*\s+(?:[\w.]+\s+){1,4}to\s*$",
    re.I,
)
"""What somebody wants another to do: neither plans it."""
_SUPPOSED = re.compile(
    r"\bso\s+that\b(?:\W+\w+){0,7}\W*$|\b(?:tough|hard|difficult|easy|possible|impossible)\s+(?:for\s+\w+\s+)?to\W*$"
    r"|\b(?:possibility|chance|risk|prospect|idea|fear|claim|suspicion|allegation|suggestion|rumou?r)s?\s+(?:that|of)\b"
    r"(?:\W+\w+){0,5}\W*$",
    re.I,
)
_BELIEVED = re.compile(
    r"\b(?:believe|suspect|think|fear|alleg|claim|suggest|accus|assum|suppos|consider|specul)\w*\b|\bwhether\b", re.I
)
"""What somebody believes, or weighs saying, is neither told as done nor as to come."""
_REPORTED = re.compile(r"\breportedly\b", re.I)
"""Told by others, but told as done."""
_MAY = re.compile(r"\bMay\s+(?:\w+\s+)?$")
"""Somebody of that name, or a month."""
_WEIGHED = re.compile(r"\b(?:is|are|was|were|been)\s+(?:considering|weighing|mulling)\s*$", re.I)
_POSSIBLY = re.compile(
    r"\b(?:might|could|(?-i:may)|likely|possibl[ey]|perhaps|probabl[ey]|apparently|seem\w*|appear\w*)\b", re.I
)
"""What must stand in a clause read as possible: a word before it ("considered him a danger and said") is not enough."""
_CONDITION = re.compile(r"\W*(?:if|unless|had|should)\b", re.I)
_LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "give", "say", "tell", "need", "want"})


def degree(unit: Unit) -> str | None:
    """How sure the clause is ("done", "certain to come", "planned", "expected", "weighed"), or nothing to compare."""
    event, text = unit.event, unit.sentence.article.text
    before = text[max(unit.sentence.span.start, event.predicate.start - _BEFORE) : event.predicate.start]
    if not _is_deed(unit) or _MAY.search(before):
        return None
    if _WEIGHED.search(before):
        return WEIGHED
    if _is_open(unit.sentence.text, before):
        return None
    if _INTENDS.search(before):
        return "planned"
    if _hedges().search(before):
        return "expected"
    if event.modality == "possible":
        return "expected" if _POSSIBLY.search(text, unit.span.start, unit.span.end) else None
    if _TO.search(before) and event.modality in ("asserted", "attributed"):
        return None
    if _PROBABLY.search(before):
        return "expected"
    if _WILL.search(before):
        return "certain to come"
    if event.modality in ("planned", "expected"):
        return event.modality
    done = event.modality in ("asserted", "attributed") and event.tense == "past"
    return DONE if done else None


def _is_deed(unit: Unit) -> bool:
    """Whether a clause affirms by a verb, one that tells what is done and not who says it."""
    event = unit.event
    told = bool(event.lemma) and event.lemma not in _LIGHT and "say" not in classes(event.lemma)
    return told and event.polarity and not unit.is_nominal


def _is_open(sentence: str, before: str) -> bool:
    """Whether a sentence asks or sets a condition, or the words before a verb lay it to a belief, a wish or others."""
    asks = sentence.rstrip().rstrip("\"”’'").endswith("?") or _CONDITION.match(sentence)
    return bool(asks) or any(words.search(before) for words in (_WOULD, _WANTED, _SUPPOSED, _BELIEVED, _REPORTED))


@lru_cache(maxsize=1)
def _hedges() -> re.Pattern[str]:
    """What says that a thing has not happened, or may not; "will" and "would" alone say more than that."""
    lines = (line for line in table("difference_hedges.txt") if line not in ("will", "would", "reportedly"))
    # "May" is somebody, or a month
    phrases = "|".join("(?-i:may)" if line == "may" else re.escape(line).replace(r"\ ", r"\s+") for line in lines)
    return re.compile(rf"\b(?:{phrases})\b\W*(?:\w+\W+){{0,2}}$", re.I)
