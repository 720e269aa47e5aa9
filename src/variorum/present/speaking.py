"""Who said what: every quote of a story by its speaker, each utterance once with all its wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from variorum.model import Claim, Difference, DossierArticle, Evidence, Quote, Span
from variorum.model.support import only_supported
from variorum.present.context import Quoted, SpeakerView, Utterance
from variorum.present.edition import Edition, differing, quoted, refs, shown, wording
from variorum.present.phrasing import day_words, plain

_ALIKE = 80.0
"""Per cent of two wordings' characters that are alike when they are one utterance (Indel similarity)."""
_PART = 4
"""Words from which a wording that stands in a longer one is part of it."""
_MOSTLY = 0.6
"""Share of a statement's words that a quote is, when the statement is the quote."""
_TELLING = 5
"""Letters from which a word counts for what two wordings have in common."""
_MARKS = frozenset('“”"‘«»„‹›')
_FEWEST = 3
"""Words that reported speech says at least: “a plan” tells nothing without its sentence."""


@dataclass
class Said:
    """One utterance while it is gathered."""

    evidence: list[Evidence] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    wordings: set[str] = field(default_factory=set)
    meant: set[str] = field(default_factory=set)
    """Statements that are these words and little else."""
    indirect: bool = True
    heard: list[str] = field(default_factory=list)


def speakers(ed: Edition) -> Iterator[SpeakerView]:
    """Speakers by how many reports carry their words; of each, what most reports print comes first."""
    said: dict[str, list[Said]] = defaultdict(list)
    claims = [c for c in ed.story.claims if c.kind == "quote"]
    stated = [only_supported(c) for c in ed.story.claims if c.kind == "statement"]
    wordings = [d for d in ed.story.differences if d.kind == "quote wording"]
    for article in sorted(ed.articles.values(), key=lambda a: (len(ed.sigla[a.id]), ed.sigla[a.id])):
        for quote in article.quotes:
            for who in (quote.speaker, *quote.joined_by):
                if who in ed.entities:
                    _gather(ed, article, quote, (claims, stated), wordings, said[who])
    views = [_view(ed, entity, those, claims) for entity, those in said.items() if those]
    yield from sorted(views, key=lambda v: (-_reports(v), -len(v.utterances), v.name))


def _reports(view: SpeakerView) -> int:
    return len({r.siglum for u in view.utterances for r in u.refs})


def _gather(
    ed: Edition,
    article: DossierArticle,
    quote: Quote,
    claims: tuple[Sequence[Claim], Sequence[Claim]],
    wordings: Sequence[Difference],
    said: list[Said],
) -> None:
    for spans in utterances_of(article, quote):
        span = Span(spans[0].start, spans[-1].end)
        parts = [article.text[s.start : s.end] for s in spans]
        text = parts[0] if len(parts) == 1 else " … ".join(shown(part) for part in parts)
        words = plain(text)
        # of a report that is quoted in part, words without any marks are the reporter's
        indirect = quote.mode == "indirect" or (quote.mode == "mixed" and not _MARKS & set(text))
        if not words or (indirect and not (quote.cue and quote.clausal and len(words.split()) >= _FEWEST)):
            continue
        quoting, stating = claims
        stated = {c.id for c in quoting if _hold(c.evidence, article.id, span)}
        meant = set() if indirect else {c.id for c in stating if _is(c.evidence, article.id, span)}
        printed = {d.id for d in wordings for s in d.sides if _hold(s.evidence, article.id, span)}
        one = next(
            (
                s
                for s in said
                if s.indirect == indirect
                and (s.wordings & printed or _same(s, words, stated) or is_reworded(s, words, meant, article.id))
            ),
            None,
        )
        if one is None:
            said.append(one := Said(indirect=indirect))
        one.evidence.append(Evidence(article.id, spans, text, attributed_to=quote.speaker))
        one.words.add(words)
        one.claims |= stated
        one.meant |= meant
        one.wordings |= printed
        if quote.upstream in ed.entities:
            one.heard.append(ed.entities[quote.upstream].name)


def utterances_of(article: DossierArticle, quote: Quote) -> Iterator[tuple[Span, ...]]:
    """The stretches of a quote; what goes on in the middle of a sentence stands with what it goes on from:
    “The old pier,” she said, “will be gone by May.”"""
    spans: tuple[Span, ...] = ()
    for span in quote.stretches:
        goes_on = article.text[span.start : span.end].lstrip("“\"'‘«„")[:1].islower()
        if spans and not (goes_on and quote.mode == "direct"):
            yield spans
            spans = ()
        spans = (*spans, span)
    if spans:
        yield spans


