"""Which lines of a text are headings: in them a capital does not mark a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?…;,")
_SHARE = 0.7
"""Share of a heading's words of four letters and more that open with a capital."""
_LONGEST = 25


def heading_tokens(doc: Doc, text: str) -> list[bool]:
    """For each token, whether its line is a heading: short, without a full stop, its long words with capitals."""
    flags = [False] * len(doc)
    at = 0
    for line in text.split("\n"):
        if _is_heading(line) and (span := doc.char_span(at, at + len(line), alignment_mode="expand")):
            flags[span.start : span.end] = [True] * len(span)
        at += len(line) + 1
    return flags


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST * 20 or line.rstrip()[-1:] in _ENDS or not line.strip():
        return False
    words = _WORD.findall(line)
    long = [word for word in words if len(word) > 3]
    return 3 <= len(words) <= _LONGEST and len(long) > 1 and sum(w[0].isupper() for w in long) >= _SHARE * len(long)
