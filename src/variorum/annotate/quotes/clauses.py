"""Reported speech by the parse: which word governs which stretch as what somebody said.

Each candidate is a cue word, a frame (the relation of its complement) and the stretch of the complement. Whether it counts
is decided by the table of cue words.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from variorum.annotate.quotes.cues import likelihood
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

_GOVERNING = {"VERB", "NOUN", "ADJ"}
_CLAUSAL = {"ccomp", "xcomp", "ccomp-to", "ccomp-small", "acl-that", "acl-to"}
_TALKING_OF_ONESELF = {"i", "we", "you"}
"""Subjects whose own report is no reporting: "I think", "you know"."""


class Candidate(Struct, frozen=True):
    """`ranges` of words are what `cue` may attribute, in `frame`; `score` is how likely it does."""

    cue: int
    frame: str
    ranges: tuple[Range, ...]
    score: float


def candidates(words: Words) -> Iterator[Candidate]:
    """All stretches that a word of the text governs in a frame of speech, thought or attitude."""
    for i in range(words.n):
        if words.pos[i] in _GOVERNING:
            for frame, kid in frames(words, i):
                score = likelihood(words.lemma[i], words.pos[i], frame)
                if score > 0.1:
                    yield Candidate(i, frame, ranges_of(words, i, frame, kid), score)


def frames(words: Words, cue: int) -> Iterator[tuple[str, int]]:
    """The complements of a word: the name of the relation and the word that heads the complement."""
    if words.lower[cue] == "according":
        if words.head[cue] != cue:
            yield "according", words.head[cue]
        return
    noun = words.pos[cue] == "NOUN"
    for kid in words.kids[cue]:
        relation = words.dep[kid]
        if relation == "prep":
            for inner in words.kids[kid]:
                if words.dep[inner] in ("pobj", "pcomp"):
                    yield "prep-" + words.lower[kid], inner
        elif relation == "ccomp":
            yield _clause_frame(words, kid), kid
        elif relation == "acl" and noun:
            yield _noun_clause_frame(words, kid), kid
        elif not noun and relation in ("xcomp", "dobj", "oprd", "nsubjpass"):
            yield relation, kid
    if words.pos[cue] == "VERB" and words.head[cue] != cue:
        yield from _frames_above(words, cue)


def _clause_frame(words: Words, kid: int) -> str:
    if any(words.dep[k] == "aux" and words.lower[k] == "to" for k in words.kids[kid]):
        return "ccomp-to"
    return "ccomp" if words.pos[kid] in ("VERB", "AUX") else "ccomp-small"


def _noun_clause_frame(words: Words, kid: int) -> str:
    opening = words.lower[words.left[kid]]
    return f"acl-{opening}" if opening in ("to", "that") else "acl-other"


def _frames_above(words: Words, cue: int) -> Iterator[tuple[str, int]]:
    """Where what is said stands above the cue: "prices, she said, will rise", "as he noted, prices rise"."""
    relation = words.dep[cue]
    if any(words.dep[k] in ("ccomp", "dobj") for k in words.kids[cue]):
        return
    if relation == "advcl" and any(words.lower[k] == "as" for k in words.kids[cue]):
        yield "under-as", words.head[cue]
    elif relation in ("parataxis", "relcl", "acl"):
        yield f"under-{relation}", words.head[cue]


def ranges_of(words: Words, cue: int, frame: str, kid: int) -> tuple[Range, ...]:
    """The words of a complement; where the cue stands within it, the words before and after the cue's own clause."""
    first, last = words.left[kid], words.right[kid]
    if frame.startswith("under") or frame == "according":
        return ((first, words.left[cue] - 1), (words.right[cue] + 1, last))
    if first <= cue <= last:
        return ((first, cue - 1), (cue + 1, last))
    return ((first, last),)


def vetoed(words: Words, cue: int) -> bool:
    """Whether nobody reports here: the speaker talks of herself or of the reader."""
    subject = words.child(cue, "nsubj")
    return subject is not None and words.lower[subject] in _TALKING_OF_ONESELF
