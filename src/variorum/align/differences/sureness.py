"""One deed that one report tells as done and another as expected, or that one is sure of and another is not.

Between reports of different days an expectation that came about is a development (`developments`); between reports of
one day, or the other way round, it is a difference in how sure they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.clauses import clause_of, trimmed
from variorum.align.differences.anchors import WINDOW, Anchors, Meeting, around
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.differences.parallels import ALIKE, Parallel, one_time
from variorum.align.words import stem, table
from variorum.language.lexicon import classes
from variorum.model import Difference, Entity, Span

LEAST_COSINE = 0.6
LEAST_MEETING = (1.0, 0.25)
"""Weight and share of what stands around two predicates, at least; see `anchors`."""
_BEFORE = 45
_WILL = re.compile(r"\b(?:will|shall|['’]ll|won['’]t)\b\W*(?:\w+\W+){0,2}$", re.I)
_WOULD = re.compile(r"\b(?:would|['’]d)\W+(?:\w+\W+)?$", re.I)
"""What is to come as seen from the past ("said he would ask"): it may be what another report tells as done."""
_TO = re.compile(r"\b(?:to|could|should|if|whether)\W+(?:\w+\W+)?$", re.I)
_INTENDS = re.compile(
    r"\b(?:plan|prepar|intend|want|seek|vow|pledg|threaten|hop|aim|promis|agree)(?:s|e|es|ed|ing)?\s+to\W+(?:\w+\W+)?$",
    re.I,
)
_SUPPOSED = re.compile(
    r"\bso\s+that\b(?:\W+\w+){0,7}\W*$|\b(?:tough|hard|difficult|easy|possible|impossible)\s+(?:for\s+\w+\s+)?to\W*$"
    r"|\b(?:possibility|chance|risk|prospect|idea|fear|claim|suspicion|allegation|suggestion|rumou?r)s?\s+(?:that|of)\b"
    r"(?:\W+\w+){0,5}\W*$",
    re.I,
)
_BELIEVED = re.compile(
    r"\b(?:believe|suspect|think|fear|alleg|claim|suggest|accus|assum|suppos|consider|specul)\w*\b|\bwhether\b", re.I
)
"""What somebody believes, or weighs saying, is neither told as done nor as to come."""
_CONDITION = re.compile(r"\W*(?:if|unless|had|should)\b", re.I)
_LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "give", "say", "tell", "need", "want"})


def find_sureness(parallels: Sequence[Parallel], anchors: Anchors, names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per sentence that another report tells with another degree of sureness."""
    taken: set[int] = set()
    for parallel in parallels:
        one, other = parallel.one, parallel.other
        ends = {id(one.sentence), id(other.sentence)}
        if parallel.cosine < LEAST_COSINE or ends & taken:
            continue
        if meeting := _meeting(parallel, anchors):
            taken |= ends
            yield _difference(parallel, meeting, names)


def degree(unit: Unit) -> str | None:
    """How sure the clause is ("as done", "as certain to come", "as planned", "as expected"), or nothing to compare."""
    event, text = unit.event, unit.sentence.article.text
    if (
        unit.is_nominal
        or not event.polarity
        or not event.lemma
        or event.lemma in _LIGHT
        or "say" in classes(event.lemma)
    ):
        return None
    before = text[max(unit.sentence.span.start, event.predicate.start - _BEFORE) : event.predicate.start]
    if (
        unit.sentence.text.rstrip().rstrip("\"”’'").endswith("?")
        or _WOULD.search(before)
        or _SUPPOSED.search(before)
        or _BELIEVED.search(before)
        or _CONDITION.match(unit.sentence.text)
    ):
        return None
    if _TO.search(before) and event.modality in ("asserted", "attributed"):
        return None
    if _INTENDS.search(before):
        return "as planned"
    if _hedges().search(before) or event.modality == "possible":
        return "as expected"
    if _WILL.search(before):
        return "as certain to come"
    if event.modality == "planned":
        return "as planned"
    if event.modality == "expected":
        return "as expected"
    done = event.modality in ("asserted", "attributed") and event.tense == "past"
    return "as done" if done else None


@lru_cache(maxsize=1)
def _hedges() -> re.Pattern[str]:
    """What says that a thing has not happened, or may not; "will" and "would" alone say more than that."""
    lines = (line for line in table("difference_hedges.txt") if line not in ("will", "would"))
    phrases = "|".join(re.escape(line).replace(r"\ ", r"\s+") for line in lines)
    return re.compile(rf"\b(?:{phrases})\b\W*(?:\w+\W+){{0,2}}$", re.I)


def _meeting(parallel: Parallel, anchors: Anchors) -> Meeting | None:
    """What both clauses share, if they tell of one deed with two degrees of sureness, and time does not explain it."""
    one, other = parallel.one, parallel.other
    degrees = degree(one), degree(other)
    if None in degrees or degrees[0] == degrees[1] or not one_time(one, other):
        return None
    if "as done" not in degrees and (parallel.cosine < ALIKE or "as planned" in degrees):
        return None  # "vows to end it" and "I will end it" are one promise
    kinds = classes(one.event.lemma) & classes(other.event.lemma)
    if one.event.lemma != other.event.lemma and not (kinds and one.whom & other.whom):
        return None
    if one.whom and other.whom and one.whom.isdisjoint(other.whom):
        return None
    if "as done" in degrees and _later(parallel, degrees[0] == "as done"):
        return None
    meeting = anchors.meeting(*(around(u.sentence, u.event.predicate, WINDOW) for u in (one, other)))
    enough = meeting.weight >= LEAST_MEETING[0] and meeting.share >= LEAST_MEETING[1] and _one_object(one, other)
    return meeting if enough or (one.event.lemma == other.event.lemma and bool(one.whom & other.whom)) else None


def _one_object(one: Unit, other: Unit) -> bool:
    """Whether what the deed is done to has a head or a name in common, where both clauses say what it is."""
    mine, theirs = ({stem(a.head) for a in u.event.args if a.role == "whom" and a.head} for u in (one, other))
    return not (mine and theirs) or bool(mine & theirs) or bool(one.whom & other.whom)


def _later(parallel: Parallel, first_is_done: bool) -> bool:
    """Whether the report that tells it as done is the later one: then it came about."""
    done, hedged = (parallel.one, parallel.other) if first_is_done else (parallel.other, parallel.one)
    return hedged.sentence.day < done.sentence.day


def _place(unit: Unit) -> Place:
    """The clause with its parties, from the first of them."""
    parties = [a.start for a in unit.event.args if a.role in ("who", "whom")]
    clause = clause_of(unit.sentence, unit.event.predicate, unit.event)
    return unit.sentence, trimmed(unit.sentence, Span(min([clause.start, *parties]), clause.end))


def _difference(parallel: Parallel, meeting: Meeting, names: Mapping[str, Entity]) -> Difference:
    sides = [account(str(degree(u)).removeprefix("as "), [_place(u)]) for u in (parallel.one, parallel.other)]
    about = next((names[t].name for t in meeting.shared if t in names), "")
    return difference(
        "modality",
        sides,
        why=f"One report tells it {degree(parallel.one)}, another {degree(parallel.other)}.",
        about=about,
        weight=parallel.cosine + meeting.weight * meeting.share + 0.1 * reports(sides),
    )
