"""Whether the words around a match let it stand: years among amounts, the verb "may", a rate that looks like a
stretch.
"""

from __future__ import annotations

from typing import NamedTuple

from variorum.annotate.times.lexicon import Token, word_set
from variorum.annotate.times.sense import Sense


class Found(NamedTuple):
    """A match of the grammar: tokens `[start, end)` and what they mean."""

    start: int
    end: int
    sense: Sense


def stands(found: Found, line: list[Token]) -> bool:
    """Whether the match is a time expression where it stands."""
    check = _CHECKS.get(found.sense.weak)
    if line[found.start].lower == "many" and _word(line, found.start - 1) == "as":
        return False  # "for the third time in as many weeks"
    if any(named(found, line) for named in (_aged, _title, _periodical, _count_before_date, _rally, _nowadays)):
        return False
    return check is None or check(found, line)


_BEFORE = word_set("before")


def _word(line: list[Token], at: int) -> str:
    return line[at].lower if 0 <= at < len(line) else ""


def _title(found: Found, line: list[Token]) -> bool:
    """A programme's or a paper's name: "60 Minutes", "on “This Week” Sunday", "PTV Today", "told TARN TODAY that"."""
    last, before = line[found.end - 1], line[found.start - 1] if found.start else None
    if last.lower not in _TITLED or not last.text[0].isupper():
        return False
    if last.text.isupper():
        return _in_capitals(line, found.start - 1) and not any(
            _in_capitals(line, n) for n in (found.end, found.start - 2)
        )
    if found.end - found.start > 1:
        quoted = before is not None and before.text in _QUOTES and line[found.start].glued
        return line[found.start].text.isdecimal() or (quoted and found.start > 1 and line[found.start - 2].text != ".")
    return before is not None and len(before.text) > 1 and before.text.isupper()


def _in_capitals(line: list[Token], at: int) -> bool:
    return 0 <= at < len(line) and len(line[at].text) > 1 and line[at].text.isupper()


_TITLED = frozenset({"minutes", "hours", "week", "today", "tonight"})
_QUOTES = frozenset("\"'“‘`")


def _aged(found: Found, line: list[Token]) -> bool:
    """ "A man in his 30s", "in her late forties": ages, not decades."""
    words, at = "".join(t.lower for t in line[found.start : found.end]), found.start - 1
    while at > 0 and line[at].lower in _WITHIN_AGES:
        at -= 1
    return words.endswith(("0s", "ties")) and at >= 0 and line[at].lower in _AGED


_AGED = frozenset({"his", "her", "their", "my", "your", "our"})
_WITHIN_AGES = frozenset({"early", "mid", "late", "-"})


def _count_before_date(found: Found, line: list[Token]) -> bool:
    """ "The 17 June 4 sailors": the first number counts them, the second is the day."""
    at = found.start + (line[found.start].lower == "the")
    the = at > 0 and line[at - 1].lower == "the"
    if not the or not line[at].text.isdecimal() or found.end + 1 >= len(line) or found.sense.type != "DATE":
        return False
    dated = [t.text for t in line[at + 1 : found.end] if t.text != "."]
    day, counted = line[found.end].text, line[found.end + 1].text
    named = len(dated) == 1 and dated[0].isalpha() and dated[0][0].isupper()
    return named and day.isdecimal() and len(day) < 3 and counted.islower() and counted.endswith("s")


def _periodical(found: Found, line: list[Token]) -> bool:
    """ "the daily", "the party weekly Torch", "Harbour Weekly": a paper, not how often."""
    if found.sense.type != "SET" or found.end != found.start + 1 or line[found.start].lower[-2:] != "ly":
        return False
    before = line[found.start - 1].text if found.start else ""
    if line[found.start].text.istitle() and before[:1].isupper():
        return True  # "Harbour Weekly"
    after = line[found.end] if found.end < len(line) else None
    if after is None or not after.text[0].isalpha():
        return _word(line, found.start - 1) in ("the", "a") and after is not None and after.text != "-"
    if after.lower in _PERIODICALS:
        return True
    # a heading in capitals says nothing
    return after.text[0].isupper() and line[found.start].text[0].islower() and not after.text.isupper()


_PERIODICALS = word_set("periodicals")


def _rally(found: Found, line: list[Token]) -> bool:
    """ "The March for Trees", "president of March for Trees": a demonstration; "in March for the third time" is not."""
    if found.end != found.start + 1 or line[found.start].text != "March" or found.end + 1 >= len(line):
        return False
    before, after = _word(line, found.start - 1), line[found.end + 1].text
    if _word(line, found.end) not in ("for", "on", "against"):
        return False
    return before == "the" or (after[0].isupper() and before not in _BEFORE - {"of"})


