"""Two accounts of one thing that part in a respect the table names: needed or not, discussed or agreed.

Every sentence that states a value of a dimension is looked for; two of different reports and values are a difference
when what stands around them is about one thing (`anchors`), the same one acts where the dimension asks for it, and
their days, where both have some, meet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.align.clauses import clause_of
from variorum.align.differences.about import about
from variorum.align.differences.anchors import WINDOW, Anchors, around, sharing, tokens
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.differences.matter import Pair, is_one_matter, may_be_one_matter, may_differ
from variorum.align.differences.values import Stated, values_in
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed
from variorum.model import Difference, Entity

LONGEST = 70
"""Words of a sentence beyond which it is a list or page furniture."""
_CONDITION = re.compile(r"\W*(?:if|unless|had)\b", re.I)
MOST_UNDER_KEY = 40
"""Places with one rare word, beyond which that word proposes nothing."""


def find_contrasts(
    sentences: Sequence[Sentence], anchors: Anchors, names: Mapping[str, Entity]
) -> Iterator[Difference]:
    """The differences, one per dimension, pair of values and matter."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    for sentence in sentences:
        if len(sentence.words) <= LONGEST and not _CONDITION.match(sentence.text):
            for found in _of_one_mind(v for v in values_in(sentence) if v.dimension.far):
                stated[found.dimension.name].append(found)
    pairs = _near([pair for places in stated.values() for pair in _pairs(places, anchors)])
    yield from (_difference(group, names) for group in _by_matter(sorted(pairs, key=_rank)))


def _of_one_mind(found: Iterable[Stated]) -> Iterator[Stated]:
    """What a sentence states; where it states two values, the one that prevails, or none: it is about both."""
    by_dimension: dict[str, list[Stated]] = defaultdict(list)
    for stated in found:
        by_dimension[stated.dimension.name].append(stated)
    for places in by_dimension.values():
        values = {p.value for p in places}
        last = next((v for v in places[0].dimension.prevails if v in values), None)
        if last or len(values) == 1:
            yield from (p for p in places if last in (None, p.value))


def _rank(pair: Pair) -> tuple[object, ...]:
    return (-pair.strength, pair.one.sentence.order, pair.other.sentence.order, pair.one.span, pair.other.span)


def _pairs(places: Sequence[Stated], anchors: Anchors) -> Iterator[Pair]:
    """Pairs that may be about one thing among those that share a rare token, each once."""
    bags = [around(p.sentence, p.span, WINDOW) for p in places]
    for i, j in sorted(sharing(bags, MOST_UNDER_KEY)):
        one, other = sorted((places[i], places[j]), key=lambda p: p.value)
        if may_differ(one, other):
            near = anchors.meeting(bags[i], bags[j])
            whole = anchors.meeting(tokens(one.sentence), tokens(other.sentence))
            pair = Pair(one, other, near, whole)
            if may_be_one_matter(pair):
                yield pair


def _near(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs whose sentences are near by vector; only sentences of candidates are embedded."""
    texts = sorted({place.sentence.text for pair in pairs for place in (pair.one, pair.other)})
    row = {text: at for at, text in enumerate(texts)}
    vectors = embed(texts)
    found = (
        replace(p, cosine=float(vectors[row[p.one.sentence.text]] @ vectors[row[p.other.sentence.text]])) for p in pairs
    )
    return [pair for pair in found if is_one_matter(pair)]


def _by_matter(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs of one dimension that share a sentence are one difference; the best comes first."""
    groups: list[tuple[set[int], list[Pair]]] = []
    for pair in pairs:
        ends = {id(pair.one.sentence), id(pair.other.sentence)}
        for held, group in groups:
            if held & ends and group[0].one.dimension is pair.one.dimension:
                group.append(pair)
                held |= ends
                break
        else:
            groups.append((ends, [pair]))
    return [group for _, group in groups]


def _difference(group: Sequence[Pair], names: Mapping[str, Entity]) -> Difference:
    best = group[0]
    dimension = best.one.dimension
    held: dict[str, list[Stated]] = defaultdict(list)
    for place in (place for pair in group for place in (pair.one, pair.other)):
        held[place.value].append(place)
    sides = [account(places[0].value, [_place(p) for p in places]) for _, places in sorted(held.items())]
    return difference(
        dimension.kind,
        sides,
        why=_why(best),
        about=about(best.one.sentence, best.one.span, (*best.near.shared, *best.whole.shared), names),
        compatible=dimension.compatible,
        development=_parted(best) and (dimension.kind == "position" or dimension.earlier is not None),
        weight=best.strength + 0.1 * reports(sides),
    )


def _why(pair: Pair) -> str:
    """The reason in one sentence."""
    one, other, dimension = pair.one, pair.other, pair.one.dimension
    if dimension.earlier:
        first, second = (one, other) if one.value == dimension.earlier else (other, one)
        return (
            f"What a report of {first.sentence.day} expects, a report of {second.sentence.day} tells as {second.value}."
        )
    return f"The reports part on {dimension.shows}: {one.value} here, {other.value} there."


def _parted(pair: Pair) -> bool:
    """Whether the two reports are of different days."""
    return (
        "9999" not in (pair.one.sentence.day, pair.other.sentence.day)
        and pair.one.sentence.day != pair.other.sentence.day
    )


def _place(stated: Stated) -> Place:
    """The clause that states the value."""
    return stated.sentence, clause_of(stated.sentence, stated.span, stated.event)
