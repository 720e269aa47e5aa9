"""What happened when, over all reports of a story.

The time of an entry is that of the happening, not of the report: the value of a time expression in the clause that
tells of it. Reports of one happening make one entry, shown by the clause that says most with least.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from variorum.align.clauses import clause_of, whole
from variorum.align.differences.anchors import around_text
from variorum.align.notices import is_notice
from variorum.align.sentences import Sentence
from variorum.align.words import words_of
from variorum.language.shipped import all_words
from variorum.model import Claim, Event, Span, Time, TimelineEntry

_GOES_ON = re.compile(r"\s*(?:[,;:–—]|and\b|but\b|while\b|[.!?]?\s*$)", re.I)
"""What follows a clause that says all it has to say. "Announced | that" and "villages | hit by" do not."""
_REACH = 60
"""Code points from a day to the occasion that it is the day of."""
_A_DAY = len("2031-05-06")
_DETERMINER = re.compile(r"(?:\b(?:an?|the|his|her|its|their|our|my|this|that|every|each|\w+['’]s?)\s|-)$", re.I)
_NOUN = re.compile(
    r"\s(?!(?:and|or|but|when|where|which|while|as|after|before|with|to|in|on|at|by|for|from|of|that|until|was"
    r"|were|is|are|had|has|have|will|would)\b)[^\W\d]"
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
AROUND = 14
"""Days before the first report that are still the story's own: what led to it is told with it."""
SAME = 0.5
"""Share of the shorter clause's content stems that two tellings of one happening on one day have in common."""
LONGEST = 60
"""Entries kept, those told by most reports first."""
SHORTEST, LONGEST_SENTENCE = 7, 45
"""Words of a clause shown alone, at least; words of a sentence shown whole, at most."""
EXPECTING = frozenset({"expected", "planned"})
"""How sure a clause is of what has not happened. "Could be seen" of a past day is no expectation."""


@dataclass(frozen=True, eq=False)
class Telling:
    """One clause of one report that says when something happened."""

    sentence: Sentence
    span: Span
    clause: Span
    text: str
    date: str
    expected: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """What the clause is about: content words, kinds of happenings, names."""
        return _about(self.sentence, self.clause)


def iso(value: str | None) -> str | None:
    """The ISO prefix (year, month or day) of a TIMEX3 value; `None` for weeks, seasons, durations, vague references."""
    match = _ISO.match(value or "")
    return match.group() if match else None


def find_timeline(sentences: Sequence[Sentence], claims: Iterable[Claim]) -> tuple[TimelineEntry, ...]:
    """The entries in order of date; what is known by month or year stands before the days of that month or year."""
    claim_at = _ClaimIndex(claims)
    days = sorted(s.day for s in sentences if s.day != "9999")
    opening = _days_before(days[0], AROUND) if days else ""
    happenings = _join([t for s in sentences for t in tellings(s)], claim_at)
    happenings.sort(key=lambda group: -len({t.sentence.article.id for t in group}))
    shown: dict[tuple[str, int], TimelineEntry] = {}
    for entry in sorted((_entry(g, claim_at, opening) for g in happenings[:LONGEST]), key=lambda e: e.expected):
        words = entry.evidence[0]
        shown.setdefault((words.article, words.spans[0].start), entry)  # one sentence of two days is shown once
    return tuple(sorted(shown.values(), key=lambda e: (e.date, e.text)))


def tellings(sentence: Sentence) -> Iterator[Telling]:
    """The dated clauses of a sentence: each time is read with the smallest clause that holds it."""
    for time in () if is_notice(sentence.text) else sentence.times:
        day = iso(time.value)
        if day is None or time.type not in ("DATE", "TIME"):
            continue
        if _is_quoted(sentence, time) or (len(day) < _A_DAY and _names_which(sentence, time)):
            continue
        event = _event_at(sentence, time)
        if event is None and not any(e.tense for e in sentence.events):
            continue  # a heading ("Friday paychecks") tells of nothing
        if event is not None and event.lemma in _reporting() and not _occasion(sentence, event, time):
            continue
        span = _readable(sentence, time, event)
        modality = event.modality if event else "asserted"
        expected = modality in EXPECTING or day[: len(sentence.day)] > sentence.day[: len(day)]
        clause = Span(event.start, event.end) if event else span
        yield Telling(sentence, span, clause, sentence.article.text[span.start : span.end], day, expected)


def _is_quoted(sentence: Sentence, time: Time) -> bool:
    """Whether the time is the speaker's ("what today shows"), not the report's."""
    return any(c.start <= time.start < c.end for q in sentence.quotes if q.mode == "direct" for c in q.contents)


def _names_which(sentence: Sentence, time: Time) -> bool:
    """Whether a year or month only says which thing is meant ("his 2016 campaign", "a September hearing")."""
    text = sentence.article.text
    before = _DETERMINER.search(text, sentence.span.start, time.start)
    return bool(before and _NOUN.match(text, time.end))


