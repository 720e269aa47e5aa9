"""Where one report ends and the next begins in a sentence: "said prices fell and called the fall a relief".

Parsers read the second verb as part of what was said. It is a report of its own when it has the form of the first cue
and is likely to report; without a subject of its own it shares the first one's source.
"""

from __future__ import annotations

from collections.abc import Mapping

from variorum.annotate.quotes.clauses import Candidate
from variorum.annotate.quotes.cues import utterance_verbs
from variorum.annotate.quotes.sources import Range
from variorum.annotate.quotes.words import Words

_LIKELY = 0.5
"""Likelihood of the second verb from which it reports by itself."""
_LISTENING = {"tell", "remind", "assure", "inform"}
_LONGEST_LISTENER = 8
_GLUE = {",", "and", "but", "while", "then", "also", "as", ";"}


def cut(words: Words, chosen: Mapping[int, Candidate]) -> tuple[dict[int, Candidate], dict[int, int]]:
    """The candidates with their ranges cut before the next report, and which cue lends its source to which."""
    out = dict(chosen)
    lent: dict[int, int] = {}
    for cue, c in chosen.items():
        if c.frame != "ccomp" or c.ranges[0][0] < cue:
            continue
        first, last = c.ranges[0]
        for kid in words.kids[cue]:  # a second verb that the parser hung up beside the first clause
            if kid in chosen and kid > last and words.dep[kid] == "ccomp" and words.child(kid, "nsubj") is None:
                lent[kid] = lent.get(cue, cue)
        for i in range(first + 1, last + 1):
            if i in chosen and chosen[i].score >= _LIKELY and _reports_again(words, cue, i):
                out[cue] = Candidate(cue, c.frame, ((first, _end_before(words, i)),), c.score)
                if words.child(i, "nsubj") is None:
                    lent[i] = lent.get(cue, cue)
                break
    return out, lent


def _reports_again(words: Words, cue: int, i: int) -> bool:
    if words.pos[i] == "VERB" and words.dep[i] == "advcl" and _happens_beside(words, i):
        return True
    if words.pos[i] != "VERB" or words.tag[i] != words.tag[cue]:
        return False
    if words.dep[i] == "conj":
        return True
    return words.dep[i] == "advcl" and any(words.lower[k] == "while" for k in words.kids[i])


def _happens_beside(words: Words, i: int) -> bool:
    """Whether somebody else speaks meanwhile: "said it was ready, as officials warned that it was not"."""
    mark = words.child(i, "mark")
    if mark is None or words.lower[mark] != "as" or words.lower[mark - 1] != "," or words.tag[i] != "VBD":
        return False
    return words.child(i, "nsubj") is not None and words.child(i, "ccomp") is not None


def _end_before(words: Words, i: int) -> int:
    subject = words.child(i, "nsubj")
    begin = words.left[i] if subject is None else min(words.left[subject], i)
    while begin > 0 and words.lower[begin - 1] in _GLUE:
        begin -= 1
    return begin - 1


def without_grounds(words: Words, cue: int, r: Range) -> Range:
    """Without what the reporter adds of his own grounds: "said the port was sold, citing two letters"."""
    for i in range(max(r[0], cue) + 1, r[1]):
        if words.lower[i] == "citing" and words.lower[i - 1] == ",":
            return (r[0], i - 2) if i - 2 >= r[0] else r
    return r


def without_next_source(words: Words, r: Range) -> Range:
    """Without whoever speaks next: "asked about critics of Tolan, Minister Ida Moss said" asks not about her."""
    after, first = r[1] + 1, r[1]
    if after >= words.n or words.tag[after] != "VBD" or words.lemma[after] not in utterance_verbs():
        return r
    while first > r[0] and words.pos[first] in ("PROPN", "NOUN"):
        first -= 1
    return (r[0], first - 1) if first < r[1] and words.lower[first] == "," and first - 1 >= r[0] else r


def without_listener(words: Words, cue: int, r: Range) -> Range:
    """Without whom it was told to: the content of "told the crowd that" begins at "that"."""
    if r[0] < cue or r[0] >= r[1]:
        return r
    if words.lower[r[0]] == "only" and words.lower[r[0] + 1] == "that":
        return (r[0] + 1, r[1])
    if words.lemma[cue] not in _LISTENING:
        return r
    for i in range(r[0], min(r[1], r[0] + _LONGEST_LISTENER)):
        if words.lower[i] == "that":
            return (i, r[1])
        if words.pos[i] in ("VERB", "AUX", "SCONJ"):
            break
    return r
