"""The story as a PDF with numbered footnotes: the same contexts as the page, set by Typst.

The template reads the page as data (`sys.inputs`): words of a report are never read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files

from msgspec import Struct, to_builtins

from variorum.model import Dossier, Story
from variorum.present.build import story_page
from variorum.present.context import (
    ClaimView,
    DifferenceView,
    OmissionView,
    Quoted,
    Ref,
    ReportView,
    SpeakerView,
    StoryPage,
    in_quotes,
    words,
)
from variorum.present.edition import in_marks


class PdfMissing(Exception):
    """The library that sets the page is not installed; the message says how to get it."""


_DOTS = "A filled dot is an independent origin; a hollow one repeats an origin already counted."


class _Note(Struct, frozen=True):
    where: str
    words: str = ""
    live: str | None = None


class _Part(Struct, frozen=True):
    text: str
    notes: tuple[_Note, ...] = ()


class _Item(Struct, frozen=True):
    text: str
    lead: str = ""
    line: str = ""
    filled: int = 0
    hollow: int = 0
    notes: tuple[_Note, ...] = ()
    parts: tuple[_Part, ...] = ()


class _Section(Struct, frozen=True):
    title: str
    items: tuple[_Item, ...]
    told: str = ""


def render(dossier: Dossier, story: Story) -> bytes:
    """`story` as the bytes of a PDF. Raises `PdfMissing` without the extra `pdf`."""
    try:
        import typst
    except ImportError:
        raise PdfMissing("a PDF needs the `pdf` extra: pip install 'variorum[pdf]'") from None
    data = json.dumps(page_data(story_page(dossier, story)), ensure_ascii=False)
    with as_file(files("variorum.present") / "templates" / "story.typ") as template:
        made = typst.compile(str(template), sys_inputs={"page": data})
    assert isinstance(made, bytes)
    return made


def page_data(page: StoryPage) -> dict[str, object]:
    """What the template shows, as plain values."""
    by_letter = {r.siglum: r for r in page.reports}
    found = (
        _Section("What the reports agree on", tuple(_agreed(page.agreed, by_letter)), _DOTS),
        _Section("Where they differ", tuple(_differing(page.differs, by_letter))),
        _Section("Told by most, left out by some", tuple(_left_out(page.left_out, by_letter))),
        _Section("Who said what", tuple(_said(page.speakers, by_letter))),
        _Section("How it went", tuple(_happened(page, by_letter))),
    )
    return {
        "title": page.title,
        "summary": page.summary,
        "brief": [{"words": q.exact, "note": to_builtins(_note(q, by_letter, cite=False))} for q in page.brief],
        "sections": to_builtins([section for section in found if section.items]),
        "reports": [
            {
                "siglum": r.siglum,
                "outlet": r.outlet,
                "day": r.day,
                "title": r.title or "(no headline)",
                "url": r.url if (r.url or "").startswith(("http://", "https://")) else None,
                "copied": r.copied,
            }
            for r in page.reports
        ],
        "made": [*page.made, *(f"not used: {line}" for line in page.rejected)],
    }


def _where(letter: str, reports: dict[str, ReportView]) -> str:
    return f"{letter}, {reports[letter].outlet}, {reports[letter].day}"


def _note(q: Quoted, reports: dict[str, ReportView], cite: bool = True) -> _Note:
    return _Note(_where(q.ref.siglum, reports), in_marks(words(q)) if cite else "", q.live)


def _notes(quoted: Iterable[Quoted], reports: dict[str, ReportView]) -> tuple[_Note, ...]:
    return tuple(_note(q, reports) for q in quoted)


def _alike(quoted: Iterable[Quoted], reports: dict[str, ReportView]) -> tuple[_Note, ...]:
    """The reports that print another one's very sentence."""
    return tuple(
        _Note(f"{_where(r.siglum, reports)}: in the same words as {q.ref.siglum}") for q in quoted for r in q.also
    )


def _places(refs: Iterable[Ref], reports: dict[str, ReportView]) -> tuple[_Note, ...]:
    return tuple(_Note(_where(r.siglum, reports)) for r in refs)


def _agreed(claims: Sequence[ClaimView], reports: dict[str, ReportView]) -> Iterator[_Item]:
    for c in claims:
        lead = f"{c.speaker}:" if c.speaker else ""
        notes = (*_notes(c.quoted, reports), *_alike(c.quoted, reports))
        yield _Item(c.text, lead, c.line, c.filled, c.hollow, notes)


def _differing(differences: Sequence[DifferenceView], reports: dict[str, ReportView]) -> Iterator[_Item]:
    for d in differences:
        parts = tuple(
            _Part(side.value, (*_notes(side.quoted, reports), *_alike(side.quoted, reports))) for side in d.sides
        )
        yield _Item(d.verdict, f"{d.title[:1].upper()}{d.title[1:]}:", d.why, parts=parts)


def _left_out(omissions: Sequence[OmissionView], reports: dict[str, ReportView]) -> Iterator[_Item]:
    for o in omissions:
        parts = tuple(
            _Part(f"{o.missing} {s.ref.siglum}; nearest there, {s.common}", _notes(filter(None, (s.nearest,)), reports))
            for s in o.silent
        )
        yield _Item(o.text, f"{o.speaker}:" if o.speaker else "", o.line, notes=_places(o.told, reports), parts=parts)


def _said(speakers: Sequence[SpeakerView], reports: dict[str, ReportView]) -> Iterator[_Item]:
    for speaker in speakers:
        parts = tuple(
            _Part("; also printed as ".join(_wording(q, u.indirect) for q in u.wordings), _places(u.refs, reports))
            for u in speaker.utterances
        )
        yield _Item("", speaker.name, parts=parts)


def _wording(q: Quoted, indirect: bool) -> str:
    low, high = ("", "") if indirect else in_quotes(q)
    return f"{low}{words(q)}{high}"


def _happened(page: StoryPage, reports: dict[str, ReportView]) -> Iterator[_Item]:
    for h in (h for day in page.days for h in day.happenings):
        expected = " (expected)" if h.expected else ""
        yield _Item(words(h.quoted), f"{h.day}{expected}:", notes=(_note(h.quoted, reports, cite=False),))
