"""Which differences are shown: those whose sides' sentences as wholes are near enough to speak of one thing.

What each rule asks of its own places is not enough: two deeds of one person, told in one kind of words, meet every
rule. So for each rule there is a least nearness, below which readers mostly found two things set against each other.
The cuts stand in `tables/difference_least.toml`, set by `tools/fit_differences.py` on differences judged by reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

from variorum.align.differences.places import Places
from variorum.align.sentences import Sentence
from variorum.language.shipped import settings
from variorum.language.vectors import embed
from variorum.model import Difference

STRENGTH = 0.25
"""What the strength of a contrast (words, names and days around both values) adds to the cosine."""
WEIGHED = frozenset({"contrasts"})
"""Rules whose weight is such a strength."""

Found = tuple[str, Difference]
"""The rule that found a difference, and the difference."""


@lru_cache(maxsize=1)
def least() -> dict[str, float]:
    """The least nearness by rule. Raises `msgspec.ValidationError` on a bad table and `ValueError` on an empty one."""
    return settings("align", "difference_least.toml", dict[str, float])


def assured(found: Iterable[Found], sentences: Sequence[Sentence]) -> list[Difference]:
    """The differences near enough for their rule; a rule that the table does not name asks enough by itself."""
    told = list(found)
    near = nearness([(rule, d) for rule, d in told if rule in least()], sentences)
    return [d for rule, d in told if rule not in least() or near[d.id] >= least()[rule]]


def nearness(found: Sequence[Found], sentences: Sequence[Sentence]) -> dict[str, float]:
    """By difference: the greatest cosine of two reports' sentences on two sides, with the strength that counts."""
    at = Places(sentences)
    pairs = {d.id: list(_across(d, at)) for _, d in found}
    texts = sorted({s.text for held in pairs.values() for pair in held for s in pair})
    row = dict(zip(texts, embed(texts), strict=True))
    cosine = {key: max((float(row[a.text] @ row[b.text]) for a, b in held), default=0.0) for key, held in pairs.items()}
    return {d.id: cosine[d.id] + (STRENGTH * d.weight if rule in WEIGHED else 0.0) for rule, d in found}


def _across(difference: Difference, at: Places) -> Iterator[tuple[Sentence, Sentence]]:
    for one, other in combinations(difference.sides, 2):
        for a, b in product(one.evidence, other.evidence):
            left, right = at.holding(a), at.holding(b)
            if left and right and a.article != b.article:
                yield left, right
