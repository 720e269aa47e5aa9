"""Which attributions a text has: the candidates that are kept, and what no complement reached."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from variorum.annotate.quotes.clauses import Candidate
from variorum.annotate.quotes.cues import likelihood
from variorum.annotate.quotes.cutting import without_listener
from variorum.annotate.quotes.fragments import governed
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range, quoting_verb
from variorum.annotate.quotes.speech import Stretch, follows
from variorum.annotate.quotes.words import Words

BIT = 4
"""Words up to which a stretch that no cue governs is left alone: a term, a title or a scare quote."""

_SAID = 0.3
"""Share of a noun's that-clauses that attribute, from which the noun is one of speech ("claim", "statement")."""

_GAP = 2
"""Words between a report and a stretch in marks that the parser lost at the mark."""

_BACK = 4
"""Attributions before an utterance among which the one is that it goes on with."""

_TOLD_AGAIN = 0.7
"""Likelihood from which a report within what an outlet reports is kept."""

_LIKELIER = 0.3
"""How much likelier an inner report has to be to stand for the outer one."""

_NAMED = (["named"], ["identified"], ["quoted"])

_HALTS = (".", ";", ":", "\n")

_RESCUED, _LEFT_OVER = 0.5, 0.4
"""How sure a fragment is whose cue the parse does not tell, and one without a cue."""


@dataclass
class Found:
    """One attribution in the making: its cue word and the words of its content."""

    cue: int | None
    ranges: list[Range]
    score: float = 1.0
    spoken: bool = False
    source_from: int | None = None
    """The cue whose source this one shares, when it has none of its own."""
    source: Range | None = None
    """Its source, where the words tell it and not the parse."""
    printed_by: int | None = None
    """The number of the outlet that is cited for it."""


def chosen_of(words: Words, all_of_them: Iterable[Candidate]) -> list[Candidate]:
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
        within = above is not None and above.frame in ("xcomp", "dobj") and above.frame == words.dep[cue]
        if above is None or not within or above.score <= c.score:
            out.append(c)
    return out


def speaks(words: Words, c: Candidate, ranges: Sequence[Range], marked: Sequence[Stretch]) -> bool:
    """Not where a noun of wish or feeling governs nothing but marked words: whoever is quoted there said those."""
    if words.lemma[c.cue] in named("making") and any(s.titled and ranges[0][0] == s.first for s in marked):
        return False  # he wrote “A Year by the Sea”
    if c.frame == "xcomp" and _unnamed(words, ranges[0]):
        return False  # "who asked not to be named" tells of the source, not of what it said
    if words.child(c.cue, "auxpass") is not None and any(_named_thing(words, s, ranges[0]) for s in marked):
        return False  # the “lantern hire charges” were reported by the Herald
    if quoting_verb(words, c.cue) == c.cue:
        return False  # "quoted the mayor as saying that": what follows "saying" is
    if words.lower[c.cue] == "citing" and _somebody(words, words.child(c.cue, "dobj")):
        return False  # "..., citing two officials": they are the ground, not the words
    if words.pos[c.cue] != "NOUN" or likelihood(words.lemma[c.cue], "NOUN", "acl-that") > _SAID:
        return True
    first, last = ranges[0]
    return not any(s.first - 1 <= first <= s.first and last == s.last for s in marked)


def _named_thing(words: Words, s: Stretch, r: Range) -> bool:
    """Whether a range is nothing but "the" and a term in marks: what it is called, not what somebody said."""
    return s.kind == "term" and (s.first - 1, s.last) == r and words.lower[r[0]] in ("the", "these", "those", "this")


def _unnamed(words: Words, r: Range) -> bool:
    said = words.lower[r[0] : r[1] + 1]
    return (said[:3] == ["not", "to", "be"] and said[3:4] in _NAMED) or said[:3] == ["to", "remain", "anonymous"]


def _somebody(words: Words, head: int | None) -> bool:
    if head is None:
        return False
    return words.pos[head] == "PROPN" or words.lemma[head] in named("anonymous") or words.lemma[head] in named("roles")


def outermost(words: Words, reported: Sequence[Found], cited: Collection[int] = ()) -> list[Found]:
    """Without what stands within another's words: a report of a report is left to the outer one.

    What an outlet prints that somebody said is kept: the outlet is where it was first read; `cited` are the cues of
    those that are cited for it. An outer one that is much less likely gives way: "released a note that said the port
    would close".
    """
    by_sentence: dict[int, list[Found]] = {}
    for f in reported:
        if f.cue is not None:
            by_sentence.setdefault(words.sentence[f.cue], []).append(f)
    dropped: set[int | None] = set()
    for together in by_sentence.values():
        for outer in sorted(together, key=lambda f: -f.score):
            for inner in together:
                if inner.cue is None or inner is outer or not any(a <= inner.cue <= b for a, b in outer.ranges):
                    continue
                if inner.score > outer.score + _LIKELIER:
                    dropped.add(outer.cue)
                elif not ((_prints(words, outer) or outer.cue in cited) and inner.score >= _TOLD_AGAIN):
                    dropped.add(inner.cue)
    return [f for f in reported if f.cue not in dropped]


