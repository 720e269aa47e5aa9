"""What a copy did to its origin, sentence by sentence: kept, reworded, moved, joined, parted, cut, put in.

Sentences are matched by their longest common subsequence of words, the best matches first, each sentence once; a second
sentence then joins a match if it lies in what the first left over. Furniture is no sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.cluster.prose import Prose
from variorum.cluster.tables import abbreviations
from variorum.cluster.words import read_words
from variorum.language.numerals import find_numerals
from variorum.model.records import Change, Span

if TYPE_CHECKING:
    from variorum.model.records import Article, ChangeKind, Derivation

ALIKE = 0.5
"""Share of the words of both sentences, in one order, from which one is the other reworded."""
ANY_ORDER = 0.05
"""How much more of their words two sentences must share if the order does not count."""
WITHIN = 0.45
"""Share of a second sentence that lies in what the first left over, from which both were joined or one was parted."""
FEWEST = 4
"""Words that a match has at least, unless the sentences are equal."""
FEWEST_LEFT = 3
"""Words of a second sentence that lie in what the first left over."""
TRIED = 4
"""Sentences of the origin that share most words with one of the copy's: only these are compared in order."""
COMMON = 12
"""A word of more sentences than this proposes no match."""

_DATELINE = re.compile(r"\s{0,9}[A-Z]{3}[^\n—–]{0,80}?(?:\([^()\n]{1,40}\)\s{0,3}-{1,2}|[—–]|\s--)\s")
_CLOCK = re.compile(r"(\d)\.(\d\d)(?=\s?[ap]\.?m)", re.I)
_OPENING = "\"“‘'([«„"


@dataclass(frozen=True)
class Sentence:
    """Its place in its text and its words as numbers; sentences are compared by these."""

    span: Span
    words: tuple[int, ...]
    numbers: Counter[float]


@dataclass
class Match:
    """Places of the copy's sentences and of the origin's that belong together, the first pair first."""

    copy: list[int]
    origin: list[int]
    likeness: float
    moved: bool = field(default=False)


def with_changes(derivations: Iterable[Derivation], articles: Iterable[Article]) -> tuple[Derivation, ...]:
    """`derivations` with what became of each sentence, where the origin is among `articles`."""
    texts = {article.id: article.text for article in articles}
    read: dict[str, list[Sentence]] = {}

    def sentences(key: str) -> list[Sentence]:
        if key not in read:
            read[key] = read_sentences(texts[key])
        return read[key]

    return tuple(
        replace(d, changes=find_changes(sentences(d.copy), sentences(d.origin)))
        if d.copy in texts and d.origin in texts
        else d
        for d in derivations
    )


def read_sentences(text: str) -> list[Sentence]:
    """The sentences of a text that are not the page's own."""
    batch = read_words([text])
    prose = Prose(text, batch)
    ids, starts, ends, furniture = (a.tolist() for a in (batch.ids, batch.starts, batch.ends, prose.furniture))
    firsts = [first for first in prose.firsts.tolist() if not first or _ends(text, starts[first - 1], ends[first - 1])]
    bounds = [*firsts, len(ids)]
    dateline = _DATELINE.match(text)
    if dateline and len(bounds) > 1:
        # where and by whom a report was filed is no part of its first sentence
        bounds[0] = min(bisect_left(starts, dateline.end()), bounds[1] - 1)
    found = []
    for first, last in pairwise(bounds):
        if not furniture[first]:
            span = _whole(text, starts[first], ends[last - 1], starts[last] if last < len(starts) else len(text))
            found.append(Sentence(span, tuple(ids[first:last]), _numbers(text[span.start : span.end])))
    return found


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence may end behind the word: not behind "Gov." or an initial."""
    word = text[start:end]
    return text[end : end + 1] != "." or not (word.lower() in abbreviations() or (len(word) == 1 and word.isupper()))


def _numbers(sentence: str) -> Counter[float]:
    """The values of its numbers; "one" is a pronoun as often as a number, and 7:30 p.m. is 7.30pm."""
    plain = _CLOCK.sub(r"\1:\2", sentence)
    return Counter(n.value for n in find_numerals(plain) if n.digits or n.value != 1)


def _whole(text: str, start: int, end: int, limit: int) -> Span:
    """The span with the quotation marks and brackets that open it and the signs that close it."""
    while start and text[start - 1] in _OPENING:
        start -= 1
    while end < limit and not text[end].isspace() and text[end] not in "“‘([«„":
        end += 1
    return Span(start, end)


def find_changes(copy: Sequence[Sentence], origin: Sequence[Sentence]) -> tuple[Change, ...]:
    """What became of each sentence, in the copy's order; a sentence left out follows what stood before it."""
    matches = _matches(copy, origin)
    _join_rest(copy, origin, matches)
    _mark_moved(matches)
    of_copy = {place: match for match in matches for place in match.copy}
    used = {place for match in matches for place in match.origin}
    behind = _cut_behind(matches, [place for place in range(len(origin)) if place not in used])
    changes = [Change("cut", None, (origin[place].span,)) for place in behind[-1]]
    for place, sentence in enumerate(copy):
        match = of_copy.get(place)
        spans = tuple(origin[other].span for other in sorted(match.origin)) if match else ()
        changes.append(Change(_kind(match, copy, origin) if match else "added", sentence.span, spans))
        changes += [Change("cut", None, (origin[other].span,)) for other in behind[place]]
    return tuple(changes)


