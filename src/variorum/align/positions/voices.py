"""Whose stand a clause tells: the speaker's whose words it is in, or the one it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from variorum.align.clauses import clause_of, whole
from variorum.align.positions.attitudes import Attitude, attitude_of, declared
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, stem
from variorum.model import Event, Quote, Span
from variorum.model.records import Arg

_SELF = frozenset({"i", "we"})
_SELF_REPORTED = {True: frozenset({"he", "she"}), False: frozenset({"they", "it"})}
"""How others tell what somebody says of themselves, by whether that is a person."""
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SOME = re.compile(r"(?:at least\s+)?(?:an?|one|two|three|some|many|several|few|most|other|another)\b", re.I)
"""Openings that make a group's name mean a few of it: "one prominent Republican" is not the Republicans."""
_IMPERSONAL = frozenset({"it", "this", "that"})
_BREAK = re.compile(r"\s*(?:[,;:–—.!?\"”’']|and\b|but\b|while\b|$)", re.I)
"""What follows a clause that can be read by itself; "called | for guards" and "noting | that" go on."""
_LONGEST_SENTENCE = 45
"""Words of a sentence that is shown whole where its clause cannot be read alone."""
_MARKS = "\"“'‘«„"
_CONDITION = re.compile(r"\W*(?:if|unless|whether|when|had)\b", re.I)
_FEWEST, _FEWEST_BELIEVED = 2, 3
"""Content words besides the attitude that a stand needs, to be one on something; what is only thought needs more."""
_ASKED = re.compile(
    r"\b(?:request|demand|call|propos|suggest|insist|urg|ask|requir|recommend|plea|appeal|want|wish|hop)\w*\s+"
    r"(?:that|if|whether|for)\s+[^,;:.]{0,40}$",
    re.I,
)
"""Before a clause that is only asked for."""
_UNLIKELY = re.compile(
    r"\b(?:no reason|unlikely|unclear|not clear|no sign|no indication|no evidence|impossible)\b[^.;]{0,60}$", re.I
)
_FAR = 80
"""Code points before a clause in which it may be asked for or called unlikely."""
_CONTRACTED = re.compile(r"'(?:r|v|ll|m|d|t)$")
_SHORT_WORDS = frozenset({"that", "it", "there", "what", "he", "she", "who", "here", "let", "they", "we", "i", "you"})
"""Stems of "that's", "it's", as those of "we're" and "don't": they name nothing that a stand can be on."""
_UNREAL = re.compile(r"\b(?:could|would|might)(?:n['’]t|\s+not)?\s+(?:even\s+)?have\b", re.I)
_BELIEFS = ("believes", "believe", "doubts", "doubt")
"""How the names of attitudes end that say what is only thought, denied or not."""


@dataclass(frozen=True, eq=False)
class Voiced:
    """One stand as one clause tells it: `matter` are the words that say what it is on, `about` their stems without the
    attitude and the actor.
    """

    actor: str
    attitude: Attitude
    sentence: Sentence
    span: Span
    matter: str
    about: frozenset[str]
    own_words: bool


@dataclass(frozen=True)
class Actor:
    """Who can have a stand: the stems of all names, and what kind of name it is."""

    stems: frozenset[str]
    label: str


def voiced(sentences: Iterable[Sentence], actors: Mapping[str, Actor]) -> Iterator[Voiced]:
    """The stands that clauses tell of the actors, by entity id."""
    for sentence in sentences:
        if sentence.text.rstrip(" \"'”’").endswith("?"):
            continue
        for event in sentence.events:
            found = _in_quote(sentence, event, actors) or _told(sentence, event, actors)
            if found is None or found.actor not in actors:
                continue
            if _CONDITION.match(sentence.article.text, event.start) or _is_unsaid(sentence, event, found):
                continue
            span = _readable(sentence, event)
            matter = _matter(sentence, event, span, found)
            cue = {stem(word) for word in found.attitude.cue}
            about = content_stems(matter) - actors[found.actor].stems - cue
            about = frozenset(word for word in about if word not in _SHORT_WORDS and not _CONTRACTED.search(word))
            if found.attitude.name.endswith(_BELIEFS) and _UNREAL.search(matter):
                continue  # "I do not think that she could have lived another hour"
            if len(about) >= (_FEWEST_BELIEVED if found.attitude.name.endswith(_BELIEFS) else _FEWEST):
                yield Voiced(found.actor, found.attitude, sentence, span, matter, about, found.own)


def _is_unsaid(sentence: Sentence, event: Event, found: _Found) -> bool:
    """Whether others ask for the stand, or it is said to be unlikely: "requests that she back it", "no reason to think
    that he will not give it"."""
    before = sentence.article.text[max(sentence.span.start, event.start - _FAR) : event.predicate.start]
    return bool(_UNLIKELY.search(before)) or (found.quote is None and bool(_ASKED.search(before)))


class _Found(NamedTuple):
    """Whose stand a clause tells; `quote` holds the words where they are the actor's."""

    actor: str
    attitude: Attitude
    own: bool
    quote: Quote | None = None


