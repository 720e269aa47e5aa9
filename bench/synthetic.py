"""Made-up articles of made-up words, with copies of known kinds: for speed, growth and recall at any size."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from variorum.cluster.tables import table
from variorum.model.records import Article, Published

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["exact", "light", "half", "brief"]
KINDS: tuple[Kind, ...] = ("exact", "light", "half", "brief")

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "os")]
_WORDS = 30_000
_LENGTH = (150, 450)
SHORT = (100, 200)
"""Words of the articles of very large collections: with them a million fit into a common machine's memory."""
_SENTENCE = 18
_BRIEF = 60
_TOUCHED = 0.05
"""Share of words that a lightly edited copy changes."""


def sizes(default: tuple[int, ...]) -> tuple[int, ...]:
    """The sizes at which growth is measured: those of `VARIORUM_GROWTH` ("10000,100000,1000000"), else `default`."""
    stated = os.environ.get("VARIORUM_GROWTH")
    return tuple(int(size) for size in stated.split(",")) if stated else default


@dataclass(frozen=True)
class Collection:
    """Articles in random order, and the true copies among them: (copy, origin) to kind."""

    articles: list[Article]
    copies: dict[tuple[str, str], Kind]


def collection(size: int, seed: int = 20, length: tuple[int, int] = _LENGTH) -> Collection:
    """`size` articles of `length` words, of which four in ten copy another, one of each kind in turn."""
    import numpy as np

    rng = np.random.default_rng(seed)
    words = _vocabulary(rng)
    odds = np.cumsum(1 / np.arange(3, _WORDS + 3))
    odds /= odds[-1]

    def text() -> NDArray[np.uint16]:
        return np.searchsorted(odds, rng.random(int(rng.integers(*length)))).astype(np.uint16)

    texts = [text() for _ in range(size - size * 4 // 10)]
    copies: dict[tuple[str, str], Kind] = {}
    for number in range(len(texts), size):
        kind = KINDS[number % len(KINDS)]
        origin = int(rng.integers(size - size * 4 // 10))
        texts.append(_copied(kind, texts[origin], text(), rng))
        copies[_name(number), _name(origin)] = kind
    # one text after the other becomes an article, so that a large collection is not held twice
    order = rng.permutation(size).tolist()
    return Collection([_article(number, words[texts[number]].tolist()) for number in order], copies)


def reports(size: int, seed: int = 21, per_story: int = 5, per_day: int = 200) -> list[Article]:
    """`size` articles as they would arrive, about `per_story` to a story and `per_day` a day.

    They are made of English words, each as often as in English; a story has forty rarer words of its own, of which each
    of its reports uses many.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    words, odds = _english()
    common = words[rng.choice(len(words), 110 * size, p=odds)].reshape(size, 110)
    # a report belongs to a story of about the same time
    stories = np.maximum(0, np.arange(size) - rng.integers(3 * per_story, size=size)) // per_story
    own = words[rng.integers(2_000, len(words), (int(stories.max()) + 1, 40))]
    made = []
    for number, story in enumerate(stories.tolist()):
        mixed = rng.permutation(np.concatenate((common[number], rng.choice(own[story], 40))))
        day = date(2000, 1, 1) + timedelta(days=number // per_day)
        made.append(replace(_article(number, list(mixed)), published=Published(value=day.isoformat())))
    return made


def _english() -> tuple[np.ndarray, np.ndarray]:
    """English words, the most frequent first, and how likely each is."""
    import numpy as np

    lines = [line.split("\t") for line in table("background.tsv")]
    words = [word for _, same in lines for word in same.split(" ")]
    odds = np.array([np.exp(-int(quarter) / 4) for quarter, same in lines for _ in same.split(" ")])
    return np.array(words, dtype=object), odds / odds.sum()


def _copied(
    kind: Kind, origin: NDArray[np.uint16], own: NDArray[np.uint16], rng: np.random.Generator
) -> NDArray[np.uint16]:
    import numpy as np

    if kind == "exact":
        return origin
    if kind == "light":
        touched = rng.random(len(origin)) < _TOUCHED
        return np.where(touched, np.resize(own, len(origin)), origin)
    if kind == "half":
        half = origin[: len(origin) // 2]
        return np.concatenate((own[: len(half)], half))
    start = int(rng.integers(len(origin) - _BRIEF))
    return origin[start : start + _BRIEF]


def _vocabulary(rng: np.random.Generator) -> np.ndarray:
    import numpy as np

    lengths = rng.integers(1, 4, _WORDS)
    made = [
        "".join(rng.choice(_SYLLABLES, int(n))) + f"{i:x}".translate(str.maketrans("0123456789", "ghijklmnop"))
        for i, n in enumerate(lengths)
    ]
    return np.array(made, dtype=object)


def _article(number: int, words: list[str]) -> Article:
    sentences = [words[i : i + _SENTENCE] for i in range(0, len(words), _SENTENCE)]
    text = " ".join(" ".join([s[0].capitalize(), *s[1:]]) + "." for s in sentences)
    day = Published(value=f"2031-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
    return Article(id=_name(number), source=_name(number), text=text, outlet=f"Outlet {number % 97}", published=day)


def _name(number: int) -> str:
    return f"a{number:07d}"
