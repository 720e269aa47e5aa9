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
    "tbaq": (60, 0.81, 0.93, 0.75),
    "wikiwars": (3, 0.86, 0.92, 0.82),
}
"""Texts from the top of the file, and the least strict, relaxed and value F1."""


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores_stay_above_their_floors(shared: Path, name: str) -> None:
    texts, *floors = FLOORS[name]
    with gzip.open(shared / "data" / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, texts)]
    total = TimexScore()
    for row, doc in zip(rows, Parser().parse(row["text"] for row in rows), strict=True):
        gold = [Time(t["start"], t["end"], t["type"], t["value"], t["mod"]) for t in row["timex"]]
        total += score(gold, find_times(doc, row["dct"]))
    for found, floor in zip((total.strict.f1, total.relaxed.f1, total.value_f1), floors, strict=True):
        assert found >= floor
