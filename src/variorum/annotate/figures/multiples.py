"""Multiples: "prices doubled", "three times as many", "twice the national average", "a tenfold rise"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.counted import Counted, noun_behind, noun_of
from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens
from variorum.language.numerals import Numeral, value_of

_TIMES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0, "halve": 0.5}
_VERB = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing)\b(?! (?:down|back|over|up|as)\b)", re.I
)
_NUMBER = r"\d{1,4}(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred|a thousand"
_AS = (
    r"as (?:many|much)|as (?=[a-z]+ as\b)|as (?:likely|high|large|big|fast|long|often)\b|more|higher|larger|bigger"
    r"|greater|faster|likelier|the|its|their|that of|what"
)
_COMPARED = re.compile(rf"\b(?:(?P<n>{_NUMBER}) times|(?P<word>twice|double|triple|quadruple)) (?P<as>{_AS})\b", re.I)
_FOLD = re.compile(
    r"\b(?P<n>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)[ -]?fold\b", re.I
)
_OF = frozenset(("of", "in"))


def read_multiples(tokens: Tokens) -> Iterator[tuple[Amount, Counted | None]]:
    """Every multiple with what it is a multiple of, in no order."""
    for match in _VERB.finditer(tokens.text):
        if (said := _by_verb(tokens, match)) is not None:
            yield said
    for match in _COMPARED.finditer(tokens.text):
        if (said := _compared(tokens, match)) is not None:
            yield said
    for match in _FOLD.finditer(tokens.text):
        word = match["n"].lower()
        value = {"hundred": 100.0, "thousand": 1000.0}.get(word) or value_of(word)
        if value:
            found = noun_of(tokens, match.end(), len(tokens.text), _OF) or noun_behind(
                tokens, match.end(), len(tokens.text)
            )
            yield _amount(match.start(), match.end(), value), found


def _amount(start: int, end: int, value: float) -> Amount:
    return Amount(start, end, value, value, Numeral(start, end, value), unit="times", dimension="multiple")


def _by_verb(tokens: Tokens, match: re.Match[str]) -> tuple[Amount, Counted | None] | None:
    """ "prices doubled", "the port tripled its rents": the object of the verb, else its subject, is what grew."""
    i = tokens.at_or_after(match.start())
    if i >= len(tokens.doc):
        return None
    verb = tokens.doc[i]
    value = next((times for stem, times in _TIMES.items() if verb.text.lower().startswith(stem[:-1])), None)
    if verb.pos_ != "VERB" or value is None:
        return None
    roles = {child.dep_: child for child in verb.children if child.pos_ in ("NOUN", "PROPN")}
    noun = roles.get("dobj") or roles.get("nsubj") or roles.get("nsubjpass")
    if noun is None:
        return None
    first = noun.i
    while first and tokens.doc[first - 1].head is noun and tokens.doc[first - 1].dep_ in ("compound", "amod"):
        first -= 1
    return _amount(match.start(), match.end(), value), Counted(first, noun.i, noun.i, behind=False)


def _compared(tokens: Tokens, match: re.Match[str]) -> tuple[Amount, Counted | None] | None:
    word, after = (match["word"] or "").lower(), match["as"].lower()
    value = value_of(match["n"]) if match["n"] else {"twice": 2.0}.get(word) or _TIMES.get(word)
    found = noun_behind(tokens, match.end(), len(tokens.text)) if not after.startswith("what") else None
    behind = tokens.doc[found.head].lemma_.lower() if found else ""
    if after in ("the", "its", "their"):
        # "double the number", not "double the trouble"; "three times the" only before what has a size
        if behind not in word_list("sized_nouns"):
            return None
        named = (
            noun_of(tokens, tokens.starts[found.last] + len(tokens.doc[found.last]), len(tokens.text), _OF)
            if found
            else None
        )
        found = named or found
    if value is None or (word in ("triple", "quadruple") and after not in ("the", "its", "their", "that of", "what")):
        return None
    return _amount(match.start(), match.start("as") - 1, value), found
