"""How a story was reported: what each report had first, what it added, set right, or no longer says.

Only what texts and days show. Two reports of one day are not put in order by it (where both give the hour, the hour
tells), and what a report of another outlet leaves out is no omission of this kind: only an outlet's own later text can
drop what the earlier one said. That somebody had it first, or no longer says it, is not said where another sentence of
a report comes near to it, which may say the same in words that were not recognized.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from variorum.align.notices import is_notice
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, table
from variorum.language.vectors import embed
from variorum.model import Annotated, Article, Claim, Correction, Derivation, Difference, Reporting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAKEN_OVER = 0.6
"""Share of a text that an outlet's later report has from its earlier one, from which it is a newer text of it. Below it
lies news of another day that repeats the background."""
SAME, MAYBE, ALIKE = 0.6, 0.5, 0.6
"""Cosine of sentences from which two reports surely share a statement; from which one that is not known to be later may
have had it, or a later text may still say it; and from which another report has what one would have added."""
COVERED, VERBATIM = 0.5, 0.75
"""Share of the content stems of a statement as it is shown that the report which had it first has, and the cosine from
which it need not: "died of an overdose" is not what "died" told first."""
_HEADING = re.compile(r"^\s*[–—-]|:\s*$")
"""How what introduces a list or is an entry of one begins or ends."""
_BLOCK = 512
KEPT = 0.6
"""Share of a sentence's content stems in one sentence of a newer text that may still say it."""


class Sayings:
    """What each report says in any of its sentences, and how near that comes to what another tells."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._sentences = sorted(sentences, key=lambda s: s.article.id)
        self._of: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._sentences):
            self._of[sentence.article.id].append(at)
        self._column = {report: at for at, report in enumerate(self._of)}

    def of(self, report: str) -> list[Sentence]:
        """The sentences of a report."""
        return [self._sentences[at] for at in self._of.get(report, ())]

    def telling(self, claim: Claim, report: str) -> list[int]:
        """The sentences, by number, in which a report makes a claim."""
        places = [e.spans[0].start for e in claim.evidence if e.article == report and e.spans]
        own = self._of.get(report, ())
        return [at for at in own if any(self._sentences[at].span.holds(place) for place in places)]

    def covers(self, told: Sequence[int], statement: str) -> bool:
        """Whether one of the sentences says the most of a statement."""
        stems = content_stems(statement)
        return any(len(stems & self._sentences[at].stems) >= COVERED * len(stems) for at in told)

    def nearness(self, told: Sequence[int], reports: Iterable[str]) -> float:
        """The highest cosine of one of the sentences told and any of the reports; 0 where there are none."""
        columns = [self._column[report] for report in reports if report in self._column]
        return float(self._nearest[told][:, columns].max()) if told and columns else 0.0

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """The highest cosine of a sentence of the one and of the other; 0 where there are none."""
        return float((self._vectors[one] @ self._vectors[other].T).max()) if one and other else 0.0

    def repeats(self, told: Sequence[int], report: str) -> bool:
        """Whether a report may still say what some sentences tell: one of its own is near, or has most of the words."""
        own = self.of(report)
        stems = [self._sentences[at].stems for at in told]
        kept = any(len(t & s.stems) >= KEPT * len(t) for t in stems for s in own)
        return kept or self.nearness(told, [report]) >= MAYBE

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return embed([s.text for s in self._sentences])

    @cached_property
    def _nearest(self) -> NDArray[np.float32]:
        """For each sentence and each report the highest cosine: one product, block by block."""
        import numpy as np

        starts = [places[0] for places in self._of.values()]
        blocks = (self._vectors[at : at + _BLOCK] @ self._vectors.T for at in range(0, len(self._sentences), _BLOCK))
        return np.vstack([np.maximum.reduceat(block, starts, axis=1) for block in blocks])


@dataclass(frozen=True)
class Told:
    """The parts of a story that show how it was reported."""

    claims: Sequence[Claim]
    differences: Sequence[Difference]
    derivations: Sequence[Derivation]
    sayings: Sayings

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {c.id: c for c in self.claims}

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
    told = Told(claims, differences, derivations, Sayings(sentences))
    days = {a.article.id: when(a.article) for a in articles}
    ordered = sorted((a.article for a in articles), key=lambda a: (days[a.id] is None, days[a.id] or "", a.id))
    return tuple(_reporting(a, ordered, days, told) for a in ordered)


def when(article: Article) -> str | None:
    """The ISO prefix by which an article is put in order; `None` where its day is not known."""
    return article.published.value


def before(one: str | None, other: str | None) -> bool:
    """Whether `one` is surely earlier: the prefixes differ within what both of them state."""
    if one is None or other is None:
        return False
    least = min(len(one), len(other))
    return one[:least] < other[:least]


def _reporting(article: Article, articles: Sequence[Article], days: Mapping[str, str | None], told: Told) -> Reporting:
    day, sayings = days[article.id], told.sayings
    notices = [
        Correction("a notice of the report itself", (s.evidence(),))
        for s in sayings.of(article.id)
        if is_correction(s.text)
    ]
    if day is None:
        return Reporting(article.id, None, known=False, corrected=tuple(notices))
    mine = told.held.get(article.id, [])
    others = {c: told.holders[c] - {article.id} for c in mine}
    earlier = _earlier_text(article, articles, days, told.derivations)
    opened = any(before(days[a.id], day) for a in articles)
    later = frozenset(a.id for a in articles if before(day, days[a.id]))
    rest = frozenset(a.id for a in articles) - {article.id}
    return Reporting(
        article=article.id,
        published=day,
        first=tuple(c for c in mine if others[c] and others[c] <= later and _is_first(c, article, rest, later, told)),
        added=tuple(c for c in mine if opened and not others[c] and _is_new(c, article, rest, told)),
        corrected=(*notices, *_superseding(article, days, told.differences)),
        dropped=tuple(_dropped(article, earlier, told)) if earlier else (),
        earlier=earlier,
    )


def _is_first(claim: str, article: Article, rest: frozenset[str], later: frozenset[str], told: Told) -> bool:
    """Whether the later reports surely have the statement, and no report that may be earlier comes near to it."""
    found, sayings = told.by_id[claim], told.sayings
    own = sayings.telling(found, article.id)
    if not own:
        return True
    since = [at for report in told.holders[claim] & later for at in sayings.telling(found, report)]
    like = sayings.likeness(own, since)
    said = like >= VERBATIM or sayings.covers(own, found.statement)
    shared = found.kind == "quote" or (like >= SAME and said)
    return shared and sayings.nearness(own, rest - later) < MAYBE


def _is_new(claim: str, article: Article, rest: frozenset[str], told: Told) -> bool:
    """Whether a claim is a statement that no sentence of another report comes near to."""
    found, sayings = told.by_id[claim], told.sayings
    if is_notice(found.statement) or _HEADING.search(found.statement):
        return False
    return sayings.nearness(sayings.telling(found, article.id), rest) < ALIKE


def _dropped(article: Article, earlier: str, told: Told) -> Iterable[str]:
    """The claims of the earlier text that nothing in the newer one comes near to."""
    for claim in told.held.get(earlier, ()):
        if article.id not in told.holders[claim]:
            own = told.sayings.telling(told.by_id[claim], earlier)
            if not is_notice(told.by_id[claim].statement) and not told.sayings.repeats(own, article.id):
                yield claim


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
