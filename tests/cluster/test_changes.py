"""What became of each sentence of an origin in its copy: a table of pairs, and what always holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cluster.changes import find_changes, read_sentences, with_changes
from variorum.cluster.copies import find_copies
from variorum.model.records import Article, Change

SPECS = Path(__file__).parent / "specs" / "changes.txt"
CASES = [block.strip().split("\n") for block in SPECS.read_text(encoding="utf-8").split("\n=== ")[1:]]


def changes(copy: str, origin: str) -> list[Change]:
    return list(find_changes(read_sentences(copy), read_sentences(origin)))


@pytest.mark.parametrize(("name", "origin", "copy", "kinds"), CASES, ids=[case[0] for case in CASES])
def test_kinds(name: str, origin: str, copy: str, kinds: str) -> None:
    assert [change.kind for change in changes(copy, origin)] == kinds.split(", ")


def test_the_sentences_stand_beside_each_other() -> None:
    origin = "The ferry struck a bank. “Nobody was hurt,” said the captain. It was built in 1968."
    copy = "“Nobody was hurt,” said the captain. The old ferry, built in 1968, struck a bank."
    shown = [
        (c.kind, c.copy and copy[c.copy.start : c.copy.end], [origin[o.start : o.end] for o in c.origin])
        for c in changes(copy, origin)
    ]
    assert shown == [
        ("reordered", "“Nobody was hurt,” said the captain.", ["“Nobody was hurt,” said the captain."]),
        ("cut", None, ["It was built in 1968."]),
        ("reworded", "The old ferry, built in 1968, struck a bank.", ["The ferry struck a bank."]),
    ]


def test_a_derivation_gets_its_changes_where_the_origin_is_there() -> None:
    first = " ".join(f"The {word} of the harbour stayed open on the day after the storm." for word in NOUNS)
    articles = [Article("a", "", first), Article("b", "", f"{first} {LATER}")]
    (found,) = with_changes(find_copies(articles), articles)
    assert (found.copy, found.origin) == ("a", "b")
    assert [c.kind for c in found.changes] == ["same"] * len(NOUNS) + ["cut"] * 2
    assert with_changes([found], articles[:1]) == (found,)


NOUNS = ["office", "market", "crane", "school", "chapel"]
LATER = "Another storm is due at the end of the week. Fishermen were told to stay at home until it has passed."
SENTENCES = [f"The {noun} was {verb} on {day}." for noun in NOUNS for verb in ("closed", "sold") for day in ("2", "9")]
texts = st.lists(st.sampled_from(SENTENCES), max_size=12).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_each_sentence_of_both_is_accounted_for_once(copy: str, origin: str) -> None:
    found = changes(copy, origin)
    assert [c.copy for c in found if c.copy] == [s.span for s in read_sentences(copy)]
    met = [span for c in found if c.kind != "split" for span in c.origin]
    assert sorted({*met, *(span for c in found for span in c.origin)}) == [s.span for s in read_sentences(origin)]
    assert len(met) == len(set(met))


@settings(deadline=None, max_examples=30)
@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {c.kind for c in changes(text, text)} <= {"same"}


@pytest.mark.parametrize("text", ["", "\n\n", "!!!", "“" * 3000, "a. " * 3000, "A" * 50_000, "PORT — " * 4000])
def test_odd_texts_are_no_errors(text: str) -> None:
    changes(text, text + " End of it.")
