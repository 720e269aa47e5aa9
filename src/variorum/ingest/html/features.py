"""What the body model looks at in each text block: its own shape, its place in the tree, its neighbours.

Numbers only, in a fixed order (`NAMES`); no feature is a word of a page. After Kohlschütter et al., "Boilerplate detection
using shallow text features" (WSDM 2010) for the neighbourhood of links and lengths, with the container of most text added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log1p
from typing import TYPE_CHECKING

from variorum.ingest.draft import key
from variorum.ingest.html.blocks import TextBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HINTS = (
    "nav foot head side comment related embed share pitch advert consent caption byline meta tags title lead body article "
    "unseen quote form table list in_article in_main in_header details stated_body"
).split()
_OWN = (
    "words short middling long linked all_linked bold closed sentences commas capital digits paragraph item h1 h2 h3 box cell "
    "quoted repeated is_title stated stated_page colon"
).split()
_PLACE = "parent_share grand_share within best_depth before after position gap same_parent likeness siblings".split()
_AROUND = [f"{side}_{name}" for side in ("previous", "next") for name in ("words", "linked", "closed", "near_body", "paragraph")]
NAMES = (*_OWN, *(f"near_{hint}" for hint in HINTS), *(f"far_{hint}" for hint in HINTS), *_PLACE, *_AROUND)

_ENDS = (".", "!", "?", "…", ".”", '."', "”", '"', ".’", ".)", "»", "。")
_STOPS = (". ", "? ", "! ", "。")


def features(blocks: Sequence[TextBlock], title: str | None, stated: Collection[str]) -> list[list[float]]:
    """One row of numbers per block, in the order of `NAMES`.

    `title` is the page's, `stated` the keys (`draft.key`) of the paragraphs that its structured data gives as the body.
    """
    marks = [key(block.text) for block in blocks]
    counts = Counter(marks)
    title_mark = key(title or "")
    own = [_own(b, m, counts[m], m == title_mark, m in stated, bool(stated)) for b, m in zip(blocks, marks, strict=True)]
    hints = [_hints(block) for block in blocks]
    places = _places(blocks, own)
    around = _around(own, blocks)
    return [a + b + c + d for a, b, c, d in zip(own, hints, places, around, strict=True)]


def _own(block: TextBlock, mark: str, count: int, is_title: bool, is_stated: bool, has_stated: bool) -> list[float]:
    text, tag = block.text, block.tag
    size = len(text)
    words = text.count(" ") + 1
    return [
        log1p(words),
        float(words <= 3),
        float(4 <= words <= 12),
        float(words >= 25),
        min(1.0, block.linked / size),
        float(block.linked > 0.9 * size),
        min(1.0, block.bold / size),
        float(text.endswith(_ENDS)),
        min(6.0, sum(map(text.count, _STOPS)) + 0.0),
        min(6.0, text.count(",") + 0.0),
        float(text[0].isupper()),
        min(1.0, 4 * sum(map(str.isdigit, text[:200])) / min(size, 200)),
        float(tag == "p"),
        float(tag in ("li", "dt", "dd")),
        float(tag == "h1"),
        float(tag == "h2"),
        float(tag in ("h3", "h4", "h5", "h6")),
        float(tag in ("div", "section", "article", "main", "body")),
        float(tag in ("td", "th", "tr")),
        float(text[0] in "“\"‘„«"),
        float(count > 1),
        float(is_title),
        float(is_stated),
        float(has_stated),
        float(text[-1] == ":"),
    ]


def _hints(block: TextBlock) -> list[float]:
    near, far = block.near, block.far
    return [float(hint in near) for hint in HINTS] + [float(hint in far) for hint in HINTS]


_I = {name: i for i, name in enumerate(_OWN)}


def weight(own: Sequence[float], block: TextBlock) -> float:
    """How many words of running text `block` brings to the containers around it."""
    if own[_I["linked"]] > 0.35 or own[_I["words"]] < 2.3 or not (own[_I["closed"]] or own[_I["sentences"]]):
        return 0.0
    return float(block.text.count(" ") + 1)


def _places(blocks: Sequence[TextBlock], own: Sequence[Sequence[float]]) -> list[list[float]]:
    """Where each block stands beside the running text of the page: shares of containers, order, distance."""
    weights = [weight(o, b) for o, b in zip(own, blocks, strict=True)]
    total = sum(weights) or 1.0
    masses: dict[HtmlElement, float] = {}
    chains = {block.element: _chain(block.element) for block in blocks}
    for block, mass in zip(blocks, weights, strict=True):
        if mass:
            for element in chains[block.element]:
                masses[element] = masses.get(element, 0.0) + mass
    best = _best(masses, total)
    inside = [best in chains[block.element] for block in blocks]
    good = [i for i, mass in enumerate(weights) if mass and inside[i]]
    first, last = (good[0], good[-1]) if good else (0, len(blocks))
    depth = len(_chain(best)) if best is not None else 0
    siblings = Counter(id(block.parent) for block in blocks)
    tags = Counter((blocks[i].tag, id(blocks[i].parent)) for i in good)
    rows: list[list[float]] = []
    gaps = _gaps(weights)
    for i, block in enumerate(blocks):
        chain = chains[block.element]
        parents = chain[1:3]
        rows.append(
            [
                masses.get(parents[0], 0.0) / total if parents else 0.0,
                masses.get(parents[1], 0.0) / total if len(parents) > 1 else 0.0,
                float(inside[i]),
                min(10.0, float(len(chain) - depth)) if inside[i] else 10.0,
                float(i < first),
                float(i > last),
                i / len(blocks),
                min(10.0, float(gaps[i])),
                float(block.parent is best),
                min(1.0, tags[block.tag, id(block.parent)] / 4),
                min(1.0, siblings[id(block.parent)] / 20),
            ]
        )
    return rows


def _chain(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _best(masses: dict[HtmlElement, float], total: float) -> HtmlElement | None:
    """The innermost element that holds most of the page's running text."""
    best, mass = None, 0.0
    for element, own in masses.items():
        if own >= 0.6 * total and (best is None or own < mass or (own == mass and best in element.iterancestors())):
            best, mass = element, own
    return best


def _gaps(weights: Sequence[float]) -> list[int]:
    """How many blocks away the nearest running text is."""
    far = len(weights) + 10
    gaps = [far] * len(weights)
    for order in (range(len(weights)), range(len(weights) - 1, -1, -1)):
        gap = far
        for i in order:
            gap = 0 if weights[i] else gap + 1
            gaps[i] = min(gaps[i], gap)
    return gaps


def _around(own: Sequence[Sequence[float]], blocks: Sequence[TextBlock]) -> list[list[float]]:
    seen = [
        [o[_I["words"]], o[_I["linked"]], o[_I["closed"]], float("body" in b.near), o[_I["paragraph"]]]
        for o, b in zip(own, blocks, strict=True)
    ]
    edge = [0.0] * 5
    return [
        (seen[i - 1] if i else edge) + (seen[i + 1] if i + 1 < len(seen) else edge) for i in range(len(seen))
    ]
