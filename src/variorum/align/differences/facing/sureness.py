"""One deed told as to come, or as likely, in one report, and as done in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from variorum.align.claims.features import meet
from variorum.align.claims.units import Days, Unit
from variorum.align.differences.degrees import DONE, WEIGHED, degree
from variorum.align.differences.facing.ground import Common, Ground, Told, heads
from variorum.align.differences.facing.pairs import Facing
from variorum.language.calendar import days
from variorum.model import Span

LEAST_COSINE = 0.45
_THINKS = frozenset({"discover", "know", "show"})
_MENTAL = frozenset({"believe", "think", "feel", "hope", "want", "need", "know", "see", "understand", "help"})
"""What nobody is expected to do on a day."""
_SPEAKER = frozenset({"i", "we", "you"})
_BEGINS = frozenset({"begin", "start", "continue", "end", "stop", "make", "take", "give", "use"})
"""What says too little without what is begun, made or taken."""
_PUBLISHES = frozenset({"announce", "reveal", "unveil", "issue", "release", "publish", "file"})
"""What says too little where two other things are told: "will announce a candidate", "announced the withdrawal"."""
_COULD = re.compile(r"\b(?:could|can|(?:may|might)(?!\s+have))\b(?:\W+\w+){0,3}\W*$", re.I)
_BEFORE = 45
LATE = 4
"""Days by which a deed may come later than it was expected."""
EARLY = 2
"""Days by which a deed may be dated before the day of the report that expects it: reports are late."""
LATEST = 45
"""Days after which a report of a deed tells of another one than was expected."""
_MORE = re.compile(r"\b(?:more|another|again|further|second|third)\b", re.I)


def degrees(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses of one kind of happening, one told as done, the other as to come or as likely."""
    for a in ground.units(facing.one):
        for b in ground.units(facing.other):
            if a.event.lemma == b.event.lemma or a.classes & b.classes:
                said = degree(a), degree(b)
                if not _parting(*said) or not one_time(a, b) or _is_one_more(a) or _is_one_more(b):
                    continue
                if not any(_tells_both(one, other, ground) for one, other in ((a, b), (b, a)) if degree(other) == DONE):
                    yield _told(a, str(said[0]), ground), _told(b, str(said[1]), ground)


def one_time(one: Unit, other: Unit) -> bool:
    """Whether the days that the clauses themselves name, where both do, meet."""
    return not (one.days and other.days) or any(meet(_late(a), _late(b)) for a in one.days for b in other.days)


def _tells_both(hedged: Unit, done: Unit, ground: Ground) -> bool:
    """Whether the sentence that plans a deed tells it as done too: "he was aiming to raise 500, and raised 900"."""
    return any(u.event.lemma == done.event.lemma and degree(u) == DONE for u in ground.units(hedged.sentence))


def _late(span: Days) -> Days:
    """A stretch of days with some more: what is planned for a day is mostly done a little later, or not at all."""
    return span[0], span[1] + timedelta(days=LATE)


def _parting(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return False
    # "will meet", "is to meet" and "is expected to meet" are one thing in three words
    return not {DONE, WEIGHED}.isdisjoint((one, other))


def _is_one_more(unit: Unit) -> bool:
    """Whether the clause tells of one more deed of a kind ("two or three more", "again")."""
    return bool(_MORE.search(unit.sentence.article.text, unit.span.start, unit.span.end))


def one_deed(facing: Facing, one: Told, other: Told, common: Common) -> bool:
    """Whether both tell of one deed: the same doer, and the same object where both have one."""
    a, b = one.unit, other.unit
    if not a or not b:
        return False
    done_to = heads(one, ("whom",)), heads(other, ("whom",))
    lemmas = {a.event.lemma, b.event.lemma}
    if done_to[0].isdisjoint(done_to[1]) and (_BEGINS & lemmas or (_PUBLISHES & lemmas and all(done_to))):
        return False
    if DONE not in (one.value, other.value):
        sure = not any(_is_only_possible(t) for t in (one, other))
        return sure and common.one_verb and common.heads > 1 and facing.mutual and common.near.share >= 0.4
    if facing.cosine < LEAST_COSINE or _THINKS & a.classes or a.event.lemma in _MENTAL:
        return False
    if common.one_verb:
        undergone = bool(done_to[0] & done_to[1]) and not all(map(_has_doer, (one, other)))
        return (common.doers > 0 or undergone) and common.near.share >= 0.2
    return common.doers > 0 and common.near.share >= 0.4 and facing.mutual and common.heads > 1 and facing.cosine >= 0.7


def _has_doer(told: Told) -> bool:
    """Whether the clause says who does it: what is done to one thing by two is two deeds. "I" is nobody whom another
    report tells of; "she" may be."""
    told_by = {a.head for a in told.unit.event.args if a.role == "who"} if told.unit else set()
    return bool(heads(told, ("who",)) or told_by & _SPEAKER)


def came_about(one: Told, other: Told) -> bool | None:
    """Whether what is done is told by the later report; `None` for two reports of one day, of which one is not sure."""
    if DONE not in (one.value, other.value):
        return None
    done, hedged = (one, other) if one.value == DONE else (other, one)
    if _is_only_possible(hedged) or _is_older(done, hedged):
        return False
    if done.sentence.day == hedged.sentence.day:
        return None if hedged.value == "expected" else False
    first, then = (days(t.sentence.day) for t in (hedged, done))
    return first is not None and then is not None and 0 < (then[0] - first[0]).days <= LATEST


def _is_older(done: Told, hedged: Told) -> bool:
    """Whether what is done is dated before the report that expects it: "he was named in 2006" is another deed."""
    expected, dated = days(hedged.sentence.day), done.unit.days if done.unit else ()
    return expected is not None and bool(dated) and all(expected[0] - d[1] > timedelta(days=EARLY) for d in dated)


def _is_only_possible(told: Told) -> bool:
    """Whether it is told as what could be: then nobody expects it."""
    text = told.sentence.article.text
    return bool(_COULD.search(text[max(told.sentence.span.start, told.span.start - _BEFORE) : told.span.start]))


def _told(unit: Unit, value: str, ground: Ground) -> Told:
    return ground.told(value, unit.sentence, Span(unit.event.predicate.start, unit.event.predicate.end), unit)
