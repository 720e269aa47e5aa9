"""What two clauses of facing sentences have in common besides the words in which they part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from variorum.align.claims.units import Unit, is_frame
from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import Anchors, Meeting, around, around_text, tokens
from variorum.align.differences.build import Place
from variorum.align.differences.facing.deeds import is_light
from variorum.align.sentences import Sentence
from variorum.align.slots.intervals import compatible
from variorum.align.slots.kinds import classes as slot_classes
from variorum.align.words import table
from variorum.language.calendar import days
from variorum.language.lexicon import same_class
from variorum.model import Arg, Entity, Figure, Mention, Span

T = TypeVar("T")
PARTIES = ("who", "whom", "what")
_TO_BE = re.compile(r"\bto\s+(?:be\s+)?$")
_TO_COME = frozenset({"expected", "possible", "planned", "demanded"})
UNKNOWN = 9999
"""The year of a report whose day nobody knows."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})


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
    whatever fills a slot, names among them; whether the predicate is one word (`one_verb`), of one kind of happening
    (`one_kind`) or may measure one thing (`one_measure`: "cost", "pay"), and whether one says both."""

    near: Meeting
    whole: Meeting
    doers: int
    heads: int
    named: int
    one_verb: bool
    one_kind: bool
    one_measure: bool
    one_speaker: bool


Value = tuple[float | None, float | None, str]
"""A figure's bounds, and what it counts."""


def counted(figure: Figure) -> Value:
    """The value of a figure; of mere counts with the counted noun."""
    plain = figure.unit in (None, "count")
    return figure.low, figure.high, f"#{figure.head}" if plain else str(figure.unit)


class Ground:
    """The clauses of a story's sentences, and what two of them share."""

    def __init__(self, units: Sequence[Unit], anchors: Anchors, names: Mapping[str, Entity]) -> None:
        self._units: dict[int, list[Unit]] = defaultdict(list)
        for unit in units:
            if unit.event.lemma and not is_frame(unit.event):
                self._units[id(unit.sentence)].append(unit)
        self.anchors = anchors
        self._counted: dict[str, set[Value]] = defaultdict(set)
        self._at: dict[tuple[str, int], Sentence] = {}
        self._said: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in units:
            self._counted[unit.article] |= {counted(f) for f in unit.sentence.figures}
            self._at[unit.article, unit.sentence.position] = unit.sentence
            self._said[unit.article, unit.event.lemma].append(unit)
        self._words: dict[str, set[str]] = defaultdict(set)
        for (article, _), sentence in self._at.items():
            self._words[article].update(sentence.words)
        self.names = names
        self._read: dict[tuple[object, int], tuple[Sentence, Any]] = {}

    def once(self, read: Callable[[Sentence, Ground], T], sentence: Sentence) -> T:
        """What `read` finds in a sentence: one sentence faces many, and is read once by each reader."""
        key = read, id(sentence)
        if key not in self._read:
            self._read[key] = sentence, read(sentence, self)  # the sentence is kept, so that its id stays its own
        found: T = self._read[key][1]
        return found

    def counted_in(self, article: str) -> set[Value]:
        """The values of all figures of an article."""
        return self._counted[article]

    def beside(self, sentence: Sentence) -> list[Sentence]:
        """A sentence with the one before and the one behind it."""
        places = ((sentence.article.id, sentence.position + step) for step in (-1, 0, 1))
        return [self._at[place] for place in places if place in self._at]

    def words_in(self, article: str) -> set[str]:
        """All words of an article, in lower case."""
        return self._words[article]

    def telling(self, article: str, lemma: str) -> list[Unit]:
        """The clauses of an article with one predicate."""
        return self._said.get((article, lemma), [])

    def units(self, sentence: Sentence) -> list[Unit]:
        """The clauses of a sentence that state something, in order."""
        return self._units[id(sentence)]

    def told(self, value: str, sentence: Sentence, span: Span, unit: Unit | None = None) -> Told:
        """A value with the smallest clause that holds its words."""
        return Told(value, sentence, span, unit or next(iter(self._around(sentence, span)), None))

    def matched(self, one: Place, other: Place) -> tuple[Told, Told]:
        """Two values, each with that clause around it which is likest to one around the other."""
        a, b = (self._around(*place) for place in (one, other))
        units = min(((x, y) for x in a for y in b), key=_unlike, default=(None, None))
        first, second = (Told(_words(*place), *place, unit) for place, unit in zip((one, other), units, strict=True))
        return first, second

    def _around(self, sentence: Sentence, span: Span) -> list[Unit]:
        """The clauses that hold some words, the smallest first."""
        around = [u for u in self.units(sentence) if u.span.covers(span)]
        return sorted(around, key=lambda u: (u.span.end - u.span.start, u.span.start))

    def common(self, one: Told, other: Told) -> Common:
        """What the clauses of two values share."""
        a, b = one.unit, other.unit
        own, said = (around_text(t.sentence.article.text[t.span.start : t.span.end]) for t in (one, other))
        one_verb = bool(a and b and a.event.lemma == b.event.lemma)
        return Common(
            self.anchors.meeting(_bag(one) - (own - said), _bag(other) - (said - own)),
            self.anchors.meeting(tokens(one.sentence), tokens(other.sentence)),
            len(heads(one, ("who",)) & heads(other, ("who",))),
            len(heads(one) & heads(other)),
            len(heads(one) & heads(other) & self.names.keys()),
            one_verb,
            one_verb or bool(a and b and a.classes & b.classes),
            one_verb or bool(a and b and _one_measure(a, b)),
            bool(_speakers(one) & _speakers(other)),
        )


