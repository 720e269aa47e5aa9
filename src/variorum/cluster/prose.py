"""What in a text is the reporter's own: quotations, posts, statements and the page's furniture are not.

Copying is told by the reporter's words. Two independent reports of one speech share every quotation of it; what they
cannot share is how the reporter put the rest. Many texts are read at once, as their words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_STOP = re.compile(r"[.!?](?:[.!?]{0,3}[\"”’')\]]{0,3}\s{1,4}(?=[\"“‘'(\[]?[A-Z0-9@#]))")
_QUOTED = re.compile(r"“[^“”\n]{0,4000}(?:”|$)|\"[^\"\n]{0,4000}(?:\"|$)", re.M)
_SIGNED = re.compile(r"[—–-] ?[^\n@()]{1,60}\(@\w{1,30}\)")
_POST = 300
"""Code points before the signature of an embedded post ("— Name (@name)") that are the post's, within its paragraph."""
_AROUND = 2
"""A sentence belongs to a post or a statement when two of the five around it speak in the first or second person."""


_LINE, _ENDING, _QUOTE, _MARK = 1, 2, 4, 8
_SIGNS = {"\n": _LINE, ".": _ENDING, "?": _ENDING, "!": _ENDING | _MARK, "@": _MARK, "#": _MARK}
_SIGNS |= {"“": _QUOTE, '"': _QUOTE}
"""The signs that anything here begins with, each with what it may be."""


