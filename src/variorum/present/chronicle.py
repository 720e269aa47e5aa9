"""A long story by its days, from entries to what a page, a file or the terminal shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from variorum.model import Article, Evidence, Published, TimelineEntry
from variorum.present.addresses import article_address
from variorum.present.edition import text_fragment
from variorum.present.phrasing import count_words, day_words, outlet_words, published_words, span_words

Address = Callable[[Article, Evidence], str | None]
"""Where the words of a report can be read."""


@dataclass(frozen=True)
class Citation:
    """The words of one report, whose they are, on which day they came out, and where they can be read."""

    outlet: str
    day: str
    words: str
    href: str | None


@dataclass(frozen=True)
class Told:
    """One entry of a day: the sentence shown, and all that tell the like, the one shown first."""

    text: str
    expected: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class DayTold:
    """A day and what is told of it."""

    date: str
    day: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class ChroniclePage:
    """All of it, with a line that says how much was read."""

    title: str
    line: str
    days: tuple[DayTold, ...]


def chronicle_page(
    title: str, entries: Sequence[TimelineEntry], articles: Mapping[str, Article], read: int, address: Address
) -> ChroniclePage:
    """The page of `entries`; `read` is the number of reports that they were chosen from."""
    days = tuple(_days(entries, articles, address))
    span = f", {span_words(days[0].date, days[-1].date)}" if days else ""
    line = f"{count_words(len(days), 'day')} from {count_words(read, 'report')}{span}"
    return ChroniclePage(title, line, days)


def in_the_app(article: Article, evidence: Evidence) -> str | None:
    """The words on the report's page in the web app."""
    return article_address(article.id, text_fragment(evidence.exact))


def as_markdown(page: ChroniclePage) -> str:
    """The page as Markdown, with the words of every report that is cited."""
    from variorum.present.markdown import escape

    lines = [f"# {escape(page.title)}", "", f"{page.line}."]
    for day in page.days:
        lines += ["", f"## {day.day}"]
        for told in day.told:
            lines += ["", f"{'Expected: ' if told.expected else ''}{escape(told.text)}", ""]
            lines += [f"- {escape(c.outlet)}, {c.day}: “{escape(c.words)}”" for c in told.citations]
    return "\n".join(lines) + "\n"


def _days(entries: Sequence[TimelineEntry], articles: Mapping[str, Article], address: Address) -> Iterator[DayTold]:
    for date, of_day in groupby(entries, key=lambda e: e.date):
        told = tuple(Told(e.text, e.expected, tuple(_citations(e, articles, address))) for e in of_day)
        yield DayTold(date, day_words(date), told)


def _citations(entry: TimelineEntry, articles: Mapping[str, Article], address: Address) -> Iterator[Citation]:
    for evidence in entry.evidence:
        if article := articles.get(evidence.article):
            yield Citation(
                outlet_words(article.outlet, article.source),
                _day(article.published),
                " ".join(evidence.exact.split()),
                address(article, evidence),
            )


def _day(published: Published) -> str:
    """The day, and whether it was inferred; where a stated day was read is no matter here."""
    stated = published.value and published.basis != "inferred"
    return day_words((published.value or "")[:10]) if stated else published_words(published)
