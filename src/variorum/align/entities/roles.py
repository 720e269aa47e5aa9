"""Offices that the texts give to persons: "Tarnian Prime Minister Jo Hale", "Jo Hale, prime minister of Tarn"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from variorum.align.words import table
from variorum.language.names import fold, key, titles
from variorum.language.places import country_of_capital, country_of_name, country_of_people

Role = tuple[str, str]
"""Country or other owner ("" when none is named) and office."""

_WORD = re.compile(r"[^\s,;:]+")
_APPOSED = re.compile(r",\s+((?:the\s+|its\s+|their\s+)?[^\n,.;:()]{2,60})[,.;\n]", re.I)
_BEFORE = 80
_FULL = {"pm": "prime minister", "gov": "governor", "sen": "senator", "premier": "prime minister", "gen": "general"}
_FULL |= dict.fromkeys(("chief executive", "chief executive officer"), "ceo")
_PAST = frozenset(("former", "ex", "then", "late", "onetime"))
_OF = ("of", "for")
_BELOW = frozenset(("vice", "deputy", "acting", "interim", "assistant", "associate"))
"""Words that make another office of the one behind them: a deputy governor is no governor."""
_LOOSE = frozenset(("former", "ex", "acting", "interim", "then", "outgoing", "incumbent", "mr", "mrs", "ms", "dr"))
_LEAD = frozenset(("the", "a", "an", "its", "his", "her", "'s"))
_FORM = frozenset(("mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "prof"))


@lru_cache(maxsize=20_000)
def role_of(words: str) -> Role | None:
    """The office that `words` name, `None` if none: "the Iraqi prime minister" gives ("Iraq", "prime minister")."""
    parts = [w.removesuffix("'s") for w in fold(words).split() if w not in _LEAD]
    at = next((n for n in range(1, len(parts) - 1) if parts[n] in _OF and _office(parts[:n])), None)
    if at is not None and tuple(parts) not in titles():
        return _charge(parts, at) or (_owner(" ".join(parts[at + 1 :])), _title(parts[:at]))
    for at in range(len(parts)):
        if _PAST.isdisjoint(parts[:at]) and _office(parts[at:]):
            return (_owner(" ".join(parts[:at])), _title(parts[at:]))
    return None


def _charge(parts: Sequence[str], at: int) -> Role | None:
    """ "minister of transport for Tarn" as Tarn's "transport minister"; `at` is where "of" stands."""
    rest = parts[at + 1 :]
    for n in (1, 2):
        office = (*rest[:n], *parts[:at])
        if office in titles() and (len(rest) <= n or rest[n] in _OF):
            return _owner(" ".join(rest[n + 1 :])), _title(office)
    return None


def office_alone(words: str) -> Role | None:
    """The office that a mention without a name is; "Ida King" is none, "the Tarnian king" is."""
    role = role_of(words)
    if role is None or (role[1] in _surnames() and not _known(role[0])):
        return None
    return role


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(table("names_office_surnames.txt"))


def _office(words: Sequence[str]) -> bool:
    """Whether the words are a title, or titles in a row ("chief executive officer"), and a holder's one."""
    words = words[1:] if len(words) > 1 and words[0] in _BELOW and tuple(words) not in titles() else words
    if _LOOSE & set(words):
        return False
    return tuple(words) in titles() or (len(words) > 2 and all((word,) in titles() for word in words))


def _title(words: Sequence[str]) -> str:
    return _FULL.get(" ".join(words), " ".join(words))


def _owner(words: str) -> str:
    """The country that these words name, "" for no words, else the words themselves, folded."""
    if not words:
        return ""
    folded = key(words)
    return (
        country_of_people().get(folded) or country_of_name().get(folded) or country_of_capital().get(folded) or folded
    )


def roles_before(text: str, start: int) -> Role | None:
    """The office written right before a person's name at `start`; a former one is none."""
    words = _WORD.findall(text[max(0, start - _BEFORE) : start].rsplit("\n", 1)[-1])
    if text[max(0, start - 2) : start].strip() in (",", ";", ":"):
        return None
    found: Role | None = None
    read = 0
    for n in range(1, min(6, len(words)) + 1):
        if words[-n].lower() in _PAST:
            return None
        if found and read == n - 1 and words[-n].lower() == "under":
            return None  # "the flood in 2005, under President Hale": who holds it now is not told
        role = role_of(" ".join(words[-n:]))
        if role and role[1] not in _FORM and (_known(role[0]) or found is None):
            found, read = (role if _known(role[0]) else ("", role[1])), n
    return found


def roles_behind(text: str, end: int) -> Role | None:
    """The office written right behind a person's name that ends at `end`: "Jo Hale, the governor of Tarn," """
    match = _APPOSED.match(text, end, end + _BEFORE)
    role = role_of(match[1]) if match else None
    return role if role and role[1] not in _FORM else None


def _known(owner: str) -> bool:
    return owner == "" or owner in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(country_of_name().values())


@lru_cache(maxsize=1)
def single_offices() -> frozenset[str]:
    """Public offices of which nobody holds two at a time."""
    return frozenset(_title(line.split()) for line in table("names_single_offices.txt"))


class Holders:
    """Who holds each office: `people` are (text, span, person), a person being named by any word."""

    def __init__(self, texts: Sequence[str], people: Iterable[tuple[int, tuple[int, int], str]]) -> None:
        self._named: dict[tuple[int, Role], dict[str, None]] = defaultdict(dict)
        self._abroad: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
        self._anywhere: dict[Role, set[str]] = defaultdict(set)
        for text, (start, end), who in sorted(people):
            for role in (roles_before(texts[text], start), roles_behind(texts[text], end)):
                if role:
                    self._named[text, role][who] = None
                    self._anywhere[role].add(who)
                    self._anywhere["", role[1]].add(who)
                if role and role[0]:
                    self._abroad[text, role[1]][who] = None

    def of(self, text: int, role: Role) -> str | None:
        """The person whom text number `text` means by an office.

        "The president" is whom it calls president with no country; a nation's president only where it names no other.
        An office that its text gives to nobody is that of its one holder in the run; of two holders it is nobody's.
        """
        here = self._named.get((text, role), {})
        if not here and not role[0]:
            here = self._abroad.get((text, role[1]), {})
        who = list(here) or list(self._anywhere.get(role, ()))
        return who[0] if len(who) == 1 else None
