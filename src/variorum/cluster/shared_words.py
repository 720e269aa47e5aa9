"""The words two articles share, as the first of them writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.cluster.words import one_text

if TYPE_CHECKING:
    from variorum.cluster.terms import Terms, Vector
    from variorum.model.records import Article

SHOWN = 5
"""Names, and other terms, that a reader is told."""


def shared_words(article: Article, own: Terms, other: Terms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The weightiest shared names and other terms of `article`, at most `SHOWN` of each, the weightiest first."""
    text = f"{article.title or ''}\n\n{article.text}"
    words = one_text(text)
    written: dict[int, str] = {}
    for number, start, end in zip(words.ids.tolist(), words.starts.tolist(), words.ends.tolist(), strict=True):
        written.setdefault(number, text[start:end])
    names = _weightiest(own.names, other.names)
    terms = [number for number in _weightiest(own.body, other.body) if number not in set(names)]
    return (
        tuple(written[number] for number in names if number in written)[:SHOWN],
        tuple(written[number] for number in terms if number in written)[:SHOWN],
    )


def _weightiest(one: Vector, other: Vector) -> list[int]:
    import numpy as np

    shared, mine, theirs = np.intersect1d(one.ids, other.ids, return_indices=True)
    order = np.lexsort((shared, -(one.weights[mine] * other.weights[theirs])))
    return [int(number) for number in shared[order]]
