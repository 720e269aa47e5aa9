"""Who speaks and to whom: from the spans that the quotes name to entities."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from variorum.align.entities.roles import Role, role_of
from variorum.language.names import key, person, trim
from variorum.language.places import country_of_capital, country_of_name, country_of_people
from variorum.model.records import Annotated, Mention, Quote, Span

BY = "entities/1"
_BEHIND_PREPOSITION = re.compile(
    r"(?:\b(?:of|for|with|from|to|by|at|in|on|near|about|against|under|and)|['’]s)\s+(?:the\s+)?$", re.I
)
_GOES_ON = re.compile(r"\s*(?:['’](?:\s?s\b|\s+\w)|-\w)")
_OF_HIS = re.compile(
    r"\s+(?:administration|cabinet|camp|campaign|company|estate|family|foundation|government|presidency|team|ticket|trust|"
    r"white house|aides?|allies|associates?|attorneys?|lawyers?|officials?|spokes\w+|supporters?|voters?)\b",
    re.I,
)
"""What is called by a person's name and is not the person: "the Tolan administration"."""

_GOVERNMENT = re.compile(
    r"(?:the\s+)?(?:(?P<owner>[\w.’' -]+?)(?:['’]s?)?\s+government|government\s+of\s+(?P<of>[\w. -]+))", re.I
)
_LONGEST = 60
"""Code points of a source that can be a government."""

_AND = re.compile(
    r"(?:,[^,;]{1,80},|,)?\s+(?:and|&|together\s+with|along\s+with|as\s+well\s+as)\s+(?:[^;,]{0,60}(?:,\s)?)?"
)
"""What parts two who speak together; an apposition to the first is closed by its comma."""
_BOTH = re.compile(
    r"both|the (?:two|pair|duo|couple|three|trio)(?: (?:men|women|leaders|officials|ministers|mayors))?", re.I
)
_SOON = 300
"""Code points behind the words of two within which "they" are the two."""
_BETWEEN = re.compile(r"(?:[\s,]|\band\b|\bthe\b)*", re.I)
_LISTED = re.compile(r",?\s+(?:and|&)\s+\S")

Holder = Callable[[Role], str | None]
"""Gives the entity that the article means by an office."""
Government = Callable[[str], str]
"""Gives the id of the entity that is a country's government."""


def mentions_with_sources(item: Annotated) -> tuple[Mention, ...]:
    """The article's mentions, and one for each speaker or upstream that a quote names and no mention covers."""
    mentions = list(item.layers.mentions)
    taken = {(m.start, m.end) for m in mentions}
    for quote in item.layers.quotes:
        for span, label in ((quote.speaker_mention, "PERSON"), (quote.upstream_mention, "ORG")):
            if span is None or any(m.overlaps(span) for m in mentions):
                continue
            start, end = trim(item.article.text, span.start, span.end)
            named = item.article.text[start:end]
            if (start, end) not in taken and any(c.isupper() for c in named) and not role_of(named):
                taken.add((start, end))
                mentions.append(Mention(start, end, label, by=BY, score=0.5))
    outlets = {form for q in item.layers.quotes if (form := _outlet(item, mentions, q.upstream_mention))}
    relabelled = (replace(m, label="ORG") if _form(item, m) in outlets else m for m in mentions)
    return tuple(sorted(relabelled, key=lambda m: (m.start, m.end)))


def _form(item: Annotated, mention: Mention) -> str:
    return key(item.article.text[mention.start : mention.end])


def _outlet(item: Annotated, mentions: Sequence[Mention], span: Span | None) -> str | None:
    """A single word, taken for a person, that a quote was given to; `None` where a person of the text bears it."""
    told = next((m for m in mentions if span and m.overlaps(span)), None)
    if told is None or told.label != "PERSON" or " " in (form := _form(item, told)):
        return None
    people = (person(_form(item, m)) for m in mentions if m.label == "PERSON")
    return None if any(p.full and form in (p.surname, *p.given) for p in people) else form


def _governed(source: str) -> str | None:
    """The country whose government these words are: "Tarn's government", "the Tarnian government"."""
    if len(source) > _LONGEST or not (match := _GOVERNMENT.fullmatch(source.strip())):
        return None
    owner = key(match["owner"] or match["of"])
    return country_of_name().get(owner) or country_of_people().get(owner) or country_of_capital().get(owner)


def _end(quote: Quote) -> int:
    return max(s.end for s in (*quote.contents, *quote.sources))


