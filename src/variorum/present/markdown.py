"""The story as Markdown: the same contexts as the page, with footnotes for citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from variorum.model import Dossier, Story
from variorum.present.build import story_page
from variorum.present.context import DayView, OmissionView, Quoted, Ref, StoryPage, in_quotes, words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def render(dossier: Dossier, story: Story) -> str:
    """`story` as CommonMark; text of pages is escaped, so that it cannot become a link, an image or HTML."""
    return "\n".join(_lines(story_page(dossier, story))).rstrip() + "\n"


def escape(text: str) -> str:
    """`text` on one line, with every character that Markdown would read as markup escaped."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    # a list or heading is only read at the start of a line, a bare address anywhere
    return re.sub(r"^([-+]|\d+\.)", r"\\\1", line).replace("://", ":\u200b//")


def _lines(page: StoryPage) -> Iterator[str]:
    yield f"# {escape(page.title)}\n\n{escape(page.summary)}\n"
    if page.brief:
        yield " ".join(f"{escape(q.exact)} [{q.ref.siglum}]" for q in page.brief) + "\n"
    for heading, made in _SECTIONS:
        lines = list(made(page))
        if lines:
            yield f"## {heading}\n"
            yield from lines
            yield ""


def _reports(page: StoryPage) -> Iterator[str]:
    for r in page.reports:
        told = ", ".join(part for part in (r.outlet, r.house, r.day) if part)
        copied = f"; {r.copied}" if r.copied else ""
        yield f"- **{r.siglum}** {escape(told + copied)}: {escape(r.title or '(no headline)')}"


def _agreed(page: StoryPage) -> Iterator[str]:
    for claim in page.agreed:
        who = f"{escape(claim.speaker)}: " if claim.speaker else ""
        yield f"- {who}{escape(claim.text)} ({claim.line}) {_letters(claim.refs)}"
        yield from (f"  - {_cited(q)}" for q in claim.quoted)
        yield from (f"  - near it, but not surely the same, and so not counted: {_cited(q)}" for q in claim.near)
        yield from (f"  - {escape(line)}" for line in claim.origins)


def _differences(page: StoryPage) -> Iterator[str]:
    for d in page.differs:
        yield f"- **{escape(d.title)}** ({d.verdict}). {escape(d.why)}"
        for side in d.sides:
            value = f"{escape(side.value)}: " if side.value else ""
            yield from (f"  - {value}{_cited(q)}" for q in side.quoted)


def _omitted(views: Sequence[OmissionView]) -> Iterator[str]:
    for o in views:
        who = f"{escape(o.speaker)}: " if o.speaker else ""
        line = escape(f"{o.line}; {o.before}" if o.before else o.line)
        yield f"- {who}{escape(o.text)} {_letters(o.told)} ({line})"
        for s in o.silent:
            nearest = f": {escape(words(s.nearest))}" if s.nearest else ""
            yield f"  - {o.missing} [{s.ref.siglum}]; nearest there, {escape(s.common)}{nearest}"


def _worded(wording: Quoted, indirect: bool) -> str:
    low, high = ("", "") if indirect else in_quotes(wording)
    said = f"{low}{escape(words(wording))}{high}"
    return f"{said} (headline)" if wording.headline else said


def _said(page: StoryPage) -> Iterator[str]:
    for speaker in page.speakers:
        office = f", {escape(speaker.office.words)} [{speaker.office.ref.siglum}]" if speaker.office else ""
        yield f"- **{escape(speaker.name)}**{office}"
        for u in speaker.utterances:
            also = "; also printed as ".join(_worded(w, u.indirect) for w in u.wordings)
            to = f" ({escape(u.to)})" if u.to else ""
            yield f"  - {also}{to} {_letters(u.refs)}"


def _happened(days: Sequence[DayView]) -> Iterator[str]:
    for h in (h for day in days for h in day.happenings):
        yield f"- {h.day}{', expected' if h.expected else ''}: {_cited(h.quoted)}"


def _copies(page: StoryPage) -> Iterator[str]:
    for copy in page.copies:
        yield f"- **{copy.letters}** {'after' if copy.known else 'beside'} **{copy.origin.siglum}**: {copy.line}"
        for change in copy.changes:
            sides = (" ".join(_cited(q) for q in side) for side in (change.origins, change.copies) if side)
            yield f"  - {change.kind}: {' → '.join(sides)}"
        if copy.more:
            yield f"  - {copy.more} more of these"


def _actors(page: StoryPage) -> Iterator[str]:
    for actor in page.actors:
        yield f"- **{escape(actor.name)}**"
        for stand in (s for stands in actor.positions for s in stands):
            change = f"; {escape(stand.change)}" if stand.change else ""
            yield f"  - {stand.day}: {escape(stand.attitude)}{change}: {_cited(stand.quoted)}"


def _course(page: StoryPage) -> Iterator[str]:
    for report in page.course:
        yield f"- **{report.siglum}** {escape(report.outlet)}, {escape(report.day)}"
        for part in report.parts:
            yield from (f"  - {part.did}: {escape(line.text)}" for line in part.lines)
            if part.folded:
                yield f"  - {part.did}: {len(part.folded)} more"


def _single(page: StoryPage) -> Iterator[str]:
    for claim in page.single:
        yield f"- {_letters(claim.refs)} {escape(claim.text)}"


def _thread(page: StoryPage) -> Iterator[str]:
    for e in page.thread:
        names = f" ({escape(', '.join(e.names))})" if e.names else ""
        yield f"- {escape(e.days)}: {escape(e.title)}{names}"


def _made(page: StoryPage) -> Iterator[str]:
    yield from (f"- {escape(line)}" for line in page.made)
    yield from (f"- not used: {escape(line)}" for line in page.rejected)


_SECTIONS: tuple[tuple[str, Callable[[StoryPage], Iterable[str]]], ...] = (
    ("Reports", _reports),
    ("What the reports agree on", _agreed),
    ("Where they differ", _differences),
    ("Told by most, left out by some", lambda page: _omitted(page.left_out)),
    ("Prominent in one report only", lambda page: _omitted(page.told_by_one)),
    ("Who said what", _said),
    ("Where it comes from", lambda page: (f"- {escape(line)}" for line in page.stemma.lines) if page.stemma else ()),
    ("What copies changed", _copies),
    ("How it went", lambda page: _happened(page.days)),
    ("Background", lambda page: _happened(page.background)),
    ("Where they stand", _actors),
    ("How it was reported", _course),
    ("Earlier and later", _thread),
    ("In one report only", _single),
    ("How this was made", _made),
)
"""The sections in reading order; one without a line is left out."""


def _cited(q: Quoted) -> str:
    return f"{_letters((q.ref, *q.also))} {escape(words(q))}"


def _letters(refs: Sequence[Ref]) -> str:
    return " ".join(f"[{r.siglum}]" for r in refs)
