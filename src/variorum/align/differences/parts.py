"""Parts and wholes of counts: a sum that another report tells apart, and one number said with and without its bound."""

from __future__ import annotations

from variorum.align.sentences import Sentence
from variorum.model import Figure


def is_sum_of_parts(whole: Figure, part: Figure, sentence: Sentence) -> bool:
    """Whether the sentence of `part` tells another count with which it makes `whole`: "2,000 soldiers and 1,500
    policemen" are "3,500 soldiers and policemen", whatever the first of these three is set against."""
    if whole.low is None or part.low is None or not _is_exact(whole) or not _is_exact(part):
        return False
    rest = whole.low - part.low
    others = (f for f in sentence.figures if f.start != part.start and _is_exact(f) and _unit(f) == _unit(part))
    return rest > 0 and any(f.low == rest for f in others)


def share_an_end(one: Figure, other: Figure) -> bool:
    """Whether two ranges or bounds end at one number: "50 to 100", "as many as 100"; a number alone is no bound."""
    ranges = [f.low != f.high for f in (one, other)]
    ends = (one.high is not None and one.high == other.high) or (one.low is not None and one.low == other.low)
    return all(ranges) and ends


def _is_exact(figure: Figure) -> bool:
    return figure.low == figure.high and figure.mod not in ("more_than", "at_least", "less_than", "at_most", "nearly")


def _unit(figure: Figure) -> str:
    return figure.unit or "count"
