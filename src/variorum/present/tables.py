"""A dossier as flat tables, all whole: a row per article, quote, figure, name, claim, piece of evidence, side of a
difference, day of the timeline, copy, and sentence of a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from variorum.model import Dossier, DossierArticle, Evidence, Span

Cell = str | int | float | bool | None
Row = dict[str, Cell]


def _articles(dossier: Dossier) -> Iterator[Row]:
    story_of = {article: story.id for story in dossier.stories for article in story.articles}
    for a in dossier.articles:
        yield {
            "article": a.id,
            "story": story_of.get(a.id),
            "source": a.source,
            "url": a.url,
            "outlet": a.outlet,
            "kind": a.outlet_kind,
            "owner": a.owner,
            "form": a.form,
            "version_of": a.version_of,
            "title": a.title,
            "bylines": "; ".join(a.bylines),
            "credits": "; ".join(a.credits),
            "published": a.published.value,
            "low": a.published.low,
            "high": a.published.high,
            "basis": a.published.basis,
            "because": a.published.because,
            "language": a.language,
            "text": a.text,
        }


def _quotes(dossier: Dossier) -> Iterator[Row]:
    names = {e.id: e.name for e in dossier.entities}
    for a in dossier.articles:
        for q in a.quotes:
            yield {
                **_report(a),
                "mode": q.mode,
                "speaker": names.get(q.speaker or ""),
                "upstream": names.get(q.upstream or ""),
                "anonymous": q.anonymous,
                "complete": q.complete,
                "score": q.score,
                "content": _words(a, q.contents),
                "cue": _words(a, _some(q.cue)),
                "source": _words(a, q.sources),
                "start": q.contents[0].start,
                "end": q.contents[-1].end,
            }


def _figures(dossier: Dossier) -> Iterator[Row]:
    for a in dossier.articles:
        for f in a.figures:
            yield {
                **_report(a),
                "words": a.text[f.start : f.end],
                "low": f.low,
                "high": f.high,
                "unit": f.unit,
                "mod": f.mod,
                "counted": f.counted,
                "when": _words(a, _some(f.when)),
                "where": _words(a, _some(f.where)),
                "said_by": _words(a, _some(f.said_by)),
                "start": f.start,
                "end": f.end,
            }


def _claims(dossier: Dossier) -> Iterator[Row]:
    for story in dossier.stories:
        for c in story.claims:
            yield {
                "claim": c.id,
                "story": story.id,
                "kind": c.kind,
                "statement": c.statement,
                "independent": c.independent,
                "articles": len({e.article for e in c.evidence}),
                "origins": c.origins_line,
                "because": c.because,
                "weight": c.weight,
            }


def _evidence(dossier: Dossier) -> Iterator[Row]:
    for story in dossier.stories:
        for c in story.claims:
            group_of = {member: (n, group) for n, group in enumerate(c.groups) for member in group.members}
            for n, e in enumerate(c.evidence):
                number, group = group_of[n]
                yield {"claim": c.id, **_cited(e), "group": number, "basis": group.basis, "origin": group.origin}


def _differences(dossier: Dossier) -> Iterator[Row]:
    for story in dossier.stories:
        for d in story.differences:
            for side, account in enumerate(d.sides):
                for e in account.evidence:
                    yield {
                        "difference": d.id,
                        "story": story.id,
                        "kind": d.kind,
                        "about": d.about,
                        "compatible": d.compatible,
                        "development": d.development,
                        "why": d.why,
                        "claim": d.claim,
                        "side": side,
                        "value": account.value,
                        **_cited(e),
                    }


def _derivations(dossier: Dossier) -> Iterator[Row]:
    for story in dossier.stories:
        for d in story.derivations:
            yield {
                "story": story.id,
                "copy": d.copy,
                "origin": d.origin,
                "missing": d.missing,
                "degree": d.degree,
                "shared": d.shared,
                "direction": d.direction,
                "basis": d.basis,
            }


def _changes(dossier: Dossier) -> Iterator[Row]:
    texts = {a.id: a for a in dossier.articles}
    for d in (d for story in dossier.stories for d in story.derivations if d.origin in texts):
        for c in d.changes:
            yield {
                "copy": d.copy,
                "origin": d.origin,
                "kind": c.kind,
                "copy_words": _words(texts[d.copy], _some(c.copy)),
                "origin_words": _words(texts[str(d.origin)], c.origin),
                "start": c.copy.start if c.copy else None,
                "end": c.copy.end if c.copy else None,
            }


def _timeline(dossier: Dossier) -> Iterator[Row]:
    for story in dossier.stories:
        for entry in story.timeline:
            for e in entry.evidence:
                yield {
                    "story": story.id,
                    "date": entry.date,
                    "text": entry.text,
                    "expected": entry.expected,
                    "background": entry.background,
                    "claim": entry.claim,
                    **_cited(e),
                }


def _entities(dossier: Dossier) -> Iterator[Row]:
    for e in dossier.entities:
        yield {
            "entity": e.id,
            "name": e.name,
            "label": e.label,
            "aliases": "; ".join(e.aliases),
            "because": "; ".join(e.because),
        }


def _report(a: DossierArticle) -> Row:
    return {"article": a.id, "outlet": a.outlet, "published": a.published.value}


def _cited(e: Evidence) -> Row:
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


_MAKERS: dict[str, Callable[[Dossier], Iterator[Row]]] = {
    "articles": _articles,
    "quotes": _quotes,
    "figures": _figures,
    "entities": _entities,
    "claims": _claims,
    "evidence": _evidence,
    "differences": _differences,
    "timeline": _timeline,
    "derivations": _derivations,
    "changes": _changes,
}
TABLES = tuple(_MAKERS)


def rows(dossier: Dossier, table: str) -> Iterator[Row]:
    """The rows of `table` (one of `TABLES`), all with the same keys. Raises `KeyError` for another name."""
    return _MAKERS[table](dossier)
