"""Two rows of a wrapped text as one, with the hyphen gone that only parts a word at the row's end."""

from __future__ import annotations

import re
from functools import cache

from variorum.language.shipped import lines

_PARTED = re.compile(r"([^\W\d_]+)-$")
_NEXT = re.compile(r"[^\W\d_]+")


def joined_rows(row: str, below: str) -> str:
    """`row` and `below` as one: “in-” and “jured” are “injured”, but “well-” and “known” stay “well-known”.

    The hyphen stays where both parts are words and the whole is none, and before a capital or a figure.
    """
    end, start = _PARTED.search(row), _NEXT.match(below)
    if not end or not start or not start[0][0].islower():
        return f"{row} {below}"
    one, other = end[1].lower(), start[0].lower()
    known = _words()
    compound = one in known and other in known and one + other not in known
    return f"{row}{below}" if compound else f"{row[:-1]}{below}"


@cache
def _words() -> frozenset[str]:
    """Common English words, as the sentence model's vocabulary has them; a piece that only goes on a word is none."""
    return frozenset(line for line in lines("language", "wordpiece.txt") if line.isalpha() and len(line) > 1)
