"""The few sentences that together hold most of what a brief of the story is expected to hold.

The words and pairs of words of a brief that nobody has written yet are known by their likelihoods (`terms.py`); the
sentences are chosen whose words agree with them best, by the expected F1, so that a further sentence has to bring more
than it costs (concept coverage of Gillick & Favre 2009). What is said twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from variorum.align.brief.alone import bare, full_names, introduced, stands_alone
from variorum.align.brief.terms import Term, Terms, stems_of, terms_of
from variorum.align.clauses import whole
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems
from variorum.language.vectors import embed
from variorum.model import Brief

LONGEST = 150
"""Words of a brief, at most."""
USUAL = 45
"""Words of a brief as an editor writes it."""
MOST = 3
"""Sentences of a brief, at most."""
PLACES = 12
"""Sentences at the head of each report that are looked at."""
COMPARED = 15
"""Sentences that are best by themselves, of which each choice is tried."""
REPEATED, NEAR = 0.5, 0.58
"""Share of a sentence's content stems that another holds, and cosine of the two, from which they are not shown
together: of the 9 pairs above it in briefs of 54 stories, which were read, all said one thing twice."""


@dataclass(frozen=True, eq=False)
class _Candidate:
    sentence: Sentence
    length: int
    terms: frozenset[Term]
    bare: frozenset[str]
    introduced: frozenset[str]


def write_brief(sentences: Sequence[Sentence]) -> Brief:
    """One to three sentences that say most of what the reports share, the one that says most first, none twice."""
    terms = Terms(sentences)
    ranked = sorted(_candidates(sentences, terms), key=lambda c: (-_worth((c,), terms), c.sentence.order))[:COMPARED]
    best = max(_choices(ranked, _repeats(ranked)), key=lambda chosen: _worth(chosen, terms), default=())
    return Brief(tuple(c.sentence.evidence(whole(c.sentence)) for c in best))


def _candidates(sentences: Sequence[Sentence], terms: Terms) -> Iterator[_Candidate]:
    full = full_names(sentences)
    known = _headlined(sentences)
    only_views = all(s.article.form == "opinion" for s in sentences)
    for sentence, place in terms.places.items():
        reports = only_views or sentence.article.form != "opinion"
        if reports and place < PLACES and stands_alone(sentence):
            stems = stems_of(sentence)
            unnamed = frozenset(name for name in bare(sentence, full) if not content_stems(name) & known)
            yield _Candidate(sentence, len(stems), frozenset(terms_of(stems)), unnamed, introduced(sentence, full))


def _headlined(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Content stems of the headlines: a name that stands in one needs no introduction."""
    return frozenset().union(*(content_stems(title) for title in {s.article.title or "" for s in sentences}))


def _choices(
    ranked: Sequence[_Candidate], repeats: frozenset[tuple[_Candidate, _Candidate]]
) -> Iterator[tuple[_Candidate, ...]]:
    """The sets of candidates that can be shown together, each in an order in which it can be read."""
    for many in range(1, MOST + 1):
        for chosen in combinations(ranked, many):
            twice = not repeats.isdisjoint(combinations(chosen, 2))
            if not twice and sum(c.length for c in chosen) <= LONGEST and (ordered := _ordered(chosen)):
                yield ordered


def _ordered(chosen: Sequence[_Candidate]) -> tuple[_Candidate, ...]:
    """The best candidate first, and nobody called by the last name alone before a sentence has named them in full; none
    where that cannot be."""
    if chosen[0].bare:
        return ()
    left, found = list(chosen), list[_Candidate]()
    while left:
        named = frozenset[str]().union(*(c.introduced for c in found))
        ready = next((c for c in left if c.bare <= named), None)
        if ready is None:
            return ()
        found.append(ready)
        left.remove(ready)
    return tuple(found)


def _repeats(ranked: Sequence[_Candidate]) -> frozenset[tuple[_Candidate, _Candidate]]:
    """The pairs of candidates that say much the same, in the same words or in others."""
    vectors = embed([c.sentence.text for c in ranked])
    return frozenset(
        (one, other)
        for (at, one), (place, other) in combinations(enumerate(ranked), 2)
        if _share_words(one.sentence.stems, other.sentence.stems) or float(vectors[at] @ vectors[place]) >= NEAR
    )


def _share_words(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > REPEATED * min(len(one), len(other))


def _worth(chosen: Sequence[_Candidate], terms: Terms) -> float:
    """Expected F1 with a brief of the usual length, of words and of pairs of words together."""
    held = frozenset().union(*(c.terms for c in chosen))
    # fsum, because a plain sum over a set differs in its last digit from run to run, and so would the choice
    return 2 * fsum(terms.worth(term) for term in held) / (sum(c.length for c in chosen) + USUAL)
