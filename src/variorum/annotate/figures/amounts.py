"""Numbers with their scale letters, units and ages, read from the text alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.figures.ages import with_age
from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.units import after_code, currency_before, home_dollar, money_unit, with_unit
from variorum.language.numerals import Numeral

_LETTER_SCALE = re.compile(r"(bn|tn|mn|mln|m|b|k|K|M|B)(?![A-Za-z0-9²³/])")
_SCALES = {"bn": 1e9, "b": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "m": 1e6, "k": 1e3}
_PLURAL = re.compile(r" (?:[a-z]+ )?(?:people|[a-z]{3,}s)\b")
_BEFALLEN = re.compile(r" (?:[a-z]{3,}ed|left|told|hurt|homeless|jobless) ")
"""What is said of people right behind a number of them: "over 1m told to leave"."""
_ONE_OF_A_KIND = re.compile(r"\b(?:an?|the|its|his|her|this|that) \Z", re.I)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[ -](?:of )?(?:between |about |around )?\Z", re.I)
_MAGNITUDE_AFTER = re.compile(r"[ -]magnitude\b|,? on the (?:Richter|moment magnitude)\b", re.I)
_PART_OF_ONE = re.compile(r"(?: of)? (?:an?|one)(?= )")
_STRONGEST = 12
"""No earthquake reaches this magnitude."""


def read_amounts(text: str, numerals: Sequence[Numeral]) -> list[Amount]:
    """One amount per number, with scale letters, currency, unit or age taken in; in order of position."""
    home = home_dollar(text)
    amounts: list[Amount] = []
    for numeral in numerals:
        # "half of one percent" has taken the "one" in
        if not amounts or numeral.start >= amounts[-1].end:
            amounts.append(_amount(text, numeral, home))
    return amounts


def _amount(text: str, numeral: Numeral, home: str) -> Amount:
    code, start = currency_before(text, numeral.start)
    numeral = _scaled(text, numeral, code)
    amount = Amount(start, numeral.end, numeral.value, numeral.value, numeral)
    if code:
        end = after_code(text, numeral.end, code)
        return replace(amount, unit=money_unit(code, home), dimension="money", end=end)
    if numeral.kind == "part":
        return _share(text, amount, home)
    if numeral.kind == "many":
        return _open_plural(text, amount, home)
    return with_age(text, amount) or _magnitude(text, amount) or with_unit(text, amount, home)


def _scaled(text: str, numeral: Numeral, code: str | None) -> Numeral:
    """Takes in the letter of "$3bn" and "2.5m people"."""
    letter = _LETTER_SCALE.match(text, numeral.end) if numeral.digits else None
    if letter is None or not (code or _means_scale(text, numeral.start, letter)):
        return numeral
    scale = _SCALES[letter[1].lower()]
    return replace(numeral, end=letter.end(), value=numeral.value * scale, scale=numeral.scale * scale)


def _share(text: str, amount: Amount, home: str) -> Amount:
    """ "A third" is a share, "half a mile" half of a unit."""
    if whole := _PART_OF_ONE.match(text, amount.end):
        measured = with_unit(text, replace(amount, end=whole.end()), home)
        if measured.unit is not None:
            return replace(measured, numeral=replace(amount.numeral, kind="cardinal"))
    percent = 100 * amount.numeral.value
    return replace(amount, low=percent, high=percent, unit="percent", dimension="share")


def _open_plural(text: str, amount: Amount, home: str) -> Amount:
    """ "Dozens" is two dozen at least; "billions of dollars" is money."""
    amount = replace(amount, high=None, mod="at_least")
    if text.startswith(" of ", amount.end):
        measured = with_unit(text, replace(amount, end=amount.end + 3), home)
        if measured.dimension == "money":
            return measured
    return amount


def _magnitude(text: str, amount: Amount) -> Amount | None:
    if amount.numeral.value >= _STRONGEST:
        return None
    if before := _MAGNITUDE_BEFORE.search(text, max(0, amount.start - 32), amount.start):
        return replace(amount, start=before.start(), unit="magnitude", dimension="magnitude")
    if behind := _MAGNITUDE_AFTER.match(text, amount.end):
        end = amount.end if behind.group().startswith(",") else behind.end()
        return replace(amount, end=end, unit="magnitude", dimension="magnitude")
    return None


def _means_scale(text: str, start: int, letter: re.Match[str]) -> bool:
    """ "2.5m people" and "1m told to leave" are millions, "a 100m race" metres; "bn" and its like have no other
    reading.
    """
    if letter[1] in ("bn", "tn", "mn", "mln"):
        return True
    if letter[1] not in "mk":
        return False
    befallen = _BEFALLEN.match(text, letter.end()) and not _ONE_OF_A_KIND.search(text, max(0, start - 6), start)
    return bool(befallen or _PLURAL.match(text, letter.end()))
