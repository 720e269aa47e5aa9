"""Which evidence has its words in common: the reporter's own nearly the same, or words that somebody said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from variorum.align.words import stopwords, words_of
from variorum.model import Annotated, Article, Evidence, Quote, Span

T = TypeVar("T")

NEAR = 0.75
"""Share of the shorter sentence's word trigrams that two sentences of one origin share (quotations left out)."""
LONG_RUN = 9
"""Words in one row that are copied, where they are half of the shorter sentence."""
PLAIN_RUN = 5
"""Words of it without a capital."""
SHORTEST_SAME = 6
"""Words from which two sentences of exactly the same words are one text."""
SHORTEST = 9
"""Words below which like sentences are no sign of copying: there are few ways to say a short thing."""
TAKEN = 0.6
SHORTEST_TAKEN = 5
"""The same, in words in their order, where one article is known to have taken other passages from the other."""
UTTERED = 6
"""Words in a row, one run or several of four, that are one utterance where one of the two has them in quotation marks,
and the share of the shorter one's words that they are."""
UTTERED_SHARE = 0.4
UTTERED_ALL = 0.7
"""The share from which a single run of four will do."""
_RUN = 4
_SAYS = 2
"""Words of them, at least, that say something: "I do not want to be" may be said by anybody."""
_HOLDERS = 4
"""Earlier evidence looked at per run of words: each of a chain of copies is joined to some earlier one, so few do."""


def reporting(item: Annotated, evidence: Evidence) -> list[str]:
    """The words of evidence that are the reporter's own."""
    said = [c for q in item.layers.quotes if q.mode != "indirect" for c in quoted(q, item.article)]
    words: list[str] = []
    for span in evidence.spans:
        at = span.start
        for content in sorted(c for c in said if c.overlaps(span)):
            words += words_of(item.article.text[at : max(at, content.start)])
            at = max(at, content.end)
        words += words_of(item.article.text[at : span.end])
    return words


def marked(item: Annotated, evidence: Evidence) -> list[str]:
    """The words of evidence that stand in quotation marks."""
    text = item.article.text
    said = [
        c
        for q in item.layers.quotes
        if q.mode != "indirect"
        for c in quoted(q, item.article)
        if q.sources or not _CLOSING.isdisjoint(text[c.end - 1 : c.end + 1])
    ]
    cut = [Span(max(c.start, s.start), min(c.end, s.end)) for c in said for s in evidence.spans if c.overlaps(s)]
    return [word for span in sorted(set(cut)) for word in words_of(text[span.start : span.end])]


def quoted(quote: Quote, article: Article) -> list[Span]:
    """The parts of a quote that stand in quotation marks; all of it where none are seen."""
    return [c for c in quote.contents if quote.mode == "direct" or article.text[c.start : c.start + 1] in _MARKS]


_MARKS = frozenset("\"“'‘«„")
_CLOSING = frozenset("\"”'’»“")


def alike(words: Sequence[Sequence[str]], names: Sequence[Collection[str]]) -> Iterator[tuple[int, int]]:
    """Pairs, by number, of evidence whose own words are nearly the same; `names` are the words written as names are."""
    grams = [_runs(own, 3) if len(own) >= SHORTEST else frozenset() for own in words]
    for at, other, count in _sharing(grams):
        if count >= NEAR * min(len(grams[at]), len(grams[other])) or _run(words[at], words[other], names[at]):
            yield at, other
    same: dict[tuple[str, ...], int] = {}
    for at, own in enumerate(words):
        first = same.setdefault(tuple(own), at)
        if first != at and len(own) >= SHORTEST_SAME:
            yield at, first


def _run(one: Sequence[str], other: Sequence[str], names: Collection[str]) -> bool:
    """Whether two sentences share a long run of words that is half of the shorter one, and more than somebody's name
    and office."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    plain = sum(word not in names for word in one[found.a : found.a + found.size])
    return found.size >= LONG_RUN and plain >= PLAIN_RUN and 2 * found.size >= min(len(one), len(other))


def named(evidence: Evidence) -> frozenset[str]:
    """The words that evidence writes with a capital."""
    return frozenset(word for part in evidence.exact.split() if part[:1].isupper() for word in words_of(part))


def is_taken(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sentences are so much alike that one is the other's, if it is known that one took from the other."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one), len(other))
    return shorter >= SHORTEST_TAKEN and LCSseq.similarity(one, other) >= TAKEN * shorter


def uttered(whole: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs, by number, of evidence that share words which one of the two has in quotation marks (`said`)."""
    every, inside = [_runs(words, _RUN) for words in whole], [_runs(words, _RUN) for words in said]
    for at, other, _ in _sharing(every):
        shared = (every[at] & every[other]) & (inside[at] | inside[other])
        length = max(_covered(whole[at], shared), _covered(whole[other], shared))
        telling = {word for run in shared for word in run} - stopwords()
        shorter = min(len(whole[at]), len(whole[other]))
        enough = length >= UTTERED_SHARE * shorter if length >= UTTERED else length >= UTTERED_ALL * shorter > 0
        if enough and len(telling) >= _SAYS:
            yield at, other


def _covered(words: Sequence[str], runs: Collection[tuple[str, ...]]) -> int:
    """How many of `words` lie in one of `runs`."""
    hit = {at + k for at in range(len(words) - _RUN + 1) if tuple(words[at : at + _RUN]) in runs for k in range(_RUN)}
    return len(hit)


def _sharing(grams: Sequence[frozenset[T]]) -> Iterator[tuple[int, int, int]]:
    """Pairs that share runs of words, the later one first, and how many they share."""
    holders: dict[T, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        shared = Counter(other for gram in own for other in holders[gram])
        yield from ((at, other, count) for other, count in sorted(shared.items()))
        for gram in own:
            if len(holders[gram]) < _HOLDERS:
                holders[gram].append(at)


def _runs(words: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[at : at + length]) for at in range(len(words) - length + 1))
