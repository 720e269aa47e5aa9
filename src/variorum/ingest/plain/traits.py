"""What the model of extracted text looks at in each line: what it says, its shape, its place, its neighbours.

Numbers only, in a fixed order (`NAMES`); no trait is a word of a page. Lines are to text what blocks are to HTML, after
Kohlschütter et al., "Boilerplate detection using shallow text features" (WSDM 2010); what stands in for the tree that
is gone is the longest run of sentences (`core`) and what its words share with every other line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from variorum.ingest.bylines import byline_of
from variorum.ingest.draft import key
from variorum.ingest.lines import SHAPE, features, odds_of
from variorum.ingest.stated import stated_days
from variorum.ingest.tables import groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.ingest.plain.wrapped import Line

    Floats = NDArray[np.float64]

KINDS = (*(f"says_{kind}" for kind in groups("furniture")), "says_menu")
_OWN = (
    *("odds", "said", *KINDS, *SHAPE),
    *("capital", "commas", "stops", "repeated", "again", "day", "byline"),
    *("gap_before", "gap_after", "indent", "colon"),
)
_PLACE = (
    *(
        "at",
        "at_end",
        "before",
        "after",
        "running",
        "in_core",
        "core_distance",
        "shared",
        "shared_short",
        "shared_names",
    ),
    *(f"running_within{n}" for n in (3, 8, 20)),
    *("odds_within3", "odds_within8", "said_within8", "shared_within3"),
    *(f"{side}_{what}" for what in ("heading", "said") for side in ("since", "until")),
    *("items", "lines", "words_running", "longest"),
)
_SEEN = ("length", "ends_closed", "odds", "bullet", "running", "gap_before", "alike")
_STEPS = {"previous2": -2, "previous": -1, "next": 1, "next2": 2}
NAMES = (*_OWN, *_PLACE, *(f"{side}_{name}" for side in _STEPS for name in _SEEN))
"""The traits, in the order of the columns."""
OWN = {name: i for i, name in enumerate(_OWN)}
"""The columns of what a line is by itself."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STOP = re.compile(r"[.!?] ")
_BRIEF = 200
"""Characters of a line that may be a date or a byline."""
_FAR, _LATE, _LONG = 30, 60, 20
"""Lines beyond which a distance to a heading, a distance to an end, or a list counts as no longer."""
_MARK = 12
"""Letters from which a line that comes again is a repetition."""
_SAYS = 8
"""Words from which a closed line is running text."""
_ASIDE = 12
"""The most running words that a line of no running text costs the core."""
_SHORT = 20
"""Words below which a line may be a heading or a link to another report."""


@dataclass(frozen=True)
class Seen:
    """The lines of a text as the model sees them: a row of traits and the number of words for each."""

    table: Floats
    words: Floats

    def own(self, at: int, name: str) -> float:
        """A trait of the line itself; -1 where there is no such line."""
        return float(self.table[at, OWN[name]]) if 0 <= at < len(self.table) else -1.0


def traits_of(lines: Sequence[Line]) -> Seen:
    """A row of numbers per line, in the order of `NAMES`."""
    import numpy as np

    own = _own(lines)
    words = np.expm1(own[:, OWN["length"]])
    told = (own[:, OWN["ends_closed"]] > 0) & (own[:, OWN["said"]] <= 1) & (own[:, OWN["odds"]] > 0)
    running = np.where(told & (words > _SAYS), words, 0.0)
    return Seen(np.hstack([own, _place(lines, own, words, running), *_around(own, running)]), words)


def _own(lines: Sequence[Line]) -> Floats:
    """What each line is by itself, in the order of `_OWN`."""
    import numpy as np

    marks = [key(line.text) for line in lines]
    counts = Counter(marks)
    gaps = [*(line.gap for line in lines[1:]), 3]
    met: set[str] = set()
    rows = []
    for line, mark, after in zip(lines, marks, gaps, strict=True):
        found = features(line.text)
        says = [found.get(kind, 0.0) for kind in KINDS]
        told = [odds_of(found), sum(says), *says, *(found.get(name, 0.0) for name in SHAPE)]
        again = len(mark) > _MARK and mark in met
        rows.append([*told, *_written(line.text), counts[mark] > 1, again, *_states(line.text)])
        rows[-1] += [min(line.gap, 3), min(after, 3), min(line.indent, 8), line.text.endswith(":")]
        met.add(mark)
    return np.array(rows, dtype=float)


def _written(text: str) -> tuple[float, float, float]:
    """Whether a line begins with a capital, how many commas its words have, how many sentences end inside."""
    commas = min(1.0, 10 * text.count(",") / (5 + len(text.split())))
    return float(text[:1].isupper()), commas, float(min(6, len(_STOP.findall(text))))


def _states(text: str) -> tuple[bool, bool]:
    """Whether a line does no more than state a day, or who wrote."""
    return (bool(stated_days(text)), bool(byline_of(text))) if len(text) < _BRIEF else (False, False)


