"""Where the actors of a story stand, and how the story was reported, from records to what the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from variorum.model import Claim, Correction, Position, Reporting, Stand
from variorum.model.support import supporting
from variorum.present.context import ActorView, CourseLine, CoursePart, CourseView, StandView
from variorum.present.edition import Edition, in_marks, quoted, ref, refs
from variorum.present.phrasing import day_words, opening, publisher_words

FIRST, ALONE = "first to say", "alone in saying"
SHOWN = 3
"""Statements of one kind shown per report; the rest are folded away."""


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
        attitude=stand.attitude.replace("says must", "says it must"),
        own_words=stand.own_words,
        change=stand.change,
        quoted=quoted(ed, stand.evidence[0], around="soft"),
        refs=refs(ed, stand.evidence),
    )


def course(ed: Edition) -> Iterator[CourseView]:
    """The reports in order of publication; a report of which nothing can be said is left out."""
    claims = {c.id: c for c in ed.story.claims}
    for entry in ed.story.reported:
        parts = tuple(_parts(ed, entry, claims))
        if entry.article in ed.articles and parts:
            article = ed.articles[entry.article]
            day = day_words(entry.published) if entry.published else "day not known"
            yield CourseView(ed.sigla[article.id], publisher_words(article), day, parts)


def _parts(ed: Edition, entry: Reporting, claims: dict[str, Claim]) -> Iterator[CoursePart]:
    """What the report did, in this order, without what it did not do."""
    corrected = tuple(_correction(ed, c) for c in entry.corrected if c.evidence)
    parts = [
        CoursePart(FIRST, *_statements(ed, entry.article, entry.first, claims)),
        CoursePart(ALONE, *_statements(ed, entry.article, entry.added, claims)),
        CoursePart("corrects or brings up to date", corrected[:SHOWN], corrected[SHOWN:]),
    ]
    if entry.earlier in ed.sigla:
        did = f"no longer says, unlike its earlier report {ed.sigla[entry.earlier]}"
        parts.append(CoursePart(did, *_statements(ed, entry.earlier, entry.dropped, claims)))
    yield from (part for part in parts if part.lines)


def _statements(
    ed: Edition, article: str, ids: Sequence[str], claims: dict[str, Claim]
) -> tuple[tuple[CourseLine, ...], tuple[CourseLine, ...]]:
    """The statements in the article's own words, the weightiest first: shown ones and folded ones."""
    ranked = sorted((claims[i] for i in ids if i in claims), key=lambda c: (-c.weight, c.id))
    lines = tuple(_line(ed, article, claim) for claim in ranked)
    return lines[:SHOWN], lines[SHOWN:]


def _line(ed: Edition, article: str, claim: Claim) -> CourseLine:
    """What the article says of `claim`: another report's sentence may say more, and this one's letter stands behind."""
    own = [e for e in supporting(claim) if e.article == article]
    if not own:
        return CourseLine(in_marks(claim.statement), None)
    said = next((e for e in own if claim.statement in e.exact), own[0])
    exact = claim.statement if claim.statement in said.exact else opening(said.exact)
    return CourseLine(in_marks(exact), ref(ed, said))


def _correction(ed: Edition, correction: Correction) -> CourseLine:
    words = in_marks(" ".join(correction.evidence[0].exact.split()))
    said = words if correction.difference is None else f"{correction.why}: {words}"
    return CourseLine(said, ref(ed, correction.evidence[0]))