def _words(sentence: Sentence, span: Span) -> str:
    return " ".join(sentence.article.text[span.start : span.end].split())


def _one_measure(one: Unit, other: Unit) -> bool:
    """Whether two clauses tell of one kind of happening, or may measure one thing."""
    return bool(one.classes & other.classes or _measured(one.event.lemma) & _measured(other.event.lemma))


def _unlike(units: tuple[Unit, Unit]) -> tuple[bool, bool, int]:
    """Less for two clauses of one verb that says something, then for two of one kind, then for smaller ones."""
    one, other = units
    verb = one.event.lemma == other.event.lemma and not is_light(one.event.lemma or "")
    return not verb, not _one_measure(one, other), sum(u.span.end - u.span.start for u in units)


@lru_cache(maxsize=1)
def _measures() -> dict[str, frozenset[str]]:
    """By predicate what it may measure."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in table("difference_measures.txt"):
        name, _, words = line.partition(":")
        for word in words.split():
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _measured(lemma: str | None) -> frozenset[str]:
    return _measures().get(lemma or "", frozenset())


def heads(told: Told, roles: Sequence[str] = PARTIES) -> frozenset[str]:
    """What fills slots of the clause: names, and the head words."""
    if told.unit is None:
        return frozenset()
    args = [a for a in told.unit.event.args if a.role in roles and a.head]
    text = told.sentence.article.text
    named = {m.entity for m in told.sentence.mentions for a in args if m.entity and _names(m.start, a, text)}
    counted = {f.head for f in told.unit.figures for a in args if f.head and a.start <= f.start < a.end}
    said_of = _source_words(told) if any(a.head in _PRONOUNS for a in args) else ""
    words = [*(a.head for a in args), *counted, said_of]
    found = {token for word in words for token in around_text(word)} | named
    found |= told.unit.who if "who" in roles else frozenset()
    found |= told.unit.whom if "whom" in roles else frozenset()
    return frozenset(found)


def undergoing(told: Told, roles: Sequence[str] = ("whom",)) -> frozenset[str]:
    """What fills slots by its head alone: "Vael's results" are results and not Vael, and "the hour of the concert that
    Vael planned" is an hour."""
    if told.unit is None:
        return frozenset()
    args, text = [a for a in told.unit.event.args if a.role in roles and a.head], told.sentence.article.text
    named = {m.entity for m in told.sentence.mentions for a in args if m.entity and _is_head(m, a, text)}
    return frozenset(t for a in args for t in around_text(a.head)) | named


