"""The graph of who copied whom: what a pair alone does not say, a third article or a missing agency may."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.cluster.credited import is_credited
from variorum.model.records import Derivation, Passage, Span

if TYPE_CHECKING:
    from variorum.cluster.credited import Credit

EXPLAINED = 0.9
"""Share of the passages of two articles that both have from a third, from which the third explains them."""
_CREDITED = ("republished with credit", "excerpt with commentary")


def in_one_graph(found: Iterable[Derivation], articles: Mapping[str, Credit]) -> list[Derivation]:
    """`found` pairs as one graph: missing origins added, and what both of a pair took from a third is marked so."""
    found = _without_present(found, articles)
    return _with_common(found) + _missing_origins(found)


def _without_present(found: Iterable[Derivation], articles: Mapping[str, Credit]) -> list[Derivation]:
    """`found`, where nothing is missing that is there: two printers of a report that both derive from it."""
    found = list(found)
    if not any(derivation.missing for derivation in found):
        return found
    takes_from: dict[str, set[str]] = defaultdict(set)
    for derivation in found:
        origin = articles.get(derivation.origin or "")
        if derivation.direction == "known" and origin:
            name = is_credited(origin, origin.agencies | articles[derivation.copy].agencies)
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


def _with_common(found: Sequence[Derivation]) -> list[Derivation]:
    """`found`, where two articles that share only what both took from a third name it as their common origin.

    Neither then needs to have copied the other. A copy that credits the other copied it all the same.
    """
    parents: dict[str, dict[str, Derivation]] = defaultdict(dict)
    for derivation in found:
        if derivation.origin and derivation.direction == "known":
            parents[derivation.copy][derivation.origin] = derivation
    return [replace(d, common=_common(d, parents)) for d in found]


def _common(derivation: Derivation, parents: Mapping[str, Mapping[str, Derivation]]) -> str | None:
    mine, theirs = parents.get(derivation.copy, {}), parents.get(derivation.origin or "", {})
    if derivation.basis in _CREDITED:
        return None
    for third in sorted(mine.keys() & theirs.keys()):
        pairs = (_copied(derivation.passages), mine[third]), (_origins(derivation.passages), theirs[third])
        if all(_covered(spans, _copied(whole.passages)) >= EXPLAINED for spans, whole in pairs):
            return third
    return None


def _copied(passages: Iterable[Passage]) -> list[Span]:
    return [passage.copy for passage in passages]


def _origins(passages: Iterable[Passage]) -> list[Span]:
    return sorted(passage.origin for passage in passages)


def _covered(spans: Sequence[Span], by: Sequence[Span]) -> float:
    """Share of the code points of `spans`, which do not overlap much, that lie in `by`."""
    ends: list[int] = []
    inside = [0]
    starts: list[int] = []
    for span in sorted(by):
        start = max(span.start, ends[-1] if ends else 0)
        if span.end > start:
            starts.append(start)
            ends.append(span.end)
            inside.append(inside[-1] + span.end - start)

    def before(place: int) -> int:
        at = bisect_right(starts, place)
        return inside[at] - max(0, ends[at - 1] - place) if at else 0

    length = sum(span.end - span.start for span in spans)
    return sum(before(span.end) - before(span.start) for span in spans) / max(1, length)
