"""Re-slices every span of a dossier. Nothing is shown that the cited text does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from variorum.model import Dossier, DossierArticle, Evidence, Omission, Quote, Span, Story

_SPACE = re.compile(r"\s+")


def problems(dossier: Dossier) -> Iterator[str]:
    """One line per span, id or partition that does not hold, in the dossier's order; none when all hold."""
    articles = {a.id: a for a in dossier.articles}
    entities = {e.id for e in dossier.entities}
    for article in dossier.articles:
        yield from _layers(article, entities)
    for story in dossier.stories:
        for missing in set(story.articles) - set(articles):
            yield f"story {story.id} names an unknown article {missing}"
        yield from _partitions(story)
        yield from _named(story, entities)
        yield from _changes(story, articles)
        for evidence in _evidence(story):
            yield from _words(evidence, articles)


def _layers(article: DossierArticle, entities: set[str]) -> Iterator[str]:
    spans: list[tuple[str, int, int]] = []
    for kind in ("blocks", "sentences", "mentions", "times", "figures"):
        spans += [(kind, s.start, s.end) for s in getattr(article, kind)]
    spans += [("quotes", s.start, s.end) for s in _parts(article.quotes)]
    yield from _outside(article, spans, "the text", len(article.text))
    spans = [("title_mentions", m.start, m.end) for m in article.title_mentions]
    spans += [("title_quotes", s.start, s.end) for s in _parts(article.title_quotes)]
    yield from _outside(article, spans, "the headline", len(article.title or ""))
    quotes = (*article.quotes, *article.title_quotes)
    named = {m.entity for m in (*article.mentions, *article.title_mentions)}
    named |= {i for q in quotes for i in (q.speaker, q.upstream, *q.joined_by)}
    for entity in sorted(named - entities - {None}, key=str):
        yield f"{article.source}: names an unknown entity {entity}"


def _parts(quotes: Iterable[Quote]) -> Iterator[Span]:
    for q in quotes:
        yield from (*q.contents, *q.sources)
        yield from (s for s in (q.cue, q.speaker_mention, q.upstream_mention) if s)


def _outside(article: DossierArticle, spans: Iterable[tuple[str, int, int]], where: str, size: int) -> Iterator[str]:
    for kind, start, end in spans:
        if not 0 <= start < end <= size:
            yield f"{article.source}: {kind}: span {start}–{end} lies outside {where}"


def _partitions(story: Story) -> Iterator[str]:
    for claim in story.claims:
        members = sorted(m for g in claim.groups for m in g.members)
        if members != list(range(len(claim.evidence))):
            yield f"claim {claim.id}: its groups are not a partition of its evidence"


def _named(story: Story, entities: set[str]) -> Iterator[str]:
    """Positions of nobody, and reports or claims that are not the story's."""
    for position in story.positions:
        if position.actor not in entities:
            yield f"story {story.id}: a position of an unknown entity {position.actor}"
    claims = {c.id for c in story.claims}
    for entry in story.reported:
        if entry.article not in story.articles:
            yield f"story {story.id} tells what an unknown article {entry.article} reported"
        for missing in {*entry.first, *entry.added, *entry.dropped} - claims:
            yield f"story {story.id}: article {entry.article} is said to bring an unknown claim {missing}"
    for omission in story.omissions:
        yield from _unfounded(story, omission, claims)


def _unfounded(story: Story, omission: Omission, claims: set[str]) -> Iterator[str]:
    """What is left out must be a claim of the story, and who tells it or not one of its reports, and not both."""
    silent = {s.article for s in omission.silent}
    if omission.claim not in claims:
        yield f"story {story.id}: an unknown claim {omission.claim} is said to be left out"
    for stranger in sorted({*omission.told_by, *omission.before, *silent} - set(story.articles)):
        yield f"claim {omission.claim} is said to be told or left out by an unknown article {stranger}"
    for both in sorted(silent & set(omission.told_by)):
        yield f"claim {omission.claim} is said to be told and left out by article {both}"


def _changes(story: Story, articles: dict[str, DossierArticle]) -> Iterator[str]:
    """Sentences of copies and origins that lie outside their texts."""
    for d in story.derivations:
        for id, spans in (
            (d.copy, [c.copy for c in d.changes if c.copy]),
            (d.origin, [s for c in d.changes for s in c.origin]),
        ):
            if article := articles.get(id or ""):
                where = [("change", s.start, s.end) for s in spans]
                yield from _outside(article, where, "the text", len(article.text))


def _evidence(story: Story) -> Iterable[Evidence]:
    for claim in story.claims:
        yield from claim.evidence
    for difference in story.differences:
        for side in difference.sides:
            yield from side.evidence
    for entry in story.timeline:
        yield from entry.evidence
    yield from story.brief.sentences
    for position in story.positions:
        for stand in position.stands:
            yield from stand.evidence
    for report in story.reported:
        for correction in report.corrected:
            yield from correction.evidence
    for omission in story.omissions:
        for silence in omission.silent:
            yield from filter(None, (silence.nearest,))


def _words(evidence: Evidence, articles: dict[str, DossierArticle]) -> Iterator[str]:
    article = articles.get(evidence.article)
    if article is None:
        yield f"evidence names an unknown article {evidence.article}"
        return
    for span in evidence.spans:
        if not 0 <= span.start < span.end <= len(article.text):
            yield f"{article.source}: span {span.start}–{span.end} lies outside the text"
            return
    held = " ".join(article.text[s.start : s.end] for s in evidence.spans)
    if _fold(held) != _fold(evidence.exact):
        yield f"{article.source}: “{evidence.exact[:60]}” is not what the text holds there"


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
