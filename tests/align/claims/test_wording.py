"""By which words a clause can be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.claims.cut import is_evidence
from variorum.align.claims.units import is_frame, units_of
from variorum.align.claims.wording import wordings
from variorum.align.sentences import sentences_of
from variorum.model import Annotated, Entity

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]


def _offered(read: Read, text: str) -> list[str]:
    items, _ = read([("Coast Post", "2031-05-06", f"Harbour\n{text}")])
    units = [u for u in units_of(sentences_of(items[0])) if not is_frame(u.event)]
    return [text[w.start : w.end] for unit in units for w in wordings(unit)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "The council accused Ilse Marrow of selling the harbour, which she had promised to keep.",
            "The council accused Ilse Marrow of selling the harbour",
        ),
        (
            "Tomas Vael resigned on Friday after the council closed the old bridge in Solvik.",
            "the council closed the old bridge in Solvik",
        ),
        ("The ferry to Solvik sank in the storm.", "The ferry to Solvik sank in the storm."),
    ],
)
def test_what_can_be_read_by_itself_is_offered(read_reports: Read, text: str, shown: str) -> None:
    assert shown in _offered(read_reports, text)


@pytest.mark.parametrize(
    ("text", "torso"),
    [
        ("The ten million that Ilse Marrow demanded for the harbour were never paid.", "Ilse Marrow demanded"),
        ("If the council closed the old bridge, the ferry would return.", "the council closed the old bridge"),
        ("The council denied that Ilse Marrow had sold the old harbour.", "Ilse Marrow had sold the old harbour"),
        ("The minister announced on Wednesday, and nobody listened to him.", "The minister announced on Wednesday"),
    ],
)
def test_a_torso_or_what_is_not_told_as_a_fact_is_not(read_reports: Read, text: str, torso: str) -> None:
    assert not [words for words in _offered(read_reports, text) if words.startswith(torso) and words != text]


def test_words_do_not_end_where_what_is_said_begins(read_reports: Read) -> None:
    letter = (
        "Ilse Marrow's farewell letter, one page of which was shown to the Post, reveals that the council asked for it."
    )
    assert not [words for words in _offered(read_reports, letter) if words.endswith("reveals")]


@pytest.mark.parametrize(
    "text", ["Read more: the bridge in Solvik closes on Monday.", "CLICK HERE TO GET THE SOLVIK APP"]
)
def test_the_page_s_own_lines_state_nothing(read_reports: Read, text: str) -> None:
    assert _offered(read_reports, text) == []


@pytest.mark.parametrize(
    ("words", "around", "enough"),
    [
        ("submitted to the harbour court of Solvik", 60, False),
        ("submitted to the harbour court of Solvik", 120, True),
        ("the council submitted its answer to the harbour court", 60, True),
        ("to it", 120, False),
    ],
)
def test_a_few_words_are_cited_only_from_a_vast_sentence(words: str, around: int, enough: bool) -> None:
    assert is_evidence(words, around) == enough
