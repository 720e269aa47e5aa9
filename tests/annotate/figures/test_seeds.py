"""The floor on the seed pages and on the sample story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from variorum.annotate.figures import find_figures
from variorum.annotate.times import find_times
from variorum.ingest import extract_all, read_pages
from variorum.language.parse import Parser
from variorum.model import Article
from variorum.sample import expected_path, pages_path
from variorum.scoring.figures import FigureScore, FoundFigure, GoldFigure, score_figures

FLOOR = 1.0


def _score(pages: Path, gold_file: Path) -> FigureScore:
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    keys = {name: key for key, name in gold["files"].items()}
    read = [page for page in extract_all(read_pages([pages])) if isinstance(page, Article)]
    articles = [article for article in read if Path(article.source).name in keys]
    total = FigureScore()
    for article, doc in zip(articles, Parser().parse(a.text for a in articles), strict=True):
        figures = find_figures(doc, find_times(doc, article.published.value))
        found = [FoundFigure(article.text[f.start : f.end], f.low, f.high) for f in figures]
        rows = [row for row in gold["figures"] if row["doc"] == keys[Path(article.source).name]]
        total += score_figures(found, [GoldFigure(r["text"], r["low"], r["high"], r["bound"] == "about") for r in rows])
    return total


@pytest.mark.shared
def test_the_seeds_have_all_their_figures(shared: Path) -> None:
    assert _score(shared / "seeds", shared / "gold" / "seeds.json").recall >= FLOOR


def test_the_sample_story_has_all_its_figures() -> None:
    assert _score(pages_path(), expected_path()).recall >= FLOOR
