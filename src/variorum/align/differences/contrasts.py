"""Two accounts of one thing that part in a respect the table names: needed or not, discussed or agreed.

Every sentence that states a value of a dimension is looked for; two of different reports and values are a difference
when what stands around them is about one thing (`anchors`), the same one acts where the dimension asks for it, and
their days, where both have some, meet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from variorum.align.differences.anchors import WINDOW, Anchors, Meeting, apart, around, around_text, targets, tokens
from variorum.align.differences.build import difference, reports, side
from variorum.align.differences.deeds import DAY, DEED, days_in, deeds_in
from variorum.align.differences.values import Stated, values_in
from variorum.align.sentences import Sentence, quote_span
from variorum.language.lexicon import same_class
from variorum.model import Difference, Entity, Span

LEAST_NEAR, LEAST_WHOLE = 0.55, 0.9
"""Weight of what the surroundings of two places, and their whole sentences, share at least; see `anchors`."""
LEAST_COSINE = 0.5
"""Cosine of the two sentences' vectors, at least: they know that "expel" and "withdraw" are near."""
CLOSE = (0.8, 0.3)
"""Weight and share of the surroundings by which two deeds are one although nobody named does both."""
EXPECTED = (1.4, 0.4)
"""Weight and share of two sentences by which what was expected is what came about."""
SAME_DEED = (0.25, 0.55)
"""Share of two sentences, and the cosine, by which "did" and "did not" are about one deed of the same doer."""
NEAR_A_DEED = 0.4
"""What surrounds a deed must share less: the predicate is the same."""
SAME_DAY = (0.4, 0.65)
"""The same for two days of one deed: the same people do like things on many days."""
ONE_TARGET = (0.7, 0.42)
"""The same weight, and the cosine, where both name one day yet to come."""
LONGEST = 70
"""Words of a sentence beyond which it is a list or page furniture."""
_STRETCH = re.compile(r"\b(?:since|ever|never|for (?:\w+ )?(?:years|months|weeks|decades))\b", re.I)
_CONDITION = re.compile(r"\W*(?:if|unless|had)\b", re.I)
MOST_UNDER_KEY = 40
"""Places with one rare word, beyond which that word proposes nothing."""


@dataclass(frozen=True)
class Pair:
    """Two places that state different values, what surrounds both, and how near their sentences are."""

    one: Stated
    other: Stated
    near: Meeting
    whole: Meeting
    cosine: float = 0.0

    @property
    def strength(self) -> float:
        """How sure we are that both are about one thing."""
        return self.cosine + self.near.weight * self.near.share + self.whole.weight * self.whole.share


def find_contrasts(
    sentences: Sequence[Sentence], anchors: Anchors, names: Mapping[str, Entity]
) -> Iterator[Difference]:
    """The differences, one per dimension, pair of values and matter."""
    stated: dict[str, list[Stated]] = defaultdict(list)
    for sentence in sentences:
        if len(sentence.words) <= LONGEST and not _CONDITION.match(sentence.text):
            for found in _of_one_mind(chain(values_in(sentence), deeds_in(sentence), days_in(sentence))):
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
    under: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for token in bag:
            under[token].append(at)
    proposed = {
        (i, j)
        for held in under.values()
        if len(held) <= MOST_UNDER_KEY
        for n, i in enumerate(held)
        for j in held[n + 1 :]
    }
    for i, j in sorted(proposed):
        one, other = sorted((places[i], places[j]), key=lambda p: p.value)
        if _may_differ(one, other):
            near = anchors.meeting(bags[i], bags[j])
            whole = anchors.meeting(tokens(one.sentence), tokens(other.sentence))
            pair = Pair(one, other, near, whole)
            if _may_be_one_matter(pair):
                yield pair


