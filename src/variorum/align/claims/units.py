"""What is compared: each clause with its slots resolved to entities, days and figures.

A clause knows the sentence it stands in, because evidence is shown as a sentence and because names and days that hold
for a clause often stand elsewhere in its sentence ("In April, ... and agreed on ...").
"""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from variorum.align.claims.chains import composed, is_noun
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, words_of
from variorum.language.calendar import days
from variorum.language.lexicon import classes, opposites
from variorum.model import Arg, Event, Figure, Mention, Quote, Span, Time

NAMED = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
_LIGHT = {
    "be",
    "become",
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
    "million",
    "billion",
    "percent",
}

_WEEKDAYS = frozenset(name.lower() for name in day_name)
_PRONOUNS = {"he", "she", "him", "her", "himself", "herself"}
_POSSESSED = re.compile(r"['’]s?\b|(?<=[sS])['’]")
_MARKS = re.compile(r"“([^”“]{1,80})[”]|\"([^\"]{1,80})\"")
_DATELINE = re.compile(r"[^—–\n]{0,40}?\s*[—–―]+\s*")
_FEWEST, _MOST = 2, 8
_FURNITURE = re.compile(
    r"(?:more|read|see|watch|related|also|photos?|video|image|picture|file|caption|hide caption|advertisement)"
    r"(?: \w+){0,3}:|hide caption|click here|picture taken|file photo|read more|sign up|subscribe",
    re.I,
)
"""How lines begin that the page says of itself; words that can begin a sentence need their colon."""
_SHORTEST = 4
"""Words of a sentence below which it states nothing: headings, "No.", bylines."""
_POINTS_BACK = re.compile(r"\b(?:that|this|so|it)[\s.!”’\"']*$", re.I)
_SHORT = 8
"""Words up to which a sentence that ends by pointing back ("The union disputes that.") says nothing by itself."""
_FRAMES = {"say", "tell", "add", "note", "report", "accord"}
_OF = re.compile(r"\b(?:of|in|at|for|from|with|by|on|to)\b")

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
    weekdays: frozenset[str]
    figures: tuple[Figure, ...]
    quoted: bool
    told: frozenset[str] = frozenset()
    """Whom it was said to, or by whom it was first published, where a quote says so."""
    marked: frozenset[str] = frozenset()
    """Two to eight words of it that stand in quotation marks, lower-case."""

    @property
    def is_nominal(self) -> bool:
        """Whether the happening is told by a noun ("the talks")."""
        return is_noun(self.event, self.sentence.article.text)

    @cached_property
    def article(self) -> str:
        """The id of its article."""
        return self.sentence.article.id

    @cached_property
    def parties(self) -> frozenset[str]:
        """Who acts and whom it befalls, in whatever order."""
        return self.who | self.whom

    @cached_property
    def opposed(self) -> frozenset[str]:
        """The words that cannot be true together with one of its own."""
        return frozenset().union(*map(opposites, self.event.lemmas))


def units_of(sentences: Sequence[Sentence]) -> list[Unit]:
    """The clauses of all sentences, in order. One in which no clause was found is a clause with no predicate."""
    stand_in = referents(sentences)
    return [
        _unit(at, sentence, event, stand_in.get(at, frozenset()))
        for at, sentence in enumerate(sentences)
        for event in composed(sentence) or (_verbless(sentence),)
    ]


def referents(sentences: Sequence[Sentence]) -> dict[int, frozenset[str]]:
    """For each sentence the person that "he" or "she" in it most likely is: the last one named before it in its report,
    the subject of a clause rather than another."""
    found: dict[int, frozenset[str]] = {}
    last: dict[str, frozenset[str]] = {}
    for at in sorted(range(len(sentences)), key=lambda i: (sentences[i].article.id, sentences[i].position)):
        sentence = sentences[at]
        people = [m for m in sentence.mentions if m.label == "PERSON" and m.entity]
        subjects = [
            m for m in people for e in sentence.events for a in e.args if a.role == "who" and a.start <= m.start < a.end
        ]
        before = last.get(sentence.article.id)
        first = min(people, key=lambda m: m.start, default=None)
        if before:
            found[at] = before
        elif first is not None and first.entity:
            found[at] = frozenset({first.entity})
        if (subjects or people) and (name := (subjects or people)[0].entity):
            last[sentence.article.id] = frozenset({name})
    return found


def _verbless(sentence: Sentence) -> Event:
    span = sentence.span
    return Event(span.start, span.end, Span(span.start, span.start), "")


