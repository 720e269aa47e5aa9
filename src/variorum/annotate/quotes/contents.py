"""From a cue and its complement to the exact words of what was said.

The conventions are PolNeAR's: quotation marks and the stops within them belong to the content, "that" does, a full stop
outside the marks does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from variorum.annotate.quotes.clauses import Candidate
from variorum.annotate.quotes.cues import utterance_verbs
from variorum.annotate.quotes.sources import Range, trimmed
from variorum.annotate.quotes.speech import Stretch, Utterance
from variorum.annotate.quotes.words import Words

_STOPS = frozenset({".", ";", "?", "!", ":"})
_MARKS = frozenset({"”", '"', "''", "»", "’"})
_HALTS = _STOPS | _MARKS | {","}
_RUNS_ON = frozenset({"ADP", "SCONJ", "PART", "ADV", "CCONJ", "VERB", "AUX"})
"""Parts of speech with which a sentence goes on behind its marked part, where a source would begin with a name."""


def spoken_ranges(words: Words, u: Utterance, chosen: Mapping[int, Candidate]) -> list[Range]:
    """The stretches of an utterance, with the reported words that lead into it or out of it in the same clause."""
    ranges = [(s.first, _running_on(words, s)) for s in u.stretches]
    if u.cue is None:
        return ranges
    if u.cue < ranges[0][0]:
        ranges[0] = (_led_into(words, u.cue, ranges[0][0], chosen), ranges[0][1])
        return ranges
    k = max((i for i, r in enumerate(ranges) if r[1] < u.cue), default=0)
    first, last = ranges[k]
    rest = trimmed(words, last + 1, _clause_begin(words, u.cue) - 1)
    runs_on = rest is not None and words.pos[rest[0]] in _RUNS_ON and words.lower[rest[0] - 1] != ","
    if rest is not None and runs_on and words.lower[rest[1] + 1] == ",":
        ranges[k] = (first, rest[1])
    if k == 0 and words.text[u.stretches[0].quoted.inner].islower() and words.lower[first - 1] != ",":
        ranges[0] = (_sentence_begin(words, first), ranges[0][1])
    return ranges


def _led_into(words: Words, cue: int, first: int, chosen: Mapping[int, Candidate]) -> int:
    """Where the content begins when reported words of the same paragraph lead into the marks: `said that it was late:
    “Let us go.”`
    """
    if any("\n" in words.lower[i] for i in range(cue + 1, first)):
        return first
    for i in range(cue + 1, first):
        if words.lower[i] == "that" and (words.pos[i] == "SCONJ" or i == first - 1):
            return i
    c = chosen.get(cue)
    if c is not None and c.frame == "ccomp":
        start = c.ranges[0][0]
        if cue < start < first - 1 and words.sentence[start] == words.sentence[cue]:
            return start
    return first


def _running_on(words: Words, s: Stretch) -> int:
    """Where a sentence ends that goes on behind a stretch without a stop of its own: `said, “We are ready” for it`."""
    after = s.last + 1
    if words.text[s.quoted.outer - 1] in ".,?!…" or after >= words.n or words.pos[after] not in _RUNS_ON:
        return s.last
    i = after
    while i < words.n and words.lower[i] not in _HALTS and "\n" not in words.lower[i]:
        if words.lemma[i] in utterance_verbs():
            return s.last
        i += 1
    return i - 1 if i < words.n and words.lower[i] in _STOPS else s.last


def _clause_begin(words: Words, cue: int) -> int:
    """The first word of the cue's clause behind what was said: its subject, or itself ("said Ana Ruiz")."""
    subject = words.child(cue, "nsubj")
    return cue if subject is None or subject > cue else words.left[subject]


def _sentence_begin(words: Words, first: int) -> int:
    """Where the sentence begins that runs on into a stretch in small letters: `Prices “are going up,” she said`."""
    i = first
    while i > 0 and words.lower[i - 1] not in _STOPS | _MARKS and "\n" not in words.lower[i - 1]:
        i -= 1
    r = trimmed(words, i, first)
    return first if r is None else r[0]


def whole_stretches(words: Words, ranges: Iterable[Range], marked: Sequence[Stretch]) -> list[Range]:
    """Ranges without blanks at their ends, grown over the marked stretches that they enter."""
    out: list[Range] = []
    for first, last in ranges:
        r = trimmed(words, first, last)
        if r is not None:
            out.append(_grown(words, r, marked))
    return out


def _grown(words: Words, r: Range, marked: Sequence[Stretch]) -> Range:
    at = max(0, bisect_right(marked, r[0], key=lambda s: s.first) - 1)
    while at < len(marked) and marked[at].first <= r[1]:
        s = marked[at]
        if s.last >= r[0]:
            r = (min(s.first, r[0]), max(s.last, r[1]))
            if s.last < r[1] and _narrator_goes_on(words, s):
                return (r[0], s.last)
        at += 1
    return r


def _narrator_goes_on(words: Words, s: Stretch) -> bool:
    """Whether a comma within the marks ends what was said: `called it “a farce,” citing the delay`."""
    after = s.last + 1
    if words.text[s.quoted.outer - 1] != "," or after >= words.n:
        return False
    return words.tag[after] in ("VBG", "VBN", "NN", "DT") or words.lower[after : after + 2] == ["for", "instance"]
