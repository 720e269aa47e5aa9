"""Whether a sentence states the words that are shown for a claim: nothing is shown that the cited text does not state.

A reader asks of each piece of evidence whether it states the line before him. What is looked at: how much of the line
is covered, word piece by word piece in meaning (`meaning.py`), by the sentence and by one clause of it; whether that
clause has a verb for the line's verb; rare words and runs of words in common; what the slots say (`decide.py`);
negation; whether only one of the two is somebody's words; and whether another sentence of that report covers it better.
Weights are fitted on pairs judged by reading (`tools/fit_claims.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from variorum.align.claims.likeness import Likeness
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.align.weights import weights
from variorum.align.words import content_stems, stem, words_of
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

FEATURES = (
    "decided",
    "margin",
    "pairs",
    "mass",
    "rarest",
    "clause",
    "near",
    "verb",
    "negation",
    "spoken",
    "worst",
)
COVERED = 0.4
"""Share of the words, in meaning, that a sentence must cover to be compared where the slots do not speak for it."""
_DECIDED = 0.1
"""What slots say that speak for comparing two clauses."""
_ENOUGH, _SAID = 0.55, 0.25
"""The same two, of what can be held to state the words: pairs with less were not among those judged by reading."""
_THIN = 0.35
"""How sure it can be at most where there is less."""
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|none|den(?:y|ies|ied)|refus\w+|fail\w*)\b|n['’]t\b", re.I
)
_COUNT = re.compile(r"(?<![\w.,$£€])(\d[\d,]*(?:\.\d+)?)[\s-]+([a-z]{3,})")
_MONEY = re.compile(r"([$£€])\s?(\d[\d,]*(?:\.\d+)?)(?:[\s-]?(thousand|million|billion|trillion|[mb]n?|k)\b)?", re.I)
_SCALES = {"": 1.0, "k": 1e3, "th": 1e3, "m": 1e6, "mi": 1e6, "mn": 1e6, "b": 1e9, "bi": 1e9, "bn": 1e9, "tr": 1e12}
"""What the first two letters of a word behind an amount multiply it by."""
_ROUNDED = 0.03
"""Share by which two numbers may differ and be one, told more or less exactly."""
_AHEAD = frozenset({"expected", "planned", "possible", "demanded"})
_THIRD = 1 / 3
_SUPPORT = 0.4
"""Likeness of two word pieces below which the one says nothing for the other."""
_FULL = 30.0
"""Summed weight of supported pieces that counts as one."""
_RAREST = 5.3
"""Weight of a word piece at most: one sentence in two hundred."""
_LEAST = 0.05
_FORBIDDEN = -0.3
_VERB = 0.5
"""What the likeness of the verbs counts, beside covered words, in choosing the clause to compare with."""

Judge = Callable[[Unit, Unit], float]
"""0..1 how sure the slots are that two clauses state the same, or -1 where one forbids it."""


class Holding:
    """The sentences of a story with their clauses and word pieces, to be asked whether one states words of another."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        clauses: Mapping[int, Sequence[Unit]],
        vectors: Floats,
        pieces: Sequence[Pieces],
        rarity: Mapping[str, float],
        judge: Judge,
    ) -> None:
        self._sentences, self._clauses, self._vectors, self._pieces = sentences, clauses, vectors, pieces
        self._rarity, self._judge = rarity, judge
        self._likeness = Likeness(pieces, [s.article.id for s in sentences])
        self._weights = self._weighed()
        self._parts: dict[int, list[tuple[Unit, Places, Places]]] = {}

    def sure(self, unit: Unit, span: Span, other: int) -> float:
        """0..1, how sure it is that sentence `other` states the words under `span`, which are those of `unit`."""
        words = self._sentences[unit.at].article.text[span.start : span.end]
        if counts_apart(words, self._sentences[other].text) or (found := self._compared(unit, span, other)) is None:
            return 0.0
        values, enough = found
        sure = weights("held", FEATURES).sure(values)
        return sure if enough and not self._in_other_times(unit, other) else min(sure, _THIN)

    def _in_other_times(self, unit: Unit, other: int) -> bool:
        """Whether what the one tells as done is to the other still to come: "announced", "will announce"."""
        mine, same = _is_ahead(unit), [u for u in self._clauses.get(other, ()) if u.event.lemma == unit.event.lemma]
        return mine is not None and {_is_ahead(u) for u in same} == {not mine}

    def values(self, unit: Unit, span: Span, other: int) -> tuple[float, ...] | None:
        """`FEATURES` of the pair; `None` where there is nothing to compare, or too little in common."""
        found = self._compared(unit, span, other)
        return found[0] if found and found[1] else None

    def _compared(self, unit: Unit, span: Span, other: int) -> tuple[tuple[float, ...], bool] | None:
        """`FEATURES` of the pair, and whether enough is in common for the words to be stated there."""
        import numpy as np

        at, there = unit.at, self._sentences[other]
        own = self._under(at, span)
        if not len(own) or not len(self._pieces[other].words):
            return None
        near = self._likeness.between(at, other)[own]
        best, weights = near.max(axis=1), self._weights[at][own]
        decided = max((self._judge(unit, u) for u in self._clauses.get(other, ())), default=0.0)
        covered = float(best @ weights / weights.sum())
        if covered < COVERED and decided < _DECIDED:
            return None
        words = self._sentences[at].article.text[span.start : span.end]
        shared = content_stems(words) & there.stems
        clause, verb = self._clause(unit, own, other, near)
        measured = (
            decided,
            self._margin(at, own, weights, other),
            _runs(words, there.words),
            float(weights @ np.maximum(best - _SUPPORT, 0)) / _FULL,
            max((self._rarity.get(s, 0.5) for s in shared), default=0.0),
            clause,
            float(self._vectors[at] @ self._vectors[other]),
            verb,
            float(bool(_NEGATION.search(words)) != bool(_NEGATION.search(there.text))),
            float(_has_speaker(self._sentences[at]) != _has_speaker(there)),
            _worst(best, weights),
        )
        return measured, covered >= _ENOUGH or decided >= _SAID

    def _under(self, at: int, span: Span) -> Places:
        """Which of the content pieces of a sentence lie under `span`."""
        import numpy as np

        found = [k for k, n in enumerate(self._likeness.content[at]) if self._meets(at, n, span)]
        return np.array(found, dtype=np.intp)

    def _weighed(self) -> list[Floats]:
        """For each sentence how much its content pieces say: the logarithm of how few sentences have them."""
        import numpy as np

        held = Counter(word for piece in self._pieces for word in set(piece.words))
        count = len(self._pieces) + 1
        says = {word: _LEAST + min(_RAREST, max(0.0, log(count / (n + 0.5)))) for word, n in held.items()}
        content = self._likeness.content
        return [
            np.array([says[p.words[n]] for n in own], dtype=np.float32)
            for p, own in zip(self._pieces, content, strict=True)
        ]

    def _clause(self, unit: Unit, own: Places, other: int, near: Floats) -> tuple[float, float]:
        """How much of a clause one clause of the other sentence covers, and how near its verb is: the best of them."""

        verb = Span(unit.event.predicate.start, unit.event.predicate.end)
        pieces = [self._likeness.content[unit.at][k] for k in own]
        rows = [k for k, n in enumerate(pieces) if self._meets(unit.at, n, unit.span)] or list(range(len(own)))
        verb_rows = [k for k, n in enumerate(pieces) if self._meets(unit.at, n, verb)]
        weights = self._weights[unit.at][own[rows]]
        of_clause, of_verb = near[rows], near[verb_rows]
        found = [(0.0, 0.0)]
        for _, inside, verbs in self._parted(other):
            if len(inside) == 0:
                continue
            covered = float(of_clause[:, inside].max(axis=1) @ weights / weights.sum())
            alike = float(of_verb[:, verbs].max()) if verb_rows and len(verbs) else 0.0
            found.append((covered, alike))
        return max(found, key=lambda pair: pair[0] + _VERB * pair[1])

    def _meets(self, at: int, piece: int, span: Span) -> bool:
        lo, hi = self._pieces[at].places[piece]
        base = self._sentences[at].span.start
        return base + lo < span.end and span.start < base + hi

    def _parted(self, at: int) -> list[tuple[Unit, Places, Places]]:
        """The clauses of a sentence, each with its content pieces and those of its verb."""
        import numpy as np

        if at not in self._parts:
            base, places = self._sentences[at].span.start, self._pieces[at].places
            found = []
            for unit in self._clauses.get(at, ()):
                verb = unit.event.predicate
                if verb.start == verb.end:
                    continue
                spans = [unit.span, *(Span(a.start, a.end) for a in unit.event.args)]
                inside = [n for n in self._likeness.content[at] if any(self._meets(at, n, s) for s in spans)]
                verbs = [n for n, (lo, hi) in enumerate(places) if base + lo < verb.end and verb.start < base + hi]
                found.append((unit, np.array(inside, dtype=np.intp), np.array(verbs, dtype=np.intp)))
            self._parts[at] = found
        return self._parts[at]

    def _margin(self, at: int, own: Places, weights: Floats, other: int) -> float:
        """How much more of the words the sentence covers than any other sentence of its report."""
        held, best = self._likeness.best(at, self._sentences[other].article.id)
        covered = dict(zip(held, (weights @ best[own] / weights.sum()).tolist(), strict=True))
        return float(covered[other] - max((c for k, c in covered.items() if k != other), default=0.0))