def _occasion(sentence: Sentence, event: Event, time: Time) -> bool:
    """Whether the clause of saying names an occasion that is a happening ("in an interview on Sunday")."""
    near = sentence.article.text[max(event.start, time.start - _REACH) : min(event.end, time.end + _REACH)]
    return not _occasions().isdisjoint(words_of(near))


@lru_cache(maxsize=1)
def _occasions() -> frozenset[str]:
    return all_words("align", "timeline_occasions.txt")


def _readable(sentence: Sentence, time: Time, event: Event | None) -> Span:
    """The clause where it can be read alone and the sentence goes on with another, else the sentence."""
    if event is None or event.tense is None or not event.polarity:
        return whole(sentence)
    found = clause_of(sentence, Span(time.start, time.end), event)
    text = sentence.article.text
    opens = found.start == whole(sentence).start and len(text[found.start : found.end].split()) >= SHORTEST
    if opens and _GOES_ON.match(text, found.end, sentence.span.end):
        return found
    return found if len(sentence.words) > LONGEST_SENTENCE else whole(sentence)


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return all_words("align", "timeline_reporting.txt")


def _event_at(sentence: Sentence, time: Time) -> Event | None:
    """The event that has the time as its `when`, else the smallest clause around it."""
    for event in sentence.events:
        if any(a.role == "when" and a.start < time.end and time.start < a.end for a in event.args):
            return event
    around = [e for e in sentence.events if e.start <= time.start and time.end <= e.end]
    return min(around, key=lambda e: (e.end - e.start, e.start), default=None)


class _ClaimIndex:
    """The claim that a clause is evidence of."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._at: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for claim in claims:
            for evidence in claim.evidence:
                if claim.kind != "quote":
                    self._at[evidence.article] += [(s.start, s.end, claim.id) for s in evidence.spans]

    def of(self, telling: Telling) -> str | None:
        """The claim whose evidence covers most of the clause, if it covers half of it."""
        best: dict[str, int] = defaultdict(int)
        for start, end, claim in self._at.get(telling.sentence.article.id, ()):
            best[claim] += max(0, min(end, telling.span.end) - max(start, telling.span.start))
        found = max(sorted(best), key=lambda c: best[c], default=None)
        return found if found and 2 * best[found] >= telling.span.end - telling.span.start else None


def _join(found: Sequence[Telling], claims: _ClaimIndex) -> list[list[Telling]]:
    """Tellings of one happening: of one date, and of one claim or in like words."""
    by_date: dict[str, list[list[Telling]]] = defaultdict(list)
    for telling in found:
        own = claims.of(telling)
        for group in by_date[telling.date]:
            if (own is not None and own == claims.of(group[0])) or _alike(telling, group[0]):
                group.append(telling)
                break
        else:
            by_date[telling.date].append([telling])
    return _by_finest([group for groups in by_date.values() for group in groups], claims)


def _by_finest(groups: Iterable[list[Telling]], claims: _ClaimIndex) -> list[list[Telling]]:
    """What one report dates to a year or month and another to a day of it is one happening, of that day."""
    kept: list[list[Telling]] = []
    under: dict[str, list[list[Telling]]] = defaultdict(list)
    for group in sorted(groups, key=lambda g: -len(g[0].date)):
        day, own = group[0].date, claims.of(group[0])
        for finer in under[day]:
            if all(t.expected for t in group) != all(t.expected for t in finer):
                continue  # "by the end of the year" is no day of that year
            if (own is not None and own == claims.of(finer[0])) or _alike(group[0], finer[0]):
                finer += group
                break
        else:
            kept.append(group)
            for prefix in {day[:4], day[:7]} - {day}:
                under[prefix].append(group)
    return kept


def _about(sentence: Sentence, span: Span) -> frozenset[str]:
    named = {m.entity for m in sentence.mentions if m.entity and span.start <= m.start < span.end}
    return frozenset(named) | around_text(sentence.article.text[span.start : span.end])


def _alike(a: Telling, b: Telling) -> bool:
    least = min(len(a.stems), len(b.stems))
    return least > 1 and len(a.stems & b.stems) >= max(2, SAME * least)


def _entry(group: Sequence[Telling], claims: _ClaimIndex, opening: str) -> TimelineEntry:
    exact = [t for t in group if t.date == group[0].date]
    best = max([t for t in exact if not t.expected] or exact, key=lambda t: (_worth(t, group), t.text))
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
    others = [len(telling.stems & t.stems) for t in group if t is not telling]
    part = (telling.clause.end - telling.clause.start) / (telling.span.end - telling.span.start)
    return (sum(others) + len(telling.stems) / 4) / (8 + len(telling.stems)) * (1 + min(1.0, part))


def _days_before(day: str, count: int) -> str:
    try:
        return str(date.fromisoformat(day[:10]) - timedelta(days=count))
    except ValueError:
        return day
