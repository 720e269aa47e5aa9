"""Whether a sentence holds the words that are shown for a claim: nothing is shown that the cited text does not hold.

Grouping asks what clauses have in common; a reader asks of each member whether it states the line he reads. So the line
is chosen by how many members hold it, and a member that does not is left out. What is looked at: how much of the line
is covered, word piece by word piece (`meaning.py`), the part of it covered worst, its verbs, names and numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING

from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, stopwords
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]

HELD = 0.25
"""Sureness from which a sentence is said to hold the words."""
FEATURES = (
    "covered",
    "worst",
    "verbs",
    "names_missing",
    "numbers_missing",
    "negation",
    "near",
    "stems",
    "length",
    "back",
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|none|den(?:y|ies|ied)|refus\w+|fail\w*)\b|n['’]t\b", re.I
)
_THIRD = 1 / 3
_LONG = 30


class Holding:
    """The sentences of a story with their word pieces, to be asked whether one holds words of another."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        vectors: Floats,
        pieces: Sequence[Pieces],
    ) -> None:
        self._sentences, self._vectors, self._pieces = sentences, vectors, pieces
        self._weight = _rarity(pieces)

    def sure(self, at: int, span: Span, other: int) -> float:
        """0..1, how sure it is that sentence `other` holds the words under `span` of sentence `at`."""
        values = self.values(at, span, other)
        if values is None:
            return 0.0
        intercept, weights = _weights()
        return 1 / (1 + exp(-(intercept + sum(w * v for w, v in zip(weights, values, strict=True)))))

    def values(self, at: int, span: Span, other: int) -> tuple[float, ...] | None:
        """`FEATURES` of the pair, each between 0 and 1; `None` where there is nothing to compare."""
        import numpy as np

        own = self._own(at, span)
        if not len(own) or not len(self._pieces[other].words):
            return None
        near = self._pieces[at].vectors[own].astype(np.float32) @ self._pieces[other].vectors.astype(np.float32).T
        best = near.max(axis=1)
        weights = np.array([self._weight.get(self._pieces[at].words[n], 0.0) for n in own]) + 0.01
        here, there = self._sentences[at], self._sentences[other]
        words = here.article.text[span.start : span.end]
        stems = content_stems(words)
        return (
            float(best @ weights / weights.sum()),
            _worst(best, weights),
            self._verbs(at, span, own, best),
            _missing(_NAME.findall(words), there.text.lower()),
            _missing(_NUMBER.findall(words), there.text),
            float(bool(_NEGATION.search(words)) != bool(_NEGATION.search(there.text))),
            float(self._vectors[at] @ self._vectors[other]),
            len(stems & there.stems) / max(1, len(stems)),
            min(1.0, len(own) / _LONG),
            float(near.max(axis=0).mean()),
        )

    def _own(self, at: int, span: Span) -> NDArray[np.intp]:
        """The content pieces of a sentence that lie under `span`."""
        import numpy as np

        base, stop = self._sentences[at].span.start, stopwords()
        piece = self._pieces[at]
        return np.array(
            [
                n
                for n, (lo, hi) in enumerate(piece.places)
                if base + lo < span.end
                and span.start < base + hi
                and piece.words[n] not in stop
                and any(c.isalnum() for c in piece.words[n])
            ],
            dtype=np.intp,
        )

    def _verbs(self, at: int, span: Span, own: NDArray[np.intp], best: Floats) -> float:
        """How near in meaning the finite verb of the words is that has the least counterpart."""
        base, places = self._sentences[at].span.start, self._pieces[at].places
        found = []
        for event in self._sentences[at].events:
            verb = event.predicate
            if event.tense and span.start <= verb.start < verb.end <= span.end:
                held = [
                    b
                    for n, b in zip(own, best, strict=True)
                    if base + places[n][0] < verb.end and verb.start < base + places[n][1]
                ]
                found += [float(max(held))] if held else []
        return min(found, default=0.5)


def _rarity(pieces: Sequence[Pieces]) -> dict[str, float]:
    """How much each word piece of a story says: the logarithm of how few sentences have it."""
    held = Counter(word for piece in pieces for word in set(piece.words))
    return {word: max(0.0, log((len(pieces) + 1) / (n + 0.5))) for word, n in held.items()}


def _worst(best: Floats, weights: NDArray[np.float64]) -> float:
    """How well the third of the words (by weight) is covered that is covered worst."""
    import numpy as np

    order = np.argsort(best, kind="stable")
    upto = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() * _THIRD)) + 1
    third = order[:upto]
    return float(best[third] @ weights[third] / weights[third].sum())


def _missing(wanted: Sequence[str], text: str) -> float:
    """The share of `wanted` that does not stand in `text`."""
    stripped = [word.lower().removesuffix("'s").removesuffix("’s").rstrip(".,") for word in wanted]
    return sum(word not in text for word in stripped) / len(stripped) if stripped else 0.0


@lru_cache(maxsize=1)
def _weights() -> tuple[float, tuple[float, ...]]:
    text = (files("variorum.align") / "tables" / "claim_weights.toml").read_text(encoding="utf-8")
    stored: Mapping[str, float] = tomllib.loads(text)["held"]
    return stored["intercept"], tuple(stored[name] for name in FEATURES)
