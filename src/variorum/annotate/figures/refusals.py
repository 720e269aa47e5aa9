"""Numbers that are no figures: parts of names, identifiers, scores, clock times, telephone numbers, list numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from variorum.annotate.figures.amounts import Amount
from variorum.annotate.figures.tables import word_list
from variorum.model import Time

_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.']*)\.?[ \u00a0]\Z")
_NEXT_WORD = re.compile(r"[ \u00a0-]([A-Za-z.']+)")
_NUMBERED = re.compile(r"(?:\bNos?\.?|#|№|\bnumber)[ \u00a0]?\Z", re.I)
_GROUP_OF = re.compile(r"\b(?:Group|Gang|Committee|Council|Big|Club|Coalition|Party) (?:of )?\Z")
_LIST_MARK = re.compile(r"[.)](?:\s|\Z)")
_STREET = re.compile(r"(?: [A-Z][\w.'’-]*){1,3}")
_ROMANISH = re.compile(r"[A-Z][A-Za-z]*-\Z")
_ADDRESS_MARKS = ("://", "@", "www.")


def refused(text: str, amount: Amount, times: Sequence[Time], time_starts: Sequence[int]) -> bool:
    """Whether the number is no quantity, as far as the letters around it tell."""
    if amount.unit == "years_old":
        return False
    if _in_time(amount, times, time_starts) or _time_unit_follows(text, amount):
        return True
    if _glued(text, amount) or _in_address(text, amount):
        return True
    if amount.unit in (None, "percent") and amount.dimension != "share" or amount.unit is None:
        return _identifier(text, amount) or _date_part(text, amount) or _list_number(text, amount) or _street(text, amount)
    return False


def _in_time(amount: Amount, times: Sequence[Time], starts: Sequence[int]) -> bool:
    """Whether a time expression holds the number (its bound word may stand outside)."""
    number = amount.numeral
    i = bisect_right(starts, number.start) - 1
    while i >= 0 and i >= bisect_right(starts, number.start) - 3:
        if times[i].start <= number.start and number.end <= times[i].end:
            return amount.dimension in (None, "share")
        i -= 1
    return False


def _time_unit_follows(text: str, amount: Amount) -> bool:
    """"three days", "a half-hour": how long and when belong to the times, whether or not they were found."""
    if amount.unit not in (None, "percent") or amount.dimension == "share" and amount.numeral.kind != "part":
        return False
    follows = _NEXT_WORD.match(text, amount.end)
    if not follows:
        return False
    word = follows[1].lower().rstrip(".'")
    return word in word_list("time_units") or word in ("more", "consecutive", "straight", "calendar", "business", "an") and bool(
        (after := _NEXT_WORD.match(text, follows.end())) and after[1].lower() in word_list("time_units")
    )


def _glued(text: str, amount: Amount) -> bool:
    """Letters, slashes, colons and further digits that touch the number: F-16, 5G, 1990s, 3-1, 24/7, 10:30, 12.5.2021."""
    start, end = amount.numeral.start, amount.numeral.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if amount.start == start and before:
        last = before[-1]
        if last.isalnum() or last in "#/_&@:.'’\\" and not (last in "’'" and len(before) > 1 and before[0].isspace()):
            return last not in ".:'’" or before[:-1].isalnum()
        if last in "-–‑" and len(before) > 1 and before[0].isalnum() and not amount.ranged:
            return amount.numeral.digits or not before[0].islower()
    if amount.end == end and after:
        first = after[0]
        if first.isalnum() or first in "/_@\\":
            return True
        if first in ":.,-–‑" and len(after) > 1 and after[1].isdigit():
            return True
        if first in "'’" and after[1:] == "s" and amount.numeral.digits:
            return True
        return first in "-‑" and len(after) > 1 and after[1].isupper() and amount.numeral.digits
    return False


def _in_address(text: str, amount: Amount) -> bool:
    left = max(text.rfind(" ", max(0, amount.start - 80), amount.start), text.rfind("\n", max(0, amount.start - 80), amount.start))
    piece = text[left + 1 : amount.end + 40].split(None, 1)[0] if text[left + 1 : amount.end + 40].strip() else ""
    return any(mark in piece for mark in _ADDRESS_MARKS)


def _identifier(text: str, amount: Amount) -> bool:
    """"Article 5", "No. 10", "Group of Seven"; "no article 5 readers liked" would be lost, and never comes."""
    before = text[max(0, amount.start - 24) : amount.start]
    if _NUMBERED.search(before):
        return not before.lower().endswith("the number ")
    if _GROUP_OF.search(before):
        return True
    if not (word := _LAST_WORD.search(before)):
        return False
    name = word[1].lower().rstrip(".")
    if name not in word_list("identifier_nouns"):
        return False
    # "on the train 200 passengers sang": a lower-case number word or a noun behind the number makes it count
    return amount.numeral.digits and amount.numeral.value < 10000 or word[1][0].isupper()


def _date_part(text: str, amount: Amount) -> bool:
    before = _LAST_WORD.search(text[max(0, amount.start - 12) : amount.start])
    value = amount.numeral.value
    if before and before[1].lower().rstrip(".") in word_list("months") and before[1][0].isupper() and value <= 31:
        return before[1] not in ("May", "March") or amount.numeral.digits
    after = _NEXT_WORD.match(text, amount.end)
    return bool(after and after[1][0].isupper() and after[1].lower().rstrip(".") in word_list("months") and value <= 31)


def _list_number(text: str, amount: Amount) -> bool:
    line = text.rfind("\n", 0, amount.start) + 1
    return text[line : amount.start].strip(" (\t•*-") == "" and bool(_LIST_MARK.match(text, amount.end))


def _street(text: str, amount: Amount) -> bool:
    """"221 Harbour Street"."""
    names = _STREET.match(text, amount.end)
    if not names or not amount.numeral.digits:
        return False
    return any(w.lower().rstrip(".,") in word_list("street_nouns") for w in names.group().split()[1:])
