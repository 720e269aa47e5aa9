"""What a reader marked in whole stories: marks are whole words of their reports, values are ones that can be found."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "bench" / "gold"
STORIES: dict[str, dict[str, Any]] = {
    f.name: json.loads(f.read_text(encoding="utf-8")) for f in sorted(GOLD.glob("*.reading.json"))
}
LAYERS = ("quotes", "doubtful_quotes", "scare_quotes", "figures", "times")
VALUE = re.compile(r"\d{4}(-\d\d(-\d\d(T(MO|MI|AF|EV|NI|DT))?)?|-W\d\d(-WE)?|-(SP|SU|FA|WI))?|\d{3}")


def _marks(story: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every stretch that a story's marks name: the words marked, who said them, who was told, the forms of a name."""
    for layer in LAYERS:
        for mark in story[layer]:
            yield mark
            yield from (mark[key] for key in ("speaker", "told_to") if mark.get(key))
    for entity in story["entities"]:
        yield from (entity["name"], *entity["aliases"])


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1 : at + 1].isalnum()


@pytest.mark.shared
def test_marks_are_whole_words_of_their_reports(shared: Path) -> None:
    texts: dict[str, str] = {}
    for name in sorted({s["set"] for s in STORIES.values()}):
        with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts.update((row["id"], row["text"]) for row in map(json.loads, lines))
    count = 0
    for file, story in STORIES.items():
        for mark in _marks(story):
            text, start, end = texts[story["articles"][mark["doc"]]], mark["start"], mark["end"]
            assert 0 <= start < end <= len(text), (file, mark)
            assert text[start:end].strip() == text[start:end], (file, mark)
            assert re.search(r"\w", text[start:end]), (file, mark)
            assert not _cuts_word(text, start), (file, mark)
            assert not _cuts_word(text, end), (file, mark)
            count += 1
    assert count > 400


def test_a_time_stands_in_its_context_and_has_a_value() -> None:
    for file, story in STORIES.items():
        for time in story["times"]:
            low, high = time["context"]
            assert low <= time["start"] < time["end"] <= high, (file, time)
            assert VALUE.fullmatch(time["value"]), (file, time)


def test_a_figure_has_a_bound_and_its_ends_are_in_order() -> None:
    for file, story in STORIES.items():
        for figure in story["figures"]:
            low, high = figure["low"], figure["high"]
            assert low is not None or high is not None, (file, figure)
            assert low is None or high is None or low <= high, (file, figure)
            assert figure["bound"] in ("exact", "about", "more than", "at least", "at most"), (file, figure)


def test_every_layer_is_marked_and_each_use_has_stories() -> None:
    for use in ("dev", "fresh"):
        chosen = [s for s in STORIES.values() if s["use"] == use]
        assert len(chosen) > 1
        for layer in ("quotes", "figures", "times", "entities"):
            assert sum(len(s[layer]) for s in chosen) >= 10, (use, layer)


def test_the_files_hold_no_words_of_the_reports() -> None:
    """Strings are keys, ids and values, and a reader's few own words for what a figure counts."""
    for file, story in STORIES.items():
        told = {f["counts"] for f in story["figures"]}
        assert all(len(words.split()) <= 5 for words in told), file
        assert not {key for layer in LAYERS for mark in story[layer] for key in mark} & {"text", "exact", "words"}, file
