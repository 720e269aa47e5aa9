"""What the words beside a name tell of its bearer: he or she, whose relative, with which office.

A text introduces "President Tolan" and names "Elena Tolan, the first lady" in full later: the full name is not his.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from variorum.align.entities.roles import Role, roles_before, roles_behind, single_offices
from variorum.align.entities.surfaces import core
from variorum.align.words import table
from variorum.language.given import Sex, given_names
from variorum.language.names import fold, person, strip_titles
from variorum.language.shipped import settings

_SEXES: tuple[Sex, Sex] = ("he", "she")
_WORD = re.compile(r"\S+")
_BEFORE = 60
"""Code points before a name that are read."""


class Bearing(NamedTuple):
    """What one mention tells: `kin` is whether it is named as a relative or spouse, `trade` whether as "the docker"."""

    sex: Sex | None = None
    kin: bool = False
    office: Role | None = None
    trade: bool = False

    @property
    def titled(self) -> bool:
        """Whether a form of address, an office or a trade stands with the name."""
        return self.sex is not None or self.office is not None or self.trade


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    found = settings("align", "names_sexes.toml", dict[str, tuple[str, ...]])
    if not all(found.values()):
        raise ValueError("the table names_sexes.toml has an empty row")
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, Sex]:
    """Forms of address, and given names."""
    return {word: sex for sex in _SEXES for word in (*_table()[sex], *given_names(sex))}


@lru_cache(maxsize=2)
def _kin(sex: Sex) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a relative of the name behind it, and of the name before it."""
    kin, spouse = ("|".join(_table()[f"{kind}_{sex}"]) for kind in ("kin", "spouse"))
    owned = rf"(?:\b(?:his|her|their|whose)|['’]s?)\s+(?:[\w-]+\s+){{0,2}}?(?:{kin})"
    before = rf"(?:{owned}|\b{spouse}),?\s+$"
    his = rf"(?:his|her|their)\s+(?:[\w-]+\s+){{0,2}}?(?:{kin})"
    behind = rf",\s+(?:{his}|(?:the\s+)?(?:[\w-]+\s+)?(?:{kin})\s+of|(?:the\s+)?(?:{spouse}))\b"
    return re.compile(before, re.I), re.compile(behind, re.I)


@lru_cache(maxsize=1)
def _trade() -> re.Pattern[str]:
    return re.compile(rf",\s+the\s+(?:{'|'.join(table('names_trades.txt'))})(?:[,.;]|\s+who\b)", re.I)


def bearing(text: str, start: int, end: int, offices: bool = True) -> Bearing:
    """What the words around and inside the mention `[start, end)` of a person tell; `offices` false is sooner done."""
    surface = core(text[start:end])
    words = fold(surface).split()
    kept = strip_titles(words)
    inner = list(_WORD.finditer(text, start, end))
    name = inner[-len(kept)].start() if 0 < len(kept) <= len(inner) else start
    lead = text[max(0, name - _BEFORE) : name].rsplit("\n", 1)[-1]
    kin = next((s for s in _SEXES if _kin(s)[0].search(lead) or _kin(s)[1].match(text, end)), None)
    address = (fold(lead).split() or [""])[-1]
    given = person(" ".join(kept)).given[:1]
    sex = kin or (_words().get(address) if address in (*_table()["he"], *_table()["she"]) else None)
    sex = sex or (_words().get(given[0]) if given else None)
    if not offices:
        return Bearing(sex, kin is not None)
    return Bearing(
        sex, kin is not None, roles_before(text, name) or roles_behind(text, end), bool(_trade().match(text, end))
    )


def contradicts(one: Bearing, other: Bearing) -> bool:
    """Whether two mentions of one surname cannot be one person.

    He is not she, nobody holds two public offices at once, and "the docker" is told from the governor by his trade.
    """
    if one.sex and other.sex and one.sex != other.sex:
        return True
    for mine, theirs in ((one, other), (other, one)):
        if mine.trade and theirs.office and theirs.office[1] in single_offices():
            return True
    if one.office is None or other.office is None or one.office[1] == other.office[1]:
        return False
    return {one.office[1], other.office[1]} <= single_offices()
