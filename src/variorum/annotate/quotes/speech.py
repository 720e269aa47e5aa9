"""Utterances in quotation marks, and the cue that stands after or before each.

The parse is least to be trusted around quotation marks, so the stretch is found first and the cue is looked for among
the words outside it: before it, after it in its own sentence, or in the sentence between it and the stretch before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from variorum.annotate.quotes.cues import utterance_verbs
from variorum.annotate.quotes.marks import Quoted
from variorum.annotate.quotes.words import Words

_ENDINGS = ".,?!…—-"
_STOPS = {".", ";", "?", "!"}
_SOON = 14
"""Words after a question or exclamation within which its cue has to stand: a new sentence may begin there."""
_TELLING = {"NOUN", "PROPN", "ADJ", "VERB", "ADV"}
_POSSESSIVE = {"'s", "’s", "s'", "s’"}
_LONG = 8
"""Words from which a stretch in capitals is more than a title."""
_ASIDES = {"relcl", "acl", "amod"}
_UP = 4
"""Words above a verb that are asked whether they tell more of a noun."""
_LEAD = 60
"""Words of a paragraph that leads up to what somebody says."""
_GETTING = {"receive", "get", "hear", "see", "read", "obtain", "face", "quote", "cite", "find", "show"}
"""What somebody does who has the words of somebody else."""
LEAST = 3
"""Words that a stretch needs to be taken for an utterance without a cue of its own."""


class Stretch(Struct, frozen=True):
    """A marked stretch with its words `first..last` (marks within) and how many of them are no punctuation.

    `kind` is `sentence` where it can only be an utterance, `bit` where a cue next to it decides, else `term`.
    """

    quoted: Quoted
    first: int
    last: int
    size: int
    kind: Literal["sentence", "bit", "term"]
    titled: bool = False


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
        if inside:
            found.append(Stretch(q, first, last, len(inside), _kind(words, q, inside), _titled(words, inside)))
    return found


def stretches_within(marked: Sequence[Stretch], first: int, last: int) -> list[Stretch]:
    """The stretches that lie wholly in a range of words."""
    low = bisect_left(marked, first, key=lambda s: s.first)
    high = bisect_right(marked, last, key=lambda s: s.first)
    return [s for s in marked[low:high] if s.last <= last]


def _kind(words: Words, q: Quoted, inside: Sequence[int]) -> Literal["sentence", "bit", "term"]:
    inner = words.text[q.inner : q.outer].strip()
    verb = any(words.pos[i] in ("VERB", "AUX") for i in inside)
    if inner[:1].islower():
        return "bit" if verb and len(inside) >= LEAST else "term"
    if verb and (len(inside) >= LEAST or inner[-1:] in _ENDINGS):
        return "sentence" if not _titled(words, inside) else "bit"
    return "bit" if inner[-1:] in _ENDINGS else "term"


def _titled(words: Words, inside: Sequence[int]) -> bool:
    """Whether all words that carry meaning have a capital, as in the title of a work."""
    telling = [i for i in inside if words.pos[i] in _TELLING and len(words.lower[i]) > 2]
    return len(telling) > 1 and all(words.text[words.start[i]].isupper() for i in telling)


def utterances(words: Words, found: Sequence[Stretch]) -> list[Utterance]:
    """The utterances of a text with their cues; what two stretches share one cue for is one utterance."""
    out: list[Utterance] = []
    for k, s in enumerate(found):
        low = found[k - 1].last + 1 if k else 0
        high = found[k + 1].first if k + 1 < len(found) else words.n
        last = out[-1] if out else None
        if last is not None and last.stretches[-1].quoted.continues:
            last.stretches.append(s)
            last.cue = cue_after(words, s, high) if last.cue is None else last.cue
            continue
        if last is not None and s.kind == "term" and _ends_it(words, last, s):
            last.stretches.append(s)
            continue
        if s.kind == "term" or _work(words, s):
            continue
        cue = cue_before(words, low, s.first) if s.kind == "sentence" or _introduced(words, s) else None
        cue = cue_after(words, s, high) if cue is None else cue
        if s.titled and cue is not None and words.child(cue, "auxpass") is not None:
            continue  # the study, “Tides of the Norland Coast,” was published
        if last is not None and cue is not None and cue == last.cue:
            last.stretches.append(s)
        elif s.kind == "sentence" or cue is not None:
            out.append(Utterance([s], cue))
    return out


def _ends_it(words: Words, u: Utterance, s: Stretch) -> bool:
    """Whether a few words are the end of what the cue before them interrupted: “It is,” she added, “a disgrace.”"""
    before = u.stretches[-1]
    if u.cue is None or not before.last < u.cue < s.first or s.first - before.last > _SOON:
        return False
    broken = words.text[before.quoted.outer - 1] == ","
    return broken and words.lower[s.first - 1] in (",", ";") and words.text[s.quoted.inner].islower()


def _work(words: Words, s: Stretch) -> bool:
    """Whether a stretch is the title of a work or a programme: in capitals, in the middle of a phrase."""
    if not s.titled or s.first == 0:
        return False
    before = s.first - 1
    return words.lower[before] in _POSSESSIVE or (words.pos[before] in ("NOUN", "ADP", "DET") and s.size < _LONG)


def _introduced(words: Words, s: Stretch) -> bool:
    """Whether a comma or colon stands right before the stretch, and the stretch does not begin in small letters."""
    return words.text[s.quoted.inner].isupper() and s.first > 0 and words.lower[s.first - 1] in (",", ":")


def follows(words: Words, ended: int, cue: int | None, first: int) -> bool:
    """Whether an utterance that begins at `first` goes on right after the cue's sentence: "A," she said. "B."

    It does not where a paragraph of its own leads up to it.
    """
    if cue is None or leads_up(words, ended + 1, first):
        return False
    between = [i for i in range(ended + 1, first) if words.pos[i] != "SPACE"]
    while between and not words.lower[between[-1]].strip("\"”'’"):
        between.pop()
    ends = [i for i in between if words.lower[i] in _STOPS]
    return not ends or ends[0] == between[-1]


def leads_up(words: Words, low: int, first: int) -> bool:
    """Whether a paragraph that begins behind word `low` ends in a colon right before word `first`."""
    last = first - 1
    while last >= low and (words.pos[last] == "SPACE" or not words.lower[last].strip("\"“”'‘’")):
        last -= 1
    if last < low or words.lower[last] != ":":
        return False
    return any("\n" in words.lower[i] for i in range(max(low, last - _LEAD), last))


def cue_after(words: Words, s: Stretch, stop: int) -> int | None:
    """The verb of `"...," said Ana Ruiz` or `"...," Ana Ruiz, the mayor, said`: in the words behind the stretch."""
    closing = words.text[s.quoted.outer - 1 : s.quoted.outer]
    i = s.last + 1
    verbs = utterance_verbs()
    if i < stop and words.lower[i] == ",":
        i += 1
    elif closing == "." and not (i < stop and words.lemma[i] in verbs and words.text[words.start[i]].islower()):
        return None  # the sentence is over; what follows is another one, except in `“It is late.” said Ana Ruiz`
    elif s.kind == "bit" and closing not in ",?!.":
        return None
    end = _sentence_end(words, i, stop)
    if closing in "?!":
        end = min(end, i + _SOON)
    hits = [j for j in range(i, end) if words.pos[j] == "VERB" and words.lemma[j] in verbs]
    hits = [j for j in hits if not _goes_on_from(words, j, s.first)]
    main = [j for j in hits if not _in_aside(words, j, i)] or hits
    if not main or (s.kind == "bit" and not _adjoins(words, main[0], i)):
        return None
    return main[0]


def _goes_on_from(words: Words, j: int, first: int) -> bool:
    """Whether a participle goes on from a verb before the marks: `Moss called it “a trick,” adding that it failed`."""
    above = words.head[j]
    return words.tag[j] == "VBG" and words.dep[j] == "advcl" and above < first and words.pos[above] in ("VERB", "AUX")


def _in_aside(words: Words, j: int, first: int) -> bool:
    """Whether a verb is in a clause that tells more of a noun: `Ida Moss, who helped write the letter, said`."""
    if words.dep[j] in _ASIDES:
        return True
    return any(first <= a < j and words.dep[a] in _ASIDES for a in islice(words.above(j), _UP))


def _adjoins(words: Words, cue: int, first: int) -> bool:
    """Whether the cue's clause begins right behind the stretch, with its subject or with itself."""
    subject = words.child(cue, "nsubj")
    begins = cue if subject is None or subject > cue else words.left[subject]
    return begins - first <= 1


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
    if ":" in gap and _acts(words, j):
        return j
    for i in range(j, _clause_start(words, low, j) - 1, -1):
        if words.lemma[i] in verbs and words.pos[i] == "VERB" and (introduced or i == j):
            return i
    return _leading_verb(words, j) if ":" in gap else None


def _leading_verb(words: Words, last: int) -> int | None:
    """The verb of the sentence that ends in a colon, where its doer can be who speaks: "Tolan issued a statement:".

    Not of who only gets the words: "Tolan read the letter aloud:".
    """
    root = next((i for i in (last, *words.above(last)) if words.head[i] == i), last)
    doer = words.child(root, "nsubj")
    if doer is None or words.pos[root] != "VERB" or words.lemma[root] in _GETTING:
        return None
    return root if words.pos[doer] == "PROPN" or words.lower[doer] in ("he", "she") else None


def _acts(words: Words, i: int) -> bool:
    """Whether word `i` tells what somebody did while speaking: `he shrugged: “With what?”`."""
    doer = words.child(i, "nsubj")
    return words.tag[i] in ("VBD", "VBZ") and doer is not None and words.lower[doer] in ("he", "she")


def _clause_start(words: Words, low: int, last: int) -> int:
    for i in range(last, low - 1, -1):
        if words.lower[i] in _STOPS or ("\n" in words.lower[i] and i < last):
            return i + 1
    return low
