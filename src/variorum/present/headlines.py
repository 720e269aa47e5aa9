"""What headlines quote, put with what the texts quote: one more wording of an utterance, or an utterance by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from variorum.model import DossierArticle, Quote
from variorum.present.context import Piece, Quoted, Ref, SpeakerView, Utterance
from variorum.present.edition import Edition, differing, shown
from variorum.present.phrasing import plain

ALIKE = 80.0
"""Per cent of two wordings' characters that are alike when they are one utterance (Indel similarity)."""
_PART = 4
"""Words from which a wording that stands in a longer one is part of it."""


class _Told(NamedTuple):
    """What a headline quotes: whom, in which words, and whether it reports instead of quoting."""

    entity: str
    wording: Quoted
    indirect: bool


def with_headlines(ed: Edition, views: Iterable[SpeakerView]) -> Iterator[SpeakerView]:
    """`views` in their order with the headlines' wordings; who is quoted in headlines only comes last."""
    told = list(_told(ed))
    known = set()
    for view in views:
        known.add(view.entity)
        yield replace(view, utterances=_with(view.utterances, [t for t in told if t.entity == view.entity]))
    for entity in dict.fromkeys(t.entity for t in told if t.entity not in known):
        utterances = _with((), [t for t in told if t.entity == entity])
        yield SpeakerView(ed.entities[entity].name, utterances, entity)


def printers(ed: Edition, wording: Quoted) -> tuple[str, ...]:
    """The letters of the reports that print these very words, in a headline for a headline's."""
    said = plain(shown(wording.exact))
    texts = {i: a.title or "" if wording.headline else a.text for i, a in ed.articles.items()}
    found = {ed.sigla[i] for i, text in texts.items() if f" {said} " in f" {plain(text)} "}
    return tuple(sorted(found | {wording.ref.siglum}, key=lambda letter: (len(letter), letter)))


def _told(ed: Edition) -> Iterator[_Told]:
    """Every quote in a headline whose speaker is known; reports by their letters."""
    for article in sorted(ed.articles.values(), key=lambda a: (len(ed.sigla[a.id]), ed.sigla[a.id])):
        for quote in article.title_quotes:
            for who in (quote.speaker, *quote.joined_by):
                if who in ed.entities:
                    yield _Told(who, _quoted(ed, article, quote), quote.mode == "indirect")


def _quoted(ed: Edition, article: DossierArticle, quote: Quote) -> Quoted:
    title = article.title or ""
    exact = " … ".join(title[s.start : s.end] for s in quote.contents)
    letter = ed.sigla[article.id]
    return Quoted(Ref(letter, f"report-{letter}"), (Piece(shown(exact)),), exact, headline=True)


def _with(utterances: Sequence[Utterance], told: Sequence[_Told]) -> tuple[Utterance, ...]:
    every = list(utterances)
    for t in told:
        _put(every, t.wording, t.indirect)
    return tuple(every)


def _put(utterances: list[Utterance], quoted: Quoted, indirect: bool) -> None:
    """Adds the wording to the utterance that it words, or as one of its own."""
    said = plain(shown(quoted.exact))
    for n, u in enumerate(utterances):
        wordings = [plain(shown(w.exact)) for w in u.wordings]
        if not any(_alike(said, other) for other in wordings):
            continue
        refs = u.refs if any(r.siglum == quoted.ref.siglum for r in u.refs) else (*u.refs, quoted.ref)
        if said not in wordings:
            marked = () if indirect else tuple(differing(shown(quoted.exact), shown(u.wordings[0].exact)))
            quoted = replace(quoted, pieces=marked or quoted.pieces)
            u = replace(u, wordings=(*u.wordings, quoted), more=u.more + 1)
        utterances[n] = replace(u, refs=refs)
        return
    utterances.append(Utterance((quoted,), (quoted.ref,), None, 0, indirect))


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    short, long = sorted((one, other), key=len)
    if f" {short} " in f" {long} " and (short == long or len(short.split()) >= _PART):
        return True
    return ratio(one, other) >= ALIKE
