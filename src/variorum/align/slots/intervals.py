"""When two figures can both be true: interval logic with stated tolerances."""

from __future__ import annotations

import math

from variorum.model import Figure

ABOUT = 0.10
"""Tolerance of "about" as a share of the value: "about 35" holds from 31.5 to 38.5."""
NEARLY = 0.10
"""How far under its value "nearly" reaches: "nearly 40" holds from 36 to 40."""
_ROUND_FROM = 1000.0
_ROUND_CAP = 0.05


def interval(figure: Figure) -> tuple[float, float]:
    """The values that the figure allows: about ±10 %, nearly -10 %, large round numbers within their rounding."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.mod == "nearly":
        return high * (1 - NEARLY), high
    if figure.mod in ("less_than", "at_most"):
        return 0.0, high
    if figure.mod in ("more_than", "at_least"):
        return low, math.inf
    slack_low, slack_high = (ABOUT * abs(v) if figure.mod == "approx" else _rounding(v) for v in (low, high))
    return low - slack_low, high + slack_high


def compatible(a: Figure, b: Figure) -> bool:
    """Whether both can be true: their intervals meet. "more than 30" excludes 30 itself; other units never meet."""
    if (a.unit or "count") != (b.unit or "count"):
        return False
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    low, high = max(a_low, b_low), min(a_high, b_high)
    if low != high:
        return low < high
    return not any(_excludes(figure, low) for figure in (a, b))


def likeness(a: Figure, b: Figure) -> float:
    """The smaller of two values by the greater, each by its stated bound: 1 for equal ones, 0 beside nought."""
    one, other = (f.low if f.low is not None else f.high or 0.0 for f in (a, b))
    return min(one, other) / max(one, other) if max(one, other) > 0 else 1.0


def shown(figure: Figure) -> str:
    """The interval in words: "about 35", "more than 30", "24 to 36"."""
    low, high = (None if v is None else f"{v:,.10g}" for v in (figure.low, figure.high))
    if low == high:
        return f"{'about ' if figure.mod == 'approx' else ''}{low}"
    if high is None:
        return f"{'more than' if figure.mod == 'more_than' else 'at least'} {low}"
    if low is None:
        return f"{ {'less_than': 'less than', 'nearly': 'nearly'}.get(figure.mod or '', 'up to') } {high}"
    return f"{low} to {high}"


def _excludes(figure: Figure, value: float) -> bool:
    return (figure.mod == "more_than" and figure.low == value) or (figure.mod == "less_than" and figure.high == value)


def _rounding(value: float) -> float:
    """Half of the last digit that is not nought, of large round numbers: "2,500" may stand for 2,461; "30" is 30."""
    if math.isinf(value) or abs(value) < _ROUND_FROM or value % 1:
        return 0.0
    digits = str(int(abs(value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, _ROUND_CAP * abs(value)) if zeros >= 2 else 0.0
