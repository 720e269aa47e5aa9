"""A sentence states the words shown, or it is no evidence for them."""

from __future__ import annotations

import pytest

from variorum.align.claims.counting import counts, counts_apart, stretches, stretches_apart
from variorum.align.claims.holding import FEATURES, Holding
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.told import Told, numbers, told
from variorum.align.claims.units import Unit, units_of
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed_pieces
from variorum.model import Article, Mention, Quote, Span

SHOWN = "The council of Port Elm voted to close the old bridge"
FILLER = (
    "The ferry company expects 40,000 travellers over the holidays.",
    "Growers fear for the cherry harvest after the frost.",
    "The museum hopes to raise the trawler's bell before winter.",
)


def _holding(*texts: str, alike: float = 0.4) -> tuple[Holding, list[Unit]]:
    sentences = [Sentence(Article(str(n), str(n), t), Span(0, len(t)), t, 0) for n, t in enumerate(texts)]
    units = units_of(sentences)
    clauses = {unit.at: [unit] for unit in units}
    _, pieces = embed_pieces([s.text for s in sentences])
    likeness = Likeness(pieces, [s.article.id for s in sentences])
    return Holding(sentences, clauses, likeness, {}, lambda one, other: alike), units


def _told(sentences: list[Sentence]) -> list[Told]:
    _, pieces = embed_pieces([s.text for s in sentences])
    content = Likeness(pieces, [s.article.id for s in sentences]).content
    return [told(s, units_of([s]), p, c) for s, p, c in zip(sentences, pieces, content, strict=True)]


def _sure(shown: str, text: str) -> float:
    holding, units = _holding(f"{shown}, which carries nine thousand cars.", text, *FILLER)
    (line,) = holding.lines({0: [1]})
    return line.held(units[0], Span(0, len(shown)), [1])[0][0]


@pytest.mark.parametrize(
    ("holds", "only_near"),
    [
        (
            "Port Elm's council has decided that the old bridge will be closed.",
            "The council of Port Elm meets in a hall beside the old bridge.",
        ),
        (
            "After a long debate on Tuesday, councillors in Port Elm voted for closing the old bridge.",
            "Shopkeepers near the old bridge in Port Elm fear for their summer.",
        ),
        (
            "The old bridge in Port Elm is to close, the town's council voted.",
            "Port Elm's council voted to raise the mayor's pay.",
        ),
    ],
)
def test_who_states_it_is_surer_than_who_only_tells_of_it(holds: str, only_near: str) -> None:
    assert _sure(SHOWN, holds) > _sure(SHOWN, only_near)


def test_the_same_words_state_themselves() -> None:
    assert _sure(SHOWN, SHOWN + ".") > 0.8


def test_nothing_to_compare_is_not_stated() -> None:
    holding, units = _holding("The of and.", SHOWN, *FILLER)
    (line,) = holding.lines({0: [1]})
    assert line.held(units[0], Span(0, 11), [1]) == [(0.0, 0.0)]


def test_little_in_common_is_nothing_unless_the_slots_speak_for_it() -> None:
    texts = (f"{SHOWN}.", FILLER[0], *FILLER[1:])
    silent, units = _holding(*texts, alike=0.0)
    assert silent.values(units[0], Span(0, len(SHOWN)), 1) is None
    spoken, units = _holding(*texts, alike=0.9)
    assert spoken.values(units[0], Span(0, len(SHOWN)), 1) is not None


