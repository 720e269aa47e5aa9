"""Every respect in which facing sentences are compared, and how a difference found there is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import islice

from variorum.align.claims.units import Unit
from variorum.align.clauses import whole
from variorum.align.differences.about import about
from variorum.align.differences.anchors import Anchors, apart
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.differences.degrees import DEGREES
from variorum.align.differences.facing import (
    being,
    chains,
    charges,
    hedged,
    labels,
    lengths,
    numbers,
    sources,
    strengths,
    sureness,
    times,
    values,
)
from variorum.align.differences.facing.ground import Common, Ground, Told, other_counts, other_parties
from variorum.align.differences.facing.pairs import Facing, find_facing
from variorum.align.differences.places import joined
from variorum.align.sentences import Sentence
from variorum.model import Claim, Difference, Entity
from variorum.model.records import DifferenceKind


@dataclass(frozen=True, eq=False)
class Parted:
    """Two values that part a facing pair, and how a difference of them is told."""

    facing: Facing
    one: Told
    other: Told
    common: Common
    kind: DifferenceKind
    why: str
    _: KW_ONLY
    compatible: bool | None = None
    development: bool = False
    whole: bool = False
    """Whether the whole sentences are cited."""

    of_table: bool = False
    """Whether the rule itself has seen to the parties."""

    @property
    def weight(self) -> float:
        """How near the two stand."""
        return self.facing.cosine + self.common.near.weight * self.common.near.share


def find_parted(
    sentences: Sequence[Sentence],
    units: Sequence[Unit],
    claims: Sequence[Claim],
    anchors: Anchors,
    names: Mapping[str, Entity],
) -> Iterator[Difference]:
    """The differences between facing sentences; pairs that share a place and part in one respect are one difference."""
    ground = Ground(units, anchors, names)
    facings = find_facing(sentences, anchors, joined(claims, sentences))
    of_claims = [f for f in facings if f.mutual or f.joined]
    apart_from_claims = [f for f in facings if f.near]
    yield from _respects(_OF_CLAIMS, of_claims, ground)
    yield from _respects(_APART, apart_from_claims, ground)
    yield from (_difference([p], ground) for p in _beings(sentences, ground))


def _respects(
    respects: Iterable[Callable[[Facing, Ground], Iterator[Parted]]], facings: Sequence[Facing], ground: Ground
) -> Iterator[Difference]:
    for respect in respects:
        found = [p for f in facings for p in islice((q for q in respect(f, ground) if not _apart(q)), 1)]
        yield from (_difference(group, ground) for group in _joined(found))


def _apart(parted: Parted) -> bool:
    """Whether the two clauses are of two deeds; who leaves and who dismisses are two doers of one deed."""
    if parted.kind == "figure":
        return other_parties(parted.one, parted.other)
    return not parted.of_table and (other_parties(parted.one, parted.other) or other_counts(parted.one, parted.other))


def _joined(found: Sequence[Parted]) -> list[list[Parted]]:
    """Groups of what shares a sentence and tells the same kind, the nearest first."""
    groups: list[tuple[set[int], list[Parted]]] = []
    for parted in sorted(found, key=lambda p: -p.weight):
        ends = {id(parted.one.sentence), id(parted.other.sentence)}
        for held, group in groups:
            if held & ends and group[0].development == parted.development:
                group.append(parted)
                held |= ends
                break
        else:
            groups.append((ends, [parted]))
    return [group for _, group in groups]


def _difference(group: Sequence[Parted], ground: Ground) -> Difference:
    best = group[0]
    told: dict[str, list[Told]] = {}
    for each in (t for p in group for t in (p.one, p.other)):
        told.setdefault(each.value.lower(), []).append(each)
    sides = [account(same[0].value, [_place(t, cite_whole=best.whole) for t in same]) for same in told.values()]
    shared = (*best.common.near.shared, *best.common.whole.shared)
    return difference(
        best.kind,
        sides,
        why=best.why,
        about=about(best.one.sentence, best.one.span, shared, ground.names),
        compatible=best.compatible,
        development=best.development,
        weight=best.weight + 0.1 * reports(sides),
    )


def _place(told: Told, *, cite_whole: bool) -> Place:
    return (told.sentence, whole(told.sentence)) if cite_whole else told.place


def _numbers(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in numbers.numbers(facing, ground):
        common = ground.common(one, other)
        if numbers.enough(facing, one, other, common) and not apart(facing.one, facing.other):
            fit = numbers.can_both_be(one, other)
            later = not fit and _of_two_days(facing)
            why = f"The reports give different figures: {one.value} and {other.value}."
            yield Parted(facing, one, other, common, "figure", why, compatible=fit or later, development=later)


def _lengths(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in lengths.lengths(facing, ground):
        common = ground.common(one, other)
        if lengths.one_stretch(facing, one, other, common):
            why = f"The reports give different lengths of time: {one.value} and {other.value}."
            yield Parted(facing, one, other, common, "figure", why, compatible=False)


def _times(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in times.times(facing, ground):
        common = ground.common(one, other)
        if times.enough(facing, common, times.of_one_day(one, other)):
            why = f"The reports give different times: {one.value} and {other.value}."
            yield Parted(facing, one, other, common, "time", why, compatible=False)


def _contrasts(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for stated, one, other in values.contrasts(facing, ground):
        common, dimension = ground.common(one, other), stated.dimension
        moved = dimension.kind == "position" and _of_two_days(facing)
        if values.one_matter(facing, stated, common) and (moved or not apart(facing.one, facing.other)):
            why = f"The reports part on {dimension.shows}: {one.value} here, {other.value} there."
            fit = dimension.compatible
            yield Parted(
                facing, one, other, common, dimension.kind, why, compatible=fit, development=moved, of_table=True
            )


def _denials(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in values.denials(facing, ground):
        common = ground.common(one, other)
        if values.one_deed(facing, one, other, common) and (
            values.last(one, other) or not apart(facing.one, facing.other)
        ):
            why = f"One report says “{one.value}”, another “{other.value}”."
            yield Parted(facing, one, other, common, "statement", why)


def _charges(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in charges.charges(facing, ground):
        common = ground.common(one, other)
        if charges.one_case(facing, common) and not apart(facing.one, facing.other):
            why = f"The reports part on the charge: {one.value} here, {other.value} there."
            yield Parted(facing, one, other, common, "statement", why, of_table=True)


def _shares(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in values.shares(facing, ground):
        common = ground.common(one, other)
        if values.one_whole(facing, common):
            why = f"The reports part on how much of it: {one.value} here, {other.value} there."
            yield Parted(facing, one, other, common, "statement", why)


def _degrees(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in sureness.degrees(facing, ground):
        common = ground.common(one, other)
        later = sureness.came_about(one, other)
        if later is False or not sureness.one_deed(facing, one, other, common):
            continue
        surest = min((one.value, other.value), key=DEGREES.index)
        hedged, done = (one, other) if other.value == surest else (other, one)
        why = f"One report tells it as {hedged.value}, another as {surest}."
        if later:
            days = hedged.sentence.day, done.sentence.day
            why = f"What a report of {days[0]} tells as {hedged.value}, one of {days[1]} tells as done."
        yield Parted(facing, one, other, common, "modality", why, compatible=later or None, development=bool(later))


def _hedged(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in hedged.hedged(facing, ground):
        common = ground.common(one, other)
        if hedged.one_deed(facing, one, other, common) and not apart(facing.one, facing.other):
            why = f"One report says “{one.value}”, another “{other.value}”."
            yield Parted(facing, one, other, common, "modality", why, compatible=True)


def _modals(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in chains.modals(facing, ground):
        if not apart(facing.one, facing.other):
            why = f"What one report tells as {one.value}, another tells as {other.value}."
            common = ground.common(one, other)
            yield Parted(facing, one, other, common, "modality", why, compatible=True, of_table=True)


def _strengths(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in strengths.strengths(facing, ground):
        common = ground.common(one, other)
        if strengths.one_thing(facing, one, other, common) and not apart(facing.one, facing.other):
            why = f"One report says “{one.value}”, another “{other.value}”."
            yield Parted(facing, one, other, common, "statement", why)


def _labels(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other, near in labels.labels(facing, ground, ground.anchors):
        if labels.one_thing(facing, near) and not apart(facing.one, facing.other):
            why = f"What one report calls “{one.value}”, another calls “{other.value}”."
            yield Parted(facing, one, other, ground.common(one, other), "statement", why, of_table=True)


def _beings(sentences: Sequence[Sentence], ground: Ground) -> Iterator[Parted]:
    for one, other in being.contradictions(sentences, ground):
        facing = Facing(one.sentence, other.sentence, 0.0, mutual=False)
        why = f"One report says “{one.value}”, another “{other.value}”."
        yield Parted(facing, one, other, ground.common(one, other), "statement", why, compatible=False)


def _sources(facing: Facing, ground: Ground) -> Iterator[Parted]:
    for one, other in sources.sources(facing, ground):
        common = ground.common(one, other)
        if sources.one_statement(facing, common):
            why = f"The same is laid to “{one.value}” and to “{other.value}”."
            yield Parted(facing, one, other, common, "attribution", why, compatible=True, whole=True)


def _of_two_days(facing: Facing) -> bool:
    days = {facing.one.day, facing.other.day}
    return len(days) > 1 and "9999" not in days


_OF_CLAIMS = (_hedged, _modals, _strengths, _labels)
"""Respects in which what a claim joins is compared, whether or not it faces."""
_APART = (
    _numbers,
    _lengths,
    _times,
    _contrasts,
    _denials,
    _charges,
    _shares,
    _degrees,
    _sources,
)
