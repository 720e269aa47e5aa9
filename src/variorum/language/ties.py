"""Two names that a text itself says are one: "Ostrava Steel Works (OSW)", "Hallen, also known as the Grey Wing".

After Schwartz and Hearst (2003) for the parenthesis; the other patterns are apposition formulas of news English. Only a
stated tie counts: that two names fill the same place in two reports proves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from variorum.language.names import fold, initials, is_acronym, spells, trim
from variorum.language.shipped import lines
from variorum.model.records import Mention, Span

_REACH = 120
"""Code points behind a name in which the formula and the other name must lie."""
_FAR = 250
"""Code points before "an abbreviation for X" in which the abbreviation stands."""

_NAME = (
    r"(?:[Tt]he\s+)?(?P<other>[A-Z0-9][\w.&'’]*"
    r"(?:(?:\s?-\s?|\s+)[A-Z0-9][\w.&'’]*|\s+(?:of|and|for|the|in|de|al-?)(?=\s+[A-Z])){0,8})"
)
_GROUP = r"(?:\s+(?!ha(?:s|ve|d)\b)[a-z]{3,12}){0,2}?"
"""Small words between a name and a formula; "Tolan's camp has also called Moss" calls, and is not called, so."""
_OPEN = r"\s*,?\s*[\"“”'‘’]?\s*"


@lru_cache(maxsize=1)
def _formulas() -> re.Pattern[str]:
    """What stands between two names of one bearer, from the table, the longest first."""
    words = sorted(lines("language", "names_ties.txt"), key=len, reverse=True)
    return re.compile("|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words))


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    between = f"(?:{_formulas().pattern})"
    return re.compile(
        rf"(?:['’]s)?{_GROUP}(?:"
        rf"\s*\(\s*(?P<inside>(?:{between}\s+)?){_OPEN.replace(',', '')}{_NAME}\s*[\"“”'’]?\s*[);,]"
        rf"|\s*,?\s*(?P<formula>{between}){_OPEN}{_NAME.replace('other', 'said')}"
        rf"|\s*,\s+or\s+[\"“]?{_NAME.replace('other', 'alternative')}[\"”]?\s*(?:,|\.\s|\)|$))"
    )


_SHORT_FOR = re.compile(
    r"\b(?:abbreviation|acronym|initials|shorthand|short\s+form|abbreviated\s+form|another\s+name|alternative\s+name)\s+(?:for|of)\s+"
    + _NAME
)


class Tie(NamedTuple):
    """Two spans of one text that name one bearer, and the words that say so."""

    one: Span
    other: Span
    why: str


def ties(text: str, mentions: Sequence[Mention]) -> tuple[Tie, ...]:
    """The ties that `text` states about `mentions` (in order of position); the second name need not be a mention."""
    found = [tie for m in mentions if (tie := _behind(text, m))]
    return tuple(found + _short_for(text, mentions))


def _behind(text: str, mention: Mention) -> Tie | None:
    window = text[mention.end : mention.end + _REACH].split("\n", 1)[0]
    match = _after().match(window)
    if match is None:
        return None
    group = next(g for g in ("other", "said", "alternative") if match[g])
    start, end = _whole(text, mention.end + match.start(group), mention.end + match.end(group))
    name, other = text[mention.start : mention.end], text[start:end]
    bare = group == "alternative" or (group == "other" and not match["inside"].strip())
    if not other or fold(name) == fold(other) or not _credible(mention, name, other, bare):
        return None
    why = text[mention.start : mention.end + match.end()].rstrip(" .,;")
    return Tie(Span(mention.start, mention.end), Span(start, end), why)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The name in `[start, end)` without the article before it and the full stop of its sentence."""
    start, end = trim(text, start, end)
    if text[start : start + 4].lower() == "the ":
        start += 4
    if text[start:end].count(".") == 1 and text[start:end].endswith(".") and len(text[start:end].split()[-1]) > 3:
        end -= 1
    return start, end


def _credible(mention: Mention, name: str, other: str, bare: bool) -> bool:
    """Whether the second name can be the first one's; `bare` is without words that say so ("X (Y)", "X, or Y,")."""
    if not bare:
        return mention.label not in ("GPE", "LOC", "NORP") or len(other.split()) > 1 or is_acronym(other)
    if is_acronym(name) and not is_acronym(other):
        return spells(name, other) or _grows(name, other)
    if len(other.split()) > 1 or len(other) > 10 or sum(c.isupper() for c in other) < 2:
        return False
    if spells(other, name) or (is_acronym(other) and _grows(other, name)):
        return True
    if mention.label == "ORG" and is_acronym(other) and _threads(other, name):
        return True
    # a foreign or loose abbreviation ("Workers' League of Tarn (KLT)"), but not a party or an agency behind a place
    return mention.label == "ORG" and len(name.split()) > 2 and len(other) <= 6


def _threads(acronym: str, name: str) -> bool:
    """Whether the acronym runs through the name and opens every word of it: "TNA" for "Tarn Air"."""
    letters, every = acronym.replace(".", "").upper(), initials(name)[1]
    return len(every) > 1 < len(letters) and _in_order(every, letters) and _in_order(letters, name.upper())


def _in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(letter in rest for letter in few)


def _grows(acronym: str, name: str) -> bool:
    """Whether the acronym opens with the name's initials and says more: "RLNA" for the "Red Lake Nation"."""
    letters = acronym.replace(".", "").upper()
    return any(len(head) > 1 and letters.startswith(head) and len(letters) <= len(head) + 3 for head in initials(name))


def _short_for(text: str, mentions: Sequence[Mention]) -> list[Tie]:
    """“… ABC …,” he said, using an abbreviation for Alder Bank Corps: the acronym stands somewhere before the words."""
    starts, found = [m.start for m in mentions], []
    for match in _SHORT_FOR.finditer(text):
        start, end = _whole(text, match.start("other"), match.end("other"))
        for m in reversed(mentions[: bisect_right(starts, match.start())]):
            if m.start < match.start() - _FAR:
                break
            short = text[m.start : m.end]
            if is_acronym(short) and (spells(short, text[start:end]) or _grows(short, text[start:end])):
                found.append(Tie(Span(m.start, m.end), Span(start, end), match.group().rstrip(" .,;")))
                break
    return found
