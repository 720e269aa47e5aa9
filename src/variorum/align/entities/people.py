"""When two persons' names can be one person's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from variorum.align.words import table
from variorum.language.names import Person, sound

Agree = Callable[[Person, Person], str | None]
"""Why two names can be one person's, `None` when they cannot."""
_VOWELS = re.compile("[aeiouy]+")


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for n, line in enumerate(table("names_nicknames.txt")):
        for word in line.split():
            groups[word].add(n)
    return {word: frozenset(found) for word, found in groups.items()}


def like(one: str, other: str) -> bool:
    """Whether two folded words can be spellings of one name.

    They sound alike, or share first letter, end and consonants, or are long and differ by one letter (two from nine
    letters on); the end tells Martin from Martina and Mario from Maria.
    """
    if one == other or sound(one) == sound(other):
        return True
    if one[:1] != other[:1] or _end(one) != _end(other) or min(len(one), len(other)) < 5:
        return False
    if _skeleton(one) == _skeleton(other):
        return True
    bound = 2 if min(len(one), len(other)) > 8 else 1
    return bool(OSA.distance(one, other, score_cutoff=bound) <= bound)


def _silent_end(one: str, other: str) -> bool:
    """Whether one of two surnames has a silent e at its end, as Clark and Clarke; given names are two: Luis, Luise."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long == f"{short}e" and short[-1] not in "aeiouy"


def _end(word: str) -> str:
    return word[-1] if word[-1] in "aeiou" else "y" if word[-1] == "y" else "-"


def _skeleton(word: str) -> str:
    """First letter and later consonants of the sound: Mohammed and Muhammad; with fewer than three the word itself."""
    consonants = word[:1] + _VOWELS.sub("", sound(word[1:]))
    return consonants if len(consonants) > 2 else word


def given_agree(one: Person, other: Person) -> str | None:
    """Why two persons' given names can be one's: "" when the first is equal, else words, `None` when they cannot."""
    if not one.given or not other.given or (one.tail and other.tail and one.tail != other.tail):
        return None
    mine, theirs = one.given, other.given
    short, long = sorted((mine, theirs), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:
        return "a first name left out"
    if not _middles_agree(mine[1:], theirs[1:]):
        return None
    first, second = mine[0], theirs[0]
    if first == second:
        return ""
    if "".join(mine) == "".join(theirs):
        return "one given name written apart"
    if (len(first) == 1 or len(second) == 1) and first[0] == second[0]:
        return "an initial"
    if _nicknames().get(first, frozenset()) & _nicknames().get(second, frozenset()):
        return "a short form"
    return "a spelling" if like(first, second) else None


def _middles_agree(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Middle names clash where both have some and none can be the other: "John A." is not "John B."."""
    if not mine or not theirs:
        return True
    return any(a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) or like(a, b) for a in mine for b in theirs)


def one_person(one: Person, other: Person) -> str | None:
    """Why two full names can be one person's, `None` when they cannot. Both words are like only if both sound alike."""
    given = given_agree(one, other)
    if given is None or not (like(one.surname, other.surname) or _silent_end(one.surname, other.surname)):
        return None
    if one.surname == other.surname:
        return given
    # two likenesses are too many unless both sound the same
    if given == "a spelling" and not (sound(one.surname) == sound(other.surname) and _sounds(one, other)):
        return None
    return "a spelling" if given in ("", "a spelling", "one given name written apart") else None


def agreement(ones: Iterable[Person], others: Sequence[Person], rule: Agree) -> str | None:
    """Why one of the names that a person goes by agrees, by `rule`, with one of another's; `None` when none does."""
    whys = (rule(one, other) for one in ones for other in others)
    return next((why for why in whys if why is not None), None)


def _sounds(one: Person, other: Person) -> bool:
    return sound(one.given[0]) == sound(other.given[0])
