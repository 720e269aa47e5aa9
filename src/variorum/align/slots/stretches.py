"""Over how long a figure counts: "140 mm in twelve hours" and "160 mm in a day" are two measurements, not one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from variorum.model import Figure, Span, Time

_NEAR = 60
"""Code points between a figure and the length of time that it is measured over, at most."""
_OVER = re.compile(
    r"\b(?:in|within|over|during|inside|in the space of)\s+(?:(?:the|only|just|under|about|some)\s+)*$", re.I
)
_BREAK = re.compile(r"[.;:!?—–]|,(?!\d)|\b(?:and|but|after|before|while)\b", re.I)
"""What ends the words that belong to a figure."""
_BEFORE = re.compile(r"\s*,?\s*(?:(?:some|about|around|nearly|almost|more than|at least|up to)\s+)?$", re.I)


def stretch_of(figure: Figure, text: str, sentence: Span, times: Iterable[Time]) -> Span | None:
    """The words for the length of time that `figure` is measured over, if its clause names one."""
    found = (
        Span(time.start, time.end)
        for time in times
        if time.type == "DURATION" and sentence.start <= time.start and time.end <= sentence.end
        if _follows(text, figure, time) or _leads(text, sentence, figure, time)
    )
    return next(found, None)


def value_of(stretch: Span | None, times: Iterable[Time]) -> str | None:
    """The value of a length of time, as TIMEX3 writes it ("PT12H")."""
    return next((t.value for t in times if stretch and t.start == stretch.start), None)


def _follows(text: str, figure: Figure, time: Time) -> bool:
    between = text[figure.end : time.start]
    return 0 < len(between) <= _NEAR and bool(_OVER.search(between)) and not _BREAK.search(between)


def _leads(text: str, sentence: Span, figure: Figure, time: Time) -> bool:
    """ "In twelve hours, 140 mm fell"."""
    opened = _OVER.search(text[max(sentence.start, time.start - _NEAR) : time.start])
    return bool(opened and _BEFORE.fullmatch(text[time.end : figure.start])) and time.end < figure.start
