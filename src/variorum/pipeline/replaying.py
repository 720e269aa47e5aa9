"""Pages read again: those not used, within other bounds or because the site is back; and all that the archive holds, by
a newer version of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from variorum.ingest import Reading
from variorum.ingest.sources import holder_of
from variorum.ingest.visits import Visits
from variorum.model import Article, Page, Rejection
from variorum.pipeline.archive import Added, add
from variorum.pipeline.arriving import arrive
from variorum.pipeline.run import Progress, silent
from variorum.store import Archive, pages, rejections


@dataclass(frozen=True)
class _Again(Reading):
    """A reading that remembers what it could not read again."""

    refused: set[str] = field(default_factory=set)

    def pages(self, paths: Iterable[str | Path], visits: Visits | None = None) -> Iterator[Page | Rejection]:
        for found in super().pages(paths, visits):
            if isinstance(found, Rejection):
                self.refused.add(found.source)
            yield found


def replay(
    archive: Archive,
    again: Sequence[Rejection],
    at: str,
    progress: Progress = silent,
    reading: Reading | None = None,
) -> Added:
    """Read what the rejections `again` are about anew; what is an article now joins its story.

    A page that the archive holds is not asked for again; of a table or a folder all is read that the archive does not
    know. `at` is the time of the run (ISO 8601).
    """
    reading = reading or Reading()
    second = _Again(reading.limits, reading.columns, reading.outlets)
    elsewhere: dict[str, list[Rejection]] = {}
    made = 0
    for done, rejection in enumerate(again, 1):
        page = pages.stored_page(archive, rejection.page_id) if rejection.page_id else None
        if page is None:
            if place := holder_of(rejection.source):  # what is gone stays refused for its reason
                elsewhere.setdefault(place, []).append(rejection)
        else:
            result, edited = reading.article(page), None
            if isinstance(result, Article):
                result, edited = arrive(archive, result)
            pages.put_page(archive, page, result, edited)
            made += isinstance(result, Article)
        progress("reading again", done, len(again))
    added = add(archive, elsewhere, at, progress, second)
    for rejection in again:
        rejections.settle(archive, rejection)
    for place, those in elsewhere.items():
        for rejection in those if Path(place).exists() else ():
            if rejection.source not in second.refused:
                rejections.strike(archive, rejection)
    return replace(added, new=added.new + made)


def reread(archive: Archive, at: str, progress: Progress = silent, reading: Reading | None = None) -> Added:
    """Read every page that the archive holds anew, as this version of the program reads it.

    Where it reads otherwise, the article becomes the newest version of the one before, which stays: decisions and links
    point into it. A run that is killed goes on when it is called again. `new` counts the articles read otherwise.
    """
    reading = reading or Reading()
    held = pages.held(archive)
    made = 0
    for done, (id, before) in enumerate(held, 1):
        page = pages.stored_page(archive, id)
        result = reading.article(page) if page else None
        if page and isinstance(result, Article) and pages.article(archive, result.id) is None:
            pages.put_page(archive, page, arrive(archive, result)[0], before)
            made += 1
        progress("reading again", done, len(held))
    return replace(add(archive, [], at, progress, reading), new=made)
