"""Pairs labelled held or not: offsets lie in their reports, labels and kinds are those told, halves part stories."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "bench" / "gold"
KINDS = {
    "2": {""},
    "1": {"part", "number", "sureness"},
    "0": {"topical", "event", "actor", "number", "polarity", "sureness", "none"},
}


def _rows() -> list[dict[str, str]]:
    with (GOLD / "held.tsv").open(encoding="utf-8", newline="") as lines:
        assert next(lines).startswith("# ")
        return list(csv.DictReader(lines, delimiter="\t"))


def test_labels_have_their_kinds_and_no_pair_stands_twice() -> None:
    rows = _rows()
    assert all(row["kind"] in KINDS[row["label"]] for row in rows)
    assert len({tuple(row.values())[3:] for row in rows}) == len(rows) > 0


def test_a_story_is_of_one_half_and_neither_gold_nor_judged() -> None:
    halves: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows():
        halves[row["set"], row["story"]].add(row["half"])
    assert all(len(found) == 1 for found in halves.values())
    assert set().union(*halves.values()) == {"a", "b"}
    judged = (GOLD / "judged_stories.tsv").read_text(encoding="utf-8").splitlines()[1:]
    taken = {tuple(row.split("\t")[:2]) for row in judged}
    for file in GOLD.glob("*.agreements.json"):
        story = json.loads(file.read_text(encoding="utf-8"))
        taken.add((story["set"], story["story"]))
    assert not taken & set(halves)


@pytest.mark.shared
def test_offsets_lie_in_two_reports_of_the_story(shared: Path) -> None:
    texts: dict[tuple[str, str], str] = {}
    for name in ("basil", "allsides", "ecbplus"):
        with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts.update(((row["story"], row["id"]), row["text"]) for row in map(json.loads, lines))
    for row in _rows():
        assert row["article"] != row["other"]
        for article, start, end in (("article", "start", "end"), ("other", "other_start", "other_end")):
            text = texts[row["story"], row[article]]
            words = text[int(row[start]) : int(row[end])]
            assert words.strip() == words, row
            assert len(words) >= 20, row
