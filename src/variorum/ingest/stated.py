"""Days that a page states in so many words: "July 26, 2021", "Published: Mon 26 Jul 2021 14:05 BST", "2021-07-26"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\w){_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<!\w){_DAY}(?:\s+of)?[\s.-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[-/.](?P<mm>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
    )
)
_AROUND = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|issued|released|date|dated|on|at|by|as of|"
    r"am|pm|a\.m\.|p\.m\.|"
    r"mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"e[sd]?t|c[sde]?t|p[sd]?t|m[sd]?t|gmt|utc|bst|cest|ist|local|time|hrs?|hours?)(?!\w)",
    re.I,
)
_REST = re.compile(r"[\d\s:.,;|/()T+•·–—-]*Z?")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)

_NAMED = re.compile(r"(?P<name>[^\W\d_][\w&.’' -]{1,60}?)\s*(?:[,|·•/]|\s[–—-])\s*(?=\S)")
_NAME_WORDS = 6
"""Words of a paper's name at most."""
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "&"})


def find_day(text: str) -> tuple[str, int, int] | None:
    """The first full date in `text` as `YYYY-MM-DD` with its span, or `None`."""
    found: list[tuple[str, int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text[:2_000]):
            if day := _iso(match):
                found.append((day, match.start(), match.end()))
                break
    return min(found, key=lambda f: f[1]) if found else None


@dataclass(frozen=True)
class StatedDays:
    """What a date line states: the day of publication, that of the last change, or both."""

    published: str | None = None
    updated: str | None = None


def stated_days(line: str) -> StatedDays | None:
    """The days of a line that says nothing else: no sentence, only a date, perhaps "Published" and a time of day, and
    perhaps another date; each is what is said before it. `None` for any other line."""
    if len(line) > 120 or not (first := find_day(line)):
        return None
    found = [(first[0], line[: first[1]])]
    rest = line[: first[1]] + " " + line[first[2] :]
    if second := find_day(line[first[2] :]):
        found.append((second[0], line[first[2] : first[2] + second[1]]))
        rest = line[: first[1]] + line[first[2] : first[2] + second[1]] + line[first[2] + second[2] :]
    if not _REST.fullmatch(_AROUND.sub("", rest).strip()):
        return None
    changed = [day for day, before in found if _UPDATED.search(before)]
    given = [day for day, before in found if not _UPDATED.search(before)]
    return StatedDays(next(iter(given), None), next(iter(changed), None))


def masthead_days(line: str) -> StatedDays | None:
    """The days of a masthead with its date in one line: "NORLAND PRESS, Tuesday 3 June 2025"."""
    named = _NAMED.match(line) if len(line) <= 120 else None
    words = named["name"].split() if named else []
    if not named or not 0 < len(words) <= _NAME_WORDS:
        return None
    if not all(word[:1].isupper() or word in _SMALL for word in words) or stated_days(line):
        return None
    return stated_days(line[named.end() :])


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = int(groups["mm"]) if groups.get("mm") else _month(groups["m"])
    try:
        return date(int(groups["y"]), month, int(groups["d"])).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) + 1
