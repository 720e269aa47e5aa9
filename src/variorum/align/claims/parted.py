"""What a reader decided: passages that do not state the same, whatever the rules say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgspec import Struct

from variorum.align.claims.show import Found
from variorum.align.sentences import Sentence
from variorum.model import Span


class Parted(Struct, frozen=True):
    """Words of one article that do not state what words of another (or the same) article state."""

    article: str
    span: Span
    other: str
    other_span: Span


def part(found: Iterable[Found], prints: Sequence[Sequence[Sentence]], apart: Sequence[Parted]) -> list[Found]:
    """`found` with the sentence of each first passage taken out where the second one's is in the same statement.

    `prints` are, by sentence index, the reports' own copies of it: words that several reports print are one sentence,
    and go together. What is taken out stands alone; the decisions work in their order.
    """
    whole = list(found)
    for pair in apart:
        whole = [part for item in whole for part in _parts(item, prints, pair)]
    return whole


def without_parted(item: Found, prints: Sequence[Sequence[Sentence]], apart: Sequence[Parted]) -> Found:
    """`item` without what comes near it though a reader parted it from one of its sentences."""
    near = (u for u in item.near if not any(_parted_near(item, prints, pair, u.at) for pair in apart))
    return replace(item, near=tuple(near)) if apart else item


def _parts(item: Found, prints: Sequence[Sequence[Sentence]], pair: Parted) -> list[Found]:
    item = without_parted(item, prints, [pair])
    out = {i for i in item.sentences if _holds(prints[i], pair.article, pair.span)}
    stays = {i for i in item.sentences if _holds(prints[i], pair.other, pair.other_span)} - out
    if not out or not stays:
        return [item]
    rest = tuple(i for i in item.sentences if i not in out)
    # one sentence alone is no shared statement unless several reports print it; else it is listed with the single ones
    groups = [rest, tuple(i for i in item.sentences if i in out)]
    return [_only(item, group) for group in groups if len({s.article.id for i in group for s in prints[i]}) > 1]


def _parted_near(item: Found, prints: Sequence[Sequence[Sentence]], pair: Parted, near: int) -> bool:
    """Whether a reader parted what comes near a statement from one of its sentences."""
    sides = ((pair.article, pair.span), (pair.other, pair.other_span))
    return any(
        _holds(prints[near], *mine) and any(_holds(prints[i], *theirs) for i in item.sentences)
        for mine, theirs in (sides, sides[::-1])
    )


def _only(item: Found, sentences: tuple[int, ...]) -> Found:
    return Found(item.kind, sentences, tuple(u for u in item.units if u.at in sentences), (), item.shown, item.near)


def _holds(copies: Iterable[Sentence], article: str, span: Span) -> bool:
    return any(s.article.id == article and s.span.overlaps(span) for s in copies)