@dataclass(frozen=True)
class Prose:
    """Several texts joined by line ends, with their words. Properties are arrays over the words or the sentences."""

    text: str
    words: WordBatch

    @cached_property
    def _signs(self) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The places of all signs in the joined text, and what each may be."""
        import numpy as np

        kinds = _sign_table().take(self.words.codes)
        places = np.flatnonzero(kinds)
        return places, kinds[places]

    def _where(self, kind: int) -> NDArray[np.int64]:
        places, kinds = self._signs
        return places[(kinds & kind) > 0]

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The first word of each sentence. Light rules: only a sentence's voice and repetition matter here."""
        import numpy as np

        cuts = np.concatenate((self._where(_LINE) + 1, self._ends()))
        opens = np.zeros(len(self.words.ids) + 1, dtype=np.bool_)
        opens[self.words.bounds[:-1]] = True
        opens[np.searchsorted(self.words.begins, cuts)] = True
        return np.flatnonzero(opens[:-1])

    def _ends(self) -> NDArray[np.int64]:
        """Places behind stops that end a sentence."""
        import numpy as np

        places = self._where(_ENDING)
        openers, going_on = _after_stops()
        after, second = (self.words.codes[np.minimum(places + step, len(self.text) - 1)] for step in (1, 2))
        plain = (after == ord(" ")) & openers[second]
        # few stops are neither followed by a space and a capital nor inside a number or a name
        other = places[~plain & going_on[after]].tolist()
        ends = [found.end() for found in (_STOP.match(self.text, place) for place in other) if found]
        return np.concatenate((places[plain] + 2, np.array(ends, dtype=np.int64)))

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """The words of each sentence."""
        import numpy as np

        return np.diff(np.append(self.firsts, len(self.words.ids)))

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Per word: whether it stands between quotation marks. A quotation that is never closed ends with its line."""
        import numpy as np

        marks = np.zeros(len(self.words.ids) + 1, dtype=np.int64)
        spans = np.array(list(self._quotations()), dtype=np.int64).reshape(-1, 2)
        if not len(spans):
            return marks[:-1] > 0
        np.add.at(marks, np.searchsorted(self.words.begins, spans[:, 0]), 1)
        np.add.at(marks, np.searchsorted(self.words.begins, spans[:, 1]), -1)
        return np.asarray(np.cumsum(marks)[:-1] > 0)

    def _quotations(self) -> Iterator[tuple[int, int]]:
        end = 0
        for place in self._where(_QUOTE).tolist():
            found = _QUOTED.match(self.text, place) if place >= end else None
            if found:
                end = found.end()
                yield found.span()

    @cached_property
    def furniture(self) -> NDArray[np.bool_]:
        """Per word: whether its sentence is the page's own, by its wording."""
        import numpy as np

        found = np.zeros(len(self.words.ids), dtype=np.bool_)
        opens = np.zeros(len(self.words.ids), dtype=np.bool_)
        opens[self.firsts] = True
        heads, phrases = _furniture_grams()
        # few words begin a phrase: only there the phrases are tried
        places = np.flatnonzero(among(self.words.ids, heads))
        for size, anywhere, leading in phrases:
            fit = places[places + size <= len(self.words.ids)]
            runs = grams_at(self.words.ids, fit, size)
            found[fit] |= among(runs, anywhere) | (among(runs, leading) & opens[fit])
        if not found.any():
            return found
        return np.asarray(np.repeat(np.logical_or.reduceat(found, self.firsts), self.sizes))

    @cached_property
    def reported(self) -> NDArray[np.bool_]:
        """Per word: whether it is the reporter's own."""
        import numpy as np

        if not len(self.words.ids):
            return np.zeros(0, dtype=np.bool_)
        mostly = 2 * np.add.reduceat(self.quoted.astype(np.int64), self.firsts) > self.sizes
        spoken = self.spoken & ~mostly
        other = mostly | spoken | (self._around(spoken) >= _AROUND)
        return np.asarray(~self.quoted & ~np.repeat(other, self.sizes) & ~self.furniture)

    @cached_property
    def spoken(self) -> NDArray[np.bool_]:
        """Per sentence: whether it speaks, outside quotation marks, in the first or second person or like a post."""
        import numpy as np

        starts = self.words.begins
        voices, country = _voice_ids()
        marks = among(self.words.ids, voices)
        for place in np.flatnonzero(self.words.ids == country):
            # "US" is a country; the pronoun is not written in capitals
            marks[place] &= self.text[int(starts[place]) + 1].islower()
        posts = [at for at in self._where(_MARK).tolist() if self._posted(at)]
        last = np.searchsorted(starts, np.array(posts, dtype=np.int64), side="right") - 1
        marks[np.maximum(last, 0)] |= bool(posts)
        for match in _SIGNED.finditer(self.text) if "(@" in self.text else ():
            begin = max(0, match.start() - _POST)
            begin = max(begin, self.text.rfind("\n", begin, match.start()))
            first, after = np.searchsorted(starts, (begin, match.end()))
            marks[int(first) : int(after)] = True
        return np.asarray(np.logical_or.reduceat(marks & ~self.quoted, self.firsts))

    def _around(self, spoken: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Per sentence: how many of the sentences about it, itself included, are `spoken`, all within its text."""
        import numpy as np

        sums = np.concatenate(([0], np.cumsum(spoken)))
        ends = np.searchsorted(self.firsts, self.words.bounds)
        text = self.words.owners[self.firsts]
        place = np.arange(len(spoken))
        low = np.maximum(place - _AROUND, ends[text])
        high = np.minimum(place + _AROUND + 1, ends[text + 1])
        return np.asarray(sums[high] - sums[low])

    def _posted(self, at: int) -> bool:
        return self.text[at] == "!" or self.text[at + 1 : at + 2].isalnum()


@lru_cache(maxsize=1)
def _sign_table() -> NDArray[np.uint8]:
    import numpy as np

    kinds = np.zeros(1 << 16, dtype=np.uint8)
    for sign, kind in _SIGNS.items():
        kinds[ord(sign)] = kind
    return kinds


@lru_cache(maxsize=1)
def _after_stops() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per code point: whether it begins a sentence as most do, and whether it may stand between a stop and the next."""
    import numpy as np

    signs = [chr(code) for code in range(1 << 16)]
    begins = np.array([sign.isascii() and (sign.isupper() or sign.isdigit() or sign in "@#") for sign in signs])
    return begins, np.array([sign.isspace() or sign in ".!?\"”’')]" for sign in signs])


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
