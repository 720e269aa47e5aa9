"""Stretches in marks that no complement reached, though a cue governs them: `called the plan “a leap in the dark”`.

Parsers lose the thread at quotation marks. The nearest cue to the left in the same clause takes the words up to the end
of the stretch. A short stretch needs a cue that names ("call", "describe") or says; else it is a term or a scare quote.
"""

from __future__ import annotations

from variorum.annotate.quotes.cues import likelihood
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.speech import Stretch
from variorum.annotate.quotes.words import Words

_NAMING = ("dobj+oprd", "dobj+prep-as", "oprd", "dobj+prep-of")
_SAYING = ("ccomp", "xcomp", "dobj+ccomp", "dobj+xcomp", "dobj")
_TELLING = {"tell", "ask", "remind", "assure", "inform", "warn"}
_NEEDED = 0.45
_FAR = 25
"""Words to the left within which the cue has to stand."""
_BREAKS = {".", ";", "?", "!", "\n"}


def governed(words: Words, s: Stretch, taken: bytearray) -> tuple[int, Range] | None:
    """The cue of a stretch and the words from behind the cue to the stretch's end."""
    start: int | None = None
    for i in range(s.first - 1, max(-1, s.first - _FAR), -1):
        if words.lower[i] in _BREAKS or "\n" in words.lower[i] or taken[i]:
            return None
        if words.lower[i] == "that" and (words.pos[i] == "SCONJ" or i == s.first - 1):
            start = i
        if words.pos[i] == "VERB" and _governs(words, i, s.size):
            start = _behind_listener(words, i, s.first) if start is None else start
            while start < s.first and (words.pos[start] in ("SPACE", "PUNCT") or words.dep[start] == "prt"):
                start += 1
            return i, (start, _behind(words, start, s))
    return None


def _behind(words: Words, start: int, s: Stretch) -> int:
    """The last word of what the stretch belongs to: `called the day “a wonder” for the town`."""
    if words.text[s.quoted.outer - 1] in ".,?!" or s.last + 1 >= words.n or words.pos[s.last + 1] in ("PUNCT", "SPACE"):
        return s.last
    behind = s.last + 1
    if start <= words.head[behind] <= s.last and words.pos[behind] in ("ADP", "SCONJ", "PART", "ADV"):
        return words.right[behind]
    return s.last


def _behind_listener(words: Words, verb: int, stop: int) -> int:
    """The word behind the verb and, for "tell" and its like, behind whom it was said to."""
    if words.lemma[verb] in _TELLING:
        listener = words.child(verb, "dobj", "dative")
        if listener is not None and verb < listener and words.right[listener] < stop:
            return words.right[listener] + 1
        if verb + 2 < stop and words.pos[verb + 1] == "PRON":
            return verb + 2
    return verb + 1


def _governs(words: Words, verb: int, size: int) -> bool:
    if words.tag[verb] == "VBN" and (words.dep[verb] == "acl" or words.lower[verb - 1] == "-"):
        return False  # "a club called “The Lantern”" is a name, "a so-called “reform”" a scare quote
    lemma = words.lemma[verb]
    if lemma == "know" and words.tag[verb] == "VBN":
        return False  # "what has become known as “the long night”"
    naming = max(likelihood(lemma, "VERB", frame) for frame in _NAMING)
    saying = max(likelihood(lemma, "VERB", frame) for frame in _SAYING)
    return naming > _NEEDED or saying > (_NEEDED if size > 2 else 0.6)
