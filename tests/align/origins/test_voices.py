"""Who a source without a name is, and which words of a report are its source's."""

from __future__ import annotations

import pytest

from variorum.align.origins_bearing import bearing, reaching, reports_words
from variorum.align.origins_line import is_address_of, missing_among
from variorum.align.origins_voices import bodies_in, is_event, read_voice
from variorum.align.words import content_stems
from variorum.model import Annotated, Article, Entity, Evidence, Layers, Mention, Quote, Span

ENTITIES = {
    "marrow": Entity("marrow", "Ilse Marrow", "PERSON"),
    "board": Entity("board", "Harbour Board", "ORG"),
    "herald": Entity("herald", "Tarn Herald", "ORG"),
}
LABELS = {"Ilse Marrow": "marrow", "Marrow": "marrow", "Harbour Board": "board", "Tarn Herald": "herald"}


def _mentions(text: str) -> list[Mention]:
    found: list[Mention] = []
    for name, entity in LABELS.items():
        at = text.find(name)
        if at >= 0 and not any(m.start <= at < m.end for m in found):
            found.append(Mention(at, at + len(name), ENTITIES[entity].label, entity))
    return found


@pytest.mark.parametrize(
    ("source", "known", "kind", "speaker"),
    [
        ("police", True, "police", None),
        ("a police spokesman", True, "police", None),
        ("the Tarn police chief", True, "police", None),
        ("officials", False, None, None),
        ("harbour officials familiar with the wreck", False, None, None),
        ("she", False, None, None),
        ("several readers", False, None, None),
        ("the plan's proponents", False, None, None),
        ("some experts", False, None, None),
        ("a federal judge", True, "court", None),
        ("a federal judge in Tarn", True, "court", None),
        ("the ruling", True, "court", None),
        ("prosecutors", True, "prosecution", None),
        ("the indictment", True, "prosecution", None),
        ("the mayor", True, "mayor", None),
        ("the town's mayor", True, "mayor", None),
        ("a statement", True, "statement", None),
        ("the summary of Marrow's letter", True, "summary", None),
        ("a letter from Ilse Marrow", True, "statement", "Ilse Marrow"),
        ("a recent report from Tarn Herald", True, "report", "Tarn Herald"),
        ("A lawyer for the owner, Ilse Marrow of Orsk,", True, "lawyer", "Ilse Marrow"),
        ("a lawyer for Ilse Marrow", True, "lawyer", None),
        ("a spokeswoman for the Harbour Board", True, None, "Harbour Board"),
        ("a spokeswoman for the company", True, "company", None),
        ("Harbour Board officials", False, None, None),
    ],
)
def test_voices(source: str, known: bool, kind: str | None, speaker: str | None) -> None:
    voice = read_voice(Article("a", "a", source), [Span(0, len(source))], _mentions(source), ENTITIES)
    assert voice is not None
    assert (voice.known, voice.speaker) == (known, speaker)
    if kind:
        assert kind in voice.kinds


def test_no_source_is_no_voice() -> None:
    assert read_voice(Article("a", "a", "..."), [Span(0, 3)], [], {}) is None
    assert read_voice(Article("a", "a", "police"), [], [], {}) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("police", "a police spokeswoman", True),
        ("the indictment", "prosecutors", True),
        ("a federal judge", "a federal judge in Tarn", True),
        ("police", "prosecutors", False),
        ("the mayor", "the mayor of Tarn", True),
        ("the mayor", "the engineer", False),
        ("officials", "officials", False),
        ("a lawyer for Ilse Marrow", "the lawyer for the Harbour Board", False),
    ],
)
def test_one_voice_or_two(one: str, other: str, same: bool) -> None:
    voices = [read_voice(Article("a", "a", t), [Span(0, len(t))], _mentions(t), ENTITIES) for t in (one, other)]
    assert voices[0]
    assert voices[1]
    assert voices[0].may_be(voices[1]) is same


def test_who_speaks_for_a_body() -> None:
    text = "Harbour Board spokeswoman Ilse Marrow"
    article, whole = Article("a", "a", text), [Span(0, len(text))]
    assert bodies_in(article, whole, _mentions(text), ENTITIES) == {"Harbour Board"}
    text = "Ilse Marrow, who sued the Harbour Board"
    assert not bodies_in(Article("a", "a", text), [Span(0, len(text))], _mentions(text), ENTITIES)


