"""Which numbers are ages: "aged 8 and 10", "Ada Quist, 71, a driver", "Moore, then 32, said", "when she was 14"."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.annotate.figures.amount import Amount
from variorum.language.numerals import Numeral

_AFTER = re.compile(
    r"(?:-| )(?:years?|months?)(?:-| )old\b|(?: |-)years? of age\b| age (?:range|group|bracket)s?\b", re.I
)
_BEFORE = re.compile(
    r"\b(?:aged|age|between the ages of|ages)(?: of)?(?: between| from)?(?P<first> [\w-]{1,12}(?:, [\w-]{1,12}){0,3}"
    r"(?:,|,? (?:and|or|to)))? \Z",
    re.I,
)
_IN_MONTHS = re.compile(r" (?:months|weeks|days)\b")
_LISTED = re.compile(r",? (?:and|or) \w")
"""What goes on behind the second of three ages: "aged four, six and nine", not "aged 45, 12 of them"."""
_NAME_BEFORE = re.compile(
    r"\b[A-Z][\w.'’-]*(?: (?:(?:[a-z]{2,3} )?[A-Z][\w.'’-]*|of [A-Z]\w+))+, (?:now |then |just |only )?\Z"
)
_RELATIVE_BEFORE = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[a-z]['’]s) (?:[a-z-]+ ){0,2}"
    r"(?:aunt|boyfriend|brother|child|cousin|daughter|father|fianc[eé]e?|friend|girlfriend|grand[a-z]+|husband|mother|nephew"
    r"|niece|partner|roommate|sister|son|step[a-z]+|twin|uncle|widow|wife), \Z"
)
_THEN = re.compile(r"\b[A-Z][\w'’-]{2,}, (?:now|then) \Z")
_FIRST_NAME_ONLY = re.compile(r"\b[A-Z][a-z]{2,}, \Z")
_GOES_ON = re.compile(r", (?:an?|the|who|whose|of|from|said|says|was|is|had|has|will|told|and)\b")
_NO_COMMA = re.compile(r" (?:who|was|were|is|had|has|later|then|said|died|told)\b")
"""What goes on behind an age where the second comma was forgotten: "Ida Moss, 31 later left"."""
_WAS = re.compile(r"\b(?:he|she|who) (?:was|is|turned|turns)(?: only| just| about| almost)? \Z", re.I)
_WAS_ENDS = re.compile(r"[.,;)”\"]|\Z| (?:when|and|or|at|in) ")
_OR_OLDER = re.compile(r" (?:or|and) (?:older|younger)\b")
_OLDEST = 125


def with_age(text: str, amount: Amount) -> Amount | None:
    """`amount` as an age in years, or `None` when it is none."""
    value, start = amount.numeral.value, amount.start
    if age := _AFTER.match(text, amount.end):
        years = value / 12 if "month" in age.group().lower() else value
        return replace(amount, end=age.end(), low=years, high=years, unit="years_old", dimension="age")
    if value >= _OLDEST:
        return None
    aged = _BEFORE.search(text, max(0, start - 60), start)
    if (
        aged
        and not _IN_MONTHS.match(text, amount.end)
        and not (aged.group().endswith(", ") and not _LISTED.match(text, amount.end))
    ):
        begin = start if aged["first"] else aged.start()
        return replace(amount, start=begin, unit="years_old", dimension="age")
    if amount.numeral.digits and (_in_commas(text, amount.numeral) or _said_of_somebody(text, amount.numeral)):
        return replace(amount, unit="years_old", dimension="age")
    return None


def _in_commas(text: str, numeral: Numeral) -> bool:
    """ "Ada Quist, 71, a retired driver": a name, and two commas around a number that can be an age."""
    behind = text[numeral.end : numeral.end + 1]
    forgotten = _NO_COMMA.match(text, numeral.end)
    if numeral.value % 1 or numeral.value <= 0 or not (behind in (",", ".", ")") or forgotten):
        return False
    low = max(0, numeral.start - 40)
    if _RELATIVE_BEFORE.search(text, low, numeral.start):
        return behind in (",", ".", ")")
    if _NAME_BEFORE.search(text, low, numeral.start) or _THEN.search(text, low, numeral.start):
        return True
    return bool(_FIRST_NAME_ONLY.search(text, low, numeral.start) and _GOES_ON.match(text, numeral.end))


def _said_of_somebody(text: str, numeral: Numeral) -> bool:
    """ "When she was 14." and "anyone 19 or older"; not "he was 14 miles away"."""
    if numeral.value % 1:
        return False
    if _OR_OLDER.match(text, numeral.end):
        return True
    low = max(0, numeral.start - 24)
    return bool(_WAS.search(text, low, numeral.start) and _WAS_ENDS.match(text, numeral.end))
