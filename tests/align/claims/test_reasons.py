"""A reason names what carries the sameness; a second fact of a sentence is shown by its own clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.claims import find_claims
from variorum.align.claims.rows import Words, nearly, own
from variorum.align.claims.show import Found, claims_of
from variorum.align.claims.units import units_of
from variorum.align.sentences import Sentence, read_story
from variorum.model import Annotated, Claim, Entity, Span
from variorum.model.support import reports

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]


def _shared(read: Read, one: str, other: str) -> list[Claim]:
    told = [("Post", "2031-06-03", f"First\n\n{one}"), ("Courier", "2031-06-03", f"Second\n\n{other}")]
    return [c for c in find_claims(*read(told)) if len(reports(c)) > 1]


@pytest.mark.parametrize(
    ("one", "other", "named", "silent"),
    [
        (
            "The Solvik mill grinds 900 sacks of barley a day for people in the valley.",
            "For people in the valley the Solvik mill grinds 900 sacks of barley a day, its owner said.",
            ("900 sacks", "grinds", "barley"),
            ("people",),
        ),
        (
            "Mayor Ilse Marrow opened the Tarn lighthouse on Tuesday with her two children.",
            "On Tuesday the Tarn lighthouse was opened by Mayor Ilse Marrow.",
            ("Ilse Marrow", "opened", "2031-06-03", "lighthouse"),
            ("with the words Marrow", "children"),
        ),
    ],
)
def test_a_reason_is_what_carries_the_sameness(
    read_reports: Read, one: str, other: str, named: Sequence[str], silent: Sequence[str]
) -> None:
    found = _shared(read_reports, one, other)
    assert found
    assert all(word in found[0].because for word in named)
    assert not [word for word in silent if word in found[0].because]


FIRE = "Three workers were killed and some 900 residents had to leave their homes after a fire at the Solvik mill."


@pytest.mark.parametrize(
    ("verb", "told", "line"),
    [
        ("leave", "A fire at the Solvik mill killed three workers.", "some 900 residents had to leave their homes"),
        ("leave", "Nobody was hurt in the fire at the Solvik mill.", FIRE),
        ("kill", "A fire drove 900 residents of Solvik from their homes.", "Three workers were killed"),
    ],
)
def test_the_second_fact_of_a_sentence_is_shown_by_its_own_clause(
    read_reports: Read, verb: str, told: str, line: str
) -> None:
    items, _ = read_reports([("Post", "2031-06-03", f"First\n\n{FIRE}")])
    (sentence,) = [s for s in read_story(items) if s.text == FIRE]
    units = [u for u in units_of([sentence]) if verb in u.event.lemmas]
    assert own(Words.of(0, sentence, sentence.span), units, {0: [told]}).text.startswith(line)
    assert own(Words.of(0, sentence, sentence.span), units, {}).text == FIRE


def _lone(items: Sequence[Annotated], verb: str, near: str, whole: bool) -> tuple[Found, list[list[Sentence]]]:
    """What one clause of a sentence states alone, with a clause of another report near it."""
    sentences = read_story(items)
    units = units_of(sentences)
    head = next(u for u in units if u.sentence.text == FIRE and verb in u.event.lemmas)
    beside = next(u for u in units if near in u.sentence.text)
    shown = Words.of(head.at, head.sentence, head.sentence.span if whole else head.span)
    return Found("statement", (head.at,), (head,), (), shown, (beside,)), [[s] for s in sentences]


@pytest.mark.parametrize("whole", [False, True])
def test_two_facts_of_one_sentence_lose_nothing_of_what_comes_near_them(read_reports: Read, whole: bool) -> None:
    near = ("Nine hundred villagers fled the valley.", "Three men lost their lives in the mill.")
    told = [("Post", "2031-06-03", f"First\n\n{FIRE}")]
    told += [(f"Courier {n}", "2031-06-03", f"Second\n\n{line}") for n, line in enumerate(near)]
    items, _ = read_reports(told)
    (one, prints), (other, _) = _lone(items, "leave", near[0], whole), _lone(items, "kill", near[1], whole)
    claims = claims_of([one, other], prints, {})
    assert len({c.id for c in claims}) == len({c.statement for c in claims}) == (1 if whole else 2)
    assert {e.exact for c in claims for e in c.evidence if e.stance == "mentions"} == set(near)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Three workers were killed and some 900 residents had to leave their homes after a fire", True),
        ("Three workers were killed", False),
    ],
)
def test_what_a_row_has_nearly_told_is_no_other_row(line: str, told: bool) -> None:
    assert (nearly(Words(0, Span(0, len(FIRE)), FIRE), {0: [line]}) == line) == told
