"""Words that a column parts at the end of a row."""

from __future__ import annotations

import pytest

from variorum.ingest.hyphens import joined_rows
from variorum.ingest.plain import read_plain


@pytest.mark.parametrize(
    ("row", "below", "whole"),
    [
        ("two were in-", "jured.", "two were injured."),
        ("by the engi-", "neer Hanne Ruud", "by the engineer Hanne Ruud"),
        ("a well-", "known bridge", "a well-known bridge"),
        ("the long-", "term plan", "the long-term plan"),
        ("in Port-", "Elm", "in Port- Elm"),
        ("from 2019-", "2021", "from 2019- 2021"),
        ("he paused –", "and went on", "he paused – and went on"),
        ("no hyphen", "here", "no hyphen here"),
        ("-", "jured", "- jured"),
    ],
)
def test_rows_are_joined(row: str, below: str, whole: str) -> None:
    assert joined_rows(row, below) == whole


MINUTES = """
                     COUNCIL OF PORT ELM
                Minutes of the open session
                        3 June 2025

                          Page 1 of 2

The council met on Tuesday to discuss the closing of the
ferry line to the island, from which four thousand people
go to work every day, and heard the office of the harbour.

The line carries fewer passengers than it did, the harbour of-
fice told the council, and every boat needs to be repaired in
the coming winter.
\f
                          Page 2 of 2

The council voted by 21 to 9 to pay for the line for another
year. The money is to come from the fees of the harbour and
from what the county gives for roads that nobody has built.
"""


def test_a_printed_page_saved_as_text_loses_its_pages_numbers_and_keeps_its_day() -> None:
    draft = read_plain(MINUTES)
    text = "\n".join(p.text for p in draft.paragraphs)
    assert draft.published.value == "2025-06-03"
    assert "Page" not in text
    assert "the harbour office told" in text
    assert draft.title is not None
    assert "2025" not in draft.title
