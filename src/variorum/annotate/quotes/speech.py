"""Utterances in quotation marks, and the cue that stands after or before each.

The parse is least to be trusted around quotation marks, so the stretch is found first and the cue is looked for among the
words outside it: after it in its own sentence, before it, or in the sentence that another stretch of the paragraph has.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from variorum.annotate.quotes.cues import utterance_verbs
from variorum.annotate.quotes.marks import Quoted
from variorum.annotate.quotes.words import Words

_ENDINGS = ".,?!…—-"
_STOPS = {".", ";", "?", "!"}
LEAST = 3
"""Words that a stretch needs to be taken for an utterance without a cue of its own."""


class Stretch(Struct, frozen=True):
    """A marked stretch with its words `first..last` (marks within)."""

    quoted: Quoted
    first: int
    last: int
    size: int
    utterance: bool


class Utterance(Struct):
    """Stretches that one cue introduces. `cue` is `None` where the speaker has to come from what stands before."""

    stretches: list[Stretch]
    cue: int | None = None


def stretches(words: Words, marks: Sequence[Quoted]) -> list[Stretch]:
    """The marked stretches with their words, in order."""
    found = []
    for q in marks:
        first = bisect_right(words.start, q.start) - 1
        last = bisect_left(words.start, q.end) - 1
        if first < 0 or last < first:
            continue
        inside = [i for i in range(first, last + 1) if words.pos[i] not in ("PUNCT", "SPACE")]
        found.append(Stretch(q, first, last, len(inside), _is_utterance(words, q, inside)))
    return found


def _is_utterance(words: Words, q: Quoted, inside: Sequence[int]) -> bool:
    """A sentence rather than a term or a title: it begins like one and has a verb, or ends with a mark of its own."""
    inner = words.text[q.inner : q.outer].strip()
    if not inside or not (inner[:1].isupper() or inner[:1] in "'‘[(.…$" or inner[:1].isdigit()):
        return False
    if not any(words.pos[i] in ("VERB", "AUX") for i in inside):
        return inner[-1:] in _ENDINGS and not _titled(words, inside)
    return len(inside) >= LEAST or inner[-1:] in _ENDINGS


def _titled(words: Words, inside: Sequence[int]) -> bool:
    """Whether all longer words have a capital, as in the title of a work."""
    return all(words.text[words.start[i]].isupper() for i in inside if len(words.lower[i]) > 4)


def utterances(words: Words, found: Sequence[Stretch]) -> list[Utterance]:
    """The utterances of a text with their cues; what two stretches share one cue for is one utterance."""
    out: list[Utterance] = []
    for k, s in enumerate(found):
        if not s.utterance:
            continue
        low = found[k - 1].last + 1 if k else 0
        high = found[k + 1].first if k + 1 < len(found) else words.n
        last = out[-1] if out else None
        if last is not None and last.stretches[-1].quoted.continues:
            last.stretches.append(s)
            last.cue = cue_after(words, s, high) if last.cue is None else last.cue
            continue
        cue = cue_before(words, low, s.first)
        cue = cue_after(words, s, high) if cue is None else cue
        if last is not None and (cue == last.cue if cue is not None else _follows(words, last, s)):
            last.stretches.append(s)
        else:
            out.append(Utterance([s], cue))
    return out


def _follows(words: Words, earlier: Utterance, s: Stretch) -> bool:
    """Whether `s` goes on right after the cue's sentence: "A," she said. "B." """
    before = earlier.stretches[-1]
    if earlier.cue is None or earlier.cue < before.last:
        return False
    between = [i for i in range(before.last + 1, s.first) if words.pos[i] != "SPACE"]
    ends = [i for i in between if words.lower[i] in _STOPS]
    if "\n" in words.text[before.quoted.end : s.quoted.start]:
        return False
    return not ends or ends[0] == between[-1]


def cue_after(words: Words, s: Stretch, stop: int) -> int | None:
    """The verb of `"...," said Ana Ruiz` or `"...," Ana Ruiz, the mayor, said`: in the words behind the stretch."""
    closing = words.text[s.quoted.outer - 1 : s.quoted.outer]
    i = s.last + 1
    if i < stop and words.lower[i] == ",":
        i += 1
    elif closing == ".":
        return None
    end = _sentence_end(words, i, stop)
    verbs = utterance_verbs()
    for j in range(i, end):
        if words.lemma[j] in verbs and words.pos[j] in ("VERB", "NOUN", "PROPN") and _finite(words, j):
            if closing in "?!" and not _speaker_stands_before(words, i, j):
                return None
            return j
    return None


def _speaker_stands_before(words: Words, low: int, verb: int) -> bool:
    """After a question or exclamation, a new sentence may begin: its verb must come soon."""
    return verb - low <= 12


def _finite(words: Words, i: int) -> bool:
    return words.tag[i] in ("VBD", "VBZ", "VBP", "VBN", "VBG", "NNS", "NN", "NNP", "VB")


def _sentence_end(words: Words, low: int, stop: int) -> int:
    for j in range(low, stop):
        if words.lower[j] in (".", ";") or "\n" in words.lower[j]:
            return j
    return stop


def cue_before(words: Words, low: int, first: int) -> int | None:
    """The verb of `Ana Ruiz said, "..."`, `Ana Ruiz: "..."` and `she told the council that "..."`."""
    j = first - 1
    while j >= low and (words.pos[j] == "SPACE" or words.lower[j] in (",", ":", "that", "-", "—", "–")):
        j -= 1
    if j < low:
        return None
    gap = words.text[words.end[j] : words.start[first]]
    introduced = ":" in gap or "," in gap or "that" in gap
    verbs = utterance_verbs()
    start = _clause_start(words, low, j)
    for i in range(j, start - 1, -1):
        if words.lemma[i] in verbs and words.pos[i] == "VERB" and (introduced or i == j):
            return i
    return None


def _clause_start(words: Words, low: int, last: int) -> int:
    for i in range(last, low - 1, -1):
        if words.lower[i] in (".", ";", "?", "!") or ("\n" in words.lower[i] and i < last):
            return i + 1
    return low
