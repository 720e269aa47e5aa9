"""What the body model looks at in each text block: its shape, its place in the tree, its neighbours.

Numbers only, in a fixed order (`NAMES`); no trait is a word of a page. After Kohlschütter et al., "Boilerplate
detection using shallow text features" (WSDM 2010), with the boxes that hold the most running text added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from variorum.ingest.html.blocks import HINTS, Box, TextBlock

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
_PLACE = [
    "share1",
    "share2",
    "share3",
    "share4",
    "direct1",
    "direct2",
    "body_share",
    "article_share",
    "body_over_other",
    "within",
    "steps",
    "before",
    "after",
    "position",
    "told",
    "gap",
    "here",
    "siblings",
    "same_sign",
    "sign_words",
    "sign_linked",
    "sign_share",
    "after_title",
    "from_title",
    "depth",
    "page_words",
    "page_blocks",
    "page_shares",
]
_SEEN = ("words", "linked", "closed", "paragraph", "heading", "same_box")
_SIDES = ("previous2", "previous", "next", "next2")
NAMES = (
    *_OWN,
    *(f"near_{hint}" for hint in HINTS),
    *(f"far_{hint}" for hint in HINTS),
    *(f"aside_{hint}" for hint in HINTS),
    *_PLACE,
    *(f"{side}_{name}" for side in _SIDES for name in _SEEN),
)
"""The traits, in the order of the columns."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ENDS = (".", "!", "?", "…", "”", '"', "’", ".)", "»", "。", "」", "！", "？", "।", "۔", "؟")
_STOPS = (". ", "? ", "! ", "。")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no space between words; two of them count as a word."""
_FAR = 10.0
_BIT = {name: 1 << i for i, name in enumerate(HINTS)}
_BODY = _BIT["body"] | _BIT["stated_body"]
_ARTICLE = _BIT["in_article"] | _BIT["in_main"] | _BIT["article"]
_OTHER = sum(
    _BIT[name]
    for name in ["nav", "foot", "side", "comment", "related", "share", "pitch", "advert", "consent", "form", "unseen"]
)


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

    counts = Counter(block.mark for block in blocks)
    own = np.array([_own(b, boxes[b.box].tag, counts[b.mark], known) for b in blocks])
    own = own.reshape(len(blocks), len(_OWN))
    scene = _Scene(blocks, boxes, own)
    near, far, aside = (
        np.array([masks[b.box] for b in blocks])[:, None] >> np.arange(len(HINTS)) & 1
        for masks in ([b.near for b in boxes], [b.far for b in boxes], scene.aside())
    )
    return np.hstack([own, near, far, aside, scene.rows(), _around(own, blocks)])


def length(text: str) -> int:
    """About how many words `text` has."""
    words = text.count(" ") + 1
    return words if text.isascii() else words + len(_DENSE.findall(text)) // 2


def _own(block: TextBlock, tag: str, count: int, known: Known) -> list[float]:
    text, mark = block.text, block.mark
    size = len(text)
    words = length(text)
    head = text[:200]
    return [
        log1p(words),
        words <= 3,
        4 <= words <= 12,
        words >= 25,
        min(1.0, block.linked / size),
        block.linked > 0.9 * size,
        min(1.0, block.bold / size),
        text.endswith(_ENDS),
        min(6, sum(map(text.count, _STOPS))),
        min(1.0, 10 * text.count(",") / (words + 5)),
        text[0].isupper(),
        min(1.0, 4 * sum(map(str.isdigit, head)) / len(head)),
        text.isupper(),
        tag == "p",
        tag in ("li", "dt", "dd"),
        tag == "h1",
        tag == "h2",
        tag in _HEADINGS[1:],
        tag in ("div", "section", "article", "main", "body"),
        tag in ("td", "th", "tr"),
        text[0] in '“"‘„«',
        text[-1] == ":",
        text[-1] == "?",
        "|" in head or "•" in head or "»" in head or "›" in head,
        count > 1,
        bool(mark) and mark == known.title,
        len(mark) > 40 and bool(known.summary) and (mark.startswith(known.summary) or known.summary.startswith(mark)),
        mark in known.stated,
        bool(known.stated),
    ]


_I = {name: i for i, name in enumerate(_OWN)}


def _running(own: Floats) -> Floats:
    """The words of each block as far as it is running text: closed sentences, few of them links."""
    import numpy as np

    words = np.expm1(own[:, _I["words"]])
    told = (own[:, _I["linked"]] <= 0.35) & (words > 8) & ((own[:, _I["closed"]] > 0) | (own[:, _I["sentences"]] > 0))
    return np.where(told, words, 0.0)


class _Scene:
    """Where each block stands beside the running text of the page: shares of boxes, order, distance."""

    def __init__(self, blocks: Sequence[TextBlock], boxes: Sequence[Box], own: Floats) -> None:
        self.blocks, self.boxes, self.own = blocks, boxes, own
        self.running = _running(own)
        self.total = float(self.running.sum()) or 1.0
        self.direct = [0.0] * len(boxes)
        self.masses = [0.0] * len(boxes)
        for block, mass in zip(blocks, self.running.tolist(), strict=True):
            self.masses[block.box] += mass
            self.direct[max(0, boxes[block.box].parent)] += mass
        for at in range(len(boxes) - 1, 0, -1):  # a box comes after its parent
            self.masses[boxes[at].parent] += self.masses[at]
        self.best = _best(self.masses, boxes, 0.6 * self.total)
        self.steps = _steps(boxes, self.best)

    def aside(self) -> list[int]:
        """What the boxes around each box hold as far as they are not around the running text as well."""
        boxes = self.boxes
        around = set()
        at = self.best
        while at >= 0:
            around.add(at)
            at = boxes[at].parent
        found = [0] * len(boxes)
        for i, box in enumerate(boxes):
            found[i] = 0 if i in around else found[box.parent] | box.near
        return found

    def _nearest(self, mask: int) -> list[int]:
        """The nearest box around each, itself included, of which `mask` is said; -1 for none."""
        found = [-1] * len(self.boxes)
        for i, box in enumerate(self.boxes):
            found[i] = i if box.near & mask else found[box.parent] if box.parent >= 0 else -1
        return found

    def rows(self) -> Floats:
        """A row per block, in the order of `_PLACE`."""
        import numpy as np

        blocks, boxes, own, running, steps = self.blocks, self.boxes, self.own, self.running, self.steps
        size = len(blocks)
        shares = [mass / self.total for mass in self.masses]
        most = max(self.direct) or 1.0
        direct = [mass / most for mass in self.direct]
        body, article, other = (self._nearest(mask) for mask in (_BODY, _ARTICLE, _OTHER))
        good = [i for i in range(size) if running[i] and steps[blocks[i].box] < _FAR]
        first, last = (good[0], good[-1]) if good else (0, size)
        siblings = Counter(boxes[block.box].parent for block in blocks)
        like = self._like().tolist()
        told = (np.cumsum(running) / self.total).tolist()
        gaps = _gaps(running.tolist())
        titled = np.flatnonzero(own[:, _I["is_title"]] + own[:, _I["h1"]])
        title = int(titled[0]) if len(titled) else -1
        page = (log1p(self.total), log1p(size), max(direct[at] * most for at in range(len(boxes))) / self.total)
        rows = []
        for i, block in enumerate(blocks):
            at = block.box
            box = boxes[at]
            up = max(0, box.parent)
            b, a, o = body[at], article[at], other[at]
            rows.append(
                [
                    *_shares(at, boxes, shares),
                    direct[up],
                    direct[max(0, boxes[up].parent)],
                    shares[b] if b >= 0 else -0.1,
                    shares[a] if a >= 0 else -0.1,
                    (boxes[b].depth if b >= 0 else 0) - (boxes[o].depth if o >= 0 else 0),
                    steps[at] < _FAR,
                    steps[at],
                    i < first,
                    i > last,
                    i / size,
                    told[i],
                    gaps[i],
                    box.parent == self.best,
                    min(1.0, siblings[box.parent] / 20),
                    *like[i],
                    float(i > title >= 0),
                    min(20, i - title) if title >= 0 else -20,
                    box.depth,
                    *page,
                ]
            )
        return np.array(rows, dtype=float).reshape(size, len(_PLACE))

    def _like(self) -> Floats:
        """For each block how many share its box's and its parent's names, and what they are on the whole."""
        import numpy as np

        boxes, own = self.boxes, self.own
        signs: dict[tuple[str, str], int] = {}
        sign_of = [boxes[block.box] for block in self.blocks]
        group = np.array([signs.setdefault((box.sign, boxes[max(0, box.parent)].sign), len(signs)) for box in sign_of])
        size = np.bincount(group)
        words, linked, running = (
            np.bincount(group, values) for values in (own[:, _I["words"]], own[:, _I["linked"]], self.running)
        )
        return np.asarray(np.column_stack([np.log1p(size), words / size, linked / size, running / self.total])[group])


def _shares(at: int, boxes: Sequence[Box], shares: Sequence[float]) -> list[float]:
    """The shares of the box and the three around it."""
    found = []
    for _ in range(4):
        found.append(shares[at])
        at = max(0, boxes[at].parent)
    return found


def _best(masses: Sequence[float], boxes: Sequence[Box], least: float) -> int:
    """The innermost box that holds at least so much running text."""
    best = 0
    for at in range(len(boxes)):
        if masses[at] >= least and boxes[at].parent in (best, -1):
            best = at
    return best


def _steps(boxes: Sequence[Box], best: int) -> list[float]:
    """How many boxes each lies inside `best`; `_FAR` outside it."""
    found = [_FAR] * len(boxes)
    for at, box in enumerate(boxes):
        if at == best:
            found[at] = 0.0
        elif box.parent >= 0 and (steps := found[box.parent]) < _FAR:
            found[at] = min(_FAR - 1, steps + 1)
    return found


def _gaps(running: Sequence[float]) -> list[float]:
    """How many blocks away the nearest running text is."""
    gaps = [_FAR] * len(running)
    for order in (range(len(running)), range(len(running) - 1, -1, -1)):
        gap = _FAR
        for i in order:
            gap = 0.0 if running[i] else min(_FAR, gap + 1)
            gaps[i] = min(gaps[i], gap)
    return gaps


def _around(own: Floats, blocks: Sequence[TextBlock]) -> Floats:
    """What stands next to each block: two before and two after."""
    import numpy as np

    size = len(blocks)
    boxes = np.array([block.box for block in blocks])
    heads = own[:, _I["h2"]] + own[:, _I["h3"]]
    seen = np.column_stack([own[:, [_I["words"], _I["linked"], _I["closed"], _I["paragraph"]]], heads])
    columns = []
    for step in (-2, -1, 1, 2):
        moved = np.zeros((size, len(_SEEN)))
        if size > abs(step):
            here, there = (
                (slice(-step, None), slice(None, step)) if step < 0 else (slice(None, -step), slice(step, None))
            )
            moved[here, :-1] = seen[there]
            moved[here, -1] = boxes[here] == boxes[there]
        columns.append(moved)
    return np.hstack(columns)
