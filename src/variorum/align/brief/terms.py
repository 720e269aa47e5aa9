"""How likely a word, or two neighbouring words, of a story's reports is to be in a brief of the story.

An editor's brief keeps what stands at the head of several reports, in their headlines, again and again. How much each
of these says is learned (`tools/fit_brief.py`; one table for words, one for pairs of them), in the manner of Hong &
Nenkova (2014). Words are stems; function words count too, since a brief is made of them as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log

from variorum.align.clauses import whole
from variorum.align.sentences import Sentence
from variorum.align.weights import weights
from variorum.align.words import stem, stopwords, words_of

FEATURES = (
    "reports",
    "early",
    "often",
    "first",
    "titles",
    "function",
    "digits",
    "leads",
    "central",
    "early_function",
    "title_content",
    "several",
    "several_early",
)
"""What is looked at, in the order of the weights; the weights are stored under these names."""
EARLY = 3
"""Sentences at the head of a report."""
_SENTENCE = 8
"""Words that a sentence of prose has, at least."""
_REPORTS = 2.4
"""How many reports a story of the training data has: a word's uses are counted as if there were so many."""

Term = tuple[str, ...]
"""One stem or two neighbouring ones."""


@dataclass
class _Use:
    """Where one term stands."""

    reports: dict[str, int] = field(default_factory=dict)
    """For each report that has it the place of the first sentence with it."""
    count: int = 0
    titles: set[str] = field(default_factory=set)


class Terms:
    """The terms of one story, each with how likely it is to be in a brief. The order of `sentences` changes nothing."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.places = told(sentences)
        self._titles = {s.article.id: s.article.title for s in sentences}
        self._uses: dict[Term, _Use] = defaultdict(_Use)
        for sentence, place in self.places.items():
            for term in terms_of(stems_of(sentence)):
                use = self._uses[term]
                use.count += 1
                use.reports[sentence.article.id] = min(place, use.reports.get(sentence.article.id, place))
        for report, title in self._titles.items():
            for term in terms_of([stem(word) for word in words_of(title or "")]):
                if term in self._uses:
                    self._uses[term].titles.add(report)
        self._worth: dict[Term, float] = {}

    def __iter__(self) -> Iterator[Term]:
        return iter(self._uses)

    def worth(self, term: Term) -> float:
        """How likely the term is to be in a brief, 0..1; 0 for a term of no report."""
        if term not in self._uses:
            return 0.0
        if term not in self._worth:
            fitted = weights("words" if len(term) == 1 else "pairs", FEATURES, "brief_weights.toml")
            self._worth[term] = fitted.sure(self.measures(term))
        return self._worth[term]

    def measures(self, term: Term) -> tuple[float, ...]:
        """The features of a term that a report has."""
        use, of = self._uses[term], len(self._titles)
        places = list(use.reports.values())
        held, titles = len(places) / of, len(use.titles) / of
        early = sum(place < EARLY for place in places)
        often = log(1 + _REPORTS * use.count / of)
        function = sum(stem in _function_words() for stem in term) / len(term)
        return (
            held,
            early / of,
            often,
            log(1 + min(places)),
            titles,
            function,
            float(any(c.isdigit() for stem in term for c in stem)),
            sum(place == 0 for place in places) / of,
            often * held * (1 - function),
            function * early / of,
            titles * (1 - function),
            float(len(places) > 1),
            float(early > 1),
        )


def told(sentences: Sequence[Sentence]) -> dict[Sentence, int]:
    """The sentences of prose, each with its place among those of its report: headings and furniture take none."""
    count: Counter[str] = Counter()
    found: dict[Sentence, int] = {}
    for sentence in sorted(sentences, key=lambda s: s.order):
        if len(sentence.words) >= _SENTENCE and sentence.events and sentence.text.rstrip()[-1:] in ".!?”\"’'":
            found[sentence] = count[sentence.article.id]
            count[sentence.article.id] += 1
    return found


def stems_of(sentence: Sentence) -> list[str]:
    """The stems of all words of a sentence in order, its dateline left out."""
    span = whole(sentence)
    return [stem(word) for word in words_of(sentence.article.text[span.start : span.end])]


def terms_of(stems: Sequence[str]) -> list[Term]:
    """Each stem, and each two neighbours."""
    return [*((one,) for one in stems), *pairwise(stems)]


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(stem(word) for word in stopwords())
