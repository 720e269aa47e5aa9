"""The dossier as JSON-LD: one graph, every name in it known, every passage in its article."""

from __future__ import annotations

import json
from collections.abc import Iterator

from variorum.model import Dossier
from variorum.present.linked import linked


def _nodes(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def test_every_name_leads_to_a_node(dossier: Dossier) -> None:
    graph = linked(dossier)["@graph"]
    defined = {node["id"] for node in _nodes(graph) if "type" in node and "id" in node}
    named = {node["id"] for node in _nodes(graph) if "id" in node}
    assert named <= defined
    assert len(defined) >= 10


def test_passages_lie_in_their_articles(dossier: Dossier) -> None:
    data = json.loads(json.dumps(linked(dossier)))
    texts = {n["id"]: n["articleBody"] for n in data["@graph"] if n.get("type") == "NewsArticle"}
    checked = 0
    for node in _nodes(data["@graph"]):
        if node.get("type") == "oa:SpecificResource":
            selector = node["oa:hasSelector"]
            text = texts[node["oa:hasSource"]["id"]]  # type: ignore[index]
            spans = [(p["oa:start"], p["oa:end"]) for p in selector["oa:refinedBy"]]  # type: ignore[index]
            assert " ".join(text[a:b] for a, b in spans) == selector["oa:exact"]  # type: ignore[index]
            checked += 1
    assert checked > 5


def test_nothing_unknown_is_written(dossier: Dossier) -> None:
    assert not [n for n in linked(dossier)["@graph"] if None in n.values()]  # type: ignore[attr-defined]
