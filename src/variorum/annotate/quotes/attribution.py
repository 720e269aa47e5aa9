"""Puts the pieces together: utterances in marks first, then what the parse says is reported, without counting twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.annotate.quotes.clauses import Candidate, candidates
from variorum.annotate.quotes.cues import likelihood
from variorum.annotate.quotes.cutting import cut, without_listener
from variorum.annotate.quotes.fragments import governed
from variorum.annotate.quotes.marks import quoted
from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.sources import Range, cue_range, source_of, trimmed
from variorum.annotate.quotes.speech import Stretch, Utterance, follows, stretches, utterances
from variorum.annotate.quotes.speakers import Speakers, Voice
from variorum.annotate.quotes.upstream import Occasions
from variorum.annotate.quotes.words import Words
from variorum.model.records import Mention, Mode, Quote, Span

THRESHOLD = 0.35
"""Likelihood from which a complement is taken for reported; chosen on the training half of PolNeAR."""

TERM = 2
"""Words up to which a stretch in marks within a report is a term or a scare quote: it shows no wording."""


_SAID = 0.3
"""Share of a noun's that-clauses that attribute, from which the noun is one of speech ("claim", "statement")."""

_BACK = 4
"""Attributions before an utterance among which the one is that it goes on with."""


BIT = 4
"""Words up to which a stretch that no cue governs is left alone: a term, a title or a scare quote."""

_STOPS = {".", ";", "?", "!", ":"}
_RUNS_ON = {"ADP", "SCONJ", "PART", "ADV", "CCONJ", "VERB", "AUX"}
"""Parts of speech with which a sentence goes on behind its marked part, where a source would begin with a name."""
_MARKS = {"”", '"', "''", "»", "’"}


@dataclass
class Found:
    """One attribution in the making: its cue word and the words of its content."""

    cue: int | None
    ranges: list[Range]
    score: float = 1.0
    spoken: bool = False
    source_from: int | None = None
    """The cue whose source this one shares, when it has none of its own."""


def attributions(words: Words, mentions: Sequence[Mention]) -> list[Quote]:
    """All quotes of a text, in order of position."""
    marked = stretches(words, quoted(words.text))
    spoken = utterances(words, marked)
    inside = bytearray(words.n)
    for s in marked:
        inside[s.first : s.last + 1] = b"\1" * (s.last + 1 - s.first)
    chosen = {c.cue: c for c in _chosen(words, [c for c in candidates(words) if c.score >= THRESHOLD and not inside[c.cue]])}
    chosen, lent = cut(words, chosen)
    found = [Found(u.cue, _spoken_ranges(words, u, chosen), spoken=True) for u in spoken]
    cued = {u.cue for u in spoken}
    reported = [
        Found(c.cue, ranges, c.score, source_from=lent.get(c.cue))
        for c in chosen.values()
        if c.cue not in cued and (ranges := _whole_stretches(words, [without_listener(words, c.cue, r) for r in c.ranges], marked)) and _speaks(words, c, ranges, marked)
    ]
    found += _outermost(reported)
    found += _rescued(words, marked, found)
    found += _left_over(words, marked, found)
    found.sort(key=lambda f: f.ranges)
    return _voiced(words, Names(words, mentions), _joined(words, found), marked)


def _voiced(words: Words, names: Names, found: Sequence[Found], marked: Sequence[Stretch]) -> list[Quote]:
    """The quotes with who speaks and whom it was first told to, both in order of the text."""
    contents = [r for f in found for r in f.ranges]
    speakers, occasions = Speakers(words, names, contents), Occasions(words, names, contents)
    voice = Voice()
    quotes = []
    for f in found:
        source = None if f.cue is None else source_of(words, f.cue if f.source_from is None else f.source_from)
        if source is not None and f.cue is not None:
            voice = speakers.voice(source, f.cue)
        elif f.cue is not None:
            voice = Voice()
        upstream = occasions.upstream(f.cue, source, voice.name)
        quotes.append(_quote(words, f, source, _mode(f, marked), _name(names, voice.name), _name(names, upstream), voice.anonymous))
    return quotes


