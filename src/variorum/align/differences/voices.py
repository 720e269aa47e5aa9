"""One utterance that two reports lay to two people, each named beside the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.align.clauses import whole
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.utterances import Utterance, utterances
from variorum.align.sentences import Sentence
from variorum.model import Difference, Entity

LEAST = 8
"""Words of an utterance from which nobody else says it by chance."""


def find_voices(sentences: Sequence[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per utterance that begins alike and is said by two people."""
    said: defaultdict[tuple[str, ...], list[Utterance]] = defaultdict(list)
    for utterance in (u for s in sentences for u in utterances(s)):
        if len(utterance.words) >= LEAST and _is_named_beside(utterance, names):
            said[utterance.words[:LEAST]].append(utterance)
    for _, printed in sorted(said.items()):
        by: defaultdict[str, list[Utterance]] = defaultdict(list)
        for utterance in printed:
            by[str(utterance.speaker)].append(utterance)
        people = sorted(by)
        if len(people) == 2 and _are_two(names[people[0]], names[people[1]]):
            sides = [account(names[p].name, [(u.sentence, whole(u.sentence)) for u in by[p]]) for p in people]
            if not (sides[0].articles & sides[1].articles or _named_by_others(by)):
                yield difference(
                    "attribution",
                    sides,
                    why=f"The same words are laid to {sides[0].value} and to {sides[1].value}.",
                    about=" and ".join(s.value for s in sides),
                    weight=1.5 + 0.1 * reports(sides),
                )


def _is_named_beside(utterance: Utterance, names: Mapping[str, Entity]) -> bool:
    """Whether its speaker is a person whom the sentence itself names outside the words."""
    named = (m for m in utterance.sentence.mentions if m.entity == utterance.speaker and m.label == "PERSON")
    outside = any(not utterance.span.holds(m.start) for m in named)
    return outside and utterance.speaker in names


def _named_by_others(by: Mapping[str, Sequence[Utterance]]) -> bool:
    """Whether a sentence that lays the words to one names the other too: then both may have said them together."""
    return any((by.keys() - {person}) & u.sentence.entities for person, printed in by.items() for u in printed)


def _are_two(one: Entity, other: Entity) -> bool:
    """Whether no name of the one has a word of the other's."""
    mine, theirs = ({w.lower() for n in (e.name, *e.aliases) for w in n.split()} for e in (one, other))
    return mine.isdisjoint(theirs)
