"""Two numbers that make one figure: "10-15", "between 5 and 7", "two to three dozen", "six feet two", "one in five"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.tables import word_list

_DASH = re.compile(r" ?[-–—‑] ?\Z|-to-\Z|-or-\Z")
_TO = re.compile(r" (?:to|through)(?: (?:about|around|nearly|almost|as many as|as much as|more than|over))? \Z")
_AND = re.compile(r" and(?: (?:about|around))? \Z")
_OR = re.compile(r",? or(?: (?:even|perhaps|maybe))? \Z")
_BETWEEN = re.compile(r"\bbetween(?: (?:about|around|roughly|an estimated|the ages of))? ?\Z", re.I)
_FROM = re.compile(r"\b(?:from|of|anywhere from)(?: (?:about|around|roughly))? ?\Z", re.I)
_OF = re.compile(r"\bof(?: (?:about|around|roughly))? ?\Z", re.I)
_IN = re.compile(r" (?:in(?: every)?|out of(?: every)?) \Z")
_WORDS_BEFORE = re.compile(r"[A-Za-z]+")
_ROUND = frozenset((3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 50, 100, 200, 500, 1000, 10000, 100000, 1000000))
_OLDEST = 125
_MOST_OF_A_SHARE = 1000
_SHARE_OUT_OF = frozenset((3, 4, 5, 10, 20, 100, 1000))


def join_ranges(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """`amounts` with those that belong together joined, in order."""
    out: list[Amount] = []
    for amount in amounts:
        joined = _join(text, out[-1], amount) if out else None
        if joined:
            out.pop()
        elif out and _said_once(text, out[-1], amount):
            out[-1] = replace(out[-1], unit=amount.unit, dimension=amount.dimension)
        out.append(joined or amount)
    return out


def _said_once(text: str, first: Amount, second: Amount) -> bool:
    """ "Fell from 7.2 to 6.8 percent": both numbers have the unit of the second."""
    if first.unit is not None or second.unit is None or second.dimension in ("age", "money"):
        return False
    before = text[max(0, first.start - 40) : first.start]
    joined = _TO.match(text[first.end : second.start][:20])
    return bool(joined and joined.end() == second.start - first.end and _FROM.search(before))


def _join(text: str, first: Amount, second: Amount) -> Amount | None:
    gap = text[first.end : second.start]
    if len(gap) > 20 or first.ranged or first.low is None or second.low is None:
        return None
    if _IN.match(gap):
        return _share(first, second, gap)
    if compound := _compound(gap, first, second):
        return compound
    if not _is_range_gap(text, first, second, gap) or not _units_agree(text, first, second):
        return None
    return _range(text, first, second, gap)


def _is_range_gap(text: str, first: Amount, second: Amount, gap: str) -> bool:
    if _DASH.match(gap) or _OR.match(gap):
        return True
    before = text[max(0, first.start - 40) : first.start]
    if _AND.match(gap):
        inside = text[first.start : first.numeral.start]  # "magnitude of between 4.2 and 4.6"
        return bool(_BETWEEN.search(before) or _BETWEEN.search(inside))
    return bool(_TO.match(gap)) and not _is_change(before, both=first.unit is not None and second.unit is not None)


def _is_change(before: str, both: bool) -> bool:
    """Whether the words before say that the first number became the second, or changed by it to the second.

    "Rose from 3% to 4%" and "fell 50 cents to $17" are two figures; "rose 3 to 4 percent" is one. `both` says that each
    number has a unit of its own.
    """
    words = [w.lower() for w in _WORDS_BEFORE.findall(before)]
    if _OF.search(before):
        return False  # "bonuses of 3% to 4%"
    if _FROM.search(before):
        return any(w in word_list("change_verbs") for w in words[-5:])
    return both and any(w in word_list("change_verbs") for w in words[-2:])


def _units_agree(text: str, first: Amount, second: Amount) -> bool:
    if first.unit is None or first.unit == second.unit:
        return True
    # "$2 to 3 million" and "5% to 10": the sign is said once
    if second.unit is None:
        if first.dimension == "share" and (second.low or 0.0) > _MOST_OF_A_SHARE:
            return False  # "fell 7.5% to 3,120"
        if first.dimension == "age":
            return (second.low or 0.0) < _OLDEST  # "ages 45-54"
        return first.dimension in ("money", "share", "length", "magnitude")
    # "US$148 million to $153 million": the bare sign is the marked one's
    return first.dimension == "money" and text[second.start] == "$" and text[first.start : second.start].count("$") == 1


def _range(text: str, first: Amount, second: Amount, gap: str) -> Amount | None:
    low, high = first.low or 0.0, second.high if second.high is not None else second.low or 0.0
    scale = second.numeral.scale
    if first.numeral.scale == 1 and scale > 1 and low * scale <= high:
        low *= scale
    if not low < high or (_OR.match(gap) and high > 2 * low + 1) or not _one_hand(first, second):
        return None
    start = first.start
    before = text[max(0, start - 40) : start]
    opened = _BETWEEN.search(before) or (_FROM.search(before) if _TO.match(gap) else None)
    if opened and not opened.group().lower().startswith("of"):
        start -= len(opened.group())
    marked = second if second.unit and text[second.start] != "$" else first if first.unit else second
    unit, dimension = marked.unit, marked.dimension
    return replace(second, start=start, low=low, high=high, unit=unit, dimension=dimension, ranged=True)


def _one_hand(first: Amount, second: Amount) -> bool:
    """A range is written in one manner: "2015-two" is none; nor do shares and open plurals make one."""
    kinds = {first.numeral.kind, second.numeral.kind}
    return kinds in ({"cardinal"}, {"part"}) and first.numeral.digits == second.numeral.digits


def _share(first: Amount, second: Amount, gap: str) -> Amount | None:
    """ "one in five" and "nine out of ten" are shares; "two in 2014" and "three out of 17" are not."""
    low, whole = first.low or 0.0, second.low or 0.0
    known = whole in (_SHARE_OUT_OF if "out" in gap else _ROUND)
    if first.unit or second.unit not in (None, "count") or not known or not 0 < low < whole:
        return None
    if "every" not in gap and "out" not in gap and low > 1 and whole not in _SHARE_OUT_OF:
        return None
    percent = 100 * low / whole
    return replace(second, start=first.start, low=percent, high=percent, unit="percent", dimension="share", ranged=True)


def _compound(gap: str, first: Amount, second: Amount) -> Amount | None:
    """ "six feet two inches" and "5ft 10in" in feet."""
    if gap not in (" ", ", ", " and ") or first.unit != "foot" or second.unit != "inch":
        return None
    value = (first.low or 0.0) + (second.low or 0.0) / 12
    return replace(second, start=first.start, low=value, high=value, unit="foot", dimension="length", ranged=True)
