"""The dossier of the sample story: its floors, and that it is the golden one.

`VARIORUM_UPDATE_GOLDEN=1 pytest tests/sample` writes `golden.json` anew after a change that is meant; CI refuses that.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import msgspec
import pytest

from variorum.model import Dossier, Omission, Story
from variorum.model.support import reports
from variorum.pipeline import collate_paths
from variorum.present.contract import encode, schema_text
from variorum.present.verify import problems
from variorum.sample import expected_path, pages_path

GOLDEN = Path(__file__).parent / "golden.json"
UPDATE = "VARIORUM_UPDATE_GOLDEN"
EXPECTED: dict[str, Any] = json.loads(expected_path().read_text(encoding="utf-8"))

FLOORS = {
    "articles": 1.0,
    "text.f1": 1.0,
    "documents.published": 0.9,
    "documents.title": 1.0,
    "quotes.f1": 0.98,
    "quotes.speaker": 0.98,
    "quotes.upstream": 1.0,
    "figures.recall": 1.0,
    "times.value": 0.85,
    "entities.whole": 0.9,
    "agreements.coverage": 0.85,
    "agreements.distinct": 1.0,
    "differences.found": 0.8,
    "differences.compatible": 1.0,
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return collate_paths([pages_path()])


def test_the_dossier_follows_its_schema_and_every_span_holds(dossier: Dossier) -> None:
    jsonschema.validate(json.loads(encode(dossier)), json.loads(schema_text()))
    assert list(problems(dossier)) == []


def _sources(dossier: Dossier) -> dict[str, str]:
    return {article.id: Path(article.source).name for article in dossier.articles}


def _main(dossier: Dossier) -> Story:
    return max(dossier.stories, key=lambda story: len(story.articles))


def _summary(dossier: Dossier) -> dict[str, Any]:
    """What a reader sees of the dossier, with the pages' names for ids, small enough to read in a diff."""
    names, story = _sources(dossier), _main(dossier)
    entities = {entity.id: entity.name for entity in dossier.entities}
    shared = [claim for claim in story.claims if len(reports(claim)) > 1]
    return {
        "articles": {
            names[a.id]: [a.title, a.published.value, sorted({entities.get(q.speaker or "") or "?" for q in a.quotes})]
            for a in dossier.articles
        },
        "rejections": {Path(r.source).name: r.reason for r in dossier.rejections},
        "stories": sorted(sorted(names[a] for a in s.articles) for s in dossier.stories),
        "derivations": sorted([names[d.copy], names.get(d.origin or ""), d.degree] for d in story.derivations),
        "claims": sorted([c.statement, c.independent, sorted({names[e.article] for e in c.evidence})] for c in shared),
        "differences": sorted(([d.kind, d.compatible, d.development, d.why] for d in story.differences), key=str),
        "omissions": [_omitted(o, story, names) for o in story.omissions],
        "timeline": [[entry.date, entry.text] for entry in story.timeline],
    }


def _omitted(omission: Omission, story: Story, names: dict[str, str]) -> list[object]:
    """What is told by whom and by whom not, and who came out before."""
    (statement,) = (c.statement for c in story.claims if c.id == omission.claim)
    who = (omission.told_by, [s.article for s in omission.silent], omission.before)
    return [omission.kind, statement, *(sorted(names[a] for a in articles) for articles in who)]


def test_the_dossier_is_the_golden_one(dossier: Dossier) -> None:
    summary = json.loads(json.dumps(_summary(dossier)))
    if os.environ.get(UPDATE):
        GOLDEN.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for key, value in summary.items():
        assert value == golden[key], key
    assert set(golden) == set(summary)


def test_the_golden_dossier_is_not_rewritten_in_ci() -> None:
    assert not (os.environ.get("CI") and os.environ.get(UPDATE))


def test_pages_that_are_none_are_rejected_with_a_reason(dossier: Dossier) -> None:
    reasons = {Path(r.source).name: r.reason for r in dossier.rejections}
    assert reasons == {"empty.html": "empty", "broken.html": "binary"}


def test_the_other_story_stands_alone(dossier: Dossier) -> None:
    names = _sources(dossier)
    alone = [[names[a] for a in story.articles] for story in dossier.stories if story != _main(dossier)]
    assert alone == [["hollin-library.html"]]


@pytest.mark.parametrize("name", sorted(EXPECTED["text_checks"]))
def test_text_is_kept_and_furniture_dropped(name: str, dossier: Dossier) -> None:
    (text,) = [article.text for article in dossier.articles if Path(article.source).name == name]
    assert [words for words in EXPECTED["text_checks"][name]["with"] if words not in text] == []
    assert [words for words in EXPECTED["text_checks"][name]["without"] if words in text] == []


@pytest.mark.parametrize("want", EXPECTED["copies"], ids=lambda want: want["copy"])
def test_the_agency_report_is_found_in_its_three_derivations(want: dict[str, str], dossier: Dossier) -> None:
    names = _sources(dossier)
    pairs = {frozenset((names[d.copy], names.get(d.origin or "", ""))): d.degree for d in _main(dossier).derivations}
    assert pairs[frozenset((want["copy"], want["origin"]))] == want["degree"]


@pytest.mark.shared
def test_floors(shared: Path, dossier: Dossier) -> None:
    scorer = _scorer(shared / "tools" / "score_dossier.py")
    judged = scorer.Dossier(json.loads(msgspec.json.encode(dossier)), EXPECTED)
    assert judged.check_spans() == []
    misses: list[str] = []
    scores = {
        "articles": len(judged.by_doc) / len(EXPECTED["files"]),
        "text": scorer.score_text(judged, EXPECTED, pages_path(), misses),
    }
    for name in ("documents", "quotes", "figures", "times", "entities", "agreements", "differences"):
        scores[name] = getattr(scorer, f"score_{name}")(judged, EXPECTED, misses)
    got = {key: _at(scores, key) for key in FLOORS}
    low = {key: value for key, value in got.items() if value < FLOORS[key]}
    assert not low, "\n".join(misses)
    assert scores["quotes"]["scare"] == 0


def _at(scores: dict[str, Any], key: str) -> float:
    value: Any = scores
    for part in key.split("."):
        value = value[part]
    return float(value)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dossier", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
