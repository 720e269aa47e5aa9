"""From records to the page's contexts: picks, orders and cites; decides nothing about the story itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.model import Claim, Difference, Dossier, DossierArticle, Evidence, Span, Story, TimelineEntry
from variorum.model.reasons import REASONS
from variorum.present import changes, pictures
from variorum.present.context import (
    ClaimView,
    CoverageRow,
    DifferenceView,
    EpisodeView,
    Happening,
    Quoted,
    Ref,
    ReportView,
    SideView,
    StoryPage,
    words,
)
from variorum.present.course import actors, course
from variorum.present.edition import Edition, edition, in_marks, paragraphs, quoted, ref, refs, shown, wording
from variorum.present.headlines import with_headlines
from variorum.present.phrasing import count_words, day_words, house_words, in_words, published_words, span_words
from variorum.present.speaking import speakers

COVERAGE_ROWS = 16
"""Statements in the coverage grid: beyond that a table is scrolled, not read."""


def story_page(dossier: Dossier, story: Story, others: Sequence[tuple[str, str]] = ()) -> StoryPage:
    """The page of `story`; `others` are (title, address) of the run's other stories."""
    ed = edition(dossier, story)
    agreed = [c for c in story.claims if _reports(c) > 1]
    single = [c for c in story.claims if _reports(c) == 1 and c.kind != "quote"]
    own = _happenings(ed, [e for e in story.timeline if not e.background])
    return StoryPage(
        title=story.title or "A story without a headline",
        title_ref=_title_ref(ed),
        summary=_summary(ed, len(agreed)),
        brief=tuple(quoted(ed, e) for e in story.brief.sentences),
        reports=tuple(_report_views(ed)),
        axis=pictures.axis(own, [(ed.sigla[i], a) for i, a in ed.articles.items()]),
        agreed=tuple(_claim_view(ed, c) for c in sorted(agreed, key=_most_independent)),
        differs=tuple(_difference_view(ed, d) for d in story.differences),
        speakers=tuple(with_headlines(ed, speakers(ed))),
        happenings=tuple(h for h, _ in own),
        background=tuple(h for h, _ in _happenings(ed, [e for e in story.timeline if e.background])),
        stemma=pictures.stemma(ed),
        coverage=tuple(_coverage(ed, sorted(agreed, key=_most_independent))),
        single=tuple(_claim_view(ed, c) for c in single),
        made=tuple(_made(ed, dossier)),
        rejected=tuple(f"{r.source}: {REASONS.get(r.reason, r.reason)}" for r in dossier.rejections),
        others=tuple(others),
        actors=tuple(actors(ed)),
        course=tuple(course(ed)),
        thread=tuple(episodes(story, dict(others))),
        copies=tuple(changes.copies(ed)),
    )


def episodes(story: Story, pages: Mapping[str, str]) -> Iterator[EpisodeView]:
    """The other stories of the thread; `pages` are the addresses of pages by their titles."""
    for e in story.thread:
        title = e.title or "A story without a headline"
        yield EpisodeView(title, pages.get(title), span_words(e.first, e.last), e.names)


def _reports(claim: Claim) -> int:
    return len({e.article for e in claim.evidence})


def _most_independent(claim: Claim) -> tuple[int, int, float, str]:
    return (-claim.independent, -_reports(claim), -claim.weight, claim.id)


def _title_ref(ed: Edition) -> Ref | None:
    """The report whose headline the story's title is."""
    for article in ed.articles.values():
        if article.title and article.title == ed.story.title:
            return Ref(ed.sigla[article.id], f"report-{ed.sigla[article.id]}")
    return None


def _summary(ed: Edition, agreed: int) -> str:
    story = ed.story
    parts = [count_words(len(ed.articles), "report")]
    if story.first or story.last:
        parts[0] += f", {span_words(story.first, story.last)}"
    parts.append(count_words(len(story.claims), "statement") + f", {agreed} in more than one report")
    parts.append(count_words(len(story.differences), "difference"))
    return " · ".join(parts)


