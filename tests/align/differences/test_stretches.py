"""Figures over lengths of time: two lengths are two measurements, and no difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.differences import find_differences
from variorum.align.sentences import read_story
from variorum.model import Annotated, Difference, Entity

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]


def _differences(read: Read, one: str, other: str) -> tuple[Difference, ...]:
    reports = [
        (f"Post {n}", "2031-06-03", f"Rain\nThree dams were opened in Marrow valley.\n\n{s}")
        for n, s in enumerate((one, other))
    ]
    items, entities = read(reports)
    return find_differences(items, read_story(items), (), entities)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("in 12 hours", "in 24 hours", False),
        ("within two days", "within four days", False),
        ("in 12 hours", "in 12 hours", True),
    ],
)
def test_a_figure_is_set_against_one_over_the_same_length(
    one: str, other: str, differ: bool, read_reports: Read
) -> None:
    said = "Some {} millimetres of rain fell on Marrow {}, the weather service said on Tuesday."
    found = _differences(read_reports, said.format(140, one), said.format(190, other))
    assert [d.kind for d in found] == (["figure"] if differ else [])
