"""Zero in words: "no one was hurt", "no casualties"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.model import Figure, Span

_HARM = r"(?:hurt|injured|killed|wounded|harmed|dead|missing|arrested|trapped|hit|hospitali[sz]ed|detained|infected)"
_BE = r"(?:was|were|is|are|has been|have been|had been|(?:is|was) (?:believed|thought|reported) to (?:have been|be))"
_NONE_OF = r"none of (?:the |its |their )?[a-z]+(?: [a-z]+)?"
_NO_ONE = re.compile(
    rf"\b(?P<counted>no one|no-one|nobody|{_NONE_OF})(?: else| aboard| on board| inside)? "
    rf"(?:{_BE} (?:[a-z]+ly )?{_HARM}|died|survived)\b",
    re.I,
)
_NO_THINGS = re.compile(
    r"\bno (?P<counted>(?:(?:reported|immediate|other|further|serious|major|confirmed|civilian|known|new) )*"
    r"(?:casualties|injuries|deaths|fatalities|victims|survivors|arrests|people|passengers|civilians|troops|soldiers))\b",
    re.I,
)


def find_nobody(text: str, by: str) -> Iterator[Figure]:
    """Counts of zero of people or harm; other things that are not there ("no timeline") are no figures."""
    for match in _NO_ONE.finditer(text):
        yield _zero(match, match.end("counted"), by, "people")
    for match in _NO_THINGS.finditer(text):
        yield _zero(match, match.end(), by, None)


def _zero(match: re.Match[str], end: int, by: str, counted: str | None) -> Figure:
    span = None if counted else Span(match.start("counted"), match.end("counted"))
    words = counted or match["counted"]
    head = words.split()[-1].lower()
    return Figure(
        match.start(), end, 0.0, 0.0, unit="count", counted=words, counted_span=span, by=by, score=0.8, head=head
    )
