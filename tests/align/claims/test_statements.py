"""Two sentences as wholes: the same, another, or against each other; and floors on the public pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.align.sentences import Sentence, sentences_of
from variorum.align.statements import compare
from variorum.language.vectors import embed
from variorum.model import Annotated, Article, Layers, Span

SPECS = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def sentence(text: str) -> Sentence:
    from variorum.annotate.events import find_events
    from variorum.annotate.mentions import find_mentions
    from variorum.language.parse import Parser

    doc = next(Parser().parse([text]))
    mentions = find_mentions(doc)
    layers = Layers((Span(0, len(text)),), mentions, (), (), (), find_events(doc, mentions, (), (), ()))
    return sentences_of(Annotated(Article(text, "", text), layers))[0]


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s[1][:40])
def test_sentences_compare_as_the_table_says(spec: list[str]) -> None:
    verdict, a, b = spec
    one, other = sentence(a), sentence(b)
    vectors = embed([a, b])
    found = compare(one, other, float(vectors[0] @ vectors[1]))
    assert found == compare(other, one, float(vectors[0] @ vectors[1]))
    assert (found.contradicts > 0.5) == (verdict == "against")
    if verdict != "against":
        assert (found.same > 0.5) == (verdict == "same")


@pytest.mark.shared
def test_contradictions_of_the_public_pairs_keep_their_floor(shared: Path) -> None:
    """Every twentieth pair of the training half: what is seen here was fitted on, so this only guards against decay."""
    import gzip
    import json

    with gzip.open(shared / "data" / "pairs" / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if r["set"] == "sick" and r["split"] == "train"][::20]
    vectors = embed([r["a"] for r in rows] + [r["b"] for r in rows])
    said = [
        compare(sentence(r["a"]), sentence(r["b"]), float(vectors[i] @ vectors[len(rows) + i])).contradicts > 0.5
        for i, r in enumerate(rows)
    ]
    gold = [r["label"] == "contradiction" for r in rows]
    right = sum(s and g for s, g in zip(said, gold, strict=True))
    assert right / max(1, sum(said)) >= 0.8
    assert right / sum(gold) >= 0.6
