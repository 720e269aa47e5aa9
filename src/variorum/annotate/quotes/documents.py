"""Papers as sources where the parse is of no help: "..., documents seen by the Coast Herald show." at a sentence's end.

The parser takes the closing verb for a noun, or the papers for an apposition; the words alone tell better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.annotate.quotes.gathering import Found
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

_FAR = 14
"""Words of the longest description of papers."""
_LEAST = 3
"""Words that papers show at least."""
_SURE = 0.65
_BOUNDS = frozenset({",", ":", ";", "—", "–", "-", "”", '"', "»", "›", "that", "and", "but"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def papers_before(words: Words, cue: int) -> Range | None:
    """The papers right before a cue of showing: "documents seen by Harbour Radio", "court records"; else `None`."""
    if words.lemma[cue] not in named("shows"):
        return None
    begin = words.sentences[words.sentence[cue]][0]
    first = cue
    while first > max(begin, cue - _FAR) and words.lower[first - 1] not in _BOUNDS and words.pos[first - 1] != "SPACE":
        first -= 1
    head = -1
    for i in range(first, cue):
        if words.pos[i] in _NOUNS and words.tag[i] != "VBN":
            head = i
        elif head >= 0:
            break  # "seen by ...", "of the council": the head stands before
    return (first, cue - 1) if head >= 0 and words.lemma[head] in named("papers") else None


def with_papers(words: Words, found: Sequence[Found]) -> list[Found]:
    """`found`, and what sentences say that close with the papers which show it."""
    cued = {f.cue for f in found}
    closing = (c for c in _closing(words) if c[0] not in cued)
    fresh = [Found(cue, [content], _SURE, source=papers) for cue, content, papers in closing]
    return [*(f for f in found if not _within(f, fresh)), *fresh]


def _within(f: Found, others: Iterable[Found]) -> bool:
    """Whether a report lies inside what papers show; words in quotation marks stay."""
    cue = f.cue
    return cue is not None and not f.spoken and any(o.ranges[0][0] <= cue <= o.ranges[0][1] for o in others)


def _closing(words: Words) -> Iterable[tuple[int, Range, Range]]:
    """Cue, content and papers of each sentence that ends so."""
    for begin, end in words.sentences:
        cue = end - 1
        while cue > begin and words.pos[cue] in ("PUNCT", "SPACE"):
            cue -= 1
        if (papers := papers_before(words, cue)) is None:
            continue
        first, last = begin, papers[0] - 2
        while first < last and (words.pos[first] == "SPACE" or first in words.datelines):
            first += 1
        if papers[0] > begin and words.lower[papers[0] - 1] == "," and last - first + 1 >= _LEAST:
            yield cue, (first, last), papers
