"""Which lines of a text may be its headline, and what tells the headline among them.

A headline stands over the report, near its first sentence, has words that the report goes on to use, and is followed by
a byline or a day; a page prints it again in its path or in its links. Names of sections, mottos and links to other
reports stand there too, and have one or two of these signs each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log1p
from typing import TYPE_CHECKING

from variorum.ingest.draft import key
from variorum.ingest.lines import is_furniture
from variorum.ingest.plain.traits import Seen
from variorum.ingest.stated import masthead_days

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.ingest.plain.wrapped import Line

    Floats = NDArray[np.float64]

_HERE = (
    *("said", "says_menu", "odds", "question", "title_case", "all_capitals", "finite", "digits", "bullet"),
    *("gap_before", "gap_after", "indent", "separators", "quotes", "capital", "colon"),
)
_BEFORE = ("length", "says_menu", "said", "bullet")
_AFTER = ("length", "ends_closed", "said", "says_menu", "bullet")
_WORDS = ("shared", "shared_longer", "shared_lead")
NAMES = (
    *("at", "to_sentence", "to_body", "words", "letters", *_WORDS, "printed_again", "printed_inside"),
    *(f"here_{name}" for name in _HERE),
    *(f"before_{name}" for name in _BEFORE),
    *(f"after_{name}" for name in _AFTER),
    *("after2_length", "after2_closed", "to_byline", "to_by", "to_day", "chance", "chance_before", "chance_after"),
    *("chosen", "body_words", "lines", "capitals", "site", "broken_off"),
    *(f"least_{name}" for name in (*_WORDS, "words")),
    *("longer_later", "longer_earlier", "candidate", "candidates_left"),
)
"""The traits of a candidate, in the order of the columns."""
_WORD = re.compile(r"[^\W_]{3,}")
_CAPITAL = re.compile(r"[A-Z][\w’'-]+")
_BY = re.compile(r"\W*by\b", re.I)
_SITE = re.compile(r"\s[|–—-]\s")
_TOP, _ABOVE, _BELOW = 8, 60, 4
"""Lines from the top, above the first sentence, and from it on, among which the headline stands."""
_NEAR, _NONE = 4, 9
"""Lines behind a headline in which its byline stands, and what is said where none does."""
_LEAD = 3
"""Sentences that begin the report."""
_MARK = 15
"""Letters from which a line that stands inside another is printed there."""
_HEAD = 40
"""Lines from the top in which a headline is printed again."""


@dataclass(frozen=True)
class Scene:
    """The lines of a text, how likely each is in the report, and which were chosen for it."""

    lines: Sequence[Line]
    seen: Seen
    chance: Floats
    chosen: Sequence[int]

    @cached_property
    def among(self) -> frozenset[int]:
        """The chosen lines, to be asked for one by one."""
        return frozenset(self.chosen)

    @cached_property
    def told(self) -> float:
        """How many words were chosen."""
        return float(self.seen.words[list(self.chosen)].sum())

    @cached_property
    def sentences(self) -> list[int]:
        """The chosen lines that are closed sentences."""
        return [i for i in self.chosen if self.seen.words[i] > 8 and self.seen.own(i, "ends_closed") > 0]


def candidates_of(scene: Scene) -> tuple[list[int], Floats]:
    """The lines that may be the headline, and a row of traits for each, in the order of `NAMES`."""
    import numpy as np

    lines, sentences, size = scene.lines, scene.sentences, len(scene.lines)
    begun = next(iter(sentences), next(iter(scene.chosen), size))
    above = max(0, begun - _ABOVE)
    places = [*range(min(_TOP, above)), *range(above, min(size, begun + _BELOW))]
    found = [
        i for i in places if can_be_headline(scene.lines[i].text) and not _states(scene.seen, i, scene.lines[i].text)
    ]
    if not found:
        return [], np.zeros((0, len(NAMES)))
    told = zip(_words(scene, found), _printed(lines, found), strict=True)
    own = np.array([_alone(scene, i, begun, *what) for i, what in zip(found, told, strict=True)])
    return found, np.hstack([own, _beside(own)])


def _states(seen: Seen, at: int, text: str) -> bool:
    """Whether a line is a byline or a day, or a masthead with its day."""
    return seen.own(at, "byline") > 0 or seen.own(at, "day") > 0 or masthead_days(text) is not None


def can_be_headline(text: str) -> bool:
    """Whether a line has as many words as a headline, no full stop, and is not wholly the page's own."""
    if not 3 <= len(text.split()) <= 35 or len(text) > 250 or is_furniture(text):
        return False
    return not text.endswith((".", ":", ";", ",")) or text.endswith("...")


