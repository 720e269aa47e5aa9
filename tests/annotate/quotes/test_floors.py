"""Floors of quality on public gold; they only go up. The whole development set is measured by the benchmark."""

from __future__ import annotations

import gzip
import json
import re
import time
from itertools import islice
from pathlib import Path

import pytest

from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotes import find_quotes
from variorum.language.parse import Parser
from variorum.model.records import Mode, Span
from variorum.scoring.attributions import MODES, Attribution, Scores, of_quote, score

TEXTS = 12
"""Texts that are read here; figures of so few lie some points off those of the whole set."""

FLOORS: tuple[tuple[tuple[Mode, ...], str, float], ...] = (
    (("direct", "mixed"), "content_overlap", 0.90),
    (("direct", "mixed"), "content_exact", 0.70),
    (("direct", "mixed"), "source_overlap", 0.82),
    (("indirect",), "content_overlap", 0.78),
    (("indirect",), "content_exact", 0.48),
    (MODES, "content_exact", 0.57),
    (MODES, "source_exact", 0.77),
)


@pytest.mark.shared
def test_polnear(shared: Path) -> None:
    with gzip.open(shared / "data" / "quotes" / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = list(islice((r for r in map(json.loads, lines) if r["split"] == "dev"), TEXTS))
    docs = Parser().parse(row["text"] for row in rows)
    pairs = [
        (
            [Attribution(a["mode"], spans(a["content"]), spans(a["source"])) for a in row["attributions"]],
            [of_quote(q) for q in find_quotes(doc, find_mentions(doc))],
        )
        for row, doc in zip(rows, docs, strict=True)
    ]
    for modes, figure, floor in FLOORS:
        total = sum((score(gold, found, modes) for gold, found in pairs), Scores())
        assert getattr(total, figure).f1 >= floor, (modes, figure)


def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


@pytest.mark.shared
def test_seed_pages(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))
    for key, name in gold["files"].items():
        doc = next(iter(Parser().parse([(shared / "seeds" / name).read_text(encoding="utf-8")])))
        quotes = [q for q in find_quotes(doc, find_mentions(doc)) if q.mode != "indirect"]
        said = [bare(doc.text[s.start : s.end]) for q in quotes for s in q.contents]
        for want in (q for q in gold["quotes"] if q["doc"] == key):
            assert any(bare(want["text"]) in s for s in said), want["text"]
        scare = {bare(s["text"]) for s in gold["scare_quotes"] if s["doc"] == key}
        assert scare.isdisjoint(said)


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_a_long_text_takes_linear_time() -> None:
    """Twice the text takes about twice the time: nothing looks back over the whole of it."""
    block = "Ana Ruiz said the bridge was safe. “We tested it twice,” she told the Coast Herald. He disagreed.\n\n"
    took = []
    for times in (300, 1200):
        doc = next(iter(Parser().parse([block * times])))
        mentions = find_mentions(doc)
        begun = time.process_time()
        quotes = find_quotes(doc, mentions)
        took.append(time.process_time() - begun)
        assert len(quotes) >= 2 * times
    assert took[1] < 12 * took[0]