def _name(names: Names, k: int | None) -> Span | None:
    return None if k is None else Span(names.mentions[k].start, names.mentions[k].end)


def _spoken_ranges(words: Words, u: Utterance, chosen: dict[int, Candidate]) -> list[Range]:
    """The stretches of an utterance, with the reported words that lead into it or out of it in the same clause."""
    ranges = [(s.first, s.last) for s in u.stretches]
    cue = u.cue
    if cue is None:
        return ranges
    first, last = ranges[0]
    if cue < first:
        if words.lower[first - 1] == "that":
            ranges[0] = (first - 1, last)
        elif (c := chosen.get(cue)) is not None and c.frame == "ccomp":
            start = c.ranges[0][0]
            if cue < start < first - 1 and words.sentence[start] == words.sentence[cue]:
                ranges[0] = (start, last)
        return ranges
    k = max(i for i, r in enumerate(ranges) if r[1] < cue)
    first, last = ranges[k]
    rest = trimmed(words, last + 1, _clause_begin(words, cue) - 1)
    runs_on = rest is not None and words.pos[rest[0]] in _RUNS_ON and words.lower[rest[0] - 1] != ","
    if rest is not None and runs_on and words.lower[rest[1] + 1] == ",":
        ranges[k] = (first, rest[1])
    if k == 0 and words.text[u.stretches[0].quoted.inner].islower() and words.lower[first - 1] != ",":
        ranges[0] = (_sentence_begin(words, first), ranges[0][1])
    return ranges


def _clause_begin(words: Words, cue: int) -> int:
    """The first word of the cue's clause when it stands behind what was said: its subject, or itself ("said Ana Ruiz")."""
    subject = words.child(cue, "nsubj")
    return cue if subject is None or subject > cue else words.left[subject]


def _sentence_begin(words: Words, first: int) -> int:
    """Where the sentence begins that runs on into a stretch in small letters: `Prices “are going up,” she said`."""
    i = first
    while i > 0 and words.lower[i - 1] not in _STOPS and "\n" not in words.lower[i - 1] and words.lower[i - 1] not in _MARKS:
        i -= 1
    r = trimmed(words, i, first)
    return first if r is None else r[0]


