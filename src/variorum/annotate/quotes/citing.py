"""Outlets that are only cited for what somebody said: "the governor said, according to the Coast Herald".

The words are the governor's; the Herald is where they were first read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.annotate.quotes.gathering import Found
from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range, source_of
from variorum.annotate.quotes.words import Words

_SAYING = frozenset({"note", "say", "write", "tell"})
_LONGEST = 9
"""Words of the longest ", according to the Coast Herald newspaper" at the end of a report."""


def cited(words: Words, names: Names, f: Found) -> int | None:
    """The outlet of ", according to the Herald", "as the Herald reported" or "..., the Herald reported", else `None`.

    In "the Herald reported that ..." it speaks for itself.
    """
    if f.cue is None or f.spoken:
        return None
    aside = words.lower[f.cue] == "according" or words.dep[f.cue] == "advcl" or f.ranges[-1][1] < f.cue
    if not aside or not (words.lower[f.cue] == "according" or _prints(words, f.cue)):
        return None
    source = f.source or source_of(words, f.cue)
    return None if source is None else _outlet(words, names, source)


def _prints(words: Words, i: int) -> bool:
    return words.lemma[i] in named("printing") or words.lemma[i] in _SAYING


def _outlet(words: Words, names: Names, source: Range) -> int | None:
    """The outlet that a source is, and not somebody at it or papers that it saw."""
    k = names.at[source[1]]
    if k < 0 or not names.is_outlet(k):
        return None
    before = range(source[0], names.ranges[k][0])
    return k if all(words.pos[i] == "DET" or words.lemma[i] in named("media") for i in before) else None


def credited(words: Words, names: Names, found: Sequence[Found]) -> list[Found]:
    """Without the outlets that are cited for another's words: those keep in `printed_by` where they were read."""
    together: dict[int, list[Found]] = {}
    for f in found:
        if f.cue is not None:
            together.setdefault(words.sentence[f.cue], []).append(f)
    dropped: set[int | None] = set()
    for outer in found:
        if outer.cue is None or (outlet := cited(words, names, outer)) is None:
            continue
        for f in together[words.sentence[outer.cue]]:
            if f is not outer and _carries(words, outer, f):
                f.printed_by = outlet if f.printed_by is None else f.printed_by
                dropped.add(outer.cue)
    out = [f for f in found if f.cue is None or f.cue not in dropped]
    for f in out:
        _without_credit(words, names, f)
    return out


def _carries(words: Words, outer: Found, f: Found) -> bool:
    """Whether what an outlet is cited for is, in the main, one attribution."""
    if f.cue is None:
        return False
    if f.ranges == outer.ranges:
        return True
    if not any(a <= f.cue <= b for a, b in outer.ranges):
        return False
    above = words.head[f.cue]
    main = above == f.cue or not any(a <= above <= b for a, b in outer.ranges)
    return main or 2 * _length(f.ranges) >= _length(outer.ranges)


def _length(ranges: Iterable[Range]) -> int:
    return sum(b - a + 1 for a, b in ranges)


def _without_credit(words: Words, names: Names, f: Found) -> None:
    """Cuts ", according to the Coast Herald" from the end of what somebody else said."""
    if f.cue is None or f.ranges[-1][0] < f.cue < f.ranges[-1][1]:
        return
    first, last = f.ranges[-1]
    for i in range(max(first + 1, last - _LONGEST), last):
        if words.lower[i - 1] != "," or words.lower[i] not in ("according", "as") or i <= f.cue:
            continue
        end = last
        if words.lower[i] == "as":
            while end > i and not _prints(words, end):
                end -= 1
            end -= 1
        begin = i + 1 + (words.lower[i + 1] == "to")
        outlet = _outlet(words, names, (begin, end)) if begin <= end else None
        if outlet is not None and i - 2 >= first:
            f.ranges[-1] = (first, i - 2)
            f.printed_by = outlet if f.printed_by is None else f.printed_by
            return
