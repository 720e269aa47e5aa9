"""Fits the trees in `ingest/tables/body_trees.tsv`. Thresholds and weights alone are stored, nothing of the data.

    python -m tools.fit_body [--write]

Fitted on the pages at even places of the extraction set; those at odd places are never looked at. A block's label is
whether most of its runs of three words stand in the gold body; its weight is its words (sixty at most), and each page
weighs about as much as any other, since the measure is a mean over pages. What is printed comes from cross-validation
over pages; the second round is fitted on chances that the first gave to pages held out from it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.reading import LIMITS, Sample, samples
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier as Model
from tools.boosting import grow, lines_of
from tools.gold_lines import in_gold

from variorum.ingest.decoding import decode
from variorum.ingest.html.blocks import Box, Paths, TextBlock, text_blocks
from variorum.ingest.html.body import known_of, paragraph_of, printed_once
from variorum.ingest.html.metadata import title_of
from variorum.ingest.html.model import ROUNDS, readers_say
from variorum.ingest.html.structured import facts_of
from variorum.ingest.html.traits import traits_of
from variorum.ingest.html.tree import parse
from variorum.ingest.trees import likeliest, with_context
from variorum.scoring.extraction import word_f1

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "src" / "variorum" / "ingest" / "tables" / "body_trees.tsv"
HEAD = (
    "# Boosted trees of the body model, written by tools/fit_body.py: round, then seven questions (trait, the value\n"
    "# above which the answer is yes) from the root down, then what the eight leaves add. Each begins with its start.\n"
)
TREES = 70
FOLDS = 4
INNER = 3
Floats = NDArray[np.float64]


@dataclass
class PageRows:
    """A page's blocks with their traits and labels."""

    part: str
    body: str
    blocks: list[TextBlock]
    boxes: list[Box]
    table: Floats
    sizes: Floats
    labels: NDArray[np.bool_]

    def weights(self) -> Floats:
        """What each block counts in the fit."""
        seen = np.minimum(self.sizes, 60) + 1
        return np.asarray(seen / np.sqrt(seen.sum()))


def page_rows(sample: Sample) -> PageRows | None:
    """The page as the body model sees it, or `None` when it has no text."""
    root = parse(decode(sample.body, "text/html"), LIMITS)
    facts = facts_of(root)
    title = title_of(root, facts, sample.text("url"))
    blocks, boxes = text_blocks(root)
    if not blocks:
        return None
    table = traits_of(blocks, boxes, known_of(blocks, facts, title))
    gold = sample.text("body")
    sizes = np.array([float(b.words) for b in blocks])
    return PageRows(
        sample.text("set"), gold, blocks, boxes, table, sizes, in_gold([block.text for block in blocks], gold)
    )


def fit(pages: Sequence[PageRows], tables: Sequence[Floats]) -> Model:
    """One round of trees."""
    weights = np.concatenate([page.weights() for page in pages])
    return grow(np.vstack(tables), np.concatenate([p.labels for p in pages]), weights, TREES)


def both(pages: Sequence[PageRows]) -> tuple[Model, Model]:
    """The two rounds; the second sees chances that were given to each page by trees fitted on the others."""
    chances: list[Floats] = [np.zeros(0)] * len(pages)
    for fold in range(INNER):
        others = [page for i, page in enumerate(pages) if i % INNER != fold]
        model = fit(others, [page.table for page in others])
        for i in range(fold, len(pages), INNER):
            chances[i] = model.predict_proba(pages[i].table)[:, 1]
    tables = [with_context(page.table, page.sizes, chance) for page, chance in zip(pages, chances, strict=True)]
    return fit(pages, [page.table for page in pages]), fit(pages, tables)


def score(page: PageRows, models: tuple[Model, Model]) -> tuple[float, float]:
    """The page's word F1 after the first round, and after both."""
    alone = models[0].predict_proba(page.table)[:, 1]
    among = models[1].predict_proba(with_context(page.table, page.sizes, alone))[:, 1]
    found = []
    paths = Paths()
    for chance in (alone, among):
        chance = chance * ~readers_say(page.table)
        kept = printed_once(paragraph_of(page.blocks[i], page.boxes, paths) for i in likeliest(chance, page.sizes)[0])
        found.append(word_f1("\n".join(p.text for p in kept), page.body))
    return found[0], found[1]


def cross_validate(pages: Sequence[PageRows]) -> None:
    """Prints the mean over pages held out, for each part of the set."""
    chance = np.random.RandomState(0).permutation(len(pages)) % FOLDS
    scores: list[tuple[str, tuple[float, float]]] = []
    for fold in range(FOLDS):
        models = both([page for page, of in zip(pages, chance, strict=True) if of != fold])
        scores += [(page.part, score(page, models)) for page, of in zip(pages, chance, strict=True) if of == fold]
    for part in ("wcxb", "fundus"):
        means = np.mean([s for p, s in scores if p == part], axis=0)
        print(f"{part}: word F1 {means[0]:.4f} after one round, {means[1]:.4f} after both", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Cross-validate, unless only the table is asked for; with `--write`, store the trees."""
    pages = [page for sample in samples(SHARED, "extraction", 2) if (page := page_rows(sample))]
    if "--fast" not in arguments:
        cross_validate(pages)
    if "--write" in arguments:
        models = both(pages)
        lines = [
            line for name, model in zip(ROUNDS, models, strict=True) for line in lines_of(name, model, ROUNDS[name])
        ]
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
