"""What the web app's pages show beside the story page, as data: lists, an article, a person, two articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import Article, Dossier, DossierArticle
from variorum.present.addresses import article_address, compare_address, outlet_address
from variorum.present.build import story_page
from variorum.present.context import EpisodeView, Piece
from variorum.present.edition import edition
from variorum.present.phrasing import count_words, day_words, outlet_words, published_words, share_words, span_words
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
    story: tuple[str, str] | None = None
    """Address and headline of the story that it is in."""


@dataclass(frozen=True)
class StatementLine:
    """A statement that a report makes: where its story has it, and how many origins and reports make it."""

    href: str
    text: str
    filled: int
    hollow: int
    line: str


@dataclass(frozen=True)
class ArticlePage:
    """One report with the passages that its story cites marked, what it says that others say too, and its versions."""

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
    story_title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    versions: tuple[tuple[str, str], ...]
    statements: tuple[StatementLine, ...]
    alone: int
    """How many statements no other report makes."""
    newest: str | None = None
    """The address of the version that has taken this one's place."""


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
    story = (f"/story/{found.story}", found.title or "a story without a headline") if found.story else None
    return Hit(_address(found), _KINDS.get(found.kind, found.kind), where, tuple(p for p in pieces if p.text), story)


_KINDS = {"article": "report", "claim": "statement"}


def _address(found: Found) -> str:
    if found.ref.startswith("@"):
        return f"{article_address(found.article)}?at={found.ref[1:]}"
    return article_address(found.article) if found.kind == "article" else f"/story/{found.story}#claim-{found.ref}"


def article_page(
    dossier: Dossier, article: DossierArticle, story: int | None, versions: Sequence[Article]
) -> ArticlePage:
    """The page of one report of `dossier`'s story."""
    told = story_page(dossier, dossier.stories[0])
    letter = edition(dossier, dossier.stories[0]).sigla[article.id]
    view = next(r for r in told.reports if r.siglum == letter)
    return ArticlePage(
        siglum=view.siglum,
        title=article.title or "(no headline)",
        outlet=view.outlet,
        day=view.day,
        because=view.because,
        bylines=view.bylines,
        source=article.source,
        live=_live(article.url),
        outlet_href=outlet_address(article.outlet) if article.outlet else None,
        story=story,
        story_title=told.title,
        paragraphs=view.paragraphs,
        versions=_versions(article.id, versions),
        statements=tuple(
            StatementLine(f"/story/{story}#claim-{c.id}", c.text, c.filled, c.hollow, c.line)
            for c in told.agreed
            if any(r.siglum == letter for r in c.refs)
        ),
        alone=sum(c.refs[0].siglum == letter for c in told.single),
    )


def older_page(article: Article, story: int | None, versions: Sequence[Article]) -> ArticlePage:
    """The page of a report that takes no part in a story: a newer version does, or its story is not collated yet."""
    last = versions[-1].id if versions else article.id
    return ArticlePage(
        siglum="",
        title=article.title or "(no headline)",
        outlet=outlet_words(article.outlet, article.source),
        day=published_words(article.published),
        because=article.published.because,
        bylines=article.bylines,
        source=article.source,
        live=_live(article.url),
        outlet_href=outlet_address(article.outlet) if article.outlet else None,
        story=story,
        story_title="this story",
        paragraphs=tuple((Piece(paragraph),) for paragraph in article.text.split("\n\n")),
        versions=_versions(article.id, versions),
        statements=(),
        alone=0,
        newest=article_address(last) if last != article.id else None,
    )


def _live(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _versions(id: str, versions: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    return tuple((article_address(v.id), published_words(v.published)) for v in versions if v.id != id)


def siblings(dossier: Dossier, id: str) -> list[tuple[str, str, str]]:
    """The other reports of a story, those that share most with this one first: title, side by side, what they share."""
    ed = edition(dossier, dossier.stories[0])
    shared = {
        other: d.shared
        for d in dossier.stories[0].derivations
        for one, other in ((d.copy, d.origin), (d.origin, d.copy))
        if one == id and other
    }
    others = sorted(
        (a for a in ed.articles.values() if a.id != id), key=lambda a: (-shared.get(a.id, 0), ed.sigla[a.id])
    )
    return [
        (
            f"{outlet_words(a.outlet, a.source)}: {a.title or '(no headline)'}",
            compare_address(id, a.id),
            f"{share_words(shared[a.id])} of the copy is shared" if a.id in shared else "",
        )
        for a in others
    ]


@dataclass(frozen=True)
class ApiPlace:
    """A place of the API: its method and path, what it does, and what may be asked with it."""

    method: str
    path: str
    told: str
    asks: tuple[str, ...]
    plain: bool
    """Whether it can be opened as it stands."""


def api_places(described: Mapping[str, Any]) -> list[ApiPlace]:
    """The places that an OpenAPI description describes."""
    found = []
    for path, ways in described["paths"].items():
        for method, way in ways.items():
            asks = tuple(p["name"] for p in way.get("parameters", ()))
            needed = any(p.get("required") for p in way.get("parameters", ()))
            told = str(way.get("description") or way.get("summary", "")).replace("`", "")
            found.append(ApiPlace(method.upper(), path, told, asks, method == "get" and not needed))
    return found


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
