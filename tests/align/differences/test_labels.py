"""One thing called by two names that see it differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum.align.differences import find_differences
from variorum.align.sentences import read_story
from variorum.align.words import table
from variorum.model import Annotated, Entity

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
ROWS = (Path(__file__).parent / "specs" / "labels.tsv").read_text(encoding="utf-8").splitlines()
DAY = "2031-05-04"
PADDING = "\nThe weather was mild. Children played by the water. Shops opened late, and buses were full."


@pytest.mark.parametrize(("kind", "one", "other", "why"), [row.split("\t") for row in ROWS if row[0] != "#"])
def test_labels(read_reports: Read, kind: str, one: str, other: str, why: str) -> None:
    items, entities = read_reports(
        [("Coast Post", DAY, f"x\n{one}{PADDING}"), ("Bay Herald", DAY, f"x\n{other}{PADDING}")]
    )
    found = find_differences(items, read_story(items), (), entities)
    assert [d.kind for d in found] == ([] if kind == "none" else [kind])
    assert all(why in d.why for d in found)


def test_no_name_of_a_row_stands_on_both_sides_of_it() -> None:
    for line in table("difference_labels.txt"):
        sides = [set(side.split()) for side in line.split(":")]
        assert len(sides) > 1, line
        assert all(sides), line
        assert sum(map(len, sides)) == len(set().union(*sides)), line
