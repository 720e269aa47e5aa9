"""From dated clauses to the entries of a timeline, in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.sentences import Sentence
from variorum.align.timeline.days import shifted
from variorum.align.timeline.joining import PASSING, ClaimIndex, joined
from variorum.align.timeline.surroundings import Surroundings
from variorum.align.timeline.tellings import Telling, tellings
from variorum.model import Claim, TimelineEntry

AROUND = 14
"""Days before the first report that are still the story's own: what led to it is told with it."""
_PART = 0.3
"""What words count for by themselves, beside how large a part of what is shown they are."""
LONGEST = 60
"""Entries kept, those told by most reports first."""


def find_timeline(sentences: Sequence[Sentence], claims: Iterable[Claim]) -> tuple[TimelineEntry, ...]:
    """The entries in order of date; what is known by month or year stands before the days of that month or year.

    What only a view tells is no entry where there are reports.
    """
    sentences = [s for s in sentences if s.article.form != "opinion"] or sentences
    claim_at = ClaimIndex(claims)
    days = sorted(s.day for s in sentences if s.day != "9999")
    opening = shifted(days[0], -AROUND) if days else ""
    around = Surroundings(sentences)
    happenings = joined([t for s in sentences for t in tellings(s, around)], claim_at)
    happenings = [group for group in happenings if not around.is_beside([t.sentence for t in group])]
    happenings.sort(key=lambda group: -len({t.sentence.article.id for t in group}))
    shown: dict[Sentence, TimelineEntry] = {}
    for group in happenings[:LONGEST]:
        best = _best(group)
        entry = _entry(best, group, claim_at, opening)
        if best.sentence not in shown or shown[best.sentence].expected > entry.expected:
            shown[best.sentence] = entry  # one sentence of two days is shown once, with what is done
    return tuple(sorted(shown.values(), key=lambda e: (e.date, e.text)))


def _best(group: Sequence[Telling]) -> Telling:
    """The telling that is shown: of the most precise date, what is done before what is expected, a main clause before
    what is mentioned in passing."""
    exact = [t for t in group if t.date == group[0].date]
    done = [t for t in exact if not t.expected] or exact
    return max(done, key=lambda t: (t.standing not in PASSING, _worth(t, group), t.text))


def _entry(best: Telling, group: Sequence[Telling], claims: ClaimIndex, opening: str) -> TimelineEntry:
    evidence = {(t.sentence.article.id, t.span.start): t.sentence.evidence(t.span) for t in [best, *group]}
    day = group[0].date
    return TimelineEntry(
        date=day,
        text=" ".join(best.text.split()),
        evidence=tuple(evidence.values()),
        claim=claims.of(best),
        expected=all(t.expected for t in group),
        background=bool(opening) and day < opening[: len(day)],
    )


def _worth(telling: Telling, group: Sequence[Telling]) -> float:
    """How much of what the others tell a telling says, for its length; less where a part of what is shown tells it."""
    others = [len(telling.stems & t.stems) / (len(t.stems) or 1) for t in group if t is not telling]
    part = (telling.clause.end - telling.clause.start) / (telling.span.end - telling.span.start)
    shared = sum(others) / (len(others) or 1)
    return (shared + len(telling.stems) / 40) * (_PART + min(1.0, part))
