"""Quotes and names in a headline, which is no part of the text: "Tolan: we will stay", "No deal, says minister".

A headline has forms of its own: a colon or a dash stands for the cue, and names come without their given names, for the
text below tells them. Spans point into the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.annotate.quotes.people import named
from variorum.language.names import key, person, trim
from variorum.model.records import Mention, Mode, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "headlines/1"

_FIRST = re.compile(r"[^:\n]{2,60}?:\s+")
_LAST = re.compile(r"(?:\s*:\s+|\s+[-–—]\s+)(?=[^:]{2,60}$)")
_MARKED = re.compile("[\"“”„«»‘]|(?<!\\w)'|''|``")
_WHOLE = re.compile(r"\s*[\"“„«‘'].*[\"”“»’'][.?!]?\s*", re.S)
_CUED = re.compile(
    '(?P<said>[‘\'“"«„][^“”"«»„]{3,160}[’\'”"»])\\s*,?\\s+(?:says|said|warns|vows|insists|admits)\\s+(?P<who>[^,:;]{2,60})'
)
_WORD = re.compile(r"\w[\w’'.-]*")
_NO_SOURCE = frozenset(
    ("about", "after", "against", "and", "at", "before", "by", "from", "how", "in", "into", "is", "meet", "on", "or")
)
_NO_SOURCE |= frozenset(("over", "to", "versus", "vs", "what", "when", "where", "who", "why", "with"))
_NO_NAME = frozenset(("VERB", "AUX", "ADV", "DET", "PRON", "ADP", "PART"))
_LONGEST = 6
"""Words of a source before a colon, and of a name."""
_LEAST = 3
"""Words of a headline that somebody is reported to say, where no marks say so."""
_SURE, _COLON = 0.9, 0.7


def find_headline_quotes(doc: Doc, known: Sequence[tuple[str, str]]) -> tuple[tuple[Mention, ...], tuple[Quote, ...]]:
    """The names and the quotes of the headline `doc`; `known` are the names of the text with their labels."""
    from variorum.annotate.quotes import find_quotes

    mentions = tuple(_names(doc, known))
    found = [_told(doc.text, q, mentions) for q in find_quotes(doc, mentions) if q.cue or q.mode != "indirect"]
    for source, content in (*_by_colon(doc.text, mentions), *_by_cue(doc.text, mentions)):
        found = _with(doc.text, found, source, content, mentions)
    return mentions, tuple(sorted(found, key=lambda q: q.contents))


def _names(doc: Doc, known: Sequence[tuple[str, str]]) -> Iterator[Mention]:
    """The text's names where the headline has them, surnames too; the longest first, none overlapping another."""
    labels = {key(form): label for form, label in known}
    surnames = {person(form).surname for form, label in known if label == "PERSON"}
    tokens = [t for t in doc if not t.is_space]
    at = 0
    while at < len(tokens):
        sizes = range(min(_LONGEST, len(tokens) - at), 0, -1) if tokens[at].text[:1].isupper() else ()
        for size in sizes:
            span = doc[tokens[at].i : tokens[at + size - 1].i + 1]
            label = labels.get(folded := key(span.text))
            if label is None and size == 1 and folded in surnames and tokens[at].pos_ not in _NO_NAME:
                label = "PERSON"
            start, end = trim(doc.text, span.start_char, span.end_char)
            if label is not None and folded and not tokens[at].is_punct and start < end:
                yield Mention(start, end, label, by=BY, score=_SURE)
                at += size - 1
                break
        at += 1


def _told(title: str, quote: Quote, mentions: Sequence[Mention]) -> Quote:
    """`quote` as this annotator's, with the name in its source."""
    speaker = quote.speaker_mention or _name_in(quote.sources, mentions)
    return replace(quote, speaker_mention=speaker, by=BY, anonymous=quote.anonymous or _nobody(title, quote.sources))


def _name_in(sources: Sequence[Span], mentions: Sequence[Mention]) -> Span | None:
    """The last name that a source ends with."""
    for source in sources:
        for m in reversed(mentions):
            if source.start <= m.start and m.end == source.end:
                return Span(m.start, m.end)
    return None


def _nobody(title: str, sources: Sequence[Span]) -> str | None:
    """The words of a source that is some people without a name: "officials", "two witnesses"."""
    for source in sources:
        words = _words(title[source.start : source.end])
        last = words[-1].lower() if words else ""
        if last.endswith("s") and last.removesuffix("s") in named("anonymous"):
            return title[source.start : source.end]
    return None


def _by_colon(title: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, Span]]:
    """Source and content of "Tolan: we will stay" and of "We will stay: minister"."""
    if (first := _FIRST.match(title)) and _speaks(title, 0, first.end(), mentions):
        yield _trimmed(title, 0, first.end()), _stripped(title, first.end(), len(title))
    elif (
        (last := _LAST.search(title))
        and _said(title[: last.start()])
        and _speaks(title, last.end(), len(title), mentions)
    ):
        yield _trimmed(title, last.end(), len(title)), _stripped(title, 0, last.start())


def _by_cue(title: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, Span]]:
    """Source and content of "‘No ferry today’, says minister": words in marks need no verb in a headline."""
    match = _CUED.fullmatch(title.strip())
    start = len(title) - len(title.lstrip())
    if match and _speaks(title, start + match.start("who"), start + match.end("who"), mentions):
        source = _trimmed(title, start + match.start("who"), start + match.end("who"))
        yield source, Span(start + match.start("said"), start + match.end("said"))


def _said(words: str) -> bool:
    """Whether what a name follows can be its words: "Meet the new minister: Mira Tolan" are the paper's."""
    return bool(_MARKED.search(words)) or _NO_SOURCE.isdisjoint(_words(words.lower())[:1])


def _trimmed(title: str, start: int, end: int) -> Span:
    return Span(*trim(title, start, end))


def _stripped(title: str, start: int, end: int) -> Span:
    part = title[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def _speaks(title: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether these words are somebody who speaks: a person or body of the text, an office, a body; no place."""
    source = _trimmed(title, start, end)
    words = _words(title[source.start : source.end].lower())
    if not words or len(words) > _LONGEST or not _NO_SOURCE.isdisjoint(words):
        return False
    if any(source.start <= m.start and m.end == source.end and m.label in ("PERSON", "ORG") for m in mentions):
        return True
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    plural = head.removesuffix("s")
    return any(w in named("roles") or w in named("bodies") for w in (head.removeprefix("ex-"), plural)) or (
        head != plural and plural in named("anonymous")
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _with(title: str, found: Sequence[Quote], source: Span, content: Span, mentions: Sequence[Mention]) -> list[Quote]:
    """`found` with what the colon says: a source for words in marks that have none, or another quote."""
    if any(c.overlaps(content) for q in found if q.sources for c in q.contents):
        return list(found)
    speaker = _name_in((source,), mentions)
    nobody = None if speaker else _nobody(title, (source,))
    inside = [q for q in found if Span(q.contents[0].start, q.contents[-1].end).overlaps(content)]
    if inside:
        return [
            replace(q, sources=(source,), speaker_mention=speaker, anonymous=nobody) if q in inside else q
            for q in found
        ]
    words = title[content.start : content.end]
    if len(_words(words)) < _LEAST:
        return list(found)
    told = Quote(_mode(words), (content,), None, (source,), speaker_mention=speaker, anonymous=nobody)
    return [*found, replace(told, by=BY, score=_COLON)]


def _mode(words: str) -> Mode:
    if _WHOLE.fullmatch(words):
        return "direct"
    return "mixed" if _MARKED.search(words) else "indirect"
