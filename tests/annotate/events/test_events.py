"""What each clause states: a table of sentences, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.events import find_events
from variorum.annotate.events.cues import cues
from variorum.annotate.mentions import find_mentions
from variorum.language.lexicon import classes, opposite, same_class
from variorum.language.parse import Parser
from variorum.model import Event, Figure, Time

SPECS = [
    line.split("\t")
    for line in (Path(__file__).parent / "clauses.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def events_of(text: str) -> tuple[Event, ...]:
    doc = next(Parser().parse([text]))
    times = tuple(Time(e.start_char, e.end_char, "DATE") for e in doc.ents if e.label_ == "DATE")
    figures = tuple(Figure(e.start_char, e.end_char, 1, 1) for e in doc.ents if e.label_ == "CARDINAL")
    return find_events(doc, find_mentions(doc), times, figures, ())


@pytest.mark.parametrize("spec", SPECS, ids=lambda s: s[0])
def test_a_clause_is_read_as_the_table_says(spec: list[str]) -> None:
    text, lemma, polarity, modality, slots = spec
    found = [e for e in events_of(text) if e.lemma == lemma]
    assert found, [e.lemma for e in events_of(text)]
    event = found[0]
    assert event.polarity == (polarity == "yes")
    assert event.modality == modality
    have = {(a.role, text[a.start : a.end]) for a in event.args}
    wanted = {(role, words) for role, _, words in (slot.partition("=") for slot in slots.split("|"))}
    assert wanted <= have


def test_numbers_of_the_clause_fill_how_many() -> None:
    (event,) = [e for e in events_of("About 40 people were wounded in Tarsk.") if e.lemma == "wound"]
    assert "how_many" in {a.role for a in event.args}


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="abc XYZ.,\n\"'’“”–12%$", max_size=120))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for event in events_of(text):
        assert 0 <= event.start < event.end <= len(text)
        assert text[event.predicate.start : event.predicate.end].strip()
        for arg in event.args:
            assert 0 <= arg.start < arg.end <= len(text)


def test_the_word_lists_are_there() -> None:
    assert cues().governors["denied"]
    assert classes("assassinate") & classes("killing")
    assert same_class("sack", "dismiss")
    assert not same_class("meet", "kill")
    assert opposite("rise", "fall")
    assert opposite("fall", "rise")
    assert not opposite("rise", "climb")
    assert classes("table") == frozenset()
