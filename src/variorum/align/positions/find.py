"""From single stands to positions: by actor and matter, in order of days, with changes marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from variorum.align.positions.voices import Actor, Voiced, voiced
from variorum.align.sentences import Sentence
from variorum.align.words import stem, words_of
from variorum.model import Entity, Evidence, Position, Stand

ACTORS = 8
"""Actors shown, those with stands in most reports first."""
MATTERS = 6
"""Positions of one actor."""
ONE_MATTER = 0.5
"""Share of the smaller stand's content words that two stands on one matter have in common, and at least two words."""
ONE_STAND = 0.7
"""The same for one stand that two reports tell."""
_TURNED = 0.6
"""The same for stands that are compared with each other: "backs the tax" and "opposes the tax cut" are two matters."""
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_WORDS = 5
_SOFT = frozenset({"believes", "doubts", "warns"})
"""Attitudes that another in the same words says more firmly."""


def find_positions(sentences: Sequence[Sentence], entities: Iterable[Entity]) -> tuple[Position, ...]:
    """The positions of the main actors, the one with most stands first. The order of input changes nothing."""
    actors = {e.id: Actor(_name_stems(e), e.label) for e in entities if e.label in _ACTORS}
    by_actor: dict[str, list[Voiced]] = defaultdict(list)
    for found in voiced(sorted(sentences, key=lambda s: s.order), actors):
        by_actor[found.actor].append(found)
    by_actor = {actor: _once(found) for actor, found in by_actor.items()}
    ranked = sorted(by_actor, key=lambda a: (-_reports(by_actor[a]), -len(by_actor[a]), a))
    return tuple(position for actor in ranked[:ACTORS] for position in _of_actor(actor, by_actor[actor]))


def _name_stems(entity: Entity) -> frozenset[str]:
    return frozenset(stem(word) for name in (entity.name, *entity.aliases) for word in words_of(name))


def _reports(found: Iterable[Voiced]) -> int:
    return len({v.sentence.article.id for v in found})


def _once(found: Sequence[Voiced]) -> list[Voiced]:
    """Stands without those that the same words tell again: "I think it must be closed" is one, what must be."""
    kept: list[Voiced] = []
    for one in sorted(found, key=lambda v: (v.attitude.name in _SOFT, -v.attitude.firm)):
        if not any(_same_words(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda v: (v.sentence.order, v.span.start))


def _same_words(one: Voiced, other: Voiced) -> bool:
    return (
        one.sentence is other.sentence and one.span.overlaps(other.span) and alike(one.about, other.about, ONE_MATTER)
    )


def _of_actor(actor: str, found: Sequence[Voiced]) -> list[Position]:
    """One actor's positions: changed ones first, then those that more reports tell, then those in own words."""
    matters = _by_matter(found)
    matters.sort(key=lambda m: (-_reports(m), not any(v.own_words for v in m), m[0].sentence.order))
    positions = [Position(actor, _about(matter), _stands(matter)) for matter in matters]
    positions.sort(key=lambda p: not any(s.change for s in p.stands))
    return positions[:MATTERS]


def _by_matter(found: Sequence[Voiced]) -> list[list[Voiced]]:
    matters: list[list[Voiced]] = []
    for one in found:
        home = next((m for m in matters if any(alike(one.about, other.about, ONE_MATTER) for other in m)), None)
        if home is None:
            matters.append([one])
        else:
            home.append(one)
    return matters


def alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether two sets of content words have two words and `share` of the smaller one in common."""
    shared = len(one & other)
    return shared > 1 and shared >= share * min(len(one), len(other))


def _stands(matter: Sequence[Voiced]) -> tuple[Stand, ...]:
    """The stands on one matter by day; reports of one stand are one, those in the actor's own words first."""
    merged: list[list[Voiced]] = []
    for one in matter:
        home = next((m for m in merged if _is_one(one, m[0])), None)
        if home is None:
            merged.append([one])
        else:
            home.append(one)
    merged.sort(key=lambda m: m[0].sentence.order)
    return tuple(replace(_stand(told), change=_change(told, merged[:at])) for at, told in enumerate(merged))


def _is_one(one: Voiced, other: Voiced) -> bool:
    same = one.attitude.name == other.attitude.name and one.attitude.for_it == other.attitude.for_it
    return same and alike(one.about, other.about, ONE_STAND)


def _stand(told: Sequence[Voiced]) -> Stand:
    best = sorted(told, key=lambda v: (not v.own_words, v.sentence.order))
    evidence: dict[tuple[str, int], Evidence] = {}
    for one in best:
        place = (one.sentence.article.id, one.span.start)
        evidence.setdefault(place, one.sentence.evidence(one.span, by=one.actor))
    attitude = told[0].attitude
    day = told[0].sentence.article.published.value
    return Stand(day, attitude.name, attitude.for_it, best[0].own_words, tuple(evidence.values()))


def _change(told: Sequence[Voiced], before: Sequence[Sequence[Voiced]]) -> str:
    """How a stand parts from the last earlier one on the same words, in words; nothing where a day is not known."""
    one = told[0]
    for earlier in reversed(before):
        other = earlier[0]
        days = (other.sentence.article.published.value, one.sentence.article.published.value)
        if not all(days) or _same_day(*days) or not alike(one.about, other.about, _TURNED):
            continue
        if one.attitude.for_it != other.attitude.for_it:
            return f"earlier: {other.attitude.name} ({days[0]})"
        if {one.attitude.firm, other.attitude.firm} == {0, 2}:
            step = "firmer" if one.attitude.firm else "less firm"
            return f"{step} than before: {other.attitude.name} ({days[0]})"
        return ""
    return ""


def _same_day(one: str | None, other: str | None) -> bool:
    least = min(len(one or ""), len(other or ""))
    return (one or "")[:least] == (other or "")[:least]


def _about(matter: Sequence[Voiced]) -> str:
    """The words that the stands have in common, as the first one writes them."""
    common = frozenset.intersection(*(v.about for v in matter)) or matter[0].about
    said = [word for word in dict.fromkeys(words_of(matter[0].matter)) if stem(word) in common]
    return " ".join(said[:_WORDS])
