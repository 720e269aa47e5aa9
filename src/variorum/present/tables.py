"""A dossier as flat tables, all whole: a row per article, quote, figure, name, claim, piece of evidence, side of a
difference, report that leaves something out, day of the timeline, copy, and sentence of a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from variorum.model import Dossier, DossierArticle, Evidence, Span
from variorum.model.support import reports


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


class OmissionRow(Cited, frozen=True, kw_only=True):
    """A report that does not tell a claim, with its words that come nearest to it; `told_by` are those that do."""

    claim: str
    story: str
    kind: str
    statement: str
    told_by: str
    before: str
    likeness: float
    shared: str
    why: str


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


R = TypeVar("R", bound=Struct)
Cell = str | int | float | bool | None


def _row(kind: type[R], record: Struct, /, **own: Cell) -> R:
    """A row of this kind: `own` columns, the others from the fields of `record` that have their names."""
    same = {name: getattr(record, name) for name in kind.__struct_fields__ if name not in own}
    return kind(**same, **own)


def _articles(dossier: Dossier) -> Iterator[ArticleRow]:
    story_of = {article: story.id for story in dossier.stories for article in story.articles}
    for a in dossier.articles:
        day = {"published": a.published.value, "low": a.published.low, "high": a.published.high}
        why = {"basis": a.published.basis, "because": a.published.because}
        names = {"bylines": "; ".join(a.bylines), "credits": "; ".join(a.credits)}
        yield _row(ArticleRow, a, article=a.id, story=story_of.get(a.id), kind=a.outlet_kind, **day, **why, **names)


def _quotes(dossier: Dossier) -> Iterator[QuoteRow]:
    names = {e.id: e.name for e in dossier.entities}
    for a in dossier.articles:
        for q in a.quotes:
            people = {"speaker": names.get(q.speaker or ""), "upstream": names.get(q.upstream or "")}
            told = {"content": q.contents, "cue": _some(q.cue), "source": q.sources}
            said = {name: _words(a, spans) for name, spans in told.items()}
            start, end = q.contents[0].start, q.contents[-1].end
            yield _row(QuoteRow, q, **_report(a), **people, **said, start=start, end=end)


def _figures(dossier: Dossier) -> Iterator[FigureRow]:
    for a in dossier.articles:
        for f in a.figures:
            spans = {"when": f.when, "where": f.where, "said_by": f.said_by}
            told = {name: _words(a, _some(span)) for name, span in spans.items()}
            yield _row(FigureRow, f, **_report(a), words=a.text[f.start : f.end], **told)


def _entities(dossier: Dossier) -> Iterator[EntityRow]:
    for e in dossier.entities:
        yield _row(EntityRow, e, entity=e.id, aliases="; ".join(e.aliases), because="; ".join(e.because))


def _claims(dossier: Dossier) -> Iterator[ClaimRow]:
    for story in dossier.stories:
        for c in story.claims:
            articles = len(reports(c))
            yield _row(ClaimRow, c, claim=c.id, story=story.id, articles=articles, origins=c.origins_line)


def _evidence(dossier: Dossier) -> Iterator[EvidenceRow]:
    for c in (claim for story in dossier.stories for claim in story.claims):
        group_of = {member: (n, group) for n, group in enumerate(c.groups) for member in group.members}
        for n, e in enumerate(c.evidence):
            number, group = group_of[n]
            yield _row(EvidenceRow, e, claim=c.id, group=number, basis=group.basis, origin=group.origin, **_place(e))


def _differences(dossier: Dossier) -> Iterator[DifferenceRow]:
    for story in dossier.stories:
        for d in story.differences:
            cited = [(n, account.value, e) for n, account in enumerate(d.sides) for e in account.evidence]
            for side, value, e in cited:
                yield _row(DifferenceRow, d, difference=d.id, story=story.id, side=side, value=value, **_place(e))


def _omissions(dossier: Dossier) -> Iterator[OmissionRow]:
    for story in dossier.stories:
        said = {c.id: c.statement for c in story.claims}
        for o in story.omissions:
            who = {"told_by": "; ".join(o.told_by), "before": "; ".join(o.before)}
            for s in o.silent:
                near = _place(s.nearest) if s.nearest else {"article": s.article, "start": 0, "end": 0, "exact": ""}
                own = {"story": story.id, "statement": said.get(o.claim, ""), "shared": "; ".join(s.shared)}
                yield _row(OmissionRow, o, likeness=s.likeness, **({"stance": "mentions"} | near), **own, **who)


def _timeline(dossier: Dossier) -> Iterator[TimelineRow]:
    for story in dossier.stories:
        for entry in story.timeline:
            yield from (_row(TimelineRow, entry, story=story.id, **_place(e)) for e in entry.evidence)


def _derivations(dossier: Dossier) -> Iterator[DerivationRow]:
    for story in dossier.stories:
        yield from (_row(DerivationRow, d, story=story.id) for d in story.derivations)


def _changes(dossier: Dossier) -> Iterator[ChangeRow]:
    articles = {a.id: a for a in dossier.articles}
    for d in (derivation for story in dossier.stories for derivation in story.derivations):
        if d.origin in articles and d.copy in articles:
            for c in d.changes:
                start, end = (c.copy.start, c.copy.end) if c.copy else (None, None)
                mine, theirs = _words(articles[d.copy], _some(c.copy)), _words(articles[d.origin], c.origin)
                both = {"copy": d.copy, "origin": d.origin, "copy_words": mine, "origin_words": theirs}
                yield _row(ChangeRow, c, start=start, end=end, **both)


def _report(a: DossierArticle) -> dict[str, Cell]:
    return {"article": a.id, "outlet": a.outlet, "published": a.published.value}


def _place(e: Evidence) -> dict[str, Cell]:
    start, end = e.spans[0].start, e.spans[-1].end
    return {"article": e.article, "start": start, "end": end, "exact": e.exact, "stance": e.stance}


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
    "omissions": Table(OmissionRow, _omissions),
    "timeline": Table(TimelineRow, _timeline),
    "derivations": Table(DerivationRow, _derivations),
    "changes": Table(ChangeRow, _changes),
}
