"""A dossier as flat tables, all whole: a row per article, quote, figure, name, claim, piece of evidence, side of a
difference, day of the timeline, copy, and sentence of a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypedDict

from msgspec import Struct

from variorum.model import Dossier, DossierArticle, Evidence, Figure, Quote, Span


class ArticleRow(Struct, frozen=True, kw_only=True):
    """An article whole, with what is known of its outlet and its day."""

    article: str
    story: str | None
    source: str
    url: str | None
    outlet: str | None
    kind: str | None
    owner: str | None
    form: str
    version_of: str | None
    title: str | None
    bylines: str
    credits: str
    published: str | None
    low: str | None
    high: str | None
    basis: str
    because: str | None
    language: str | None
    text: str


class QuoteRow(Struct, frozen=True, kw_only=True):
    """Who said what, where."""

    article: str
    outlet: str | None
    published: str | None
    mode: str
    speaker: str | None
    upstream: str | None
    anonymous: str | None
    complete: bool
    score: float
    content: str
    cue: str
    source: str
    start: int
    end: int


class FigureRow(Struct, frozen=True, kw_only=True):
    """A quantity with its words."""

    article: str
    outlet: str | None
    published: str | None
    words: str
    low: float | None
    high: float | None
    unit: str | None
    mod: str | None
    counted: str | None
    when: str
    where: str
    said_by: str
    start: int
    end: int


class EntityRow(Struct, frozen=True, kw_only=True):
    """A person, body or place with the forms of its name and why they were joined."""

    entity: str
    name: str
    label: str
    aliases: str
    because: str


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A statement with the number of its origins."""

    claim: str
    story: str
    kind: str
    statement: str
    independent: int
    articles: int
    origins: str
    because: str
    weight: float


class Cited(Struct, frozen=True, kw_only=True):
    """Words of an article."""

    article: str
    start: int
    end: int
    exact: str
    stance: str


class EvidenceRow(Cited, frozen=True, kw_only=True):
    """Words that bear on a claim; those of one `group` go back to one origin."""

    claim: str
    group: int
    basis: str
    origin: str | None


class DifferenceRow(Cited, frozen=True, kw_only=True):
    """Words of one side of a difference."""

    difference: str
    story: str
    kind: str
    about: str
    compatible: bool | None
    development: bool
    why: str
    claim: str | None
    side: int
    value: str


class TimelineRow(Cited, frozen=True, kw_only=True):
    """Words that tell of a day."""

    story: str
    date: str
    text: str
    expected: bool
    background: bool
    claim: str | None


class DerivationRow(Struct, frozen=True, kw_only=True):
    """Who took how much from whom."""

    story: str
    copy: str
    origin: str | None
    missing: str | None
    degree: str
    shared: float
    direction: str
    basis: str


class ChangeRow(Struct, frozen=True, kw_only=True):
    """A sentence of a copy beside what it comes from."""

    copy: str
    origin: str
    kind: str
    copy_words: str
    origin_words: str
    start: int | None
    end: int | None


def _articles(dossier: Dossier) -> Iterator[ArticleRow]:
    story_of = {article: story.id for story in dossier.stories for article in story.articles}
    for a in dossier.articles:
        yield ArticleRow(
            article=a.id,
            story=story_of.get(a.id),
            source=a.source,
            url=a.url,
            outlet=a.outlet,
            kind=a.outlet_kind,
            owner=a.owner,
            form=a.form,
            version_of=a.version_of,
            title=a.title,
            bylines="; ".join(a.bylines),
            credits="; ".join(a.credits),
            published=a.published.value,
            low=a.published.low,
            high=a.published.high,
            basis=a.published.basis,
            because=a.published.because,
            language=a.language,
            text=a.text,
        )


def _quotes(dossier: Dossier) -> Iterator[QuoteRow]:
    names = {e.id: e.name for e in dossier.entities}
    return (_quote(a, q, names) for a in dossier.articles for q in a.quotes)


def _quote(a: DossierArticle, q: Quote, names: dict[str, str]) -> QuoteRow:
    return QuoteRow(
        article=a.id,
        outlet=a.outlet,
        published=a.published.value,
        mode=q.mode,
        speaker=names.get(q.speaker or ""),
        upstream=names.get(q.upstream or ""),
        anonymous=q.anonymous,
        complete=q.complete,
        score=q.score,
        content=_words(a, q.contents),
        cue=_words(a, _some(q.cue)),
        source=_words(a, q.sources),
        start=q.contents[0].start,
        end=q.contents[-1].end,
    )


def _figures(dossier: Dossier) -> Iterator[FigureRow]:
    return (_figure(a, f) for a in dossier.articles for f in a.figures)


