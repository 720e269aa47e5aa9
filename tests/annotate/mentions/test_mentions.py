"""Which words of a text are mentions, as a table, and what must hold for every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
