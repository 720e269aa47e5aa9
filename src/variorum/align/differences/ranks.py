"""What somebody or something is the first or only one of, more widely in one report than in another.

"The first mayor to resign" and "the first elected mayor to resign" are two statements: the narrower one leaves room for
a mayor before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.units import Unit
from variorum.align.clauses import clause_of
from variorum.align.differences.build import account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import stem
from variorum.language.shipped import all_words
from variorum.model import Difference, Entity, Span

_RANKED = re.compile(
    r"\b(?:is|was|be|been|became|become|becomes|becoming)\s+(?:\w+\s+)?the\s+(?P<rank>first|only|second|third|last)\s+"
    r"(?P<mods>(?:[\w-]+\s+){0,3}?)(?P<noun>[a-z][a-z-]+)(?=\s+(?:to|in|of|on|who|ever|since|for|with|from|that|at)\b|[,.;])"
)
_BEFORE, _BEHIND = 8, 90
"""Code points before and behind the copula in which the clause's predicate stands."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """Who is ranked, among what, where it is said."""

    whose: frozenset[str]
    words: frozenset[str]
    sentence: Sentence
    span: Span


def find_ranks(units: Sequence[Unit], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per two reports that rank one somebody among a kind of which one is narrower."""
    told: dict[tuple[str, str], list[Ranked]] = defaultdict(list)
    for unit in units:
        for match in _RANKED.finditer(unit.sentence.text):
            at = unit.sentence.span.start + match.start()
            noun = match["noun"]
            if unit.who and noun not in all_words("align", "difference_rank_words.txt") and _is_of(unit, at):
                span = Span(unit.sentence.span.start + match.start("rank"), unit.sentence.span.start + match.end())
                words = frozenset(stem(w) for w in match["mods"].lower().split())
                told[match["rank"], stem(noun)].append(Ranked(unit.who, words, unit.sentence, span))
    for _, ranked in sorted(told.items()):
        for n, one in enumerate(ranked):
            other = next((o for o in ranked[n + 1 :] if _parted(one, o)), None)
            if other:
                yield _difference(one, other, names)
                break


def _is_of(unit: Unit, at: int) -> bool:
    """Whether the copula is the clause's predicate, or what follows on it ("is the first mayor to resign")."""
    return unit.span.holds(at) and at - _BEFORE <= unit.event.predicate.start < at + _BEHIND


def _parted(one: Ranked, other: Ranked) -> bool:
    return (
        one.sentence.article.id != other.sentence.article.id
        and bool(one.whose & other.whose)
        and one.words != other.words
        and (one.words <= other.words or other.words <= one.words)
    )


def _difference(one: Ranked, other: Ranked, names: Mapping[str, Entity]) -> Difference:
    sides = [
        account(r.sentence.article.text[r.span.start : r.span.end], [(r.sentence, clause_of(r.sentence, r.span, None))])
        for r in (one, other)
    ]
    whose = next((names[w].name for w in sorted(one.whose & other.whose) if w in names), "")
    why = f"One report says “{sides[0].value}”, another “{sides[1].value}”."
    return difference("statement", sides, why=why, about=whose, compatible=True, weight=1.0 + 0.1 * reports(sides))