def _may_be_one_matter(pair: Pair) -> bool:
    """Whether enough is shared, by words and names, that the vectors are worth asking."""
    if pair.one.dimension.earlier:
        aimed = targets(pair.one.sentence) & targets(pair.other.sentence)
        enough = pair.whole.weight >= EXPECTED[0] and pair.whole.share >= EXPECTED[1]
        return enough or (bool(aimed) and pair.whole.weight >= ONE_TARGET[0])
    least = _least_of_deeds(pair)
    if pair.near.weight < (NEAR_A_DEED if least else LEAST_NEAR) or pair.whole.weight < LEAST_WHOLE:
        return False
    if least:
        return pair.whole.share >= least[0] and _same_part(pair.one, pair.other)
    if pair.one.dimension.actor:
        return True
    return bool(doers(pair.one) & doers(pair.other)) or (pair.near.weight >= CLOSE[0] and pair.near.share >= CLOSE[1])


def _least_of_deeds(pair: Pair) -> tuple[float, float] | None:
    """The share and the cosine asked of two clauses of one predicate; `None` for the dimensions of the table."""
    name = pair.one.dimension.name
    return SAME_DEED if name.startswith(DEED) else SAME_DAY if name.startswith(DAY) else None


def _is_one_matter(pair: Pair) -> bool:
    """Whether the vectors agree."""
    aimed = pair.one.dimension.earlier and targets(pair.one.sentence) & targets(pair.other.sentence)
    if least := _least_of_deeds(pair):
        return pair.cosine >= least[1]
    return pair.cosine >= (ONE_TARGET[1] if aimed else pair.one.dimension.cosine or LEAST_COSINE)


