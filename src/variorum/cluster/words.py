"""Words of many texts at once, as numbers.

A word is a run of letters and digits, folded to lower case and to its base letters, and becomes a 64-bit hash of its
folded code points: a polynomial over the whole batch, so that numpy does the work and no Python runs per word. Scripts
written without spaces give one word a character. The same word has the same number in every batch and every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 1 << 20
"""Code points that are read at once; one longer text is read whole."""

_BASE = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93
_OPENERS = ".!?:\"“”‘’'\n-—–(["
_UNSPACED = ((0x0E00, 0x0EFF), (0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF))


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

    `heads` is where each text begins in the texts joined by line ends. `lines` numbers the line each word stands on; no
    two texts share a line. `names` marks capitals inside a sentence, `digits` words that begin with a digit.
    """

    ids: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    bounds: NDArray[np.int64]
    heads: NDArray[np.int64]
    lines: NDArray[np.int64]
    names: NDArray[np.bool_]
    digits: NDArray[np.bool_]

    def text(self, i: int) -> Words:
        """The words of the batch's text `i`."""
        low, high = int(self.bounds[i]), int(self.bounds[i + 1])
        return Words(self.ids[low:high], self.starts[low:high], self.ends[low:high])


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

    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded, alone = _fold(codes)
    begins, ends = _edges(folded, alone)
    firsts = np.cumsum([0] + [len(text) + 1 for text in texts])
    bounds = np.searchsorted(begins, firsts)
    lines = np.searchsorted(np.flatnonzero(codes == ord("\n")), begins)
    shift = np.repeat(firsts[:-1], np.diff(bounds))
    names, digits = _kinds(codes, begins)
    ids = _hash(folded, begins, ends)
    return WordBatch(ids, begins - shift, ends - shift, bounds, firsts[:-1], lines, names, digits)


def one_text(text: str) -> Words:
    """The words of a single text."""
    return read_words([text]).text(0)


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads the bits of each number (the finisher of a multiplicative hash): equal in, equal out."""
    import numpy as np

    out = (numbers ^ (numbers >> np.uint64(32))) * np.uint64(_MIX)
    return out ^ (out >> np.uint64(29))


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """For every code point of the basic plane its folded letter (0: no part of a word), and whether it stands alone."""
    import unicodedata

    import numpy as np

    letters = np.zeros(1 << 16, dtype=np.uint16)
    for code in range(1 << 16):
        char = chr(code)
        if char.isalnum():
            base = unicodedata.normalize("NFKD", char)[0].lower()[0]
            letters[code] = min(ord(base), 0xFFFF)
    alone = np.zeros(1 << 16, dtype=np.bool_)
    for low, high in _UNSPACED:
        alone[low : high + 1] = letters[low : high + 1] > 0
    return letters, alone


def _fold(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.bool_] | None]:
    """The folded letter of each code point, and where a script without spaces stands, if any does."""
    import numpy as np

    letters, alone = _tables()
    top = int(codes.max()) if len(codes) else 0
    # beyond the basic plane stand pictographs and rare scripts: no words
    basic = codes if top < (1 << 16) else np.where(codes < (1 << 16), codes, 0)
    return letters[basic], alone[basic] if top >= _UNSPACED[0][0] else None


def _edges(folded: NDArray[np.uint16], alone: NDArray[np.bool_] | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    inside = folded > 0
    cut = np.ones(len(folded) + 1, dtype=np.bool_)
    np.not_equal(inside[1:], inside[:-1], out=cut[1:-1])
    if alone is not None:
        cut[1:-1] |= alone[1:] | alone[:-1]
    places = np.flatnonzero(cut)
    begins, ends = places[:-1], places[1:]
    words = inside[begins] if len(folded) else np.zeros(0, dtype=np.bool_)
    return begins[words], ends[words]


def _kinds(codes: NDArray[np.uint32], begins: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words are written like a name (a capital where no sentence begins), and which begin with a digit."""
    import numpy as np

    if not len(begins):
        return np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.bool_)
    capitals, openers = _capitals()
    heads, before, behind = (np.minimum(codes[np.maximum(begins - step, 0)], 0xFFFF) for step in range(3))
    names = capitals[heads] & (before == ord(" ")) & ~openers[behind] & (begins > 1)
    return names, (heads >= ord("0")) & (heads <= ord("9"))


@lru_cache(maxsize=1)
def _capitals() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per code point: whether it is a capital, and whether a sentence may begin a space behind it."""
    import numpy as np

    openers = np.zeros(1 << 16, dtype=np.bool_)
    openers[[ord(char) for char in _OPENERS]] = True
    return np.array([chr(code).isupper() for code in range(1 << 16)], dtype=np.bool_), openers


def _hash(
    folded: NDArray[np.uint16], begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """sum(letter * base**place) of each word, brought back to place 0 by the inverse of its base power (mod 2**64)."""
    import numpy as np

    powers, inverses = _powers(max(1, (len(folded) - 1).bit_length()))
    sums = np.zeros(len(folded) + 1, dtype=np.uint64)
    np.cumsum(folded.astype(np.uint64) * powers[: len(folded)], out=sums[1:])
    return mix((sums[ends] - sums[begins]) * inverses[begins])


@lru_cache(maxsize=2)
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    import numpy as np

    def up_to(base: int) -> NDArray[np.uint64]:
        steps = np.full(1 << bits, base, dtype=np.uint64)
        steps[0] = 1
        return np.multiply.accumulate(steps)

    return up_to(_BASE), up_to(pow(_BASE, -1, 1 << 64))
