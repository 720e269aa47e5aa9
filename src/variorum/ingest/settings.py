"""How a run is to read: its bounds, its tables' columns, and the outlets it knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from variorum.ingest.limits import Limits
from variorum.ingest.reading import extract, extract_all
from variorum.ingest.registry import Registry, shipped_registry
from variorum.ingest.sources import read_pages
from variorum.ingest.visits import Visits
from variorum.model import Article, Page, Rejection


@dataclass(frozen=True)
class Reading:
    """What a reader of pages can set. The default reads as the program comes."""

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    outlets: Registry = field(default_factory=shipped_registry)

    def pages(self, paths: Iterable[str | Path], visits: Visits | None = None) -> Iterator[Page | Rejection]:
        """The pages under `paths`, and what could not be read. `visits` remembers addresses between runs."""
        return read_pages(paths, self.limits, self.columns, visits)

    def article(self, page: Page) -> Article | Rejection:
        """What `page` holds, with what is known about its outlet."""
        made = extract(page, self.limits)
        return self.outlets.identify(made) if isinstance(made, Article) else made

    def articles(self, paths: Iterable[str | Path]) -> Iterator[Article | Rejection]:
        """The articles under `paths`, one after the other, and what was not used."""
        for made in extract_all(self.pages(paths), self.limits):
            yield self.outlets.identify(made) if isinstance(made, Article) else made