def _hold(evidence: Iterable[Evidence], article: str, span: Span) -> bool:
    return any(e.article == article and any(s.overlaps(span) for s in e.spans) for e in evidence)


def _is(evidence: Iterable[Evidence], article: str, span: Span) -> bool:
    """Whether an article's evidence is this quote and little beside it."""
    own = [s for e in evidence if e.article == article for s in e.spans]
    return any(min(s.end, span.end) - max(s.start, span.start) >= _MOSTLY * (s.end - s.start) for s in own)


def is_reworded(said: Said, words: str, meant: set[str], article: str) -> bool:
    """Whether another report has it in other words, as translations are: one statement, half of the words of both
    shared. Two things said of one subject share some words as well, and are no wordings of one another."""
    if not meant & said.meant or any(e.article == article for e in said.evidence):
        return False
    mine, theirs = _telling(words), [_telling(other) for other in said.words]
    return any(4 * len(mine & other) >= max(1, len(mine) + len(other)) for other in theirs)


def _telling(words: str) -> set[str]:
    return {word for word in words.split() if len(word) >= _TELLING}


def _same(said: Said, words: str, claims: set[str]) -> bool:
    """Whether `words` are this utterance in the same or another wording.

    One claim holds a sentence with both its halves, so that being in one claim joins only wordings that are alike.
    """
    from rapidfuzz.fuzz import partial_ratio, ratio

    for other in said.words:
        short, long = sorted((words, other), key=len)
        if f" {short} " in f" {long} " and (short == long or len(short.split()) >= _PART):
            return True
        if ratio(words, other) >= _ALIKE:
            return True
        if claims & said.claims and len(short.split()) >= _PART and partial_ratio(short, long) >= _ALIKE:
            return True
    return False


def _view(ed: Edition, entity: str, said: Sequence[Said], claims: Sequence[Claim]) -> SpeakerView:
    # an utterance whose origin is a person was said by that person, not to them
    people = {e.name for e in ed.entities.values() if e.label == "PERSON"}
    upstream = {c.id: g.origin for c in claims for g in c.groups if g.origin and g.basis == "same_upstream"}
    upstream = {claim: origin for claim, origin in upstream.items() if origin not in people}
    utterances = [_utterance(ed, s, upstream) for s in said]
    utterances.sort(key=lambda u: (u.indirect, -len(u.refs), u.refs[0].siglum, u.refs[0].anchor))
    return SpeakerView(ed.entities[entity].name, tuple(utterances), entity)


def _retold(ed: Edition, evidence: Evidence, against: str) -> Quoted:
    """Reported speech as another report has it: what it says otherwise is marked, what stands around it set back."""
    made = quoted(ed, evidence, around="soft")
    pieces = [p for piece in made.pieces for p in ([piece] if piece.soft else differing(piece.text, against))]
    return replace(made, pieces=tuple(pieces))


def _utterance(ed: Edition, said: Said, upstream: dict[str, str]) -> Utterance:
    """Every wording once: the longest first, the others with their differing words marked."""
    by_words: dict[str, Evidence] = {}
    for evidence in sorted(said.evidence, key=lambda e: (-len(e.exact), ed.sigla[e.article], e.spans)):
        by_words.setdefault(plain(shown(evidence.exact)), evidence)
    first, *rest = by_words.values()
    every = tuple(said.evidence)
    heard = f"to {max(sorted(set(said.heard)), key=said.heard.count)}" if said.heard else None
    to = heard or next((upstream[c] for c in sorted(said.claims) if c in upstream), None)
    days = [day for e in every if (day := ed.articles[e.article].published.value)]
    day = day_words(min(days)[:10]) if days else ""
    if said.indirect:
        told = (quoted(ed, first, around="soft"), *(_retold(ed, e, first.exact) for e in rest))
        return Utterance(told, refs(ed, every), to, len(rest), indirect=True, day=day)
    views = [wording(ed, first, None), *(wording(ed, e, first.exact) for e in rest)]
    return Utterance(tuple(views), refs(ed, every), to, len(rest), day=day)
