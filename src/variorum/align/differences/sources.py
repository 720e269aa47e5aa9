"""One statement laid to two sources: the words of the source part, what is said is the same.

One of them must be people without names ("two people with knowledge of the case"), the other somebody who is told apart
("her lawyer"): two names for one statement are mostly one person named twice, by name and by office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.units import Unit, is_frame
from variorum.align.clauses import whole
from variorum.align.differences.anchors import Anchors, around_text
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.parallels import Parallel, one_time
from variorum.align.words import table
from variorum.model import Difference, Entity, Quote, Span

LEAST_COSINE = 0.62
LEAST_SHARE = 0.55
"""Share of the poorer statement's weight that both hold, at least; see `anchors`."""
LEAST_WEIGHT = 1.5
_NARROWED = re.compile(r",|\s+(?:of|with|for|from|in|at|who|familiar|close)\b")
_LIGHT = frozenset({"be", "have", "do", "expect", "make", "take", "get", "go"})


@dataclass(frozen=True)
class Said:
    """A clause and the quote, direct or indirect, that it stands in."""

    unit: Unit
    quote: Quote
    source: str

    @property
    def content(self) -> str:
        """What is said."""
        text = self.unit.sentence.article.text
        return " ".join(text[c.start : c.end] for c in self.quote.contents)


def find_sources(parallels: Sequence[Parallel], anchors: Anchors, names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per pair of sentences that lay the same statement to different sources."""
    taken: set[int] = set()
    for parallel in parallels:
        ends = {id(parallel.one.sentence), id(parallel.other.sentence)}
        if parallel.cosine < LEAST_COSINE or ends & taken or not one_time(parallel.one, parallel.other):
            continue
        one, other = said(parallel.one), said(parallel.other)
        if one and other and _differ(one, other) and _same_words(one, other, anchors):
            taken |= ends
            yield _difference(one, other, parallel.cosine, names)


def said(unit: Unit) -> Said | None:
    """The one quote in which the clause is said, with its source's words."""
    if is_frame(unit.event):
        return None
    text, at = unit.sentence.article.text, unit.event.predicate.start
    around = [q for q in unit.sentence.quotes if q.sources and any(c.start <= at < c.end for c in q.contents)]
    inside = [q for q in around if all(_within(unit, s) for s in q.sources)]
    if len(inside) != 1:
        return None
    source = " ".join(text[inside[0].sources[0].start : inside[0].sources[0].end].split())
    return Said(unit, inside[0], source) if around_text(source) else None


def _within(unit: Unit, span: Span) -> bool:
    return unit.sentence.span.start <= span.start < unit.sentence.span.end


def _differ(one: Said, other: Said) -> bool:
    """Whether the sources are two: no shared name or word, no pronoun, and not one standing for the other."""
    if one.quote.speaker and one.quote.speaker == other.quote.speaker:
        return False
    if any(s.source.lower().split()[0] in _vague() or s.source.lower() in _vague() for s in (one, other)):
        return False
    nameless = [bool(_words(s) & _nameless()) for s in (one, other)]
    if nameless[0] == nameless[1] or any(s.source.lower().startswith("the ") for s in (one, other)):
        return False  # "the governor" is somebody named elsewhere, and two names are two to compare elsewhere
    # a head that stands in the other's sentence too may be the one who told the other
    return not any(_head(a) & around_text(b.unit.sentence.text) for a, b in ((one, other), (other, one)))


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


def _same_words(one: Said, other: Said, anchors: Anchors) -> bool:
    a, b = one.unit, other.unit
    if a.event.lemma == b.event.lemma and a.whom & b.whom and a.event.lemma not in _LIGHT:
        return True
    meeting = anchors.meeting(around_text(one.content), around_text(other.content))
    return meeting.weight >= LEAST_WEIGHT and meeting.share >= LEAST_SHARE


def _difference(one: Said, other: Said, cosine: float, names: Mapping[str, Entity]) -> Difference:
    sides = [account(s.source, [(s.unit.sentence, whole(s.unit.sentence))]) for s in (one, other)]
    named = one.unit.entities & other.unit.entities & names.keys()
    return difference(
        "attribution",
        sides,
        why=f"The same is laid to “{one.source}” and to “{other.source}”.",
        about=", ".join(sorted(names[n].name for n in named)[:2]),
        compatible=True,
        weight=cosine + 0.3 + 0.1 * reports(sides),
    )
