"""What two clauses of facing sentences have in common besides the words in which they part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.units import Unit, is_frame
from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import Anchors, Meeting, around, around_text, tokens
from variorum.align.differences.build import Place
from variorum.align.sentences import Sentence
from variorum.align.slots.intervals import compatible
from variorum.align.slots.kinds import classes as slot_classes
from variorum.language.lexicon import same_class
from variorum.model import Arg, Entity, Figure, Span

PARTIES = ("who", "whom", "what")


@dataclass(frozen=True, eq=False)
class Told:
    """Words that state a value, in their sentence, and the clause around them."""

    value: str
    sentence: Sentence
    span: Span
    unit: Unit | None

    @property
    def place(self) -> Place:
        """The clause to cite, from the first of its parties."""
        clause = clause_of(self.sentence, self.span, self.unit.event if self.unit else None)
        return self.sentence, clause


@dataclass(frozen=True)
class Common:
    """What two clauses share: words and names around the values (`near`) and in the whole sentences, doers, heads of
    whatever fills a slot; whether the predicate is one word (`one_verb`) or one kind of happening, one says both."""

    near: Meeting
    whole: Meeting
    doers: int
    heads: int
    one_verb: bool
    one_kind: bool
    one_speaker: bool


class Ground:
    """The clauses of a story's sentences, and what two of them share."""

    def __init__(self, units: Sequence[Unit], anchors: Anchors, names: Mapping[str, Entity]) -> None:
        self._units: dict[int, list[Unit]] = defaultdict(list)
        for unit in units:
            self._units[id(unit.sentence)].append(unit)
        self._anchors = anchors
        self.names = names

    def units(self, sentence: Sentence) -> list[Unit]:
        """The clauses of a sentence that state something, in order."""
        return [u for u in self._units[id(sentence)] if u.event.lemma and not is_frame(u.event)]

    def told(self, value: str, sentence: Sentence, span: Span, unit: Unit | None = None) -> Told:
        """A value with the smallest clause that holds its words."""
        around = [u for u in self.units(sentence) if u.span.start <= span.start and span.end <= u.span.end]
        smallest = min(around, key=lambda u: (u.span.end - u.span.start, u.span.start), default=None)
        return Told(value, sentence, span, unit or smallest)

    def common(self, one: Told, other: Told) -> Common:
        """What the clauses of two values share."""
        a, b = one.unit, other.unit
        own, said = (around_text(t.sentence.article.text[t.span.start : t.span.end]) for t in (one, other))
        one_verb = bool(a and b and a.event.lemma == b.event.lemma)
        return Common(
            self._anchors.meeting(_bag(one) - (own - said), _bag(other) - (said - own)),
            self._anchors.meeting(tokens(one.sentence), tokens(other.sentence)),
            len(heads(one, ("who",)) & heads(other, ("who",))),
            len(heads(one) & heads(other)),
            one_verb,
            one_verb or bool(a and b and a.classes & b.classes),
            bool(_speakers(one) & _speakers(other)),
        )


def heads(told: Told, roles: Sequence[str] = PARTIES) -> frozenset[str]:
    """What fills slots of the clause: names, and the head words."""
    if told.unit is None:
        return frozenset()
    args = [a for a in told.unit.event.args if a.role in roles and a.head]
    text = told.sentence.article.text
    named = {m.entity for m in told.sentence.mentions for a in args if m.entity and _names(m.start, a, text)}
    found = {token for a in args for token in around_text(a.head)} | named
    found |= told.unit.who if "who" in roles else frozenset()
    found |= told.unit.whom if "whom" in roles else frozenset()
    return frozenset(found)


def _speakers(told: Told) -> frozenset[str]:
    """Who says the words, where they stand in what somebody says."""
    said = (q for q in told.sentence.quotes if any(c.start <= told.span.start < c.end for c in q.contents))
    return frozenset(q.speaker for q in said if q.speaker)


def _names(start: int, arg: Arg, text: str) -> bool:
    """Whether a name stands in the slot, or in apposition behind it ("the harbour minister, Ilse Marrow")."""
    return arg.start <= start < arg.end or (arg.end <= start <= arg.end + 2 and text[arg.end : start] == ", ")


def _bag(told: Told) -> frozenset[str]:
    """The tokens of the clause with its parties."""
    if told.unit is None:
        found = tokens(told.sentence)
    else:
        spans = [told.unit.span, *(Span(a.start, a.end) for a in told.unit.event.args if a.end > a.start)]
        found = frozenset().union(*(around(told.sentence, s) for s in spans)) | told.unit.who | told.unit.whom
    return found


def other_parties(one: Told, other: Told) -> bool:
    """Whether two clauses have other doers, or other ones concerned, by name."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    return any(x and y and x.isdisjoint(y) for x, y in ((a.who, b.who), (a.whom, b.whom)))


def other_counts(one: Told, other: Told) -> bool:
    """Whether two clauses count one kind of thing differently: "two visitors" are not "the four"."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    return any(may_count_one(x, y) and not compatible(x, y) for x in _figures(a) for y in _figures(b))


def _figures(unit: Unit) -> list[Figure]:
    return [f for f in unit.sentence.figures if unit.span.start <= f.start < unit.span.end]


def may_count_one(a: Figure, b: Figure) -> bool:
    """Whether two figures have one unit and may count one kind of thing."""
    if (a.unit or "count") != (b.unit or "count"):
        return False
    if a.unit not in (None, "count"):
        return True
    kinds = slot_classes("slot_heads.tsv")
    one, other = (kinds.get(f.head or "", f.head or "") for f in (a, b))
    return bool(one) and (one == other or same_class(one, other))
