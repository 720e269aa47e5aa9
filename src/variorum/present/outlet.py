"""The page of an outlet: how much of what it printed is its own, copied, or first, and whose copies it printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from variorum.present.addresses import article_address, outlet_address
from variorum.present.drawn import Column
from variorum.present.phrasing import count_words, day_words, house_words, share_words
from variorum.present.pictures import columns
from variorum.store.outlets import OutletRecord, OutletReport


@dataclass(frozen=True)
class Part:
    """A stretch of the picture: `share` per cent of its width from `at` on."""

    label: str
    kind: str
    at: float
    share: float


@dataclass(frozen=True)
class ReportLine:
    """One report: what it is, and what it took from whom or who took from it."""

    href: str
    title: str
    day: str
    kind: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OutletPage:
    """Everything on the page of an outlet."""

    name: str
    line: str
    parts: tuple[Part, ...]
    columns: tuple[Column, ...]
    drew_on: tuple[tuple[str, str | None, str], ...]
    drawn_by: tuple[tuple[str, str | None, str], ...]
    reports: tuple[ReportLine, ...]


def outlet_page(record: OutletRecord) -> OutletPage:
    """The page of what the archive holds of one outlet."""
    reports = record.reports
    return OutletPage(
        name=record.name,
        line=_told(record),
        parts=tuple(_parts(Counter(r.kind for r in reports), len(reports))),
        columns=columns(Counter(r.day[:10] for r in reports if r.day and len(r.day) >= 10)),
        drew_on=_links(Counter(o for r in reports for o, _ in r.took_from if o)),
        drawn_by=_links(Counter(o for r in reports for o in r.taken_by if o)),
        reports=tuple(_line(r) for r in reports),
    )


def _told(record: OutletRecord) -> str:
    """What it is and whose, how many of its reports are here, and how often it was first."""
    house = house_words(record.kind, record.owner)
    count = count_words(len(record.reports), "report")
    firsts = sum(r.first for r in record.reports)
    first = f"; first, or among the first of its day, in {count_words(firsts, 'story', 'stories')}" if firsts else ""
    told = f"{count} in the archive{first}."
    return f"{house[0].upper()}{house[1:]}. {told}" if house else told


def _parts(kinds: Counter[str], total: int) -> list[Part]:
    """The picture's stretches, with the counts in words."""
    at = 0.0
    parts = []
    for kind, label in (("own", "its own"), ("partly", "copied in part"), ("wholly", "copied")):
        if kinds[kind]:
            share = 100 * kinds[kind] / total
            parts.append(Part(f"{label}: {kinds[kind]}", kind, round(at, 2), round(share, 2)))
            at += share
    return parts


def _links(counts: Counter[str]) -> tuple[tuple[str, str | None, str], ...]:
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    return tuple((name, outlet_address(name), count_words(n, "report")) for name, n in ranked[:10])


def _line(report: OutletReport) -> ReportLine:
    notes = [f"{share_words(share)} from {outlet or 'a source that is not here'}" for outlet, share in report.took_from]
    if report.taken_by:
        notes.append(f"copied by {', '.join(sorted(set(report.taken_by)))}")
    if report.first:
        notes.append("first of its story")
    title = report.title or "(no headline)"
    return ReportLine(article_address(report.id), title, day_words(report.day), report.kind, tuple(notes))
