"""Contrasting values of the table, one deed done and not done, and shares of one whole, in facing sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.differences.facing.deeds import NEGATED_OBJECT, in_words_of, is_light
from variorum.align.differences.facing.ground import PARTIES, Common, Ground, Told, heads, undergoing
from variorum.align.differences.facing.pairs import Facing
from variorum.align.differences.matter import lasts
from variorum.align.differences.values import BEFORE, UNSURE, Stated, says_too, values_in
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, table, words_of
from variorum.language.lexicon import classes
from variorum.model import Span

_UNTOLD = re.compile(
    r"(?:n['’]t|\bnot)\s+(?:only|just|merely|simply)\b|\b(?:instead|rather|than|without|before|against)\b(?:\W+\w+){0,2}\W*$",
    re.I,
)
"""Before a verb that is neither told nor denied: "not just selling", "instead of selling", "rather than sell"."""
_NEGATED = re.compile(r"(?:n['’]t|\b(?:not|never|no\s+longer))\b", re.I)
_NEGATIVE = re.compile(
    r"n['’]t\b|\b(?:not|never|no|nor|none|nobody|nothing|fail\w*|refus\w+|declin\w+|struggl\w+|unable|stopp?\w*|den\w+)\b",
    re.I,
)
_EVER = re.compile(r"\bever\s*$", re.I)
_NOBODY = re.compile(r"(?:no|none|nobody|neither)\b", re.I)
_WOULD_NOT = re.compile(r"\bwould(?=\s+not|n['’]t)", re.I)
"""What is said to come, and not: "said that it would not sell"."""
_HELD_BACK = re.compile(
    r"\b(?:stop(?:s|ped)?\s+short\s+of|refus\w+\s+(?:\w+\s+){0,3}?to|declin\w+\s+to|refrain\w*\s+from)\s*$", re.I
)
"""Before a verb whose deed is held back."""
_SPEAKS = frozenset({"say", "reply", "answer", "ask", "know", "confirm"})
_PHRASE_ENDS = (
    r"(?=\s+(?:were|was|had|have|has|are|is|went|will|would|in|of|on|by|at|for|to|with|from|under|that|who|which)\b"
    r"|[,.;]|\s+\w+ed\b)"
)
_REACH = 3
"""Words behind a share among which what it is a share of is looked for."""
LEAST_COSINE_OF_DEEDS = 0.6
LONGEST_OF_DEEDS = 28
"""Words of a sentence beyond which what it denies is mostly a deed of other circumstances."""
GOVERNED = 25
"""Code points behind the words of a value in which the deed that they govern begins."""


def contrasts(facing: Facing, ground: Ground) -> Iterator[tuple[Stated, Told, Told]]:
    """Pairs of values of one dimension, neither of which the other sentence states too."""
    mine, theirs = (ground.once(_stated, s) for s in (facing.one, facing.other))
    for a in mine:
        for b in theirs:
            if not a.dimension.facing or a.dimension is not b.dimension or a.value == b.value:
                continue
            if not _states(theirs, a) and not _states(mine, b) and not says_too(a, b):
                yield a, _valued(ground, a), _valued(ground, b)


def _stated(sentence: Sentence, _: Ground) -> list[Stated]:
    return list(values_in(sentence))


def _valued(ground: Ground, stated: Stated) -> Told:
    """A value with its clause: that of the deed which the words govern ("ruled out going"), where deeds are asked."""
    governed: list[Unit] = []
    if stated.dimension.same_deed:
        ends = range(stated.span.end, stated.span.end + GOVERNED)
        governed = [u for u in ground.units(stated.sentence) if u.event.predicate.start in ends]
    deed = min(governed, key=lambda u: u.event.predicate.start, default=None)
    return ground.told(stated.value, stated.sentence, stated.span, deed)


def _states(values: list[Stated], wanted: Stated) -> bool:
    return any(v.dimension is wanted.dimension and v.value == wanted.value for v in values)


def one_matter(facing: Facing, stated: Stated, common: Common) -> bool:
    """Whether two values of the table are about one matter."""
    near = common.near
    if stated.dimension.same_deed:
        return common.one_verb and common.doers > 0 and common.heads > 1 and near.share >= 0.2
    if stated.dimension.actor:
        return bool(common.doers or common.one_speaker) and near.share >= 0.5
    if facing.mutual and common.named and common.heads > 1 and near.share >= 0.28:
        return True
    if facing.mutual and near.weight >= 1.5 and near.share >= 0.4:
        return True
    if facing.mutual and common.heads > 1 and common.doers and near.share >= 0.3:
        return True
    return common.one_kind and common.heads > 0 and near.weight >= 0.9 and facing.cosine >= 0.6


def denials(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses of one verb, of which one is denied."""
    for a in ground.units(facing.one):
        for b in ground.units(facing.other):
            if _holds_back_from(a, b) or _holds_back_from(b, a):
                yield _deed(ground, a), _deed(ground, b)
            elif _one_predicate(a, b):
                said = denied(a), denied(b)
                if (
                    None not in said
                    and said[0] != said[1]
                    and not _tells_both(a, b, ground)
                    and _one_object(one := _deed(ground, a), other := _deed(ground, b))
                ):
                    yield one, other


