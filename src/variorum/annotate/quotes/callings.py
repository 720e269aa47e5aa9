"""Persons in a source phrase that opens with their calling: "Coast Herald editor Ida Moss" is she, not the Herald."""

from __future__ import annotations

from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range, named_from
from variorum.annotate.quotes.words import Words

_ENDS = frozenset({",", "who", "(", "-", "–", "—"})
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PUNCT"})


def named_last(words: Words, names: Names, source: Range) -> int | None:
    """The number of the person whose name ends the callings that a source opens with, whatever the parser's head is."""
    first, last = source
    last = next((i - 1 for i in range(first, last + 1) if words.lower[i] in _ENDS), last)
    k = names.at[last] if last >= first else -1
    if k < 0 or not names.is_person(k) or names.ranges[k][1] != last or names.ranges[k][0] <= first:
        return None
    before = range(first, names.ranges[k][0])
    if any(names.label(n) == "PERSON" and not _modifies(words, names, n) for n in names.within(before[0], before[-1])):
        return None
    if not any(_is_calling(words, i) for i in before):
        return None
    return k if _opens_a_name(words, before) else None


def _modifies(words: Words, names: Names, n: int) -> bool:
    """Whether a name stands before a calling or owns it: "Tomas Brandt's aide", "Coast Gazette publisher"."""
    behind = names.ranges[n][1] + 1
    return words.pos[behind] == "NOUN" or words.tag[behind] == "POS"


def _opens_a_name(words: Words, before: range) -> bool:
    """Whether the person is no other than the calling: "an aide to Tomas Brandt" is not Brandt.

    "Deputy Head of Ports and Harbours Ida Moss" bears an office that is spelt with capitals.
    """
    prepositions = [i for i in before if words.pos[i] == "ADP"]
    if not prepositions:
        return True
    of, last = prepositions[-1], before[-1]
    capitals = all(words.text[words.start[i]].isupper() or words.pos[i] in _SMALL for i in before)
    return capitals and last > of and not any(_is_calling(words, i) for i in range(of, last + 1))


def _is_calling(words: Words, i: int) -> bool:
    return words.lower[i].rstrip(".") in named("roles")


def named_beside(words: Words, names: Names, source: Range, head: int) -> int | None:
    """The person between commas in "a spokeswoman for the port, Ida Moss," or "a friend, Tarn Air CEO Ida Moss,".

    The parser may give her to the port.
    """
    if words.lower[head] not in named("roles") | named("anonymous"):
        return None
    for k in names.within(*source):
        last = names.ranges[k][1]
        first = named_from(words, last)
        closed = last >= source[1] or words.lower[last + 1] == ","
        if names.is_person(k) and words.lower[first - 1] == "," and closed:
            return k
    return None