@pytest.mark.parametrize(
    ("source", "event"),
    [
        ("The resignation of Ilse Marrow", True),
        ("the arrest of the captain", True),
        ("the statement of the board", False),
        ("Ilse Marrow", False),
        ("the chief of the board", False),
    ],
)
def test_what_happens_says_nothing(source: str, event: bool) -> None:
    assert is_event(source) is event


def _said(text: str, source: str, cue: str, content: str, *, clausal: bool = True) -> Annotated:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    quote = Quote("indirect", (at(content),), cue=at(cue), sources=(at(source),) if source else (), clausal=clausal)
    return Annotated(Article("a", "a", text), Layers(quotes=(quote,)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "words"),
    [
        ("The board said the ferry was old.", "The board", "said", "the ferry was old", True),
        ("The board plans to raise the ferry.", "The board", "plans", "to raise the ferry", False),
        ("It seemed fitting that they met.", "It", "seemed", "fitting that they met", False),
        ("The board was aware that it leaked.", "The board", "aware", "that it leaked", False),
        ("The board vowed to raise the ferry.", "The board", "vowed", "to raise the ferry", True),
        ("a scandal which revealed that it leaked", "which", "revealed", "that it leaked", False),
    ],
)
def test_deeds_and_looks_are_no_words(text: str, source: str, cue: str, content: str, words: bool) -> None:
    item = _said(text, source, cue, content)
    assert reports_words(item, item.layers.quotes[0]) is words


@pytest.mark.parametrize(
    ("text", "content", "common", "bears"),
    [
        # what the claim is about is what was said
        ("Police said the ferry sank off Tarn.", "the ferry sank off Tarn", "ferry sank Tarn", True),
        # … or stands in the reporter's aside
        (
            "Police said they pitied Dorn, who was dismissed from the board in May over the ferry.",
            "they pitied Dorn, who was dismissed from the board in May over the ferry",
            "Dorn dismissed board ferry",
            False,
        ),
        # … or around a small part that was said
        ("The ferry, which police say was old, sank off Tarn.", "was old", "ferry sank Tarn", False),
    ],
)
def test_a_quote_bears_on_what_the_evidence_has_in_common(text: str, content: str, common: str, bears: bool) -> None:
    source, cue = ("Police", "said") if text.startswith("Police") else ("police", "say")
    item = _said(text, source, cue, content)
    evidence = Evidence("a", (Span(0, len(text)),), text)
    assert bool(bearing(item, item.layers.quotes, evidence, False, content_stems(common))) is bears


@pytest.mark.parametrize(
    ("text", "content", "reached"),
    [
        ("Police said two men, both of Tarn, drowned.", "two men", "two men, both of Tarn, drowned"),
        ("Police said two men drowned, but nobody was found.", "two men", "two men drowned"),
        ("Police feared two men, both of Tarn, drowned.", "two men", "two men"),
    ],
)
def test_what_was_said_reaches_to_its_end(text: str, content: str, reached: str) -> None:
    item = _said(text, "Police", text.split()[1], content, clausal=False)
    whole = Evidence("a", (Span(0, len(text)),), text)
    (span,) = reaching(item.article, item.layers.quotes[0], whole).contents
    assert text[span.start : span.end] == reached


@pytest.mark.parametrize(
    ("url", "name", "theirs"),
    [
        ("https://www.tarnherald.example/a", "The Tarn Herald", True),
        ("https://news.tarnherald.example/a", "Tarn Herald", True),
        ("https://otimes.example/a", "Orsk Times", True),
        ("https://abc.example/a", "Alba Broadcasting Company", True),
        ("https://www.tarnherald.example/a", "Orsk Times", False),
        ("https://[bad/a", "Orsk Times", False),
        (None, "Orsk Times", False),
        ("https://www.tarnherald.example/a", "", False),
    ],
)
def test_whose_address_it_is(url: str | None, name: str, theirs: bool) -> None:
    assert is_address_of(url, name) is theirs


def test_missing_is_what_two_reports_use_and_none_here_is() -> None:
    here = [Article("a", "a", "", outlet="Tarn Herald Online"), Article("b", "b", "", url="https://otimes.example/1")]
    uses = [("1", "Coast Wire"), ("2", "Coast Wire"), ("1", "Tarn Herald"), ("2", "Tarn Herald"), ("1", "Bay Post")]
    assert missing_among(here, [*uses, ("1", "Bay Post")]) == ("Coast Wire",)
