"""Which clauses of several reports tell one happening: of one date, and of one claim, in like words, or in sentences
that are near as wholes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from variorum.align.timeline.days import A_DAY
from variorum.align.timeline.tellings import Telling
from variorum.language.vectors import embed
from variorum.model import Claim, Span

SAME, SAME_REPORT = 0.5, 0.8
"""Share of the shorter clause's content stems that two tellings of one happening on one day have in common; more where
one report tells both, which seldom tells a thing twice."""
SURE = 0.7
"""The same where one names the day and the other only its month or year."""
_SHORT = 5
"""Content stems of a clause that mentions a happening in passing, at most."""
PASSING = frozenset({"relative", "adverbial"})
"""How a clause stands that mentions a happening in passing."""
NEAR = 0.62
"""Cosine of two sentences of two reports that tell one happening of one day: of the 10 pairs above it in 25 stories,
which were read, 9 do."""
NEAR_DEED, NEAR_MONTH, NEAR_REPORT = 0.5, 0.7, 0.75
"""The same where both have one verb, where only a month or year is named, and for two sentences of one report."""


class ClaimIndex:
    """The claim that a clause is evidence of."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._at: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for claim in claims:
            for evidence in claim.evidence:
                if claim.kind != "quote":
                    self._at[evidence.article] += [(span, claim.id) for span in evidence.spans]

    def of(self, telling: Telling) -> str | None:
        """The claim whose evidence covers most of the clause, if it covers half of it."""
        best: dict[str, int] = defaultdict(int)
        for span, claim in self._at.get(telling.sentence.article.id, ()):
            best[claim] += span.shared(telling.span)
        found = max(sorted(best), key=lambda c: best[c], default=None)
        return found if found and 2 * best[found] >= telling.span.end - telling.span.start else None


class _Happening:
    """Whether two clauses tell one happening; what they are compared by is found once for each clause."""

    def __init__(self, found: Sequence[Telling], claims: ClaimIndex) -> None:
        self._claim = {id(t): claims.of(t) for t in found}
        self._vector = dict(zip(map(id, found), embed([t.sentence.text for t in found]), strict=True))

    def is_one(self, a: Telling, b: Telling) -> bool:
        """Both are evidence of one claim, or say it in like words, or stand in sentences of two reports that are near
        as wholes and name one day for it.
        """
        own = self._claim[id(a)]
        return (own is not None and own == self._claim[id(b)]) or _alike(a, b) or self._is_near(a, b)

    def _is_near(self, a: Telling, b: Telling) -> bool:
        if a.date != b.date:
            return False
        near = float(self._vector[id(a)] @ self._vector[id(b)])
        if a.sentence.article.id == b.sentence.article.id:
            return near >= NEAR_REPORT and len(a.date) == A_DAY
        deed = bool(a.lemma) and a.lemma == b.lemma and a.expected == b.expected
        return near >= (NEAR_DEED if deed else NEAR if len(a.date) == A_DAY else NEAR_MONTH)


def joined(found: Sequence[Telling], claims: ClaimIndex) -> list[list[Telling]]:
    """Tellings of one happening, each group in the order of `found`."""
    happening = _Happening(found, claims)
    by_date: dict[str, list[list[Telling]]] = defaultdict(list)
    for telling in found:
        for group in by_date[telling.date]:
            if 2 * sum(happening.is_one(telling, other) for other in group) >= len(group):
                group.append(telling)
                break
        else:
            by_date[telling.date].append([telling])
    return _by_finest([group for groups in by_date.values() for group in groups], happening)


def _by_finest(groups: Iterable[list[Telling]], happening: _Happening) -> list[list[Telling]]:
    """What one report dates to a year or month and another to a day of it is one happening, of that day."""
    kept: list[list[Telling]] = []
    under: dict[str, list[list[Telling]]] = defaultdict(list)
    for group in sorted(groups, key=lambda g: -len(g[0].date)):
        day = group[0].date
        for finer in under[day]:
            if all(t.expected for t in group) != all(t.expected for t in finer):
                continue  # "by the end of the year" is no day of that year
            if happening.is_one(group[0], finer[0]) and _is_surely(group[0], finer[0]):
                finer += group
                break
        else:
            kept.append(group)
            for prefix in {day[:4], day[:7]} - {day}:
                under[prefix].append(group)
    return kept


def _is_surely(coarse: Telling, fine: Telling) -> bool:
    """Whether what one dates to a month is what another dates to a day of it: by one verb, or in nearly its words."""
    shared, least = len(coarse.stems & fine.stems), min(len(coarse.stems), len(fine.stems))
    return coarse.lemma == fine.lemma or shared >= SURE * least


def _alike(a: Telling, b: Telling) -> bool:
    shared, least = len(a.stems & b.stems), min(len(a.stems), len(b.stems))
    if a.sentence.article.id == b.sentence.article.id:
        return least > 1 and shared >= max(2, SAME_REPORT * least)
    return _recalls(a, b) or _recalls(b, a) or (least > 1 and shared >= max(2, SAME * least))


def _recalls(a: Telling, b: Telling) -> bool:
    """Whether one mentions in passing what the other tells: "the singer, who collapsed in June" and "the singer
    collapsed on 25 June"; they name nobody else each."""
    if a.lemma != b.lemma or a.standing not in PASSING or len(a.stems) > _SHORT:
        return False
    names = [_names(t) for t in (a, b)]
    return bool(a.stems & b.stems) and not (all(names) and names[0].isdisjoint(names[1]))


def _names(telling: Telling) -> frozenset[str]:
    return frozenset(m.entity for m in telling.sentence.mentions if m.entity and telling.clause.holds(m.start))
