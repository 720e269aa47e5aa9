"""Bodies that every country has, a defence ministry, a supreme court: whose it is, the words around it tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from variorum.align.entities.surfaces import OWNED, core
from variorum.align.words import table
from variorum.language.names import key
from variorum.language.places import country_of_capital, country_of_name, country_of_people

_BEFORE = re.compile(r"((?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]*?)(\s?['’]s?)?\s+$")
_BEHIND = re.compile(r"\s+of\s+(?:the\s+)?([A-Z][\w.]*(?:\s[A-Z]\w*){0,2})")
_REACH = 50
"""Code points before a name in which its owner stands."""
_LONGEST = 3
"""Words of the longest name of a country or a people that is looked for."""


class National(NamedTuple):
    """What kind of body it is ("defense ministry"), its country ("" where none is named), and how that is written."""

    kind: str
    country: str = ""
    written: str = ""

    @property
    def key(self) -> str:
        """The name under which the country's one body of the kind meets itself, however it is written."""
        return f"{self.country} {self.kind}".lower().strip()


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(table("names_national_words.txt"))


@lru_cache(maxsize=20_000)
def national(folded: str) -> National | None:
    """What a key names, if it is such a body: "ministry of defense of tarn" and "tarnian defense ministry" are one."""
    words, owner = _in_order(folded.split())
    for n in range(min(_LONGEST, len(words) - 1), -1, -1):
        country = _country(" ".join(words[:n])) if n else owner
        if country is not None and all(word in _words() for word in words[n:]) and words:
            return National(" ".join(words[n:]), country or owner)
    return None


def is_national(folded: str) -> bool:
    """Whether a key names such a body and says not whose it is."""
    found = national(folded)
    return found is not None and not found.country


def _in_order(words: list[str]) -> tuple[list[str], str]:
    """ "ministry of foreign affairs of tarn" as "foreign ministry", and the country behind it."""
    owner = ""
    for n in range(1, min(_LONGEST, len(words) - 2) + 1):
        if words[-n - 1] == "of" and (country := _country(" ".join(words[-n:]))):
            words, owner = words[: -n - 1], country
            break
    if "of" in words[1:-1]:
        at = words.index("of")
        tail = [word for word in words[at + 1 :] if word not in ("the", "and")]
        words = [*words[: at - 1], *tail, words[at - 1]] if all(word in _words() for word in tail) else words
    return [word for word in words if word != "affairs"], owner


def _country(words: str) -> str | None:
    return country_of_name().get(words) or country_of_people().get(words)


def beside(text: str, start: int, end: int) -> tuple[str, str] | None:
    """The country named right before the body at `[start, end)` ("Tarn's", "the Tarnian") or behind it, as written."""
    if inside := OWNED.match(core(text[start:end])):
        owner = key(inside["owner"])
        if country := _country(owner) or country_of_capital().get(owner):
            return country, f"{inside['owner']}'s"
    if before := _BEFORE.search(text[max(0, start - _REACH) : start]):
        words = before[1].split()
        for n in range(len(words)):
            name = key(" ".join(words[n:]))
            owned = country_of_name().get(name) or country_of_capital().get(name) if before[2] else None
            if country := owned or country_of_people().get(name):
                return country, " ".join(words[n:]) + ("'s" if before[2] else "")
    if behind := _BEHIND.match(text, end):
        words = behind[1].split()
        for n in range(len(words), 0, -1):
            if country := country_of_name().get(key(" ".join(words[:n]))):
                return country, country
    return None
