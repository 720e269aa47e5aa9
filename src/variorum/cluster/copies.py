"""Who copied whom: derivations between articles, in METER's degrees (Clough, Gaizauskas, Piao, Wilks 2002)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.cluster.credited import Credit, read_credit
from variorum.cluster.origins import Descent, descent
from variorum.cluster.pairs import Candidates, find_candidates, sweeps
from variorum.cluster.passages import Meetings, Side
from variorum.cluster.readings import read_articles
from variorum.cluster.stemma import in_one_graph
from variorum.language.collecting import uncollected
from variorum.model.records import Derivation

if TYPE_CHECKING:
    from variorum.model.records import Article, Degree

WHOLLY = 0.72
"""Share of the more dependent text from which it derives wholly."""
PARTLY_WORDS = 30
"""Shared words of the reporters' own from which a text derives partly: one long sentence or two short ones."""
PARTLY_SHARE = 0.03
"""The same as a share of the text: thirty words of a long read are a quotation."""
SAME_TEXT = 0.85
"""Share of all words, quotations included, that no two independent reports reach."""

EXCERPT_WORDS = 60
"""Words of a report that another sets in quotation marks in one piece: an excerpt, though only quoted."""
QUOTED_WORDS = 25
"""The same, from which the one that sets the marks has it from the other."""
OWN_VOICE = 0.045
"""Share of sentences in the first or second person from which a text is opinion, and its excerpt a quotation."""


def find_copies(articles: Sequence[Article]) -> tuple[Derivation, ...]:
    """Every derivation among `articles`, in the order of the copies' and origins' ids; the order of input is nothing.

    Two articles that print one agency's text without the agency's own article being there derive from each other with
    `direction` "unknown" and the agency as `missing`; each of them also derives from `origin` `None`. Two that share
    only what both took from a third name it as `common`: neither needs to have copied the other.
    """
    unique = {article.id: article for article in articles}
    known = [unique[key] for key in sorted(unique)]
    credits_of: dict[str, Credit] = {}
    with uncollected():
        found = in_one_graph(_derivations(known, find_candidates(known), credits_of), credits_of)
    return tuple(sorted(found, key=lambda d: (d.copy, d.origin or "", d.missing or "")))


def degree_of(a: Side, b: Side) -> Degree | None:
    """How far the more dependent of two texts derives from the other; `None`: not at all."""
    most = max(a.share, b.share)
    told = max(a.told_words, b.told_words)
    share = max(a.told_share, b.told_share)
    if most < SAME_TEXT and (told < PARTLY_WORDS or share < PARTLY_SHARE):
        return None
    return "wholly" if most >= WHOLLY else "partly"


def _derivations(articles: Sequence[Article], index: Candidates, credits_of: dict[str, Credit]) -> Iterator[Derivation]:
    """The derivations among the candidate pairs, a sweep at a time; what the articles credit is kept."""
    texts = [article.text for article in articles]
    for places, pairs in sweeps(index.pairs, texts):
        met = Meetings(read_articles([texts[place] for place in places], index.furniture), pairs)
        here = [articles[place] for place in places]
        for article, named in zip(here, met.readings.agencies.tolist(), strict=True):
            if article.id not in credits_of:
                credits_of[article.id] = read_credit(article, named)
        yield from _in_sweep([credits_of[article.id] for article in here], met)


def _in_sweep(articles: Sequence[Credit], met: Meetings) -> list[Derivation]:
    found: list[tuple[int, Degree, Descent, float]] = []
    for number, (pair, both) in enumerate(zip(met.pairs.tolist(), met.sides(), strict=True)):
        degree = degree_of(*both) or ("partly" if _excerpted(met, pair) else None)
        if degree:
            quoting = _quoting(met, pair) if degree == "partly" else None
            line = descent((articles[pair[0]], articles[pair[1]]), both, degree, quoting)
            found.append((number, degree, line, both[line.copy].share))
    spans = met.passages([(number, line.copy) for number, _, line, _ in found])
    return [
        Derivation(
            copy=articles[met.pairs[number, line.copy]].id,
            origin=articles[met.pairs[number, line.origin]].id,
            degree=degree,
            shared=min(1.0, round(share, 3)),
            basis=line.basis,
            direction="known" if line.known else "unknown",
            missing=line.missing,
            passages=passages,
        )
        for (number, degree, line, share), passages in zip(found, spans, strict=True)
    ]


def _excerpted(met: Meetings, pair: Sequence[int]) -> bool:
    """Whether one sets a long piece of the other's reporting in quotation marks."""
    return any(
        met.readings.voices[quoted] <= OWN_VOICE and met.longest_excerpt(quoting, quoted) >= EXCERPT_WORDS
        for quoting, quoted in (pair, pair[::-1])
    )


def _quoting(met: Meetings, pair: Sequence[int]) -> int | None:
    """Which of the two alone sets a piece of the other's reporting in quotation marks."""
    if not met.quotes(pair):
        return None
    sizes = [met.longest_excerpt(quoting, quoted) for quoting, quoted in (pair, pair[::-1])]
    return next((side for side in (0, 1) if sizes[side] >= QUOTED_WORDS and not sizes[1 - side]), None)
