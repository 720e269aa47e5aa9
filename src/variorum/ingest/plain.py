"""Already-extracted text to a draft: its lines told apart as title, metadata, reporting and leftovers of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.ingest import lines as judge
from variorum.ingest.bylines import agencies, byline_of
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, clean, key, once
from variorum.ingest.hyphens import joined_rows
from variorum.ingest.outlets import masthead_of, outlet_of_lines
from variorum.ingest.stated import masthead_days, stated_days
from variorum.ingest.titles import title_line
from variorum.model import Published

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of a page; other separators of Unicode are white space in it."""
_CHANGE = 1.4
"""Log odds that it costs to pass from reporting to furniture or back: neighbouring lines are mostly alike."""
_ENDINGS = ("readmore", "continuereading", "readfull")
_WRAP = range(50, 100)
"""Columns at which plain text is wrapped."""
_RUN, _FEW, _SLACK = 6, 3, 5
"""Lines of that width that tell so by themselves; those that do where each is filled, and the letters by which people
who wrap by hand fall short."""
_CENTRED = 8
"""Spaces before a line, beyond the others', that set it in the middle."""
_BULLET = re.compile(r"^\s*[•*·▪●◦‣–—-]\s+")
_CLOSED = re.compile(r"[.!?…:;][\"”’')\]»]*$")
_CREDIT = re.compile(
    r"\bwith (?:wire|agency|staff and wire) reports?\b|\b(?:wire|agency) (?:services?|reports?) contributed\b", re.I
)


@dataclass(frozen=True)
class Line:
    """A line of the page: its number from 1, its words, and what it turned out to be."""

    number: int
    text: str
    kind: str = "text"


def read_plain(text: str) -> Draft:
    """The draft of `text`; without paragraphs when no line of it is reporting."""
    lines = _unwrap(text)
    draft = Draft()
    at = title_line([line.text for line in lines])
    if at is not None:
        draft.title = lines[at].text
        lines = [replace(line, kind="title" if i == at else line.kind) for i, line in enumerate(lines)]
    masthead = masthead_of([line.text for line in lines[: at or 0]])
    lines = _cut_after_end(lines, draft.title)
    lines = [_metadata(line, draft, i < (at or 1)) for i, line in enumerate(lines)]
    kept = _without_captions(_reporting(lines))
    paragraphs = [Paragraph(_BULLET.sub("", line.text), _kind(line), line.number) for line in kept]
    draft.paragraphs = _without_title(once(paragraphs), draft.title)
    stays = {line.number for line in kept}
    dropped = [line.text for line in lines if line.number not in stays]
    draft.outlet = outlet_of_lines(dropped, [p.text for p in draft.paragraphs]) or masthead
    _credit(draft, dropped)
    return draft


def _unwrap(text: str) -> list[Line]:
    """The lines that hold something; those of text wrapped at a column are joined to paragraphs again, but for what is
    set in the middle of the page, as headings of printed pages are."""
    raw = LINE_END.split(text)
    rows = [(n, clean(row)) for n, row in enumerate(raw, 1)]
    if not _is_wrapped([row for _, row in rows]):
        return [Line(n, row) for n, row in rows if row]
    margin = min((_indent(row) for row in raw if len(clean(row)) in _WRAP), default=0)
    joined: list[Line] = []
    open_row = False
    for n, row in rows:
        centred = bool(row) and _indent(raw[n - 1]) >= margin + _CENTRED
        if row and open_row and not centred and not _BULLET.match(row):
            joined[-1] = Line(joined[-1].number, joined_rows(joined[-1].text, row))
        elif row:
            joined.append(Line(n, row))
        open_row = bool(row) and not centred
    return joined


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" \f"))


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the text was broken at a column: long runs of lines of that width, most of which end within a
    sentence; or a few lines, each so long that the next one's first word would not have stood in it, half of which go
    on in small letters."""
    longest = max((len(row) for row in rows), default=0)
    if longest >= _WRAP.stop + 20:
        return False
    inner = [(a, b) for a, b in pairwise(rows) if a and b and b[:1].isalnum()]
    full = [a for a, _ in inner if len(a) in _WRAP]
    open_ends = [row for row in full if not _CLOSED.search(row)]
    if len(full) >= _RUN and len(open_ends) > 0.7 * len(inner):
        return True
    column = max((len(a) for a, _ in inner), default=0)
    filled = all(len(a) + 1 + len(b.split(None, 1)[0]) > column - _SLACK for a, b in inner)
    going_on = sum(not b[:1].isupper() for _, b in inner)
    return filled and len(full) == len(inner) >= _FEW and 2 * min(len(open_ends), going_on) >= len(inner)


def _cut_after_end(lines: list[Line], title: str | None) -> list[Line]:
    """What follows "Read more: <the headline>" is the page's: an aggregator ends its excerpt so."""
    mark = key(title or "")
    for i, line in enumerate(lines):
        own = key(line.text)
        if line.kind == "text" and len(mark) > 15 and own.startswith(_ENDINGS) and mark in own:
            return lines[:i]
    return lines


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


def _reporting(lines: Sequence[Line]) -> list[Line]:
    """The most probable choice of reporting lines, given each line's odds and that neighbours are mostly alike
    (Viterbi)."""
    body = [line for line in lines if line.kind == "text"]
    scores = [judge.log_odds(line.text) for line in body]
    keep, drop = 0.0, 0.0
    trail: list[tuple[bool, bool]] = []
    for score in scores:
        from_keep, from_drop = keep >= drop - _CHANGE, drop >= keep - _CHANGE
        trail.append((from_keep, not from_drop))
        keep, drop = (max(keep, drop - _CHANGE) + score / 2, max(drop, keep - _CHANGE) - score / 2)
    kept: list[Line] = []
    reporting = keep >= drop
    for line, (if_keep, if_drop) in zip(reversed(body), reversed(trail), strict=True):
        if reporting:
            kept.append(line)
        reporting = if_keep if reporting else if_drop
    return kept[::-1]


def _without_captions(lines: Sequence[Line]) -> list[Line]:
    """Without what names a picture: a few words without verb or end before the first full sentence, or at the very
    end."""
    whole = [i for i, line in enumerate(lines) if _CLOSED.search(line.text) and len(line.text) > 60]
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
    return not _CLOSED.search(text) and not _BULLET.match(text) and not judge.has_verb(text)


def _kind(line: Line) -> str:
    if _BULLET.match(line.text):
        return "item"
    return "heading" if len(line.text) < 90 and not _CLOSED.search(line.text) else "paragraph"


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
