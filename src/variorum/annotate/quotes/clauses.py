"""Reported speech by the parse: which word governs which stretch as what somebody said.

Each candidate is a cue word, a frame (the relation of its complement) and the stretch of the complement. Whether it
counts is decided by the table of cue words.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from variorum.annotate.quotes.cues import likelihood
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

GOVERNING = {"VERB", "NOUN", "ADJ"}
_OBJECTS = {"dobj", "nsubjpass"}
_SUBJECTS = {"i": 0.0, "we": 0.0, "you": 0.0, "that": 0.75, "they": 0.75}
"""Subjects whose report is less of a report or none: "I think", "you know", "a law that says"."""
_MODAL = 0.75
_CALLED = {"call", "title", "entitle", "name", "know", "dub", "label", "nickname"}
"""What these name as participles is a name or a title: "a ship called the Petrel"."""


class Candidate(Struct, frozen=True):
    """`ranges` of words are what `cue` may attribute, in `frame`; `score` is how likely it does."""

    cue: int
    frame: str
    ranges: tuple[Range, ...]
    score: float


Complement = tuple[str, tuple[Range, ...]]
"""A frame and the words in it."""


def candidates(words: Words) -> Iterator[Candidate]:
    """All stretches that a word of the text governs in a frame of speech, thought or attitude."""
    for i in range(words.n):
        if words.pos[i] in GOVERNING and (certainty := trust(words, i)) > 0.0:
            for frame, ranges in complements(words, i):
                score = likelihood(words.lemma[i], words.pos[i], frame) * certainty
                if score > 0.1:
                    yield Candidate(i, frame, ranges, score)


def trust(words: Words, cue: int) -> float:
    """What the cue's own clause takes off: nothing was said where it could or would be, nor when "I think" is meant."""
    if words.dep[cue] == "acl" and words.tag[cue] == "VBN" and words.lemma[cue] in _CALLED:
        return 0.0
    if words.tag[cue] == "VB" and words.head[cue] == cue:
        return 0.0  # "Thank you for reading": the page speaks to the reader
    if words.lemma[cue] == "know" and any(words.lower[kid] == "as" for kid in words.kids[cue]):
        return 0.0  # "what has become known as"
    rest = 1.0
    for kid in words.kids[cue]:
        if words.dep[kid] == "nsubj":
            rest *= _SUBJECTS.get(words.lower[kid], 1.0)
        elif words.tag[kid] == "MD":
            rest *= _MODAL
    return rest


def complements(words: Words, cue: int) -> Iterator[Complement]:
    """What a word governs, with the relation. An object with what follows it is one more: "accuse" + her + of lying."""
    if words.lower[cue] == "according":
        if words.head[cue] != cue:
            yield "according", around(words, words.head[cue], cue)
        return
    verb = words.pos[cue] == "VERB"
    earlier: tuple[str, int] | None = None
    for kid in words.kids[cue]:
        relation = words.dep[kid]
        if relation in _OBJECTS:
            if verb or relation == "nsubjpass":
                earlier = (relation, kid)
                yield relation, around(words, kid, cue)
            continue
        for frame, inner in _frames_of(words, cue, kid):
            yield frame, around(words, inner, cue)
            if earlier is not None and kid > cue:
                yield _together(words, earlier, kid, frame)
    if verb and words.head[cue] != cue:
        yield from _complements_above(words, cue)


def _frames_of(words: Words, cue: int, kid: int) -> Iterator[tuple[str, int]]:
    relation = words.dep[kid]
    if relation == "prep":
        for inner in words.kids[kid]:
            if words.dep[inner] in ("pobj", "pcomp"):
                yield "prep-" + words.lower[kid], inner
    elif relation == "ccomp" and not _told_at_another_time(words, cue, kid):
        yield _clause_frame(words, kid), kid
    elif relation == "acl" and words.pos[cue] == "NOUN":
        yield _noun_clause_frame(words, kid), kid
    elif relation in ("xcomp", "oprd") and words.pos[cue] != "NOUN":
        yield relation, kid


def _told_at_another_time(words: Words, cue: int, kid: int) -> bool:
    """ "Tolan left the room, hours after Moss said it was over": what stands before "after" is not Moss's word."""
    marks = (k for k in words.kids[cue] if words.dep[k] == "mark" and words.lower[k] != "as")
    return any(words.right[kid] < k < cue for k in marks)


def _together(words: Words, earlier: tuple[str, int], kid: int, frame: str) -> Complement:
    relation, first = earlier
    if relation == "dobj":
        return f"dobj+{frame}", ((words.left[first], words.right[kid]),)
    return f"{relation}+{frame}", ((words.left[first], words.right[first]), (words.left[kid], words.right[kid]))


def _clause_frame(words: Words, kid: int) -> str:
    if any(words.dep[k] == "aux" and words.lower[k] == "to" for k in words.kids[kid]):
        return "ccomp-to"
    return "ccomp" if words.pos[kid] in ("VERB", "AUX") else "ccomp-small"


def _noun_clause_frame(words: Words, kid: int) -> str:
    opening = words.lower[words.left[kid]]
    return f"acl-{opening}" if opening in ("to", "that") else "acl-other"


def _complements_above(words: Words, cue: int) -> Iterator[Complement]:
    """Where what is said stands above the cue: "prices, she said, will rise", "as he noted, prices rise"."""
    relation = words.dep[cue]
    if any(words.dep[k] in ("ccomp", "dobj") for k in words.kids[cue]):
        return
    above = around(words, words.head[cue], cue)
    if relation == "advcl" and any(words.lower[k] == "as" for k in words.kids[cue]):
        yield "under-as", above
    elif relation in ("parataxis", "relcl", "acl"):
        yield f"under-{relation}", above


def around(words: Words, kid: int, cue: int) -> tuple[Range, ...]:
    """The words of a complement; where the cue stands within it, those before and after the cue's own clause."""
    first, last = words.left[kid], words.right[kid]
    if first <= cue <= last:
        below = kid in words.above(cue)
        left, right = (words.left[cue], words.right[cue]) if below else (cue, cue)
        return ((first, left - 1), (right + 1, last))
    return ((first, last),)
