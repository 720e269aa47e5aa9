"""Which lines of a text are headings: in them a capital does not mark a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset(".!?…;,")
_SHARE = 0.7
"""Share of a heading's words of four letters and more that open with a capital."""
_LONGEST = 25


def heading_tokens(doc: Doc) -> list[bool]:
    """For each token, whether its line is a heading: short, without a full stop, its long words with capitals."""
    flags = [False] * len(doc)
    start = 0
    for token in doc:
        last = token.i == len(doc) - 1
        if last or "\n" in token.text_with_ws:
            if _is_heading(doc, start, token.i + 1):
                flags[start : token.i + 1] = [True] * (token.i + 1 - start)
            start = token.i + 1
    return flags


def _is_heading(doc: Doc, start: int, end: int) -> bool:
    words = [t for t in doc[start:end] if t.is_alpha]
    marks = [t.text for t in doc[start:end] if not t.is_space]
    if not 3 <= len(words) <= _LONGEST or marks[-1][-1] in _ENDS:
        return False
    long = [t for t in words if len(t) > 3]
    return len(long) > 1 and sum(t.text[0].isupper() for t in long) >= _SHARE * len(long)
