"""Whose stand a clause tells: the speaker's whose words it is in, or the one it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from variorum.align.clauses import clause_of
from variorum.align.positions.attitudes import Attitude, attitude_of, declared
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, stem
from variorum.model import Event, Quote, Span

_SELF = frozenset({"i", "we"})
_SELF_REPORTED = frozenset({"he", "she", "they", "it"})
_MARKS = "\"“'‘«„"
_CONDITION = re.compile(r"\W*(?:if|unless|whether|had)\b", re.I)
_FEWEST = 2
"""Content words besides the attitude that a stand needs, to be one on something."""


@dataclass(frozen=True, eq=False)
class Voiced:
    """One stand as one clause tells it. `about` are the stems of what it is on, without the attitude and the actor."""

    actor: str
    attitude: Attitude
    sentence: Sentence
    span: Span
    about: frozenset[str]
    own_words: bool


def voiced(sentences: Iterable[Sentence], names: dict[str, frozenset[str]]) -> Iterator[Voiced]:
    """The stands that clauses tell; `names` are the stems of the names of each entity that can have one."""
    for sentence in sentences:
        if sentence.text.rstrip(" \"'”’").endswith("?"):
            continue
        for event in sentence.events:
            found = _in_quote(sentence, event) or _told(sentence, event)
            if found is None or found[0] not in names:
                continue
            actor, attitude, own = found
            if _CONDITION.match(sentence.article.text, event.start):
                continue
            span = clause_of(sentence, event.predicate, event)
            words = content_stems(sentence.article.text[span.start : span.end])
            about = words - names[actor] - {stem(word) for word in attitude.cue}
            if len(about) >= _FEWEST:
                yield Voiced(actor, attitude, sentence, span, about, own)


def _in_quote(sentence: Sentence, event: Event) -> tuple[str, Attitude, bool] | None:
    """The stand of a speaker in words of theirs: "we want", "they must", or told again: "said she wanted"."""
    quote = next((q for q in sentence.quotes if q.speaker and _holds(q, event.predicate)), None)
    if quote is None or quote.speaker is None:
        return None
    if _asks(sentence, quote):
        return None  # "demanded that the port be closed" is one stand, told by its verb
    subjects = {a.head for a in event.args if a.role == "who"}
    own = _is_own(sentence, quote, event)
    of_self = subjects & _SELF if own else subjects & (_SELF | _SELF_REPORTED)
    attitude = attitude_of(sentence, event, of_self=True) if of_self else None
    attitude = attitude or declared(sentence, event)
    return (quote.speaker, attitude, own) if attitude else None


def _asks(sentence: Sentence, quote: Quote) -> bool:
    """Whether the words are what the verb that introduces them wants or rejects."""
    cue = quote.cue
    cued = (e for e in sentence.events if cue and cue.start <= e.predicate.start < cue.end)
    return quote.mode == "indirect" and any(attitude_of(sentence, e) for e in cued)


def _told(sentence: Sentence, event: Event) -> tuple[str, Attitude, bool] | None:
    """The stand of whom the clause tells: its doer, or the source of the words that its verb introduces."""
    if any(_holds(q, event.predicate) for q in sentence.quotes):
        return None  # somebody else's word on them
    attitude = attitude_of(sentence, event)
    if attitude is None:
        return None
    cued = next((q for q in sentence.quotes if q.cue and q.cue.start <= event.predicate.start < q.cue.end), None)
    actor = (cued.speaker if cued else None) or _doer(sentence, event)
    own = bool(cued and cued.mode != "indirect")
    return (actor, attitude, own) if actor else None


def _doer(sentence: Sentence, event: Event) -> str | None:
    """The one entity that is the clause's doer: its name holds the head of the slot."""
    for arg in event.args:
        if arg.role == "who":
            for mention in sentence.mentions:
                named = sentence.article.text[mention.start : mention.end].lower()
                if arg.start <= mention.start < arg.end and mention.entity and arg.head and arg.head in named:
                    return mention.entity
    return None


def _holds(quote: Quote, span: Span) -> bool:
    return any(c.start <= span.start < c.end for c in quote.contents)


def _is_own(sentence: Sentence, quote: Quote, event: Event) -> bool:
    """Whether the predicate stands between quotation marks."""
    if quote.mode == "indirect":
        return False
    text = sentence.article.text
    inside = [c for c in quote.contents if c.start <= event.predicate.start < c.end]
    return quote.mode == "direct" or any(text[c.start] in _MARKS or text[max(0, c.start - 1)] in _MARKS for c in inside)
