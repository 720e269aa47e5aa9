"""Whether the words around a match let it stand: years among amounts, the verb "may", a rate that looks like a stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.times.lexicon import Token
from variorum.annotate.times.sense import Sense

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Found(NamedTuple):
    """A match of the grammar: tokens `[start, end)` and what they mean."""

    start: int
    end: int
    sense: Sense


def stands(found: Found, line: list[Token], doc: Doc) -> bool:
    """Whether the match is a time expression where it stands."""
    check = _CHECKS.get(found.sense.weak)
    return check is None or check(found, line)


_BEFORE = frozenset(
    "in by since until till from to through during before after of between and for this next last early late mid around about throughout on "
    "the circa c. as at per past".split()
)


def _word(line: list[Token], at: int) -> str:
    return line[at].lower if 0 <= at < len(line) else ""


def _month(found: Found, line: list[Token]) -> bool:
    return _word(line, found.start - 1) in _BEFORE and _word(line, found.end) not in ("have", "be", "not", "i", "we", "he")


def _year(found: Found, line: list[Token]) -> bool:
    token, before, after = line[found.start], _word(line, found.start - 1), _word(line, found.end)
    if not token.text[0].isdigit():
        return True
    if before in ("$", "£", "€", "#", "no", "number", "room", "flight", "route", "about", "nearly", "over", "than", "some", "least", "highway", "channel", "/", "+"):
        return False
    if after in ("%", "percent", "people", "troops", "feet", "miles", "metres", "meters", "km", "men", "dollars", "million", "tons", "points", "soldiers", "$", "/"):
        return False
    number = int(token.text[:4])
    if 1800 <= number <= 2050:
        return True
    return before in _BEFORE or before in "(-–—,"


def _unit(found: Found, line: list[Token]) -> bool:
    """"the year", "the quarter": the current one, unless words follow that say which ("the year of the flood")."""
    unit = line[found.end - 1].lower
    after = _word(line, found.end)
    return unit in ("quarter", "year", "week") and after not in ("of", "when", "that", "in", "'", "’") and _word(line, found.start - 1) != "of"


def _rate(found: Found, line: list[Token]) -> bool:
    return False


def _never(found: Found, line: list[Token]) -> bool:
    return False


_CHECKS = {
    "month": _month,
    "year": _year,
    "unit": _unit,
    "rate": _rate,
    "units": _never,
    "years": _never,
    "annual": _never,
    "oneday": _never,
}
