"""Sentences that face one another: each is the nearest that its report has to the other.

Where two reports tell one thing in plain words, their sentences are mostly each other's nearest, whatever their cosine;
a sentence that has a nearer one elsewhere in the other report mostly tells of another thing. So a story is compared
along few pairs, and what parts a pair need not be guarded against all other sentences. Nearest is meant in two ways: by
vector, and by the rare words, names and days that both hold, for a vector knows little of who and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from variorum.align.claims.candidates import nearest
from variorum.align.differences.anchors import Anchors, sharing, tokens
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLOSE = 0.6
"""Cosine from which two sentences are compared although one of them has a nearer one: it may stand twice."""
LEAST_HELD = (1.2, 0.33)
"""Weight and share of what both hold, at least, where that makes them nearest; see `anchors`."""
MOST_HOLDERS = 30
"""Sentences with one word beyond which it proposes no pair."""

_Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Facing:
    """Two sentences of different reports; `mutual` says that neither has a nearer one in the other's report, `joined`
    that a claim reads both as stating one thing, `near` that they are compared without any claim."""

    one: Sentence
    other: Sentence
    cosine: float
    _: KW_ONLY
    mutual: bool
    joined: bool = False
    near: bool = True


def find_facing(
    sentences: Sequence[Sentence], anchors: Anchors, joined: Iterable[tuple[Sentence, Sentence]] = ()
) -> list[Facing]:
    """The pairs, the nearest first. A sentence that several reports print counts once, where it stands first."""
    firsts = list({s.text: s for s in reversed(sentences)}.values())[::-1]
    vectors = embed([s.text for s in firsts])
    near = {p: c for p, c in nearest(vectors).items() if firsts[p[0]].article.id != firsts[p[1]].article.id}
    mutual = {*_mutual(firsts, near), *_mutual(firsts, _holding_alike(firsts, anchors))}
    pairs = mutual | {pair for pair, cosine in near.items() if cosine >= CLOSE}
    of_claims = set(_numbered(joined, firsts))
    found = [
        Facing(
            *(firsts[i], firsts[j], _cosine(vectors, i, j)),
            mutual=(i, j) in mutual,
            joined=(i, j) in of_claims,
            near=(i, j) in pairs,
        )
        for i, j in pairs | of_claims
    ]
    return sorted(found, key=lambda f: (-f.cosine, f.one.order, f.other.order))


def _numbered(joined: Iterable[tuple[Sentence, Sentence]], firsts: Sequence[Sentence]) -> Iterable[_Pair]:
    """The pairs that claims join, as numbers of sentences; not those that several reports print alike."""
    at = {sentence.text: number for number, sentence in enumerate(firsts)}
    for one, other in joined:
        i, j = sorted((at[one.text], at[other.text]))
        if firsts[i].article.id != firsts[j].article.id:
            yield i, j


def _cosine(vectors: NDArray[np.float32], i: int, j: int) -> float:
    return float(vectors[i] @ vectors[j])


def _mutual(sentences: Sequence[Sentence], near: Mapping[_Pair, float]) -> Iterable[_Pair]:
    """The pairs of which neither sentence has a nearer one in the other's report."""
    best: defaultdict[tuple[int, str], float] = defaultdict(float)
    for (i, j), value in near.items():
        for one, other in ((i, j), (j, i)):
            report = sentences[other].article.id
            best[one, report] = max(best[one, report], value)
    for (i, j), value in near.items():
        if value == best[i, sentences[j].article.id] == best[j, sentences[i].article.id]:
            yield i, j


def _holding_alike(sentences: Sequence[Sentence], anchors: Anchors) -> Mapping[_Pair, float]:
    """For pairs that share a rare word, name or day the weight of all that they share."""
    bags = [tokens(s) | {f"@{t.value}" for t in s.times if t.value and t.type == "DATE"} for s in sentences]
    found = {
        (i, j): anchors.meeting(bags[i], bags[j])
        for i, j in sharing(bags, MOST_HOLDERS)
        if sentences[i].article.id != sentences[j].article.id
    }
    return {p: m.weight for p, m in found.items() if m.weight >= LEAST_HELD[0] and m.share >= LEAST_HELD[1]}
