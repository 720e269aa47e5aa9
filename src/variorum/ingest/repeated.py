"""Furniture that only shows when an outlet's pages lie side by side: the paragraph that stands on many of them.

One page cannot tell "The Courier is an independent paper founded by its readers" from reporting; ten can.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from urllib.parse import urlsplit

from msgspec.structs import replace

from variorum.ingest.draft import digest, key
from variorum.ingest.lines import log_odds
from variorum.model import Article, Block

PAGES = 3
"""On how many pages of one outlet a paragraph has to stand."""
UNLIKE = 0.12
"""Share of common words (Jaccard, words of five letters and more) below which pages tell different things. Two reports
of one event share more: what they repeat between them may be the story's background, and stays if it reads like it."""
REPORTING = 2.5
"""Log odds from which a line by itself reads as reporting."""
_COMPARED = 6
_WORD = re.compile(r"\w{5,}")


def without_repeated(articles: Sequence[Article]) -> list[Article]:
    """The articles in their order, without the paragraphs that their outlet prints on page after page.

    Ids stay: they name what was read. An article is never left without text.
    """
    homes: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if home := home_of(article):
            homes[home].append(article)
    drop: dict[str, frozenset[str]] = {}
    for pages in homes.values():
        if found := furniture_of(pages):
            drop.update((article.id, found) for article in pages)
    return [without(article, drop[article.id]) if article.id in drop else article for article in articles]


def home_of(article: Article) -> str | None:
    """What stands for the outlet: the host of the address, else its name."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    return host.removeprefix("www.") or article.outlet


def furniture_of(pages: Sequence[Article]) -> frozenset[str]:
    """The marks of the paragraphs that are furniture on `pages` of one outlet; none where these are few."""
    if len(pages) < PAGES:
        return frozenset()
    holders: defaultdict[str, dict[str, Article]] = defaultdict(dict)
    words: dict[str, str] = {}
    for article in pages:
        for block in article.blocks:
            text = article.text[block.start : block.end]
            if mark := _mark(text):
                holders[mark].setdefault(article.url or article.id, article)
                words[mark] = text
    often = {mark: list(found.values()) for mark, found in holders.items() if len(found) >= PAGES}
    return frozenset(
        mark for mark, found in often.items() if log_odds(words[mark]) < REPORTING or _unlike(found, frozenset(often))
    )


def _unlike(pages: Sequence[Article], repeated: frozenset[str]) -> bool:
    """Whether `pages` tell different things apart from what they repeat: most pairs of some of them do."""
    some = sorted(pages, key=lambda article: article.id)[:_COMPARED]
    vocabularies = [_vocabulary(article, repeated) for article in some]
    likes = sorted(len(a & b) / max(1, len(a | b)) for a, b in combinations(vocabularies, 2))
    return likes[len(likes) // 2] < UNLIKE


def _vocabulary(article: Article, repeated: frozenset[str]) -> set[str]:
    own = (article.text[b.start : b.end] for b in article.blocks)
    return {word for text in own if _mark(text) not in repeated for word in _WORD.findall(text.lower())}


def _mark(text: str) -> str:
    """What stands for a paragraph: a hash of its letters and digits, empty when it has none."""
    letters = key(text)
    return digest(letters) if letters else ""


def without(article: Article, marks: frozenset[str]) -> Article:
    """`article` without the paragraphs of these marks, its blocks moved accordingly; as it is if nothing would be
    left."""
    kept = [b for b in article.blocks if _mark(article.text[b.start : b.end]) not in marks]
    if not kept or len(kept) == len(article.blocks):
        return article
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for block in kept:
        words = article.text[block.start : block.end]
        blocks.append(replace(block, start=at, end=at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return replace(article, text="\n\n".join(parts), blocks=tuple(blocks))
