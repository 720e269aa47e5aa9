"""Which of an article's quotes bear on a piece of evidence, so that it is the source's and not the reporter's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from variorum.align.origins_voices import is_event, read_voice
from variorum.align.words import content_stems, table, words_of
from variorum.model import Annotated, Article, Evidence, Quote, Span

_SAID = 6
"""One code point in so many of the evidence must be quoted for all of it to be the speaker's: “a new day” is not
enough."""
_TOLD = 3
"""One code point in so many must be reported for the evidence to be the speaker's where the speaker's name, the cue and
the words together are most of it: "On that day Ilse Marrow, the chief engineer, said it was rust, and she left"."""
_HELD = 5
"""The same where what is reported is what the claim's evidence has in common."""
_COMMON = 2
"""Words that evidence has in common, at least, for it to be told where they stand; one more where they stand in both
places."""
ASIDE = re.compile(r", (?:who|whom|whose|which|where|when)\b[^,;.]{0,300}")
"""What follows in reported words is the reporter's: "he was sorry for Marrow, | who was dismissed in May"."""
_THINGS = frozenset({"which", "that", "what", "this"})


@lru_cache(maxsize=1)
def _deeds() -> Mapping[str, frozenset[str]]:
    """The verbs that report no words: those that never do (`ever`), and those that do not before an infinitive."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in table("origin_deeds.txt"):
        when, _, words = line.partition(" ")
        found[when].update(words.split())
    return {when: frozenset(words) for when, words in found.items()}


def bears_on(quote: Quote, evidence: Evidence, *, quoted: bool) -> bool:
    """Whether most of the evidence lies in what the quote reports, or the quote in evidence that is its speaker's."""
    inside, whole, said = _inside(quote.contents, evidence), _length(evidence.spans), _length(quote.contents)
    theirs = quoted or _SAID * said >= whole or (quote.speaker is not None and quote.speaker == evidence.attributed_to)
    return inside > 0 and (2 * inside >= whole or (theirs and quote.mode != "indirect" and 2 * inside >= said))


def _length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _inside(spans: Sequence[Span], evidence: Evidence) -> int:
    return sum(c.shared(s) for c in spans for s in evidence.spans)


def touches(quote: Quote, evidence: Evidence) -> bool:
    return any(c.overlaps(s) for c in quote.contents for s in evidence.spans)


def reaching(article: Article, quote: Quote, evidence: Evidence) -> Quote:
    """A report of what somebody "said", on to where it ends: what was found of it may stop at its first comma."""
    cue = article.text[quote.cue.start : quote.cue.end].casefold() if quote.cue else ""
    if quote.cue is None or quote.mode != "indirect" or not quote.contents or cue not in _SAYS:
        return quote
    last, end = quote.contents[-1], max(s.end for s in evidence.spans)
    if not quote.cue.end <= last.start or last.end >= end:
        return quote
    stop = _ENDS.search(article.text, last.end, end)
    reached = Span(last.start, stop.start() if stop else end)
    return replace(quote, contents=(*quote.contents[:-1], reached), clausal=True)


_SAYS = frozenset({"say", "says", "said", "added", "adds"})
_ENDS = re.compile(
    r"[;.!?“\"\n]|, (?:but|while|although|though|as|according|who|whom|whose|which|where|when|adding|saying)\b"
)


def reports_words(item: Annotated, quote: Quote) -> bool:
    """Whether a quote is somebody's words: no plan, deed or look of theirs, and nothing that no one says."""
    text = item.article.text
    said = [text[s.start : s.end] for s in quote.sources]
    if len(said) == 1 and (said[0].casefold() in _THINGS or is_event(said[0])):
        return False
    if quote.cue is None or quote.mode != "indirect" or not quote.contents:
        return True
    verb = words_of(text[quote.cue.start : quote.cue.end])[-1:]
    if not verb or verb[0] in _deeds()["ever"]:
        return not verb
    first = quote.contents[0]
    aims = not quote.clausal or words_of(text[first.start : first.start + 4])[:1] == ["to"]
    return not (aims and verb[0] in _deeds()["to"])


def bearing(
    item: Annotated, near: Sequence[Quote], evidence: Evidence, quoted: bool, common: frozenset[str]
) -> list[Quote]:
    """The quotes that bear on the evidence: by themselves, or with all that their source says in it."""
    by: defaultdict[object, list[Quote]] = defaultdict(list)
    for quote in near:
        by[quote.speaker or quote.sources].append(quote)
    found: list[Quote] = []
    for quotes in by.values():
        holding = None if quoted else _holds(item.article, quotes, evidence, common)
        if holding is False:
            continue
        found += (
            quotes
            if _says_enough(item, quotes, evidence, holding is True)
            else [q for q in quotes if bears_on(q, evidence, quoted=quoted)]
        )
    theirs = evidence.attributed_to
    return sorted(found, key=lambda q: (not q.clausal, q.speaker != theirs, -_inside(q.contents, evidence)))


def _says_enough(item: Annotated, quotes: Sequence[Quote], evidence: Evidence, holding: bool) -> bool:
    """Whether what a source says, less than half of the evidence, makes all of it the source's: it is what the claim is
    about (`holding`), or with the source's name it is most of the sentence."""
    said, whole = sum(_inside(q.contents, evidence) for q in quotes), _length(evidence.spans)
    if holding:
        return bool(quotes[0].sources) and _HELD * said >= whole
    named = {s for q in quotes for s in (*q.sources, *([q.cue] if q.cue else []))}
    voice = None if quotes[0].speaker else read_voice(item.article, quotes[0].sources, (), {})
    if quotes[0].speaker is None and not (voice and voice.known):
        return False
    return _TOLD * said >= whole <= 2 * (said + _inside(sorted(named), evidence))


def _holds(article: Article, quotes: Sequence[Quote], evidence: Evidence, common: frozenset[str]) -> bool | None:
    """Whether what the claim's evidence has in common is in what is said (`True`) or around it; `None`: not to tell."""
    inside: set[str] = set()
    around = list(evidence.spans)
    for span in (part for q in quotes for c in q.contents for part in _plainly(article, q, c)):
        inside |= _stems(article, [Span(max(s.start, span.start), min(s.end, span.end)) for s in evidence.spans])
        around = [part for s in around for part in _without(s, span)]
    for quote in quotes:
        for named in (*(_head_of(article, s) for s in quote.sources), *([quote.cue] if quote.cue else [])):
            around = [part for s in around for part in _without(s, named)]
    held, left = common & inside, (common & _stems(article, around)) - inside
    if len(held | left) < _COMMON + bool(held and left):
        return None
    return False if len(left) > len(held) else True if len(held) >= 2 * len(left) else None


def _plainly(article: Article, quote: Quote, content: Span) -> list[Span]:
    """What is reported, without the reporter's asides."""
    if quote.mode != "indirect":
        return [content]
    asides = [Span(*m.span()) for m in ASIDE.finditer(article.text, content.start, content.end)]
    at, parts = content.start, []
    for aside in asides:
        parts.append(Span(at, aside.start))
        at = aside.end
    return [*parts, Span(at, content.end)]


def _stems(article: Article, spans: Iterable[Span]) -> frozenset[str]:
    return content_stems(" ".join(article.text[s.start : s.end] for s in spans if s.start < s.end))


def _without(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    return [s for s in (Span(span.start, hole.start), Span(hole.end, span.end)) if s.start < s.end]


def _head_of(article: Article, source: Span) -> Span:
    """A source without what is told of it: "Ilse Marrow | , who was hired in May"."""
    aside = ASIDE.search(article.text, source.start, source.end)
    return Span(source.start, aside.start()) if aside else source
