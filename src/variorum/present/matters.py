"""What a difference is about, where its accounts share more words than the one that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.language.shipped import all_words

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_LONGEST, _LEAST = 8, 3
"""Words of a heading: a longer one is a sentence, a shorter one says hardly more than the word that it has already."""
_OPENS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their"})


def shared_phrase(about: str, accounts: Sequence[Sequence[str]]) -> str:
    """The longest run of words around `about` that every account has in one of its sentences, without the small words
    it ends in: “the bridge was built” of “The bridge was built in 1968” and “…, but the bridge was built in 1971”.
    `about` where there is none, or where that is a phrase already."""
    if " " in about.strip() or len(accounts) < 2 or not all(accounts):
        return about
    told = [[_TOKEN.findall(sentence) for sentence in side] for side in accounts]
    others = [[f" {' '.join(tokens).casefold()} " for tokens in side] for side in told[1:]]
    found: list[str] = []
    for run in (run for tokens in told[0] for run in _runs(tokens, about.casefold())):
        phrase = " ".join(run)
        if len(run) > len(found) and all(any(f" {phrase.casefold()} " in text for text in side) for side in others):
            found = run
    return _trimmed(found) or about


def _runs(tokens: Sequence[str], about: str) -> Iterator[list[str]]:
    """The runs of words that hold `about` and cross no mark."""
    for at in (i for i, token in enumerate(tokens) if token.casefold() == about):
        for low in range(max(0, at - _LONGEST), at + 1):
            for high in range(at + 1, min(len(tokens), low + _LONGEST) + 1):
                run = list(tokens[low:high])
                if all(token[0].isalnum() for token in run):
                    yield run


def _trimmed(run: Sequence[str]) -> str:
    """`run` without the small words at its end, as it stands inside a line; nothing where little is left."""
    small = all_words("present", "heading_ends.txt")
    kept = list(run)
    while kept and kept[-1].casefold() in small:
        kept.pop()
    if len(kept) < _LEAST:
        return ""
    first = kept[0].lower() if kept[0].lower() in _OPENS else kept[0]
    return " ".join([first, *kept[1:]])