def _nowadays(found: Found, line: list[Token]) -> bool:
    """ "today's youth", "today's young people": those of our time, not of the day."""
    owned = line[found.end - 1].lower == "today" and _word(line, found.end) in ("'", "’")
    return owned and any(_word(line, found.end + n) in _NOWADAYS for n in (2, 3))


_NOWADAYS = word_set("nowadays")


def _old(found: Found, line: list[Token]) -> bool:
    """ "an 8-month-old truce"; "their 6-month-old son" has an age."""
    return _word(line, found.end) not in word_set("young")


def _month(found: Found, line: list[Token]) -> bool:
    """ "May" and "Jan" want a word before them that takes a time, and no name behind."""
    after = line[found.end] if found.end < len(line) else None
    if after is not None and after.text[0].isupper() and line[found.end - 1].text != ".":
        return False
    return _word(line, found.start - 1) in _BEFORE and _word(line, found.end) not in word_set("no_month")


def _short_year(found: Found, line: list[Token]) -> bool:
    """ "'98", not the opening of "'60 Minutes" nor of a quotation."""
    after = line[found.end] if found.end < len(line) else None
    if after is not None and (after.text[0].isupper() or (after.glued and after.text[0].isalnum())):
        return False
    return not line[found.start].glued and _word(line, found.start - 1) in _BEFORE


def _turning(found: Found, line: list[Token]) -> bool:
    """ "2021/22": a year and the next."""
    year, two = line[found.start].text, line[found.end + 1].text if found.end + 1 < len(line) else ""
    return line[found.end].text == "/" and len(two) == 2 and two.isdecimal() and (int(year) + 1) % 100 == int(two)


_AMOUNTS = word_set("amounts")
_MAKES = word_set("makes")
"""Makes of cars: "his 1987 Chevrolet" is of that model year, whatever happened then."""
_NUMBERED = word_set("numbered")
_OWNERS = word_set("owners")
_COMPOUNDS = word_set("compounds")


def _year(found: Found, line: list[Token]) -> bool:
    """Not an amount ("1984 houses"), an address ("at 1600 Harbor Avenue") or a number of something ("No. 1984")."""
    token, before, after = line[found.start], _word(line, found.start - 1), _word(line, found.end)
    if not token.text[0].isdecimal():
        return True
    if (
        before in _NUMBERED
        or (after in _AMOUNTS | _MAKES and not _turning(found, line))
        or (before == "." and _word(line, found.start - 2) == "no")
    ):
        return False
    # "the post-1950 borders"
    placed = before in _BEFORE or (before == "-" and _word(line, found.start - 2) in ("post", "pre"))
    if after == "-" and line[found.end].glued and _word(line, found.end + 1) in _COMPOUNDS:
        return False
    if before == "at" and after and line[found.end].text[0].isupper():
        return False
    if before == "-" and token.glued and line[found.start - 2].text.isdecimal() and len(line[found.start - 2].text) < 4:
        return False
    if (
        after.endswith("s")
        and len(after) > 3
        and line[found.end].text.islower()
        and not placed
        and before not in _OWNERS
    ):
        return False
    return 1800 <= int(token.text[:4]) <= 2050 or placed or before in "(-–—,"


def _unit(found: Found, line: list[Token]) -> bool:
    """ "the year", "the quarter": the current one, unless words follow that say which ("the year of the flood")."""
    unit = line[found.end - 1].lower
    after = _word(line, found.end)
    return (
        unit in ("quarter", "year", "week")
        and after not in word_set("no_quarter_of")
        and _word(line, found.start - 1) != "of"
    )


def _units(found: Found, line: list[Token]) -> bool:
    """ "for centuries", "within days", "for the first time in years"; not "in years past"."""
    before, after = _word(line, found.start - 1), _word(line, found.end)
    if before == "in":
        return after not in word_set("no_stretch_of") | word_set("no_stretch_in")
    return before in ("for", "within") and after not in word_set("no_stretch_of")


def _years(found: Found, line: list[Token]) -> bool:
    """ "over the years", "in the weeks that followed"; "the years" alone are no stretch."""
    after = _word(line, found.end)
    if after == "that":
        return _word(line, found.end + 1) in ("followed", "follow")
    ruled_out = after in word_set("no_stretch_of") | word_set("no_stretch_in") or after.isdecimal()
    return _word(line, found.start - 1) == "over" and not ruled_out


