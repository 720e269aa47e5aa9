"""The spec corpus: what is a figure and with which value, and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from variorum.annotate.figures import find_figures
from variorum.annotate.times import find_times
from variorum.language.parse import Parser
from variorum.model import Figure

SPECS = Path(__file__).parent / "specs"
PUBLISHED = "2031-03-04"


@dataclass(frozen=True)
class Case:
    """A sentence, the words of its figure and the figure's values; `where` is which figure of the sentence is meant."""

    text: str
    words: str
    low: float | None
    high: float | None
    unit: str | None
    mod: str | None
    counted: str | None
    where: str


def _cases() -> Iterator[Case]:
    low: str | None
    high: str | None
    unit: str | None
    mod: str | None
    low = high = unit = mod = None
    for line in (SPECS / "figures.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if "[" not in line:
            low, high, unit, mod = (None if field == "-" else field for field in line.split())
            continue
        sentence, _, counted = line.partition(" | ")
        sentence, _, where = sentence.partition(" @")
        words = sentence.partition("[")[2].rpartition("]")[0]
        yield Case(
            re.sub(r"[\[\]]", "", sentence),
            words,
            None if low is None else float(low),
            None if high is None else float(high),
            unit,
            mod,
            counted or None,
            where or "whole",
        )


def _negatives() -> list[str]:
    lines = (SPECS / "negatives.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


CASES = list(_cases())
NEGATIVES = _negatives()


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Figure, ...]]:
    texts = [case.text for case in CASES] + NEGATIVES
    docs = Parser().parse(texts)
    return {text: find_figures(doc, find_times(doc, PUBLISHED)) for text, doc in zip(texts, docs, strict=True)}


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(CASES) >= 300
    assert len(NEGATIVES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_form_has_its_value(case: Case, found: dict[str, tuple[Figure, ...]]) -> None:
    figures = found[case.text]
    assert figures
    figure = figures[-1] if case.where == "last" else figures[0]
    got = (figure.low, figure.high, figure.unit, figure.mod)
    assert got == (case.low, case.high, case.unit, case.mod)
    words = case.text[figure.start : figure.end]
    assert case.words in words if case.where in ("in", "last", "first") else words.startswith(case.words)
    assert len(words) - len(case.words) < 40
    if case.counted:
        assert (figure.counted or "") == case.counted


@pytest.mark.parametrize("text", NEGATIVES)
def test_what_is_no_figure(text: str, found: dict[str, tuple[Figure, ...]]) -> None:
    assert [text[f.start : f.end] for f in found[text]] == []
