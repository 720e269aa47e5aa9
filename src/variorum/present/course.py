"""Where the actors of a story stand, and how the story was reported, from records to what the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from variorum.model import Claim, Correction, Position, Reporting, Stand
from variorum.present.context import ActorView, CourseLine, CourseView, StandView
from variorum.present.edition import Edition, in_marks, quoted, ref, refs
from variorum.present.phrasing import day_words

SHOWN = 3
"""Statements of one kind shown per report; the rest are counted."""


def actors(ed: Edition) -> Iterator[ActorView]:
    """The actors with their positions, in the dossier's order."""
    for actor, positions in groupby(ed.story.positions, key=lambda p: p.actor):
        if actor in ed.entities:
            yield ActorView(ed.entities[actor].name, tuple(_stands(ed, p) for p in positions))


def _stands(ed: Edition, position: Position) -> tuple[StandView, ...]:
    return tuple(_stand(ed, stand) for stand in position.stands if stand.evidence)


def _stand(ed: Edition, stand: Stand) -> StandView:
    return StandView(
        day=day_words(stand.day) if stand.day else "day not known",
        attitude=stand.attitude,
        own_words=stand.own_words,
        change=stand.change,
        quoted=quoted(ed, stand.evidence[0]),
        refs=refs(ed, stand.evidence),
    )


def course(ed: Edition) -> Iterator[CourseView]:
    """The reports in order of publication; a report of which nothing can be said is left out."""
    claims = {c.id: c for c in ed.story.claims}
    for entry in ed.story.reported:
        lines = tuple(_lines(ed, entry, claims))
        if entry.article in ed.articles and lines:
            article = ed.articles[entry.article]
            day = day_words(entry.published) if entry.published else "day not known"
            yield CourseView(ed.sigla[article.id], article.outlet or "(no name on the page)", day, lines)


def _lines(ed: Edition, entry: Reporting, claims: dict[str, Claim]) -> Iterator[CourseLine]:
    yield from _statements(ed, entry.article, "first with", entry.first, claims)
    yield from _statements(ed, entry.article, "added", entry.added, claims)
    yield from (_correction(ed, c) for c in entry.corrected if c.evidence)
    if entry.earlier in ed.sigla:
        did = f"no longer has, after {ed.sigla[entry.earlier]},"
        yield from _statements(ed, entry.earlier, did, entry.dropped, claims)


def _statements(
    ed: Edition, article: str, did: str, ids: Sequence[str], claims: dict[str, Claim]
) -> Iterator[CourseLine]:
    """The weightiest statements, with the place where the article makes them."""
    ranked = sorted((claims[i] for i in ids if i in claims), key=lambda c: (-c.weight, c.id))
    for at, claim in enumerate(ranked[:SHOWN]):
        own = next((e for e in claim.evidence if e.article == article), None)
        more = len(ranked) - SHOWN if at == SHOWN - 1 else 0
        yield CourseLine(did, in_marks(claim.statement), ref(ed, own) if own else None, max(0, more))


def _correction(ed: Edition, correction: Correction) -> CourseLine:
    words = in_marks(" ".join(correction.evidence[0].exact.split()))
    said = words if correction.difference is None else f"{correction.why}: {words}"
    return CourseLine("set right", said, ref(ed, correction.evidence[0]))
