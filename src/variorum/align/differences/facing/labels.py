"""One thing called by two names that see it differently, in facing sentences: a riot here, a protest there.

A label counts where its report has no other one of the row, in any sentence: who calls it both, calls it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.differences.anchors import WINDOW, Anchors, Meeting, around
from variorum.align.differences.facing.ground import Ground, Told
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Span

LEAST = (0.9, 0.3)
"""Weight and share of what stands around both labels, at least; see `anchors`."""


def labels(facing: Facing, ground: Ground, anchors: Anchors) -> Iterator[tuple[Told, Told, Meeting]]:
    """Pairs of labels of one row, with what their surroundings share."""
    for row, one, a in ground.once(_labels_in, facing.one):
        for other_row, other, b in ground.once(_labels_in, facing.other):
            if row == other_row and one != other and not _calls_both(facing, row, one, other, ground):
                near = anchors.meeting(around(facing.one, a.span, WINDOW), around(facing.other, b.span, WINDOW))
                yield a, b, near


def one_thing(facing: Facing, near: Meeting) -> bool:
    """Whether both labels are of one thing."""
    return (facing.mutual or facing.joined) and near.weight >= LEAST[0] and near.share >= LEAST[1]


def _calls_both(facing: Facing, row: int, one: int, other: int, ground: Ground) -> bool:
    names = _rows()[row]
    pairs = ((facing.one, names[other]), (facing.other, names[one]))
    return any(words & ground.words_in(sentence.article.id) for sentence, words in pairs)


def _labels_in(sentence: Sentence, ground: Ground) -> list[tuple[int, int, Told]]:
    """The labels of a sentence, each with the number of its row and of its name there."""
    found = []
    for match in _pattern().finditer(sentence.text):
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        if not any(m.start <= span.start < m.end for m in sentence.mentions if m.entity):
            told = ground.told(match.group().lower(), sentence, span)
            found += [(row, name, told) for row, name in _named()[match.group().lower()]]
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[frozenset[str], ...], ...]:
    lines = table("difference_labels.txt")
    return tuple(tuple(frozenset(side.split()) for side in line.split(":")) for line in lines)


@lru_cache(maxsize=1)
def _named() -> dict[str, list[tuple[int, int]]]:
    """By label where it stands: rows and names."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, row in enumerate(_rows()):
        for name, words in enumerate(row):
            for word in words:
                found.setdefault(word, []).append((number, name))
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_named(), key=len, reverse=True))})\b", re.I)
