"""Words of many texts at once, as numbers.

A word is a run of letters and digits, folded to lower case and to its base letters, and becomes a 64-bit hash of its
folded letters, eight at a time over all words of the batch, so that numpy does the work and no Python runs per word.
Scripts written without spaces give one word a character. The same word has the same number in every batch and every
run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 1 << 17
"""Code points that are read at once, so that the arrays stay in a processor's cache; one longer text is read whole."""
LETTERS = 64
"""Letters of a word that its number rests on, beside its length: longer ones are addresses and encoded data."""

# odd numbers with their bits spread: what they multiply stays one to one
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93
_PLACE = 0x9FB21C651E98DF25
_OPENERS = ".!?:\"“”‘’'\n-—–(["
_UNSPACED = ((0x0E00, 0x0EFF), (0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF))
_AT_ONCE = 8
"""Letters of a word that are one 64-bit number."""


@dataclass(frozen=True)
class Words:
    """The words of one text in order: their numbers and the code points `[start, end)` they stand at."""

    ids: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class WordBatch:
    """The words of several texts one after the other; text `i` owns `bounds[i]:bounds[i + 1]`, offsets are its own.

    `codes` are the code points of the texts joined by line ends (0 beyond the basic plane), `heads` is where each text
    begins in them. `lines` numbers the line each word stands on; no two texts share a line.
    """

    ids: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    bounds: NDArray[np.int64]
    heads: NDArray[np.int64]
    lines: NDArray[np.int64]
    codes: NDArray[np.uint16]

    @cached_property
    def begins(self) -> NDArray[np.int64]:
        """Where each word begins in `codes`."""
        import numpy as np

        return np.asarray(self.starts + np.repeat(self.heads, np.diff(self.bounds)))

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The text of each word."""
        import numpy as np

        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    @cached_property
    def names(self) -> NDArray[np.bool_]:
        """Which words are written like a name: a capital where no sentence begins."""
        import numpy as np

        if not len(self.ids):
            return np.zeros(0, dtype=np.bool_)
        capitals, openers = _capitals()
        heads, before, behind = (self.codes[np.maximum(self.begins - step, 0)] for step in range(3))
        return np.asarray(capitals[heads] & (before == ord(" ")) & ~openers[behind] & (self.begins > 1))

    @cached_property
    def digits(self) -> NDArray[np.bool_]:
        """Which words begin with a digit."""
        import numpy as np

        heads = self.codes[self.begins]
        return np.asarray((heads >= ord("0")) & (heads <= ord("9")))

    def part(self, i: int) -> slice:
        """Where the words of text `i` stand in the batch."""
        return slice(int(self.bounds[i]), int(self.bounds[i + 1]))

    def text(self, i: int) -> Words:
        """The words of the batch's text `i`."""
        own = self.part(i)
        return Words(self.ids[own], self.starts[own], self.ends[own])


def batches(texts: Sequence[str], size: int = BATCH) -> Iterator[tuple[int, int]]:
    """Ranges `[low, high)` of texts that hold about `size` code points together."""
    low = room = 0
    for i, text in enumerate(texts):
        if room and room + len(text) > size:
            yield low, i
            low, room = i, 0
        room += len(text) + 1
    if low < len(texts):
        yield low, len(texts)


def read_words(texts: Sequence[str]) -> WordBatch:
    """All words of `texts`, read as one batch."""
    import numpy as np

    codes = _codes("\n".join(texts))
    letters, alone = _fold(codes)
    begins, ends = _edges(letters, alone)
    firsts = np.cumsum([0] + [len(text) + 1 for text in texts])
    bounds = np.searchsorted(begins, firsts)
    breaks = np.searchsorted(begins, np.flatnonzero(codes == ord("\n")))
    sizes = np.diff(np.concatenate(([0], breaks, [len(begins)])))
    lines = np.repeat(np.arange(len(sizes)), sizes)
    shift = np.repeat(firsts[:-1], np.diff(bounds))
    ids = _hash(letters, begins, ends)
    if alone is not None:
        single = np.flatnonzero(alone[begins])
        ids[single] = mix(codes[begins[single]] * np.uint64(_BASE))
    return WordBatch(ids, begins - shift, ends - shift, bounds, firsts[:-1], lines, codes)


