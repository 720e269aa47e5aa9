"""The cut of a rule: the right ones are worth keeping, and what is wrong costs more."""

from __future__ import annotations

import pytest
from tools.fit_differences import cut, readings

from variorum.align.differences.assurance import least


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ([(0.9, True), (0.8, True), (0.4, False)], 2),
        ([(0.9, False), (0.8, True)], 0),
        ([(0.9, True), (0.8, False), (0.7, True), (0.6, True)], 3 + 1),
    ],
)
def test_a_cut(read: list[tuple[float, bool]], kept: int) -> None:
    assert sum(near >= cut(read) for near, _ in read) == kept


def test_the_table_is_that_of_the_readings() -> None:
    assert least() == {rule: round(cut(read), 2) for rule, read in readings().items()}