def _tells_both(a: Unit, b: Unit, ground: Ground) -> bool:
    """Whether one of the sentences tells it and denies it ("relied on this and did not rely on that"), or one only
    plans what the other denies to have been."""
    both = any(
        denied(u) not in (None, denied(told))
        for told in (a, b)
        for u in ground.units(told.sentence)
        if u.event.lemma == told.event.lemma
    )
    planned, other = (a, b) if a.event.modality == "planned" else (b, a)
    return both or (planned.event.modality == "planned" and other.event.tense == "past")


def _one_predicate(a: Unit, b: Unit) -> bool:
    """Whether two clauses have one verb that says something."""
    return a.event.lemma == b.event.lemma and not is_light(a.event.lemma)


def _holds_back_from(one: Unit, other: Unit) -> bool:
    """Whether one stops short of asking for something, and the other tells that it was asked for."""
    asked = "demand" in other.classes or other.event.modality == "demanded"
    # "refused to take a call" asks for nothing
    return (
        "demand" in classes(one.event.lemma)
        and _is_held_back(one)
        and asked
        and other.event.polarity
        and bool(other.event.tense)
    )


def _is_held_back(unit: Unit) -> bool:
    before = unit.sentence.article.text[
        max(unit.sentence.span.start, unit.event.predicate.start - BEFORE) : unit.event.predicate.start
    ]
    return bool(_HELD_BACK.search(before))


def _has_none(unit: Unit) -> bool:
    """Whether a light verb's object is denied: "gave no warning"."""
    text, at = unit.sentence.article.text, unit.event.predicate.start
    return is_light(unit.event.lemma) and bool(NEGATED_OBJECT.match(text, at, unit.sentence.span.end))


def _one_object(one: Told, other: Told) -> bool:
    """Whether the deed is done to one thing, where both clauses say to what."""
    mine, theirs = heads(one, ("whom",)), heads(other, ("whom",))
    return not (mine and theirs) or bool(mine & theirs)