def _words(scene: Scene, found: Sequence[int]) -> list[tuple[float, float, float]]:
    """For each of the lines: the share of its words that the report has elsewhere, of its longer words, and of its
    words those that the first sentences have."""
    bags = {i: set(_WORD.findall(scene.lines[i].text.lower())) for i in {*scene.chosen, *found}}
    counts = Counter(word for i in scene.chosen for word in bags[i])
    opening = scene.sentences[:_LEAD]
    lead = {word for i in opening for word in bags[i]}
    rows = []
    for i in found:
        longer = {word for word in bags[i] if len(word) > 4}
        told = {word for word, count in counts.items() if count > (i in scene.among)}
        rows.append((_of(bags[i], told), _of(longer, told), 0.0 if i in opening else _of(bags[i], lead)))
    return rows


def _of(words: set[str], known: set[str]) -> float:
    return len(words & known) / len(words) if words else 0.0


def _alone(scene: Scene, at: int, begun: int, words: Sequence[float], printed: Sequence[int]) -> list[float]:
    """What one candidate is, without the others."""
    text, seen, size = scene.lines[at].text, scene.seen, len(scene.lines)
    first = next(iter(scene.chosen), size)
    before, after = scene.chance[max(0, at - 3) : at], scene.chance[at + 1 : at + 4]
    count = len(text.split())
    return [
        *(at, begun - at, first - at, count, len(text), *words, *printed),
        *(seen.own(at, name) for name in _HERE),
        *(seen.own(at - 1, name) for name in _BEFORE),
        *(seen.own(at + 1, name) for name in _AFTER),
        *(seen.own(at + 2, "length"), seen.own(at + 2, "ends_closed"), *_signed(scene, at)),
        *(float(scene.chance[at]), max(before, default=0.0), float(after.mean()) if len(after) else 0.0),
        *(at in scene.among, log1p(scene.told), log1p(size), len(_CAPITAL.findall(text)) / max(1, count)),
        *(_SITE.search(text) is not None, text.endswith(("…", "..."))),
    ]


def _printed(lines: Sequence[Line], found: Sequence[int]) -> list[tuple[int, int]]:
    """How often each of the lines is printed again, and in how many of the first lines it stands inside."""
    marks = [key(line.text) for line in lines]
    counts, head = Counter(marks), marks[:_HEAD]
    own = [marks[i] for i in found]
    return [
        (counts[mark] - 1, min(3, sum(mark in other and mark != other for other in head)) if len(mark) > _MARK else 0)
        for mark in own
    ]


def _signed(scene: Scene, at: int) -> tuple[int, int, int]:
    """How far behind a line a byline, a "by" and a day stand."""
    near = range(at + 1, min(len(scene.lines), at + 1 + _NEAR))
    return (
        next((i - at for i in near if scene.seen.own(i, "byline")), _NONE),
        next((i - at for i in near if _BY.match(scene.lines[i].text)), _NONE),
        next((i - at for i in near if scene.seen.own(i, "day")), _NONE),
    )


def _beside(own: Floats) -> Floats:
    """What each candidate is beside the others: how far below the best, the best after and before it, its place."""
    import numpy as np

    columns = [NAMES.index(name) for name in (*_WORDS, "words")]
    below = own[:, columns] - own[:, columns].max(axis=0)
    longer = own[:, NAMES.index("shared_longer")]
    later = np.array([longer[i + 1 :].max(initial=0.0) for i in range(len(own))])
    earlier = np.array([longer[:i].max(initial=0.0) for i in range(len(own))])
    place = np.arange(len(own))
    return np.column_stack([below, later, earlier, place, place[::-1]])