def _report_views(ed: Edition) -> Iterator[ReportView]:
    cited = _cited(ed)
    for article in sorted(ed.articles.values(), key=lambda a: (len(ed.sigla[a.id]), ed.sigla[a.id])):
        yield ReportView(
            siglum=ed.sigla[article.id],
            outlet=article.outlet or "(no name on the page)",
            title=article.title,
            day=published_words(article.published),
            because=article.published.because,
            bylines=article.bylines,
            credits=article.credits,
            source=article.source,
            url=article.url,
            paragraphs=paragraphs(ed, article, cited.get(article.id, set())),
            copied=_copied(ed, article),
            house=house_words(article.outlet_kind, article.owner),
        )


def _copied(ed: Edition, article: DossierArticle) -> str | None:
    """Our one line on a report that is a copy."""
    for d in ed.story.derivations:
        if d.copy == article.id:
            origin = ed.sigla[d.origin] if d.origin else (d.missing or "a source that is not here")
            verb = "copied from" if d.direction == "known" else "shared with"
            return f"{round(100 * d.shared)} % {verb} {origin}"
    return None


def _cited(ed: Edition) -> dict[str, set[Span]]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for evidence in _all_evidence(ed.story):
        spans[evidence.article] |= set(evidence.spans)
    for id, span in changes.cited(ed):
        spans[id].add(span)
    for article in ed.articles.values():
        spans[article.id] |= {s for q in article.quotes if q.speaker in ed.entities for s in q.stretches}
    return spans


def _all_evidence(story: Story) -> Iterable[Evidence]:
    yield from (e for c in story.claims for e in c.evidence)
    yield from (e for d in story.differences for s in d.sides for e in s.evidence)
    yield from (e for t in story.timeline for e in t.evidence)
    yield from story.brief.sentences
    yield from (e for p in story.positions for s in p.stands for e in s.evidence)
    yield from (e for r in story.reported for c in r.corrected for e in c.evidence)


def _claim_view(ed: Edition, claim: Claim) -> ClaimView:
    filled = claim.independent
    outlets = _reports(claim)
    return ClaimView(
        id=claim.id,
        kind=claim.kind,
        speaker=_speaker(ed, claim) if "“" not in shown(claim.statement) else None,
        text=in_marks(claim.statement),
        filled=filled,
        hollow=max(0, outlets - filled),
        outlets=outlets,
        line=f"{count_words(filled, 'origin')}, {count_words(outlets, 'report')}",
        refs=refs(ed, claim.evidence),
        quoted=tuple(quoted(ed, e) for e in sorted(claim.evidence, key=lambda e: (ed.sigla[e.article], e.spans[0]))),
        because=in_words(claim.because),
        origins=tuple(_origin_lines(ed, claim)),
    )


_BASIS_WORDS = {
    "sole": "its own reporting, as far as the text tells",
    "same_text": "the same text, counted once",
    "same_agency": "the same agency, counted once",
    "same_upstream": "counted once",
    "same_owner": "the same owner, counted once",
    "unknown": "where it comes from cannot be told: not counted as independent",
}


def _origin_lines(ed: Edition, claim: Claim) -> Iterator[str]:
    """One line per origin: which reports, and why they are one."""
    for group in claim.groups:
        letters = sorted({ed.sigla[claim.evidence[m].article] for m in group.members})
        origin = f"{group.origin}; " if group.origin else ""
        yield f"{', '.join(letters)}: {origin}{_BASIS_WORDS[group.basis]}"
    for missing in claim.missing:
        yield f"Not among these reports: {missing}; with it more could be told"


def _speaker(ed: Edition, claim: Claim) -> str | None:
    if claim.kind != "quote":
        return None
    names = [ed.entities[e.attributed_to].name for e in claim.evidence if e.attributed_to in ed.entities]
    return names[0] if names else None


