"""Ranges whose first or second half is cut short: "6-7 January", "July 23-25", "1914-18", "from 499 to 493 BC"; and
those whose halves share the year of the second: "between June and August 2014", "26 June - 4 August 1952".
"""

from __future__ import annotations

import re

from variorum.annotate.times.context import Found
from variorum.annotate.times.lexicon import Token
from variorum.annotate.times.sense import date

_JOINTS = frozenset("-–—/") | {"and", "to", "or", "until", "through"}
_OPEN_MONTH = re.compile(r"m(\d\d)(-\d\d)?\?")
_MONTH_OF_YEAR = re.compile(r"@(\d{4})-(\d\d)(-\d\d)?")
_SOFT_MONTHS = {"March": "03", "May": "05"}
"""Months that alone may be something else: "(May-August 2010)"."""
_TURN = 4
"""Months at most from a first month to an earlier-looking second that is taken for next year's: "November and
January 2010"."""


def with_ranges(line: list[Token], found: list[Found]) -> list[Found]:
    """The matches with the cut halves beside them, in order."""
    taken = {i for f in found for i in range(f.start, f.end)}
    more: list[Found] = []
    for match in found:
        for half in (_before(line, match), _after(line, match)):
            if half and not taken & set(range(half.start, half.end)):
                more.append(half)
                taken |= set(range(half.start, half.end))
    return _with_shared_years(line, sorted([*found, *more], key=lambda f: f.start))


def _with_shared_years(line: list[Token], found: list[Found]) -> list[Found]:
    """The matches with the second half's year given to the first, from the last pair to the first."""
    dated = list(found)
    for n in range(len(dated) - 2, -1, -1):
        first, second = dated[n : n + 2]
        if second.start != first.end + 1 or line[first.end].lower not in _JOINTS:
            continue
        if (steps := _of_the_year(first.sense.steps, second.sense.steps)) is not None:
            dated[n] = first._replace(sense=first.sense._replace(steps=steps, open=False, weak=""))
    return dated


def _of_the_year(first: str, second: str) -> str | None:
    """The first half's steps with the year of the second, or with the year before where the range turns it."""
    month, end = _OPEN_MONTH.fullmatch(first), _MONTH_OF_YEAR.fullmatch(second)
    if month is None or end is None:
        return None
    year, last = int(end[1]), int(end[2])
    turned = int(month[1]) > last and last + 12 - int(month[1]) <= _TURN
    return f"@{year - turned:04d}-{month[1]}{month[2] or ''}"


def _before(line: list[Token], match: Found) -> Found | None:
    """The number before "-7 January 1916" and "to 493 BC"."""
    at = match.start - 2
    if at < 0 or line[at + 1].lower not in _JOINTS:
        return None
    month = _SOFT_MONTHS.get(line[at].text)
    if month and (steps := _of_the_year(f"m{month}?", match.sense.steps)):
        return Found(at, at + 1, date(steps))
    if not line[at].text.isdecimal() or match.sense.mod:
        return None
    if at and line[at].glued and line[at - 1].text in ".,:$£€/":
        return None
    text, steps = line[at].text, match.sense.steps
    if steps.startswith("@BC") and len(text) <= 3 and line[match.start].text.isdecimal():
        return Found(at, at + 1, date(f"@BC{int(text):04d}"))
    if (
        len(text) > 2
        or not 1 <= int(text) <= 31
        or not line[match.start].text.isdecimal()
        or len(line[match.start].text) > 2
    ):
        return None
    if steps[0] == "@" and len(steps) == 11 and steps[8] == "-":
        return Found(at, at + 1, date(f"{steps[:9]}{int(text):02d}"))
    if steps[0] == "m" and match.sense.open:
        return Found(at, at + 1, match.sense._replace(steps=f"{steps[:4]}{int(text):02d}?"))
    return None


def _after(line: list[Token], match: Found) -> Found | None:
    """The number behind "July 23-" and "1914-"."""
    at = match.end + 1
    if at >= len(line) or line[at - 1].lower not in _JOINTS or not line[at].text.isdecimal() or len(line[at].text) > 2:
        return None
    if at + 1 < len(line) and line[at + 1].glued and line[at + 1].text not in ".,);:'’":
        return None
    dash = line[at - 1].text in "-–—/"
    steps, number = match.sense.steps, int(line[at].text)
    last = line[match.end - 1].text
    if dash and len(steps) == 5 and steps[0] == "@" and len(line[at].text) == 2 and last.isdecimal() and line[at].glued:
        return Found(at, at + 1, date(f"@{steps[1:3]}{number:02d}")) if int(steps[3:5]) < number else None
    if 1 <= number <= 31 and steps[0] == "m" and "-" in steps and last.isdecimal() and (dash or _ends_here(line, at)):
        return Found(at, at + 1, match.sense._replace(steps=f"{steps[:4]}{number:02d}?"))
    return None


def _ends_here(line: list[Token], at: int) -> bool:
    return at + 1 >= len(line) or not (line[at + 1].text[0].isalpha() or line[at + 1].text in "%$")
