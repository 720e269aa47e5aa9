"""A long story by its days: of the many that reports of weeks or years name, those that count, each with a sentence.

A day counts for the reports that came out on it and on the day after, for the sentences that name it, and for the
reports that still name it more than a week later: what is looked back on mattered (mentions and publications as in
Ghalandari and Ifrim, "Examining the State-of-the-Art in News Timeline Summarization", 2020, with set weights in place
of fitted ones). Under a day stands a sentence that names the day: the one nearest to what all that name it say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log1p, sqrt

from variorum.align.brief.alone import stands_alone
from variorum.align.clauses import whole
from variorum.align.sentences import Sentence, read_story
from variorum.align.timeline.dates import is_quoted, iso
from variorum.align.timeline.days import as_day, between, shifted
from variorum.model import Annotated, TimelineEntry

LATER = 7
"""Days after which a report that names a day looks back on it."""
BEFORE = 14
"""Days before the first report that may still be told: what led to it."""
LIKE = 0.4
"""Share of the content stems of what is shown that another sentence of that day has if it tells the like."""


@dataclass(frozen=True)
class Wish:
    """What a reader wants: how many days, with how many entries each at most; the first and the last one as ISO
    prefixes (a day, a month, a year)."""

    days: int = 20
    each: int = 1
    since: str | None = None
    until: str | None = None


@dataclass
class _Day:
    """What reports do about one day: counts of reports, and the sentences that name it."""

    published: int = 0
    followed: int = 0
    looked_back: int = 0
    named: list[Sentence] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Grows with each count, less and less: ten reports are no ten times as much as one."""
        told = log1p(self.published) / 2 + log1p(self.followed) / 2
        return told + log1p(len(self.named)) + log1p(self.looked_back)


def find_chronicle(reports: Sequence[Annotated], wish: Wish | None = None) -> tuple[TimelineEntry, ...]:
    """The days that count most in order, with the entries of each, the fullest first.

    The reports may be of many stories; their relative times should have their values. Linear in their sentences. Unless
    the wish names a first and a last day, what lies more than two weeks before the first report, or after the last one,
    is not told.
    """
    wish = wish or Wish()
    sentences = read_story(reports)
    found = dict(_in_view(_days(sentences), wish, [s.day for s in sentences if as_day(s.day)]))
    subject = _Subject([s for day in found.values() for s in day.named])
    entries: dict[str, tuple[TimelineEntry, ...]] = {}
    for name in sorted(found, key=lambda d: (-found[d].weight, d)):
        if len(entries) < wish.days and (told := tuple(_entries(name, found[name].named, subject, wish.each))):
            entries[name] = told
    return tuple(entry for name in sorted(entries) for entry in entries[name])


def _days(sentences: Iterable[Sentence]) -> dict[str, _Day]:
    """Every day that is named or on which a report came out."""
    found: dict[str, _Day] = defaultdict(_Day)
    published: dict[str, str] = {}
    looking_back: set[tuple[str, str]] = set()
    for sentence in sentences:
        published[sentence.article.id] = sentence.day
        for name in _named(sentence):
            found[name].named.append(sentence)
            if between(name, sentence.day) > LATER:
                looking_back.add((name, sentence.article.id))
    for name, _ in looking_back:
        found[name].looked_back += 1
    for value, count in Counter(published.values()).items():
        if day := as_day(value):
            found[str(day)].published += count
            found[shifted(str(day), -1)].followed += count
    return found


def _named(sentence: Sentence) -> set[str]:
    """The days that a sentence names in the report's own words."""
    values = {iso(t.value) for t in sentence.times if t.type in ("DATE", "TIME") and not is_quoted(sentence, t)}
    return {value for value in values if value and as_day(value)}


def _in_view(found: Mapping[str, _Day], wish: Wish, published: Sequence[str]) -> Iterator[tuple[str, _Day]]:
    """The days that are wished for, or that reports of these days can tell of; where no report has a day, all."""
    first = wish.since or (shifted(min(published), -BEFORE) if published else "")
    last = wish.until or max(published, default="9999")
    yield from ((name, day) for name, day in found.items() if first <= name and name[: len(last)] <= last and day.named)


class _Subject:
    """What all sentences that name days say, and how rare each of their words is."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts = Counter(stem for sentence in sentences for stem in sentence.stems)
        self._rarity = {stem: log(1 + len(sentences) / count) for stem, count in counts.items()}
        self._centre = self._unit(counts)

    def centre(self, named: Iterable[Sentence]) -> dict[str, float]:
        """What the sentences of one day say, and as much of what all say: else a day's stray report is told."""
        own = self._unit(Counter(stem for sentence in named for stem in sentence.stems))
        return {stem: weight + self._centre[stem] for stem, weight in own.items()}

    def nearness(self, stems: frozenset[str], centre: Mapping[str, float]) -> float:
        """Cosine of some words and a centre, times the length of the centre."""
        length = sqrt(sum(self._rarity[s] ** 2 for s in stems))
        return sum(centre.get(s, 0.0) * self._rarity[s] for s in stems) / length if length else 0.0

    def _unit(self, counts: Mapping[str, int]) -> dict[str, float]:
        weights = {stem: count * self._rarity[stem] for stem, count in counts.items()}
        length = sqrt(sum(w * w for w in weights.values()))
        return {stem: weight / length for stem, weight in weights.items()}


def _entries(name: str, named: Sequence[Sentence], subject: _Subject, each: int) -> Iterator[TimelineEntry]:
    """What is told of a day: by reports that came out on it or after it, where one of their sentences can be shown."""
    shown = [s for s in named if stands_alone(s)]
    done = [s for s in shown if s.day >= name]
    for best in _fullest(done or shown, subject.centre(named), subject, each):
        alike = sorted((s for s in named if _tells(s, best)), key=lambda s: s.order)
        evidence = {best.article.id: best.evidence(whole(best))}
        for sentence in alike:
            evidence.setdefault(sentence.article.id, sentence.evidence(whole(sentence)))
        cited = tuple(evidence.values())
        yield TimelineEntry(name, " ".join(cited[0].exact.split()), cited, expected=not done)


def _fullest(
    candidates: Sequence[Sentence], centre: Mapping[str, float], subject: _Subject, most: int
) -> Iterator[Sentence]:
    """The sentences that together come nearest to a centre, one after the other; none that says nothing new."""
    held: frozenset[str] = frozenset()
    left = sorted(candidates, key=lambda s: s.order)
    for _ in range(min(most, len(left))):
        best = max(left, key=lambda s: subject.nearness(held | s.stems, centre))
        if best.stems <= held:
            return
        held |= best.stems
        left.remove(best)
        yield best


def _tells(sentence: Sentence, shown: Sentence) -> bool:
    return len(sentence.stems & shown.stems) >= max(3, LIKE * len(shown.stems))