def _readable(sentence: Sentence, event: Event) -> Span:
    """The clause, or the sentence where the clause breaks off before what it says."""
    span = clause_of(sentence, event.predicate, event)
    text = sentence.article.text
    complete = event.predicate.end < span.end and _BREAK.match(text, span.end, sentence.span.end)
    return span if complete or len(sentence.words) > _LONGEST_SENTENCE else whole(sentence)


def _matter(sentence: Sentence, event: Event, span: Span, found: _Found) -> str:
    """The words that say what a stand is on: what is said, what undergoes the deed, or what follows the predicate."""
    text = sentence.article.text
    if found.quote is not None:
        return " ".join(text[max(c.start, span.start) : min(c.end, span.end)] for c in found.quote.contents)
    undergone = [a for a in event.args if a.role == "whom" and a.start < event.predicate.start]
    if undergone:
        return " ".join(text[a.start : a.end] for a in undergone)
    return text[event.predicate.end : span.end]


def _in_quote(sentence: Sentence, event: Event, actors: Mapping[str, Actor]) -> _Found | None:
    """The stand of a speaker in words of theirs: "we want", "they must", or told again: "said she wanted"."""
    quote = next((q for q in sentence.quotes if q.speaker and _holds(q, event.predicate)), None)
    if quote is None or quote.speaker is None or quote.speaker not in actors:
        return None
    if _is_impersonal(sentence, quote) or _asks(sentence, quote):
        return None  # "demanded that the port be closed" is one stand, told by its verb
    subjects = {a.head for a in event.args if a.role == "who"}
    own = _is_own(sentence, quote, event)
    reported = frozenset() if own else _SELF_REPORTED[actors[quote.speaker].label == "PERSON"]
    of_self = subjects & _SELF or (subjects & reported and not _names_another(sentence, quote, event))
    attitude = attitude_of(sentence, event, of_self=True) if of_self else None
    attitude = attitude or declared(sentence, event)
    return _Found(quote.speaker, attitude, own, quote) if attitude else None


def _is_impersonal(sentence: Sentence, quote: Quote) -> bool:
    """Whether the source is "it", which too often is a study and not the last body named."""
    text = sentence.article.text
    return any(text[source.start : source.end].lower() in _IMPERSONAL for source in quote.sources)


def _names_another(sentence: Sentence, quote: Quote, event: Event) -> bool:
    """Whether somebody else is named in the words before the predicate, whom "he" may mean."""
    return any(
        m.entity != quote.speaker and m.label in _NAMED and c.start <= m.start < event.predicate.start
        for c in quote.contents
        if c.holds(event.predicate.start)
        for m in sentence.mentions
    )


def _asks(sentence: Sentence, quote: Quote) -> bool:
    """Whether the words are what the verb that introduces them wants or rejects."""
    cue = quote.cue
    cued = (e for e in sentence.events if cue and cue.holds(e.predicate.start))
    return quote.mode == "indirect" and any(attitude_of(sentence, e) for e in cued)


def _told(sentence: Sentence, event: Event, actors: Mapping[str, Actor]) -> _Found | None:
    """The stand of whom the clause tells: its doer, or the source of the words that its verb introduces."""
    if any(_holds(q, event.predicate) for q in sentence.quotes):
        return None  # somebody else's word on them
    attitude = attitude_of(sentence, event)
    if attitude is None:
        return None
    cued = next((q for q in sentence.quotes if q.cue and q.cue.holds(event.predicate.start)), None)
    if cued and (_is_impersonal(sentence, cued) or _is_partial(sentence, cued.sources, actors.get(cued.speaker or ""))):
        return None
    actor = (cued.speaker if cued else None) or _doer(sentence, event, actors)
    own = bool(cued and cued.mode != "indirect")
    return _Found(actor, attitude, own) if actor else None


def _doer(sentence: Sentence, event: Event, actors: Mapping[str, Actor]) -> str | None:
    """The one entity that is the clause's doer: its name holds the head of the slot, and all of a group is meant."""
    text = sentence.article.text
    for arg in (a for a in event.args if a.role == "who" and a.head not in _IMPERSONAL):
        for mention in (m for m in sentence.mentions if m.entity and arg.start <= m.start < arg.end):
            named = text[mention.start : mention.end].lower()
            actor = actors.get(mention.entity or "")
            if actor and arg.head and arg.head in named:
                return None if _is_partial(sentence, [arg], actor) else mention.entity
    return None


def _is_partial(sentence: Sentence, named: Sequence[Span | Arg], actor: Actor | None) -> bool:
    """Whether the words name a few of a group: "one prominent Republican"."""
    group = actor is not None and actor.label == "NORP"
    return group and any(_SOME.match(sentence.article.text, place.start) for place in named)


def _holds(quote: Quote, span: Span) -> bool:
    return any(c.holds(span.start) for c in quote.contents)


def _is_own(sentence: Sentence, quote: Quote, event: Event) -> bool:
    """Whether the predicate stands between quotation marks."""
    if quote.mode == "indirect":
        return False
    text = sentence.article.text
    inside = [c for c in quote.contents if c.holds(event.predicate.start)]
    return quote.mode == "direct" or any(text[c.start] in _MARKS or text[max(0, c.start - 1)] in _MARKS for c in inside)
