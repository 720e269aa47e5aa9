"""Who states a figure: whoever is quoted with it, in whatever sentence the name stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from variorum.model import Figure, Quote, Span

_LIKELY = 0.6
"""Likelihood from which a quote says who states what is in it: wishes and feelings state no figure."""
_LONGEST = 5_000
"""Code points of the longest stretch of a quote that is looked back for."""


def stated(figures: Sequence[Figure], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """`figures` with `said_by` from the innermost quote that holds each; else what its own sentence says stays."""
    stretches = sorted((c.start, c.end, n) for n, q in enumerate(quotes) if q.score >= _LIKELY for c in q.contents)
    starts = [start for start, _, _ in stretches]
    return tuple(_stated(f, quotes, stretches, bisect_right(starts, f.start)) for f in figures)


def _stated(figure: Figure, quotes: Sequence[Quote], stretches: Sequence[tuple[int, int, int]], at: int) -> Figure:
    for i in range(at - 1, -1, -1):
        start, end, n = stretches[i]
        if figure.start - start > _LONGEST:
            break
        if figure.end <= end and (who := _who(quotes[n])) is not None:
            return replace(figure, said_by=who)
    return figure


def _who(quote: Quote) -> Span | None:
    """The name, or the words for somebody without one."""
    if quote.speaker_mention is not None:
        return quote.speaker_mention
    return quote.sources[0] if quote.sources else None
