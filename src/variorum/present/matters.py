"""What a difference is about, where its accounts share more words than the one that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from variorum.language.shipped import all_words

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_LONGEST, _LEAST = 8, 3
"""Words of a heading: a longer one is a sentence, a shorter one says hardly more than the word that it has already."""
_BETWEEN = 1
"""Words or marks that another account may have between those of a heading."""
_OPENS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
"""Small words that a heading may begin with."""
_CLAUSE = frozenset({"that", "which", "who", "and", "but", "because", "when", "while", "whether"})
"""Words behind which a clause begins: “says that the bridge fell” is no matter, “the bridge fell” is."""


def shared_phrase(about: str, accounts: Sequence[Sequence[str]]) -> str:
    """The longest run of words around `about` in one account whose telling words every other account has together in
    one of its sentences: “the bridge was built” of “The bridge was built in 1971” and “The bridge, built in 1968, …”.
    `about` where there is none, or where that is a phrase already."""
    if " " in about.strip() or len(accounts) < 2 or not all(accounts):
        return about
    told = [[_TOKEN.findall(sentence) for sentence in side] for side in accounts]
    found = ""
    for n, side in enumerate(told):
        others = told[:n] + told[n + 1 :]
        for run in (_trimmed(run) for tokens in side for run in _runs(tokens, about.casefold())):
            if len(run) > len(found.split()) and all(any(_tells(text, run) for text in other) for other in others):
                found = " ".join(run)
    return f"{found[:1].lower()}{found[1:]}" if found.split(" ")[0].lower() in _OPENS else found or about


def _runs(tokens: Sequence[str], about: str) -> Iterator[list[str]]:
    """The runs of words that hold `about`, cross no mark and begin in its clause."""
    for at in (i for i, token in enumerate(tokens) if token.casefold() == about):
        begins = max((i + 1 for i, token in enumerate(tokens[:at]) if token.casefold() in _CLAUSE), default=0)
        for low in range(max(begins, at - _LONGEST), at + 1):
            for high in range(at + 1, min(len(tokens), low + _LONGEST) + 1):
                run = list(tokens[low:high])
                if all(token[0].isalnum() for token in run):
                    yield run


def _trimmed(run: Sequence[str]) -> Sequence[str]:
    """`run` without the small words at its ends; nothing where little is left."""
    kept = list(run)
    while kept and kept[0].casefold() in _small() - _OPENS:
        kept.pop(0)
    while kept and kept[-1].casefold() in _small():
        kept.pop()
    return kept if len(kept) >= _LEAST else ()


def _tells(tokens: Sequence[str], run: Sequence[str]) -> bool:
    """Whether the telling words of `run` stand in `tokens` in their order, with hardly more between them."""
    wanted = [word.casefold() for word in run if word.casefold() not in _small()]
    folded = [token.casefold() for token in tokens]
    for at in (i for i, token in enumerate(folded) if wanted and token == wanted[0]):
        near = iter(folded[at : at + len(run) + _BETWEEN])
        if all(word in near for word in wanted):
            return len(wanted) > 1
    return False


@cache
def _small() -> frozenset[str]:
    return all_words("present", "heading_ends.txt")
