"""Who wrote a report: people, not desks; agencies apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from variorum.ingest.draft import clean
from variorum.ingest.tables import any_of, entries

_LINE = re.compile(
    r"^\W*(?i:(?:written|reported|posted|story|words|report|authored)\s+by|by|authors?\s*:)\s*:?\s*(?=[A-Z])(?P<names>[^!?]{3,120})\.?$"
)
_LABEL = re.compile(r"^\W*(?:authors?|written by|reported by|posted by|story by|by)\s*:?\s+(?=\S)", re.I)
_CUT = re.compile(
    r"\s*(?:\||•|·|\s[-–—]\s|\(|\[|<|\bupdated\b|\bpublished\b|\bposted\b|\bfollow\b|\bemail\b|@|https?:|\b(?:for|in)\s+(?-i:(?=[A-Z]))|\d{1,2}:\d\d|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[/. ]\w+[/. ]\d{2,4}|\bon\s+(?=\w+\s\d)|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b|$).*",
    re.I | re.S,
)
_JOIN = re.compile(r"\s*(?:,|;|&|/|\band\b|\bwith\b|\bund\b|\n)\s*", re.I)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,5}")
_HONOUR = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|dame)\.?\s+(?=\w)", re.I)


def byline_of(line: str) -> tuple[str, ...]:
    """The people named by a byline such as "By A. B. Person and C. Other, Staff Writer"; empty when it is none."""
    if len(line) > 200 or not (match := _LINE.match(line)):
        return ()
    return people([match["names"]])


def people(names: Iterable[str], marked: bool = False) -> tuple[str, ...]:
    """The persons among `names`, each once, in order, without "By", roles, desks, agencies, dates and handles.

    Where the markup says that it is an author (`marked`), a single name will do.
    """
    found: dict[str, str] = {}
    for name in names:
        for part in _parts(name):
            if is_person(part, 1 if marked else 2):
                found.setdefault(part.lower(), part)
    return tuple(found.values())


def agencies(text: str) -> tuple[str, ...]:
    """The news agencies that `text` names, as `tables/agencies.txt` writes them."""
    known = {name.lower(): name for name in entries("agencies")}
    return tuple(dict.fromkeys(known[m.group().lower()] for m in _agency().finditer(text)))


def is_person(name: str, least: int = 2) -> bool:
    """Whether `name` can be a person's: up to six words, capitalised, none of which is a desk's or an agency's."""
    words = name.split()
    if not least <= len(words) <= 6 or len(name) < 3 or len(name) > 60 or not _NAME.fullmatch(name):
        return False
    if _desk().search(name) or _agency().fullmatch(name):
        return False
    return words[0][:1].isupper() and words[-1][:1].isupper()


def _parts(name: str) -> list[str]:
    bare = _CUT.sub("", _LABEL.sub("", clean(name)[:300]), count=1)
    found: list[str] = []
    for part in _JOIN.split(bare):
        part = _HONOUR.sub("", part.strip(" .,:;|-–—"))
        found.append(part.title() if part.isupper() and len(part) > 5 else part)
    return found


@cache
def _desk() -> re.Pattern[str]:
    return any_of("desks")


@cache
def _agency() -> re.Pattern[str]:
    return any_of("agencies")
