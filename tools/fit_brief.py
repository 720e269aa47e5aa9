"""Fits the weights in `align/tables/brief_weights.toml`. Only weights are stored, nothing of the data.

    python -m tools.fit_brief [--write]

Logistic regression over the words, and over the pairs of neighbouring words, that the reports of 500 AllSides train
stories hold: whether the editor's roundup of the story holds them too. All rows weigh the same; the likelihoods have to
be right as they stand, because sentences are chosen by sums of them. Reading the reports takes some ten minutes. The
validation stories are not touched: `python -m bench collation` reports on them.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from bench.claim_data import articles_of, story_rows

from variorum.align.brief.terms import FEATURES, Terms, terms_of
from variorum.align.sentences import read_story
from variorum.align.words import stem, words_of
from variorum.model import Annotated
from variorum.pipeline.run import annotate_articles

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "src" / "variorum" / "align" / "tables" / "brief_weights.toml"
STORIES, SEED = 500, 7


def roundups(split: str) -> dict[str, str]:
    """The editors' roundups of one split, by story."""
    with gzip.open(SHARED / "data" / "summaries" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {r["story"]: r["roundup"] for r in map(json.loads, lines) if r["split"] == split}


def annotated(stories: Iterable[str]) -> Iterator[tuple[str, list[Annotated]]]:
    """The reports of each story, read as `variorum collate` reads them."""
    rows = story_rows(SHARED, "allsides")
    for story in stories:
        yield story, list(annotate_articles(list(articles_of(rows[story]))))


def fit(stories: Iterable[tuple[str, list[Annotated]]], written: dict[str, str]) -> str:
    """The table: for words and for pairs an intercept and a weight per feature."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows: dict[int, list[tuple[float, ...]]] = {1: [], 2: []}
    kept: dict[int, list[bool]] = {1: [], 2: []}
    for story, items in stories:
        terms = Terms(read_story(items))
        wanted = set(terms_of([stem(word) for word in words_of(written[story])]))
        for term in terms:
            rows[len(term)].append(terms.measures(term))
            kept[len(term)].append(term in wanted)
    lines = ["# How likely a term of the reports is to be in a brief, written by tools/fit_brief.py."]
    for size, part in ((1, "words"), (2, "pairs")):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=300)).fit(np.array(rows[size]), kept[size])
        scaler, logistic = model.steps[0][1], model.steps[1][1]
        weights = logistic.coef_[0] / scaler.scale_
        intercept = float(logistic.intercept_[0] - weights @ scaler.mean_)
        lines += ["", f"[{part}]", f"intercept = {intercept:.4f}"]
        lines += [f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Fits, prints the table, and, asked to, writes it."""
    written = roundups("train")
    stories = sorted(written)
    random.Random(SEED).shuffle(stories)
    table = fit(annotated(stories[:STORIES]), written)
    print(table)
    if "--write" in arguments:
        TABLE.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
