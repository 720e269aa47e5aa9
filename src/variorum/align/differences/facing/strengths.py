"""One deed told by a weaker and by a stronger predicate in two facing sentences: limited here, banned there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.differences.facing.deeds import in_words_of
from variorum.align.differences.facing.ground import Common, Ground, Told, elsewhere, heads, two_moments, undergoing
from variorum.align.differences.facing.pairs import Facing
from variorum.align.differences.values import BEFORE, UNSURE
from variorum.align.words import content_stems, stem, table

_TO_NUMBER = re.compile(r"\b(?:to|at|of)\s+(?:[\w-]+\s+){0,2}?\d|\b(?:more|fewer|less)\s+than\b")
"""What makes of a limit a ban of what goes beyond: "limited to ten", "more than ten are banned"."""
_ASKS_WHETHER = re.compile(r"\s+(?:\w+\s+){0,2}?(?:if|whether|about|why|how|what|who)\b|\W*[“\"]")
"""What makes of asking a question, and not a request."""
_NOT_TOLD = re.compile(
    r"(?:n['’]t|\b(?:not|never|nor|no|refus\w+|declin\w+|fail\w*|unable|able|without|instead|rather|than|stop\w*"
    r"|if|whether|unless|attempt\w*|tr(?:y|ies|ied|ying)))\b(?:\W+\w+){0,3}\W*$",
    re.I,
)
_FACT = frozenset({"asserted", "attributed"})


def strengths(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses whose predicates the table grades, told in one way, of which neither report knows both."""
    for a in ground.units(facing.one):
        against = _graded().get(a.event.lemma or "", {})
        for b in ground.units(facing.other) if against else ():
            row = against.get(b.event.lemma or "")
            if row is not None and _manner(a) == _manner(b) != "" and not _says_both(a, b, row, ground):
                yield _told(ground, a), _told(ground, b)


def one_thing(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether both tell one deed: done to one thing, or by one doer in clauses that share enough besides."""
    if not (facing.mutual or facing.joined) or two_moments(one, other) or elsewhere(one, other):
        return False
    undergone = [undergoing(t) for t in (one, other)]
    if _other_doers(one, other) or (all(undergone) and undergone[0].isdisjoint(undergone[1])):
        return False
    done_to = bool(undergoing(one, ("whom", "what")) & undergoing(other, ("whom", "what")))
    if done_to and common.doers:
        return common.near.share >= 0.2
    return common.near.share >= 0.3 and (done_to or common.doers > 0)


def _other_doers(one: Told, other: Told) -> bool:
    """Whether both clauses say who does it, and these have nothing in common, nor a name that stands beside the other
    ("the mayor of Tarn, Ilse Marrow")."""
    mine, theirs = heads(one, ("who",)), heads(other, ("who",))
    named = mine & other.sentence.entities or theirs & one.sentence.entities
    return bool(mine and theirs) and mine.isdisjoint(theirs) and not named


def _manner(unit: Unit) -> str:
    """How a clause is told: as a fact, or not yet; nothing where it is denied, asked, or told by a noun."""
    text, at = unit.sentence.article.text, unit.event.predicate.start
    before = text[max(unit.sentence.span.start, at - BEFORE) : at]
    asked = unit.sentence.text.rstrip('"”’ ').endswith("?")
    bounded = _TO_NUMBER.search(text, at, unit.span.end) or _ASKS_WHETHER.match(text, unit.event.predicate.end)
    if unit.is_nominal or asked or bounded or not unit.event.polarity or _NOT_TOLD.search(before):
        return ""
    if UNSURE.search(before):
        return "unsure"
    return "fact" if unit.event.modality in _FACT else unit.event.modality


def _says_both(one: Unit, other: Unit, row: int, ground: Ground) -> bool:
    """Whether one report has words of both grades: beside the clause, or elsewhere of the same thing."""
    grades = _rows()[row]
    mine, theirs = (next(g for g in grades if u.event.lemma in g) for u in (one, other))
    return _has(one, theirs, ground) or _has(other, mine, ground)


def _has(unit: Unit, words: frozenset[str], ground: Ground) -> bool:
    stems = {stem(w) for w in words}
    beside = ground.beside(unit.sentence)
    if any(stems & s.stems for s in beside) or any(e.lemma in words for s in beside for e in s.events):
        return True
    about = _heads(unit)
    return any(about & _heads(told) for word in words for told in ground.telling(unit.article, word))


def _heads(unit: Unit) -> frozenset[str]:
    named = (a.head for a in unit.event.args if a.role in ("whom", "what") and a.head)
    return unit.whom | frozenset(s for head in named for s in content_stems(head))


def _told(ground: Ground, unit: Unit) -> Told:
    return ground.told(in_words_of(unit.sentence, unit.event.predicate), unit.sentence, unit.event.predicate, unit)


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[frozenset[str], ...], ...]:
    lines = table("difference_strengths.txt")
    return tuple(tuple(frozenset(side.split()) for side in line.split(":")) for line in lines)


@lru_cache(maxsize=1)
def _graded() -> dict[str, dict[str, int]]:
    """By predicate those of another grade, with the number of the row that says so."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(_rows()):
        for side in row:
            for word in side:
                found[word] |= {against: number for other in row if other is not side for against in other}
    return dict(found)
