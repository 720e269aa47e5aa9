"""Puts the pieces together: utterances in marks first, then what the parse says is reported, without counting twice."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.annotate.quotes.clauses import Candidate, candidates
from variorum.annotate.quotes.marks import quoted
from variorum.annotate.quotes.sources import cue_range, source_of, trimmed
from variorum.annotate.quotes.speech import Stretch, Utterance, stretches, utterances
from variorum.annotate.quotes.words import Words
from variorum.model.records import Mention, Quote, Span

THRESHOLD = 0.4


def attributions(words: Words, mentions: Sequence[Mention]) -> list[Quote]:
    found = stretches(words, quoted(words.text))
    spoken = utterances(words, found)
    inside = bytearray(words.n)
    for s in found:
        if s.utterance:
            inside[s.first : s.last + 1] = b"\1" * (s.last + 1 - s.first)
    quotes = [_spoken(words, u) for u in spoken]
    cued = {u.cue for u in spoken}
    best: dict[int, Candidate] = {}
    for c in candidates(words):
        if c.score < THRESHOLD or c.cue in cued or inside[c.cue]:
            continue
        if c.cue not in best or c.score > best[c.cue].score:
            best[c.cue] = c
    quotes += [q for c in best.values() if (q := _reported(words, c, found)) is not None]
    return sorted(quotes, key=lambda q: q.contents)


def _spoken(words: Words, u: Utterance) -> Quote:
    source = None if u.cue is None else source_of(words, u.cue)
    return Quote(
        "direct",
        tuple(Span(s.quoted.start, s.quoted.end) for s in u.stretches),
        None if u.cue is None else words.span(*cue_range(words, u.cue)),
        () if source is None else (words.span(*source),),
        by="quotes/1",
    )


def _reported(words: Words, c: Candidate, found: Sequence[Stretch]) -> Quote | None:
    ranges = [r for first, last in c.ranges if (r := trimmed(words, first, last)) is not None]
    if not ranges:
        return None
    spans = tuple(words.span(*r) for r in ranges)
    source = source_of(words, c.cue)
    long = any(s.size > 2 and any(r[0] <= s.first and s.last <= r[1] for r in ranges) for s in found)
    return Quote(
        "mixed" if long else "indirect",
        spans,
        words.span(*cue_range(words, c.cue)),
        () if source is None else (words.span(*source),),
        complete=not long,
        by="quotes/1",
        score=c.score,
    )
