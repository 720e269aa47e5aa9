"""The words of a sentence that state one clause, so that they can be read by themselves.

A clause's own words can be a torso: "to repay the loan" has its promise in the clause before, "The council said" its
content in the clause behind. Such neighbours are taken in; joining words at the ends are left off.
"""

from __future__ import annotations

import re

from variorum.align.claims.units import Unit
from variorum.model import Event, Span

_FEW, _LEAST = 8, 3
"""Words a cut needs to be evidence, and those it needs where its sentence is of more than `_VAST` words."""
_VAST = 65
_BETWEEN = 3
"""Code points between a clause and the one that completes it."""
_COMPLETES = re.compile(r"(?:to|that|whether|how|why|not to)\b", re.I)
_HANGS = re.compile(r"(?:to|not to)\b", re.I)
_OPENING = re.compile(
    r"[\s,;:–—-]*(?:(?:and|but|or|that|because|while|as|so|after|before|when|if|though)\b[\s,]*)*", re.I
)
_CLOSING = re.compile(
    r"[\s,;:–—-]*(?:\b(?:and|but|or|that|as|because|while|when|where|which|who)\b[\s,;:–—-]*)*$", re.I
)
_TAIL = 40
"""Code points at the end of a clause that are looked at for joining words: what is hostile is long."""


def cut(unit: Unit) -> Span:
    """The place of a clause's words with what completes it, in the article's text."""
    text = unit.sentence.article.text
    start, end = unit.span.start, unit.span.end
    events = unit.sentence.events
    while _HANGS.match(text, start) and (before := _ending_at(events, start)):
        start = before.start
    while after := _completing(events, text, end):
        end = after.end
    return _trimmed(text, start, end)


def _ending_at(events: tuple[Event, ...], start: int) -> Event | None:
    return next((e for e in events if e.start < start and 0 <= start - e.end <= _BETWEEN), None)


def _completing(events: tuple[Event, ...], text: str, end: int) -> Event | None:
    found = (e for e in events if 0 <= e.start - end <= _BETWEEN and e.end > end)
    return next((e for e in found if _COMPLETES.match(text, e.start)), None)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    opening = _OPENING.match(words)
    closing = _CLOSING.search(words, max(0, len(words) - _TAIL))
    left = opening.end() if opening else 0
    right = closing.start() if closing else len(words)
    return Span(start + left, start + right) if left < right else Span(start, end)


def is_evidence(words: str, around: int) -> bool:
    """Whether a cut is long enough to be found and read as evidence; `around` is how many words its sentence has.

    Few words ("who elected him") are cited only from a sentence in which a reader would look for them in vain.
    """
    return len(words.split()) >= (_FEW if around <= _VAST else _LEAST)
