"""What is worth telling, and who surely tells it."""

from __future__ import annotations

import pytest

from variorum.align.omissions.sureness import surely_tells
from variorum.align.omissions.worth import is_told_plainly


@pytest.mark.parametrize(
    ("words", "plainly"),
    [
        ("The port authority fined the Kestrel Line 40,000 crowns for the spill.", True),
        ("She fined the Kestrel Line 40,000 crowns for the spill in the bay.", False),
        ("To contact the harbour desk email desk@bay-courier.example or phone 0200 100 after the spill.", False),
        ("If you write a comment on the harbour spill, mark it clearly for publication.", False),
        ("Ana Dorn | 10:57 UK time, Friday: the spill is the worst disaster of the bay.", False),
        ("Page last updated at 15:47: musicians of Sarn Bay sing for the harbour.", False),
        ("Image caption The harbour of Sarn Bay was closed after the oil spill.", False),
        ("The harbour of Sarn Bay was closed at 10:57 after the oil spill.", True),
    ],
)
def test_what_a_page_puts_beside_its_report_is_not_worth_telling(words: str, plainly: bool) -> None:
    assert is_told_plainly(words) is plainly


@pytest.mark.parametrize(
    ("likeness", "share", "plain", "joined", "sure"),
    [
        (0.7, 0.6, 0.6, 0.9, True),
        (0.7, 0.6, 0.0, 0.9, False),  # names in common, and nothing of what is told of them
        (0.4, 0.2, 0.6, 0.9, False),
        (0.7, 0.6, 0.6, 0.5, False),
    ],
)
def test_who_surely_tells_it(likeness: float, share: float, plain: float, joined: float, sure: bool) -> None:
    assert surely_tells(likeness, share, plain, joined) is sure
