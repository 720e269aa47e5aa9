"""Which words of a text are mentions, as a table, and what must hold for every text."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.mentions import find_mentions
from variorum.language.parse import Parser
from variorum.model.records import Mention

LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "N": "NORP", None: None}
MARK = re.compile(r"\[([^|\]]+)(?:\|([PGON]))?\]|\{([^}]+)\}")


class Spec:
    """A text, the spans it must have, and words that must be no mention."""

    def __init__(self, line: str) -> None:
        self.text, self.want, self.never, at = "", [], [], 0
        for match in MARK.finditer(line):
            self.text += line[at : match.start()].replace(" / ", "\n")
            at = match.end()
            if match[3]:
                self.never.append(match[3])
            else:
                start = len(self.text)
                self.text += match[1]
                self.want.append((start, len(self.text), LABELS[match[2]]))
        self.text += line[at:].replace(" / ", "\n")


LINES = [
    line
    for line in (Path(__file__).parent / "specs" / "mentions.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
SPECS = [Spec(line) for line in LINES]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Mention, ...]]:
    texts = [spec.text for spec in SPECS]
    return {text: find_mentions(doc) for text, doc in zip(texts, Parser().parse(texts), strict=True)}


@pytest.mark.parametrize("spec", SPECS, ids=LINES)
def test_spans(spec: Spec, found: dict[str, tuple[Mention, ...]]) -> None:
    have = {(m.start, m.end): m.label for m in found[spec.text]}
    shown = [(spec.text[s:e], label) for (s, e), label in have.items()]
    for start, end, label in spec.want:
        assert (start, end) in have, (spec.text[start:end], shown)
        assert label is None or have[start, end] == label, (spec.text[start:end], shown)
    words = {spec.text[s:e] for s, e in have}
    assert not words & set(spec.never), shown


def test_the_table_is_long() -> None:
    assert sum(len(spec.want) for spec in SPECS) >= 80


PIECES = (*"abAB Zé-'’“”\"().,\n\t\u00a0•—$9", "The ", "Ana ", "Mr. ", "al-", "van ", "IS", "'s")
ODD = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_any_text_gives_spans_in_order(text: str) -> None:
    (doc,) = Parser().parse([text])
    mentions = find_mentions(doc)
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        assert not text[mention.start].isspace()
        assert not text[mention.end - 1].isspace()
        assert "\n" not in text[mention.start : mention.end]
        at = mention.end


@pytest.mark.parametrize("text", ["aAna  al-The ", "Gov.  Ana Hale left."])
def test_blanks_that_are_doubled_stand_outside(text: str) -> None:
    (doc,) = Parser().parse([text])
    shown = [text[m.start : m.end] for m in find_mentions(doc)]
    assert shown
    assert shown == [s.strip() for s in shown]


def test_an_empty_text_has_no_mentions() -> None:
    (doc,) = Parser().parse([""])
    assert find_mentions(doc) == ()


@pytest.mark.parametrize("unit", ["Ana (", "Ana Hale, ", "The The ", "(AB) ", "Ana Hale also known as "])
def test_long_lines_cost_linear_time(unit: str) -> None:
    (doc,) = Parser().parse([unit * (6_000 // len(unit))])
    begun = process_time()
    find_mentions(doc)
    assert process_time() - begun < 2