def _chosen(words: Words, all_of_them: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each cue, and of two cues that stand in one phrase ("declined to say") the likelier."""
    by_cue: dict[int, list[Candidate]] = {}
    for c in all_of_them:
        by_cue.setdefault(c.cue, []).append(c)
    best = {cue: max(cs, key=lambda c: c.score) for cue, cs in by_cue.items()}
    out = []
    for cue, c in best.items():
        rivals = [best[k] for k in words.kids[cue] if k in best and words.dep[k] in ("xcomp", "dobj")]
        if c.frame in ("xcomp", "dobj") and any(r.score >= c.score for r in rivals):
            continue
        above = best.get(words.head[cue])
        if above is not None and above.frame == words.dep[cue] and above.frame in ("xcomp", "dobj") and above.score > c.score:
            continue
        out.append(c)
    return out


def _speaks(words: Words, c: Candidate, ranges: Sequence[Range], marked: Sequence[Stretch]) -> bool:
    """Not where a noun of wish or feeling governs nothing but marked words: those were said by whoever is quoted there."""
    if words.pos[c.cue] != "NOUN" or likelihood(words.lemma[c.cue], "NOUN", "acl-that") > _SAID:
        return True
    return {(s.first, s.last) for s in marked}.isdisjoint(ranges)


def _outermost(reported: list[Found]) -> list[Found]:
    """Without what stands within another's words: a report of a report is left to the outer one."""
    return [f for f in reported if not any(a <= f.cue <= b for g in reported if g is not f for a, b in g.ranges)]


def _left_over(words: Words, marked: Sequence[Stretch], found: Sequence[Found]) -> list[Found]:
    """Clauses in marks that nothing governs, in a sentence behind an attribution: words of whoever spoke last.

    `It shows the council's wish to “draw a line under the whole affair.”` after a sentence that quotes somebody.
    """
    taken = bytearray(words.n)
    for f in found:
        for a, b in f.ranges:
            taken[a : b + 1] = b"\1" * (b + 1 - a)
    cued = {words.sentence[f.cue] for f in found if f.cue is not None}
    out = []
    for s in marked:
        if taken[s.first] or s.kind != "bit" or s.size <= BIT:
            continue
        before = [f for f in found if f.cue is not None and f.ranges[-1][1] < f.cue < s.first]
        goes_on = _goes_on(words, s.first, before[-_BACK:]) is not None and words.sentence[s.first] in cued
        here = words.sentence[s.first]
        if goes_on or (here not in cued and here - 1 in cued and words.text[s.quoted.outer - 1] in ".?!"):
            out.append(Found(None, [(s.first, s.last)], 0.4, spoken=goes_on))
    return out


def _rescued(words: Words, marked: Sequence[Stretch], found: Sequence[Found]) -> list[Found]:
    """Stretches outside every content that a cue to their left governs."""
    taken = bytearray(words.n)
    by_cue = {f.cue: f for f in found if f.cue is not None}
    for f in found:
        for a, b in f.ranges:
            taken[a : b + 1] = b"\1" * (b + 1 - a)
    new: list[Found] = []
    for s in marked:
        if taken[s.first] or (hit := governed(words, s, taken)) is None:
            continue
        cue, r = hit
        if cue in by_cue:
            continue
        r = without_listener(words, cue, r)
        new.append(Found(cue, [r], 0.5))
        by_cue[cue] = new[-1]
        taken[r[0] : r[1] + 1] = b"\1" * (r[1] + 1 - r[0])
    return new


def _whole_stretches(words: Words, ranges: Iterable[Range], marked: Sequence[Stretch]) -> list[Range]:
    """Ranges without blanks at their ends, grown over the marked stretches that they enter."""
    out: list[Range] = []
    for first, last in ranges:
        r = trimmed(words, first, last)
        if r is None:
            continue
        for s in marked:
            if s.first > r[1] + 1:
                break
            if s.last >= r[0] and s.first <= r[1]:
                r = (min(s.first, r[0]), max(s.last, r[1]))
        out.append(r)
    return out


def _joined(words: Words, found: list[Found]) -> list[Found]:
    """Utterances without a cue go on with the attribution that ends right before them, or nobody's words are lost."""
    out: list[Found] = []
    for f in found:
        if f.spoken and f.cue is None:
            earlier = _goes_on(words, f.ranges[0][0], out[-_BACK:])
            if earlier is not None:
                earlier.ranges += f.ranges
                continue
        out.append(f)
    return out


def _goes_on(words: Words, first: int, before: Sequence[Found]) -> Found | None:
    """The attribution that an utterance which begins at `first` belongs to, when nothing but its cue stands between."""
    hits = [g for g in before if g.cue is not None and follows(words, max(g.ranges[-1][1], g.cue), g.cue, first)]
    return next((g for g in reversed(hits) if g.spoken), hits[-1] if hits else None)


def _quote(
    words: Words, f: Found, source: Range | None, mode: Mode, speaker: Span | None, upstream: Span | None, who: str | None
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
        by="quotes/1",
        score=round(f.score, 2),
    )


def _mode(f: Found, marked: Sequence[Stretch]) -> Mode:
    within = [s for s in marked if any(a <= s.first and s.last <= b for a, b in f.ranges)]
    covered = {(s.first, s.last) for s in within}
    if all(r in covered for r in f.ranges):
        return "direct"
    return "mixed" if any(s.size > TERM for s in within) else "indirect"
