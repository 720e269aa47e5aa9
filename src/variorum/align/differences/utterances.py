"""The words between quotation marks, one utterance per sentence, told apart from how they are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, table
from variorum.model import Span

LEAST_WORDS = 4
"""Words of an utterance below which nothing is compared: set phrases."""

_TOKEN = re.compile(
    r"\[[^\]]*\]|\([^)]*\)|\.{3}|…"  # what an editor put in or left out
    r"|[@#]\w+"  # a handle, for which another report prints the name
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"  # contractions, taken apart
    r"|[^\W_]*\*+[^\W_]*|[^\W_]-{2,}[^\W_]*|\b[^\W\d_aiAI][-–—_]+(?![^\W_])|[^\W_]+"
)
_FILLER = re.compile(r"\b(?:you know|i mean),", re.I)
_BRITISH = re.compile(r"(?<=\w\w)our|(?<=\w{3})[iy]s(?=(?:e[sd]?|ing|ation)$)|(?<=\w{3}t)re$")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_INNER = re.compile(r"[“”\"]")
_MARKED = re.compile(r"[“\"]([^“”\"]*)[”\"]?")
_NUMBERED = re.compile(r"\.\s?\d")
_MARGIN = 2
"""Code points around a stretch in which its quotation marks stand."""
CLITICS = frozenset({"is", "are", "have", "will", "would", "am", "not"})
"""What a contraction's second half is heard as."""
EDITED = ("[", "(", "…", "...", "@", "#")


@dataclass(frozen=True, eq=False)
class Utterance:
    """The quoted part of one sentence, as words with their places."""

    sentence: Sentence
    span: Span
    speaker: str | None
    told: str | None
    words: tuple[str, ...]
    places: tuple[Span, ...]
    stems: frozenset[str]


def utterances(sentence: Sentence) -> Iterator[Utterance]:
    """What of a sentence stands in quotation marks."""
    text = sentence.article.text
    for quote in sentence.quotes:
        if quote.mode == "indirect":
            continue
        for content in quote.stretches:
            start, end = max(content.start, sentence.span.start), min(content.end, sentence.span.end)
            for part in _marked(text, start, end):
                places = tuple(_spoken(text, part))
                if len(places) >= LEAST_WORDS:
                    words = tuple(
                        "number" if _is_number_sign(text, p) else as_heard(text[p.start : p.end]) for p in places
                    )
                    stems = content_stems(text[part.start : part.end])
                    yield Utterance(sentence, part, quote.speaker, quote.upstream, words, places, stems)


def _spoken(text: str, part: Span) -> Iterator[Span]:
    """The words of a quoted part without "you know", which reports print or leave out as they like."""
    fillers = [match.span() for match in _FILLER.finditer(text, part.start, part.end)]
    for match in _TOKEN.finditer(text, part.start, part.end):
        if not any(start <= match.start() < end for start, end in fillers):
            yield Span(*match.span())


def _marked(text: str, start: int, end: int) -> list[Span]:
    """The parts of a content between quotation marks; all of it where it holds none, or only at its ends."""
    if start >= end:
        return []
    if not _INNER.search(text, max(0, start - _MARGIN), min(len(text), end + _MARGIN)) and not _open(text, start):
        return []
    if not _INNER.search(text[start:end].strip("“”\"'‘’ ,.")):
        return [Span(start, end)]
    return [Span(m.start(1), m.end(1)) for m in _MARKED.finditer(text, start, end)]


def _open(text: str, start: int) -> bool:
    """Whether quotation marks were opened in the paragraph and not closed before `start`."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_number_sign(text: str, place: Span) -> bool:
    """Whether "No." stands before a number."""
    return text[place.start : place.end].lower() == "no" and bool(_NUMBERED.match(text, place.end))


def as_heard(word: str) -> str:
    """A word as it sounds: case, apostrophes, dots, digits and two spellings of one word do not differ."""
    folded = word.lower().replace("’", "'")
    folded = folded if folded.startswith(EDITED) else folded.replace(".", "")
    folded = folded if folded in _same_word() else _ORDINAL.sub("", folded)
    return _same_word().get(folded, _american(folded))


def _american(word: str) -> str:
    """One spelling for both sides of the Atlantic ("rumour", "organise", "centre"); it need not be a right one."""
    return _BRITISH.sub(lambda found: {"our": "or", "is": "iz", "ys": "yz", "re": "er"}[found.group()], word)


@lru_cache(maxsize=1)
def _same_word() -> dict[str, str]:
    pairs = (line.split() for line in table("difference_same_words.txt"))
    return {word: words[0] for words in pairs for word in words}
