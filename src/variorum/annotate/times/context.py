"""Whether the words around a match let it stand: years among amounts, the verb "may", a rate that looks like a stretch."""

from __future__ import annotations

from typing import NamedTuple

from variorum.annotate.times.lexicon import Token
from variorum.annotate.times.sense import Sense


class Found(NamedTuple):
    """A match of the grammar: tokens `[start, end)` and what they mean."""

    start: int
    end: int
    sense: Sense


def stands(found: Found, line: list[Token]) -> bool:
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
    """"May" and "Jan" want a word before them that takes a time, and no name behind."""
    after = line[found.end] if found.end < len(line) else None
    if after is not None and after.text[0].isupper() and line[found.end - 1].text != ".":
        return False
    return _word(line, found.start - 1) in _BEFORE and _word(line, found.end) not in ("have", "be", "not", "i", "we", "he")


def _short_year(found: Found, line: list[Token]) -> bool:
    """"'98", not the opening of "'60 Minutes" nor of a quotation."""
    after = line[found.end] if found.end < len(line) else None
    if after is not None and (after.text[0].isupper() or after.glued and after.text[0].isalnum()):
        return False
    return not line[found.start].glued and _word(line, found.start - 1) in _BEFORE


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
    return unit in ("quarter", "year", "week") and after not in ("of", "when", "that", "in", "'", "’", "-") and _word(line, found.start - 1) != "of"


def _units(found: Found, line: list[Token]) -> bool:
    """"for centuries", "within days"."""
    return _word(line, found.start - 1) in ("for", "within") and _word(line, found.end) not in ("of", "and", "or", "when")


def _this_time(found: Found, line: list[Token]) -> bool:
    return _word(line, found.start - 1) in ("by", "at", "during", "until", "to")


_SEASONED = frozenset(
    "in by since until till from to through during before after of between this next last early late mid throughout over".split()
)


def _fall(found: Found, line: list[Token]) -> bool:
    """The season, not the verb and not a city's fall: "the fall of 1940" is left to rules that see the year."""
    if line[found.start].text[0].isupper() and found.start and line[found.start].lower == "fall":
        return _word(line, found.end) not in ("of", "in")
    after = _word(line, found.end)
    return _word(line, found.start - 1) in _SEASONED and after not in ("of", "to", "in", "from", "into", "off", "apart", "further", "below", "behind")


def _season(found: Found, line: list[Token]) -> bool:
    name = line[found.start].lower
    return name not in ("fall", "spring") or _fall(found, line)


def _part(found: Found, line: list[Token]) -> bool:
    before, after = _word(line, found.start - 1), _word(line, found.end)
    if before in ("good", "a", "saturday", "opening", "wedding", "prom") or after in ("of",):
        return False
    return line[found.start].lower == "the" or before in ("in", "by", "until", "at", "all", "during", "before", "since")


def _edge(found: Found, line: list[Token]) -> bool:
    return _word(line, found.start - 1) in ("at", "by", "before", "until", "since", "after", "from") or line[found.start].lower == "overnight"


def _clock(found: Found, line: list[Token]) -> bool:
    """A bare "3:10" may be a score or a verse."""
    words = {t.lower for t in line[found.start : found.end]}
    if words & {"m", "am", "pm", "noon", "midnight", "midday", "clock", "hours"}:
        return True
    return _word(line, found.start - 1) in ("at", "by", "until", "around", "about", "from", "before", "after", "since", "to", "between", "-")


_RATED = frozenset("once twice times million billion thousand hundred percent % cents dollars hours people tons barrels".split())


def rate(found: Found, line: list[Token]) -> Found:
    """The match, as a SET where it says how often: "960 a week", "twice a year"."""
    words = [t.lower for t in line[found.start : found.end]]
    before = line[found.start - 1] if found.start else None
    if found.sense.type != "DURATION" or len(words) != 2 or words[0] not in ("a", "an") or before is None:
        return found
    if before.text[-1].isdigit() or before.lower in _RATED:
        return found._replace(sense=found.sense._replace(type="SET"))
    return found


def _never(found: Found, line: list[Token]) -> bool:
    return False


_CHECKS = {
    "month": _month,
    "year": _year,
    "short year": _short_year,
    "unit": _unit,
    "units": _units,
    "years": _never,
    "oneday": _never,
    "fall": _fall,
    "season": _season,
    "part": _part,
    "edge": _edge,
    "clock": _clock,
    "thistime": _this_time,
}
