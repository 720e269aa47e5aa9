"""Which sources of one statement are one although they are worded differently: police and their spokesman, a statement
and its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from variorum.align.origins_voices import BODIES
from variorum.align.upstream import Upstream

Joined = tuple[int, int, str, bool]
"""Two pieces by number, what their common source is called, and whether that is a name."""


def one_voice(upstream: Sequence[Upstream | None]) -> Iterator[Joined]:
    """Sources without a name that are one, or that are somebody's who is named. Equal ones, which many copies have, are
    compared once."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for at, source in enumerate(upstream):
        if source:
            voice = (source.voice.kinds, source.voice.names) if source.voice else ()
            alike[source.speakers, source.bodies, source.sure, source.known, voice].append(at)
    firsts = [places[0] for places in alike.values()]
    several = [(places[0], other) for places in alike.values() for other in places[1:]]
    for at, other in (*combinations(firsts, 2), *several):
        one, two = upstream[at], upstream[other]
        if one and two and _is_one(one, two):
            named = min(one, two, key=lambda s: (not s.known, not s.speakers, s.name))
            yield at, other, named.name, bool(named.speakers)
    yield from _of_the_only_one(upstream)


def _is_one(one: Upstream, other: Upstream) -> bool:
    """Whether a source without a name is the other: police here and there, the board and its spokeswoman.

    Two who are named are two, whatever body they speak for.
    """
    if one.speakers & other.bodies or other.speakers & one.bodies:
        return True
    if (one.speakers and other.speakers) or not (one.sure and other.sure):
        return False
    if one.bodies & other.bodies:
        return True
    return bool(one.voice and other.voice and one.voice.may_be(other.voice))


def _of_the_only_one(upstream: Sequence[Upstream | None]) -> Iterator[Joined]:
    """ "The statement said" is the voice of the one speaker whom the other reports name, "the company said" of the one
    body."""
    known = [source for source in upstream if source and source.known and source.speakers]
    for kinds, of in ((_STATEMENT, known), (BODIES, [source for source in known if source.body])):
        if len(speakers := {speaker for source in of for speaker in source.speakers}) != 1:
            continue
        (name,) = speakers
        at = next(n for n, source in enumerate(upstream) if source in of)
        for other, source in enumerate(upstream):
            if source and source.voice and not source.speakers and source.voice.kinds & kinds:
                yield at, other, name, True


_STATEMENT = frozenset({"statement"})
