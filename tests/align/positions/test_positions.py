"""Where actors of invented reports stand, and which changes are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.positions import find_positions
from variorum.align.positions.find import alike
from variorum.align.sentences import read_story
from variorum.model import Annotated, Entity, Position, Stand

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]

REPORTS = [
    (
        "Coast Post",
        "2031-05-06",
        "Harbour\nMayor Ilse Marrow opposes the sale of the northern harbour to a foreign company. "
        "“We will not close the fish market,” Marrow said. Tomas Vael declined to comment. "
        "If Tomas Vael supports the plan for a second bridge, the council will vote again.",
    ),
    (
        "Bay Herald",
        "2031-05-09",
        "Harbour\nMayor Ilse Marrow now supports the sale of the northern harbour to a foreign company. "
        "Tomas Vael demanded that the council publish the contract for the new ferry.",
    ),
]


@pytest.fixture(scope="module")
def stands(read_reports: Read) -> dict[str, list[Stand]]:
    items, entities = read_reports(REPORTS)
    names = {e.id: e.name for e in entities}
    found: dict[str, list[Stand]] = {}
    for position in find_positions(read_story(items), entities):
        found.setdefault(names[position.actor].split()[-1], []).extend(position.stands)
    return found


def test_a_stand_that_turns_is_marked_with_what_it_was(stands: dict[str, list[Stand]]) -> None:
    sale = [s for s in stands["Marrow"] if "sale" in s.evidence[0].exact]
    assert [(s.day, s.attitude, s.for_it) for s in sale] == [
        ("2031-05-06", "opposes", False),
        ("2031-05-09", "supports", True),
    ]
    assert sale[0].change == ""
    assert sale[1].change == "earlier: opposes (2031-05-06)"


def test_own_words_are_told_from_a_reporters(stands: dict[str, list[Stand]]) -> None:
    market = next(s for s in stands["Marrow"] if "fish market" in s.evidence[0].exact)
    assert market.own_words
    assert market.attitude == "will not"
    assert not any(s.own_words for s in stands["Marrow"] if "sale" in s.evidence[0].exact)


def test_silence_and_conditions_are_no_stand(stands: dict[str, list[Stand]]) -> None:
    assert [s.attitude for s in stands["Vael"]] == ["wants"]


def test_order_changes_nothing(read_reports: Read) -> None:
    items, entities = read_reports(REPORTS)
    sentences = read_story(items)
    forth: tuple[Position, ...] = find_positions(sentences, entities)
    assert forth == find_positions(list(reversed(sentences)), list(reversed(entities)))


def test_days_that_nobody_knows_mark_no_change(read_reports: Read) -> None:
    items, entities = read_reports([(outlet, "", text) for outlet, _, text in REPORTS])
    positions = find_positions(read_story(items), entities)
    assert positions
    assert not any(s.change for p in positions for s in p.stands)


def test_one_word_in_common_is_no_matter_in_common() -> None:
    assert not alike(frozenset({"harbour", "sale"}), frozenset({"harbour", "wall"}), 0.5)
    assert alike(frozenset({"harbour", "sale"}), frozenset({"harbour", "sale", "wall"}), 0.5)


@pytest.mark.parametrize(
    ("sentence", "attitudes"),
    [
        ("“We need a second bridge over the northern strait,” Mayor Ilse Marrow said.", ["wants"]),
        ("Mayor Ilse Marrow needs a second bridge over the northern strait to keep her office.", []),
        ("Mayor Ilse Marrow looked at the second bridge over the northern strait without a word.", []),
        ("Mayor Ilse Marrow was sworn in on the second bridge over the northern strait.", []),
        ("Mayor Ilse Marrow wants a second bridge over the northern strait.", ["wants"]),
    ],
)
def test_what_somebody_needs_or_looks_at_is_a_stand_in_their_own_words_alone(
    read_reports: Read, sentence: str, attitudes: list[str]
) -> None:
    text = f"Bridge\nMayor Ilse Marrow came to Tarn. {sentence}"
    items, entities = read_reports([("Coast Post", "2031-05-06", text)])
    found = find_positions(read_story(items), entities)
    assert [s.attitude for p in found for s in p.stands] == attitudes


@pytest.mark.parametrize(
    ("sentence", "attitudes"),
    [
        ("“We don’t want a second bridge over the strait,” Mayor Ilse Marrow said.", ["does not want"]),
        ("“We won’t build a second bridge over the strait,” Mayor Ilse Marrow said.", ["will not"]),
        ("“I will tell you, this is a terrible crisis for the harbour,” Mayor Ilse Marrow said.", []),
        ("“I will miss a dear friend of the harbour,” Mayor Ilse Marrow said.", []),
        ("“The council must be honest about the second bridge,” Mayor Ilse Marrow said.", ["says must be"]),
        ("“The council should have closed the second bridge sooner,” Mayor Ilse Marrow said.", []),
        ("Mayor Ilse Marrow said the council should never have opened the second bridge.", []),
        ("“The council should have a plan for the second bridge,” Mayor Ilse Marrow said.", ["says must be"]),
        ("Mayor Ilse Marrow weighed in on the second bridge over the strait.", []),
        ("Mayor Ilse Marrow stood by, arms crossed, looking at the second bridge.", []),
        ("Mayor Ilse Marrow stood by the plan for a second bridge.", ["supports"]),
        ("Mayor Ilse Marrow insisted that the second bridge had been safe.", []),
        ("Mayor Ilse Marrow insisted on a second bridge over the strait.", ["wants"]),
        ("Mayor Ilse Marrow acknowledged that the second bridge had cracked.", []),
        ("Mayor Ilse Marrow declined on Monday to discuss the second bridge.", []),
        ("Mayor Ilse Marrow declined a request for comment on the second bridge.", []),
        ("Mayor Ilse Marrow said Tomas Vael told her that he opposes the second bridge.", []),
        ("Mayor Ilse Marrow said dockers told her they needed a second bridge.", []),
        ("Mayor Ilse Marrow pleaded not guilty of selling the second bridge.", []),
        ("Mayor Ilse Marrow pleaded for a second bridge over the strait.", ["wants"]),
        ("Mayor Ilse Marrow defended herself before the harbour committee of Tarn.", []),
        ("Mayor Ilse Marrow defended the second bridge before the committee of Tarn.", ["supports"]),
        ("Mayor Ilse Marrow considered how the second bridge had changed Tarn.", []),
        ("Mayor Ilse Marrow regretted the toll on the second bridge.", ["regrets"]),
        ("“I thought the second bridge over the strait would hold,” Mayor Ilse Marrow said.", []),
        ("“I don’t think the second bridge could have lasted another winter,” Mayor Ilse Marrow said.", []),
        ("“It must be acknowledged that the second bridge has cracked,” Mayor Ilse Marrow said.", []),
        ("“We will lose a good deal of trade over the second bridge,” Mayor Ilse Marrow said.", []),
        ("Dockers repeated their demands that Ilse Marrow support the second bridge over the strait.", []),
        ("There is no reason to think that Ilse Marrow opposes the second bridge over the strait.", []),
    ],
)
def test_what_is_no_stand_and_what_is(read_reports: Read, sentence: str, attitudes: list[str]) -> None:
    text = f"Bridge\nMayor Ilse Marrow came to Tarn. {sentence}"
    items, entities = read_reports([("Coast Post", "2031-05-06", text)])
    names = {e.id: e.name for e in entities}
    found = find_positions(read_story(items), entities)
    assert [s.attitude for p in found for s in p.stands if "Marrow" in names[p.actor]] == attitudes


def test_one_of_a_group_does_not_speak_for_it(read_reports: Read) -> None:
    text = "Vote\nThe council met in Tarn. At least one prominent Republican opposes the second bridge over the strait."
    items, entities = read_reports([("Coast Post", "2031-05-06", text)])
    assert not find_positions(read_story(items), entities)
    whole = text.replace("At least one prominent Republican opposes", "Republicans oppose")
    items, entities = read_reports([("Coast Post", "2031-05-06", whole)])
    assert [s.attitude for p in find_positions(read_story(items), entities) for s in p.stands] == ["opposes"]


def test_the_same_words_are_one_stand_and_are_shown_to_their_end(read_reports: Read) -> None:
    text = (
        "Bridge\nMayor Ilse Marrow came to Tarn. “I think the second bridge must be closed at once,” Marrow said. "
        "Tomas Vael in December called for armed guards to be posted on the second bridge."
    )
    items, entities = read_reports([("Coast Post", "2031-05-06", text)])
    stands = [s for p in find_positions(read_story(items), entities) for s in p.stands]
    assert sorted(s.attitude for s in stands) == ["says must be", "wants"]
    assert any(s.evidence[0].exact.endswith("to be posted on the second bridge.") for s in stands)


def test_a_matter_is_told_without_the_name_and_office_of_who_holds_it(read_reports: Read) -> None:
    text = "Bridge\nMayor Ilse Marrow, who came to Tarn in May, also criticised the new toll on the bridge."
    items, entities = read_reports([("Coast Post", "2031-05-06", text)])
    assert [p.about for p in find_positions(read_story(items), entities)] == ["new toll bridge"]
