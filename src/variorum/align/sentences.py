"""A story's sentences with what the layers say of each: what every comparison of reports starts from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from variorum.align.words import stems_of, words_of
from variorum.model import Annotated, Article, Event, Evidence, Figure, Mention, Quote, Span, Time
from variorum.model.records import Stance

CONTEXT = 32
"""Code points kept on either side of evidence, to find it again in a changed page (the W3C text quote selector)."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of one report. Compared by identity: the same words in two reports are two sentences."""

    article: Article
    span: Span
    text: str
    position: int
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Lower-case words in order."""
        return tuple(words_of(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the content words."""
        return stems_of(self.words)

    @cached_property
    def entities(self) -> frozenset[str]:
        """Ids of the entities named."""
        return frozenset(m.entity for m in self.mentions if m.entity)

    @cached_property
    def day(self) -> str:
        """The day the report was published, or `9999` where nobody knows."""
        return self.article.published.value or "9999"

    @property
    def order(self) -> tuple[str, str, int, int]:
        """A place in an order that depends on content alone."""
        return (self.day, self.article.id, self.span.start, self.span.end)

    def evidence(self, *spans: Span, stance: Stance = "supports", by: str | None = None) -> Evidence:
        """`spans`, or the whole sentence, as evidence."""
        return cite(self.article, spans or (self.span,), stance, by)


def cite(article: Article, spans: Sequence[Span], stance: Stance = "supports", by: str | None = None) -> Evidence:
    """The words under `spans` as evidence, with some context on either side."""
    text, first, last = article.text, spans[0].start, spans[-1].end
    return Evidence(
        article=article.id,
        spans=tuple(spans),
        exact=" ".join(text[s.start : s.end] for s in spans),
        prefix=text[max(0, first - CONTEXT) : first],
        suffix=text[last : last + CONTEXT],
        stance=stance,
        attributed_to=by,
    )


class _Layer(Generic[P]):
    """Annotations of one kind, found by place."""

    def __init__(self, items: Iterable[P]) -> None:
        self._items: list[P] = sorted(items, key=lambda x: (x.start, x.end))
        self._starts = [x.start for x in self._items]

    def within(self, span: Span) -> tuple[P, ...]:
        """Those that start inside `span`."""
        return tuple(self._items[bisect_left(self._starts, span.start) : bisect_right(self._starts, span.end - 1)])


def quote_span(quote: Quote) -> Span:
    """From the first to the last word of a quote, its source and its cue."""
    parts = [*quote.contents, *quote.sources, *([quote.cue] if quote.cue else [])]
    return Span(min(p.start for p in parts), max(p.end for p in parts)) if parts else Span(0, 0)


def _quotes_by_sentence(spans: Sequence[Span], quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    """For each sentence the quotes whose contents lie in it."""
    starts = [s.start for s in spans]
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        for content in quote.contents:
            first = max(0, bisect_right(starts, content.start) - 1)
            last = max(0, bisect_right(starts, content.end - 1) - 1)
            for at in range(first, last + 1):
                if at < len(spans) and (not found.get(at) or found[at][-1] is not quote):
                    found.setdefault(at, []).append(quote)
    return found


def sentences_of(item: Annotated) -> list[Sentence]:
    """The sentences of one report, in order. A sentence printed twice in one report counts once."""
    article, layers = item.article, item.layers
    spans = sorted(s for s in layers.sentences if 0 <= s.start < s.end <= len(article.text))
    mentions, times, figures = _Layer(layers.mentions), _Layer(layers.times), _Layer(layers.figures)
    events = _Layer(layers.events)
    quotes = _quotes_by_sentence(spans, layers.quotes)
    found: list[Sentence] = []
    seen: set[str] = set()
    for at, span in enumerate(spans):
        text = article.text[span.start : span.end]
        if text in seen:
            continue
        seen.add(text)
        found.append(
            Sentence(
                article=article,
                span=span,
                text=text,
                position=at,
                mentions=mentions.within(span),
                times=times.within(span),
                figures=figures.within(span),
                quotes=tuple(quotes.get(at, ())),
                events=events.within(span),
            )
        )
    return found


def read_story(articles: Iterable[Annotated]) -> list[Sentence]:
    """All sentences of a story in an order that depends on content alone."""
    return sorted((s for item in articles for s in sentences_of(item)), key=lambda s: s.order)
