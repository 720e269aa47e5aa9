"""What the web app's pages show beside the story page, as data: lists, an article, a person, two articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Article, Dossier, DossierArticle
from variorum.present.addresses import article_address, outlet_address
from variorum.present.build import story_page
from variorum.present.context import EpisodeView, Piece
from variorum.present.edition import edition
from variorum.present.phrasing import count_words, day_words, outlet_words, published_words, span_words
from variorum.store.outlets import OutletRow
from variorum.store.search import Found
from variorum.store.stories import GROWING_DAYS, StoryRow
from variorum.store.threads import ThreadRow


@dataclass(frozen=True)
class Card:
    """A story in a list; `grown` says how many reports came lately, where that is what sorts it."""

    href: str
    title: str
    filled: int
    line: str
    days: str
    grown: str


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

    siglum: str
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
class Reader:
    """Who reads a page of the app: their name if they are signed in, the key of their forms, what signing in takes, and
    whether they may decide and add pages."""

    name: str | None
    form_key: str
    asks_for: str | None
    may_write: bool = False


@dataclass(frozen=True)
class StoryDesk:
    """What a signed-in reader may decide on a story's page: other stories to merge with, reports to split off."""

    number: int
    others: tuple[tuple[int, str], ...]
    reports: tuple[tuple[str, str], ...]


def card(row: StoryRow) -> Card:
    """A story's line on the front page."""
    origins = count_words(row.origins, "independent origin")
    line = f"{origins} behind its best-founded statement, {count_words(row.articles, 'report')}"
    title = row.title or "A story without a headline"
    grown = f"+{row.grown} in the last {GROWING_DAYS} days" if row.grown else ""
    return Card(f"/story/{row.number}", title, row.origins, line, span_words(row.first, row.last), grown)


def hit(found: Found) -> Hit:
    """A search hit as a line; the store has put the match between U+0002 and U+0003."""
    before, *parts = found.excerpt.split("\x02")
    pieces = [Piece(before)]
    for part in parts:
        match, _, rest = part.partition("\x03")
        pieces += [Piece(match, marked=True), Piece(rest)]
    where = " · ".join(p for p in (found.outlet, found.speaker, day_words(found.day)) if p)
    return Hit(_address(found), found.kind, where, tuple(p for p in pieces if p.text))


def _address(found: Found) -> str:
    if found.ref.startswith("@"):
        return f"{article_address(found.article)}?at={found.ref[1:]}"
    return article_address(found.article) if found.kind == "article" else f"/story/{found.story}#claim-{found.ref}"


def article_page(
    dossier: Dossier, article: DossierArticle, story: int | None, versions: Sequence[Article]
) -> ArticlePage:
    """The page of one report of `dossier`'s story."""
    view = next(r for r in story_page(dossier, dossier.stories[0]).reports if r.source == article.source)
    others = tuple((article_address(v.id), published_words(v.published)) for v in versions if v.id != article.id)
    return ArticlePage(
        siglum=view.siglum,
        title=article.title or "(no headline)",
        outlet=view.outlet,
        day=view.day,
        because=view.because,
        bylines=view.bylines,
        source=article.source,
        live=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
        outlet_href=outlet_address(article.outlet) if article.outlet else None,
        story=story,
        paragraphs=view.paragraphs,
        versions=others,
    )


def episodes(rows: Sequence[ThreadRow]) -> list[EpisodeView]:
    """The other episodes of a story's thread, with the addresses of their pages in the app."""
    return [
        EpisodeView(row.title or "(no headline)", f"/story/{row.number}", span_words(row.first, row.last), row.names)
        for row in rows
    ]


def story_desk(dossier: Dossier, number: int, others: Sequence[StoryRow]) -> StoryDesk:
    """The desk of the story `number`, with `others` proposed for a merge."""
    ed = edition(dossier, dossier.stories[0])
    reports = sorted(((letter, id) for id, letter in ed.sigla.items()), key=lambda li: (len(li[0]), li[0]))
    return StoryDesk(
        number,
        tuple((row.number, row.title or "(no headline)") for row in others if row.number != number),
        tuple(
            (id, f"{letter} {outlet_words(ed.articles[id].outlet, ed.articles[id].source)}") for letter, id in reports
        ),
    )


def outlet_line(row: OutletRow) -> tuple[str, str, str]:
    """An outlet in the list of outlets: address, name, how many reports."""
    return outlet_address(row.name), row.name, count_words(row.articles, "report")
