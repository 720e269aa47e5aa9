"""One story as a whole: what must hold whatever the order, the copies and the outlets' names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.collate import collate_story
from variorum.model import Annotated, Derivation, Entity
from variorum.model import Story as Collated

Items = tuple[Annotated, ...]
Entities = tuple[Entity, ...]
Story = tuple[Items, Entities, Collated]

REPORTS = [
    (
        "Coast Post",
        "2031-05-06",
        "Tarn bridge falls\nThe old bridge at Tarn collapsed on May 4, killing more than 30 people, police said. "
        "“We warned the council of rust in the cables last year,” Ilse Marrow told The Associated Press.",
    ),
    (
        "Bay Herald",
        "2031-05-06",
        "Collapse in Tarn\nOn May 4 the old bridge at Tarn collapsed and killed about 35 people. "
        "“We warned the council of rust in the cables last year,” said Ilse Marrow, the chief engineer.",
    ),
    (
        "Orsk Times",
        "2031-05-07",
        "Engineer blames council\nTomas Vael, the mayor, said the council needs new engineers. "
        "The bridge at Tarn fell on May 4.",
    ),
]


@pytest.fixture(scope="module")
def story(read_reports: Callable[[Sequence[tuple[str, str, str]]], tuple[Items, Entities]]) -> Story:
    items, entities = read_reports(REPORTS)
    return items, entities, collate_story(items, entities, ())


def test_whole(story: Story) -> None:
    items, _, found = story
    texts = {i.article.id: i.article.text for i in items}
    assert set(found.articles) == set(texts)
    assert (found.first, found.last) == ("2031-05-06", "2031-05-07")
    assert found.title in {i.article.title for i in items}
    assert {d.kind for d in found.differences} >= {"figure"}
    assert found.brief.sentences
    assert any(e.date == "2031-05-04" for e in found.timeline)
    evidence = [e for c in found.claims for e in c.evidence]
    evidence += [e for d in found.differences for s in d.sides for e in s.evidence]
    assert all(e.exact == " ".join(texts[e.article][s.start : s.end] for s in e.spans) for e in evidence)


def test_one_utterance_counts_once(story: Story) -> None:
    quotes = [c for c in story[2].claims if "warned the council" in c.statement and len(c.evidence) > 1]
    assert quotes
    assert all(c.independent == 1 for c in quotes)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(REPORTS))))
def test_order_changes_nothing(story: Story, order: list[int]) -> None:
    items, entities, found = story
    assert collate_story([items[i] for i in order], entities, ()) == found


@pytest.mark.parametrize("at", range(len(REPORTS)))
def test_an_exact_copy_adds_evidence_and_no_origin(story: Story, at: int) -> None:
    items, entities, found = story
    copy = Annotated(replace(items[at].article, id="copy", source="copy", outlet="Copy Cat"), items[at].layers)
    grown = collate_story([*items, copy], entities, ())
    before = {c.statement: c.independent for c in found.claims}
    assert {c.statement: c.independent for c in grown.claims} == before
    assert "copy" in {e.article for c in grown.claims for e in c.evidence}
    for claim in grown.claims:
        assert sorted(i for g in claim.groups for i in g.members) == list(range(len(claim.evidence)))


def test_what_took_from_a_copy_took_from_its_text(story: Story) -> None:
    items, entities, found = story
    copy = Annotated(replace(items[0].article, id="zz", source="zz", outlet="Copy Cat"), items[0].layers)
    taken = Derivation(items[1].article.id, "zz", "wholly", 0.9, "same text")
    fell = next(c for c in collate_story([*items, copy], entities, [taken]).claims if "collapsed" in c.statement)
    alone = next(c for c in found.claims if "collapsed" in c.statement)
    assert fell.independent == alone.independent - 1
    groups = [{fell.evidence[i].article for i in g.members} for g in fell.groups if g.basis == "same_text"]
    assert groups == [{items[0].article.id, items[1].article.id, "zz"}]


def test_renamed_outlets_change_no_grouping(story: Story) -> None:
    items, entities, found = story
    renamed = [Annotated(replace(i.article, outlet=f"Outlet {n}"), i.layers) for n, i in enumerate(items)]
    again = collate_story(renamed, entities, ())
    assert [[(g.members, g.basis) for g in c.groups] for c in again.claims] == [
        [(g.members, g.basis) for g in c.groups] for c in found.claims
    ]


def test_no_articles() -> None:
    assert collate_story((), (), ()).articles == ()
