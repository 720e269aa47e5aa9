"""Where each block of a page stands beside the running text: shares of boxes, order, distance, its like.

What is found here is a part of the traits of a block (`traits.NAMES`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.ingest.html.blocks import HINTS, Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

PLACE = [
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
"""The traits that `Scene.rows` gives, in the order of the columns."""
_FAR = 10.0
_BIT = {name: 1 << i for i, name in enumerate(HINTS)}
_BODY = _BIT["body"] | _BIT["stated_body"]
_ARTICLE = _BIT["in_article"] | _BIT["in_main"] | _BIT["article"]
_OTHER = sum(
    _BIT[name]
    for name in ["nav", "foot", "side", "comment", "related", "share", "pitch", "advert", "consent", "form", "unseen"]
)


@dataclass(frozen=True)
class Shape:
    """What the scene needs of the blocks: the logarithm of their words, the share of links, their words as far as they
    are running text, and which of them is the title (-1 for none)."""

    words: Floats
    linked: Floats
    running: Floats
    title: int


class Scene:
    """The boxes of a page with the running text that they hold."""

    def __init__(self, at: Places, boxes: Sequence[Box], shape: Shape) -> None:
        import numpy as np

        self.at, self.boxes, self.shape = at, boxes, shape
        self.parent = np.array([max(0, box.parent) for box in boxes])
        self.total = float(shape.running.sum()) or 1.0
        self.direct = np.bincount(self.parent[at], shape.running, len(boxes))
        masses = np.bincount(at, shape.running, len(boxes)).tolist()
        for i in range(len(boxes) - 1, 0, -1):  # a box comes after its parent
            masses[boxes[i].parent] += masses[i]
        self.masses = np.array(masses)
        self.best = _best(masses, boxes, 0.6 * self.total)

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

    def _nearest(self, mask: int) -> Places:
        """The nearest box around each block, its own included, of which `mask` is said; -1 for none."""
        import numpy as np

        found = [-1] * len(self.boxes)
        for i, box in enumerate(self.boxes):
            found[i] = i if box.near & mask else found[box.parent] if box.parent >= 0 else -1
        return np.array(found)[self.at]

    def rows(self) -> Floats:
        """A row per block, in the order of `PLACE`."""
        import numpy as np

        size = len(self.at)
        return np.column_stack([*self._shares(), *self._order(), *self._like(), *self._page(size)])

    def _shares(self) -> list[Floats]:
        """`share1` to `within`'s left: what of the running text is in the boxes around each block."""
        import numpy as np

        shares = self.masses / self.total
        direct = self.direct / (float(self.direct.max()) or 1.0)
        around = [self.at]
        for _ in range(3):
            around.append(self.parent[around[-1]])
        depth = np.array([box.depth for box in self.boxes])
        body, article, other = (self._nearest(mask) for mask in (_BODY, _ARTICLE, _OTHER))
        over = np.where(body >= 0, depth[body], 0) - np.where(other >= 0, depth[other], 0)
        inside = [np.where(near >= 0, shares[near], -0.1) for near in (body, article)]
        return [*(shares[at] for at in around), direct[around[1]], direct[around[2]], *inside, over]

    def _order(self) -> list[Floats]:
        """`within` to `gap`: how far from the running text, and what of it comes before."""
        import numpy as np

        running = self.shape.running
        size = len(running)
        steps = np.array(_steps(self.boxes, self.best))[self.at]
        good = np.flatnonzero((running > 0) & (steps < _FAR))
        first, last = (good[0], good[-1]) if len(good) else (0, size)
        order = np.arange(size)
        told = np.cumsum(running) / self.total
        return [steps < _FAR, steps, order < first, order > last, order / max(1, size), told, _gaps(running)]

    def _like(self) -> list[Floats]:
        """`here` to `sign_share`: what each block shares with those that stand as it does."""
        import numpy as np

        boxes, shape = self.boxes, self.shape
        parents = np.array([box.parent for box in boxes])[self.at]
        siblings = np.bincount(parents + 1)[parents + 1]
        signs: dict[tuple[str, str], int] = {}
        own = [boxes[at] for at in self.at.tolist()]
        group = np.array([signs.setdefault((box.sign, boxes[max(0, box.parent)].sign), len(signs)) for box in own])
        size = np.bincount(group)
        words, linked, running = (np.bincount(group, x) for x in (shape.words, shape.linked, shape.running))
        like = [np.log1p(size), words / size, linked / size, running / self.total]
        return [parents == self.best, np.minimum(1, siblings / 20), *(values[group] for values in like)]

    def _page(self, size: int) -> list[Floats]:
        """`after_title` to `page_shares`: the place after the headline, and the page as a whole."""
        import numpy as np

        title, order = self.shape.title, np.arange(size)
        depth = np.array([box.depth for box in self.boxes])[self.at]
        page = (np.log1p(self.total), np.log1p(size), float(self.direct.max()) / self.total)
        after = np.asarray((order > title) & (title >= 0), dtype=float)
        far = np.minimum(20.0, order - title) if title >= 0 else np.full(size, -20.0)
        return [after, far, depth, *(np.full(size, value) for value in page)]


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


def _gaps(running: Floats) -> Floats:
    """How many blocks away the nearest running text is."""
    import numpy as np

    order = np.arange(len(running))
    at = np.where(running > 0, order, -np.inf)
    before = order - np.maximum.accumulate(at)
    after = np.minimum.accumulate(np.where(running > 0, order, np.inf)[::-1])[::-1] - order
    return np.asarray(np.minimum(_FAR, np.minimum(before, after)))
