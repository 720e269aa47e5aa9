"""Floors on public chains, measured on a part that takes seconds."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from variorum.align.entities import link_entities
from variorum.model.records import Annotated, Article, Layers, Mention
from variorum.scoring.chains import score_chains, total

LABELS = {"HUMAN_PART_PER": "PERSON", "HUMAN_PART_ORG": "ORG", "LOC_GEO": "GPE", "LOC_FAC": "FAC"}
LABELS |= {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "FINANCE": "ORG", "PRODUCT": "PRODUCT"}
FLOORS = (("ecbplus", 0.89), ("meantime", 0.885))
PREFIX = re.compile(r"^(?:cross_intra|cross|intra)_")
"""MEANTIME lists some entities under two chains that differ in a prefix alone."""


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), FLOORS)
def test_chains_stay_above_the_floor(name: str, floor: float, shared: Path) -> None:
    """Gold mentions that are capitalised words only, typed by the gold, each topic a run: far above equal strings."""
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(shared / "data" / "entities" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            if row["split"] == "dev":
                topics[row["topic"]].append(row)
    ours, strings = [], []
    for rows in topics.values():
        gold, equal, items = {}, {}, []
        for row in rows:
            named = [m for m in row["mentions"] if m["type"] in LABELS and m["words"].replace(" ", "").isalpha()]
            named = [m for m in named if all(w[0].isupper() for w in m["words"].split())]
            for m in named:
                gold[row["id"], m["start"]] = PREFIX.sub("", m["chain"])
                equal[row["id"], m["start"]] = m["words"]
            mentions = tuple(Mention(m["start"], m["end"], LABELS[m["type"]]) for m in named)
            items.append(Annotated(Article(row["id"], row["id"], row["text"]), Layers(mentions=mentions)))
        found = {(a.article.id, m.start): m.entity for a in link_entities(items)[0] for m in a.layers.mentions}
        ours.append(score_chains(gold, {at: found[at] for at in gold}))
        strings.append(score_chains(gold, equal))
    assert total(ours).b_cubed.f1 >= floor
    assert total(ours).b_cubed.f1 > total(strings).b_cubed.f1 + 0.05