def _near(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs whose sentences are near by vector; only sentences of candidates are embedded."""
    from variorum.language.vectors import embed

    texts = sorted({place.sentence.text for pair in pairs for place in (pair.one, pair.other)})
    row = {text: at for at, text in enumerate(texts)}
    vectors = embed(texts)
    found = (
        replace(p, cosine=float(vectors[row[p.one.sentence.text]] @ vectors[row[p.other.sentence.text]])) for p in pairs
    )
    return [pair for pair in found if _is_one_matter(pair)]


def _may_differ(one: Stated, other: Stated) -> bool:
    if one.value == other.value or one.sentence.article.id == other.sentence.article.id:
        return False
    if one.dimension.kind == "time":
        return not (_dated(one.sentence, other.value) or _dated(other.sentence, one.value))
    if one.dimension.kind != "position" and apart(one.sentence, other.sentence) and not (_lasts(one) or _lasts(other)):
        return False
    if one.dimension.earlier and not _in_order(one, other):
        return False
    if one.dimension.name == "stance" and _turned(one) != _turned(other):
        return False
    if one.dimension.same_deed and not _same_deed(one, other):
        return False
    if one.dimension.actor:
        return bool(actors(one) & actors(other))
    if one.dimension.earlier:
        return True
    mine, theirs = doers(one), doers(other)
    return not (mine and theirs) or bool(mine & theirs)


def _dated(sentence: Sentence, day: str) -> bool:
    """Whether the sentence names the day as well: it tells of both."""
    return any((t.value or "").startswith(day) for t in sentence.times)


def _lasts(stated: Stated) -> bool:
    """Whether a clause holds of a stretch of time ("not since 2022"): a day outside it is no other time."""
    event = stated.event
    return bool(event and _STRETCH.search(stated.sentence.article.text[event.start : event.end]))


def _turned(stated: Stated) -> bool:
    """Whether what is backed or opposed is itself an end or a ban: to oppose a ban is not to oppose the thing."""
    text = stated.sentence.article.text
    behind = text[stated.span.end : min(stated.sentence.span.end, stated.span.end + WINDOW // 2)]
    return bool({"=ban", "=end", "=block", "=repeal", "=cancel", "=withdraw"} & around_text(behind))


def _in_order(one: Stated, other: Stated) -> bool:
    """Whether the value that comes first in time stands in the earlier report, and the other in the later."""
    first, second = (one, other) if one.value == one.dimension.earlier else (other, one)
    return second.value != first.value and first.sentence.day < second.sentence.day != "9999"


def _same_deed(one: Stated, other: Stated) -> bool:
    """Whether the clauses behind two values ("will ...", "refused to ...") are of one kind of deed."""
    deeds = [_deed(one), _deed(other)]
    return bool(deeds[0] and deeds[1] and same_class(deeds[0], deeds[1]))


def _deed(stated: Stated) -> str | None:
    """The predicate that the value's words govern: their own clause's, or the next one's."""
    after = [e for e in stated.sentence.events if stated.span.end <= e.predicate.start <= stated.span.end + _REACH]
    return min(after, key=lambda e: e.predicate.start).lemma if after else None


_REACH = 25


def doers(stated: Stated) -> frozenset[str]:
    """Who does or undergoes what the clause says: entities, or the head word where no name is known."""
    return _filled(stated, ("who", "whom"))


def actors(stated: Stated) -> frozenset[str]:
    """Who holds the stance: the subject of the clause, or who speaks it."""
    found = _filled(stated, ("who",))
    if found:
        return found
    spoken = (q for q in stated.sentence.quotes if q.speaker and _covers(quote_span(q), stated.span))
    return frozenset(q.speaker for q in spoken if q.speaker)


def _same_part(one: Stated, other: Stated) -> bool:
    """Whether the same one does it, or undergoes it, in both clauses."""
    return any(_filled(one, (role,)) & _filled(other, (role,)) for role in ("who", "whom"))


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < outer.end


def _filled(stated: Stated, roles: tuple[str, ...]) -> frozenset[str]:
    """What fills the roles of the clause; a name also by its head word, which stays the same where it is not known."""
    found: set[str] = set()
    for arg in stated.event.args if stated.event else ():
        if arg.role in roles:
            named = {m.entity for m in stated.sentence.mentions if m.entity and arg.start <= m.start < arg.end}
            found |= named
            words = stated.sentence.article.text[arg.start : arg.end]
            at = words.lower().rfind(arg.head)
            if not named or (at > 0 and words[at].isupper()) or words.lower() == arg.head:
                found |= around_text(arg.head)
    return frozenset(found)


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
    sides = [side(value, [p.sentence.evidence() for p in places]) for value, places in sorted(held.items())]
    return difference(
        dimension.kind,
        sides,
        why=_why(best),
        about=", ".join(_shown(t, names) for t in best.whole.shared[:4]),
        compatible=dimension.compatible,
        development=_parted(best)
        and (dimension.kind == "position" or dimension.earlier is not None or _came_true(best)),
        weight=best.strength + 0.1 * reports(sides),
    )


def _why(pair: Pair) -> str:
    """The reason in one sentence."""
    one, other, dimension = pair.one, pair.other, pair.one.dimension
    if dimension.name.startswith(DAY):
        return f"The reports give different days: {one.value} and {other.value}."
    if dimension.name.startswith(DEED):
        deed = one.value.removeprefix("not ")
        return f"One report says that it was so (“{deed}”), another that it was not."
    if dimension.earlier:
        first, second = (one, other) if one.value == dimension.earlier else (other, one)
        return (
            f"What a report of {first.sentence.day} expects, a report of {second.sentence.day} tells as {second.value}."
        )
    return f"The reports part on {dimension.shows}: {one.value} here, {other.value} there."


def _came_true(pair: Pair) -> bool:
    """Whether a later report tells as done what an earlier one says was not."""
    first, second = sorted((pair.one, pair.other), key=lambda p: p.sentence.day)
    return first.value == f"not {second.value}"


def _parted(pair: Pair) -> bool:
    """Whether the two reports are of different days."""
    return (
        "9999" not in (pair.one.sentence.day, pair.other.sentence.day)
        and pair.one.sentence.day != pair.other.sentence.day
    )


def _shown(token: str, names: Mapping[str, Entity]) -> str:
    return names[token].name if token in names else token.removeprefix("=")
