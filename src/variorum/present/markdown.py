"""The story as Markdown: the same contexts as the page, with footnotes for citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.model import Dossier, Story
from variorum.present.build import story_page
from variorum.present.context import ClaimView, Quoted, Ref, StoryPage, words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def render(dossier: Dossier, story: Story) -> str:
    """`story` as CommonMark; text of pages is escaped, so that it cannot become a link, an image or HTML."""
    return "\n".join(_lines(story_page(dossier, story))) + "\n"


def escape(text: str) -> str:
    """`text` on one line, with every character that Markdown would read as markup escaped."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    # a list or heading is only read at the start of a line, a bare address anywhere
    return re.sub(r"^([-+]|\d+\.)", r"\\\1", line).replace("://", ":\u200b//")


def _lines(page: StoryPage) -> Iterator[str]:
    yield f"# {escape(page.title)}\n\n{escape(page.summary)}\n"
    if page.brief:
        yield " ".join(f"{escape(q.exact)} [{q.ref.siglum}]" for q in page.brief) + "\n"
    yield "## Reports\n"
    for r in page.reports:
        told = ", ".join(part for part in (r.outlet, r.house, r.day) if part)
        copied = f"; {r.copied}" if r.copied else ""
        yield f"- **{r.siglum}** {escape(told + copied)}: {escape(r.title or '(no headline)')}"
    yield "\n## What the reports agree on\n"
    for claim in page.agreed:
        yield from _claim(claim)
    yield from _differences(page)
    yield from _said(page)
    if page.happenings:
        yield "\n## How it went\n"
        yield from (f"- {h.day}{', expected' if h.expected else ''}: {_cited(h.quoted)}" for h in page.happenings)
    yield from _copies(page)
    yield from _actors(page)
    yield from _course(page)
    yield from _thread(page)
    yield "\n## How this was made\n"
    yield from (f"- {escape(line)}" for line in page.made)
    yield from (f"- not used: {escape(line)}" for line in page.rejected)


def _claim(claim: ClaimView) -> Iterator[str]:
    who = f"{escape(claim.speaker)}: " if claim.speaker else ""
    yield f"- {who}{escape(claim.text)} ({claim.line}) {_letters(claim.refs)}"
    yield from (f"  - {_cited(q)}" for q in claim.quoted)
    yield from (f"  - {escape(line)}" for line in claim.origins)


def _differences(page: StoryPage) -> Iterator[str]:
    if not page.differs:
        return
    yield "\n## Where they differ\n"
    for d in page.differs:
        about = f": {escape(d.about)}" if d.about else ""
        yield f"- **{d.kind}{about}** ({d.verdict}). {escape(d.why)}"
        for side in d.sides:
            yield from (f"  - {_cited(q)}" for q in side.quoted)


def _worded(wording: Quoted, indirect: bool) -> str:
    said = escape(words(wording)) if indirect else f"“{escape(words(wording))}”"
    return f"{said} (headline)" if wording.headline else said


def _said(page: StoryPage) -> Iterator[str]:
    if not page.speakers:
        return
    yield "\n## Who said what\n"
    for speaker in page.speakers:
        yield f"- **{escape(speaker.name)}**"
        for u in speaker.utterances:
            also = "; also printed as ".join(_worded(w, u.indirect) for w in u.wordings)
            to = f" ({escape(u.to)})" if u.to else ""
            yield f"  - {also}{to} {_letters(u.refs)}"


def _copies(page: StoryPage) -> Iterator[str]:
    if page.copies:
        yield "\n## What copies changed\n"
    for copy in page.copies:
        yield f"- **{copy.copy.siglum}** {'after' if copy.known else 'beside'} **{copy.origin.siglum}**: {copy.line}"
        for change in copy.changes:
            sides = (" ".join(_cited(q) for q in side) for side in (change.origins, change.copies) if side)
            yield f"  - {change.kind}: {' → '.join(sides)}"
        if copy.more:
            yield f"  - {copy.more} more of these"


def _actors(page: StoryPage) -> Iterator[str]:
    if page.actors:
        yield "\n## Where they stand\n"
    for actor in page.actors:
        yield f"- **{escape(actor.name)}**"
        for stand in (s for stands in actor.positions for s in stands):
            change = f"; {escape(stand.change)}" if stand.change else ""
            yield f"  - {stand.day}: {escape(stand.attitude)}{change}: {_cited(stand.quoted)}"


def _course(page: StoryPage) -> Iterator[str]:
    if page.course:
        yield "\n## How it was reported\n"
    for report in page.course:
        yield f"- **{report.siglum}** {escape(report.outlet)}, {escape(report.day)}"
        for line in report.lines:
            more = f" (and {line.more} more)" if line.more else ""
            yield f"  - {line.did} {escape(line.text)}{more}"


def _thread(page: StoryPage) -> Iterator[str]:
    if page.thread:
        yield "\n## Earlier and later\n"
    for e in page.thread:
        names = f" ({escape(', '.join(e.names))})" if e.names else ""
        yield f"- {escape(e.days)}: {escape(e.title)}{names}"


def _cited(q: Quoted) -> str:
    return f"[{q.ref.siglum}] {escape(words(q))}"


def _letters(refs: Sequence[Ref]) -> str:
    return " ".join(f"[{r.siglum}]" for r in refs)
