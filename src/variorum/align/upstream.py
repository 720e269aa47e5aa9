"""Where a statement was first made, as far as the article says so: an agency, an interview, one speaker's utterance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.words import table, words_of
from variorum.language.shipped import all_words
from variorum.model import Annotated, Article, Entity, Evidence, Quote
from variorum.model.records import GroupBasis

_SAID = 6
"""One code point in so many of the evidence must be quoted for all of it to be the speaker's: “a new day” is not
enough."""


@dataclass(frozen=True)
class Upstream:
    """An origin outside the article. `known` is false for voices without a name; `publisher` printed it first."""

    key: tuple[str, ...]
    name: str
    basis: GroupBasis = "same_upstream"
    known: bool = True
    publisher: str | None = None
    speaker: str | None = None


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Each form that an agency is credited by, in lower case, and the name it is shown under."""
    forms: dict[str, str] = {}
    for line in table("origin_agencies.txt"):
        names = [part.strip() for part in line.split("|")]
        forms |= {name.casefold().removeprefix("the "): names[0] for name in names}
    return forms


@lru_cache(maxsize=1)
def unnamed() -> frozenset[str]:
    """Heads of sources that name nobody."""
    return all_words("align", "origin_unnamed.txt")


def agency(name: str | None) -> str | None:
    """The agency that goes by `name`; `None` where that is no agency."""
    return agencies().get((name or "").strip().casefold().removeprefix("the "))


def upstream_of(item: Annotated, evidence: Evidence, names: Mapping[str, Entity], *, quoted: bool) -> Upstream | None:
    """Where this evidence comes from; `None` where the article tells it in its own words, on nobody's account.

    `quoted` says that the claim is an utterance: then a quote in the evidence is it, however much stands around.
    """
    quotes = [q for q in item.layers.quotes if bears_on(q, evidence, quoted=quoted)]
    return _from_quotes(item.article, evidence, quotes, names) or _from_credit(item.article)


def bears_on(quote: Quote, evidence: Evidence, *, quoted: bool) -> bool:
    """Whether most of the evidence lies in what the quote reports, or the quote in evidence that is its speaker's."""
    inside = sum(c.shared(s) for c in quote.contents for s in evidence.spans)
    whole = sum(s.end - s.start for s in evidence.spans)
    said = sum(c.end - c.start for c in quote.contents)
    theirs = quoted or _SAID * said >= whole or (quote.speaker is not None and quote.speaker == evidence.attributed_to)
    return inside > 0 and (2 * inside >= whole or (theirs and quote.mode != "indirect" and 2 * inside >= said))


def _from_quotes(
    article: Article, evidence: Evidence, quotes: list[Quote], names: Mapping[str, Entity]
) -> Upstream | None:
    """The first body told, else the speaker, else the voices without a name."""
    for quote in quotes:
        if told := _name(quote.upstream, names):
            printed = agency(told) or told
            speaker = _name(quote.speaker or evidence.attributed_to, names)
            return Upstream(("told", printed.casefold()), printed, publisher=printed, speaker=speaker)
    return _from_speaker(article, evidence, quotes, names) or next(
        filter(None, (_voice(article, q) for q in quotes)), None
    )


def _from_speaker(
    article: Article, evidence: Evidence, quotes: list[Quote], names: Mapping[str, Entity]
) -> Upstream | None:
    """The named speaker; an agency where that is who "says" it; the outlet's own "told us" is no other origin."""
    together = (who for q in quotes for who in (q.speaker, *q.joined_by))
    speakers = sorted({s for s in [evidence.attributed_to, *together] if s})
    for speaker in speakers:
        name = _name(speaker, names)
        if name is None or name.casefold() == (article.outlet or "").casefold():
            continue
        if printed := agency(name):
            return Upstream(("agency", printed), printed, "same_agency", publisher=printed)
        return Upstream(("speaker", speaker), name, speaker=name)
    return None


def _name(entity: str | None, names: Mapping[str, Entity]) -> str | None:
    return names[entity].name if entity and entity in names else None


def _voice(article: Article, quote: Quote) -> Upstream | None:
    """A source that is no name: a body ("police") is one origin, "officials" may be anybody."""
    if quote.speaker or not quote.sources or quote.speaker_mention:
        return None
    said = " ".join(article.text[s.start : s.end] for s in quote.sources)
    words = words_of(said)
    if not words:
        return None
    if unnamed() & set(words) or quote.anonymous:
        return Upstream(("unnamed", *words), said, known=False)
    return Upstream(("voice", *words), said)


def _from_credit(article: Article) -> Upstream | None:
    for credit in article.credits:
        if printed := agency(credit):
            return Upstream(("agency", printed), printed, "same_agency", publisher=printed)
    return None
