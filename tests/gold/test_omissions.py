"""What was read of omissions: verdicts have their reasons, halves part stories, and no story is one with gold."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "bench" / "gold"
WRONG = {"claim", "told", "lost text", "other text", "furniture"}
"""What is said to be told is not, the silent report tells it, a part of its page was not read, it is another page's
text, or what is said to be told is no part of a report."""


def _rows() -> list[dict[str, str]]:
    with (GOLD / "omission_readings.tsv").open(encoding="utf-8", newline="") as lines:
        assert next(lines).startswith("# ")
        return list(csv.DictReader(lines, delimiter="\t"))


def test_verdicts_have_their_reasons_and_stand_once() -> None:
    rows = _rows()
    assert all((row["right"], row["wrong"]) == ("1", "") or row["wrong"] in WRONG for row in rows)
    assert len({tuple(row.values())[1:8] for row in rows}) == len(rows)


def test_nine_in_ten_are_right_in_stories_not_looked_at_before() -> None:
    told: dict[tuple[str, ...], bool] = {}
    for row in _rows():
        if row["use"] == "report":
            told[row["story"], row["article"], row["start"], row["end"]] = row["right"] == "1"
    assert sum(told.values()) >= 0.9 * len(told) > 0


def test_a_story_is_of_one_half_and_has_no_gold() -> None:
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows():
        uses[row["set"], row["story"]].add(row["use"])
    assert all(len(found) == 1 for found in uses.values())
    gold = (json.loads(file.read_text(encoding="utf-8")) for file in GOLD.glob("*.json"))
    assert not {(g["set"], g["story"]) for g in gold if "set" in g and "story" in g} & set(uses)


@pytest.mark.shared
def test_offsets_lie_in_the_reports(shared: Path) -> None:
    files = {name: shared / "data" / "stories" / f"{name}.jsonl.gz" for name in ("basil", "allsides")}
    files["timelines"] = shared / "data" / "timelines" / "articles.jsonl.gz"
    texts: dict[tuple[str, str], str] = {}
    for name, file in files.items():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts.update(((name, row["id"]), row["text"]) for row in map(json.loads, lines))
    for row in _rows():
        words = texts[row["set"], row["article"]][int(row["start"]) : int(row["end"])]
        assert words.strip() == words != "", row
        assert row["silent"] != row["article"]
        assert (row["set"], row["silent"]) in texts
