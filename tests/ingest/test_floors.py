"""Floors on public pages (those at odd places, which nothing was fitted on) and on the sample: they only go up."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from bench.captures import captures, same_title
from bench.reading import samples

from variorum.ingest import Limits, extract
from variorum.ingest.packing import page_of
from variorum.model import Article
from variorum.scoring.counts import Hits
from variorum.scoring.extraction import word_f1

pytestmark = pytest.mark.shared


def _some(shared: Path, name: str, part: str, step: int) -> list[tuple[dict[str, str], Article | None]]:
    folder = shared / "data" / name
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").split("\n") if line]
    found = []
    for row in [row for row in rows if row["set"] == part][1::step]:
        body = gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes())
        result = extract(page_of(body, row["id"], "text/html", row["url"]), Limits(languages=(), least_words=1))
        found.append((row, result if isinstance(result, Article) else None))
    return found


@pytest.mark.parametrize(("part", "step", "floor"), [("wcxb", 18, 0.95), ("fundus", 10, 0.96)])
def test_body(part: str, step: int, floor: float, shared: Path) -> None:
    pages = _some(shared, "extraction", part, step)
    scores = [word_f1(article.text if article else "", row["body"]) for row, article in pages]
    assert sum(scores) / len(scores) >= floor


def test_text_without_markup(shared: Path) -> None:
    """Blocks of pages one under the other keep their report and their headline, and a clean text loses nothing."""
    scores: dict[str, list[float]] = {"blocks": [], "clean": []}
    titled: list[bool] = []
    for capture in captures(samples(shared, "extraction")[1::16]):
        if capture.kind in scores:
            found = extract(page_of(capture.text.encode(), "a.txt", "text/plain"), Limits(languages=(), least_words=1))
            article = found if isinstance(found, Article) else None
            scores[capture.kind].append(word_f1(article.text if article else "", capture.body))
            if capture.kind == "blocks" and capture.has_title:
                titled.append(article is not None and same_title(article.title, capture.title))
    assert sum(scores["blocks"]) / len(scores["blocks"]) >= 0.89
    assert sum(scores["clean"]) / len(scores["clean"]) >= 0.98
    assert sum(titled) / len(titled) >= 0.7


def test_days(shared: Path) -> None:
    pages = _some(shared, "dates", "htmldate_default", 10)
    right = [article is not None and article.published.value == row["date"] for row, article in pages]
    assert sum(right) / len(right) >= 0.84


def test_the_sample_is_cleaned(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text("utf-8"))
    total = Hits()
    for key, name in gold["files"].items():
        body = (shared / "seeds" / name).read_bytes()
        article = extract(page_of(body, name))
        assert isinstance(article, Article)
        want = {n for low, high in gold["content_lines"][key] for n in range(low, high + 1)}
        title = {
            n for n, line in enumerate(body.decode().split("\n"), 1) if line.strip() == article.title and n in want
        }
        kept = {block.line for block in article.blocks if block.line} | title
        kept -= set(gold["neutral_lines"][key])
        total += Hits.of(kept, want)
    assert total.f1 >= 0.99
