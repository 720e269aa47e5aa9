"""From sentences to claims: the order in which pairs are proposed, decided, grouped and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.candidates import candidates, nearest
from variorum.align.claims.decide import ALONE, THRESHOLD, decide
from variorum.align.claims.features import features, story_of
from variorum.align.claims.grouping import group
from variorum.align.claims.parted import Parted, part
from variorum.align.claims.parting import by_figure
from variorum.align.claims.quotes import quote_pairs, spoken
from variorum.align.claims.show import Found, claims_of, single_claims
from variorum.align.claims.sift import Score, sift
from variorum.align.claims.units import Unit, is_frame, units_of
from variorum.align.sentences import Sentence, read_story
from variorum.model import Annotated, Claim, Entity
from variorum.model.records import ClaimKind

WIDEN = 0.35
"""Sureness of one pair from which a report that a group lacks is taken in."""
Pairs = Sequence[tuple[tuple[int, int], float]]


@dataclass(frozen=True)
class Printed:
    """One sentence as several reports print it, word for word; the first by day stands for all."""

    first: Sentence
    all: tuple[Sentence, ...]


def printed(sentences: Sequence[Sentence]) -> list[Printed]:
    """Sentences with the same words as one, in order of their first."""
    by_text: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_text.setdefault(sentence.text, []).append(sentence)
    return [Printed(same[0], tuple(same)) for same in by_text.values()]


def find_claims(
    articles: Sequence[Annotated], entities: Sequence[Entity], apart: Sequence[Parted] = ()
) -> tuple[Claim, ...]:
    """See `variorum.align.claims.find_claims`."""
    prints = printed(read_story(articles))
    firsts = [p.first for p in prints]
    found = part(_quotes(firsts) + _statements(firsts), [p.all for p in prints], apart)
    names = {e.id: e.name for e in entities}
    shared = claims_of(_distinct(found), [p.all for p in prints], names)
    single = single_claims([p.all for p in prints], {i for f in found for i in f.sentences}, names)
    unique = {c.id: c for c in (*single, *shared)}
    return tuple(sorted(unique.values(), key=lambda c: (-c.weight, c.id)))


def _distinct(found: Sequence[Found]) -> list[Found]:
    """One claim per statement: what other clauses of the same sentences state again is not shown again."""
    kept: list[Found] = []
    by_sentence: dict[int, list[Found]] = {}
    for item in sorted(found, key=lambda f: (-len(f.sentences), f.kind != "quote", f.sentences)):
        beside = {id(k): k for i in item.sentences for k in by_sentence.get(i, ())}
        if not any(_repeats(item, other) for other in beside.values()):
            kept.append(item)
            for i in item.sentences:
                by_sentence.setdefault(i, []).append(item)
    return kept


def _repeats(item: Found, other: Found) -> bool:
    """Whether `item` says nothing that `other`, which is as long or longer, does not say of the same sentences."""
    if not set(item.sentences) <= set(other.sentences):
        return False
    if item.sentences == other.sentences:
        return True
    return item.kind != "quote" and all(any(_meet(u, v) for v in other.units if v.at == u.at) for u in item.units)


def _meet(one: Unit, other: Unit) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _merged(groups: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """Groups that hold meeting clauses of two sentences as one: "held talks" and "talks" are two clauses."""
    merged: list[list[Unit]] = []
    for group_ in sorted(groups, key=len, reverse=True):
        for kept in merged:
            if len({u.article for u in group_ for v in kept if u.at == v.at and _meet(u, v)}) > 1:
                kept += [u for u in group_ if u not in kept]
                break
        else:
            merged.append(list(group_))
    return merged


def _quotes(sentences: Sequence[Sentence]) -> list[Found]:
    stretches = spoken(sentences)
    pairs = quote_pairs(stretches)
    known = dict(pairs)
    groups = group(len(stretches), pairs, lambda i, j: known.get((i, j), 0.0), 0.4)
    return [Found("quote", tuple(sorted({stretches[i].at for i in g})), ()) for g in groups]


def _statements(sentences: Sequence[Sentence]) -> list[Found]:
    from variorum.language.vectors import embed

    units = [u for u in units_of(sentences) if not is_frame(u.event)]
    vectors = embed([s.text for s in sentences])
    near = nearest(vectors)
    story = story_of(units)
    known: dict[tuple[int, int], float] = {}

    def score(i: int, j: int) -> float:
        if (i, j) not in known:
            one, other = units[i], units[j]
            cosine = near.get((min(one.at, other.at), max(one.at, other.at)))
            values = features(
                one, other, float(vectors[one.at] @ vectors[other.at]) if cosine is None else cosine, story
            )
            # two clauses of one sentence state two things, unless one holds the other ("held talks", "talks")
            known[i, j] = decide(one, other, values) if one.at != other.at or _meet(one, other) else 0.0
        return known[i, j]

    pairs = [((i, j), s) for i, j in sorted(candidates(units, near)) if (s := score(i, j)) >= THRESHOLD]
    groups = [g for g in group(len(units), pairs, score, THRESHOLD) if len(g) > 2 or score(g[0], g[1]) >= ALONE]
    sure = _sure_links(pairs)
    sifted = [_sifted(_widened(g, units, sure, score), units, score) for g in groups]
    merged = _merged([[units[i] for i in g] for g in sifted])
    parted = [part for g in merged for part in by_figure(g)]
    return [_found(g) for g in parted if len({u.article for u in g}) > 1]


def _sure_links(pairs: Pairs) -> dict[int, list[int]]:
    """For each clause those that surely state the same."""
    found: dict[int, list[int]] = {}
    for (i, j), sureness in pairs:
        if sureness >= WIDEN:
            found.setdefault(i, []).append(j)
            found.setdefault(j, []).append(i)
    return found


def _widened(members: Sequence[int], units: Sequence[Unit], sure: Mapping[int, list[int]], score: Score) -> list[int]:
    """A group with the clauses of further reports that one of its members surely states too.

    Average link leaves them out where the group has grown large on one report's own repetitions.
    """
    inside = {units[i].article for i in members}
    beside: dict[str, tuple[float, int]] = {}
    for other in sorted({j for i in members for j in sure.get(i, ()) if units[j].article not in inside}):
        mean = sum(max(0.0, score(min(m, other), max(m, other))) for m in members) / len(members)
        if mean >= THRESHOLD / 2:
            article = units[other].article
            beside[article] = max(beside.get(article, (0.0, -1)), (mean, other))
    return sorted({*members, *(other for _, other in beside.values())})


def _sifted(members: Sequence[int], units: Sequence[Unit], score: Score) -> list[int]:
    """The members of a group that are fit to be shown as one statement."""
    kept = sift([units[i] for i in members], lambda a, b: score(*sorted((members[a], members[b]))))
    return [members[i] for i in kept]


def _found(units: Sequence[Unit]) -> Found:
    kind: ClaimKind = "figure" if all(u.figures for u in units) else "statement"
    return Found(kind, tuple(sorted({u.at for u in units})), tuple(units))
