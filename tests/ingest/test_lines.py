"""Furniture lines and reporting that uses the same words."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from variorum.ingest import lines

SPEC = Path(__file__).parent / "specs" / "lines.tsv"


def _rows(kind: str) -> list[str]:
    rows = (row.split("\t", 1) for row in SPEC.read_text("utf-8").splitlines() if not row.startswith("#"))
    return [line for name, line in rows if name == kind]


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "held out"])
def test_lines_are_told_apart(half: int) -> None:
    reporting, furniture = _rows("reporting")[half::2], _rows("furniture")[half::2]
    kept = sum(lines.log_odds(line) > 0 for line in reporting)
    slipped = sum(lines.log_odds(line) > 0 for line in furniture)
    for right, wrong, of in ((kept, slipped, reporting), (len(furniture) - slipped, len(reporting) - kept, furniture)):
        assert 2 * right / (right + wrong + len(of)) >= 0.97


def test_the_table_is_large_enough() -> None:
    assert len(_rows("furniture")) >= 150
    assert len(_rows("reporting")) >= 150


@pytest.mark.parametrize("line", ["", "   ", "x" * 200_000, "“" * 50_000, "- " * 50_000, "a|" * 50_000, "By " * 50_000])
def test_odd_lines_cost_little(line: str) -> None:
    begun = time.process_time()
    assert math.isfinite(lines.log_odds(line))
    assert time.process_time() - begun < 2