def _is_ahead(unit: Unit) -> bool | None:
    """Whether it tells what is still to come; `None` where its verb does not say ("an inquiry to be led by …")."""
    event = unit.event
    if event.modality in _AHEAD or event.tense == "future":
        return True
    open_ended = unit.sentence.article.text[: event.predicate.start].endswith(" be ")
    return None if open_ended or event.tense is None or event.modality != "asserted" else False


def counts_apart(words: str, other: str) -> bool:
    """Whether both count the same noun, or money, and no number is in both: "55,000 pages", "50,000 pages"."""
    mine, theirs = _counts(words), _counts(other)
    return any(
        not any(abs(a - b) <= _ROUNDED * max(a, b) for a in mine[noun] for b in theirs[noun])
        for noun in mine.keys() & theirs.keys()
    )


def _counts(text: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for number, noun in _COUNT.findall(text):
        found.setdefault(stem(noun), []).append(float(number.replace(",", "")))
    for sign, number, scale in _MONEY.findall(text):
        found.setdefault(sign, []).append(float(number.replace(",", "")) * _SCALES[scale.lower()[:2]])
    return found


def _has_speaker(sentence: Sentence) -> bool:
    return any(quote.speaker for quote in sentence.quotes)


def _runs(words: str, other: Sequence[str]) -> float:
    """The share of pairs of neighbouring words that the other sentence has too."""
    mine = set(pairwise(words_of(words)))
    return len(mine & set(pairwise(other))) / max(1, len(mine))


def _worst(best: Floats, weights: Floats) -> float:
    """How well the third of the words (by weight) is covered that is covered worst."""
    import numpy as np

    order = np.argsort(best, kind="stable")
    upto = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() * _THIRD)) + 1
    third = order[:upto]
    return float(best[third] @ weights[third] / weights[third].sum())


def floored(decided: float) -> float:
    """What the slots say, with a forbidden pair not much below one of which they say nothing."""
    return max(_FORBIDDEN, decided)
