"""What a reader marked and judged holds together: marks lie in their texts, verdicts are of the kinds that are told."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "bench" / "gold"
USES = {"tune", "dev", "report", "fresh"}
KINDS = {"figure", "time", "quote wording", "statement", "modality", "attribution", "position"}


def _verdicts() -> list[dict[str, str]]:
    with (GOLD / "judgements.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _marks(name: str) -> Iterator[tuple[str, dict[str, str], dict[str, object]]]:
    """Article key, articles by key, and what was marked, of every piece of evidence in the files called `name`."""
    for file in sorted(GOLD.glob(f"*.{name}.json")):
        story = json.loads(file.read_text(encoding="utf-8"))
        for marked in story[name]:
            assert len({e["doc"] for e in marked["evidence"]}) > 1, f"{file.name}: {marked['id']} is of one report"
            for evidence in marked["evidence"]:
                yield story.get("articles", {}).get(evidence["doc"], evidence["doc"]), marked, evidence


@pytest.mark.shared
@pytest.mark.parametrize("name", ["agreements", "differences"])
def test_marks_are_whole_words_of_their_articles(shared: Path, name: str) -> None:
    texts: dict[str, str] = {}
    for stories in ("basil", "allsides"):
        with gzip.open(shared / "data" / "stories" / f"{stories}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts.update((row["id"], row["text"]) for row in map(json.loads, lines))
    count = 0
    for article, marked, evidence in _marks(name):
        start, end = int(str(evidence["start"])), int(str(evidence["end"]))
        text = texts[article]
        assert 0 <= start < end <= len(text), marked["id"]
        assert not text[start - 1 : start + 1].isalnum() or start == 0, marked["id"]
        assert not text[end - 1 : end + 1].isalnum() or end == len(text), marked["id"]
        count += 1
    assert count > 100


def test_a_marked_story_says_what_it_is_for_and_its_kinds_are_known() -> None:
    for file in GOLD.glob("*.agreements.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["use"] in USES, file.name
        other = file.with_name(file.name.replace("agreements", "differences"))
        assert {d["kind"] for d in json.loads(other.read_text(encoding="utf-8"))["differences"]} <= KINDS, other.name


def test_an_item_is_judged_once_and_a_wrong_one_says_why() -> None:
    verdicts = _verdicts()
    assert len({v["key"] for v in verdicts}) == len(verdicts) > 0
    told = (ROOT / "docs" / "judging.md").read_text(encoding="utf-8")
    for verdict in verdicts:
        assert verdict["verdict"] in ("right", "wrong"), verdict["key"]
        assert (verdict["verdict"] == "right") == (verdict["category"] == ""), verdict["key"]
        assert verdict["category"].split()[-1] in told if verdict["category"] else True, verdict["key"]


def test_verdicts_are_of_the_stories_that_are_judged() -> None:
    listed = (GOLD / "judged_stories.tsv").read_text(encoding="utf-8").splitlines()[1:]
    known = {
        (name, story, part) for name, story, parts in (row.split("\t") for row in listed) for part in parts.split()
    }
    assert {(v["set"], v["story"], v["part"]) for v in _verdicts()} <= known
