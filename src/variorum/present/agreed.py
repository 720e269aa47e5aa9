"""A statement of several reports: how many origins stand behind it, why, and how each report words it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from variorum.language.names import key
from variorum.model import Claim, Evidence, IndependenceGroup, Span
from variorum.model.support import near, reports, supporting, worded
from variorum.present.context import ClaimView, Piece, Quoted, words
from variorum.present.edition import Edition, common, differing, in_marks, quoted, refs, shown
from variorum.present.phrasing import count_words, in_words, listed, opening, plain
from variorum.present.sigla import place, runs

_ALIKE = 0.6
"""Share of words in common from which two wordings are told apart by the words that differ; below it most would be."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})


def claim_view(ed: Edition, claim: Claim) -> ClaimView:
    """`claim` with a dot per report, the reasons for their number, and the sentences of all reports."""
    filled = claim.independent
    sure = supporting(claim)
    outlets = len(reports(claim))
    lead = worded(claim)
    return ClaimView(
        id=claim.id,
        kind=claim.kind,
        speaker=_speaker(ed, claim, lead),
        text=_cut(ed, claim, lead),
        filled=filled,
        hollow=max(0, outlets - filled),
        outlets=outlets,
        line=f"{count_words(filled, 'origin')}, {count_words(outlets, 'report')}",
        refs=refs(ed, sure),
        quoted=tuple(_sentences(ed, sure, claim.statement, lead)),
        because=in_words(claim.because),
        origins=tuple(_origin_lines(ed, claim)),
        near=tuple(quoted(ed, e, around="soft") for e in near(claim)),
    )


def _cut(ed: Edition, claim: Claim, lead: Evidence) -> str:
    """The statement between marks, with an ellipsis where the report's sentence goes on before or after it."""
    at = _place(ed, claim, lead)
    if at is None or claim.kind == "quote":
        return in_marks(claim.statement)
    article = ed.articles[lead.article]
    inside = next((s for s in article.sentences if s.covers(at)), at)
    before, after = article.text[inside.start : at.start], article.text[at.end : inside.end]
    began = "… " if _worded(opening(f"{before} x")[:-1]) else ""
    return in_marks(f"{began}{shown(claim.statement)}{' …' if _worded(after) else ''}")


def _place(ed: Edition, claim: Claim, lead: Evidence) -> Span | None:
    """Where the statement's words stand in the report, if they stand in one piece."""
    at = ed.articles[lead.article].text.find(claim.statement, lead.spans[0].start, lead.spans[-1].end)
    return Span(at, at + len(claim.statement)) if at >= 0 else None


def _worded(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _speaker(ed: Edition, claim: Claim, lead: Evidence) -> str | None:
    """Whom the words are of, where they do not say it themselves: words that somebody said, or behind a pronoun."""
    article = ed.articles[lead.article]
    at = Span(lead.spans[0].start, lead.spans[-1].end)
    for quote in (q for q in article.quotes if q.speaker in ed.entities):
        telling = [article.text[s.start : s.end].lower() for s in quote.sources if at.covers(s)]
        inside = any(s.covers(at) for s in quote.stretches)
        if inside or (telling and _PRONOUNS.issuperset(telling)):
            return ed.entities[str(quote.speaker)].name
        if telling:
            return None
    names = [ed.entities[e.attributed_to].name for e in supporting(claim) if e.attributed_to in ed.entities]
    return names[0] if names and claim.kind == "quote" else None


def _sentences(ed: Edition, sure: Sequence[Evidence], statement: str, lead: Evidence) -> Iterator[Quoted]:
    """Each sentence once, by the letters of the reports that print it; words that differ from the statement's are
    marked.

    What stands around the cited words is set back. In a wording of its own, which shares few of its words, those that
    it shares are underlined instead.
    """
    found: dict[str, Quoted] = {}
    for evidence in sorted(sure, key=lambda e: (*place(ed.sigla[e.article]), e.spans[0])):
        made = quoted(ed, evidence, around="soft")
        if evidence is not lead:
            made = replace(made, pieces=tuple(_compared(made.pieces, statement)))
        said = plain(words(made))
        first = found.setdefault(said, made)
        if first is not made:
            found[said] = replace(first, also=(*first.also, made.ref), places=(*first.places, made.place))
    yield from found.values()


def _compared(pieces: Sequence[Piece], against: str) -> Iterator[Piece]:
    """`pieces` with the words marked that `against` has otherwise; in a wording of its own, those that both share."""
    for piece in pieces:
        if piece.soft:
            yield piece
        else:
            yield from (differing if _alike(piece.text, against) else common)(piece.text, against)


def _alike(one: str, other: str) -> bool:
    """Whether the words in common are at least `_ALIKE` of both (Dice)."""
    mine, theirs = set(plain(one).split()), set(plain(other).split())
    return 2 * len(mine & theirs) >= _ALIKE * (len(mine) + len(theirs)) > 0


def _origin_lines(ed: Edition, claim: Claim) -> Iterator[str]:
    """One line per origin: which reports, and why they count once; reports with origins of their own share a line."""
    lines: dict[str, list[str]] = {}
    for group in claim.groups:
        if any(claim.evidence[m].stance != "mentions" for m in group.members):
            letters = {ed.sigla[claim.evidence[m].article] for m in group.members}
            lines.setdefault(why_one(group, len(letters)), []).extend(letters)
    for why, those in lines.items():
        each = "each " if why == _OWN and len(those) > 1 else ""
        yield f"{listed(runs(those))}: {each}{why}"
    here = {key(a.outlet or "") for a in ed.articles.values()}
    for missing in (name for name in claim.missing if key(name) not in here):
        yield f"Not among these reports: {missing}; with it more could be told"


_OWN = "own reporting, as far as the text tells"


def why_one(group: IndependenceGroup, reports: int) -> str:
    """Why `group`, of so many reports, is one origin, or none that counts."""
    if group.basis == "unknown":
        named = f"{group.origin}; " if group.origin else ""
        return f"{named}where it comes from cannot be told, so it is not counted"
    if group.basis == "sole" or (reports < 2 and group.basis != "same_text"):
        return f"from {group.origin}" if group.origin else _OWN
    if group.basis == "same_text":
        return "one text, counted once"
    if group.basis == "same_owner":
        return f"outlets of one owner{f', {group.origin}' if group.origin else ''}, counted once"
    return f"{'both' if reports == 2 else 'all'} go back to {group.origin or 'one source'}, counted once"
