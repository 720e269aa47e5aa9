"""Already-extracted text to a draft: its lines told apart as title, metadata, reporting and leftovers of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.ingest import lines as judge
from variorum.ingest.bylines import agencies, byline_of
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, key, once
from variorum.ingest.outlets import masthead_of, outlet_of_lines
from variorum.ingest.plain.candidates import Scene, candidates_of
from variorum.ingest.plain.model import chances, headline_chances
from variorum.ingest.plain.traits import Seen, traits_of
from variorum.ingest.plain.wrapped import BULLET, CLOSED, Line, lines_of
from variorum.ingest.stated import masthead_days, stated_days
from variorum.ingest.trees import likeliest
from variorum.model import Published

_LEAST = 0.15
"""Chance below which a line is no headline."""
_FEW, _ANY = 0.03, 0.1
"""Share of lines with furniture up to which a text was cleaned before, and the chance from which a line of it stays."""
_ENDINGS = ("readmore", "continuereading", "readfull")
_CREDIT = re.compile(
    r"\bwith (?:wire|agency|staff and wire) reports?\b|\b(?:wire|agency) (?:services?|reports?) contributed\b", re.I
)


def read_plain(text: str) -> Draft:
    """The draft of `text`; without paragraphs when no line of it is reporting."""
    lines = lines_of(text)
    draft = Draft()
    if not lines:
        return draft
    scene = _scene(lines)
    at = headline_at(scene)
    if at is not None:
        draft.title = lines[at].text
        lines = [replace(line, kind="title" if i == at else line.kind) for i, line in enumerate(lines)]
    masthead = masthead_of([line.text for line in lines[: at or 0]])
    lines = [_metadata(line, draft, i < (at or 1)) for i, line in enumerate(lines)]
    end = _end(lines, draft.title)
    chosen = [lines[i] for i in scene.chosen if i < end and lines[i].kind == "text"]
    kept = _without_captions([line for line in chosen if not judge.is_furniture(line.text)])
    paragraphs = [Paragraph(BULLET.sub("", line.text), _kind(line), line.number) for line in kept]
    draft.paragraphs = _without_title(once(paragraphs), draft.title)
    stays = {line.number for line in kept}
    dropped = [line.text for line in lines if line.number not in stays]
    draft.outlet = outlet_of_lines(dropped, [p.text for p in draft.paragraphs]) or masthead
    _credit(draft, dropped)
    return draft


def _scene(lines: Sequence[Line]) -> Scene:
    """The lines with what the model says of each, and those that promise the best report."""
    seen = traits_of(lines)
    chance = chances(seen)
    chosen = likeliest(chance, seen.words)[0]
    if _is_cleaned(seen):
        kept = frozenset(chosen)
        chosen = [i for i in range(len(lines)) if i in kept or (chance[i] >= _ANY and seen.own(i, "odds") > 0)]
    return Scene(lines, seen, chance, chosen)


def _is_cleaned(seen: Seen) -> bool:
    """Whether hardly a line says what furniture says: somebody took it out before, and what is left is the report."""
    said = sum(seen.own(i, "said") > 0 for i in range(len(seen.table)))
    return said <= _FEW * len(seen.table)


def headline_at(scene: Scene) -> int | None:
    """The index of the headline among the lines, or `None` when the text has none."""
    found, table = candidates_of(scene)
    if not found:
        return None
    chance = headline_chances(table)
    best = int(chance.argmax())
    return found[best] if chance[best] >= _LEAST else None


def _end(lines: Sequence[Line], title: str | None) -> int:
    """How many lines there are up to "Read more: <the headline>"; an aggregator ends its excerpt so, and what follows
    is the page's."""
    mark = key(title or "")
    for i, line in enumerate(lines):
        own = key(line.text)
        if line.kind == "text" and len(mark) > 15 and own.startswith(_ENDINGS) and mark in own:
            return i
    return len(lines)


def _metadata(line: Line, draft: Draft, above: bool) -> Line:
    """The line marked as what it states about the article, if it does no more than that; `draft` takes it over. `above`
    the headline a paper's name may stand beside the day."""
    if line.kind != "text":
        return line
    if days := stated_days(line.text) or (masthead_days(line.text) if above else None):
        draft.updated = draft.updated or days.updated
        if (day := days.published) and draft.published.value is None:
            draft.published = Published(day, day, day, "stated", f"line {line.number}: {line.text}")
        return replace(line, kind="date")
    if names := byline_of(line.text):
        draft.bylines = tuple(dict.fromkeys((*draft.bylines, *names)))
        return replace(line, kind="byline")
    return line


def _without_captions(lines: Sequence[Line]) -> list[Line]:
    """Without what names a picture: a few words without verb or end before the first full sentence, or at the very
    end."""
    whole = [i for i, line in enumerate(lines) if CLOSED.search(line.text) and len(line.text) > 60]
    if not whole:
        return list(lines)
    first, last = whole[0], whole[-1]
    second = next((i for i in whole if i > first), first)
    return [
        line
        for i, line in enumerate(lines)
        if not (
            _is_label(line.text) and (i < first or i > last or (first < i < second and len(lines[first].text) < 200))
        )
    ]


def _is_label(text: str) -> bool:
    return not CLOSED.search(text) and not BULLET.match(text) and not judge.has_verb(text)


def _kind(line: Line) -> str:
    if BULLET.match(line.text):
        return "item"
    return "heading" if len(line.text) < 90 and not CLOSED.search(line.text) else "paragraph"


def _without_title(paragraphs: Sequence[Paragraph], title: str | None) -> list[Paragraph]:
    mark = key(title or "")
    return [p for p in paragraphs if not mark or key(p.text) != mark]


def _credit(draft: Draft, dropped: Sequence[str]) -> None:
    """Dateline, agency credits and the stated wire reports."""
    credits: list[str] = []
    for paragraph in draft.paragraphs[:4]:
        found = dateline_of(paragraph.text)
        draft.dateline = draft.dateline or found.place
        credits += found.credits
    for text in dropped:
        if (
            _CREDIT.search(text)
            or re.match(r"^\W*by\b", text, re.I)
            or (len(text) < 40 and agencies(text) == (text.strip(" ()-–—"),))
        ):
            credits += agencies(text) or (("wire reports",) if _CREDIT.search(text) else ())
    draft.credits = tuple(dict.fromkeys(credits))
