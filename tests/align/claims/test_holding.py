"""A sentence holds the words shown, or it is no evidence for them."""

from __future__ import annotations

import pytest

from variorum.align.claims.holding import FEATURES, Holding
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed_pieces
from variorum.model import Article, Span

SHOWN = "The council of Port Elm voted to close the old bridge"
FILLER = (
    "The ferry company expects 40,000 travellers over the holidays.",
    "Growers fear for the cherry harvest after the frost.",
    "The museum hopes to raise the trawler's bell before winter.",
)


def _holding(*texts: str) -> Holding:
    sentences = [Sentence(Article(str(n), str(n), t), Span(0, len(t)), t, 0) for n, t in enumerate(texts)]
    return Holding(sentences, *embed_pieces([s.text for s in sentences]))


def _sure(shown: str, text: str) -> float:
    return _holding(f"{shown}, which carries nine thousand cars.", text, *FILLER).sure(0, Span(0, len(shown)), 1)


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
    assert _sure(SHOWN, holds) > _sure(SHOWN, only_near) + 0.1


def test_the_same_words_hold_themselves() -> None:
    assert _sure(SHOWN, SHOWN + ".") > 0.8


def test_what_is_missing_counts() -> None:
    number = "Nine workers were killed in the explosion at the plant"
    holding = _holding(f"{number}.", "Nine workers died in the plant's explosion.", "14 workers died in it.", *FILLER)
    values = [dict(zip(FEATURES, holding.values(0, Span(0, len(number)), at) or (), strict=True)) for at in (1, 2)]
    assert values[0]["covered"] > values[1]["covered"]
    assert values[0]["worst"] <= values[0]["covered"]


def test_nothing_to_compare_is_not_held() -> None:
    assert _holding("The of and.", SHOWN, *FILLER).sure(0, Span(0, 11), 1) == 0.0


def test_a_denial_is_told_from_its_claim() -> None:
    holding = _holding(f"{SHOWN}.", "The council of Port Elm did not vote to close the old bridge.", *FILLER)
    values = dict(zip(FEATURES, holding.values(0, Span(0, len(SHOWN)), 1) or (), strict=True))
    assert values["negation"] == 1.0
