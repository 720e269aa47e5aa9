"""The account of what stands between our value F1 on AQUAINT and 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.aquaint import HABITS, TABLE, Counts, Error, ceilings, errors, habit, kinds

from variorum.language.parse import Parser

TEXT = {
    "id": "orm",
    "dct": "2021-07-21",
    "text": "The ferry sank on Friday. Divers now search for days.",
    "timex": [
        {"start": 18, "end": 24, "type": "DATE", "value": "2021-07-09", "mod": None},
        {"start": 4, "end": 9, "type": "DATE", "value": "2021", "mod": None},
    ],
}
WRONG = [Error("orm", 18, "value"), Error("orm", 4, "missed"), Error("orm", 33, "spurious")]
"""And “days”, which counts as found as well."""


def test_every_error_is_listed_beside_the_counts() -> None:
    counts, wrong = errors([TEXT], Parser())
    assert sorted(wrong) == sorted([*WRONG, Error("orm", 48, "spurious")])
    assert counts == Counts(right=0, found=3, wanted=2)


def test_mending_all_errors_gives_one() -> None:
    counts, wrong = errors([TEXT], Parser())
    assert counts.mended(e.outcome for e in wrong).value_f1 == 1.0


def test_only_what_is_ours_is_mended_and_then_what_is_divided() -> None:
    counts = Counts(right=8, found=10, wanted=10)
    known = dict(zip(WRONG, ("story", "slip", "divided"), strict=True))
    assert ceilings(counts, WRONG, known) == pytest.approx((0.8, 0.9, 18 / 19))


def test_a_habit_is_counted_by_what_stands_what_is_marked_and_what_fits() -> None:
    assert habit(r"\bFriday\b", r"^2021-07-\d\d$", [TEXT]) == (1, 1, 1)
    assert habit(r"\bnow\b", "", [TEXT]) == (1, 0, 0)


def test_the_tables_hold_names_numbers_and_kinds_and_no_words_of_a_text() -> None:
    assert {e.outcome for e in kinds()} == {"value", "missed", "spurious"}
    assert all(re.fullmatch(r"[A-Z]{3}\d+\.\d{4}", e.text) for e in kinds())
    for path, columns in ((TABLE, 4), (HABITS, 4)):
        assert {len(row) for row in _rows(path)} == {columns}
    assert {row[0] for row in _rows(HABITS)} <= set(kinds().values())
    assert all(re.compile(row[1]) and re.compile(row[2]) for row in _rows(HABITS))


def _rows(path: Path) -> list[list[str]]:
    return [r.split("\t") for r in path.read_text(encoding="utf-8").splitlines() if r and r[0] != "#"]
