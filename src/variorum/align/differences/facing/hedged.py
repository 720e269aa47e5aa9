"""One deed told flatly in one sentence, and in the facing one as what is only reported, alleged or likely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.differences.facing.deeds import in_words_of, is_light
from variorum.align.differences.facing.ground import Common, Ground, Told, elsewhere, heads, two_moments
from variorum.align.differences.facing.pairs import Facing
from variorum.align.words import table

_BEFORE = 45
LEAST_COSINE = 0.5
"""Of the two sentences: below it two deeds of one kind are told of."""
_HEDGED = re.compile(
    r"\b(?P<adverb>reportedly|allegedly|apparently|probably|likely|supposedly|purportedly|seemingly)\b"
    r"(?:\W+(?:has|have|had|was|were|been|is|are|being|be|\w+ly))*\W*$"
    r"|\b(?P<seems>(?:appear|seem)(?:s|ed)?\s+to|(?:is|was|are|were)\s+(?:believed|thought|said|alleged|suspected|"
    r"reported|rumou?red)\s+to)\s+have(?:\s+been)?\s+(?:\w+ly\s+)?$",
    re.I,
)
_FACT = frozenset({"asserted", "attributed"})


def hedged(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses of one deed, one of them hedged, in the order of the sentences."""
    for a in ground.units(facing.one):
        for b in ground.units(facing.other):
            if a.event.lemma == b.event.lemma:
                said = hedge_of(a), hedge_of(b)
                flat = b if said[0] else a
                if bool(said[0]) != bool(said[1]) and _is_flat(flat):
                    yield _told(ground, a, said[0]), _told(ground, b, said[1])


def one_deed(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether both tell one deed in near sentences, of the same doer or of the same thing."""
    if (
        not (facing.mutual or facing.joined)
        or facing.cosine < LEAST_COSINE
        or two_moments(one, other)
        or elsewhere(one, other)
    ):
        return False
    a, b = one.unit, other.unit
    if not a or not b or is_light(a.event.lemma or "") or is_light(b.event.lemma or ""):
        return False
    doers, done_to = _sharing(one, other, ("who",)), _sharing(one, other, ("whom", "what"))
    objects = [bool(heads(t, ("whom", "what"))) for t in (one, other)]
    if done_to is False or objects[0] != objects[1] or not (doers or done_to):
        return False  # done to another one
    undergone = _sharing(one, other, ("whom",))
    if undergone is False or (doers is False and not undergone):
        return False  # a woman pulled from a ruin, a boy pulled from a ruin
    return common.near.share >= 0.2


def _sharing(one: Told, other: Told, roles: tuple[str, ...]) -> bool | None:
    """Whether slots are filled alike, where both fill them."""
    mine, theirs = heads(one, roles), heads(other, roles)
    return bool(mine & theirs) if mine and theirs else None


def hedge_of(unit: Unit) -> str | None:
    """The words before a predicate that say that it is not known."""
    text, at = unit.sentence.article.text, unit.event.predicate.start
    match = _HEDGED.search(text[max(unit.sentence.span.start, at - _BEFORE) : at])
    return (match["adverb"] or match["seems"]) if match else None


def _is_flat(unit: Unit) -> bool:
    """Whether a clause is told as a fact, in a sentence without a word of doubt."""
    told = unit.event.modality in _FACT and unit.event.polarity and unit.event.tense and not unit.is_nominal
    return bool(told) and not _wary().search(unit.sentence.text)


def _told(ground: Ground, unit: Unit, hedge: str | None) -> Told:
    words = in_words_of(unit.sentence, unit.event.predicate)
    return ground.told(f"{hedge} {words}" if hedge else words, unit.sentence, unit.event.predicate, unit)


@lru_cache(maxsize=1)
def _wary() -> re.Pattern[str]:
    words = "|".join(table("difference_wary_words.txt")).replace("*", r"\w*")
    return re.compile(rf"\b(?:{words})\b", re.I)
