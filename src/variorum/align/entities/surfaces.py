"""From a mention as it is written to the name in it, and the key under which names meet."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from variorum.align.entities.roles import role_of
from variorum.language.names import fold, key, particles, person, strip_titles, trim
from variorum.language.places import country_of_capital, country_of_name, country_of_people, regions

_APPOSITION = re.compile(r"\s*(?:,\s|\(|\s(?:who|whose|which|that|in|near|between|off|with|including|capable)\s)")
_PLACED = re.compile(r"^(?:in|at|to|into|from|of|near|on|by|around|outside)\s+(?:the\s+)?(?=.*[A-Z])")
OWNED = re.compile(r"(?P<owner>.{2,80}?)(?:\s?['’]s|(?<=s)\s?['’])\s+(?=\S*[A-Z0-9])")
_OWNER = re.compile(r"\w\s?['’]s\s[^,]*,")
_ASIDE = re.compile(r"\s+(?:\([^()]{1,30}\)|[\"“'‘`]+[\w .]{1,30}[\"”'’]+)\s+(?=[A-Z])")
_NICKNAME = re.compile(r"\s[(\"“'‘`]+\s?((?:[Tt]he )?\w+)\s?[)\"”'’]+\s(?=[A-Z])")
_WORD = re.compile(r"\S+")
_JOINTS = frozenset(
    ("and", "for", "the", "del", "und", "its", "his", "her", "dos", "upon", "over", "into", "with", "from")
)
"""Small words inside names."""
_LONGEST = 300
"""Code points of a mention that are read; no name is longer."""


def nicknames(surface: str) -> set[str]:
    """What a person is called in brackets or marks inside the name, if it is one word: "Lucas (Jerry) Tolan"."""
    words = (fold(match[1]) for match in _NICKNAME.finditer(surface[:_LONGEST]))
    return {word.removeprefix("the ") for word in words if " " not in word.removeprefix("the ")}


def core(surface: str) -> str:
    """The name in a longer description: without an apposition behind, and lower-case words and titles before it."""
    surface = _PLACED.sub("", _ASIDE.sub(" ", " ".join(surface.split())[:_LONGEST]))
    head = surface[: match.start()] if (match := _APPOSITION.search(surface, 1)) else surface
    if any(c.isupper() for c in head):
        name = _explained(surface) if head.rpartition(" ")[2].islower() else None
        surface = name or head
    words = _WORD.findall(surface)
    for at in range(len(words) - 1, 0, -1):
        if words[at].islower() and not words[at][:1].isdigit():
            if words[at].lower() not in particles() and not _joins(words, at):
                break
        elif _describes(words[at - 1]):
            return " ".join(words[at:])
    return surface


def _explained(surface: str) -> str | None:
    """The name behind the words that explain it: "Tarn's longest river, River Venn"."""
    name = surface.partition(",")[2].strip()
    return name if name[:1].isupper() and "," not in name and _OWNER.search(surface) else None


def _joins(words: Sequence[str], at: int) -> bool:
    """Whether a small word stands inside a name: "of" in "the wide Gulf of Tarn"."""
    return (words[at] == "of" or words[at] in _JOINTS) and words[at - 1][:1].isupper() and at + 1 < len(words)


def _describes(word: str) -> bool:
    """Whether a lower-case word before a name is no part of it: "airframer", "new"; "of" and "al" are."""
    return word.islower() and word.isalpha() and len(word) > 2 and word not in particles() and word not in _JOINTS


def owned(surface: str, label: str, known: Container[str]) -> str:
    """What a place or a body has, where that is a name of its own: "Norland 's Tarn 40", "Tolan 's Quay Store".

    The owner must be a country or its capital, or what it owns be known in the text; offices keep their owner, for
    the office alone says nothing, and "Tolan 's Cup" is its name.
    """
    match = OWNED.match(surface)
    if match is None or role_of(rest := surface[match.end() :]):
        return surface
    owner, name = key(match["owner"]), named(rest, label)
    placed = owner in country_of_name() or owner in country_of_capital()
    return rest if name in known or (placed and (label == "PERSON" or len(name.split()) > 1)) else surface


def named(surface: str, label: str) -> str:
    """The key of a mention."""
    name = core(surface)
    start, end = trim(name, 0, len(name))
    folded = key(name[start:end])
    return " ".join(strip_titles(folded.split())) if label == "PERSON" else folded


def canonical(folded: str, label: str) -> str:
    """What the key stands for: a marked country or people, the full name of a state, a bare surname; else the key."""
    if label == "PERSON":
        read = person(folded)
        return folded if read.full or not read.particle else read.surname
    if label != "NORP" and folded in country_of_name():
        return f"country:{country_of_name()[folded]}"
    if label != "NORP" and folded in regions():
        return key(regions()[folded])
    return f"people:{country_of_people()[folded]}" if folded in country_of_people() else folded
