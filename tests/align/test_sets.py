"""Sets that are joined two by two."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from variorum.align.sets import Sets

NUMBERS = st.integers(0, 9)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12), st.randoms(use_true_random=False))
def test_what_is_joined_has_one_smallest_member_in_whatever_order(joins: list[tuple[int, int]], rng: Random) -> None:
    reached = {n: {n} for n in range(10)}
    for one, other in joins:
        both = reached[one] | reached[other]
        reached |= dict.fromkeys(both, both)
    shuffled = list(joins)
    rng.shuffle(shuffled)
    for order in (joins, shuffled):
        sets = Sets(range(10))
        for one, other in order:
            sets.join(one, other)
        assert {n: sets.find(n) for n in range(10)} == {n: min(reached[n]) for n in range(10)}
