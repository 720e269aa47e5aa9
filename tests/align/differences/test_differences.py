"""Pairs of sentences that differ and pairs that do not, as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from variorum.align.differences import find_differences
from variorum.align.differences.utterances import as_heard, utterances
from variorum.align.differences.values import dimensions
from variorum.align.differences.wording import find_wordings
from variorum.align.sentences import Sentence, read_story, sentences_of
from variorum.model import Annotated, Article, Entity, Layers, Quote, Span

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
SPECS = Path(__file__).parent / "specs"


def rows(name: str) -> list[list[str]]:
    lines = (SPECS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def quoted(outlet: str, words: str, speaker: str | None = "marrow", told: str | None = None) -> list[Sentence]:
    text = f"“{words}”"
    quote = Quote("direct", (Span(1, len(text) - 1),), speaker=speaker, upstream=told)
    layers = Layers(sentences=(Span(0, len(text)),), quotes=(quote,))
    return sentences_of(Annotated(Article(outlet, outlet, text, outlet=outlet), layers))


@pytest.mark.parametrize(("shown", "one", "other"), rows("wording.tsv"))
def test_wordings(shown: str, one: str, other: str) -> None:
    found = list(find_wordings(quoted("a", one) + quoted("b", other), {}))
    assert [d.kind for d in found] == (["quote wording"] if shown == "yes" else [])


def test_three_wordings_are_one_difference() -> None:
    said = "The dam can hold for another {} weeks if the rains stop today."
    found = list(find_wordings([s for n in ("three", "five", "nine") for s in quoted(n, said.format(n))], {}))
    assert len(found) == 1
    assert len(found[0].sides) == 3


def test_two_speakers_or_two_interviews_are_two_utterances() -> None:
    one, other = "The dam can hold for another three weeks.", "The dam can hold for another five weeks."
    assert not list(find_wordings(quoted("a", one) + quoted("b", other, speaker="vael"), {}))
    assert not list(find_wordings(quoted("a", one, told="x") + quoted("b", other, told="y"), {}))


def test_a_reporter_s_words_between_two_quoted_parts_are_no_wording() -> None:
    text = "“We are proud” of what she called “a deal for the whole coast of Tarn”"
    layers = Layers(sentences=(Span(0, len(text)),), quotes=(Quote("direct", (Span(1, len(text) - 1),)),))
    (sentence,) = sentences_of(Annotated(Article("a", "a", text), layers))
    assert [" ".join(u.words) for u in utterances(sentence)] == ["a deal for the whole coast of tarn"]


@pytest.mark.parametrize(
    ("one", "other"), [("U.S.", "us"), ("’s", "is"), ("n’t", "not"), ("II", "two"), ("Sen.", "senator")]
)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert as_heard(one) == as_heard(other)


@pytest.mark.parametrize(("kind", "day", "one", "day_2", "other"), rows("contrasts.tsv"))
def test_contrasts(read_reports: Read, kind: str, day: str, one: str, day_2: str, other: str) -> None:
    padding = "\nThe weather was mild. Children played by the water. Shops opened late, and buses were full."
    items, entities = read_reports(
        [("Coast Post", day, "x\n" + one + padding), ("Bay Herald", day_2, "x\n" + other + padding)]
    )
    found = find_differences(items, read_story(items), (), entities)
    assert {d.kind for d in found} == (set() if kind == "none" else {kind})
    for difference in found:
        assert len({e.article for s in difference.sides for e in s.evidence}) == 2
        assert difference.why.endswith(".")


@pytest.mark.parametrize(("kind", "day", "one", "day_2", "other", "why"), rows("deeds.tsv"))
def test_deeds_and_sources(read_reports: Read, kind: str, day: str, one: str, day_2: str, other: str, why: str) -> None:
    padding = "\nThe weather was mild. Children played by the water. Shops opened late, and buses were full."
    items, entities = read_reports(
        [("Coast Post", day, "x\n" + one + padding), ("Bay Herald", day_2, "x\n" + other + padding)]
    )
    found = find_differences(items, read_story(items), (), entities)
    assert {d.kind for d in found} == (set() if kind == "none" else {kind})
    assert all(why in d.why for d in found)


@pytest.mark.parametrize(("one", "other", "compatible"), [("more than 30", "about 35", True), ("12", "19", False)])
def test_whether_figures_can_both_be_true(read_reports: Read, one: str, other: str, compatible: bool) -> None:
    said = "x\nThe explosion at the Tarn mine on Monday killed {} people, police said."
    day = "2031-05-04"
    items, entities = read_reports([("A", day, said.format(one)), ("B", day, said.format(other))])
    (found,) = find_differences(items, read_story(items), (), entities)
    assert found.compatible is compatible
    assert [s.value for s in found.sides]


def test_every_dimension_has_two_values_and_knows_those_it_names() -> None:
    for dimension in dimensions():
        assert len(dimension.values) > 1, dimension.name
        assert {v for pair in dimension.denied.items() for v in pair if v} <= set(dimension.values)
        assert dimension.earlier is None or dimension.earlier in dimension.values
