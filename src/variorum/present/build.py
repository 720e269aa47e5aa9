"""From records to the page's contexts: picks, orders and cites; decides nothing about the story itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.model import Claim, Difference, Dossier, DossierArticle, Evidence, Rejection, Span, Story
from variorum.model.reasons import REASONS
from variorum.model.support import reports
from variorum.present import changes, pictures
from variorum.present.agreed import claim_view
from variorum.present.context import CoverageRow, EpisodeView, Office, Ref, ReportView, StoryPage
from variorum.present.course import actors, course
from variorum.present.days import by_day, happenings
from variorum.present.descent import stemma
from variorum.present.differences import difference_view, keys, title_of
from variorum.present.edition import Edition, edition, paragraphs, quoted
from variorum.present.headlines import with_headlines
from variorum.present.offices import offices
from variorum.present.omissions import omissions
from variorum.present.phrasing import (
    count_words,
    house_words,
    listed,
    published_words,
    publisher_words,
    share_words,
    span_words,
)
from variorum.present.sigla import place, runs
from variorum.present.speaking import speakers

COVERAGE_ROWS = 16
"""Statements in the coverage grid: beyond that a table is scrolled, not read."""


def story_page(dossier: Dossier, story: Story, others: Sequence[tuple[str, str]] = ()) -> StoryPage:
    """The page of `story`; `others` are (title, address) of the run's other stories."""
    ed = edition(dossier, story)
    agreed = sorted((c for c in story.claims if len(reports(c)) > 1), key=_most_independent)
    single = [c for c in story.claims if len(reports(c)) == 1 and c.kind != "quote"]
    said = list(with_headlines(ed, speakers(ed)))
    known = offices(ed)
    held = {v.entity: known[v.entity] for v in said if v.entity in known}
    own = happenings(ed, [e for e in story.timeline if not e.background])
    return StoryPage(
        title=story.title or "A story without a headline",
        title_ref=_title_ref(ed),
        counts=tuple(_counts(ed, len(agreed))),
        brief=tuple(quoted(ed, e) for e in story.brief.sentences),
        reports=tuple(_report_views(ed, held.values())),
        axis=pictures.axis(own, [(ed.sigla[i], a) for i, a in ed.articles.items()]),
        agreed=tuple(claim_view(ed, c) for c in agreed),
        differs=tuple(difference_view(ed, d) for d in story.differences),
        speakers=tuple(replace(v, office=held.get(v.entity or "")) for v in said),
        days=tuple(by_day(ed, own)),
        background=tuple(by_day(ed, happenings(ed, [e for e in story.timeline if e.background]))),
        stemma=stemma(ed),
        coverage=tuple(_coverage(ed, agreed)),
        single=tuple(claim_view(ed, c) for c in single),
        made=tuple(_made(ed, dossier)),
        rejected=tuple(_why(r) for r in dossier.rejections),
        others=tuple(others),
        actors=tuple(actors(ed)),
        course=tuple(course(ed)),
        thread=tuple(episodes(story, dict(others))),
        copies=tuple(changes.copies(ed)),
        keys=tuple(keys(ed)),
        differing=tuple(_differing(ed, story.differences)),
        omissions=tuple(omissions(ed)),
    )


def episodes(story: Story, pages: Mapping[str, str]) -> Iterator[EpisodeView]:
    """The other stories of the thread; `pages` are the addresses of pages by their titles."""
    for e in story.thread:
        title = e.title or "A story without a headline"
        yield EpisodeView(title, pages.get(title), span_words(e.first, e.last), e.names)


def _most_independent(claim: Claim) -> tuple[int, int, float, str]:
    return (-claim.independent, -len(reports(claim)), -claim.weight, claim.id)


def _title_ref(ed: Edition) -> Ref | None:
    """The report whose headline the story's title is."""
    for article in ed.articles.values():
        if article.title and article.title == ed.story.title:
            return Ref(ed.sigla[article.id], f"report-{ed.sigla[article.id]}")
    return None


def _counts(ed: Edition, agreed: int) -> Iterator[tuple[str, str]]:
    story = ed.story
    days = f", {span_words(story.first, story.last)}" if story.first or story.last else ""
    yield count_words(len(ed.articles), "report") + days, ""
    yield count_words(len(story.claims), "statement") + f", {agreed} in more than one report", "agree"
    differ = len(story.differences)
    yield count_words(differ, "difference") if differ else "no differences found", "differ" if differ else ""


