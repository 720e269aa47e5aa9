"""Numbers that are no figures: parts of names, identifiers, scores, clock times, telephone numbers, list numbering.

These are the checks that the letters alone allow; `counting` has those that need the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.tables import word_list
from variorum.model import Time

_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.']*)\.?[ \u00a0]\Z")
_NEXT_WORD = re.compile(r"[ \u00a0-]([A-Za-z.']+)")
_NUMBERED = re.compile(r"(?:\bNos?\.?|#|№|(?<!the )\bnumber)[ \u00a0]?\Z", re.I)
_GROUP_OF = re.compile(r"\b(?:Group|Gang|Committee|Council|Big|Club|Coalition|Party) (?:of )?\Z")
_LIST_MARK = re.compile(r"[.)](?:\s|\Z)")
_STREET = re.compile(r"(?: [A-Z][\w.'’-]*){1,3}")
_HYPHENS = "-–‑"
_QUOTES = "'’"
_ADDRESS_MARKS = ("://", "@", "www.")
_BEFORE_A_UNIT = frozenset(
    ("more", "consecutive", "straight", "calendar", "business", "full", "an", "a", "long", "short")
)
_LAST_DAY = 31
_LONGEST_ADDRESS = 120


def refused(text: str, amount: Amount) -> bool:
    """Whether the number is no quantity, as far as the letters around it tell."""
    if amount.dimension == "age":
        return False
    if _glued(text, amount) or _in_address(text, amount):
        return True
    may_measure_time = amount.dimension is None or amount.numeral.kind == "part"
    if may_measure_time and _time_unit_follows(text, amount):
        return True
    if amount.unit is not None:
        return False
    checks = (_identifier, _date_part, _list_number, _street)
    return any(check(text, amount) for check in checks)


def in_time(text: str, amount: Amount, times: Sequence[Time], starts: Sequence[int]) -> bool:
    """Whether a time expression of `times`, which begin at `starts`, holds the number; its bound may stand outside."""
    if amount.dimension not in (None, "share"):
        return False
    number = amount.numeral
    last = bisect_right(starts, number.start)
    for time in times[max(0, last - 3) : last]:
        if number.end <= time.end:
            # "a quarter of the crew": the words alone are a time as well
            return not (number.kind == "part" and number.end == time.end and text.startswith(" of the", number.end))
    return False


def _time_unit_follows(text: str, amount: Amount) -> bool:
    """ "three days", "a half-hour": how long and when belong to the times, whether or not they were found."""
    follows = _NEXT_WORD.match(text, amount.end)
    if follows and follows[1].lower() in _BEFORE_A_UNIT:
        follows = _NEXT_WORD.match(text, follows.end())
    return bool(follows) and follows is not None and follows[1].lower().rstrip(".'") in word_list("time_units")


def _glued(text: str, amount: Amount) -> bool:
    """Letters, slashes, colons and further digits that touch the number: F-16, 5G, 1990s, 3-1, 24/7, 10:30."""
    start, end = amount.numeral.start, amount.numeral.end
    if amount.start == start and not amount.ranged and _glued_before(text[max(0, start - 2) : start]):
        return True
    return amount.end == end and _glued_behind(text[end : end + 2], amount.numeral.digits)


def _glued_before(before: str) -> bool:
    if not before:
        return False
    last, earlier = before[-1], before[:-1]
    if last.isalnum() or last in "#/_&@\\":
        return True
    return last in ".:" + _QUOTES + _HYPHENS and earlier.isalnum()


def _glued_behind(after: str, digits: bool) -> bool:
    if not after:
        return False
    first, second = after[0], after[1:]
    if first.isalnum() or first in "/_@\\":
        return True
    if first in ":.," + _HYPHENS and second.isdigit():
        return True
    if first in _QUOTES and second == "s":
        return digits
    return first in _HYPHENS and second.isupper() and digits


def _in_address(text: str, amount: Amount) -> bool:
    low = max(0, amount.start - _LONGEST_ADDRESS)
    before = text[low : amount.start]
    piece = before[len(before.rstrip()) :] or before.split()[-1:]
    if not isinstance(piece, list):
        return False  # a space stands before the number
    return any(mark in "".join(piece) for mark in _ADDRESS_MARKS)


def _identifier(text: str, amount: Amount) -> bool:
    """ "Article 5", "No. 10", "Group of Seven"."""
    before = text[max(0, amount.start - 24) : amount.start]
    if _NUMBERED.search(before) or _GROUP_OF.search(before) or before.endswith((" per ", "/")):
        return True  # "11 deaths per 100,000" counts deaths
    word = _LAST_WORD.search(before)
    if not word or word[1].lower().rstrip(".") not in word_list("identifier_nouns"):
        return False
    # "on the train two hundred passengers sang" counts
    return word[1][0].isupper() or (amount.numeral.digits and amount.numeral.value < 10_000)


def _date_part(text: str, amount: Amount) -> bool:
    value = amount.numeral.value
    if value > _LAST_DAY:
        return False
    before = _LAST_WORD.search(text[max(0, amount.start - 12) : amount.start])
    after = _NEXT_WORD.match(text, amount.end)
    if before and _is_month(before[1]):
        return before[1] not in ("May", "March") or amount.numeral.digits
    return bool(after and _is_month(after[1]))


def _is_month(word: str) -> bool:
    return word[0].isupper() and word.lower().rstrip(".") in word_list("months")


def _list_number(text: str, amount: Amount) -> bool:
    line = text.rfind("\n", 0, amount.start) + 1
    if amount.start - line > 8 or text[line : amount.start].strip(" (\t•*-"):
        return False
    return bool(_LIST_MARK.match(text, amount.end))


def _street(text: str, amount: Amount) -> bool:
    """ "221 Harbour Street"."""
    names = _STREET.match(text, amount.end) if amount.numeral.digits else None
    words = names.group().lower().split()[1:] if names else []
    return any(word.rstrip(".,") in word_list("street_nouns") for word in words)
