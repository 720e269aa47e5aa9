"""Where a statement was first made, as far as the article says so: an agency, an interview, one speaker's utterance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from variorum.align.origins_bearing import ASIDE, bearing, reaching, reports_words, touches
from variorum.align.origins_voices import Voice, bodies_in, read_voice
from variorum.align.words import content_stems, table
from variorum.language.given import given_names
from variorum.language.lexicon import classes
from variorum.model import Annotated, Article, Entity, Evidence, Quote, Span
from variorum.model.records import GroupBasis

_SPEAKING = frozenset(
    {"say", "announce", "demand", "propose", "report", "deny", "confirm", "criticize", "accuse"} | {"warn", "promise"}
)
"""Classes of happenings that are somebody's words (`variorum.language.lexicon`)."""


@dataclass(frozen=True)
class Upstream:
    """An origin outside the article.

    `known` is false for voices without a name, `sure` where most of the evidence is the source's; else it rests on the
    source only if another report prints what was said. `publisher` printed it first. `body` says that the speaker is no
    person.
    """

    name: str
    basis: GroupBasis = "same_upstream"
    known: bool = True
    sure: bool = True
    publisher: str | None = None
    speakers: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    voice: Voice | None = None
    body: bool = False


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Each form that an agency is credited by, in lower case, and the name it is shown under."""
    forms: dict[str, str] = {}
    for line in table("origin_agencies.txt"):
        names = [part.strip() for part in line.split("|")]
        forms |= {name.casefold().removeprefix("the "): names[0] for name in names}
    return forms


@lru_cache(maxsize=1)
def _hearsay() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:\b{line}\b)" for line in table("origin_hearsay.txt")), re.I)


def agency(name: str | None) -> str | None:
    """The agency that goes by `name`; `None` where that is no agency."""
    return agencies().get((name or "").strip().casefold().removeprefix("the ").replace(" - ", "-"))


def upstream_of(
    item: Annotated,
    evidence: Evidence,
    names: Mapping[str, Entity],
    *,
    quoted: bool,
    common: frozenset[str] = frozenset(),
) -> Upstream | None:
    """Where this evidence comes from; `None` where the article tells it in its own words, on nobody's account.

    `quoted` says that the claim is an utterance: then a quote in the evidence is it, however much stands around. Else
    the quote has to hold what the claim's evidence has in `common`, as stems: "Marrow, who was hired in May, said …" is
    not her word for when she was hired.
    """
    here = [q for q in item.layers.quotes if touches(q, evidence) and reports_words(item, q)]
    near = [reaching(item.article, q, evidence) for q in here]
    quotes = bearing(item, near, evidence, quoted, common)
    found = _from_quotes(item, evidence, quotes, names) if quotes else None
    found = found or _from_hearsay(item.article, near, evidence, common)
    credit = _from_credit(item.article)
    if found is None or (not found.sure and credit):
        told_of = found or _told_of(near, evidence, names)
        return replace(credit, speakers=told_of.speakers) if credit and told_of else credit or told_of
    return found


def speaking_in(item: Annotated, evidence: Evidence, names: Mapping[str, Entity]) -> frozenset[str]:
    """Who does something by words in this evidence ("called for guards", "denied it"), by name.

    What is reported of their words was judged as a quote.
    """
    spoken = (
        event.predicate
        for event in item.layers.events
        if event.standing not in ("noun", "relative")
        and not any(q.clausal and q.cue and q.cue.overlaps(event.predicate) for q in item.layers.quotes)
        and any(_SPEAKING & classes(lemma) for lemma in (event.lemma, *event.lemmas))
        and any(span.covers(event.predicate) for span in evidence.spans)
    )
    return _doers(item, names, list(spoken))


def _doers(item: Annotated, names: Mapping[str, Entity], verbs: Sequence[Span]) -> frozenset[str]:
    """The names of who does what these verbs tell."""
    done = (event for event in item.layers.events if any(event.predicate.overlaps(verb) for verb in verbs))
    who = [Span(arg.start, arg.end) for event in done for arg in event.args if arg.role == "who"]
    mentions = (m for m in item.layers.mentions if m.label in ("PERSON", "ORG") and any(d.covers(m) for d in who))
    return frozenset(names[m.entity].name for m in mentions if m.entity and m.entity in names)


def _from_quotes(
    item: Annotated, evidence: Evidence, quotes: Sequence[Quote], names: Mapping[str, Entity]
) -> Upstream | None:
    """The first body told, else the speaker, else the voices without a name."""
    for quote in quotes:
        if told := _hearer(quote.upstream, names):
            printed = agency(told) or told
            speaker = _name(quote.speaker or evidence.attributed_to, names)
            speakers = frozenset({speaker}) if speaker else _doers(item, names, [quote.cue] if quote.cue else [])
            body = _is_body(quote.speaker, names)
            return Upstream(printed, publisher=printed, speakers=speakers - {printed, told}, body=body)
    for quote in quotes:
        if found := _from_speaker(item, evidence, quote, names):
            return found
    return next(filter(None, (_from_voice(item, q, names) for q in quotes)), None)


def _from_speaker(item: Annotated, evidence: Evidence, quote: Quote, names: Mapping[str, Entity]) -> Upstream | None:
    """The named speaker; an agency where that is who "says" it; the outlet's own "told us" is no other origin."""
    outlet = (item.article.outlet or "").casefold()
    together = [quote.speaker or evidence.attributed_to, *quote.joined_by]
    speakers = [n for s in together if (n := _name(s, names)) and n.casefold() != outlet]
    if not speakers:
        return None
    if printed := agency(speakers[0]):
        return Upstream(printed, "same_agency", publisher=printed)
    own = [s for q in item.layers.quotes if q.speaker and q.speaker == quote.speaker for s in q.sources]
    return Upstream(
        speakers[0],
        speakers=frozenset(speakers),
        bodies=bodies_in(item.article, own, item.layers.mentions, names),
        voice=read_voice(item.article, own[:_LOOKED], item.layers.mentions, names),
        body=any(_is_body(s, names) for s in together),
    )


