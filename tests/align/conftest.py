"""Invented reports, annotated as the program annotates real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import pytest
from msgspec.structs import replace

from variorum.model import Annotated, Article, Entity, Published

Report = tuple[str, str, str]
"""Outlet, day, text; the first line is the headline."""


@lru_cache(maxsize=1)
def _parser() -> object:
    from variorum.language.parse import Parser

    return Parser()


@lru_cache(maxsize=256)
def _annotated(report: Report) -> Annotated:
    from variorum.annotate.layers import annotate
    from variorum.language.parse import Parser

    parser = _parser()
    assert isinstance(parser, Parser)
    outlet, day, text = report
    title, _, body = text.partition("\n")
    name = f"{outlet}-{day}-{len(body)}"
    published = Published(day, day, day, "stated")
    article = Article(name, name, body, title=title, outlet=outlet, published=published)
    return Annotated(article, annotate(article, next(iter(parser.parse([body])))))


@pytest.fixture(scope="session")
def read_reports() -> Callable[[Sequence[Report]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]:
    """A function from reports to what the joining rooms are given: linked, dated, resolved."""
    from variorum.align.entities import link_entities
    from variorum.annotate.times import resolve_times

    def read(reports: Sequence[Report]) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
        linked, entities = link_entities([_annotated(r) for r in reports])
        resolved = tuple(
            Annotated(i.article, replace(i.layers, times=resolve_times(i.layers.times, i.article.published.value)))
            for i in linked
        )
        return resolved, tuple(entities)

    return read