def _report_views(ed: Edition, held: Iterable[Office]) -> Iterator[ReportView]:
    cited = _cited(ed)
    for office in held:
        cited[office.article].add(office.span)
    for article in (ed.articles[i] for i in _in_order(ed)):
        yield ReportView(
            siglum=ed.sigla[article.id],
            outlet=publisher_words(article),
            title=article.title,
            day=published_words(article.published),
            because=article.published.because,
            bylines=article.bylines,
            credits=article.credits,
            source=article.source,
            url=article.url,
            paragraphs=paragraphs(ed, article, cited.get(article.id, set())),
            copied=_copied(ed, article),
            live=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
            house=house_words(article.outlet_kind, article.owner, article.form),
        )


def _copied(ed: Edition, article: DossierArticle) -> str | None:
    """Our one line on a report that is a copy."""
    for d in ed.story.derivations:
        if d.copy == article.id:
            origin = ed.sigla[d.origin] if d.origin else (d.missing or "a source that is not here")
            if d.origin and article.outlet and ed.articles[d.origin].outlet == article.outlet:
                return f"{share_words(d.shared)} as in {origin}, of the same outlet"
            verb = "copied from" if d.direction == "known" else "shared with"
            return f"{share_words(d.shared)} {verb} {origin}"
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
    yield from (s.nearest for o in story.omissions for s in o.silent if s.nearest)


def _coverage(ed: Edition, claims: Sequence[Claim]) -> Iterator[CoverageRow]:
    for claim in claims[:COVERAGE_ROWS]:
        have = reports(claim)
        part = {e.article for d in ed.story.differences if d.claim == claim.id for s in d.sides[1:] for e in s.evidence}
        cells = tuple("differs" if i in part else "has" if i in have else "" for i in _in_order(ed))
        yield CoverageRow(claim.statement, f"claim-{claim.id}", cells)


def _differing(ed: Edition, differences: Sequence[Difference]) -> Iterator[CoverageRow]:
    """The differences by reports: who has the first account, who another, and which."""
    for difference in differences[:COVERAGE_ROWS]:
        account = {e.article: (n, s.value) for n, s in reversed([*enumerate(difference.sides)]) for e in s.evidence}
        cells = tuple("" if i not in account else "differs" if account[i][0] else "has" for i in _in_order(ed))
        said = tuple(account[i][1] if i in account else "" for i in _in_order(ed))
        yield CoverageRow(title_of(ed, difference), f"difference-{difference.id}", cells, said)


def _in_order(ed: Edition) -> list[str]:
    """The ids of the articles in the order of their letters."""
    return sorted(ed.sigla, key=lambda i: place(ed.sigla[i]))


def _why(rejection: Rejection) -> str:
    """Why a page is not used, with what the reader said of it."""
    reason = REASONS.get(rejection.reason, rejection.reason)
    return f"{rejection.source}: {reason}{f' ({rejection.detail})' if rejection.detail else ''}"


def _made(ed: Edition, dossier: Dossier) -> Iterator[str]:
    here, read = len(ed.articles), len(dossier.articles)
    elsewhere = f"; {read - here} of the {read} read tell other stories" if read > here else ""
    yield f"Made by Variorum {dossier.run.version} from {count_words(here, 'report')}{elsewhere}."
    if dossier.rejections:
        yield f"{count_words(len(dossier.rejections), 'page')} could not be used; which and why is said below."
    yield "Every quoted line is cut from a report’s text at recorded places; no sentence here was written by a model."
    yield (
        "A filled dot is an independent origin: reports that share text, an agency, an interview or one person’s same "
        "utterance count once. What cannot be told is not counted."
    )
    yield "“Can both be true” compares what the words allow; it says nothing about who is right."
    yield "A program put the statements together: a sentence can be missed, or stand where it does not belong."
    inferred = [ed.sigla[a.id] for a in ed.articles.values() if a.published.basis == "inferred"]
    if inferred:
        those = listed(runs(inferred))
        yield f"The day of {those} is not stated on the page and was inferred; each report says from what."
