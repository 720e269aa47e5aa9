"""A brief is short, real and says nothing twice, whatever order the reports come in."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from variorum.align.brief import LONGEST, write_brief
from variorum.align.brief.terms import Terms
from variorum.align.sentences import read_story
from variorum.model import Annotated

REPORTS = [
    (
        name,
        "2031-05-06",
        "Bridge falls\nThe old bridge at Tarn collapsed on Sunday under two loaded trucks, killing a driver. "
        f"Engineers of {name} had warned the council of rust in its cables two years before. "
        "The mayor, Ilse Marrow, promised that a new bridge would be open before the winter. "
        "“It is a disgrace,” she said. Ferries will carry cars across the strait until then.",
    )
    for name in ("Orsk", "Brill", "Velmora")
]


def test_brief_is_made_of_real_sentences_and_does_not_repeat(read_reports: Any) -> None:
    items, _ = read_reports(REPORTS)
    brief = write_brief(read_story(items))
    texts = {i.article.id: i.article.text for i in items}
    said = [e.exact for e in brief.sentences]
    assert said
    assert said[0].startswith("The old bridge at Tarn collapsed")
    assert len(set(said)) == len(said)
    assert sum("collapsed" in s for s in said) == 1
    assert sum(len(s.split()) for s in said) <= LONGEST
    assert all(e.exact in texts[e.article] for e in brief.sentences)
    assert not any(s.startswith("“") for s in said)


def test_the_order_of_sentences_changes_nothing(read_reports: Any) -> None:
    items, _ = read_reports(REPORTS)
    sentences = read_story(items)
    assert write_brief(sentences[::-1]) == write_brief(sentences)


def test_what_several_reports_say_at_their_head_is_likelier_than_what_one_says_below(read_reports: Any) -> None:
    items, _ = read_reports(REPORTS)
    terms = Terms(read_story(items))
    assert terms.worth(("bridg",)) > terms.worth(("council",)) > terms.worth(("orsk",)) > terms.worth(("nowher",)) == 0
    assert all(0 <= terms.worth(term) <= 1 for term in terms)


@pytest.mark.parametrize("reports", [REPORTS[:1], [("Orsk", "2031-05-06", "Bridge falls\nNo more is known.")]])
def test_one_report_is_enough(read_reports: Any, reports: Any) -> None:
    items, _ = read_reports(reports)
    assert len(write_brief(read_story(items)).sentences) <= 3


def test_a_view_is_not_told_where_there_is_a_report(read_reports: Any) -> None:
    items, _ = read_reports(REPORTS)
    views = [Annotated(replace(i.article, form="opinion"), i.layers) for i in items]
    told = {e.article for e in write_brief(read_story([*views[:-1], items[-1]])).sentences}
    assert told == {items[-1].article.id}
    assert write_brief(read_story(views)).sentences


def test_nothing_gives_an_empty_brief() -> None:
    assert write_brief(()).sentences == ()


def test_what_is_said_in_other_words_is_said_once(read_reports: Any) -> None:
    reports = [
        ("Orsk", "2031-05-06", "Bridge\nThe council of Tarn voted on Monday to close the old bridge over the strait."),
        ("Brill", "2031-05-06", "Bridge\nTarn’s aldermen decided Monday that the old strait crossing will be shut."),
    ]
    items, _ = read_reports(reports)
    assert len(write_brief(read_story(items)).sentences) == 1
