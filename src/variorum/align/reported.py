"""How a story was reported: what each report had first, what it added, set right, or no longer says.

Only what texts and days show. Two reports of one day are not put in order by it (where both give the hour, the hour
tells), and what a report of another outlet leaves out is no omission of this kind: only an outlet's own later text can
drop what the earlier one said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Annotated, Article, Claim, Correction, Derivation, Difference, Reporting

TAKEN_OVER = 0.3
"""Share of a text that an outlet's later report has from its earlier one, from which it is a newer text of it."""


@dataclass(frozen=True)
class Told:
    """The parts of a story that show how it was reported."""

    claims: Sequence[Claim]
    differences: Sequence[Difference]
    derivations: Sequence[Derivation]

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """The articles that carry each claim."""
        return {c.id: frozenset(e.article for e in c.evidence) for c in self.claims}

    @cached_property
    def held(self) -> Mapping[str, list[str]]:
        """The claims that each article carries, in the order of claims."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim, articles in self.holders.items():
            for article in articles:
                found[article].append(claim)
        return found


def find_reported(
    articles: Sequence[Annotated],
    sentences: Iterable[Sentence],
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    derivations: Sequence[Derivation],
) -> tuple[Reporting, ...]:
    """One entry per article, in order of publication; those whose day nobody knows stand last."""
    told = Told(claims, differences, derivations)
    own: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        own[sentence.article.id].append(sentence)
    days = {a.article.id: when(a.article) for a in articles}
    ordered = sorted((a.article for a in articles), key=lambda a: (days[a.id] is None, days[a.id] or "", a.id))
    return tuple(_reporting(a, ordered, days, told, own[a.id]) for a in ordered)


def when(article: Article) -> str | None:
    """The ISO prefix by which an article is put in order; `None` where its day is not known."""
    return article.published.value


def before(one: str | None, other: str | None) -> bool:
    """Whether `one` is surely earlier: the prefixes differ within what both of them state."""
    if one is None or other is None:
        return False
    least = min(len(one), len(other))
    return one[:least] < other[:least]


def _reporting(
    article: Article,
    articles: Sequence[Article],
    days: Mapping[str, str | None],
    told: Told,
    sentences: Sequence[Sentence],
) -> Reporting:
    day = days[article.id]
    notices = [Correction("a notice of the report itself", (s.evidence(),)) for s in sentences if is_correction(s.text)]
    if day is None:
        return Reporting(article.id, None, known=False, corrected=tuple(notices))
    mine = told.held.get(article.id, [])
    others = {c: told.holders[c] - {article.id} for c in mine}
    earlier = _earlier_text(article, articles, days, told.derivations)
    opened = any(before(days[a.id], day) for a in articles)
    return Reporting(
        article=article.id,
        published=day,
        first=tuple(c for c in mine if others[c] and all(before(day, days[a]) for a in others[c] if a in days)),
        added=tuple(c for c in mine if opened and not others[c]),
        corrected=(*notices, *_superseding(article, days, told.differences)),
        dropped=tuple(c for c in told.held.get(earlier, []) if c not in mine) if earlier else (),
        earlier=earlier,
    )


def _earlier_text(
    article: Article, articles: Sequence[Article], days: Mapping[str, str | None], derivations: Iterable[Derivation]
) -> str | None:
    """The last earlier report of the same outlet whose text this one has taken over to a good part."""
    near = {frozenset({d.copy, d.origin}) for d in derivations if d.origin and d.shared >= TAKEN_OVER}
    own = [
        a
        for a in articles
        if a.outlet
        and a.outlet == article.outlet
        and before(days[a.id], days[article.id])
        and frozenset({a.id, article.id}) in near
    ]
    return own[-1].id if own else None


def _superseding(
    article: Article, days: Mapping[str, str | None], differences: Iterable[Difference]
) -> Iterable[Correction]:
    """Developments in which the article has the later value and only earlier reports the other one."""
    for difference in differences:
        if difference.kind != "figure" or not difference.development or len(difference.sides) < 2:
            continue
        sides = [{e.article for e in side.evidence} for side in difference.sides]
        at = next((i for i, side in enumerate(sides) if article.id in side), None)
        if at is None:
            continue
        others = set().union(*(side for i, side in enumerate(sides) if i != at))
        if others and all(before(days.get(a), days[article.id]) for a in others):
            words = tuple(e for e in difference.sides[at].evidence if e.article == article.id)
            old = ", ".join(side.value for i, side in enumerate(difference.sides) if i != at)
            yield Correction(f"{difference.sides[at].value} where earlier reports have {old}", words, difference.id)


def is_correction(text: str) -> bool:
    """Whether a sentence says that the report itself was set right ("An earlier version of this article misstated")."""
    return bool(_corrections().search(text))


@lru_cache(maxsize=1)
def _corrections() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{line})" for line in table("reported_corrections.txt")), re.I)