def _kind(match: Match, copy: Sequence[Sentence], origin: Sequence[Sentence]) -> ChangeKind:
    if len(match.origin) > 1:
        return "merged"
    if len(match.copy) > 1:
        return "split"
    mine, theirs = copy[match.copy[0]], origin[match.origin[0]]
    if mine.words == theirs.words:
        return "reordered" if match.moved else "same"
    if mine.numbers - theirs.numbers and theirs.numbers - mine.numbers:
        return "number changed"
    return "reworded"


def _matches(copy: Sequence[Sentence], origin: Sequence[Sentence]) -> list[Match]:
    """Pairs of sentences, each in one pair, the most alike first; of equals those nearest in order."""
    scored = []
    for place, other in _proposals(copy, origin):
        likeness = _likeness(copy[place].words, origin[other].words)
        if likeness >= ALIKE:
            scored.append((-likeness, abs(place - other), place, other))
    taken: set[int] = set()
    given: set[int] = set()
    matches = []
    for less, _, place, other in sorted(scored):
        if place not in taken and other not in given:
            taken.add(place)
            given.add(other)
            matches.append(Match([place], [other], -less))
    return matches


def _proposals(copy: Sequence[Sentence], origin: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: equal ones, and for each of the copy's those of the origin that share most rarer words."""
    equal: dict[tuple[int, ...], list[int]] = defaultdict(list)
    holders: dict[int, list[int]] = defaultdict(list)
    for other, sentence in enumerate(origin):
        equal[sentence.words].append(other)
        for word in set(sentence.words):
            holders[word].append(other)
    for place, sentence in enumerate(copy):
        shared = Counter(
            other for word in set(sentence.words) if len(holders.get(word, ())) <= COMMON for other in holders[word]
        )
        likely = [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:TRIED]]
        for other in dict.fromkeys([*equal.get(sentence.words, ())[:COMMON], *likely]):
            yield place, other


def _likeness(mine: Sequence[int], theirs: Sequence[int]) -> float:
    """Twice the common words' share of both sentences (Dice), in one order or, for a little less, in any."""
    if mine == theirs:
        return 1.0
    both = len(mine) + len(theirs)
    any_order = (Counter(mine) & Counter(theirs)).total()
    if any_order < FEWEST or 2 * any_order < ALIKE * both:
        return 0.0
    return max(2 * _common(mine, theirs) / both, 2 * any_order / both - ANY_ORDER)


def _common(mine: Sequence[int], theirs: Sequence[int]) -> int:
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(mine, theirs))


def _left_over(words: Sequence[int], other: Sequence[int]) -> list[int]:
    """The words outside the common subsequence."""
    from rapidfuzz.distance import LCSseq

    left: list[int] = []
    for step in LCSseq.opcodes(words, other):
        if step.tag != "equal":
            left += words[step.src_start : step.src_end]
    return left


def _join_rest(copy: Sequence[Sentence], origin: Sequence[Sentence], matches: list[Match]) -> None:
    """Gives sentences without a match to a neighbour's match in which they lie: joined sentences and parted ones."""
    _give(origin, copy, {match.origin[0]: (match.origin, match.copy) for match in matches})
    _give(copy, origin, {match.copy[0]: (match.copy, match.origin) for match in matches})


def _give(rest: Sequence[Sentence], others: Sequence[Sentence], known: dict[int, tuple[list[int], list[int]]]) -> None:
    """Adds to the first list of each of the `known` matches, by the place of its sentence in `rest`."""
    for place, sentence in enumerate(rest):
        if place in known:
            continue
        for match in (known.get(place - 1), known.get(place + 1)):
            if match and len(match[0]) == len(match[1]) == 1:
                left = _left_over(others[match[1][0]].words, rest[match[0][0]].words)
                if _lies_in(sentence.words, left):
                    match[0].append(place)
                    break


def _lies_in(words: Sequence[int], left: Sequence[int]) -> bool:
    common = _common(words, left)
    return common >= FEWEST_LEFT and common >= WITHIN * len(words)


def _mark_moved(matches: Sequence[Match]) -> None:
    """Marks what stands outside the longest run of matches that keep their order (patience sorting)."""
    ordered = sorted(matches, key=lambda match: match.copy[0])
    tails: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for at, match in enumerate(ordered):
        place = match.origin[0]
        size = bisect_left(tails, place)
        tails[size:] = [place, *tails[size + 1 :]]
        heads[size:] = [at, *heads[size + 1 :]]
        before.append(heads[size - 1] if size else -1)
    kept = set()
    at = heads[-1] if heads else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    for at, match in enumerate(ordered):
        match.moved = at not in kept


def _cut_behind(matches: Iterable[Match], cut: Iterable[int]) -> dict[int, list[int]]:
    """The origin's sentences left out, by the copy's sentence behind which each would stand; -1: before all."""
    homes = sorted((other, max(match.copy)) for match in matches for other in match.origin)
    places = [other for other, _ in homes]
    found: dict[int, list[int]] = defaultdict(list)
    for other in cut:
        at = bisect_left(places, other) - 1
        found[homes[at][1] if at >= 0 else -1].append(other)
    return found
