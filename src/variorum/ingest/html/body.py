"""The reporting on a page: the text blocks that the body model chooses, cleaned of what the page repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from variorum.ingest.draft import Paragraph, clean, key
from variorum.ingest.html.blocks import Box, Paths, TextBlock, length
from variorum.ingest.html.model import chances
from variorum.ingest.html.second import second_opinion
from variorum.ingest.html.structured import Facts
from variorum.ingest.html.traits import Known, traits_of
from variorum.ingest.lines import is_furniture
from variorum.ingest.trees import likeliest

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th", "tr"), "cell"),
    "blockquote": "quote",
    "pre": "code",
}
"""Block elements as kinds of blocks; others are paragraphs."""
_BREAK = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote)\b[^<>]{0,500}|br\s?/?)>", re.I)
_TAG = re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]{0,2000}>", re.S)
_SURE_ENOUGH = 0.9
"""Expected word F1 below which trafilatura is asked too: about one page in ten."""
_THIN = 60
"""Words below which a body is looked for elsewhere."""
_STATED = 20
"""Characters from which a block is looked for in the stated body."""
_RUN = 5
"""Words of the runs by which a paragraph is known again inside others."""


def body_of(
    root: _Element, blocks: Sequence[TextBlock], boxes: Sequence[Box], facts: Facts, title: str | None
) -> list[Paragraph]:
    """The paragraphs of the report among a page's `blocks`, in order, each with its DOM path; a second opinion where
    the model is not sure, and the stated body where it is much longer than what was found."""
    found, sure = _by_model(blocks, boxes, facts, title)
    if sure < _SURE_ENOUGH:
        found = second_opinion(root, blocks, boxes) or found
    stated = stated_body(facts)
    if _words(stated) > 1.5 * _words(found) + _THIN:
        found = stated
    return [p for p in printed_once(found) if not is_furniture(p.text)]


def _by_model(
    blocks: Sequence[TextBlock], boxes: Sequence[Box], facts: Facts, title: str | None
) -> tuple[list[Paragraph], float]:
    """What the body model chooses, and the word F1 that it expects of it."""
    import numpy as np

    if not blocks:
        return [], 0.0
    sizes = np.array([float(block.words) for block in blocks])
    chosen, sure = likeliest(chances(traits_of(blocks, boxes, known_of(blocks, facts, title)), sizes), sizes)
    chosen = chosen[_masthead([blocks[i] for i in chosen]) :]
    paths = Paths()
    return [paragraph_of(blocks[i], boxes, paths) for i in chosen], sure


def known_of(blocks: Sequence[TextBlock], facts: Facts, title: str | None) -> Known:
    """What the page's data says that helps to know its body."""
    body = key(" ".join(p.text for p in stated_body(facts)))
    marks = (block.mark for block in blocks) if body else ()
    stated = {mark for mark in marks if len(mark) > _STATED and mark in body}
    return Known(key(title or ""), key(max(facts.descriptions, key=len, default=""))[:80], stated)


def paragraph_of(block: TextBlock, boxes: Sequence[Box], paths: Paths) -> Paragraph:
    """The paragraph that a block becomes."""
    box = boxes[block.box]
    inside = _KINDS.get(box.tag) or ("quote" if boxes[max(0, box.parent)].tag == "blockquote" else "paragraph")
    return Paragraph(block.text, inside, None, paths.of(box))


def printed_once(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those printed before, alone or inside others. Short ones may come again: a speaker's
    "Yes." is said twice."""
    seen: set[str] = set()
    runs: set[int] = set()
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        mark = key(paragraph.text)
        if len(mark) >= 40:
            words = paragraph.text.lower().split()
            own = set(map(hash, zip(*(words[i:] for i in range(_RUN)), strict=False)))
            if mark in seen or (len(own) > _RUN and len(own & runs) > 0.8 * len(own)):
                continue
            seen.add(mark)
            runs |= own
        kept.append(paragraph)
    return kept


def stated_body(facts: Facts) -> list[Paragraph]:
    """The longest body that the page's structured data gives, as paragraphs; markup inside it is taken out."""
    body = max(facts.bodies, key=len, default="")
    if "<p" in body or "<br" in body:
        body = _TAG.sub(" ", _BREAK.sub("\n", body))
    parts = body.split("\n")
    return [Paragraph(text) for part in parts if (text := clean(part))]


def _masthead(blocks: Sequence[TextBlock]) -> int:
    """How many blocks stand before the report and are nothing but links: the site's name and its sections."""
    for i, block in enumerate(blocks):
        if len(block.text) > 120 or block.linked < 0.9 * len(block.text):
            return i
    return 0


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(length(p.text) for p in paragraphs)
