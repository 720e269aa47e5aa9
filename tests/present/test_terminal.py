"""The summary on the terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from variorum.model import Dossier
from variorum.present.terminal import summary


def _printed(dossier: Dossier, width: int) -> list[str]:
    stream = io.StringIO()
    summary(dossier, Console(file=stream, width=width, highlight=False))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [36, 44])
def test_lines_of_a_list_go_on_below_where_they_began(dossier: Dossier, width: int) -> None:
    printed = _printed(dossier, width)
    said = printed[printed.index("Where they differ") + 1 : printed.index("Told by most, left out by some")]
    assert any(line.startswith("        ") for line in said), "nothing is longer than a line"
    assert all(line.startswith("  ") or not line.strip() for line in said)
    assert all(len(line) <= width for line in printed)
