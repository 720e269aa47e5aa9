"""A long story by its days: over pages, or over the episodes of a thread of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.model import Annotated, Article, DossierArticle, Layers, Rejection, TimelineEntry
from variorum.pipeline.run import Progress, annotate_articles, current_articles, join_and_date, not_annotated, silent
from variorum.store import Archive, stories, threads

if TYPE_CHECKING:
    from variorum.align.timeline import Wish
    from variorum.ingest import Reading


@dataclass(frozen=True)
class Chronicle:
    """The entries in order of their days, the articles that they cite by id, how many were read, and what was not."""

    entries: tuple[TimelineEntry, ...]
    articles: Mapping[str, Article]
    read: int
    rejections: tuple[Rejection, ...] = ()


def chronicle_of_paths(
    paths: Iterable[str | Path],
    wish: Wish | None = None,
    progress: Progress = silent,
    reading: Reading | None = None,
) -> Chronicle:
    """The chronicle of everything under `paths`, whose pages should be about one subject: nothing is grouped here."""
    articles, rejections = current_articles(paths, progress, reading)
    unique = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    reports: Sequence[Annotated] = list(annotate_articles(unique, progress))
    if not all(a.published.value for a in unique):
        # what the others say of a day may tell the day of a report without one
        reports, _ = join_and_date(reports)
    return _chronicle(reports, wish, (*rejections, *not_annotated(reports)))


def chronicle_of_thread(archive: Archive, story: int, days: int) -> Chronicle | None:
    """Up to `days` days of a story of the archive and the episodes of its thread; `None` if there is no such story."""
    from variorum.align.timeline import Wish

    numbers = [story, *(row.number for row in threads.thread(archive, story))]
    found = [dossier for number in numbers if (dossier := stories.dossier(archive, number))]
    if not found or stories.row(archive, story) is None:
        return None
    return _chronicle([_annotated(article) for dossier in found for article in dossier.articles], Wish(days))


def _chronicle(reports: Sequence[Annotated], wish: Wish | None, rejections: tuple[Rejection, ...] = ()) -> Chronicle:
    from variorum.align.timeline import find_chronicle

    entries = find_chronicle(reports, wish)
    cited = {evidence.article for entry in entries for evidence in entry.evidence}
    articles = {r.article.id: r.article for r in reports if r.article.id in cited}
    return Chronicle(entries, articles, len(reports), rejections)


def _annotated(article: DossierArticle) -> Annotated:
    """An article of a dossier with the layers that a chronicle reads: its day is known and its times are resolved."""
    return Annotated(
        Article(
            id=article.id,
            source=article.source,
            text=article.text,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            published=article.published,
            form=article.form,
        ),
        Layers(sentences=article.sentences, mentions=article.mentions, times=article.times, quotes=article.quotes),
    )