def _this_time(found: Found, line: list[Token]) -> bool:
    return _word(line, found.start - 1) in word_set("at_this_time")


_SEASONED = word_set("seasoned")


def _fall(found: Found, line: list[Token]) -> bool:
    """The season, not the verb and not a city's fall: "the fall of 1940" is left to rules that see the year."""
    if line[found.start].text[0].isupper() and found.start and line[found.start].lower == "fall":
        return _word(line, found.end) not in ("of", "in")
    after = _word(line, found.end)
    return _word(line, found.start - 1) in _SEASONED and after not in word_set("falling")


_SEASONAL = word_set("seasonal")


def _season(found: Found, line: list[Token]) -> bool:
    if _word(line, found.end) in _SEASONAL:
        return False
    name = line[found.start].lower
    return name not in ("fall", "spring") or _fall(found, line)


def _name(found: Found, line: list[Token]) -> bool:
    """Not a person's or a paper's name: "June Harper", "the Sunday Chronicle"."""
    after = line[found.end] if found.end < len(line) else None
    if after is None or not after.text[0].isupper() or after.glued:
        return True
    before = _word(line, found.start - 1)
    if found.sense.steps[:2] == "wd":
        return before not in ("the", "a", "an")
    return before in _BEFORE


def _nth(found: Found, line: list[Token]) -> bool:
    """ "on the 15th"; "he came in the 15th" is a place."""
    return _word(line, found.start - 1) in ("on", "until", "by")


def _fraction(found: Found, line: list[Token]) -> bool:
    """ "three quarters of the voters" is no stretch of time."""
    return _word(line, found.end) != "of"


def _quartered(found: Found, line: list[Token]) -> bool:
    """ "the first quarter of the moon" is no date; "a profit in the first quarter of $3 million" has one."""
    return _word(line, found.end) != "of" or _word(line, found.end + 1) not in {"the", *_OWNERS}


def _current(found: Found, line: list[Token]) -> bool:
    """The adjective, not the river's."""
    return _word(line, found.end)[:1].isalpha() and _word(line, found.end) not in word_set("flowing")


def _now(found: Found, line: list[Token]) -> bool:
    """ "Now, he says, …" and "Now for the weather" go on with the talk; they are no time."""
    return line[found.start].text != "Now" or _word(line, found.end) not in (",", "for")


def _part(found: Found, line: list[Token]) -> bool:
    before, after = _word(line, found.start - 1), _word(line, found.end)
    if not _name(found, line) or (line[found.end - 1].text[0].isupper() and line[found.start].lower == "the"):
        return False
    if before in word_set("greeting") or after in ("of",):
        return False
    return line[found.start].lower == "the" or before in word_set("at_part")


def _edge(found: Found, line: list[Token]) -> bool:
    return _word(line, found.start - 1) in word_set("at_edge") or line[found.start].lower == "overnight"


def _clock(found: Found, line: list[Token]) -> bool:
    """A bare "3:10" may be a score or a verse, and "high noon" without "at" a showdown."""
    if _word(line, found.start - 1) == "high":
        return _word(line, found.start - 2) in word_set("at_clock")
    words = {t.lower for t in line[found.start : found.end]}
    return bool(words & word_set("clock_words")) or _word(line, found.start - 1) in word_set("at_clock")


_RATED = word_set("rated")


def rate(found: Found, line: list[Token]) -> Found:
    """The match, as a SET where it says how often: "40 tons a week", "twice a year", "dozens of calls a day"."""
    words = [t.lower for t in line[found.start : found.end]]
    before = line[found.start - 1] if found.start else None
    if found.sense.type != "DURATION" or len(words) != 2 or words[0] not in ("a", "an") or before is None:
        return found
    after = _word(line, found.end)
    counted = before.lower[-1] == "s" and before.lower[-2:] != "ss" and before.text.islower() and len(before.text) > 3
    if before.text[-1].isdecimal() or before.lower in _RATED or (counted and after not in word_set("not_rated")):
        return found._replace(sense=found.sense._replace(type="SET"))
    return found


def _never(_found: Found, _line: list[Token]) -> bool:
    return False


_CHECKS = {
    "month": _month,
    "year": _year,
    "short year": _short_year,
    "unit": _unit,
    "units": _units,
    "name": _name,
    "fraction": _fraction,
    "quartered": _quartered,
    "nth": _nth,
    "current": _current,
    "now": _now,
    "years": _years,
    "old": _old,
    "oneday": _never,
    "fall": _fall,
    "season": _season,
    "part": _part,
    "edge": _edge,
    "clock": _clock,
    "thistime": _this_time,
}
