"""What was expected in one report and has happened in another.

Two clauses meet when their predicates state one kind of happening, the same one takes part in both, and the words
around them are about one thing. The earlier must be hedged (expected, planned, possible), the later told as done.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.clauses import clause_of
from variorum.align.differences.about import about
from variorum.align.differences.anchors import WINDOW, Anchors, Meeting, apart, around
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.language.lexicon import classes
from variorum.model import Difference, Entity, Event, Span

LEAST_WEIGHT = 2.0
LEAST_SHARE = 0.4
"""What two clauses' surroundings have in common, at least; see `anchors`."""
MOST_UNDER_KEY = 60
_HEDGES = frozenset({"expected", "planned", "possible"})
_NO_HAPPENING = frozenset(
    {"say", "need", "require", "report", "show", "support", "oppose", "expect", "plan", "continue", "lead"}
)


@dataclass(frozen=True, eq=False)
class Told:
    """One clause, the kinds of happening its predicate states, and how sure its report is."""

    sentence: Sentence
    event: Event
    kinds: frozenset[str]
    hedged: bool
    bag: frozenset[str]

    @property
    def span(self) -> Span:
        """The clause."""
        return Span(self.event.start, self.event.end)


def find_developments(
    sentences: Sequence[Sentence], anchors: Anchors, names: Mapping[str, Entity]
) -> Iterator[Difference]:
    """One difference per expected happening that another report tells as done."""
    told = [t for s in sentences for t in _told(s)]
    under: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for item in told:
        for kind in item.kinds:
            for token in sorted(item.bag, key=lambda t: (-anchors.rarity(t), t))[:6]:
                under[kind, token].append(item)
    found: dict[tuple[int, int], tuple[Told, Told, Meeting]] = {}
    for members in under.values():
        if len(members) <= MOST_UNDER_KEY:
            for one in (m for m in members if m.hedged):
                for other in (m for m in members if not m.hedged):
                    if (id(one), id(other)) not in found and (meeting := _meeting(one, other, anchors)):
                        found[id(one), id(other)] = (one, other, meeting)
    ranked = sorted(found.values(), key=lambda p: (-p[2].weight * p[2].share, p[0].sentence.order, p[1].sentence.order))
    yield from (_difference(group, names) for group in _apart(ranked))


def _told(sentence: Sentence) -> Iterator[Told]:
    """The clauses of a sentence that tell of a happening, asserted or hedged. Denied and demanded ones are neither."""
    for event in sentence.events:
        kinds = classes(event.lemma) - _NO_HAPPENING
        if not kinds or not event.polarity:
            continue
        hedged = event.modality in _HEDGES or bool(_hedges().search(_before(sentence, event)))
        done = event.modality in ("asserted", "attributed") and event.tense == "past"
        if hedged != done and not sentence.text.rstrip().endswith("?"):
            yield Told(sentence, event, kinds, hedged, around(sentence, event.predicate, WINDOW))


def _before(sentence: Sentence, event: Event) -> str:
    return sentence.article.text[max(sentence.span.start, event.predicate.start - 45) : event.predicate.start]


@lru_cache(maxsize=1)
def _hedges() -> re.Pattern[str]:
    phrases = "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in table("difference_hedges.txt"))
    return re.compile(rf"\b(?:{phrases})\b\W*(?:\w+\W+){{0,2}}$", re.I)


def _meeting(one: Told, other: Told, anchors: Anchors) -> Meeting | None:
    """What the two share, if the hedged one is not the later and they may tell of one happening."""
    a, b = one.sentence, other.sentence
    if (
        a.article.id == b.article.id
        or not a.day < b.day < "9999"
        or apart(a, b)
        or not _takes_part(one) & _takes_part(other)
    ):
        return None
    meeting = anchors.meeting(one.bag, other.bag)
    return meeting if meeting.weight >= LEAST_WEIGHT and meeting.share >= LEAST_SHARE else None


def _takes_part(told: Told) -> frozenset[str]:
    spans = [(a.start, a.end) for a in told.event.args if a.role in ("who", "whom", "where")]
    return frozenset(
        m.entity for m in told.sentence.mentions if m.entity and any(lo <= m.start < hi for lo, hi in spans)
    )


def _apart(ranked: Iterable[tuple[Told, Told, Meeting]]) -> list[list[tuple[Told, Told, Meeting]]]:
    """Pairs that share a clause are one development."""
    groups: list[tuple[set[int], list[tuple[Told, Told, Meeting]]]] = []
    for pair in ranked:
        ends = {id(pair[0].sentence), id(pair[1].sentence)}
        for held, group in groups:
            if held & ends:
                group.append(pair)
                break
        else:
            groups.append((ends, [pair]))
    return [group for _, group in groups]


def _place(told: Told) -> Place:
    return told.sentence, clause_of(told.sentence, told.event.predicate, told.event)


def _difference(group: Sequence[tuple[Told, Told, Meeting]], names: Mapping[str, Entity]) -> Difference:
    expected, happened, meeting = group[0]
    sides = (
        account("expected", [_place(p[0]) for p in group]),
        account("happened", [_place(p[1]) for p in group]),
    )
    when = f"on {expected.sentence.day}" if expected.sentence.day != "9999" else "in one report"
    later = f"on {happened.sentence.day}" if happened.sentence.day != "9999" else "in another"
    return difference(
        "modality",
        sides,
        why=f"What was expected {when} is told as done {later}.",
        about=about(happened.sentence, happened.event.predicate, meeting.shared, names),
        compatible=True,
        development=True,
        weight=meeting.weight * meeting.share + 0.1 * reports(sides),
    )
