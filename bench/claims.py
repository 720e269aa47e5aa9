"""Agreements of real stories found as claims: two stories of BASIL that weights were fitted on, two that were not."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from msgspec import to_builtins

from bench.claim_data import GoldStory, annotated, as_scorer_gold, gold_stories, story_rows
from bench.row import Row
from variorum.align.claims import find_claims
from variorum.model import Annotated, Claim

NOTES = {
    "tune": "weights were fitted and rules tuned on these",
    "report": "no weights from these, but one threshold of sifting was set with their totals in view",
}


def run(shared: Path) -> list[Row]:
    """Coverage, whole and distinct per half, as the seeds' scorer counts them, and the seconds that joining took."""
    scorer = load_scorer(shared)
    rows: list[Row] = []
    for use, note in NOTES.items():
        stories = gold_stories(use)
        seconds, scores = 0.0, []
        for gold in stories:
            told = story_rows(shared, gold.set)[gold.story]
            items, entities = annotated(told)
            start = time.monotonic()
            claims = find_claims(items, entities)
            seconds += time.monotonic() - start
            scores.append(agreements(scorer, gold, told, items, claims))
        for metric in ("coverage", "whole", "distinct"):
            rows.append(Row(f"basil, {use}", metric, sum(s[metric] for s in scores) / len(scores), note=note))
        rows.append(Row(f"basil, {use}", "seconds a story", seconds / len(stories), note="three reports each"))
    return rows


def load_scorer(shared: Path) -> ModuleType:
    """The seeds' scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score_dossier", shared / "tools" / "score_dossier.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("score_dossier.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agreements(
    scorer: ModuleType,
    gold: GoldStory,
    rows: Sequence[dict[str, str]],
    items: Sequence[Annotated],
    claims: Sequence[Claim],
) -> dict[str, float]:
    """The scorer's `agreements` of one story's claims. Raises `ValueError` where a span does not hold."""
    wanted = as_scorer_gold(gold, rows)
    data = {
        "articles": [{"id": i.article.id, "source": i.article.source, "text": i.article.text} for i in items],
        "stories": [{"claims": to_builtins(tuple(claims))}],
        "entities": [],
    }
    dossier = scorer.Dossier(data, wanted)
    if bad := dossier.check_spans():
        raise ValueError(bad[0])
    found: dict[str, float] = scorer.score_agreements(dossier, wanted, [])
    return found
