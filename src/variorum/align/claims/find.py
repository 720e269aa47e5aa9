"""From sentences to claims: the order in which pairs are proposed, decided, grouped and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.align.claims.candidates import candidates, nearest
from variorum.align.claims.decide import Decisions
from variorum.align.claims.features import story_of
from variorum.align.claims.holding import Holding, floored
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.linking import find_links
from variorum.align.claims.meaning import Meaning
from variorum.align.claims.near import Nearby
from variorum.align.claims.parted import Parted, part, without_parted
from variorum.align.claims.parting import by_figure
from variorum.align.claims.quotes import spoken, utterances
from variorum.align.claims.rows import Words
from variorum.align.claims.show import Found, claims_of, single_claims
from variorum.align.claims.stars import Link, Star, stars
from variorum.align.claims.stating import stating
from variorum.align.claims.units import Unit, is_frame, units_of
from variorum.align.claims.wording import leans
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed_pieces
from variorum.model import Claim, Entity, Join, Span
from variorum.model.records import ClaimKind

_SEVERAL = 2


@dataclass(frozen=True)
class Printed:
    """One sentence as several reports print it, word for word; the first by day stands for all."""

    first: Sentence
    all: tuple[Sentence, ...]


def printed(sentences: Sequence[Sentence]) -> list[Printed]:
    """Sentences with the same words as one, in order of their first."""
    by_text: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_text.setdefault(sentence.text, []).append(sentence)
    return [Printed(same[0], tuple(same)) for same in by_text.values()]


def claims_among(
    sentences: Sequence[Sentence], entities: Sequence[Entity], apart: Sequence[Parted] = ()
) -> tuple[Claim, ...]:
    """The claims of one story's sentences, weightiest first; those of one article only come after the shared ones.

    The passages of each pair in `apart` are kept in different claims.
    """
    prints = [p.all for p in printed(sentences)]
    firsts = [same[0] for same in prints]
    statements, nearby = _statements(firsts)
    quotes = [_with_near(quote, prints, nearby) for quote in _quotes(firsts)]
    found = part(quotes + statements, prints, apart)
    names = {e.id: e.name for e in entities}
    shared = claims_of(_distinct(found), prints, names, lambda item: without_parted(item, prints, apart))
    single = single_claims(prints, {i for f in found for i in f.sentences}, names)
    unique = {c.id: c for c in (*single, *shared)}
    return tuple(sorted(unique.values(), key=lambda c: (-c.weight, c.id)))


def _distinct(found: Sequence[Found]) -> list[Found]:
    """One claim per statement: what other clauses of the same sentences state again is not shown again."""
    kept: list[Found] = []
    by_sentence: dict[int, list[Found]] = {}
    for item in sorted(found, key=lambda f: (-len(f.sentences), f.kind != "quote", f.sentences)):
        beside = {id(k): k for i in item.sentences for k in by_sentence.get(i, ())}
        if not any(_repeats(item, other) for other in beside.values()):
            kept.append(item)
            for i in item.sentences:
                by_sentence.setdefault(i, []).append(item)
    return kept


def _repeats(item: Found, other: Found) -> bool:
    """Whether `item` says nothing that `other`, which is as long or longer, does not say of the same sentences."""
    if not set(item.sentences) <= set(other.sentences):
        return False
    if len(item.sentences) == 1 and item.near:
        return {u.at for u in item.near} <= {u.at for u in other.near} | set(other.sentences)
    if item.sentences == other.sentences:
        return True
    return item.kind != "quote" and all(
        any(u.span.overlaps(v.span) for v in other.units if v.at == u.at) for u in item.units
    )


def _quotes(sentences: Sequence[Sentence]) -> list[Found]:
    stretches = spoken(sentences)
    return [Found("quote", tuple(sorted({stretches[i].at for i in g})), ()) for g in utterances(stretches)]


def _with_near(quote: Found, prints: Sequence[Sequence[Sentence]], nearby: Nearby | None) -> Found:
    """A quote with what comes near it in reports that have it in words of their own."""
    reports = {s.article.id for i in quote.sentences for s in prints[i]}
    return replace(quote, near=nearby.beside_quote(quote.sentences, reports)) if nearby else quote


def _statements(sentences: Sequence[Sentence]) -> tuple[list[Found], Nearby | None]:
    """Groups of clauses that state the same, each with the words to show it by, and what comes near any clause."""
    if len({s.article.id for s in sentences}) < _SEVERAL:
        return [], None  # a lone report shares nothing
    units = [u for u in units_of(sentences) if not is_frame(u.event)]
    vectors, pieces = embed_pieces([s.text for s in sentences])
    near, story = nearest(vectors), story_of(units)
    clauses: dict[int, list[Unit]] = {}
    for unit in units:
        clauses.setdefault(unit.at, []).append(unit)
    likeness = Likeness(pieces, [s.article.id for s in sentences])
    meaning = Meaning(likeness, clauses)

    def cosine(a: int, b: int) -> float:
        known = near.get((min(a, b), max(a, b)))
        return float(vectors[a] @ vectors[b]) if known is None else known

    decisions = Decisions(story, cosine)
    proposed = find_links(
        units, candidates(units, near), meaning, lambda i, j: decisions.of(units[i], units[j]), cosine
    )
    holding = Holding(sentences, clauses, likeness, story.words, lambda one, other: floored(decisions.of(one, other)))
    said = stating(units, proposed, holding)
    worth = {i: _worth(u := units[i], said.shown[i]) * meaning.says(u.at, clauses[u.at].index(u)) for i in said.links}
    found = stars(units, said.links, worth)
    parted = [(s, p) for s in found for p in by_figure([units[i] for i in (s.head, *(m.unit for m in s.members))])]
    nearby = Nearby(units, said)
    shared = [_found(star, p, nearby) for star, p in parted if len({u.article for u in p}) > 1]
    return shared + [_lone(units, star, said.shown[star.head]) for star in nearby.loose(found, worth)], nearby


def _worth(unit: Unit, shown: Span) -> float:
    """How well a clause can stand for a claim: less where its words begin with "he" or "this"."""
    return _LEANING if leans(unit.sentence.article.text[shown.start : shown.end]) else 1.0


_LEANING = 0.8


def _found(star: Star, part: Sequence[Unit], nearby: Nearby) -> Found:
    """One part of a star: its head first, where it is in it, with its words, and what joined the others to the head."""
    kind: ClaimKind = "figure" if all(u.figures for u in part) else "statement"
    units, head = nearby.units, nearby.units[star.head]
    if head not in part:
        return Found(kind, tuple(sorted({u.at for u in part})), tuple(part))
    kept = [link for link in star.members if units[link.unit] in part]
    joins = tuple(_join(units[link.unit].article, link) for link in kept)
    members = (head, *(u for u in part if u is not head))
    words = Words.of(head.at, head.sentence, nearby.said.shown[star.head])
    near = nearby.beside([star.head], {u.article for u in part})
    return Found(kind, tuple(sorted({u.at for u in part})), members, joins, words, near)


def _lone(units: Sequence[Unit], star: Star, shown: Span) -> Found:
    """What one report states and others only come near to."""
    head = units[star.head]
    near = tuple(units[link.unit] for link in star.members)
    return Found("statement", (head.at,), (head,), (), Words.of(head.at, head.sentence, shown), near)


def _join(article: str, link: Link) -> Join:
    covered, alike, slots = link.values
    return Join(article, round(covered, 3), round(alike, 3), round(slots, 3), round(link.sure, 3))
