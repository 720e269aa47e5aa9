"""Half a name is understood where only one name of the archive begins so."""

from __future__ import annotations

import pytest

from variorum.store.meant import named


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("ann roe", ["Ann Roe"]),
        ("roe", ["Ann Roe", "Bo Roe"]),
        ("an ro", ["Ann Roe"]),
        ("oe", []),
        ("Ann Roe", ["Ann Roe"]),
    ],
)
def test_a_name_is_meant_by_the_beginnings_of_its_words(asked: str, names: list[str]) -> None:
    assert list(named(asked, ["Ann Roe", "Bo Roe", "Ann Roe"])) == names
