"""The same words of the same speaker in several reports, trimmed, merged or lightly changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.grouping import group
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, words_of

_SHORTEST = 4
"""Words of a quoted stretch below which nothing is joined by its words: scare quotes and set phrases."""
_SAME = 85.0
_SAME_SPEAKER = 70.0
_IDENTICAL = 95.0
"""Share of the shorter stretch's words that the longer one has, in order, in a window: for any, for one speaker, and
for what was said to two different hearers."""


_CONTENT = 0.6
"""Share of the shorter one's content words that two stretches have in common which are not nearly the same."""


_WHOLE = 0.8
"""Share of the words of a short stretch that the other one has in the same order: “we can close it” and “the right to
close it” are two sayings."""
_TERSE = 2
"""Words of a quoted stretch that are enough where each says something and one speaker is known: “deeply troubled”."""


_TOGETHER = 0.6
"""Mean likeness of a stretch with those of an utterance from which it belongs to it: half of them are not enough."""


@dataclass(frozen=True)
class Spoken:
    """The quoted words of one sentence and who says them."""

    at: int
    words: tuple[str, ...]
    speaker: str | None
    told: frozenset[str] = frozenset()
    """Whom it was said to, or by whom it was first published, as entity ids."""


def spoken(sentences: Sequence[Sentence]) -> list[Spoken]:
    """The quoted stretch of each sentence that has one of some length, and one that is terse."""
    found: list[Spoken] = []
    stop = stopwords()
    for at, sentence in enumerate(sentences):
        words: list[str] = []
        speakers = {q.speaker for q in sentence.quotes if q.mode != "indirect" and q.speaker}
        for quote in (q for q in sentence.quotes if q.mode != "indirect"):
            for content in quote.contents:
                lo, hi = max(content.start, sentence.span.start), min(content.end, sentence.span.end)
                said = sentence.article.text[lo:hi] if lo < hi else ""
                words += [] if _is_title(said) else words_of(said)
        terse = len(speakers) == 1 and _TERSE <= len(words) < _SHORTEST and not stop.intersection(words)
        if len(words) >= _SHORTEST or terse:
            told = frozenset(q.upstream for q in sentence.quotes if q.upstream and q.mode != "indirect")
            found.append(Spoken(at, tuple(words), next(iter(speakers)) if len(speakers) == 1 else None, told))
    return found


def _is_title(text: str) -> bool:
    """Whether words between marks are a book's or a song's name and nobody's speech: “From Harbour to Open Sea”."""
    weighty = [word for word in text.split() if len(word) > _SHORTEST]
    return len(weighty) > 1 and not text.rstrip('"”’').endswith((".", "!", "?")) and all(w.istitle() for w in weighty)


def same_words(one: Spoken, other: Spoken) -> float:
    """0..100: how much of the shorter stretch stands in the longer one, in its order; 0 when that is too little."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    short, long = sorted((one.words, other.words), key=len)
    if len(short) < _SHORTEST:
        return 100.0 * (one.speaker == other.speaker is not None and _stands(short, long))
    found = float(fuzz.partial_ratio(" ".join(short), " ".join(long)))
    if one.told and other.told and one.told.isdisjoint(other.told):
        return found if found >= _IDENTICAL else 0.0  # said twice, to two hearers
    together = one.speaker is None or other.speaker is None or one.speaker == other.speaker
    brief = len(short) < 2 * _SHORTEST
    if brief and (not together or LCSseq.similarity(short, long) < _WHOLE * len(short)):
        return 0.0
    # "it is not about your jobs", "it is not about your pay": few words, one of them another, are another sentence
    one_voice = one.speaker is not None and one.speaker == other.speaker and not brief
    if found < _SAME and _content_shared(short, long) < _CONTENT:
        return 0.0  # "you may say they lied", "you may say they met": a figure of speech, not the same sentence
    return found if found >= (_SAME_SPEAKER if one_voice else _SAME) else 0.0


def _stands(short: Sequence[str], long: Sequence[str]) -> bool:
    return any(tuple(long[n : n + len(short)]) == tuple(short) for n in range(len(long) - len(short) + 1))


def _content_shared(short: Sequence[str], long: Sequence[str]) -> float:
    """The share of the content words of the shorter stretch that the longer one has."""
    stop = stopwords()
    mine = {stem(word) for word in short if word not in stop}
    return len(mine & {stem(word) for word in long}) / max(1, len(mine))


def utterances(stretches: Sequence[Spoken]) -> list[list[int]]:
    """Groups of `stretches` (by index) that are one utterance. A sentence that quotes two of them is in both groups and
    does not run them together: “We sell”, “We sell” with “We never lied”, “We never lied”."""
    pairs = quote_pairs(stretches)
    likeness: dict[int, dict[int, float]] = {}
    for (i, j), score in pairs:
        likeness.setdefault(i, {})[j] = likeness.setdefault(j, {})[i] = score
    groups = group(len(stretches), pairs, lambda i, j: likeness.get(i, {}).get(j, 0.0), _TOGETHER)
    grouped = {i for members in groups for i in members}
    groups += [[i] for i in sorted(likeness) if i not in grouped]
    grown = dict.fromkeys(tuple(_grown(members, likeness)) for members in groups)
    return sorted(list(members) for members in grown if len(members) > 1)


def _grown(members: Sequence[int], likeness: Mapping[int, Mapping[int, float]]) -> list[int]:
    """`members` with those that are like them, the likest first, whatever group these are in."""
    found = list(members)
    near = {i: likeness[i] for member in members for i in likeness[member] if i not in members}
    total = {i: sum(scores.get(member, 0.0) for member in members) for i, scores in near.items()}
    for i in sorted(near, key=lambda i: (-total[i], i)):
        if sum(near[i].get(member, 0.0) for member in found) >= _TOGETHER * len(found):
            found.append(i)
    return sorted(found)


def quote_pairs(stretches: Sequence[Spoken]) -> list[tuple[tuple[int, int], float]]:
    """Pairs of `stretches` (by index) that are one utterance, proposed by runs of three words or all of a terse one."""
    under: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    stop = stopwords()
    terse = {stretch.words for stretch in stretches if len(stretch.words) < _SHORTEST}
    for i, stretch in enumerate(stretches):
        runs = {stretch.words[n : n + 3] for n in range(len(stretch.words) - 2)}
        runs |= {pair for n in range(len(stretch.words) - 1) if (pair := stretch.words[n : n + 2]) in terse}
        for run in runs:
            if not all(w in stop for w in run):
                under[run].append(i)
    proposed = {(i, j) for members in under.values() for n, i in enumerate(members[:60]) for j in members[n + 1 : 60]}
    scored = ((pair, same_words(stretches[pair[0]], stretches[pair[1]])) for pair in sorted(proposed))
    return [(pair, score / 100) for pair, score in scored if score]
