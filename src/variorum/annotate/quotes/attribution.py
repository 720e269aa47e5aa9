"""Puts the pieces together: utterances in marks first, then what the parse says is reported, without counting twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.quotes.citing import cited, credited
from variorum.annotate.quotes.clauses import candidates
from variorum.annotate.quotes.contents import spoken_ranges, whole_stretches
from variorum.annotate.quotes.cutting import cut, without_grounds, without_listener, without_next_source
from variorum.annotate.quotes.documents import papers_before, with_papers
from variorum.annotate.quotes.gathering import Found, chosen_of, joined, left_over, once, outermost, rescued, speaks
from variorum.annotate.quotes.marks import quoted
from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.parting import parted, shows_wording
from variorum.annotate.quotes.sources import Range, behind, cue_range, source_of, stray_subject
from variorum.annotate.quotes.speakers import Speakers, Voice
from variorum.annotate.quotes.speech import Stretch, leads_up, stretches, stretches_within, utterances
from variorum.annotate.quotes.upstream import Occasions
from variorum.annotate.quotes.words import Words
from variorum.model.records import Mention, Mode, Quote, Span

BY = "quotes/1"

THRESHOLD = 0.35
"""Likelihood from which a complement is taken for reported; chosen on PolNeAR's training texts."""

NOUNS = 0.45
"""The same for a noun: "attacks on" and "support for" are deeds as often as words."""


def attributions(words: Words, mentions: Sequence[Mention]) -> list[Quote]:
    """All quotes of a text, in order of position."""
    marked = stretches(words, quoted(words.text))
    names = Names(words, mentions)
    found = _spoken_and_reported(words, names, marked)
    found += rescued(words, marked, found)
    found += left_over(words, marked, found)
    found = with_papers(words, found)
    found = once(credited(words, names, found))
    found.sort(key=lambda f: f.ranges)
    return _voiced(words, names, joined(words, found), marked)


def _spoken_and_reported(words: Words, names: Names, marked: Sequence[Stretch]) -> list[Found]:
    inside = bytearray(words.n)
    for s in marked:
        inside[s.first : s.last + 1] = b"\1" * (s.last + 1 - s.first)
    likely = (c for c in candidates(words) if c.score >= _needed(words, c.cue) and not inside[c.cue])
    chosen, lent = cut(words, {c.cue: c for c in chosen_of(words, likely)})
    spoken = [Found(u.cue, spoken_ranges(words, u, chosen), spoken=True) for u in utterances(words, marked)]
    cued = {f.cue for f in spoken}
    reported = []
    for c in chosen.values():
        if c.cue in cued:
            continue
        ranges = whole_stretches(words, [_bare(words, c.cue, r) for r in c.ranges], marked)
        if ranges and speaks(words, c, ranges, marked):
            reported.append(Found(c.cue, ranges, c.score, source_from=lent.get(c.cue)))
    by_outlets = {f.cue for f in reported if f.cue is not None and cited(words, names, f) is not None}
    return [*spoken, *outermost(words, reported, by_outlets)]


def _bare(words: Words, cue: int, r: Range) -> Range:
    return without_next_source(words, without_grounds(words, cue, without_listener(words, cue, r)))


def _needed(words: Words, cue: int) -> float:
    return NOUNS if words.pos[cue] == "NOUN" else THRESHOLD


def _voiced(words: Words, names: Names, found: Sequence[Found], marked: Sequence[Stretch]) -> list[Quote]:
    """The quotes with who speaks and whom it was first told to, both in order of the text."""
    contents = [r for f in found for r in f.ranges]
    said = [r for f in found for r in f.ranges if f.spoken or _is_clause(words, r)]  # "Tolan was praised" names Tolan
    speakers, occasions = Speakers(words, names, said), Occasions(words, names, contents)
    voice = Voice()
    quotes = []
    for f in found:
        source = None
        if f.cue is not None:
            source = f.source or _source(words, f, f.cue if f.source_from is None else f.source_from)
            voice = Voice() if source is None else speakers.voice(source, f.cue)
        elif leads_up(words, 0, f.ranges[0][0]):
            voice = Voice()  # whoever it is, it is not the one who spoke last
        alone = None if source and names.several(*source) else voice.name  # one's interview is not the other's
        told = names.span(occasions.upstream(f.cue, alone, f.ranges, f.printed_by))
        mode = _mode(words, f, marked)
        shown = replace(f, ranges=parted(words, f.ranges, marked)) if mode == "mixed" else f
        quotes.append(_quote(words, shown, source, mode, names.span(voice.name), told, voice.anonymous))
    return quotes


def _source(words: Words, f: Found, cue: int) -> Range | None:
    """The source that the parse gives, never words of what was said; else the papers that stand before the cue."""
    until = f.ranges[0][1] if f.spoken else None
    source = source_of(words, cue, until)
    if source is not None and f.spoken and any(a <= source[0] and source[1] <= b for a, b in f.ranges):
        source = behind(words, cue) or stray_subject(words, cue)
    return source or papers_before(words, cue)


def _quote(
    words: Words,
    f: Found,
    source: Range | None,
    mode: Mode,
    speaker: Span | None,
    upstream: Span | None,
    who: str | None,
) -> Quote:
    return Quote(
        mode,
        tuple(words.span(*r) for r in f.ranges),
        None if f.cue is None else words.span(*cue_range(words, f.cue)),
        () if source is None else (words.span(*source),),
        complete=mode != "mixed",
        speaker_mention=speaker,
        upstream_mention=upstream,
        anonymous=who,
        by=BY,
        score=round(f.score, 2),
        clausal=mode != "indirect" or any(_is_clause(words, r) for r in f.ranges),
    )


def _is_clause(words: Words, r: Range) -> bool:
    """Whether the head of a range is a verb."""
    heads = (i for i in range(r[0], r[1] + 1) if not r[0] <= words.head[i] <= r[1] or words.head[i] == i)
    return any(words.pos[i] in ("VERB", "AUX") for i in heads)


def _mode(words: Words, f: Found, marked: Sequence[Stretch]) -> Mode:
    within = [s for first, last in f.ranges for s in stretches_within(marked, first, last)]
    covered = {(s.first, s.last) for s in within}
    if all(r in covered for r in f.ranges):
        return "direct"
    return "mixed" if any(shows_wording(words, s) for s in within) else "indirect"