_LOOKED = 4
"""Places where a speaker is named that are looked at for the office."""


def _is_body(speaker: str | None, names: Mapping[str, Entity]) -> bool:
    """Whether a name is a body's: the recogniser takes "Orsk Petroleum" for a person, but nobody is called Orsk."""
    if speaker is None or speaker not in names:
        return False
    first, *rest = names[speaker].name.casefold().split() or [""]
    return names[speaker].label == "ORG" or bool(rest and first not in given_names("he") | given_names("she"))


def _hearer(entity: str | None, names: Mapping[str, Entity]) -> str | None:
    """Whom something was told, or who printed it first: an outlet or a person, no country."""
    name = _name(entity, names)
    return name if name and (agency(name) or names[str(entity)].label not in _PLACES) else None


_PLACES = frozenset({"GPE", "LOC", "NORP"})


def _name(entity: str | None, names: Mapping[str, Entity]) -> str | None:
    return names[entity].name if entity and entity in names else None


def _from_voice(item: Annotated, quote: Quote, names: Mapping[str, Entity]) -> Upstream | None:
    """A source that is no resolved name: a body ("police") is one origin, "officials" may be anybody."""
    if quote.speaker or quote.speaker_mention or not quote.sources:
        return None
    voice = read_voice(item.article, quote.sources, item.layers.mentions, names)
    if voice is None:
        return None
    if printed := agency(voice.speaker):
        return Upstream(printed, "same_agency", publisher=printed)
    return Upstream(
        voice.speaker or voice.words,
        known=voice.known,
        speakers=frozenset(filter(None, [voice.speaker])),
        bodies=bodies_in(item.article, quote.sources, item.layers.mentions, names),
        voice=voice,
    )


def _from_hearsay(
    article: Article, near: Sequence[Quote], evidence: Evidence, common: frozenset[str]
) -> Upstream | None:
    """What is passed on and nobody named for it: "are reported to have left"."""
    cues = (article.text[q.cue.start : q.cue.end] for q in near if q.cue and not q.sources and q.clausal)
    heard = _hearsay().search(evidence.exact)
    if heard is None and not any(_hearsay().search(f"{cue} to") for cue in cues):
        return None
    aside = ASIDE.search(evidence.exact, heard.end() if heard else 0)
    if aside is None:
        return Upstream("", known=False)
    before = common & content_stems(evidence.exact[: aside.start()] + evidence.exact[aside.end() :])
    after = common & content_stems(aside.group()) - before
    return None if len(after) > len(before) else Upstream("", known=False)


def _told_of(near: Sequence[Quote], evidence: Evidence, names: Mapping[str, Entity]) -> Upstream | None:
    """Who says something in the evidence that is not most of it, where the claim was read as theirs."""
    theirs = evidence.attributed_to in {s for q in near for s in (q.speaker, *q.joined_by)}
    name = _name(evidence.attributed_to, names) if theirs else None
    body = _is_body(evidence.attributed_to, names)
    return Upstream(name, sure=False, speakers=frozenset({name}), body=body) if name else None


def _from_credit(article: Article) -> Upstream | None:
    for credit in article.credits:
        if printed := agency(credit):
            return Upstream(printed, "same_agency", publisher=printed)
    return None
