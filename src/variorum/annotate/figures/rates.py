"""Numbers that are rates or what a rate was: "14.2 per 100,000", "rose from 12.5 to 14.2 deaths"."""

from __future__ import annotations

import re

from variorum.annotate.figures.amount import Amount

_PER = re.compile(r"(?: [a-z]{3,12})?(?: per (?:\d|head|capita|thousand|million)|/\d)")
_FROM = re.compile(r"\b(?:from|(?:low|high|peak) of)(?: (?:about|around|nearly|almost|some))? \Z")
_TO = re.compile(
    r"(?: [a-z]{3,12}(?:/\d[\d, ]*\d)?)?(?: in (?:the )?\d{4}s?)? to(?: (?:about|around|nearly|almost|some))? \Z"
)
_AHEAD = 30
"""Code points before a number, and between the two, that are read."""


def is_rate(text: str, amount: Amount, following: Amount | None) -> bool:
    """Whether a number without a noun of its own counts by what stands beside it.

    A rate has what it is reckoned on behind it; what something rose or fell from has what it rose or fell to.
    "From 9 to 5" and years are neither: one of the two has a fraction or a rate behind it.
    """
    if amount.unit is not None or amount.numeral.kind != "cardinal" or not amount.numeral.digits:
        return False
    if _PER.match(text, amount.end):
        return True
    if following is None or following.start - amount.end > _AHEAD:
        return False
    changed = _FROM.search(text, max(0, amount.start - _AHEAD), amount.start)
    if not changed or not _TO.fullmatch(text, amount.end, following.start):
        return False
    return _PER.match(text, following.end) is not None or "." in text[amount.start : amount.end]
