"""The lines of a text, with the space around them; those of text that was wrapped at a column are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.ingest.draft import clean
from variorum.ingest.hyphens import joined_rows

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of a page; other separators of Unicode are white space in it."""
BULLET = re.compile(r"^\s*[•*·▪●◦‣–—-]\s+")
CLOSED = re.compile(r"[.!?…:;][\"”’')\]»]*$")
_WRAP = range(50, 100)
"""Columns at which plain text is wrapped."""
_RUN, _FEW, _SLACK = 6, 3, 5
"""Lines of that width that tell so by themselves; those that do where each is filled, and the letters by which people
who wrap by hand fall short."""
_CENTRED = 8
"""Spaces before a line, beyond the others', that set it in the middle."""
_TOP = 1
"""Blank lines that count as standing above a text."""


@dataclass(frozen=True)
class Line:
    """A line of the page: its number from 1, its words, what it turned out to be, and the blank lines before it and
    the spaces that it begins with."""

    number: int
    text: str
    kind: str = "text"
    gap: int = 0
    indent: int = 0


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, in order; of wrapped text those that are set in the middle of the page, as the
    headings of printed pages are, stay by themselves."""
    raw = LINE_END.split(text)
    rows = [clean(row) for row in raw]
    wrapped = _is_wrapped(rows)
    margin = min((len(line) - len(line.lstrip(" \f")) for line in raw if len(clean(line)) in _WRAP), default=0)
    found: list[Line] = []
    gap, open_row = _TOP, False
    for number, (row, printed) in enumerate(zip(rows, raw, strict=True), 1):
        indent = len(printed) - len(printed.lstrip(" \f"))
        centred = wrapped and indent >= margin + _CENTRED
        if row and open_row and wrapped and not centred and not BULLET.match(row):
            found[-1] = replace(found[-1], text=joined_rows(found[-1].text, row))
        elif row:
            found.append(Line(number, row, gap=gap, indent=len(printed) - len(printed.lstrip())))
        gap = 0 if row else gap + 1
        open_row = bool(row) and not centred
    return found


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the text was broken at a column: long runs of lines of that width, most of which end within a
    sentence; or a few lines, each so long that the next one's first word would not have stood in it, half of which go
    on in small letters."""
    longest = max((len(row) for row in rows), default=0)
    if longest >= _WRAP.stop + 20:
        return False
    inner = [(a, b) for a, b in pairwise(rows) if a and b and b[:1].isalnum()]
    full = [a for a, _ in inner if len(a) in _WRAP]
    open_ends = [row for row in full if not CLOSED.search(row)]
    if len(full) >= _RUN and len(open_ends) > 0.7 * len(inner):
        return True
    column = max((len(a) for a, _ in inner), default=0)
    filled = all(len(a) + 1 + len(b.split(None, 1)[0]) > column - _SLACK for a, b in inner)
    going_on = sum(not b[:1].isupper() for _, b in inner)
    return filled and len(full) == len(inner) >= _FEW and 2 * min(len(open_ends), going_on) >= len(inner)
