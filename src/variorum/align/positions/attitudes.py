"""Which words say that somebody wants, holds or rejects something (`tables/position_attitudes.toml`).

The classes follow the attitudes of stance and private-state annotation (Wiebe, Wilson & Cardie 2005) in coarse; the
words are our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from variorum.align.sentences import Sentence
from variorum.align.words import table, words_of
from variorum.language.shipped import all_words, settings
from variorum.model import Event

_REACH = 40
"""Code points behind a predicate in which the rest of a phrase stands ("rule it out", "are not opposed to")."""
_PAUSE = re.compile(r"[,;:.!?–—]\s")
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
"""Who "defended himself" takes no stand on anything."""
_THOUGHT = frozenset({"think", "believe", "feel", "expect", "hope", "want", "wish", "fear", "worry", "doubt"})
_OWN = frozenset({"i", "we"})
_UNSURE = "possible"
_ONLY = re.compile(r"\bnot\s+(?:only|just|merely)\b", re.I)
_WILL = re.compile(r"(?:\bwill\b|['’]ll\b|\bwon['’]t\b|\bshall\b)", re.I)
_MUST = re.compile(r"\b(?:must|should|ought|(?:has|have|needs?)\s+to)\b", re.I)
_LATE = re.compile(
    r"\b(?:must|should|ought\s+to)(?:\s+not|n['’]t)?\s+(?:(?:\w+ly|never|also)\s+)?have\s+(?:\w+\s+)?$", re.I
)
"""Before a participle: "should have told" regrets or supposes what is over."""


class _Class(Struct, frozen=True):
    base: str
    firm: int
    words: tuple[str, ...]
    for_it: bool = True
    own: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attitude:
    """`name` as shown ("rejects"); `for_it` is false where it speaks against its object; `firm` 0 to 2."""

    name: str
    for_it: bool
    firm: int
    cue: tuple[str, ...] = ()
    """The words that say so: they are no part of the matter."""


@lru_cache(maxsize=1)
def _by_lemma() -> dict[str, list[tuple[tuple[str, ...], str, _Class]]]:
    """By first lemma: the words that must follow, the class, longest first. Raises `ValueError` for an empty class."""
    found: dict[str, list[tuple[tuple[str, ...], str, _Class]]] = {}
    for name, kind in settings("align", "position_attitudes.toml", dict[str, _Class]).items():
        if not kind.words:
            raise ValueError(f"position_attitudes.toml: no words under {name}")
        for phrase in (*kind.words, *kind.own):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), name, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def attitude_of(sentence: Sentence, event: Event, *, of_self: bool = False) -> Attitude | None:
    """The attitude that a clause's predicate names ("opposes", "ruled out"), its negation read in.

    `of_self` says that the clause tells of its speaker ("we need"); of somebody else ("it needs") that is no attitude.
    """
    entries = _by_lemma().get(event.lemma)
    if not entries or event.modality == _UNSURE or event.tense is None:
        return None
    near = sentence.article.text[event.predicate.end : min(event.predicate.end + _REACH, sentence.span.end)]
    behind = words_of(_PAUSE.split(near, maxsplit=1)[0])
    if not _REFLEXIVE.isdisjoint(behind[:1]) or (of_self and _is_supposed(event)):
        return None
    for rest, name, kind in entries:
        if not of_self and " ".join((event.lemma, *rest)) in kind.own:
            continue
        if _follows(rest, behind) and " ".join((event.lemma, *behind[:1])) not in kind.but:
            if name == "rejects" and _is_silence(behind):
                return None
            return _read(sentence, name, kind, event, (event.lemma, *rest))
    return None


def _is_supposed(event: Event) -> bool:
    """Whether speakers say of themselves what they once thought, or would need: no stand of theirs now."""
    return (event.lemma in _THOUGHT and event.tense == "past") or (event.lemma == "need" and event.tense == "future")


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    return all_words("align", "position_between.txt")


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return frozenset(table("position_nothing.txt"))


@lru_cache(maxsize=1)
def _talk() -> frozenset[str]:
    return frozenset(table("position_talk.txt"))


@lru_cache(maxsize=1)
def _feelings() -> frozenset[str]:
    return frozenset(table("position_feelings.txt"))


def _is_silence(behind: list[str]) -> bool:
    """ "declined on Monday to discuss it", "declined repeated requests for comment"."""
    deed = behind[behind.index("to") + 1 :] if "to" in behind[:3] else []
    return "comment" in behind or not _nothing().isdisjoint(deed[:1])


def _follows(rest: tuple[str, ...], behind: list[str]) -> bool:
    """Whether the words of a phrase come next, adverbs and pronouns between them left out, and more after them: who
    "stood by, arms crossed" stands by nobody.
    """
    at = 0
    for word in behind:
        if at == len(rest):
            return True
        if word == rest[at]:
            at += 1
        elif word not in _between():
            return False
    return not rest


def _read(sentence: Sentence, name: str, kind: _Class, event: Event, cue: tuple[str, ...]) -> Attitude:
    """The class with the clause's polarity; "not only criticized" denies nothing."""
    holds = event.polarity or bool(_ONLY.search(_before(sentence, event)))
    shown = name if holds else f"no longer {name}" if "long" in event.lemmas else f"does not {kind.base}"
    return Attitude(shown, kind.for_it == holds, kind.firm, cue)


def declared(sentence: Sentence, event: Event) -> Attitude | None:
    """What a speaker says must or will be, in a clause of their own words: "we will not leave", "they must go".

    "Will" is a stand only of what the speaker does; "must" and "should" are one of whatever they speak of, unless it is
    over ("we should have told them"). Words that only go on with the talk ("I will tell you") are none.
    """
    subject = next((a.head for a in event.args if a.role == "who"), None)
    if event.lemma in _talk():
        return None
    over = _LATE.search(sentence.article.text[event.start : event.predicate.start])
    if event.modality == "demanded" and not over and _MUST.search(_before(sentence, event)):
        return Attitude("says must be" if event.polarity else "says must not be", event.polarity, 1)
    if event.lemma in _feelings():
        return None
    if event.tense == "future" and subject in _OWN and _WILL.search(_before(sentence, event)):
        return Attitude("will" if event.polarity else "will not", event.polarity, 2)
    return None


def _before(sentence: Sentence, event: Event) -> str:
    return sentence.article.text[event.start : event.predicate.end]