def _is_head(name: Mention, arg: Arg, text: str) -> bool:
    """Whether the name ends in the head of what fills the slot, or stands in apposition behind it."""
    inside = arg.start <= name.start < arg.end
    last = text[name.start : name.end].lower().split()[-1:]
    return last == [arg.head] if inside else _names(name.start, arg, text)


def _source_words(told: Told) -> str:
    """Who says the clause: mostly "it" or "they" in it stand for them ("the library said that it would open")."""
    assert told.unit is not None
    text, sentence, at = told.sentence.article.text, told.sentence, told.unit.event.predicate.start
    said = [s for q in sentence.quotes if any(c.holds(at) for c in q.contents) for s in q.sources]
    return " ".join(text[s.start : s.end] for s in said if sentence.span.holds(s.start))


def _speakers(told: Told) -> frozenset[str]:
    """Who says the words, where they stand in what somebody says."""
    said = (q for q in told.sentence.quotes if any(c.holds(told.span.start) for c in q.contents))
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


def elsewhere(one: Told, other: Told) -> bool:
    """Whether each of two clauses names a place or a time that the other's sentence does not."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    places = _places_in(a) - other.sentence.entities, _places_in(b) - one.sentence.entities
    times = _times_in(a, one.span), _times_in(b, other.span)
    if all(places) or (all(times) and times[0].isdisjoint(times[1])):
        return True
    return (_is_of_old(a, one.span) and not times[1]) or (_is_of_old(b, other.span) and not times[0])


def _is_of_old(unit: Unit, own: Span) -> bool:
    """Whether a clause is dated, besides a value of its own, to a year before the report's."""
    when = [a for a in unit.event.args if a.role == "when"]
    dated = [t for t in unit.sentence.times if t.type == "DATE" and any(a.start <= t.start < a.end for a in when)]
    dated = [t for t in dated if not own.holds(t.start)]
    years = [d[1].year for t in dated if t.value and (d := days(t.value))]
    return bool(years) and max(years) < int(unit.sentence.day[:4]) < UNKNOWN


def other_scope(one: Told, other: Told) -> bool:
    """Whether each of two clauses holds of another place or time, or they tell of two moments."""
    return elsewhere(one, other) or two_moments(one, other)


def two_moments(one: Told, other: Told) -> bool:
    """Whether one clause tells what has been and the other what will be, or is wished."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    been = [_has_been(u) and u.event.modality in ("asserted", "attributed") for u in (a, b)]
    come = [u.event.modality in _TO_COME for u in (a, b)]
    return (been[0] and come[1]) or (been[1] and come[0])


def _has_been(unit: Unit) -> bool:
    """Whether the predicate stands in the past: "is to be closed" does not."""
    before = unit.sentence.article.text[max(0, unit.event.predicate.start - 8) : unit.event.predicate.start]
    return unit.event.tense == "past" and not _TO_BE.search(before)


def _places_in(unit: Unit) -> set[str]:
    named = (m for m in unit.sentence.mentions if m.entity and m.label in _PLACES)
    return {str(m.entity) for m in named if unit.span.holds(m.start)}


def _times_in(unit: Unit, own: Span) -> set[str]:
    """The days and lengths of time that a clause names besides a value of its own."""
    inside = (t for t in unit.sentence.times if unit.span.holds(t.start) and not own.holds(t.start))
    return {str(t.value) for t in inside if t.type != "TIME"}


def other_counts(one: Told, other: Told) -> bool:
    """Whether two clauses count one kind of thing differently: "two visitors" are not "the four"."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    return any(may_count_one(x, y) and not compatible(x, y) for x in _figures(a) for y in _figures(b))


def _figures(unit: Unit) -> list[Figure]:
    return [f for f in unit.sentence.figures if unit.span.holds(f.start)]


def may_count_one(a: Figure, b: Figure) -> bool:
    """Whether two figures have one unit and may count one kind of thing."""
    if (a.unit or "count") != (b.unit or "count"):
        return False
    if a.unit not in (None, "count"):
        return True
    kinds = slot_classes("slot_heads.tsv")
    one, other = (kinds.get(f.head or "", f.head or "") for f in (a, b))
    return bool(one) and (one == other or same_class(one, other))