def _prints(words: Words, f: Found) -> bool:
    return f.cue is not None and words.lemma[f.cue] in named("printing")


def taken_by(words: Words, found: Iterable[Found]) -> bytearray:
    """1 for every word that is part of what somebody said."""
    taken = bytearray(words.n)
    for f in found:
        for a, b in f.ranges:
            taken[a : b + 1] = b"\1" * (b + 1 - a)
    return taken


def rescued(words: Words, marked: Sequence[Stretch], found: Sequence[Found]) -> list[Found]:
    """Stretches outside every content that a cue to their left governs."""
    taken = taken_by(words, found)
    cued = {f.cue for f in found}
    ends = {f.ranges[-1][1]: f for f in found if not f.spoken}
    new: list[Found] = []
    for s in marked:
        if taken[s.first]:
            continue
        reached = _reached(words, s, ends)
        if reached is not None:
            reached.ranges[-1] = (reached.ranges[-1][0], s.last)
            continue
        if (on := _joined_on(words, s, ends)) is not None:
            on[1].ranges.append((on[0], s.last))
            continue
        if (hit := governed(words, s, taken)) is None or hit[0] in cued:
            continue
        cue, r = hit[0], without_listener(words, *hit)
        if s.titled and words.lemma[cue] in named("making"):
            continue
        new.append(Found(cue, [r], _RESCUED))
        cued.add(cue)
        taken[r[0] : r[1] + 1] = b"\1" * (r[1] + 1 - r[0])
    return new


def _reached(words: Words, s: Stretch, ends: dict[int, Found]) -> Found | None:
    """The report that ends right before a stretch of its sentence: the parser lost it at the mark."""
    for i in range(s.first - 1, max(-1, s.first - 1 - _GAP), -1):
        if words.lower[i] in (",", ".", ";", ":") or words.sentence[i] != words.sentence[s.first]:
            return None
        if i in ends:
            return ends[i]
    return None


def _joined_on(words: Words, s: Stretch, ends: dict[int, Found]) -> tuple[int, Found] | None:
    """The report that goes on with "and that": `said it was late, and that the bill harms “vital trade”`; where from.

    The parser often hangs the second clause on the verb of saying, where no complement is looked for.
    """
    for i in range(s.first - 1, words.sentences[words.sentence[s.first]][0] + 1, -1):
        if words.lower[i] in _HALTS:
            return None
        if words.lower[i] != "that" or words.lower[i - 1] not in ("and", "but", "or"):
            continue
        before = i - 3 if words.lower[i - 2] == "," else i - 2
        return (i, ends[before]) if before in ends else None
    return None


def left_over(words: Words, marked: Sequence[Stretch], found: Sequence[Found]) -> list[Found]:
    """Clauses in marks that nothing governs, in a sentence behind an attribution: words of whoever spoke last.

    `It shows the council's wish to “draw a line under the whole affair.”` after a sentence that quotes somebody.
    """
    taken = taken_by(words, found)
    by_cue = sorted((f.cue, n) for n, f in enumerate(found) if f.cue is not None)
    cued = {words.sentence[cue] for cue, _ in by_cue}
    out = []
    for s in marked:
        if taken[s.first] or s.kind != "bit" or s.titled:
            continue
        at = bisect_left(by_cue, (s.first, -1))
        before = [f for cue, n in by_cue[max(0, at - _BACK) : at] if (f := found[n]).ranges[-1][1] < cue]
        here = words.sentence[s.first]
        continued = here in cued and goes_on(words, s.first, before) is not None
        stands_behind = here not in cued and here - 1 in cued and words.text[s.quoted.outer - 1] in ".?!"
        if continued or (stands_behind and s.size > BIT):
            out.append(Found(None, [(s.first, s.last)], _LEFT_OVER, spoken=continued))
    return out


def once(found: Sequence[Found]) -> list[Found]:
    """Without a report of nothing but what an utterance with a cue has: “...,” the letter addressed to her reads."""
    uttered = {tuple(f.ranges) for f in found if f.spoken and f.cue is not None}
    return [f for f in found if f.spoken or tuple(f.ranges) not in uttered]


def joined(words: Words, found: list[Found]) -> list[Found]:
    """Utterances without a cue go on with the attribution that ends right before them, or nobody's words are lost."""
    out: list[Found] = []
    for f in found:
        if f.spoken and f.cue is None:
            earlier = goes_on(words, f.ranges[0][0], out[-_BACK:])
            if earlier is not None:
                earlier.ranges += f.ranges
                continue
        out.append(f)
    return out


def goes_on(words: Words, first: int, before: Sequence[Found]) -> Found | None:
    """The attribution that an utterance which begins at `first` goes on with: only its cue stands between."""
    hits = [g for g in before if g.cue is not None and follows(words, max(g.ranges[-1][1], g.cue), g.cue, first)]
    return next((g for g in reversed(hits) if g.spoken), hits[-1] if hits else None)
