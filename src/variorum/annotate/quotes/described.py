"""Persons by what the article said that they are: "the epidemiologist", "the dock worker", "the 44-year-old".

Holds for any noun that stands before a name or in apposition to it, where one person alone is called so; the offices
and relations of the table (`roles`) are looked up by `speakers`, which also chooses among several bearers.
"""

from __future__ import annotations

import re

from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.words import Words

_AGED = re.compile(r"\d{1,3}")
_LETTER = re.compile(r"\s?[(,]\s?([DR])[-\u2010-\u2014](\w+)")
_BY_LETTER = {"D": "democrat", "R": "republican"}
_OTHERS = ("roles", "bodies", "media", "own_words")
"""What is looked up by its own rules, or speaks for itself."""
_BEHIND_AGE = re.compile(r"-?year-old", re.I)


def described(words: Words, names: Names, head: int) -> int | None:
    """The number of the name last given to whom "the" and the noun at word `head` describe, `None` if that is nobody,
    or several.
    """
    first = words.left[head]
    if words.lower[first] != "the" or words.tag[head] not in ("NN", "NNP", "JJ"):
        return None
    aged = _aged(words, first)
    if aged is not None:
        return _only(names, [k for k in names.before(first) if names.is_person(k) and _is_aged(words, names, k, aged)])
    noun = words.lower[head]
    if words.right[head] > head or any(noun in named(group) for group in _OTHERS):
        return None
    return _only(names, [k for k in names.before(first) if names.is_person(k) and noun in names.offices(k)])


def fellow(words: Words, names: Names, head: int, found: int | None) -> int | None:
    """Whom "the Tarn Republican" means: who sits for Tarn ("Olaf Rell, R-Tarn"), else `found`, unless the article calls
    that one of another party; then the one named last of those that it calls so, or of whom it tells no party.
    """
    party = words.lower[head]
    place = words.lower[head - 1]
    for k in names.before(head):
        if names.is_person(k) and (seat := _seat(words, names, k)) and seat[0] == party and _short_for(seat[1], place):
            return k
    if found is None or _party(words, names, found) in (None, party):
        return found
    surname = names.surname(found)
    if any(_party(words, names, k) == party for k in names.before(head) if names.surname(k) == surname):
        return found
    parties = {k: _party(words, names, k) for k in names.before(head) if names.is_person(k)}
    told = [k for k, own in parties.items() if own == party]
    elsewhere = {names.surname(k) for k, own in parties.items() if own not in (None, party)}
    untold = (k for k in parties if names.surname(k) not in elsewhere)
    return told[0] if told else next(untold, None)


def _party(words: Words, names: Names, k: int) -> str | None:
    """What a person is called by party: before the name, in apposition, or by its first letter behind the name."""
    if not names.is_person(k):
        return None
    called = (names.called(k) | names.about(k)) & named("members")
    if called:
        return min(called)
    seat = _seat(words, names, k)
    return seat[0] if seat else None


def _seat(words: Words, names: Names, k: int) -> tuple[str, str] | None:
    """Party and place behind a name: "Olaf Rell, R-Tarn", "Ida Moss (D-Tarn)"."""
    found = _LETTER.match(words.text, words.end[names.ranges[k][1]])
    return (_BY_LETTER[found[1]], found[2].lower()) if found else None


def _short_for(short: str, place: str) -> bool:
    """Whether one word can be short for another: "Ky" for "Kentucky"."""
    letters = iter(place)
    return short[:1] == place[:1] and all(letter in letters for letter in short)


def _only(names: Names, bearers: list[int]) -> int | None:
    """The bearer named last, where all are one person."""
    return bearers[0] if len({names.surname(k) for k in bearers}) == 1 else None


def _aged(words: Words, the: int) -> str | None:
    """The age in "the 44-year-old", however it is cut into words."""
    behind = words.text[words.start[the] : words.start[the] + 24].split(maxsplit=1)[-1]
    age = _AGED.match(behind)
    return age[0] if age and _BEHIND_AGE.match(behind, age.end()) else None


def _is_aged(words: Words, names: Names, k: int, age: str) -> bool:
    """Whether an age stands beside a name: "Olaf Rell, 44," or "44-year-old Olaf Rell"."""
    first, last = names.ranges[k]
    if words.lower[last + 1 : last + 2] == [","] and words.lower[last + 2 : last + 3] == [age]:
        return True
    before = words.text[max(0, words.start[first] - 40) : words.start[first]]
    return bool(re.search(rf"\b{age}-year-old (?:[\w-]+ ){{0,3}}$", before))
