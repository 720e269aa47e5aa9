"""Two articles side by side: what they share stands in one row, with the words that differ marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.model import Article, Passage, Span
from variorum.present.addresses import article_address
from variorum.present.context import Piece
from variorum.present.edition import differing
from variorum.present.phrasing import outlet_words, published_words


@dataclass(frozen=True)
class PairRow:
    """A stretch of both: a shared passage with its number, or (`None`) what each says for itself between two."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    number: int | None = None

    @property
    def same(self) -> bool:
        """Whether both say it in the same words: a narrow page shows it once."""
        return self.number is not None and not any(p.marked for p in (*self.left, *self.right))


@dataclass(frozen=True)
class Heading:
    """An article's head in the comparison."""

    href: str
    outlet: str
    title: str
    day: str


@dataclass(frozen=True)
class Pair:
    """Two articles with our line on what they share."""

    heads: tuple[Heading, Heading]
    rows: tuple[PairRow, ...]
    shared: str
    passages: int
    moved: int


def pair(left: Article, right: Article, passages: Sequence[Passage], shared: str) -> Pair:
    """The comparison; `copy` of a passage is the left article's span, `origin` the right one's.

    Passages in the same order in both are rows; one that stands elsewhere in the other article is marked where it is,
    on both sides, with the same number.
    """
    ordered = _clear(passages, left.text, right.text)
    rows = _rising(ordered)
    moved = [p for p in ordered if p not in rows]
    numbers = {p: n for n, p in enumerate(ordered, 1)}
    return Pair(
        heads=(_heading(left), _heading(right)),
        rows=tuple(_rows(left.text, right.text, rows, moved, numbers)),
        shared=shared,
        passages=len(ordered),
        moved=len(moved),
    )


def _heading(article: Article) -> Heading:
    return Heading(
        article_address(article.id),
        outlet_words(article.outlet, article.source),
        article.title or "(no headline)",
        published_words(article.published),
    )


def _clear(passages: Sequence[Passage], left: str, right: str) -> list[Passage]:
    """`passages` in the order of the left article, without those that overlap an earlier one on either side."""
    kept: list[Passage] = []
    for p in sorted((_closed(p, left, right) for p in passages), key=lambda p: (p.copy, p.origin)):
        if all(p.copy.start >= k.copy.end and not _meet(p, k) for k in kept):
            kept.append(p)
    return kept


def _closed(passage: Passage, left: str, right: str) -> Passage:
    """`passage` with the marks that stand around it in both: a full stop is no row of its own."""
    low = high = 0
    mine, theirs = passage.copy, passage.origin
    while _same_mark(left, mine.end + high, right, theirs.end + high):
        high += 1
    while _same_mark(left, mine.start - low - 1, right, theirs.start - low - 1):
        low += 1
    return Passage(Span(mine.start - low, mine.end + high), Span(theirs.start - low, theirs.end + high))


def _same_mark(left: str, at: int, right: str, other: int) -> bool:
    if not (0 <= at < len(left) and 0 <= other < len(right)) or left[at] != right[other]:
        return False
    return not left[at].isalnum() and not left[at].isspace()


def _meet(one: Passage, other: Passage) -> bool:
    return one.origin.overlaps(other.origin)


def _rising(passages: Sequence[Passage]) -> list[Passage]:
    """The longest run of passages whose order is the same on both sides (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, p in enumerate(passages):
        at = bisect_left(tails, p.origin.start)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [p.origin.start]
        ends[at : at + 1] = [i]
    run: list[Passage] = []
    i = ends[-1] if ends else -1
    while i >= 0:
        run.append(passages[i])
        i = before[i]
    return run[::-1]


def _rows(
    left: str, right: str, rows: Sequence[Passage], moved: Sequence[Passage], numbers: dict[Passage, int]
) -> Iterator[PairRow]:
    at_left = at_right = 0
    lefts = [(p.copy.start, p.copy.end, numbers[p]) for p in moved]
    rights = sorted((p.origin.start, p.origin.end, numbers[p]) for p in moved)
    for p in rows:
        yield PairRow(
            _between(left, at_left, p.copy.start, lefts, "l"), _between(right, at_right, p.origin.start, rights, "r")
        )
        mine, theirs = left[p.copy.start : p.copy.end], right[p.origin.start : p.origin.end]
        yield PairRow(tuple(differing(mine, theirs)), tuple(differing(theirs, mine)), numbers[p])
        at_left, at_right = p.copy.end, p.origin.end
    yield PairRow(_between(left, at_left, len(left), lefts, "l"), _between(right, at_right, len(right), rights, "r"))


def _between(text: str, start: int, end: int, moved: Sequence[tuple[int, int, int]], side: str) -> tuple[Piece, ...]:
    """What stands between two rows, with the moved passages in it marked."""
    pieces: list[Piece] = []
    at = start
    for low, high, number in moved:
        if start <= low and high <= end:
            pieces += [Piece(text[at:low]), Piece(text[low:high], True, f"{side}{number}")]
            at = high
    pieces.append(Piece(text[at:end]))
    if not any(p.text.strip() for p in pieces):
        return ()
    pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip())
    pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return tuple(p for p in pieces if p.text)
