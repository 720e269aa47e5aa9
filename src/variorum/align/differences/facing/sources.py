"""One statement laid to two sources in two facing sentences.

One of them must be people without names ("two people with knowledge of the case"), the other somebody who is told apart
("her lawyer"): two names for one statement are mostly one person named twice, by name and by office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.align.claims.units import Unit, is_frame
from variorum.align.differences.anchors import around_text
from variorum.align.differences.facing.ground import Common, Ground, Told
from variorum.align.differences.facing.pairs import Facing
from variorum.align.words import table
from variorum.model import Quote

VERY_NEAR = 0.8
"""Cosine of two sentences that say one thing by one verb, whatever else they hold."""
_NARROWED = re.compile(r",|\s+(?:of|with|for|from|in|at|who|familiar|close)\b")

_SOMEBODYS = re.compile(r"^(?:his|her|their|its)\b|['’]s?\s", re.I)


@dataclass(frozen=True)
class Said:
    """A clause and the quote, direct or indirect, that it stands in."""

    unit: Unit
    quote: Quote
    source: str


def sources(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses that say one thing by one verb, each in the words of another source."""
    for a in ground.units(facing.one):
        for b in ground.units(facing.other):
            if a.event.lemma == b.event.lemma and (one := _said(a)) and (other := _said(b)) and _differ(one, other):
                yield (
                    ground.told(one.source, facing.one, a.event.predicate, a),
                    ground.told(other.source, facing.other, b.event.predicate, b),
                )


def one_statement(facing: Facing, common: Common) -> bool:
    """Whether the two sources say one thing: the clauses, and the sentences, share most of what they say."""
    near = facing.mutual and facing.cosine >= 0.6 and common.heads > 1
    if near and common.one_verb and facing.cosine >= VERY_NEAR and common.near.share >= 0.15:
        return True
    return near and common.near.share >= 0.55 and common.whole.share >= 0.6


def _said(unit: Unit) -> Said | None:
    """The one quote in which the clause is said, with its source's words."""
    if is_frame(unit.event):
        return None
    text, at = unit.sentence.article.text, unit.event.predicate.start
    around = [q for q in unit.sentence.quotes if q.sources and any(c.holds(at) for c in q.contents)]
    inside = [q for q in around if all(unit.sentence.span.holds(s.start) for s in q.sources)]
    if len(inside) != 1:
        return None
    source = " ".join(text[inside[0].sources[0].start : inside[0].sources[0].end].split())
    return Said(unit, inside[0], source) if around_text(source) else None


def _differ(one: Said, other: Said) -> bool:
    """Whether the sources are two: no shared name or word, no pronoun, and not one standing for the other."""
    if one.quote.speaker and one.quote.speaker == other.quote.speaker:
        return False
    if around_text(one.source) & around_text(other.source):
        return False  # "Falk's office", "a spokesman for Falk"
    if any(s.source.lower().split()[0] in _vague() or s.source.lower() in _vague() for s in (one, other)):
        return False
    if not any(_is_told_apart(s) for s in (one, other)):
        return False
    nameless = [bool(_words(s) & _nameless()) for s in (one, other)]
    if nameless[0] == nameless[1] or any(s.source.lower().startswith("the ") for s in (one, other)):
        return False  # "the governor" is somebody named elsewhere, and two names are two to compare elsewhere
    # a head that stands in the other's sentence too may be the one who told the other
    return not any(_head(a) & around_text(b.unit.sentence.text) for a, b in ((one, other), (other, one)))


def _is_told_apart(one: Said) -> bool:
    """Whether the source is somebody: a person named, or somebody's ("his lawyer"), and no outlet."""
    people = {m.entity for m in one.unit.sentence.mentions if m.label == "PERSON"}
    return not _words(one) & _nameless() and bool(one.quote.speaker in people or _SOMEBODYS.search(one.source))


def _head(one: Said) -> frozenset[str]:
    """The last word before what narrows the source down: "lawyer" of "Falk's lawyer", "people" of "people with ..."."""
    words = around_text(_NARROWED.split(one.source)[0].split()[-1])
    return words or around_text(one.source)


def _words(one: Said) -> set[str]:
    return set(_NARROWED.split(one.source)[0].lower().split())


def _nameless() -> frozenset[str]:
    return frozenset(table("difference_nameless_sources.txt"))


def _vague() -> frozenset[str]:
    return frozenset(table("difference_vague_sources.txt"))
