"""Who copied whom: derivations between articles, in METER's degrees (Clough, Gaizauskas, Piao, Wilks 2002)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.cluster.credited import credited_agencies, is_credited
from variorum.cluster.fingerprints import candidates, fingerprints, share_enough
from variorum.cluster.grams import among
from variorum.cluster.origins import descent
from variorum.cluster.passages import Side, longest_excerpt, passages, sides
from variorum.cluster.readings import Reading, read_articles
from variorum.cluster.repeated import Lines, furniture_lines, join, line_numbers
from variorum.cluster.words import batches, read_words
from variorum.model.records import Derivation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.records import Article, Degree

WHOLLY = 0.72
"""Share of the more dependent text from which it derives wholly."""
PARTLY_WORDS = 30
"""Shared words of the reporters' own from which a text derives partly: one long sentence or two short ones."""
PARTLY_SHARE = 0.03
TOGETHER = 200
"""Pairs that are compared in one sweep."""
SAME_TEXT = 0.85
"""Share of all words, quotations included, that no two independent reports reach."""

EXCERPT_WORDS = 60
"""Words of a report that another sets in quotation marks in one piece: an excerpt, though only quoted."""
OWN_VOICE = 0.045
"""Share of sentences in the first or second person from which a text is opinion, and its excerpt a quotation."""


@dataclass(frozen=True)
class _Index:
    """What the whole run says before any two articles are compared."""

    pairs: NDArray[np.int64]
    furniture: NDArray[np.uint64]


def find_copies(articles: Sequence[Article]) -> tuple[Derivation, ...]:
    """Every derivation among `articles`, in the order of the copies' and origins' ids; the order of input is nothing.

    Two articles that print one agency's text without the agency's own article being there derive from each other with
    `direction` "unknown" and the agency as `missing`; each of them also derives from `origin` `None`.
    """
    unique = {article.id: article for article in articles}
    known = [unique[key] for key in sorted(unique)]
    index = _index(known)
    found = _without_present(_derivations(known, index), unique)
    found += _missing_origins(found)
    return tuple(sorted(found, key=lambda d: (d.copy, d.origin or "", d.missing or "")))


def degree_of(a: Side, b: Side) -> Degree | None:
    """How far the more dependent of two texts derives from the other; `None`: not at all."""
    most = max(a.share, b.share)
    told = max(a.told_words, b.told_words)
    share = max(a.told_share, b.told_share)
    if most < SAME_TEXT and (told < PARTLY_WORDS or share < PARTLY_SHARE):
        return None
    return "wholly" if most >= WHOLLY else "partly"


def _excerpted(a: Reading, b: Reading) -> bool:
    """Whether one sets a long piece of the other's reporting in quotation marks."""
    return any(
        quoted.voice <= OWN_VOICE and longest_excerpt(quoting, quoted) >= EXCERPT_WORDS
        for quoting, quoted in ((a, b), (b, a))
    )


def _index(articles: Sequence[Article]) -> _Index:
    import numpy as np

    texts = [article.text for article in articles]
    numbers: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int64]] = []
    homes: list[NDArray[np.uint64]] = []
    lines: list[Lines] = []
    for low, high in batches(texts):
        batch = read_words(texts[low:high])
        of_word, here = line_numbers(batch)
        values, texts_of, places = fingerprints(batch)
        numbers.append(values)
        owners.append(texts_of + low)
        homes.append(of_word[places])
        lines.append(Lines(here.numbers, here.sizes, here.articles + low))
    if not numbers:
        return _Index(np.zeros((0, 2), np.int64), np.zeros(0, np.uint64))
    furniture = furniture_lines(join(lines), articles)
    text = ~among(np.concatenate(homes), furniture)
    owned = np.concatenate(owners)[text]
    pairs, counts = candidates(np.concatenate(numbers)[text], owned)
    return _Index(share_enough(pairs, counts, np.bincount(owned, minlength=len(articles))), furniture)


def _derivations(articles: Sequence[Article], index: _Index) -> Iterator[Derivation]:
    """The derivations among the candidate pairs, compared `TOGETHER` at a time."""
    involved = sorted(set(index.pairs.ravel().tolist()))
    texts = [articles[place].text for place in involved]
    readings = dict(zip(involved, read_articles(texts, index.furniture), strict=True))
    for at in range(0, len(index.pairs), TOGETHER):
        places = index.pairs[at : at + TOGETHER].tolist()
        pairs = [(readings[low], readings[high]) for low, high in places]
        for (low, high), pair, both in zip(places, pairs, sides(pairs), strict=True):
            derivation = _derivation((articles[low], articles[high]), pair, both)
            if derivation:
                yield derivation


def _derivation(
    pair: tuple[Article, Article], readings: tuple[Reading, Reading], both: tuple[Side, Side]
) -> Derivation | None:
    degree = degree_of(*both)
    if degree is None and _excerpted(*readings):
        degree = "partly"
    if degree is None:
        return None
    line = descent(pair, both, degree)
    return Derivation(
        copy=pair[line.copy].id,
        origin=pair[line.origin].id,
        degree=degree,
        shared=min(1.0, round(both[line.copy].share, 3)),
        basis=line.basis,
        direction="known" if line.known else "unknown",
        missing=line.missing,
        passages=passages(readings[line.copy], readings[line.origin]),
    )


def _without_present(found: Iterable[Derivation], articles: Mapping[str, Article]) -> list[Derivation]:
    """`found`, where nothing is missing that is there: two printers of a report that both derive from it."""
    found = list(found)
    if not any(derivation.missing for derivation in found):
        return found
    takes_from: dict[str, set[str]] = defaultdict(set)
    for derivation in found:
        origin = articles.get(derivation.origin or "")
        if derivation.direction == "known" and origin:
            name = is_credited(origin.outlet, credited_agencies(origin) | credited_agencies(articles[derivation.copy]))
            takes_from[derivation.copy] |= {name} if name else set()
    return [
        replace(d, missing=None) if d.missing in takes_from[d.copy] & takes_from[d.origin or ""] else d for d in found
    ]


def _missing_origins(found: Iterable[Derivation]) -> list[Derivation]:
    """One derivation from the missing agency for each article that shares its text with another of its printers."""
    shares: dict[tuple[str, str], list[Derivation]] = defaultdict(list)
    for derivation in found:
        if derivation.missing and derivation.origin:
            for article in (derivation.copy, derivation.origin):
                shares[article, derivation.missing].append(derivation)
    rows = []
    for (article, agency), parts in sorted(shares.items()):
        whole = any(d.degree == "wholly" for d in parts)
        rows.append(
            Derivation(
                copy=article,
                origin=None,
                degree="wholly" if whole else "partly",
                shared=max(d.shared for d in parts),
                basis="same agency credit",
                direction="known",
                missing=agency,
            )
        )
    return rows