def test_a_denial_is_told_from_its_claim() -> None:
    holding, units = _holding(f"{SHOWN}.", "The council of Port Elm did not vote to close the old bridge.", *FILLER)
    values = dict(zip(FEATURES, holding.values(units[0], Span(0, len(SHOWN)), 1) or (), strict=True))
    assert values["negation"] == 1.0


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The clerk filed 55,000 pages.", "She handed over 50,000 pages of letters.", True),
        ("The clerk filed 55,000 pages.", "She handed over some 54,600 pages.", False),
        ("The clerk filed 55,000 pages.", "She filed 12 boxes.", False),
        ("Tarn Steel bought the mill for $310 million.", "Tarn Steel expects it to cost $85 million.", True),
        ("Tarn Steel bought the mill for $310 million.", "The $310m mill cost Tarn Steel $9bn in all.", False),
        ("Tarn Steel bought the mill for $310 million.", "It paid £85 million for another.", False),
        ("The fine was $2,400.", "She paid $2.4 thousand.", False),
        ("With barley at $70 a sack a loaf is $3.", "Barley at $60 a sack makes a loaf cost $3.", True),
        ("With barley at $70 a sack a loaf is $3.", "Barley stood at $70 per sack.", False),
        ("It took 12 days and 3 ships.", "Within 12 days all 4 ships were gone.", True),
    ],
)
def test_another_number_of_the_same_is_another_statement(one: str, other: str, apart: bool) -> None:
    mine, theirs = counts(one), counts(other)
    assert counts_apart(mine, theirs) == counts_apart(theirs, mine) == apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("He ran the yard from 1996 to 2007.", "He ran the yard between 1993 and 1996.", True),
        ("He ran the yard from 1996 to 2007.", "From 1996 until 2007 the yard was his.", False),
        ("He ran the yard from 1996 to 2007.", "He ran the yard (1996–2007) and the mill (2007–2011).", False),
        ("He ran the yard from 1996 to 2007.", "He left the yard in 2009.", False),
        ("Her term, 2011-2015, was quiet.", "Her term, 2015-2019, was quiet.", True),
        ("It cost 1996 to 2007 crowns, or $1,996-2,007.", "It opened in 2007.", False),
    ],
)
def test_another_stretch_of_years_is_another_statement(one: str, other: str, apart: bool) -> None:
    mine, theirs = stretches(one), stretches(other)
    assert stretches_apart(mine, theirs) == stretches_apart(theirs, mine) == apart


def test_other_years_are_neither_evidence_nor_near() -> None:
    words = "Orla Tessen ran the ship yard of Port Elm from 1996 to 2007"
    assert _sure(words, "Orla Tessen ran the Port Elm ship yard between 1993 and 1996.") == 0.0
    assert _sure(words, "Orla Tessen ran the Port Elm ship yard between 1996 and 2007.") > 0.8


def test_what_two_others_say_is_told_from_what_one_says() -> None:
    texts = ("Mayor Ida Moss said that the old bridge is safe.", "Engineer Olav Lind said that the old bridge is safe.")
    quotes = [
        (Quote("indirect", (Span(0, len(t)),), speaker=name),) for t, name in zip(texts, ("moss", "lind"), strict=True)
    ]
    sentences = [
        Sentence(Article(str(n), str(n), t), Span(0, len(t)), t, 0, quotes=said)
        for n, (t, said) in enumerate(zip(texts, quotes, strict=True))
    ]
    one, other = _told(sentences)
    assert one.voiced(other) == (0.0, 1.0)
    assert one.voiced(one) == (0.0, 0.0)


def test_names_are_no_plain_words() -> None:
    text = "Ida Moss sold the mill"
    mention = Mention(0, 8, "PERSON")
    (told,) = _told([Sentence(Article("a", "a", text), Span(0, len(text)), text, 0, mentions=(mention,))])
    assert [text[b:e] for b, e in zip(told.begins[told.plain], told.ends[told.plain], strict=True)] == ["sold", "mill"]


def test_a_number_that_is_missing_is_seen() -> None:
    texts = (f"{SHOWN} by 36 votes to 4,000.", f"{SHOWN} by 37 votes to 4000.", *FILLER)
    holding, units = _holding(*texts)
    values = dict(zip(FEATURES, holding.values(units[0], Span(0, len(texts[0])), 1) or (), strict=True))
    assert values["numbers"] == 1.0
    assert numbers("4,000 ships") == numbers("4000 ships")


@pytest.mark.parametrize(
    ("text", "other", "sure"),
    [
        ("I live beside the old bridge of Port Elm", "I have always lived near Port Elm's old bridge.", False),
        ("I live beside the old bridge of Port Elm", "He said: I live beside the old bridge of Port Elm.", True),
        ("She lives beside the old bridge of Port Elm", "She has always lived near Port Elm's old bridge.", True),
    ],
)
def test_what_somebody_says_of_himself_is_stated_only_in_his_words(text: str, other: str, sure: bool) -> None:
    assert (_sure(text, other) > 0.35) == sure