def _difference_view(ed: Edition, difference: Difference) -> DifferenceView:
    return DifferenceView(
        id=difference.id,
        kind=difference.kind,
        verdict=_verdict(difference),
        about=difference.about,
        why=in_words(difference.why),
        sides=tuple(_side_views(ed, difference)),
        plot=pictures.range_plot(ed, difference.sides) if difference.kind == "figure" else None,
    )


def _side_views(ed: Edition, difference: Difference) -> Iterator[SideView]:
    """Each side's words; of an utterance in two wordings only the words that differ are marked."""
    wordings = [s.evidence[0].exact for s in difference.sides if s.evidence]
    for i, side in enumerate(difference.sides):
        if difference.kind == "quote wording" and len(wordings) > 1:
            against = wordings[1] if i == 0 else wordings[0]
            yield SideView(side.value, _once(wording(ed, e, against) for e in side.evidence))
        else:
            yield SideView(side.value, _once(quoted(ed, e) for e in side.evidence))


def _once(cited: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """Each sentence once, with all the reports that print it."""
    found: dict[str, Quoted] = {}
    for q in cited:
        first = found.setdefault(words(q), q)
        if first is not q:
            found[words(q)] = replace(first, also=(*first.also, q.ref), live=first.live or q.live)
    return tuple(found.values())


def _verdict(difference: Difference) -> str:
    if difference.development:
        return "development"
    if difference.compatible is None:
        return "the words do not tell whether both can be true"
    return "can both be true" if difference.compatible else "cannot all be true as worded"


def _happenings(ed: Edition, entries: Sequence[TimelineEntry]) -> list[tuple[Happening, str]]:
    """Numbered happenings, each with its day as an ISO prefix."""
    cited = [e for e in entries if e.evidence]
    printed: dict[str, list[str]] = defaultdict(list)
    for id, article in ed.articles.items():
        printed[(article.published.value or "")[:10]].append(ed.sigla[id])
    return [
        (Happening(n, day_words(e.date), e.expected, quoted(ed, e.evidence[0]), _letters(printed, e.date)), e.date)
        for n, e in enumerate(cited, 1)
    ]


def _letters(printed: Mapping[str, Sequence[str]], date: str) -> tuple[str, ...]:
    """The reports of a day, which is as long as an ISO day."""
    return tuple(sorted(printed.get(date[:10], ()), key=lambda s: (len(s), s))) if len(date) >= 10 else ()


def _coverage(ed: Edition, claims: Sequence[Claim]) -> Iterator[CoverageRow]:
    letters = sorted(ed.sigla, key=lambda i: (len(ed.sigla[i]), ed.sigla[i]))
    for claim in claims[:COVERAGE_ROWS]:
        have = {e.article for e in claim.evidence}
        part = {e.article for d in ed.story.differences if d.claim == claim.id for s in d.sides[1:] for e in s.evidence}
        cells = tuple("differs" if i in part else "has" if i in have else "" for i in letters)
        yield CoverageRow(claim.statement, ref(ed, claim.evidence[0]).anchor, cells)


def _made(ed: Edition, dossier: Dossier) -> Iterator[str]:
    read = count_words(len(dossier.articles), "article")
    yield f"Made by Variorum {dossier.run.version} from {read}; run: {dossier.run.status}."
    yield "Every quoted line is cut from a report's text at recorded offsets; no sentence here was written by a model."
    yield (
        "A filled dot is an independent origin: reports that share text, an agency, an interview or one person's same "
        "utterance count once. What cannot be told is not counted."
    )
    yield "“Can both be true” compares what the words allow; it says nothing about who is right."
    inferred = [ed.sigla[a.id] for a in ed.articles.values() if a.published.basis == "inferred"]
    if inferred:
        letters = ", ".join(sorted(inferred))
        yield f"The day of {letters} is not stated on the page and was inferred; each report says from what."
