"""One deed that one report says somebody does and another that they hold back from.

Unlike the dimensions of `contrasts`, which compare places of one predicate, the deeds meet by who does them and by kind
of happening, in sentences that may be worded far apart: "stopped short of calling on the mayor to go", "called for the
mayor to leave" (verbs that say a deed was not done: Karttunen 1971). A plain "not" is not compared here: what is not
done is mostly another deed of the same person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from variorum.align.claims.units import Unit, is_frame
from variorum.align.clauses import clause_of, trimmed
from variorum.align.differences.anchors import Anchors, Meeting, tokens
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.differences.parallels import one_time
from variorum.align.differences.values import BEFORE, DENIAL, UNSURE
from variorum.align.words import stem, table
from variorum.language.lexicon import classes
from variorum.model import Difference, Entity, Span

LEAST_COSINE = 0.45
LEAST_COSINE_OF_KINDS = 0.6
"""The same where the predicates are two words for one kind of happening."""
LEAST_WEIGHT = 1.5
"""Weight of what two sentences share, at least, where it is not the same doer and the same one concerned."""
MOST_UNDER_KEY = 40
_SAYING = frozenset({"say", "report", "deny", "discover", "show", "know"})
"""Kinds whose content decides: who did not find one thing may have found another."""
_LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "give"})
_MAY = re.compile(r"\b(?:right|power|authority|reason|need|way|intention|chance)s?\s+to\s+(?:\w+ly\s+)?$", re.I)
"""Who has no right to do it may do it."""
_STANCES = frozenset({"demand", "support", "oppose", "reject", "back", "endorse", "promise"})


@dataclass(frozen=True, eq=False)
class Deed:
    """A clause, who does what it tells, and whether they held back from it."""

    unit: Unit
    who: frozenset[str]
    held_back: bool

    @property
    def place(self) -> Place:
        """The clause from the first of its parties, with what turns it round."""
        unit = self.unit
        clause = clause_of(unit.sentence, unit.event.predicate, unit.event)
        start = min([clause.start, *(a.start for a in unit.event.args if a.role in ("who", "whom"))])
        if self.held_back and (turned := _held_back().search(*_before(unit))):
            start = min(start, turned.start())
        return unit.sentence, trimmed(unit.sentence, Span(start, clause.end))


def find_denials(units: Iterable[Unit], anchors: Anchors, names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per pair of sentences, the nearest first."""
    from variorum.language.vectors import embed

    under: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in _deeds(units):
        for party in deed.who | deed.unit.whom:
            for kind in classes(deed.unit.event.lemma):
                under[party, kind].append(deed)
    pairs: dict[tuple[int, int], tuple[Deed, Deed]] = {}
    for held in under.values():
        if len(held) <= MOST_UNDER_KEY:
            for no in (d for d in held if d.held_back):
                pairs.update({(id(no), id(yes)): (no, yes) for yes in held if not yes.held_back and _one_deed(no, yes)})
    texts = sorted({d.unit.sentence.text for pair in pairs.values() for d in pair})
    row = dict(zip(texts, embed(texts), strict=True))
    near = [(float(row[a.unit.sentence.text] @ row[b.unit.sentence.text]), a, b) for a, b in pairs.values()]
    taken: set[int] = set()
    for cosine, no, yes in sorted(near, key=lambda p: (-p[0], p[1].unit.sentence.order, p[2].unit.sentence.order)):
        meeting = anchors.meeting(tokens(no.unit.sentence), tokens(yes.unit.sentence))
        ends = {id(no.unit.sentence), id(yes.unit.sentence)}
        if not ends & taken and _is_one(no, yes, cosine, meeting):
            taken |= ends
            yield _difference(no, yes, cosine, meeting, names)


def _deeds(units: Iterable[Unit]) -> Iterator[Deed]:
    """The deeds; one that is held back from is done by who is the subject of the verb before it."""
    subject: tuple[int, frozenset[str]] = (-1, frozenset())
    for unit in units:
        if unit.who:
            subject = (id(unit.sentence), unit.who)
        if (deed := _deed(unit)) is not None:
            inherits = deed.held_back and not deed.who and subject[0] == id(unit.sentence)
            yield replace(deed, who=subject[1]) if inherits else deed


def _deed(unit: Unit) -> Deed | None:
    event, kinds = unit.event, classes(unit.event.lemma)
    if not kinds or kinds & _SAYING or event.lemma in _LIGHT or is_frame(event) or unit.is_nominal:
        return None
    text, low, high = _before(unit)
    before = text[low:high]
    if unit.sentence.text.rstrip().endswith("?") or UNSURE.search(before) or _MAY.search(before):
        return None
    if _held_back().search(text, low, high):
        return Deed(unit, unit.who, held_back=True)
    told = event.polarity and event.modality in ("asserted", "attributed", "expected", "planned")
    return Deed(unit, unit.who, held_back=False) if told and not DENIAL.search(before) else None


def _before(unit: Unit) -> tuple[str, int, int]:
    at = unit.event.predicate.start
    return unit.sentence.article.text, max(unit.sentence.span.start, at - BEFORE), at


@lru_cache(maxsize=1)
def _held_back() -> re.Pattern[str]:
    phrases = "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in table("difference_held_back.txt"))
    return re.compile(rf"\b(?:{phrases})\s+(?:\w+ly\s+)?(?:be\s+)?$", re.I)


def _one_deed(no: Deed, yes: Deed) -> bool:
    """Whether two clauses of different reports tell of one deed by their parties, objects and days."""
    one, other = no.unit, yes.unit
    if one.article == other.article or not one_time(one, other):
        return False
    if any(a and b and a.isdisjoint(b) for a, b in ((no.who, yes.who), (one.whom, other.whom))):
        return False
    mine, theirs = _objects(one), _objects(other)
    if one.event.lemma == other.event.lemma and no.who & yes.who and not (mine and theirs):
        return True
    return bool(mine) == bool(theirs) and (not mine or bool(mine & theirs) or bool(one.whom & other.whom))


def _objects(unit: Unit) -> frozenset[str]:
    """The heads of what the deed is done to."""
    return frozenset(stem(a.head) for a in unit.event.args if a.role == "whom" and a.head)


def _is_one(no: Deed, yes: Deed, cosine: float, meeting: Meeting) -> bool:
    same_word = no.unit.event.lemma == yes.unit.event.lemma
    if cosine < (LEAST_COSINE if same_word else LEAST_COSINE_OF_KINDS):
        return False
    both = bool(no.who & yes.who) and bool(no.unit.whom & yes.unit.whom)
    return both or meeting.weight >= LEAST_WEIGHT


def _difference(no: Deed, yes: Deed, cosine: float, meeting: Meeting, names: Mapping[str, Entity]) -> Difference:
    sides = [account(f"{'held back from ' if d.held_back else ''}{d.unit.event.lemma}", [d.place]) for d in (no, yes)]
    stance = bool(classes(no.unit.event.lemma) & _STANCES) and bool(no.who & yes.who)
    moved = bool(no.who & yes.who) and no.unit.sentence.day <= yes.unit.sentence.day
    return difference(
        "position" if stance else "statement",
        sides,
        why="One report says that it is done, another that somebody held back from it.",
        about=", ".join([names[t].name for t in meeting.shared if t in names][:2]),
        compatible=True if moved else None,
        development=moved,
        weight=cosine + 0.5 * meeting.share + 0.1 * reports(sides),
    )
