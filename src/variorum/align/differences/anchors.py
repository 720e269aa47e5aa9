"""Whether two places in two reports are about one thing: shared rare words, names and days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import fsum, log

from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, words_of
from variorum.language.calendar import days
from variorum.language.lexicon import classes
from variorum.model import Span

WINDOW = 110
"""Code points on either side of a place that say what it is about."""


BACKGROUND = 20
"""Sentences that a story is thought to have besides: in two short reports every shared word would else be common."""


@dataclass(frozen=True)
class Meeting:
    """What two places share: its weight, its share of the poorer place's weight, and the rarest of it first."""

    weight: float
    share: float
    shared: tuple[str, ...]


class Anchors:
    """How rare each word and name is in a story, and how much two places have in common by that."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        count = BACKGROUND + len(sentences)
        held = Counter(t for s in sentences for t in tokens(s))
        self._rarity = {token: log((1 + count) / (1 + n)) / log(2 + count) for token, n in held.items()}
        self._unseen = log(1 + count) / log(2 + count)
        self._weight: dict[frozenset[str], float] = {}

    def rarity(self, token: str) -> float:
        """0 for what is everywhere, 1 for what stands once."""
        return self._rarity.get(token, self._unseen)

    def meeting(self, one: Iterable[str], other: Iterable[str]) -> Meeting:
        """What two bags of tokens share."""
        left, right = frozenset(one), frozenset(other)
        shared = sorted(left & right, key=lambda t: (-self.rarity(t), t))
        weight = sum(map(self.rarity, shared))
        least = min(self._weighed(left), self._weighed(right))
        return Meeting(weight, weight / least if least else 0.0, tuple(shared))

    def _weighed(self, bag: frozenset[str]) -> float:
        """The rarity of all tokens of a bag, which meets many others."""
        if bag not in self._weight:
            self._weight[bag] = fsum(map(self.rarity, bag))  # exact: the order of a set is chance
        return self._weight[bag]


def tokens(sentence: Sentence) -> frozenset[str]:
    """A sentence's content stems, the classes of happenings in it and the entities named."""
    return around(sentence, sentence.span)


def around(sentence: Sentence, span: Span, window: int | None = None) -> frozenset[str]:
    """The tokens near `span` in its sentence, without those of its own words where a window is given."""
    text = sentence.article.text
    if window is None:
        low, high, own = sentence.span.start, sentence.span.end, ""
    else:
        low, high = max(sentence.span.start, span.start - window), min(sentence.span.end, span.end + window)
        own = text[span.start : span.end]
    named = frozenset(m.entity for m in sentence.mentions if m.entity and low <= m.start < high)
    taken = [(m.start, m.end) for m in sentence.mentions if m.entity]
    return (_said(_without(text, low, high, taken)) - _said(own)) | named


def _without(text: str, low: int, high: int, taken: Sequence[tuple[int, int]]) -> str:
    """The stretch without names: a name counts once, as its entity, however many words it has."""
    parts, at = [], low
    for start, end in taken:
        if low <= start < high:
            parts.append(text[at:start])
            at = max(at, end)
    return " ".join([*parts, text[at:high]])


def around_text(text: str) -> frozenset[str]:
    """The tokens of a stretch, names not told apart."""
    return _said(text)


def targets(sentence: Sentence) -> frozenset[tuple[str, str | None]]:
    """The days, months or years named that end after the report was published: what is aimed at."""
    found = ((t, days(t.value)) for t in sentence.times if t.type == "DATE" and t.value)
    return frozenset(
        (str(t.value), t.mod) for t, d in found if d and str(d[1]) > sentence.day and sentence.day != "9999"
    )


@lru_cache(maxsize=20_000)
def _said(text: str) -> frozenset[str]:
    """Stems, and in place of a word that states a class of happenings that class, so that synonyms meet."""
    found: set[str] = set()
    for word in words_of(text):
        if word in stopwords() or (len(word) < 2 and not word.isdigit()):
            continue
        kinds = _kinds(word)
        found |= {f"={k}" for k in kinds} if kinds else {stem(word)}
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _kinds(word: str) -> frozenset[str]:
    """The classes of happenings that a form of a word may state."""
    cut = [word.removesuffix(e) for e in ("s", "es", "d", "ed", "ing") if word.endswith(e) and len(word) > len(e) + 2]
    forms = [word, *cut, *(c + "e" for c in cut), *(c[:-1] for c in cut if len(c) > 2 and c[-1] == c[-2])]
    return next((found for form in forms if (found := classes(form))), frozenset())


def apart(one: Sentence, other: Sentence) -> bool:
    """Whether both sentences are dated and share no day."""
    return far_apart(one, other, 0)


def far_apart(one: Sentence, other: Sentence, least: int) -> bool:
    """Whether both sentences are dated and more than `least` days lie between all of their days."""
    mine = [d for t in one.times if t.type in ("DATE", "TIME") and (d := days(t.value))]
    theirs = [d for t in other.times if t.type in ("DATE", "TIME") and (d := days(t.value))]
    if not mine or not theirs:
        return False
    return not any((a[0] - b[1]).days <= least and (b[0] - a[1]).days <= least for a in mine for b in theirs)


def other_year(one: Sentence, other: Sentence) -> bool:
    """Whether one sentence is dated a year or more before the other report, which gives no other date."""
    dated = [d for t in one.times if t.type in ("DATE", "TIME") and (d := days(t.value))]
    undated = not any(t.type in ("DATE", "TIME") and days(t.value) for t in other.times)
    return bool(dated) and undated and max(d[1].year for d in dated) < int(other.day[:4]) <= 9998


def sharing(bags: Sequence[Collection[str]], most: int) -> set[tuple[int, int]]:
    """The pairs of `bags`, by number, that share a token which no more than `most` bags hold."""
    under: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for token in bag:
            under[token].append(at)
    return {pair for held in under.values() if len(held) <= most for pair in combinations(held, 2)}
