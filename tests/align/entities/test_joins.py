"""Which names become one entity and which stay two, as tables."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from variorum.align.entities import link_entities
from variorum.model.records import Annotated, Article, Layers, Mention

SPECS = Path(__file__).parent / "specs"
LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "N": "NORP", "F": "FAC", "L": "LOC"}
MARK = re.compile(r"\[(\*?)([^|\]]+)\|([POGNFL])\]")
SAME = " The dockers of the quay walked out over wages; ferries stood still while talks about overtime went on."
OTHER = (
    SAME,
    " A violin maker restored lutes, and apprentices varnished maple backs beside sunny workshop windows.",
    " Glaciers calved; biologists counted puffins, seals, cormorants along basalt cliffs every summer.",
)


def rows(name: str) -> list[tuple[str, str]]:
    found = [line.split("\t") for line in (SPECS / name).read_text().splitlines() if line and not line.startswith("#")]
    return [(where, texts) for where, texts in found]


def article(ident: str, marked: str, tail: str) -> tuple[Annotated, list[int]]:
    """The text without marks, its mentions, and where the starred ones start."""
    text, mentions, stars, at = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        if match[1]:
            stars.append(len(text))
        mentions.append(Mention(len(text), len(text) + len(match[2].rstrip()), LABELS[match[3]]))
        text, at = text + match[2], match.end()
    text += marked[at:] + tail
    return Annotated(Article(ident, f"{ident}.txt", text), Layers(mentions=tuple(mentions))), stars


def starred(where: str, texts: str) -> list[str | None]:
    made = [article(f"a{n}", t, SAME if where == "same" else OTHER[n]) for n, t in enumerate(texts.split(" || "))]
    linked, _ = link_entities([item for item, _ in made])
    at = {(a.article.id, m.start): m.entity for a in linked for m in a.layers.mentions}
    return [at[item.article.id, start] for item, stars in made for start in stars]


@pytest.mark.parametrize(("where", "texts"), rows("one.tsv"))
def test_one(where: str, texts: str) -> None:
    found = starred(where, texts)
    assert len(found) == 2
    assert None not in found
    assert all(a == b for a, b in pairwise(found))


@pytest.mark.parametrize(("where", "texts"), rows("two.tsv"))
def test_two(where: str, texts: str) -> None:
    found = starred(where, texts)
    assert len(found) == 2
    assert None not in found
    assert found[0] != found[1]


def test_the_tables_are_long() -> None:
    assert len(rows("one.tsv")) >= 80
    assert len(rows("two.tsv")) >= 60
