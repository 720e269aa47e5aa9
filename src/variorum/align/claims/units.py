"""What is compared: each clause with its slots resolved to entities, days and figures.

A clause knows the sentence it stands in, because evidence is shown as a sentence and because names and days that hold for a
clause often stand elsewhere in its sentence ("In April, ... and agreed on ...").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords
from variorum.language.calendar import days
from variorum.language.lexicon import classes
from variorum.model import Event, Figure, Mention, Quote, Span, Time

NAMED = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
_LIGHT = {
    "be",
    "have",
    "do",
    "make",
    "take",
    "get",
    "say",
    "tell",
    "go",
    "come",
    "give",
    "carry",
    "hold",
    "target",
    "conduct",
}

Days = tuple[date, date]


@dataclass(frozen=True, eq=False)
class Unit:
    """One clause. `at` is its sentence's index; the sets hold entity ids, or folded names where none is known."""

    at: int
    sentence: Sentence
    span: Span
    event: Event
    classes: frozenset[str]
    stems: frozenset[str]
    who: frozenset[str]
    whom: frozenset[str]
    entities: frozenset[str]
    around: frozenset[str]
    days: tuple[Days, ...]
    near_days: tuple[Days, ...]
    figures: tuple[Figure, ...]
    quoted: bool

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.sentence.article.id


def units_of(sentences: Sequence[Sentence]) -> list[Unit]:
    """The clauses of all sentences, in order. A sentence in which no clause was found is one clause with no predicate."""
    return [_unit(at, s, e) for at, s in enumerate(sentences) for e in s.events or (_verbless(s),)]


def _verbless(sentence: Sentence) -> Event:
    span = sentence.span
    return Event(span.start, span.end, Span(span.start, span.start), "")


def _unit(at: int, sentence: Sentence, event: Event) -> Unit:
    inside = [m for m in sentence.mentions if event.start <= m.start < event.end]
    own = {a.start for a in event.args if a.role == "when"}
    numbered = {a.start for a in event.args if a.role == "how_many"}
    who, whom = _filled(sentence, event, "who"), _filled(sentence, event, "whom")
    return Unit(
        at=at,
        sentence=sentence,
        span=Span(event.start, event.end),
        event=event,
        classes=_classes(event),
        stems=_stems(event),
        who=who,
        whom=whom,
        entities=frozenset(_names(sentence, inside)) | who | whom,
        around=frozenset(_names(sentence, sentence.mentions)),
        days=tuple(_days(t for t in sentence.times if t.start in own)),
        near_days=tuple(_days(t for t in sentence.times if t.start not in own)),
        figures=tuple(f for f in sentence.figures if f.start in numbered),
        quoted=any(_is_in(event.predicate, q) for q in sentence.quotes if q.mode != "indirect"),
    )


def _is_in(span: Span, quote: Quote) -> bool:
    return any(c.start <= span.start < c.end for c in quote.contents)


def _stems(event: Event) -> frozenset[str]:
    stop = stopwords()
    return frozenset(stem(w) for w in event.lemmas if w not in stop and w not in _LIGHT)


def _days(times: Iterable[Time]) -> Iterator[Days]:
    for time in times:
        if time.type in {"DATE", "TIME"} and (found := days(time.value)):
            yield found


def _classes(event: Event) -> frozenset[str]:
    """The classes of the predicate; a light verb has those of its object ("carried out a strike")."""
    found = set(classes(event.lemma))
    if not found or event.lemma in _LIGHT:
        found.update(c for a in event.args if a.role in {"whom", "what"} for c in classes(a.head))
    return frozenset(found)


def _filled(sentence: Sentence, event: Event, role: str) -> frozenset[str]:
    spans = [(a.start, a.end) for a in event.args if a.role == role]
    return frozenset(_names(sentence, [m for m in sentence.mentions if any(lo <= m.start < hi for lo, hi in spans)]))


def _names(sentence: Sentence, mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.label in NAMED:
            yield mention.entity or sentence.article.text[mention.start : mention.end].lower()
