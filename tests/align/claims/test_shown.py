"""How claims are shown, and which utterances and groups are kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.claims import find_claims
from variorum.align.claims.features import touch
from variorum.align.claims.linking import SURE
from variorum.align.claims.quotes import Spoken, quote_pairs, same_words, utterances
from variorum.model import Annotated, Claim, Entity
from variorum.model.support import reports

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
WORDS = ("we", "need", "no", "more", "foreign", "helicopters", "on", "our", "islands", "this", "year")
NEARLY = ("we", "need", "no", "more", "foreign", "ships", "on", "our", "islands", "this", "year")


@pytest.mark.parametrize(
    ("told", "other", "words", "same"),
    [
        ({"gazette"}, {"channel"}, WORDS, True),
        ({"gazette"}, {"channel"}, NEARLY, False),
        ({"gazette"}, {"gazette"}, NEARLY, True),
        ({"gazette"}, set(), NEARLY, True),
    ],
)
def test_words_told_to_two_hearers_are_one_utterance_only_where_they_are_the_same(
    told: set[str], other: set[str], words: tuple[str, ...], same: bool
) -> None:
    one = Spoken(0, WORDS, "brandt", frozenset(told))
    assert bool(same_words(one, Spoken(1, words, "brandt", frozenset(other)))) == same


@pytest.mark.parametrize(
    ("one", "other", "speaker", "same"),
    [
        (("deeply", "troubled"), ("deeply", "troubled"), "brandt", True),
        (("deeply", "troubled"), ("we", "are", "deeply", "troubled", "by", "this"), "brandt", True),
        (("deeply", "troubled"), ("deeply", "troubled"), "okoro", False),
        (("deeply", "troubled"), ("deeply", "troubled"), None, False),
        (("deeply", "troubled"), ("troubled", "waters"), "brandt", False),
    ],
)
def test_two_quoted_words_are_one_utterance_only_of_one_known_speaker(
    one: tuple[str, ...], other: tuple[str, ...], speaker: str | None, same: bool
) -> None:
    assert bool(quote_pairs([Spoken(0, one, "brandt"), Spoken(1, other, speaker)])) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("we can close the harbour bridge", "i have every right to close the harbour bridge", False),
        ("we will close the harbour bridge", "from may on we will close the harbour bridge", True),
        ("this is a harbour emergency", "it was easy to declare a harbour emergency", False),
    ],
)
def test_a_short_saying_is_another_one_where_some_of_its_words_are_not_there(one: str, other: str, same: bool) -> None:
    said = [Spoken(n, tuple(words.split()), "brandt") for n, words in enumerate((one, other))]
    assert bool(quote_pairs(said)) == same


def test_the_name_of_a_book_is_nobodys_speech(read_reports: Read) -> None:
    texts = (
        "Book\nIn the memoir, “From Harbour to Open Water,” Mayor Ilse Marrow tells of her youth in Tarn.",
        "Speech\n“I always went from harbour to open water,” Mayor Ilse Marrow told dockers in Halden.",
    )
    items, entities = read_reports([(f"Post {n}", "2031-05-06", text) for n, text in enumerate(texts)])
    assert not [c for c in find_claims(items, entities) if c.kind == "quote" and len(reports(c)) > 1]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((85, None), (310, 310), False),
        ((85, None), (100, 100), True),
        ((None, 50), (45, 45), True),
        ((1, 2), (3, 4), False),
    ],
)
def test_an_open_figure_does_not_reach_every_number(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], expected: bool
) -> None:
    assert touch(*one, *other) == touch(*other, *one) == expected


@pytest.fixture(scope="module")
def shared(read_reports: Read) -> list[Claim]:
    first = (
        "Fire\n\nA fire destroyed the Solvik mill early on Monday, killing three workers and forcing about 900 "
        "residents out of their homes, officials said.\n\nHow was the fire at the Solvik mill put out so late?"
    )
    second = (
        "Mill\n\nThree workers were killed and some 900 residents had to leave their homes on Monday after a fire at "
        "the Solvik mill, officials said.\n\nWhy was the fire at the Solvik mill put out so late?"
    )
    found = find_claims(*read_reports([("Morning Post", "2021-07-27", first), ("Evening Bell", "2021-07-27", second)]))
    return [c for c in found if len(reports(c)) > 1]


def test_claims_of_one_story_are_shown_by_different_words(shared: list[Claim]) -> None:
    assert shared
    assert len({c.statement for c in shared}) == len(shared)


def test_a_question_is_no_shared_claim(shared: list[Claim]) -> None:
    assert not [c.statement for c in shared if c.statement.endswith("?")]


def test_what_joined_each_sentence_is_kept(shared: list[Claim]) -> None:
    several = [c for c in shared if len(reports(c)) > 1 and c.kind != "quote"]
    assert several
    for claim in several:
        assert claim.joins
        assert {join.article for join in claim.joins} <= {e.article for e in claim.evidence}
        assert all(SURE <= join.sure <= 1 for join in claim.joins)


def test_the_reason_names_whole_words_and_days_as_precise_as_they_are(read_reports: Read) -> None:
    reports = (
        ("Morning Post", "2021-07-27", "Mill\n\nIn March 2009 the Solvik mill processes burned three presses."),
        ("Evening Bell", "2021-07-27", "Mill\n\nThree presses burned in March 2009 at the Solvik mill's processes."),
    )
    (claim,) = [c for c in find_claims(*read_reports(reports)) if len({e.article for e in c.evidence}) > 1]
    assert "on 2009-03;" in claim.because
    assert {"burned", "presses", "processes"} & set(claim.because.replace(",", "").replace(";", "").split())


def test_a_short_sentence_that_only_points_at_another_is_no_shared_claim(read_reports: Read) -> None:
    first = "Mill\n\nThe company found no fault. The Solvik Mill Workers’ Union disputes that."
    second = "Mill\n\n“An inquiry is a place of sleep,” said Ida Moss, who leads the Solvik Mill Workers’ Union."
    told = read_reports([("Morning Post", "2021-07-27", first), ("Evening Bell", "2021-07-27", second)])
    assert not [c.statement for c in find_claims(*told) if len({e.article for e in c.evidence}) > 1]


@pytest.mark.parametrize(
    ("sentence", "theirs"),
    [
        (
            "Tarn Harbour counted 31 people injured in the fire on the northern pier and said that it would help.",
            True,
        ),
        ("Tarn Harbour said that 31 people were injured in the fire on the northern pier on Monday.", True),
        (
            "In the fire on the northern pier 31 people were injured, while Tarn Harbour spoke of “a dark day”.",
            False,
        ),
    ],
)
def test_a_sentence_that_quotes_somebody_on_another_matter_is_not_theirs(
    read_reports: Read, sentence: str, theirs: bool
) -> None:
    other = "Tarn Harbour said that 31 people were injured in the fire on the northern pier."
    items, entities = read_reports(
        [("One", "2031-05-06", f"Fire\n{sentence}"), ("Two", "2031-05-06", f"Fire in Tarn\n{other}")]
    )
    shared = [c for c in find_claims(items, entities) if len(reports(c)) == 2]
    first = [e for c in shared for e in c.evidence if e.exact == sentence]
    assert first
    assert all((e.attributed_to is not None) == theirs for e in first)


def test_what_is_still_to_come_is_no_evidence_of_what_was_done(read_reports: Read) -> None:
    told = "Inquiry\n\nPrime Minister Ilse Varga has announced a public inquiry into the explosion at Orrin Point."
    ahead = told.replace("has announced", "is expected to announce")
    reports = (("Post", "2021-07-28", told), ("Bell", "2021-07-28", told.replace("has announced", "announced")))
    stances = {
        (e.exact.split("Varga ")[1].split()[0], e.stance)
        for c in find_claims(*read_reports([*reports, ("Star", "2021-07-27", ahead)]))
        if "expected" not in c.statement
        for e in c.evidence
    }
    assert {("has", "supports"), ("announced", "supports"), ("is", "mentions")} == stances


def test_a_sentence_that_quotes_two_sayings_does_not_run_them_together() -> None:
    boats, harbour = "we never sold a single boat to the island", "the harbour will be dry by spring"
    said = (boats, f"{boats} {harbour}", harbour, harbour)
    assert utterances([Spoken(n, tuple(w.split()), "tessen") for n, w in enumerate(said)]) == [[0, 1], [1, 2, 3]]


def test_a_saying_told_in_two_sentences_is_one_with_each() -> None:
    first, second = "the harbour will be dry by spring", "no boat will leave the harbour before that"
    said = (f"{first} {second}", first, second)
    assert utterances([Spoken(n, tuple(w.split()), "tessen") for n, w in enumerate(said)]) == [[0, 1], [0, 2]]


@pytest.mark.parametrize(
    ("number", "named"),
    [("12", False), ("three", False), ("4,000", True)],
)
def test_a_small_number_alone_is_no_reason(number: str, named: bool, read_reports: Read) -> None:
    told = f"The {number} closed kilns of the Tarn brickworks were lit again by the mayor on Tuesday."
    other = f"The mayor lit the {number} closed kilns of the Tarn brickworks again on Tuesday."
    items, entities = read_reports([("Post", "2031-06-03", f"A\n{told}"), ("Courier", "2031-06-03", f"B\n{other}")])
    because = [c.because for c in find_claims(items, entities) if len(reports(c)) > 1]
    words = {word for reason in because for word in reason.partition("with the words ")[2].split(", ")}
    assert any("kilns" in reason for reason in because)
    assert any("4,000" in reason for reason in because) == named
    assert not words & {"12", "three"}
