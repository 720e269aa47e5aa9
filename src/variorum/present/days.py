"""How it went: the happenings of a story by their days, what most reports tell of a day first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from variorum.model import TimelineEntry
from variorum.present.context import DayView, Happening
from variorum.present.edition import Edition, quoted
from variorum.present.phrasing import day_words
from variorum.present.sigla import place, runs


def happenings(ed: Edition, entries: Sequence[TimelineEntry]) -> list[tuple[Happening, str]]:
    """The happenings in order of time, each with its day as an ISO prefix.

    Within a day what is only expected comes last, and what more reports tell, and tell sooner, comes first.
    """
    cited = [e for e in entries if e.evidence]
    days = {date: n for n, date in enumerate(dict.fromkeys(e.date for e in cited))}
    cited.sort(key=lambda e: (days[e.date], e.expected, *_weight(ed, e)))
    return [
        (Happening(n, day_words(e.date), e.expected, quoted(ed, e.evidence[0])), e.date) for n, e in enumerate(cited, 1)
    ]


def by_day(ed: Edition, dated: Sequence[tuple[Happening, str]]) -> Iterator[DayView]:
    """The happenings day by day, with the letters of the reports that came out on it."""
    printed: dict[str, list[str]] = defaultdict(list)
    for id, article in ed.articles.items():
        printed[(article.published.value or "")[:10]].append(ed.sigla[id])
    for date, those in groupby(dated, key=lambda pair: pair[1]):
        told = tuple(h for h, _ in those)
        yield DayView(told[0].day, all(h.expected for h in told), _letters(printed, date), told)


def _weight(ed: Edition, entry: TimelineEntry) -> tuple[int, int, tuple[int, str]]:
    told = len({e.article for e in entry.evidence})
    return -told, min(e.spans[0].start for e in entry.evidence), place(ed.sigla[entry.evidence[0].article])


def _letters(printed: Mapping[str, Sequence[str]], date: str) -> tuple[str, ...]:
    """The reports of a day, which is as long as an ISO day."""
    return tuple(runs(printed.get(date[:10], ()))) if len(date) >= 10 else ()