def _unit(at: int, sentence: Sentence, event: Event, he: frozenset[str]) -> Unit:
    inside = [m for m in sentence.mentions if event.holds(m.start)]
    own = {a.start for a in event.args if a.role == "when"}
    numbered = {a.start for a in event.args if a.role == "how_many"}
    who, whom = _filled(sentence, event, "who", he), _filled(sentence, event, "whom", he)
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
        near_days=tuple(_days(t for t in sentence.times if t.start not in own | _said_when(sentence))),
        weekdays=_weekdays(sentence, [t for t in sentence.times if t.start in own] or list(sentence.times)),
        figures=tuple(f for f in sentence.figures if f.start in numbered),
        quoted=any(_is_in(event.predicate, q) for q in sentence.quotes if q.mode != "indirect"),
        told=frozenset(q.upstream for q in sentence.quotes if q.upstream and _is_in(event.predicate, q)),
        marked=_marked(sentence, event),
    )


def states(unit: Unit) -> bool:
    """Whether the sentence of a clause states something: it asks nothing, is no fragment and no mere pointing back."""
    text, words = unit.sentence.text.rstrip(" \"'”’"), len(unit.sentence.words)
    if text.endswith("?") or words < _SHORTEST or (words <= _SHORT and _POINTS_BACK.search(text)):
        return False
    return not is_furniture(unit.sentence.text)


def is_furniture(text: str) -> bool:
    """Whether a line is the page's own: a teaser, a caption's label, a call to click, in capitals or under its word."""
    return text.isupper() or bool(_FURNITURE.match(text))


def is_frame(event: Event) -> bool:
    """Whether a clause only says that somebody said something; what was said is a clause of its own."""
    return event.lemma in _FRAMES


def _said_when(sentence: Sentence) -> set[int]:
    """Where it says when something was said: that is not when it happened."""
    return {a.start for e in sentence.events if is_frame(e) for a in e.args if a.role == "when"}


def _marked(sentence: Sentence, event: Event) -> frozenset[str]:
    found = _MARKS.findall(sentence.article.text[event.start : min(event.end + 1, sentence.span.end)])
    phrases = (words_of(a or b) for a, b in found)
    return frozenset(" ".join(words) for words in phrases if _FEWEST <= len(words) <= _MOST)


def _is_in(span: Span, quote: Quote) -> bool:
    return any(c.holds(span.start) for c in quote.contents)


def _stems(event: Event) -> frozenset[str]:
    stop = stopwords()
    return frozenset(stem(w) for w in event.lemmas if w not in stop and w not in _LIGHT)


def _days(times: Iterable[Time]) -> Iterator[Days]:
    for time in times:
        if time.type in {"DATE", "TIME"} and (found := days(time.value)):
            yield found


def _weekdays(sentence: Sentence, times: Sequence[Time]) -> frozenset[str]:
    """The names of days of the week among time expressions."""
    words = (w.lower() for t in times for w in sentence.article.text[t.start : t.end].split())
    return frozenset(w for w in words if w in _WEEKDAYS)


def _classes(event: Event) -> frozenset[str]:
    """The classes of the predicate; a light verb has those of its object ("carried out a strike")."""
    found = set(classes(event.lemma))
    if not found or event.lemma in _LIGHT:
        found.update(c for a in event.args if a.role in {"whom", "what"} for c in classes(a.head))
    return frozenset(found)


def _filled(sentence: Sentence, event: Event, role: str, he: frozenset[str]) -> frozenset[str]:
    args = [a for a in event.args if a.role == role]
    found = frozenset(n for arg in args for n in _names(sentence, _heads(sentence, arg)))
    return found or (he if any(a.head in _PRONOUNS for a in args) else frozenset())


def _heads(sentence: Sentence, arg: Arg) -> list[Mention]:
    """The names that fill a slot: the one that holds its head ("President Falk"), or those that only narrow it down
    ("Valdorian troops"), but not its owner: in "Falk's lawyer" it is not Falk who speaks."""
    text = sentence.article.text
    inside = [m for m in sentence.mentions if arg.start <= m.start < arg.end]
    holding = [m for m in inside if arg.head and arg.head in text[m.start : m.end].lower()]
    if holding and holding[0].start == sentence.span.start and (past := _DATELINE.match(text, holding[0].end)):
        # "PORT CALDER — The mayor, ..." is parsed as a name with the mayor in apposition
        behind = [m for m in sentence.mentions if m.start >= past.end() and "," not in text[past.end() : m.start]]
        return [m for m in behind if m.label == "PERSON"][:1] or behind[:1] or holding
    return holding or [
        m for m in inside if not _POSSESSED.match(text, m.end) and not _OF.search(text, arg.start, m.start)
    ]


def _names(sentence: Sentence, mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.label in NAMED:
            yield mention.entity or sentence.article.text[mention.start : mention.end].lower()
