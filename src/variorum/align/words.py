"""Words of a sentence as the joining of reports compares them: lower-case, without endings, without function words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from variorum.language.shipped import all_words, lines
from variorum.model import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDING = re.compile(r"(?<=\w{3})(?:ations?|ments?|ingly|edly|ings?|ie[sd]|ers?|e[sd]|ly|s)$")
_SHORTEST_STEM = 3


def table(name: str) -> tuple[str, ...]:
    """The lines of one of this room's tables; see `variorum.language.shipped`."""
    return lines("align", name)


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Function words, reporting words and words of the calendar."""
    return all_words("align", "difference_stopwords.txt")


def words_of(text: str) -> list[str]:
    """Lower-case words with straight apostrophes, in order."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def surface_words(text: str, within: Span) -> list[Span]:
    """The places of the words inside `within`, possessive endings left out."""
    found = (Span(*match.span()) for match in _WORD.finditer(text, within.start, within.end))
    return [Span(s.start, s.end - 2) if text[s.start : s.end].endswith(("'s", "’s")) else s for s in found]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word without its ending.

    A light stemmer in the manner of Harman (1991), which rarely runs two words together: "talks", "talked"
    and "talking" are one, "general" and "generate" are two.
    """
    word = word.removesuffix("'s").removesuffix("'")
    if not (ending := _ENDING.search(word)):
        return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST_STEM else word.rstrip("e")
    root = word[: ending.start()]
    if ending.group() in ("ies", "ied"):
        return root + "i"
    if len(root) > _SHORTEST_STEM and root[-1] == root[-2] and root[-1] not in "elsz":
        root = root[:-1]
    return root.rstrip("e")


@lru_cache(maxsize=50_000)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say what it is about."""
    return stems_of(words_of(text))


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of those of some words, lower-case, that say what they are about."""
    stop = stopwords()
    return frozenset(stem(word) for word in words if word not in stop and (len(word) > 1 or word.isdigit()))
