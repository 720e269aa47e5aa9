"""What the web app's pages show beside the story page, as data: lists, an article, a person, two articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from variorum.model import Article, Dossier, DossierArticle, Passage, Span
from variorum.present.build import story_page
from variorum.present.context import Piece, Utterance
from variorum.present.phrasing import count_words, day_words, published_words, span_words
from variorum.store.outlets import OutletRow
from variorum.store.search import Found
from variorum.store.stories import StoryRow


@dataclass(frozen=True)
class Card:
    """A story in a list."""

    href: str
    title: str
    filled: int
    line: str
    days: str


@dataclass(frozen=True)
class Hit:
    """A search hit: where it leads, what it is, and the excerpt with the match marked."""

    href: str
    kind: str
    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ArticlePage:
    """One report with the passages that its story cites marked, and its versions."""

    title: str
    outlet: str
    day: str
    because: str | None
    bylines: tuple[str, ...]
    source: str
    live: str | None
    outlet_href: str | None
    story: int | None
    paragraphs: tuple[tuple[Piece, ...], ...]
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Said:
    """What one person said in one story."""

    story: int
    title: str
    day: str
    utterances: tuple[Utterance, ...]
    reports: dict[str, str]


@dataclass(frozen=True)
class Pair:
    """Two articles side by side; passages that they share have the same number."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    titles: tuple[str, str]
    outlets: tuple[str, str]
    shared: str


def card(row: StoryRow) -> Card:
    """A story's line on the front page."""
    origins = count_words(row.origins, "independent origin")
    line = f"{origins} behind its best-founded statement, {count_words(row.articles, 'report')}"
    title = row.title or "A story without a headline"
    return Card(f"/story/{row.number}", title, row.origins, line, span_words(row.first, row.last))


def hit(found: Found) -> Hit:
    """A search hit as a line; the store has put the match between U+0002 and U+0003."""
    before, *parts = found.excerpt.split("\x02")
    pieces = [Piece(before)]
    for part in parts:
        match, _, rest = part.partition("\x03")
        pieces += [Piece(match, marked=True), Piece(rest)]
    where = " · ".join(p for p in (found.outlet, found.speaker, day_words(found.day)) if p)
    href = f"/article/{found.article}" if found.kind == "article" else f"/story/{found.story}#claim-{found.ref}"
    return Hit(href, found.kind, where, tuple(p for p in pieces if p.text))


def article_page(
    dossier: Dossier, article: DossierArticle, story: int | None, versions: Sequence[Article]
) -> ArticlePage:
    """The page of one report of `dossier`'s story."""
    view = next(r for r in story_page(dossier, dossier.stories[0]).reports if r.source == article.source)
    others = tuple((f"/article/{v.id}", published_words(v.published)) for v in versions if v.id != article.id)
    return ArticlePage(
        title=article.title or "(no headline)",
        outlet=view.outlet,
        day=view.day,
        because=view.because,
        bylines=view.bylines,
        source=article.source,
        live=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
        outlet_href=f"/outlet?name={quote(article.outlet)}" if article.outlet else None,
        story=story,
        paragraphs=view.paragraphs,
        versions=others,
    )


def said(dossier: Dossier, story: int, name: str) -> Said | None:
    """What `name` said in this story; `None` when they said nothing."""
    page = story_page(dossier, dossier.stories[0])
    speaker = next((s for s in page.speakers if s.name == name), None)
    if speaker is None:
        return None
    days = span_words(dossier.stories[0].first, dossier.stories[0].last)
    return Said(story, page.title, days, speaker.utterances, {r.siglum: r.outlet for r in page.reports})


def outlet_line(row: OutletRow) -> tuple[str, str, str]:
    """An outlet in the list of outlets: address, name, how many reports."""
    return f"/outlet?name={quote(row.name)}", row.name, count_words(row.articles, "report")


def pair(left: Article, right: Article, passages: Sequence[Passage], shared: str) -> Pair:
    """Two articles with the passages they share marked on both sides."""
    return Pair(
        tuple(_marked(left, [p.copy for p in passages], "l")),
        tuple(_marked(right, [p.origin for p in passages], "r")),
        (left.title or "(no headline)", right.title or "(no headline)"),
        (left.outlet or left.source, right.outlet or right.source),
        shared,
    )


def _marked(article: Article, spans: Sequence[Span], side: str) -> Iterator[Piece]:
    at = 0
    for number, span in sorted(enumerate(spans), key=lambda ns: ns[1]):
        if span.start < at:
            continue
        yield Piece(article.text[at : span.start])
        yield Piece(article.text[span.start : span.end], True, f"{side}{number}")
        at = span.end
    yield Piece(article.text[at:])
