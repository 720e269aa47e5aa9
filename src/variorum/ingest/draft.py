"""An article in the making: paragraphs with their places, and how they become one text with blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import xxhash

from variorum.ingest.forms import form_of
from variorum.ingest.tables import groups
from variorum.model import Article, Block, Page, Published
from variorum.model.records import ArticleForm

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_OTHER = re.compile(r"[\W_]+")
_MARKS = "’‘“”–—…•«»\u00a0"
"""Signs of printed English that are no letters; the letters of a text that has no others are ASCII."""
_LOWER = bytes(range(256)).lower()
_NO_LETTER = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_GAP = "\n\n"
_GREETING = 200
"""Code points beyond which a paragraph tells something."""
_SENTENCE = re.compile(r"[^.!?]{1,160}[.!?]\s+(?=\S)")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it will stand in the text, and where it stood in the page."""

    text: str
    kind: str = "paragraph"
    line: int | None = None
    dom_path: str | None = None


@dataclass
class Draft:
    """What has been found out about a page so far."""

    paragraphs: Sequence[Paragraph] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    bylines: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    published: Published = field(default_factory=Published)
    updated: str | None = None
    section: str | None = None
    id: str | None = None
    wall: bool = False
    desks: tuple[str, ...] = ()
    form: ArticleForm = "report"
    language_score: float | None = None


def clean(text: str) -> str:
    """`text` on one line: invisible characters out, white space folded to single spaces."""
    folded = " ".join(text.split())
    return folded if folded.isprintable() else _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def key(text: str) -> str:
    """What two printings of one paragraph share: its letters and digits in lower case."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, "")
        if not text.isascii():
            return _OTHER.sub("", text).lower()
    return text.encode().translate(_LOWER, _NO_LETTER).decode()


def once(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those printed before. Short ones may come again: a speaker's "Yes." is said twice."""
    seen: set[str] = set()
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        mark = key(paragraph.text)
        if len(mark) >= 40 and mark in seen:
            continue
        seen.add(mark)
        kept.append(paragraph)
    return kept


def digest(*parts: str | None) -> str:
    """Sixteen hexadecimal digits that stand for `parts`; absent ones differ from empty ones."""
    hasher = xxhash.xxh3_64()
    for part in parts:
        hasher.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "replace") + b"\x02")
    return hasher.hexdigest()


def _reporting(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs of a live page without what only opens or closes its coverage; all, if they do nothing else."""
    greets = groups("notices")["live_line"]
    kept = []
    for p in paragraphs:
        opening = _SENTENCE.match(p.text)
        if opening and greets.is_in(opening.group().strip()):
            p = replace(p, text=p.text[opening.end() :])
        if len(p.text) > _GREETING or not greets.is_in(p.text):
            kept.append(p)
    return kept or paragraphs


def assemble(draft: Draft, page: Page) -> Article:
    """The article of `draft`. Its id follows from its content; without an address the page's bytes are part of it, so
    that two outlets' printings of one report stay two articles."""
    url = draft.url or page.url
    form = form_of(draft.title, (p.text for p in draft.paragraphs), draft.form, draft.section, url or "")
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for paragraph in _reporting(draft.paragraphs) if form == "live" else draft.paragraphs:
        end = at + len(paragraph.text)
        blocks.append(Block(at, end, paragraph.kind, paragraph.line, paragraph.dom_path))
        parts.append(paragraph.text)
        at = end + len(_GAP)
    text = _GAP.join(parts)
    published = page.listed if page.listed and draft.published.value is None else draft.published
    own = draft.id or digest(draft.title, text, draft.outlet, url, published.value, None if url else page.id)
    return Article(
        id=own,
        source=page.source,
        text=text,
        title=draft.title,
        outlet=draft.outlet,
        url=url,
        bylines=draft.bylines,
        credits=draft.credits,
        dateline=draft.dateline,
        language=draft.language,
        published=published,
        updated=draft.updated,
        section=draft.section,
        fetched_at=page.fetched_at,
        page_id=page.id,
        blocks=tuple(blocks),
        desks=draft.desks,
        form=form,
        language_score=draft.language_score,
    )
