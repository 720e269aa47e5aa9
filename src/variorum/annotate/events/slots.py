"""Fills a clause's slots from the parse, and from the names, times and figures that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.model import Arg, Figure, Mention, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

    from variorum.annotate.events.clauses import Clause

_PLACES = {"GPE", "LOC", "FAC"}
_AT = {
    "in",
    "at",
    "near",
    "from",
    "to",
    "on",
    "outside",
    "inside",
    "across",
    "over",
    "around",
    "into",
    "toward",
    "towards",
}
_PARTNERS = {"with", "against", "between"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_LONGEST = 25
"""Tokens of a slot that are kept; a longer one is cut to its head."""


def slots(
    clause: Clause, mentions: Sequence[Mention], times: Sequence[Time], figures: Sequence[Figure]
) -> tuple[Arg, ...]:
    """The clause's slots in order of position."""
    found = set(_nominal(clause.head) if clause.nominal else _verbal(clause.head))
    placed = [_placed(role, token, mentions) for role, token in found]
    lo, hi = clause.start, clause.end
    held = {t.idx for t in clause.tokens}
    placed += [Arg("when", t.start, t.end) for t in times if lo <= t.start < hi and t.start in held]
    placed += [
        Arg("how_many", f.start, f.end, f.counted or "") for f in figures if lo <= f.start < hi and _holds(f, held)
    ]
    return tuple(sorted(set(placed), key=lambda a: (a.start, a.end, a.role)))


def _holds(figure: Figure, starts: set[int]) -> bool:
    return any(figure.holds(at) for at in starts)


def _placed(role: str, token: Token, mentions: Sequence[Mention]) -> Arg:
    words = [t for t in token.subtree if not t.is_space]
    if len(words) > _LONGEST or any(t.dep_ in {"relcl", "acl", "appos"} and t.head.i == token.i for t in words):
        words = [t for t in words if t.i <= token.i and t.i >= token.left_edge.i]
    start, end = words[0].idx, words[-1].idx + len(words[-1].text)
    if role == "what" and any(m.label in _PLACES and m.holds(token.idx) for m in mentions):
        role = "where"
    return Arg(role, start, end, token.lemma_.lower())


def _verbal(head: Token) -> Iterator[tuple[str, Token]]:
    yield from ((role, t) for role, first in _direct(head) for t in _with_conjuncts(first))
    if not any(c.dep_ in {"nsubj", "nsubjpass", "csubj"} for c in head.children):
        yield from _inherited(head)
    for preposition in (c for c in head.children if c.dep_ in {"prep", "agent"}):
        yield from _prepositional(preposition)
    for child in head.children:
        if (
            child.dep_ == "dobj"
        ):  # "held a meeting with", "the mission in": what hangs on the object belongs to the clause
            for preposition in (c for c in child.children if c.dep_ == "prep" and c.lower_ != "of"):
                yield from _prepositional(preposition)


def _direct(head: Token) -> Iterator[tuple[str, Token]]:
    for child in head.children:
        if child.dep_ in {"nsubj", "csubj", "expl"}:
            yield "who", _antecedent(child, head)
        elif child.dep_ in {"nsubjpass", "dobj", "dative"} and child.dep_ != "prep":
            yield "whom", _antecedent(child, head)
        elif child.dep_ in {"attr", "acomp", "oprd"}:
            yield "what", child


def _antecedent(token: Token, head: Token) -> Token:
    return head.head if token.lower_ in _RELATIVE and head.dep_ == "relcl" else token


def _with_conjuncts(token: Token) -> Iterator[Token]:
    yield token
    yield from token.conjuncts


def _inherited(head: Token) -> Iterator[tuple[str, Token]]:
    """The subject that a clause without one takes from the clause above (control, coordination), or its noun."""
    if head.dep_ == "acl" and head.head.pos_ in {"NOUN", "PROPN"}:
        yield ("whom" if head.tag_ == "VBN" else "who"), head.head
        return
    passive = head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in head.children)
    at, steps = head, 0
    while at.dep_ in {"xcomp", "conj", "advcl", "pcomp", "prep", "ccomp"} and at.head.i != at.i and steps < 4:
        at, steps = at.head, steps + 1
        for child in at.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i != head.i:
                role = "whom" if passive or (child.dep_ == "nsubjpass" and head.dep_ == "conj") else "who"
                yield role, _antecedent(child, at)
                return


def _prepositional(preposition: Token) -> Iterator[tuple[str, Token]]:
    for obj in (c for c in preposition.children if c.dep_ == "pobj"):
        for token in _with_conjuncts(obj):
            if preposition.dep_ == "agent" or (preposition.lower_ == "by" and token.pos_ == "PROPN"):
                yield "who", token
            elif preposition.lower_ in _PARTNERS:
                yield "whom", token
            elif preposition.lower_ in _AT and token.ent_type_ in _PLACES:
                yield "where", token
            elif token.ent_type_ not in {"DATE", "TIME"}:
                yield "what", token
        for nested in (c for c in obj.children if c.dep_ == "prep" and c.lower_ != "of"):
            yield from _prepositional(nested)


def _nominal(head: Token) -> Iterator[tuple[str, Token]]:
    """The slots of an event noun: "X's killing of Y", "the visit by X to Y", "a US drone strike"."""
    for child in head.children:
        if child.dep_ == "poss" or (child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_):
            yield "who", child
        elif child.dep_ in {"prep", "agent"}:
            for role, token in _prepositional(child):
                yield ("whom" if child.lower_ == "of" and role == "what" else role), token
    at, steps = head, 0
    while (
        at.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "conj", "agent"}
        and at.head.i != at.i
        and steps < 3
    ):
        at, steps = at.head, steps + 1
        if at.pos_ in {"VERB", "AUX"} and at.lemma_ in _light():
            # "X carried out a strike on Monday": the light verb's slots are the noun's
            yield from ((role, t) for role, t in _verbal(at) if t.i != head.i and not head.is_ancestor(t))
            return
        if at.pos_ == "VERB":
            return


def _light() -> frozenset[str]:
    from variorum.annotate.events.cues import cues

    return cues().nouns["light_verbs"]
