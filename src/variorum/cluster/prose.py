"""What in a text is the reporter's own: quotations, posts, statements and the page's furniture are not.

Copying is told by the reporter's words. Two independent reports of one speech share every quotation of it; what they
cannot share is how the reporter put the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from variorum.cluster.grams import among, grams
from variorum.cluster.tables import furniture, voice
from variorum.cluster.words import Words, one_text

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
    """One text with its words and what they are."""

    text: str
    words: Words

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The first word of each sentence. Light rules: only a sentence's voice and repetition matter here."""
        import numpy as np

        cuts = np.array([0, *(match.end() for match in _STOP.finditer(self.text))], dtype=np.int64)
        firsts = np.unique(np.searchsorted(self.words.starts, cuts))
        return firsts[firsts < len(self.words)]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """The words of each sentence."""
        import numpy as np

        return np.diff(np.append(self.firsts, len(self.words)))

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Per word: whether it stands between quotation marks. A quotation that is never closed ends with its line."""
        import numpy as np

        marks = np.zeros(len(self.words) + 1, dtype=np.int64)
        spans = np.array([match.span() for match in _QUOTED.finditer(self.text)], dtype=np.int64).reshape(-1, 2)
        np.add.at(marks, np.searchsorted(self.words.starts, spans[:, 0]), 1)
        np.add.at(marks, np.searchsorted(self.words.starts, spans[:, 1]), -1)
        return np.asarray(np.cumsum(marks)[:-1] > 0)

    @cached_property
    def furniture(self) -> NDArray[np.bool_]:
        """Per word: whether its sentence is the page's own, by its wording."""
        import numpy as np

        found = np.zeros(len(self.words), dtype=np.bool_)
        starts = np.zeros(len(self.words), dtype=np.bool_)
        starts[self.firsts] = True
        for size, anywhere, leading in _furniture_grams():
            runs = grams(self.words.ids, size)
            hits = among(runs, anywhere) | (among(runs, leading) & starts[: len(runs)])
            found[: len(runs)] |= hits
        return self._spread(found)

    @cached_property
    def reported(self) -> NDArray[np.bool_]:
        """Per word: whether it is the reporter's own."""
        import numpy as np

        if not len(self.words):
            return np.zeros(0, dtype=np.bool_)
        quoted = self.quoted
        mostly = 2 * np.add.reduceat(quoted.astype(np.int64), self.firsts) > self.sizes
        spoken = self.spoken & ~mostly
        window = np.ones(2 * _AROUND + 1, dtype=np.int64)
        near = np.convolve(spoken.astype(np.int64), window, "full")[_AROUND : _AROUND + len(spoken)]
        other = mostly | spoken | (near >= _AROUND)
        return np.asarray(~quoted & ~np.repeat(other, self.sizes) & ~self.furniture)

    @cached_property
    def spoken(self) -> NDArray[np.bool_]:
        """Per sentence: whether it speaks, outside quotation marks, in the first or second person or like a post."""
        import numpy as np

        voices, country = _voice_ids()
        marks = among(self.words.ids, voices)
        for place in np.flatnonzero(self.words.ids == country):
            # "US" is a country; the pronoun is not written in capitals
            marks[place] &= self.text[int(self.words.ends[place]) - 1].islower()
        posts = [at for at in (m.start() for m in _POSTED.finditer(self.text)) if self._posted(at)]
        last = np.searchsorted(self.words.starts, np.array(posts, dtype=np.int64), side="right") - 1
        marks[np.maximum(last, 0)] |= bool(posts)
        for match in _SIGNED.finditer(self.text):
            start = max(self.text.rfind("\n", 0, match.start()), match.start() - _POST)
            first, last = np.searchsorted(self.words.starts, (start, match.end()))
            marks[int(first) : int(last)] = True
        return np.asarray(np.logical_or.reduceat(marks & ~self.quoted, self.firsts))

    def _posted(self, at: int) -> bool:
        return self.text[at] == "!" or self.text[at + 1 : at + 2].isalnum()

    def _spread(self, marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Per word: whether any word of its sentence is marked."""
        import numpy as np

        if not len(self.firsts):
            return marks
        return np.asarray(np.repeat(np.logical_or.reduceat(marks, self.firsts), self.sizes))


def read_prose(text: str, words: Words | None = None) -> Prose:
    """`text` ready for comparison; `words` spares reading them again."""
    return Prose(text, one_text(text) if words is None else words)


@lru_cache(maxsize=1)
def _voice_ids() -> tuple[NDArray[np.uint64], np.uint64]:
    import numpy as np

    return np.sort([one_text(word).ids[0] for word in voice()]), one_text("us").ids[0]


@lru_cache(maxsize=1)
def _furniture_grams() -> list[tuple[int, NDArray[np.uint64], NDArray[np.uint64]]]:
    """Per length in words: the phrases that count anywhere, and those that count at a sentence's start."""
    import numpy as np

    phrases = [(one_text(phrase).ids, leading) for phrase, leading in furniture()]

    def numbers(size: int, leading: bool) -> NDArray[np.uint64]:
        found = [grams(ids, size)[0] for ids, lead in phrases if len(ids) == size and lead is leading]
        return np.sort(np.array(found, dtype=np.uint64))

    return [(size, numbers(size, False), numbers(size, True)) for size in sorted({len(ids) for ids, _ in phrases})]
