"""Text with leftovers: what tells a line of the report, and the headline, among a page's own lines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.ingest.draft import key
from variorum.ingest.plain import candidates, read_plain
from variorum.ingest.plain.candidates import can_be_headline
from variorum.ingest.plain.model import ROUNDS, chances
from variorum.ingest.plain.traits import NAMES, core_of, traits_of
from variorum.ingest.plain.wrapped import lines_of

TITLE = "Ferry company of Port Elm stops night crossings"
REPORT = (
    "The ferry company of Port Elm will stop all night crossings from Monday, its director said, after three "
    "breakdowns in a month.",
    "“We cannot promise that people get home,” Mara Quill told reporters in Port Elm on Friday.",
    "The harbour authority said that it had not been asked. Fares will stay the same until the end of the year.",
    "Some four hundred people take the last ferry on a weekday, most of them on their way home from the hospital.",
)
ABOVE = (
    "Skip to content",
    "The Elm Courier",
    "Home",
    "News",
    "Sport",
    "Harbour",
    "Weather: 12 degrees",
    "Subscribe for 2 crowns a week",
)
BELOW = (
    "Share this article",
    "Most read",
    "Council of Sandy Hook sells its town hall",
    "Why the herring came back to the bay",
    "Five walks for a wet weekend",
    "About us",
    "Terms of use",
    "© The Elm Courier",
)


def test_a_row_of_traits_for_each_line() -> None:
    seen = traits_of(lines_of("\n".join((*ABOVE, TITLE, *REPORT, *BELOW))))
    assert seen.table.shape == (len(ABOVE) + 1 + len(REPORT) + len(BELOW), len(NAMES))
    assert len(set(NAMES)) == len(NAMES)
    assert len(set(candidates.NAMES)) == len(candidates.NAMES)
    assert np.isfinite(seen.table).all()
    assert all(set(NAMES) <= set(names) for names in ROUNDS.values())


def test_the_report_is_likelier_than_what_stands_around_it() -> None:
    chance = chances(traits_of(lines_of("\n".join((*ABOVE, TITLE, "", *REPORT, "", *BELOW)))))
    first = len(ABOVE) + 1
    told = chance[first : first + len(REPORT)]
    assert told.min() > max(chance[: len(ABOVE)].max(), chance[first + len(REPORT) :].max())


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("above", [0, 1, 4, 8])
@pytest.mark.parametrize("below", [0, 2, 8])
def test_a_page_as_text_is_its_headline_and_its_report(gap: str, above: int, below: int) -> None:
    draft = read_plain(gap.join((*ABOVE[:above], TITLE, *REPORT, *BELOW[:below])))
    assert draft.title == TITLE
    assert [paragraph.text for paragraph in draft.paragraphs] == list(REPORT)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_text_without_a_headline_has_none_and_loses_nothing(gap: str) -> None:
    draft = read_plain(gap.join(REPORT))
    assert draft.title is None
    assert [paragraph.text for paragraph in draft.paragraphs] == list(REPORT)


def test_the_core_is_the_stretch_with_most_running_words() -> None:
    running = np.array([0.0, 20, 0, 30, 25, 0, 0, 0, 0, 15])
    words = np.array([3.0, 20, 3, 30, 25, 9, 9, 9, 9, 15])
    assert core_of(words, running) == (1, 4)
    assert core_of(np.array([3.0]), np.array([0.0])) == (0, -1)


@pytest.mark.parametrize(
    ("line", "may"),
    [
        (TITLE, True),
        ("Ferry stops: what travellers should know", True),
        ("It broke down again …", True),
        ("Ferry company", False),
        ("This article is more than 6 months old", False),
        ("The ferry of Port Elm stops at night.", False),
        ("The director said:", False),
        ("word " * 36, False),
    ],
)
def test_what_may_be_a_headline(line: str, may: bool) -> None:
    assert can_be_headline(line.strip()) is may


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12))
def test_any_lines_are_read(lines: list[str]) -> None:
    text = "\n".join(lines)
    draft = read_plain(text)
    assert all(key(paragraph.text) in key(text) for paragraph in draft.paragraphs)
    found = lines_of(text)
    if found:
        assert all(math.isfinite(chance) and 0 <= chance <= 1 for chance in chances(traits_of(found)))