def one_deed(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether a clause and a denied one are about one deed."""
    if facing.cosine < LEAST_COSINE_OF_DEEDS:
        return False
    if max(len(t.sentence.words) for t in (one, other)) > LONGEST_OF_DEEDS:
        return False
    mine, theirs = heads(one, ("who",)), heads(other, ("who",))
    if all(map(_has_doer, (one, other))) and mine.isdisjoint(theirs):
        return False
    held_back = any(_HELD_BACK.match(f"{t.value.rsplit(' ', 1)[0]} ") for t in (one, other))
    done_to = bool(undergoing(one) & undergoing(other))
    if not held_back and not done_to:
        return False  # "voted present", "did not vote"; "Vael's results have not been released", "Vael was released"
    if done_to and common.near.share >= 0.3 and (common.one_verb or (facing.mutual and common.named)):
        return True
    if facing.mutual and common.one_verb and common.heads and common.near.share >= 0.8:
        return True
    both = common.heads > 1 and (common.doers > 0 or common.near.share >= 0.5)
    return both and (facing.mutual or common.near.share >= 0.5)


def _has_doer(told: Told) -> bool:
    """Whether the clause says who does it, if only by a pronoun."""
    return told.unit is not None and any(a.role == "who" for a in told.unit.event.args)


def last(one: Told, other: Told) -> bool:
    """Whether one of two clauses holds of a stretch of time: a day outside it is no other time."""
    spans = ((t.sentence.article.text, t.unit.span) for t in (one, other) if t.unit)
    return any(lasts(text[span.start : span.end]) for text, span in spans)


def denied(unit: Unit) -> bool | None:
    """Whether a clause is denied by its own auxiliaries; nothing where it is unsure, asked, told by a noun, or denied
    from farther away ("failed to", "no reason to"), which says less or more than that it is not so."""
    text, at = unit.sentence.article.text, unit.event.predicate.start
    before = text[max(unit.sentence.span.start, at - BEFORE) : at]
    before = _WOULD_NOT.sub("", before)
    if _EVER.search(before):
        return None  # "no evidence that his views ever affected his work"
    asked = unit.sentence.text.rstrip('"”’ ').endswith("?")
    if unit.is_nominal or asked or UNSURE.search(before) or _UNTOLD.search(before) or _SPEAKS & unit.classes:
        return None
    if (
        _NEGATED.search(in_words_of(unit.sentence, unit.event.predicate))
        or _has_none(unit)
        or _HELD_BACK.search(before)
    ):
        return True
    first = min((a.start for a in unit.event.args if a.role in PARTIES), default=at)
    if _NOBODY.match(text, first):
        return True
    told = unit.event.tense and unit.event.modality in ("asserted", "attributed", "expected")
    affirmed = unit.event.polarity and (told or unit.event.modality == "planned")
    return False if affirmed and not _NEGATIVE.search(before) else None


def _deed(ground: Ground, unit: Unit) -> Told:
    text, at = unit.sentence.article.text, unit.event.predicate.start
    held = _HELD_BACK.search(text[max(unit.sentence.span.start, at - BEFORE) : at])
    words = (held.group() if held else "") + in_words_of(unit.sentence, unit.event.predicate)
    return ground.told(words, unit.sentence, unit.event.predicate, unit)


@lru_cache(maxsize=1)
def _shares() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """By share its words, those of the greater share first."""
    rows = [line.split(":", 1) for line in table("difference_shares.txt")]
    return tuple((name.strip(), _share(words.split(","))) for name, words in rows)


def _share(phrases: list[str]) -> re.Pattern[str]:
    """A share's words, and up to three more with what it is a share of, where these end."""
    said = "|".join(re.escape(p.strip()) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{said})\s+(?P<of>(?:[\w’'-]+\s+){{0,{_REACH}}}?[\w’'-]+){_PHRASE_ENDS}", re.I)


def shares(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of shares ("most of", "all of") of one whole."""
    for a, of_a in ground.once(_shares_in, facing.one):
        for b, of_b in ground.once(_shares_in, facing.other):
            if a.value != b.value and of_a & of_b:
                yield a, b


def one_whole(facing: Facing, common: Common) -> bool:
    """Whether two shares are of one whole."""
    return facing.mutual and common.near.share >= 0.45 and (common.one_kind or facing.cosine >= 0.75)


def _shares_in(sentence: Sentence, ground: Ground) -> list[tuple[Told, frozenset[str]]]:
    found: dict[int, tuple[Told, frozenset[str]]] = {}
    for value, pattern in _shares():
        for match in pattern.finditer(sentence.text):
            if any(start <= match.start() < start + 20 for start in found):
                continue
            base = sentence.span.start
            span = Span(base + match.start(), base + match.start("of"))
            whole = frozenset(stem(w) for w in words_of(match["of"]) if w not in stopwords())
            found[match.start()] = (ground.told(value, sentence, span), whole)
    return list(found.values())
