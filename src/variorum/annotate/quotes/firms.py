"""Which body of an article "the company", "the airline" or "the club" is."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.words import Words

_FIRM = frozenset({"company", "firm"})
_WITHIN = 3
"""Words between a body's name and its head of office: "Kestrel Air's chief executive"."""


def body_called(words: Words, names: Names, at: int, noun: str) -> int | None:
    """The body named last before "the company" at word `at`, where the article calls it so beside its name ("the
    airline Kestrel Air"), or where somebody heads it or speaks for it ("Kestrel Air's chief executive").

    None where another body was named last: two could be meant. "One company" and "the Tarn company" are not it.
    """
    if words.left[at] != at - 1 or words.lower[at - 1] != "the":
        return None
    bodies = [k for k in names.before(at) if _is_body(words, names, k)]
    own = [k for k in bodies if _key(words, names, k) == _key(words, names, bodies[0])]
    firm = noun in _FIRM
    told = (_is_headed(words, names, k) or _has_trade(words, names, k) for k in own if firm)
    return own[0] if any(noun in names.called(k) for k in own) or any(told) else None


def _key(words: Words, names: Names, k: int) -> str:
    """The word by which an article goes on to speak of a body: "Kestrel Air" is "Kestrel" later."""
    return words.lower[names.ranges[k][0]]


def _is_headed(words: Words, names: Names, k: int) -> bool:
    return any(words.lower[i].rstrip(".") in named("heads") for i in _beside(words, names, k))


def _has_trade(words: Words, names: Names, k: int) -> bool:
    """Whether it is told what a body owns or makes: "the owner, Kestrel Air", "Kestrel Air, which runs the port"."""
    told = _is_which(words, names, k) and words.lemma[names.ranges[k][1] + 3] in named("trades")
    return told or not named("traders").isdisjoint(names.called(k))


def _is_body(words: Words, names: Names, k: int) -> bool:
    """Whether a name is a body's: by its label, or by "which" behind it, whatever the recogniser takes it for."""
    return _is_which(words, names, k) or (names.label(k) == "ORG" and not names.is_person(k))


def _is_which(words: Words, names: Names, k: int) -> bool:
    behind = names.ranges[k][1] + 1
    return behind + 2 < words.n and words.lower[behind] == "," and words.lower[behind + 1] == "which"


def _beside(words: Words, names: Names, k: int) -> Iterator[int]:
    """Words behind a name, as in "Kestrel Air's chief executive", and before its "of", as in "head of Kestrel Air"."""
    first, last = names.ranges[k]
    for i in range(last + 1, min(last + 1 + _WITHIN, words.n)):
        if words.pos[i] == "PUNCT":
            break
        yield i
    if first > 1 and words.lower[first - 1] in ("of", "for", "at"):
        yield first - 2
    elif first > 2 and words.lower[first - 1] == "the" and words.lower[first - 2] in ("of", "for", "at"):
        yield first - 3