class Speakers:
    """Fills the quotes of one article, whose `mentions` have their entities."""

    def __init__(self, text: str, mentions: Sequence[Mention], holder: Holder, government: Government) -> None:
        self._text = text
        self._mentions = mentions
        self._holding = holder
        self._government = government
        self._pair: tuple[str, ...] = ()
        self._pair_spoke = 0

    def fill(self, quote: Quote) -> Quote:
        """The quote with the entities of its speaker and its upstream, where the text names them."""
        if (pair := self._pair) and self._both(quote):
            return replace(quote, speaker=pair[0], joined_by=pair[1:], anonymous=None)
        speaker = quote.speaker or self._speaker(quote)
        upstream = quote.upstream or (self._at(quote.upstream_mention) if quote.upstream_mention else None)
        joined = self._together(quote, speaker) if speaker else ()
        if speaker and joined:
            self._pair, self._pair_spoke = (speaker, *joined), _end(quote)
        if (speaker, upstream, joined) == (quote.speaker, quote.upstream, quote.joined_by):
            return quote
        return replace(quote, speaker=speaker, upstream=upstream, joined_by=joined)

    def _both(self, quote: Quote) -> bool:
        """Whether "the two" speak, or "both", who spoke together before; or "they", where the two have just spoken."""
        source = quote.sources[0] if len(quote.sources) == 1 and quote.speaker is None else None
        if source is None:
            return False
        words = self._text[source.start : source.end]
        soon = 0 <= quote.contents[0].start - self._pair_spoke < _SOON
        return bool(_BOTH.fullmatch(words)) or (soon and words.lower() == "they")

    def _together(self, quote: Quote, speaker: str) -> tuple[str, ...]:
        """Those who speak with the speaker: the names that "and" and commas string together in one source."""
        found: dict[str, None] = {}
        for source in quote.sources:
            last: Mention | None = None
            for m in (m for m in self._mentions if source.covers(m)):
                before, after = self._text[source.start : m.start], self._text[m.end : source.end]
                if _BEHIND_PREPOSITION.search(before.removesuffix("and ")) or _GOES_ON.match(after):
                    continue
                who = self._voice(m, quote)
                if last and who and self._strung(last, m, source):
                    found[who] = None
                    last = m
                elif who == speaker:
                    last = m
        return tuple(who for who in found if who != speaker)

    def _strung(self, one: Mention, other: Mention, source: Span) -> bool:
        """Whether two names of a source stand beside one another, and are not one and what explains it."""
        between = self._text[one.end : other.start]
        if _AND.fullmatch(between):
            return True
        return between.strip() == "," and bool(_LISTED.search(self._text[other.end : source.end]))

    def _speaker(self, quote: Quote) -> str | None:
        if quote.anonymous is not None:
            return None
        if quote.speaker_mention is not None and (mention := self._covering(quote.speaker_mention)):
            return self._voice(mention, quote)
        for source in quote.sources:
            if country := _governed(self._text[source.start : source.end]):
                return self._government(country)
            if mention := self._head(source):
                return self._voice(mention, quote)
        return next((who for source in quote.sources if (who := self._holder(source))), None)

    def _at(self, span: Span) -> str | None:
        mention = self._covering(span)
        return mention.entity if mention else None

    def _covering(self, span: Span) -> Mention | None:
        """The mention that shares most with the span."""
        met = [m for m in self._mentions if m.overlaps(span)]
        return max(met, key=lambda m: (min(m.end, span.end) - max(m.start, span.start), -m.start), default=None)

    def _voice(self, mention: Mention, quote: Quote) -> str | None:
        """A country or a capital that speaks is its government: "said Paris" demands it, "in Paris" does not."""
        folded = key(self._text[mention.start : mention.end])
        country = country_of_capital().get(folded) or country_of_name().get(folded)
        if country and quote.cue is not None and self._bare(mention, quote) and not self._somebody(mention):
            return self._government(country)
        return mention.entity

    def _bare(self, mention: Mention, quote: Quote) -> bool:
        """Whether the source is the name and nothing more: "Paris, a singer," is a person."""
        return not quote.sources or any(
            self._whole(mention, source) or self._listed(source) for source in quote.sources
        )

    def _listed(self, source: Span) -> bool:
        """Whether a source is nothing but names: "Tarn and Norland"."""
        names = [m for m in self._mentions if source.covers(m)]
        ends = [source.start, *(m.end for m in names)]
        starts = [*(m.start for m in names), source.end]
        gaps = (self._text[end:start] for end, start in zip(ends, starts, strict=True))
        return len(names) > 1 and all(_BETWEEN.fullmatch(gap) for gap in gaps)

    def _somebody(self, mention: Mention) -> bool:
        """Whether what the parser takes for a person or a body goes by a longer name as well."""
        forms = (self._text[m.start : m.end] for m in self._mentions if m.entity == mention.entity)
        return mention.label != "GPE" and any(len(key(form).split()) > 1 for form in forms)

    def _head(self, source: Span) -> Mention | None:
        """The name that a source is, or that ends it as its head; not the body that somebody speaks for."""
        inside = [m for m in self._mentions if source.covers(m)]
        for m in inside:
            if m.label != "PERSON" and not (self._whole(m, source) or self._listed(source)):
                continue
            before, after = self._text[source.start : m.start], self._text[m.end : source.end]
            if not (_BEHIND_PREPOSITION.search(before) or _GOES_ON.match(after) or _OF_HIS.match(after)):
                return m
        return None

    def _whole(self, mention: Mention, source: Span) -> bool:
        return key(self._text[source.start : source.end]) == key(self._text[mention.start : mention.end])

    def _holder(self, source: Span) -> str | None:
        """The person who holds the office that the source names."""
        role = role_of(self._text[source.start : source.end])
        return self._holding(role) if role else None