def _place(lines: Sequence[Line], own: Floats, words: Floats, running: Floats) -> Floats:
    """Where each line stands among the others, in the order of `_PLACE`."""
    import numpy as np

    at = np.arange(len(own))
    total = running.sum() or 1.0
    passed = np.concatenate([[0.0], np.cumsum(running)]) / total
    low, high = core_of(words, running)
    core = (at >= low) & (at <= high)
    shared, named = _shared([line.text for line in lines], core & (running > 0))
    heading = np.asarray(own[:, [OWN["says_related"], OWN["says_comments"], OWN["says_share"]]].any(axis=1))
    said = own[:, OWN["said"]] > 0
    odds = own[:, OWN["odds"]]
    columns = [
        *(np.minimum(at, _LATE), np.minimum(at[::-1], _LATE), passed[:-1], 1 - passed[1:], running, core),
        *(np.clip(np.minimum(at - low, 0) + np.maximum(at - high, 0), -40, 40), shared),
        *(shared * (words < _SHORT), named, *(_mean_within(running, n) for n in (3, 8, 20))),
        *(_mean_within(odds, 3), _mean_within(odds, 8), _mean_within(said, 8), _mean_within(shared, 3)),
        *(distances for mask in (heading, said) for distances in (_since(mask), _since(mask[::-1])[::-1])),
        *(_items(own[:, OWN["bullet"]] > 0), np.full(len(at), log1p(len(at)))),
        *(np.full(len(at), log1p(total)), np.full(len(at), log1p(running.max()))),
    ]
    return np.column_stack(columns)


def core_of(words: Floats, running: Floats) -> tuple[int, int]:
    """The first and the last line of the stretch with most running words, less what stands between them (Kadane)."""
    best, kept, begun, low, high = 0.0, 0.0, 0, 0, -1
    for at, (size, told) in enumerate(zip(words.tolist(), running.tolist(), strict=True)):
        if kept <= 0:
            kept, begun = 0.0, at
        kept += told or -min(_ASIDE, 4 + size)
        if kept > best:
            best, low, high = kept, begun, at
    return low, high


def _shared(texts: Sequence[str], core: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Of each line's longer words, and of its words with a capital, the share that the core has in another line."""
    found = [_WORD.findall(text) for text in texts]
    longer = [{word.lower() for word in words if len(word) > 3} for words in found]
    capital = [{word for word in words if word[:1].isupper() and len(word) > 2} for words in found]
    return _share_in(longer, core), _share_in(capital, core)


def _share_in(bags: Sequence[set[str]], core: NDArray[np.bool_]) -> Floats:
    import numpy as np

    counts = Counter(word for bag, inside in zip(bags, core, strict=True) if inside for word in bag)
    shares = (
        sum(counts[word] > own for word in bag) / len(bag) if bag else 0.0
        for bag, own in zip(bags, core.tolist(), strict=True)
    )
    return np.fromiter(shares, float, len(bags))


def _mean_within(values: NDArray[np.generic], reach: int) -> Floats:
    """The mean of the values at most `reach` lines away."""
    import numpy as np

    told = np.concatenate([[0.0], np.cumsum(values, dtype=float)])
    at = np.arange(len(values))
    low, high = np.maximum(0, at - reach), np.minimum(len(values), at + reach + 1)
    return np.asarray((told[high] - told[low]) / (high - low))


def _since(mask: NDArray[np.bool_]) -> Floats:
    """How many lines lie between each line and the last one before it that is in `mask`."""
    import numpy as np

    at = np.arange(len(mask))
    last = np.maximum.accumulate(np.where(mask, at, -_FAR - 1))
    before = np.concatenate([[-_FAR - 1], last[:-1]])
    return np.asarray(np.minimum(_FAR, at - before - 1), dtype=float)


def _items(bullets: NDArray[np.bool_]) -> Floats:
    """The length of the list that each line stands in."""
    import numpy as np

    edges = np.flatnonzero(np.diff(bullets)) + 1
    sizes = np.diff(np.concatenate([[0], edges, [len(bullets)]]))
    return np.asarray(np.minimum(np.repeat(sizes, sizes), _LONG) * bullets, dtype=float)


def _around(own: Floats, running: Floats) -> Iterable[Floats]:
    """What stands next to each line, for each of `_STEPS` in the order of `_SEEN`."""
    import numpy as np

    seen = [own[:, OWN["length"]], own[:, OWN["ends_closed"]], own[:, OWN["odds"]], own[:, OWN["bullet"]]]
    table = np.column_stack([*seen, running, own[:, OWN["gap_before"]]])
    for step in _STEPS.values():
        other = np.zeros_like(table)
        if abs(step) < len(table):
            other[max(0, -step) : len(table) - max(0, step)] = table[max(0, step) : len(table) - max(0, -step)]
        alike = (np.abs(other[:, 0] - table[:, 0]) < 0.5) & (other[:, 3] == table[:, 3])
        yield np.column_stack([other, alike])
