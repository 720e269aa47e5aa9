"""A story as the rules for claims see it, for the fit of their weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from bench.claim_data import annotated
from numpy.typing import NDArray

from variorum.align.claims.candidates import candidates, nearest
from variorum.align.claims.decide import Decisions, vetoed
from variorum.align.claims.features import Features, Story, beside, features, story_of
from variorum.align.claims.holding import Holding, floored
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.linking import Reading, readings
from variorum.align.claims.meaning import Meaning
from variorum.align.claims.units import Unit, is_frame, units_of
from variorum.align.sentences import Sentence, read_story
from variorum.language.vectors import embed, embed_pieces
from variorum.model import Span

Floats = NDArray[np.float64]


class Reader:
    """One story, read once: the features of all clause pairs of two sentences."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        items, _ = annotated(rows)
        self.sentences: list[Sentence] = read_story(items)
        units = [u for u in units_of(self.sentences) if not is_frame(u.event)]
        self.units: dict[int, list[Unit]] = {}
        for unit in units:
            self.units.setdefault(unit.at, []).append(unit)
        self.story: Story = story_of(units)
        self.vectors = embed([s.text for s in self.sentences])

    def find(self, article: str, span: Span) -> int | None:
        """The sentence of `article` that shares most with `span`."""
        shared = {
            i: min(s.span.end, span.end) - max(s.span.start, span.start)
            for i, s in enumerate(self.sentences)
            if s.article.id == article
        }
        best = max(shared, key=lambda i: shared[i], default=None)
        return best if best is not None and shared[best] > 0 else None

    def cosine(self, a: int, b: int) -> float:
        """Of the vectors of two sentences."""
        return float(self.vectors[a] @ self.vectors[b])

    def readings(self, units: Sequence[Unit]) -> Iterator[Reading]:
        """Every clause against every sentence of another that may state it."""
        vectors, likeness = self._likeness()
        decisions = Decisions(self.story, self.cosine)
        proposed = candidates(units, nearest(vectors))
        meaning = Meaning(likeness, self.units)
        return readings(units, proposed, meaning, lambda i, j: decisions.of(units[i], units[j]), self.cosine)

    def holding(self) -> Holding:
        """What says whether a sentence states words of another."""
        _, likeness = self._likeness()
        decisions = Decisions(self.story, self.cosine)
        return Holding(
            self.sentences,
            self.units,
            likeness,
            self.story.words,
            lambda one, other: floored(decisions.of(one, other)),
        )

    def _likeness(self) -> tuple[NDArray[np.float32], Likeness]:
        vectors, pieces = embed_pieces([s.text for s in self.sentences])
        return vectors, Likeness(pieces, [s.article.id for s in self.sentences])

    def stating(self, at: int, span: Span) -> Unit | None:
        """The clause that words of a sentence mainly state: the highest finite one whose verb is in them."""
        inside = [
            u
            for u in self.units.get(at, ())
            if span.start <= u.event.predicate.start < min(span.end, u.event.predicate.end)
        ]
        finite = [u for u in inside if u.event.tense] or inside
        height = {"main": 0.0, "complement": 1.0, "": 1.0, "noun": 4.0}
        return min(
            finite,
            key=lambda u: (height.get(u.event.standing, 3.0) + 0.5 * u.event.joined, u.span.start),
            default=None,
        )

    def pair(self, a: int, b: int) -> Floats | None:
        """One row of features per pair of clauses that no slot forbids; `None` where there is none."""
        found = [
            values
            for one in self.units.get(a, ())
            for other in self.units.get(b, ())
            if not vetoed(one, other, values := self._features(one, other))
        ]
        return np.array(found) if found else None

    def _features(self, one: Unit, other: Unit) -> Features:
        sentences = beside(one, other, self.cosine(one.at, other.at), self.story)
        return features(one, other, sentences, self.story)
