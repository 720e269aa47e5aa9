"""What in a text is the reporter's own: quotations, posts, statements and the page's furniture are not.

Copying is told by the reporter's words. Two independent reports of one speech share every quotation of it; what they
cannot share is how the reporter put the rest. Many texts are read at once, as their words are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, grams, grams_at
from variorum.cluster.tables import furniture, voice
from variorum.cluster.words import WordBatch, one_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# every repetition that another try could start inside of is bounded: a line of a million stops costs a million steps
_STOP = re.compile(r"[.!?\n](?:[.!?]{0,3}[\"”’')\]]{0,3}\s{1,4}(?=[\"“‘'(\[]?[A-Z0-9@#])|(?<=\n))")
_QUOTED = re.compile(r"“[^“”\n]{0,4000}(?:”|$)|\"[^\"\n]{0,4000}(?:\"|$)", re.M)
_POSTED = re.compile(r"[@#!]")
_SIGNED = re.compile(r"[—–-] ?[^\n@()]{1,60}\(@\w{1,30}\)")
_POST = 300
"""Code points before the signature of an embedded post ("— Name (@name)") that are the post's, within its paragraph."""
_AROUND = 2
"""A sentence belongs to a post or a statement when two of the five around it speak in the first or second person."""


@dataclass(frozen=True)
class Prose:
    """Several texts joined by line ends, with their words. Properties are arrays over the words or the sentences."""

    text: str
    words: WordBatch

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each word begins in the joined text."""
        import numpy as np

        return np.asarray(self.words.starts + np.repeat(self.words.heads, np.diff(self.words.bounds)))

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The first word of each sentence. Light rules: only a sentence's voice and repetition matter here."""
        import numpy as np

        cuts = np.array([match.end() for match in _STOP.finditer(self.text)], dtype=np.int64)
        firsts = np.unique(np.concatenate((self.words.bounds[:-1], np.searchsorted(self.starts, cuts))))
        return firsts[firsts < len(self.starts)]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """The words of each sentence."""
        import numpy as np

        return np.diff(np.append(self.firsts, len(self.starts)))

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Per word: whether it stands between quotation marks. A quotation that is never closed ends with its line."""
        import numpy as np

        marks = np.zeros(len(self.starts) + 1, dtype=np.int64)
        spans = np.array([match.span() for match in _QUOTED.finditer(self.text)], dtype=np.int64).reshape(-1, 2)
        np.add.at(marks, np.searchsorted(self.starts, spans[:, 0]), 1)
        np.add.at(marks, np.searchsorted(self.starts, spans[:, 1]), -1)
        return np.asarray(np.cumsum(marks)[:-1] > 0)

    @cached_property
    def furniture(self) -> NDArray[np.bool_]:
        """Per word: whether its sentence is the page's own, by its wording."""
        import numpy as np

        found = np.zeros(len(self.starts), dtype=np.bool_)
        opens = np.zeros(len(self.starts), dtype=np.bool_)
        opens[self.firsts] = True
        heads, phrases = _furniture_grams()
        # few words begin a phrase: only there the phrases are tried
        places = np.flatnonzero(among(self.words.ids, heads))
        for size, anywhere, leading in phrases:
            fit = places[places + size <= len(self.starts)]
            runs = grams_at(self.words.ids, fit, size)
            found[fit] |= among(runs, anywhere) | (among(runs, leading) & opens[fit])
        if not found.any():
            return found
        return np.asarray(np.repeat(np.logical_or.reduceat(found, self.firsts), self.sizes))

    @cached_property
    def reported(self) -> NDArray[np.bool_]:
        """Per word: whether it is the reporter's own."""
        import numpy as np

        if not len(self.starts):
            return np.zeros(0, dtype=np.bool_)
        mostly = 2 * np.add.reduceat(self.quoted.astype(np.int64), self.firsts) > self.sizes
        spoken = self.spoken & ~mostly
        other = mostly | spoken | (self._around(spoken) >= _AROUND)
        return np.asarray(~self.quoted & ~np.repeat(other, self.sizes) & ~self.furniture)

    @cached_property
    def spoken(self) -> NDArray[np.bool_]:
        """Per sentence: whether it speaks, outside quotation marks, in the first or second person or like a post."""
        import numpy as np

        voices, country = _voice_ids()
        marks = among(self.words.ids, voices)
        for place in np.flatnonzero(self.words.ids == country):
            # "US" is a country; the pronoun is not written in capitals
            marks[place] &= self.text[int(self.starts[place]) + 1].islower()
        posts = [at for at in (m.start() for m in _POSTED.finditer(self.text)) if self._posted(at)]
        last = np.searchsorted(self.starts, np.array(posts, dtype=np.int64), side="right") - 1
        marks[np.maximum(last, 0)] |= bool(posts)
        for match in _SIGNED.finditer(self.text):
            begin = max(0, match.start() - _POST)
            begin = max(begin, self.text.rfind("\n", begin, match.start()))
            first, after = np.searchsorted(self.starts, (begin, match.end()))
            marks[int(first) : int(after)] = True
        return np.asarray(np.logical_or.reduceat(marks & ~self.quoted, self.firsts))

    def _around(self, spoken: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Per sentence: how many of the sentences about it, itself included, are `spoken`, all within its text."""
        import numpy as np

        sums = np.concatenate(([0], np.cumsum(spoken)))
        ends = np.searchsorted(self.firsts, self.words.bounds)
        text = np.searchsorted(self.words.bounds, self.firsts, side="right") - 1
        place = np.arange(len(spoken))
        low = np.maximum(place - _AROUND, ends[text])
        high = np.minimum(place + _AROUND + 1, ends[text + 1])
        return np.asarray(sums[high] - sums[low])

    def _posted(self, at: int) -> bool:
        return self.text[at] == "!" or self.text[at + 1 : at + 2].isalnum()


@lru_cache(maxsize=1)
def _voice_ids() -> tuple[NDArray[np.uint64], np.uint64]:
    import numpy as np

    return np.sort([one_text(word).ids[0] for word in voice()]), one_text("us").ids[0]


@lru_cache(maxsize=1)
def _furniture_grams() -> tuple[NDArray[np.uint64], list[tuple[int, NDArray[np.uint64], NDArray[np.uint64]]]]:
    """Words that begin a phrase; and per length in words the phrases of any place, and those of a sentence's start."""
    import numpy as np

    phrases = [(one_text(phrase).ids, leading) for phrase, leading in furniture()]

    def numbers(size: int, leading: bool) -> NDArray[np.uint64]:
        found = [grams(ids, size)[0] for ids, lead in phrases if len(ids) == size and lead is leading]
        return np.sort(np.array(found, dtype=np.uint64))

    heads = np.unique(np.array([ids[0] for ids, _ in phrases], dtype=np.uint64))
    sizes = sorted({len(ids) for ids, _ in phrases})
    return heads, [(size, numbers(size, False), numbers(size, True)) for size in sizes]
