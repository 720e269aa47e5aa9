"""Bounds: the words around a number that open or soften its interval."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.tables import bounds_after, bounds_before

_CUT = re.compile(r"[ -]")
_BEHIND = re.compile(r"(?P<gap>[ \u00a0-]?)(?P<words>\+|[a-z]+(?: [a-z]+){0,2})")
_SMALL = 10
_AHEAD = 40
"""Code points before a number in which its bound is looked for."""


def apply_bounds(text: str, amount: Amount) -> Amount:
    """Takes the words around the number in: "more than 30", "30 or more", "some 40", "40-odd"."""
    start, mod = _bound_before(text, amount.start)
    if mod and _is_spread(text[start : amount.start], amount):
        start, mod = amount.start, None
    if mod == "approx":  # "no more than about 600": the outer words bound, the inner ones only soften
        further, outer = _bound_before(text, start)
        start, mod = (further, outer) if outer else (start, mod)
    end = amount.end
    if mod is None:
        end, mod = _bound_after(text, amount.end)
    if mod is None:
        return amount
    return replace(_bounded(amount, mod), start=start, end=end)


def bound_behind(text: str, end: int, amount: Amount) -> tuple[int, Amount]:
    """Takes in a bound behind the noun that is counted, which ends at `end`: "1,000 points or more"."""
    if not text.startswith(" or ", end):
        return end, amount
    further, mod = _bound_after(text, end)
    return (further, _bounded(amount, mod)) if mod else (end, amount)


def _is_spread(words: str, amount: Amount) -> bool:
    """ "Found over three floors": before a small number in words these are more often places than bounds."""
    number = amount.numeral
    small = number.value <= _SMALL and number.scale == 1 and not number.digits
    return small and amount.unit is None and words.strip().lower() in ("over", "under", "above", "below", "around")


def _bounded(amount: Amount, mod: str) -> Amount:
    low, high = amount.low, amount.high
    if mod in ("more_than", "at_least"):
        return replace(amount, mod=mod, low=low, high=None)
    if mod in ("less_than", "at_most", "nearly"):
        return replace(amount, mod=mod, low=None, high=high if high is not None else low)
    return replace(amount, mod=amount.mod or mod)


def _bound_before(text: str, start: int) -> tuple[int, str | None]:
    """The longest bound of at most four words that ends at `start`, and where it begins."""
    window = text[max(0, start - _AHEAD) : start]
    stripped = window.rstrip(" \u00a0")
    if len(window) - len(stripped) > 1 or not stripped:
        return start, None
    pieces = [(m.start(), m.group()) for m in re.finditer(r"\S+", stripped)][-4:]
    for i in range(len(pieces)):
        words = " ".join(p for _, p in pieces[i:]).lower().lstrip("(“\"'‘[—–")
        if mod := bounds_before().get(words):
            begin = max(0, start - _AHEAD) + len(stripped) - len(words)
            return begin, mod
    return start, None


def _bound_after(text: str, end: int) -> tuple[int, str | None]:
    match = _BEHIND.match(text, end)
    if not match:
        return end, None
    words = match["words"]
    ends = [len(words)] + [cut.start() for cut in reversed(list(_CUT.finditer(words)))]
    for length in ends:
        if mod := bounds_after().get(words[:length]):
            if words[:length] in ("odd", "plus") and match["gap"] != "-":
                return end, None
            return match.start("words") + length, mod
    return end, None
