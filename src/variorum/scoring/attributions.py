"""How well attributions are found: content and source, by mode, exact and by overlap.

Whole attributions are paired one to one by the overlap of their contents. Precision is the share of what was found that
has a partner, recall the share of the gold that has one. The mode of one side picks what is counted; its partner may
have another mode, because the sets that are scored derive the mode from some quotation marks and not from others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from variorum.model.records import Mode, Quote, Span
from variorum.scoring.counts import Fractions
from variorum.scoring.spans import pair_parts

MODES: tuple[Mode, ...] = ("direct", "mixed", "indirect")


class Attribution(Struct, frozen=True):
    """Who (`sources`) is said to have said what (`contents`)."""

    mode: Mode
    contents: tuple[Span, ...]
    sources: tuple[Span, ...] = ()


class Scores(Struct, frozen=True):
    """Four figures of one set of texts and modes."""

    content_overlap: Fractions = Fractions()
    content_exact: Fractions = Fractions()
    source_overlap: Fractions = Fractions()
    source_exact: Fractions = Fractions()

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.content_overlap + other.content_overlap,
            self.content_exact + other.content_exact,
            self.source_overlap + other.source_overlap,
            self.source_exact + other.source_exact,
        )


def of_quote(quote: Quote) -> Attribution:
    """A quote as what is scored of it."""
    return Attribution(quote.mode, quote.stretches, quote.sources)


def score(gold: Sequence[Attribution], found: Sequence[Attribution], modes: Collection[Mode] = MODES) -> Scores:
    """Scores of one text. A source overlaps only where its attribution's content does; exact spans count alone."""
    pairs = pair_parts([a.contents for a in gold], [a.contents for a in found])
    of_gold = [i for i, a in enumerate(gold) if a.mode in modes]
    of_found = [i for i, a in enumerate(found) if a.mode in modes]
    met, right = {g for g, _ in pairs}, {f for _, f in pairs}
    heard = [(g, f) for g, f in pairs if _meet(gold[g].sources, found[f].sources)]
    contents, said = [a.contents for a in gold], [a.contents for a in found]
    sources, spoke = [a.sources for a in gold], [a.sources for a in found]
    return Scores(
        Fractions(_count(of_found, right), len(of_found), _count(of_gold, met), len(of_gold)),
        _exact([contents[i] for i in of_gold], [said[i] for i in of_found], contents, said),
        Fractions(
            _count(of_found, {f for _, f in heard}),
            sum(bool(spoke[i]) for i in of_found),
            _count(of_gold, {g for g, _ in heard}),
            sum(bool(sources[i]) for i in of_gold),
        ),
        _exact([sources[i] for i in of_gold], [spoke[i] for i in of_found], sources, spoke),
    )


def _count(numbers: Sequence[int], among: set[int]) -> int:
    return sum(i in among for i in numbers)


def _meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


def _exact(
    gold: Sequence[tuple[Span, ...]],
    found: Sequence[tuple[Span, ...]],
    all_gold: Sequence[tuple[Span, ...]],
    all_found: Sequence[tuple[Span, ...]],
) -> Fractions:
    """Spans with both ends right, whichever attribution they belong to."""
    known, given = {s for spans in all_gold for s in spans}, {s for spans in all_found for s in spans}
    got, want = [s for spans in found for s in spans], [s for spans in gold for s in spans]
    return Fractions(sum(s in known for s in got), len(got), sum(s in given for s in want), len(want))
