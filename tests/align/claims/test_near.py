"""What only comes near a claim: shown with its stance, counted nowhere, and taken away by a reader's decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.claims import Parted
from variorum.align.collate import collate_story
from variorum.model import Annotated, Claim, Entity, Span, Story
from variorum.model.support import near, only_supported, reports

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
FIRST = (
    "Harbour\n\nThe harbour master of Varnholm, Orla Tessen, refused on Tuesday to give up her post despite calls from "
    "the council to go.\n\nThree sailors were killed near the Varnholm lock last week when two barges collided."
)
SECOND = (
    "Lock\n\nTessen went on with her refusal to step aside on Tuesday in an interview with a local station.\n\n"
    "Five sailors were killed near the Varnholm lock last week, and their barges lie in the canal."
)


@pytest.fixture(scope="module")
def read(read_reports: Read) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
    return read_reports([("Morning Post", "2031-07-23", FIRST), ("Evening Bell", "2031-07-23", SECOND)])


@pytest.fixture(scope="module")
def story(read: tuple[tuple[Annotated, ...], tuple[Entity, ...]]) -> Story:
    return collate_story(*read, ())


def coming(story: Story) -> list[Claim]:
    return [c for c in story.claims if near(c)]


def test_what_may_state_the_same_is_shown_near_and_not_counted(story: Story) -> None:
    (claim,) = [c for c in coming(story) if "Tessen" in c.statement]
    assert "Tessen" in near(claim)[0].exact
    assert (claim.independent, len(reports(claim))) == (1, 1)
    uncounted = [g for g in claim.groups if any(claim.evidence[m].stance == "mentions" for m in g.members)]
    assert [(g.basis, len(g.members)) for g in uncounted] == [("unknown", 1)]


def test_another_number_is_never_near(story: Story) -> None:
    assert not [c for c in coming(story) if "sailors" in c.statement]


def test_without_it_a_claim_is_what_it_was(story: Story) -> None:
    for claim in coming(story):
        bare = only_supported(claim)
        assert near(bare) == ()
        assert reports(bare) == reports(claim)
        assert sorted(m for g in bare.groups for m in g.members) == list(range(len(bare.evidence)))


def test_what_a_reader_parted_is_not_near(read: tuple[tuple[Annotated, ...], tuple[Entity, ...]], story: Story) -> None:
    items, entities = read
    (claim,) = [c for c in coming(story) if "Tessen" in c.statement]
    mine, other = claim.evidence[0], near(claim)[0]
    apart = Parted(mine.article, _whole(mine.spans), other.article, _whole(other.spans))
    assert not [c for c in coming(collate_story(items, entities, (), [apart])) if "Tessen" in c.statement]


def _whole(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


HANGING = (
    "Bridge\n\nThe engineer Lena Vask, who warned the council in May that the Orrin bridge could give way, was "
    "dismissed on Monday.\n\nThe town of Orrin lies on a river that floods in spring."
)
TOLD = (
    "Warning\n\nIn May Vask gave the council a warning that the bridge could soon give way, minutes show.\n\n"
    "“I will rebuild the Orrin bridge before the winter comes,” the mayor, Tom Ferrow, said at the fair."
)
PROMISED = (
    "Fair\n\nFerrow promised at the fair that he would rebuild the Orrin bridge before the winter.\n\n“I will rebuild "
    "the Orrin bridge before the winter comes,” he said.\n\nThe fair closes on Sunday."
)
MEANT = "Pledge\n\nAt the fair the mayor, Tom Ferrow, made a promise to have the Orrin bridge rebuilt before winter."


def test_a_clause_that_cannot_be_shown_alone_stands_under_its_sentence(read_reports: Read) -> None:
    read = read_reports([("Morning Post", "2031-07-23", HANGING), ("Evening Bell", "2031-07-23", TOLD)])
    (claim,) = [c for c in coming(collate_story(*read, ())) if c.statement.startswith("The engineer")]
    assert "could soon" in near(claim)[0].exact
    assert len(reports(claim)) == 1


def test_what_tells_a_quote_in_other_words_is_near_it(read_reports: Read) -> None:
    told = [
        ("Morning Post", "2031-07-23", TOLD),
        ("Evening Bell", "2031-07-23", PROMISED),
        ("Dawn", "2031-07-23", MEANT),
    ]
    (quote,) = [c for c in collate_story(*read_reports(told), ()).claims if c.kind == "quote"]
    assert [e.exact.split()[:2] for e in near(quote)] == [["At", "the"]]


def test_what_says_nothing_further_of_its_sentence_is_no_claim_again(story: Story) -> None:
    alone = [c for c in story.claims if "Tessen, refused" in c.evidence[0].exact]
    assert len(alone) == 1
