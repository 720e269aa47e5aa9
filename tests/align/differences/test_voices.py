"""One utterance that is laid to two people."""

from __future__ import annotations

import pytest

from variorum.align.differences.voices import find_voices
from variorum.align.sentences import Sentence, sentences_of
from variorum.model import Annotated, Article, Entity, Layers, Mention, Quote, Span

WORDS = "The harbour will stay closed until every crane has been tested twice"
NAMES = {n: Entity(n, n, "PERSON") for n in ("Ilse Marrow", "Oda Brill")}


def said_by(outlet: str, *speakers: str, words: str = WORDS) -> list[Sentence]:
    text = f"“{words},” {' and '.join(speakers)} said."
    mentions = tuple(Mention(text.index(n), text.index(n) + len(n), "PERSON", n) for n in speakers)
    quote = Quote("direct", (Span(1, len(words) + 2),), speaker=speakers[0])
    layers = Layers(sentences=(Span(0, len(text)),), mentions=mentions, quotes=(quote,))
    return sentences_of(Annotated(Article(outlet, outlet, text, outlet=outlet), layers))


def test_two_people_for_one_utterance() -> None:
    (found,) = find_voices(said_by("a", "Ilse Marrow") + said_by("b", "Oda Brill"), NAMES)
    assert found.kind == "attribution"
    assert [s.value for s in found.sides] == ["Ilse Marrow", "Oda Brill"]


@pytest.mark.parametrize(
    ("speakers", "words"),
    [
        (("Oda Brill", "Ilse Marrow"), WORDS),
        (("Ilse Marrow",), WORDS),
        (("Oda Brill",), "The harbour will stay closed until the summer is over and done"),
    ],
)
def test_joint_words_and_other_words_are_no_two_voices(speakers: tuple[str, ...], words: str) -> None:
    assert not list(find_voices(said_by("a", "Ilse Marrow") + said_by("b", *speakers, words=words), NAMES))