def _figure(a: DossierArticle, f: Figure) -> FigureRow:
    return FigureRow(
        article=a.id,
        outlet=a.outlet,
        published=a.published.value,
        words=a.text[f.start : f.end],
        low=f.low,
        high=f.high,
        unit=f.unit,
        mod=f.mod,
        counted=f.counted,
        when=_words(a, _some(f.when)),
        where=_words(a, _some(f.where)),
        said_by=_words(a, _some(f.said_by)),
        start=f.start,
        end=f.end,
    )


def _entities(dossier: Dossier) -> Iterator[EntityRow]:
    for e in dossier.entities:
        yield EntityRow(
            entity=e.id, name=e.name, label=e.label, aliases="; ".join(e.aliases), because="; ".join(e.because)
        )


def _claims(dossier: Dossier) -> Iterator[ClaimRow]:
    for story in dossier.stories:
        for c in story.claims:
            yield ClaimRow(
                claim=c.id,
                story=story.id,
                kind=c.kind,
                statement=c.statement,
                independent=c.independent,
                articles=len({e.article for e in c.evidence}),
                origins=c.origins_line,
                because=c.because,
                weight=c.weight,
            )


def _evidence(dossier: Dossier) -> Iterator[EvidenceRow]:
    for c in (c for story in dossier.stories for c in story.claims):
        group_of = {member: (n, group) for n, group in enumerate(c.groups) for member in group.members}
        for n, e in enumerate(c.evidence):
            number, group = group_of[n]
            yield EvidenceRow(claim=c.id, group=number, basis=group.basis, origin=group.origin, **_cited(e))


def _differences(dossier: Dossier) -> Iterator[DifferenceRow]:
    for story in dossier.stories:
        sides = [(d, n, side) for d in story.differences for n, side in enumerate(d.sides)]
        for difference, number, side in sides:
            for e in side.evidence:
                yield DifferenceRow(
                    difference=difference.id,
                    story=story.id,
                    kind=difference.kind,
                    about=difference.about,
                    compatible=difference.compatible,
                    development=difference.development,
                    why=difference.why,
                    claim=difference.claim,
                    side=number,
                    value=side.value,
                    **_cited(e),
                )


def _timeline(dossier: Dossier) -> Iterator[TimelineRow]:
    for story in dossier.stories:
        for entry in story.timeline:
            for e in entry.evidence:
                yield TimelineRow(
                    story=story.id,
                    date=entry.date,
                    text=entry.text,
                    expected=entry.expected,
                    background=entry.background,
                    claim=entry.claim,
                    **_cited(e),
                )


def _derivations(dossier: Dossier) -> Iterator[DerivationRow]:
    for story in dossier.stories:
        for d in story.derivations:
            yield DerivationRow(
                story=story.id,
                copy=d.copy,
                origin=d.origin,
                missing=d.missing,
                degree=d.degree,
                shared=d.shared,
                direction=d.direction,
                basis=d.basis,
            )


def _changes(dossier: Dossier) -> Iterator[ChangeRow]:
    articles = {a.id: a for a in dossier.articles}
    for d in (d for story in dossier.stories for d in story.derivations):
        if d.origin in articles and d.copy in articles:
            for c in d.changes:
                yield ChangeRow(
                    copy=d.copy,
                    origin=d.origin,
                    kind=c.kind,
                    copy_words=_words(articles[d.copy], _some(c.copy)),
                    origin_words=_words(articles[d.origin], c.origin),
                    start=c.copy.start if c.copy else None,
                    end=c.copy.end if c.copy else None,
                )


class _Place(TypedDict):
    article: str
    start: int
    end: int
    exact: str
    stance: str


def _cited(e: Evidence) -> _Place:
    return {
        "article": e.article,
        "start": e.spans[0].start,
        "end": e.spans[-1].end,
        "exact": e.exact,
        "stance": e.stance,
    }


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _words(article: DossierArticle, spans: tuple[Span, ...]) -> str:
    return " ".join(article.text[s.start : s.end] for s in spans)


class Table(Struct, frozen=True):
    """What makes the rows of a table, all of one type: its fields are the columns."""

    row: type[Struct]
    rows: Callable[[Dossier], Iterator[Struct]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, also of a table without a row."""
        return self.row.__struct_fields__


TABLES = {
    "articles": Table(ArticleRow, _articles),
    "quotes": Table(QuoteRow, _quotes),
    "figures": Table(FigureRow, _figures),
    "entities": Table(EntityRow, _entities),
    "claims": Table(ClaimRow, _claims),
    "evidence": Table(EvidenceRow, _evidence),
    "differences": Table(DifferenceRow, _differences),
    "timeline": Table(TimelineRow, _timeline),
    "derivations": Table(DerivationRow, _derivations),
    "changes": Table(ChangeRow, _changes),
}
