"""Whether two clauses state the same: typed vetoes first, then a logistic function of the features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from variorum.align.claims.features import NAMES
from variorum.align.claims.units import Unit
from variorum.align.weights import weights
from variorum.align.words import table

_ONE_ROLE = 0.7
_SOMEWHAT_NEAR = 0.4
_DATED = 0.25
_DUE = 0.35
_QUOTED = 0.45
_UNCOMMON = 0.4
_AHEAD = {"expected", "planned", "possible", "demanded"}
_SAME_WORDS = 0.9
"""Share of their words that two utterances to different hearers must have in common to be one."""


def decide(one: Unit, other: Unit, values: Sequence[float]) -> float:
    """0..1, how sure we are that two clauses state the same, or -1 where a slot forbids it.

    Typed agreement decides first: one class of happening, to the same, on the same day, is one whatever the wording.
    """
    if vetoed(one, other, values):
        return -1.0
    named = dict(zip(NAMES, values, strict=True))
    return max(
        weights("weights", NAMES).sure(values),
        _floor(one, other, values),
        _same_date(one, other, named["cosine"]),
        _marked(one, other, named),
    )


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(table("claim_weak.txt"))


def _floor(one: Unit, other: Unit, values: Sequence[float]) -> float:
    named = dict(zip(NAMES, values, strict=True))
    if not (one.classes & other.classes) - _weak() or named["polarity"]:
        return 0.0
    if named["same_day"] >= _ONE_ROLE:
        return 0.5
    if named["same_event"] == 1.0:
        return 0.4
    return 0.3 if named["same_event"] >= _ONE_ROLE and named["cosine"] >= _SOMEWHAT_NEAR else 0.0


def _same_date(one: Unit, other: Unit, cosine: float) -> float:
    """Clauses of near sentences that share a word and give exactly the same date are likely one statement."""
    alike = set(one.days) & set(other.days) and one.stems & other.stems
    if not alike or cosine < _SOMEWHAT_NEAR or one.event.polarity != other.event.polarity:
        return 0.0
    return _DUE if is_due(one, other) else _DATED


def is_due(one: Unit, other: Unit) -> bool:
    """Whether both clauses expect something for exactly the same day or by the same deadline."""
    expected = all(u.event.modality in _AHEAD or u.event.tense == "future" for u in (one, other))
    return expected and not set(one.days).isdisjoint(other.days)


def _marked(one: Unit, other: Unit, named: Mapping[str, float]) -> float:
    """Clauses that put the same uncommon words into quotation marks report one utterance."""
    return _QUOTED if one.marked & other.marked and named["rare"] >= _UNCOMMON else 0.0


def vetoed(one: Unit, other: Unit, values: Sequence[float]) -> bool:
    """Whether typed slots say that two clauses tell of two things, whatever the words: other days, other numbers, other
    people in the same role with nobody in common."""
    named = dict(zip(NAMES, values, strict=True))
    if named["time_apart"] == 1.0 or _told_apart(one, other):
        return True
    parties, parties_other = one.who | one.whom, other.who | other.whom
    return bool(parties and parties_other) and named["who"] == 0.0 and named["whom"] == 0.0


def _told_apart(one: Unit, other: Unit) -> bool:
    """Whether the clauses were said to two different hearers ("told the Gazette", "told Channel 9"): two utterances,
    unless the words are the same."""
    apart = bool(one.told and other.told) and one.told.isdisjoint(other.told)
    return apart and len(one.stems & other.stems) < _SAME_WORDS * len(one.stems | other.stems)
