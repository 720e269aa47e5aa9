"""Precision, recall and F1 of spans: exact, and by overlap.

Exact is the measure of CoNLL (Tjong Kim Sang & De Meulder 2003): a span counts when both its ends are right. Overlap is
the relaxed one of TempEval-3 (UzZaman et al. 2013): a span counts when it shares a code point with a gold one. Pairs
are one to one, the largest overlap first, so that one span that covers the whole text does not find everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from variorum.model.records import Span
from variorum.scoring.counts import Hits


def total(scores: Iterable[Hits]) -> Hits:
    """The sum of `scores`: micro average over texts."""
    return sum(scores, Hits())


def exact(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Hits:
    """Equal items count, each once. Items are spans, tuples of spans, or spans with a label or value beside them."""
    want, got = Counter(gold), Counter(found)
    right = (want & got).total()
    return Hits(right, got.total() - right, want.total() - right)


def overlap(gold: Sequence[Span], found: Sequence[Span]) -> Hits:
    """Spans that share a code point with one of the other side, one to one."""
    return overlap_parts([(s,) for s in gold], [(s,) for s in found])


def overlap_parts(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> Hits:
    """As `overlap`, for things that are made of several stretches, such as the content of an interrupted quote."""
    right = len(pair_parts(gold, found))
    return Hits(right, len(found) - right, len(gold) - right)


def pair(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Indices `(gold, found)` of the spans that belong together, in order of the gold list."""
    return pair_parts([(s,) for s in gold], [(s,) for s in found])


def pair_parts(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> list[tuple[int, int]]:
    """As `pair`, for things made of several stretches."""
    shared = _shared(gold, found)
    # the largest overlap first; between equal ones the closest in length, then the earliest
    order = sorted(shared, key=lambda k: (-shared[k], abs(_length(gold[k[0]]) - _length(found[k[1]])), k))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for g, f in order:
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((g, f))
    return sorted(pairs)


def _length(parts: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in parts)


def _shared(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> Counter[tuple[int, int]]:
    """Code points shared by each pair that shares any."""
    left = sorted((s.start, s.end, i) for i, parts in enumerate(gold) for s in parts)
    right = sorted((s.start, s.end, i) for i, parts in enumerate(found) for s in parts)
    shared: Counter[tuple[int, int]] = Counter()
    open_at: list[tuple[int, int, int]] = []  # gold spans that may still meet the next found span
    at = 0
    for start, end, f in right:
        while at < len(left) and left[at][0] < end:
            open_at.append(left[at])
            at += 1
        open_at = [g for g in open_at if g[1] > start]
        for low, high, g in open_at:
            if common := min(high, end) - max(low, start):
                shared[g, f] += max(0, common)
    return +shared
