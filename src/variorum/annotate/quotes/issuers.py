"""Who speaks in a paper of their own: "Kestrel Air's statement said", "a statement from Kestrel Air said", "the Kestrel
Air bulletin said".
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import subject_of
from variorum.annotate.quotes.words import Words

_FROM = frozenset({"from", "by"})
_ISSUED = frozenset({"release", "issue"})
_AGAINST = frozenset({"complaint", "filing", "lawsuit"})
"""Papers that are called by whom they are against as well: "the Brandt lawsuit"."""
_SENDS = frozenset({"send", "issue", "release", "write", "publish", "post"})


def issuer(words: Words, names: Names, head: int) -> int | None:
    """The number of the name that owns or sends the statement, letter or filing at word `head`; else `None`.

    "A letter signed by Ida Moss" may have more hands, and a report or a poll speaks for itself.
    """
    if words.lemma[head] not in named("own_words"):
        return None
    return next((names.at[k] for k in _hands(words, head) if names.at[k] >= 0), None)


def papers_of(words: Words, cue: int) -> Iterator[str]:
    """What somebody speaks in, in the cue's sentence: "in a statement", "in a letter to the town"."""
    for i in range(*words.sentences[words.sentence[cue]]):
        paper = words.lemma[i] in named("own_words") and words.dep[i] == "pobj"
        if paper and words.lower[words.head[i]] in ("in", "on") and words.lower[words.left[i]] in ("a", "an"):
            yield words.lemma[i]


def _hands(words: Words, head: int) -> Iterator[int]:
    """Words for whoever the paper is from, the surest first."""
    for kid in words.kids[head]:
        if words.dep[kid] == "poss":
            yield kid
    if words.dep[head - 1] == "compound" and words.head[head - 1] == head and words.lemma[head] not in _AGAINST:
        yield head - 1
    for kid in words.kids[head]:
        if words.dep[kid] == "prep" and words.lower[kid] in _FROM:
            yield from _objects(words, kid)
        if words.dep[kid] == "acl" and words.lemma[kid] in _ISSUED:
            yield from (k for agent in words.kids[kid] if words.dep[agent] == "agent" for k in _objects(words, agent))
    above = words.head[head]
    if words.dep[head] == "dobj" and words.lemma[above] in _SENDS and (doer := subject_of(words, above)) is not None:
        yield doer


def _objects(words: Words, preposition: int) -> Iterator[int]:
    return (k for k in words.kids[preposition] if words.dep[k] == "pobj")
