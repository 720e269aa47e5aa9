"""Parts a report that quotes at its marks: what was said word for word can be told from the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.speech import Stretch, stretches_within
from variorum.annotate.quotes.words import Words

TERM = 2
"""Words up to which a stretch in marks within a report is a term or a scare quote: it shows no wording."""


_ENTITLED = frozenset({"titled", "entitled", "headlined", "subtitled"})
_CALLED = frozenset({"called", "named", "dubbed"})
_LONGEST_TITLE = 8


def shows_wording(words: Words, s: Stretch) -> bool:
    """Whether a stretch within a report gives words as they were said, and is no term, scare quote or title.

    A video called “Below the Old Pier” has a title; a plan called “a leap in the dark” is somebody's wording.
    """
    before = words.lower[s.first - 1] if s.first else ""
    titled = s.titled and s.size < _LONGEST_TITLE
    called = before in _CALLED and words.text[s.quoted.inner].isupper()
    return s.size > TERM and not (titled or called or before in _ENTITLED)


def parted(words: Words, ranges: Iterable[Range], marked: Sequence[Stretch]) -> list[Range]:
    """`the bridge was | “safe for all”`: the words in marks and those around them, each a part of its own, in order."""
    parts: list[Range] = []
    for part in (p for r in ranges for p in _cut(words, r, marked)):
        first = max(part[0], parts[-1][1] + 1) if parts else part[0]
        if first > part[1]:
            continue  # reports whose ends overlap: no word stands in two parts
        if _wordless(words, first, part[1]):
            parts = _with_punctuation(parts, (first, part[1]))
        else:
            parts.append((first, part[1]))
    return parts


def _cut(words: Words, r: Range, marked: Sequence[Stretch]) -> Iterator[Range]:
    first, last = r
    own = [s for s in stretches_within(marked, first, last) if shows_wording(words, s)]
    edges = sorted({first, last + 1} | {s.first for s in own} | {s.last + 1 for s in own})
    yield from ((begin, end - 1) for begin, end in pairwise(edges))


def _wordless(words: Words, first: int, last: int) -> bool:
    return all(words.pos[i] in ("PUNCT", "SPACE") for i in range(first, last + 1))


def _with_punctuation(parts: list[Range], r: Range) -> list[Range]:
    """A comma or full stop behind the marks stays with what it ends; before everything it is left out."""
    if parts and parts[-1][1] == r[0] - 1:
        return [*parts[:-1], (parts[-1][0], r[1])]
    return parts