def one_text(text: str) -> Words:
    """The words of a single text."""
    return read_words([text]).text(0)


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads the bits of each number (the finisher of a multiplicative hash): equal in, equal out."""
    import numpy as np

    out = (numbers ^ (numbers >> np.uint64(32))) * np.uint64(_MIX)
    return out ^ (out >> np.uint64(29))


def placed(ids: NDArray[np.uint64], places: NDArray[np.integer[Any]]) -> NDArray[np.uint64]:
    """Each word's number times an odd factor of its place: sums of these differ where the same words stand in another
    order."""
    import numpy as np

    return ids * (places.astype(np.uint64) * np.uint64(_PLACE) | np.uint64(1))


def _codes(text: str) -> NDArray[np.uint16]:
    """The code points of `text`; beyond the basic plane stand pictographs and rare scripts, no words: they are 0."""
    import numpy as np

    short = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(short) == len(text):
        return short
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.where(codes < (1 << 16), codes, 0).astype(np.uint16)


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """For every code point of the basic plane its folded letter (0: no part of a word), and whether it stands alone.

    A letter beyond ASCII keeps its place among the 128 of its neighbourhood: no two letters of one alphabet meet.
    """
    import unicodedata

    import numpy as np

    letters = np.zeros(1 << 16, dtype=np.uint8)
    for code in range(1 << 16):
        char = chr(code)
        if char.isalnum():
            base = ord(unicodedata.normalize("NFKD", char)[0].lower()[0])
            letters[code] = base if base < 128 else 128 | base & 127
    alone = np.zeros(1 << 16, dtype=np.bool_)
    for low, high in _UNSPACED:
        alone[low : high + 1] = letters[low : high + 1] > 0
    return letters, alone


def _fold(codes: NDArray[np.uint16]) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
    """The folded letter of each code point, and where a script without spaces stands, if any does."""
    letters, alone = _tables()
    top = int(codes.max()) if len(codes) else 0
    return letters.take(codes), alone[codes] if top >= _UNSPACED[0][0] else None


def _edges(letters: NDArray[np.uint8], alone: NDArray[np.bool_] | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    inside = letters > 0
    cut = np.ones(len(letters) + 1, dtype=np.bool_)
    np.not_equal(inside[1:], inside[:-1], out=cut[1:-1])
    if alone is not None:
        cut[1:-1] |= alone[1:] | alone[:-1]
    places = np.flatnonzero(cut)
    begins, ends = places[:-1], places[1:]
    if alone is None and len(letters):
        # words and what stands between them take turns
        first = 0 if inside[0] else 1
        return begins[first::2], ends[first::2]
    words = inside[begins] if len(letters) else np.zeros(0, dtype=np.bool_)
    return begins[words], ends[words]


@lru_cache(maxsize=1)
def _capitals() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per code point: whether it is a capital, and whether a sentence may begin a space behind it."""
    import numpy as np

    openers = np.zeros(1 << 16, dtype=np.bool_)
    openers[[ord(char) for char in _OPENERS]] = True
    return np.array([chr(code).isupper() for code in range(1 << 16)], dtype=np.bool_), openers


def _hash(letters: NDArray[np.uint8], begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The number of each word: its letters, eight at a time, the rest of the last eight blank."""
    import numpy as np

    padded = np.concatenate((letters, np.zeros(_AT_ONCE, dtype=np.uint8)))
    eights = np.ndarray(len(letters) + 1, dtype="<u8", buffer=padded, strides=(1,))
    sizes = ends - begins
    total = eights[begins] & _masks()[np.minimum(sizes, _AT_ONCE)]
    for read in range(_AT_ONCE, LETTERS, _AT_ONCE):
        longer = np.flatnonzero(sizes > read)
        if not len(longer):
            break
        part = eights[begins[longer] + read] & _masks()[np.minimum(sizes[longer] - read, _AT_ONCE)]
        total[longer] = mix(total[longer]) + part
    huge = sizes > LETTERS
    if huge.any():
        total[huge] += sizes[huge].astype(np.uint64)
    return mix(total * np.uint64(_BASE))


@lru_cache(maxsize=1)
def _masks() -> NDArray[np.uint64]:
    """What keeps the first `i` of eight letters."""
    import numpy as np

    return np.array([(1 << 8 * size) - 1 for size in range(_AT_ONCE + 1)], dtype=np.uint64)
