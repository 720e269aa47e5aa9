"""What the body model looks at in each text block: its shape, its place in the tree, its neighbours.

Numbers only, in a fixed order (`NAMES`); no trait is a word of a page. After Kohlschütter et al., "Boilerplate
detection using shallow text features" (WSDM 2010), with the boxes that hold the most running text added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from variorum.ingest.html.blocks import HINTS, Box, TextBlock
from variorum.ingest.html.scene import PLACE, Scene, Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_OWN = [
    "words",
    "short",
    "middling",
    "long",
    "linked",
    "all_linked",
    "bold",
    "closed",
    "sentences",
    "commas",
    "capital",
    "digits",
    "shouted",
    "paragraph",
    "item",
    "h1",
    "h2",
    "h3",
    "layout",
    "cell",
    "quoted",
    "colon",
    "question",
    "bar",
    "repeated",
    "is_title",
    "is_summary",
    "stated",
    "stated_page",
]
_SEEN = ("words", "linked", "closed", "paragraph", "heading", "same_box")
_SIDES = ("previous2", "previous", "next", "next2")
NAMES = (
    *_OWN,
    *(f"near_{hint}" for hint in HINTS),
    *(f"far_{hint}" for hint in HINTS),
    *(f"aside_{hint}" for hint in HINTS),
    *PLACE,
    *(f"{side}_{name}" for side in _SIDES for name in _SEEN),
)
"""The traits, in the order of the columns."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ENDS = (".", "!", "?", "…", "”", '"', "’", ".)", "»", "。", "」", "！", "？", "।", "۔", "؟")
_STOPS = (". ", "? ", "! ", "。")
_BARS = re.compile("[|•»›]")
_HEAD = 200
"""Characters of a block that are looked at for digits and signs."""
_NO_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True)
class Known:
    """What is known of the page beforehand, as keys (`draft.key`): its title, its summary, and the paragraphs that its
    structured data gives as the body."""

    title: str = ""
    summary: str = ""
    stated: Collection[str] = ()


def traits_of(blocks: Sequence[TextBlock], boxes: Sequence[Box], known: Known) -> Floats:
    """A row of numbers per block, in the order of `NAMES`."""
    import numpy as np

    own = _own(blocks, boxes, known)
    at = np.array([block.box for block in blocks])
    scene = Scene(at, boxes, Shape(own[:, _I["words"]], own[:, _I["linked"]], _running(own), _titled(own)))
    near, far, aside = (
        np.array(masks)[at][:, None] >> np.arange(len(HINTS)) & 1
        for masks in ([b.near for b in boxes], [b.far for b in boxes], scene.aside())
    )
    return np.hstack([own, near, far, aside, scene.rows(), _around(own, at)])


def _own(blocks: Sequence[TextBlock], boxes: Sequence[Box], known: Known) -> Floats:
    """What each block is by itself, in the order of `_OWN`."""
    import numpy as np

    words = np.array([block.words for block in blocks], dtype=float)
    size, linked, bold = np.array([(len(b.text), b.linked, b.bold) for b in blocks], dtype=float).T
    counts = Counter(block.mark for block in blocks)
    told = np.array([_told(block) for block in blocks], dtype=float)
    told[:, _COMMAS] = np.minimum(1, 10 * told[:, _COMMAS] / (words + 5))
    return np.column_stack(
        [
            np.log1p(words),
            words <= 3,
            (words >= 4) & (words <= 12),
            words >= 25,
            np.minimum(1, linked / size),
            linked > 0.9 * size,
            np.minimum(1, bold / size),
            told[:, :_BEFORE_TAGS],
            np.array([_kinds_of(boxes[block.box].tag) for block in blocks]),
            told[:, _BEFORE_TAGS:],
            np.array([_known(block.mark, counts[block.mark], known) for block in blocks]),
        ]
    )


_BEFORE_TAGS = 6
_COMMAS = 2


def _told(block: TextBlock) -> list[float]:
    """What a block's text is like: `closed` to `shouted`, then `quoted` to `bar`; of commas the bare number."""
    text = block.text
    head = text[:_HEAD]
    last = text[-1]
    return [
        text.endswith(_ENDS),
        min(6, sum([text.count(stop) for stop in _STOPS])),
        text.count(","),
        text[0].isupper(),
        min(1.0, 4 - 4 * len(head.translate(_NO_DIGITS)) / len(head)),
        text.isupper(),
        text[0] in '“"‘„«',
        last == ":",
        last == "?",
        _BARS.search(head) is not None,
    ]


@cache
def _kinds_of(tag: str) -> tuple[bool, ...]:
    """What the tag of a block's box says: `paragraph` to `cell`."""
    return (
        tag == "p",
        tag in ("li", "dt", "dd"),
        tag == "h1",
        tag == "h2",
        tag in _HEADINGS[1:],
        tag in ("div", "section", "article", "main", "body"),
        tag in ("td", "th", "tr"),
    )


def _known(mark: str, count: int, known: Known) -> tuple[bool, ...]:
    """Whether the page says a block elsewhere too: `repeated` to `stated_page`."""
    summary = known.summary
    return (
        count > 1,
        bool(mark) and mark == known.title,
        len(mark) > 40 and bool(summary) and (mark.startswith(summary) or summary.startswith(mark)),
        mark in known.stated,
        bool(known.stated),
    )


_I = {name: i for i, name in enumerate(_OWN)}


def _running(own: Floats) -> Floats:
    """The words of each block as far as it is running text: closed sentences, few of them links."""
    import numpy as np

    words = np.expm1(own[:, _I["words"]])
    told = (own[:, _I["linked"]] <= 0.35) & (words > 8) & ((own[:, _I["closed"]] > 0) | (own[:, _I["sentences"]] > 0))
    return np.where(told, words, 0.0)


def _titled(own: Floats) -> int:
    """The first block that is the page's title or an `h1`; -1 for none."""
    import numpy as np

    found = np.flatnonzero(own[:, _I["is_title"]] + own[:, _I["h1"]])
    return int(found[0]) if len(found) else -1


def _around(own: Floats, boxes: NDArray[np.intp]) -> Floats:
    """What stands next to each block: two before and two after."""
    import numpy as np

    size = len(own)
    heads = own[:, _I["h2"]] + own[:, _I["h3"]]
    seen = np.column_stack([own[:, [_I["words"], _I["linked"], _I["closed"], _I["paragraph"]]], heads])
    found = np.zeros((size, 4 * len(_SEEN)))
    for n, step in enumerate((-2, -1, 1, 2)):
        if size > abs(step):
            here, there = (
                (slice(-step, None), slice(None, step)) if step < 0 else (slice(None, -step), slice(step, None))
            )
            moved = found[:, n * len(_SEEN) : (n + 1) * len(_SEEN)]
            moved[here, :-1] = seen[there]
            moved[here, -1] = boxes[here] == boxes[there]
    return found
