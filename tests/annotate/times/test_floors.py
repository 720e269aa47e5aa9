"""Quality on public gold must not fall. The floors are for the small parts read here, and only ever go up."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest

from variorum.annotate.times import find_times
from variorum.language.parse import Parser
from variorum.model.records import Time
from variorum.scoring.timex import TimexScore, score

FLOORS = {
    "tbaq": (66, 120, 0.91, 0.95, 0.84),
    "wikiwars": (0, 2, 0.90, 0.95, 0.86),
}
"""Texts of the file that are read, first and end, and the least strict, relaxed and value F1."""


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores_stay_above_their_floors(shared: Path, name: str) -> None:
    first, end, *floors = FLOORS[name]
    with gzip.open(shared / "data" / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, first, end)]
    total = TimexScore()
    for row, doc in zip(rows, Parser().parse(row["text"] for row in rows), strict=True):
        gold = [Time(t["start"], t["end"], t["type"], t["value"], t["mod"]) for t in row["timex"]]
        total += score(gold, find_times(doc, row["dct"]))
    for found, floor in zip((total.strict.f1, total.relaxed.f1, total.value_f1), floors, strict=True):
        assert found >= floor
