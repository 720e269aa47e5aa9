"""How near a report comes to telling something: by vectors, by words side by side, and by words anywhere in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.align.omissions.able import lacks_words
from variorum.align.omissions.bags import Bag, Rarity, bag_of, bag_of_words
from variorum.align.sentences import Sentence
from variorum.language.vectors import embed
from variorum.model import Article, Evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MOST_PIECES = 12
"""Pieces of a claim that a report is held against: of one that fifty reports tell the rest say the same again."""


@dataclass(frozen=True)
class Nearness:
    """How near a report comes to a statement, each 0..1.

    `likeness` is the cosine of its nearest sentence, `headline` that of its headline; `side_by_side` the share of what
    the statement's words say that two neighbouring sentences hold, `anywhere` the share that the whole report holds.
    """

    likeness: float
    headline: float
    side_by_side: float
    anywhere: float
    sentence: Sentence | None


@dataclass(frozen=True, eq=False)
class Statement:
    """What a claim says: the sentences that tell it, that of which its words are, and the tokens by which another
    report would tell it; `own` are those of the words themselves, `plain` those among them that are no name."""

    sentences: tuple[Sentence, ...]
    head: Sentence
    own: Bag
    plain: Bag
    cores: tuple[Bag, ...]

    @cached_property
    def vectors(self) -> Floats:
        """A row for each sentence."""
        return embed([s.text for s in self.sentences])


def _named(words: str) -> Bag:
    """The tokens of the words that are written with a capital."""
    return bag_of_words(" ".join(word for word in words.split() if word.lstrip("“\"‘'(")[:1].isupper()))


class Text:
    """One report: its sentences in order, with their rows of the story's vectors."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.article = article
        self.sentences = sorted(sentences, key=lambda s: s.span)
        self._starts = [s.span.start for s in self.sentences]

    @cached_property
    def windows(self) -> list[Bag]:
        """What two neighbouring sentences say together, and what the headline says."""
        bags = [bag_of(s) for s in self.sentences]
        pairs = [one | other for one, other in zip(bags, [*bags[1:], frozenset()], strict=False)]
        return [*pairs, bag_of_words(self.article.title or "")]

    @cached_property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """For each token the numbers of the windows that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, bag in enumerate(self.windows):
            for token in bag:
                found[token].append(at)
        return found

    @cached_property
    def lacks_words(self) -> bool:
        """Whether the report announces words that its text does not have; asked once, for all quotes."""
        return lacks_words(self.article)

    def holding(self, evidence: Evidence) -> Sentence | None:
        """The sentence in which the evidence begins."""
        at = bisect_right(self._starts, evidence.spans[0].start) - 1
        return self.sentences[at] if at >= 0 else None

    def place(self, sentence: Sentence) -> float:
        """How far down a sentence stands: 0 first, towards 1 last."""
        return self.sentences.index(sentence) / len(self.sentences)


class Telling:
    """The reports of a story, to be asked how near each comes to telling something."""

    def __init__(self, articles: Mapping[str, Article], sentences: Sequence[Sentence]) -> None:
        own: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sentences:
            own[sentence.article.id].append(sentence)
        self.texts = {id: Text(article, own[id]) for id, article in articles.items()}
        self.rarity = Rarity([bag_of(s) for s in sentences])

    def holding(self, evidence: Evidence) -> Sentence | None:
        """The sentence in which the evidence begins."""
        return self.texts[evidence.article].holding(evidence)

    def statement(self, words: str, evidence: Sequence[Evidence]) -> Statement | None:
        """What is told by `evidence`, which is shown by `words`; `None` where nothing of it holds these words."""
        found = [(s, e) for e in evidence if (s := self.holding(e))]
        own = bag_of_words(words)
        head = next((s for s, e in found if words in " ".join(e.exact.split())), None)
        if head is None or not own:
            return None
        counts = Counter(token for s, _ in found for token in bag_of(s))
        least = max(2, len(found) / 2) if len(found) > 1 else 1
        shared = frozenset(token for token, n in counts.items() if n >= least)
        cores = tuple(core for core in (shared, own, own & shared) if core)
        return Statement(tuple(s for s, _ in found)[:MOST_PIECES], head, own, own - _named(words), cores)

    def agreement(self, statement: Statement, sentence: Sentence) -> tuple[float, float, float]:
        """How like a sentence is to the one whose words are shown, and the share that it has of these words, and of
        those among them that are no name, each 0..1."""
        one, other = embed([statement.head.text, sentence.text])
        held = bag_of(sentence)
        return float(one @ other), self._share(statement.own, held), self._share(statement.plain, held)

    def _share(self, words: Bag, held: Bag) -> float:
        """The share of what `words` say that is held; all of it where they say nothing."""
        return self.rarity.mass(words & held) / self.rarity.mass(words) if words else 1.0

    def nearness(self, statement: Statement, article: str) -> Nearness:
        """How near a report comes to telling it: of several ways to look at it the one that finds most."""
        text = self.texts[article]
        likeness, sentence = self._nearest(statement, text)
        shares = [self._shares(core, text) for core in statement.cores]
        return Nearness(
            likeness=likeness,
            headline=self._headline(statement, text),
            side_by_side=max(near for near, _ in shares),
            anywhere=max(held for _, held in shares),
            sentence=sentence,
        )

    def is_only_in(self, token: str, article: str) -> bool:
        """Whether a token stands in no report but this one."""
        return self._spread[token] == 1 and token in self.texts[article].holders

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many reports each token stands."""
        return Counter(token for text in self.texts.values() for token in text.holders)

    def _shares(self, core: Bag, text: Text) -> tuple[float, float]:
        """The share of what `core` says that one window holds, and that all of them hold."""
        held = {token: self.rarity.of(token) for token in sorted(core) if token in text.holders}
        windows: dict[int, float] = defaultdict(float)
        for token, says in held.items():
            for at in text.holders[token]:
                windows[at] += says
        whole = self.rarity.mass(core)
        return max(windows.values(), default=0.0) / whole, sum(held.values()) / whole

    def _nearest(self, statement: Statement, text: Text) -> tuple[float, Sentence | None]:
        if not text.sentences:
            return 0.0, None
        near = (self._rows[text.article.id] @ statement.vectors.T).max(axis=1)
        at = int(near.argmax())
        return max(0.0, float(near[at])), text.sentences[at]

    def _headline(self, statement: Statement, text: Text) -> float:
        if not text.article.title:
            return 0.0
        return max(0.0, float((statement.vectors @ self._titles[text.article.title]).max()))

    @cached_property
    def _titles(self) -> dict[str, Floats]:
        titles = sorted({t.article.title for t in self.texts.values() if t.article.title})
        return dict(zip(titles, embed(titles), strict=True))

    @cached_property
    def _rows(self) -> Mapping[str, Floats]:
        """The vectors of each report's sentences, remembered from when claims were looked for."""
        return dict(self._embedded())

    def _embedded(self) -> Iterator[tuple[str, Floats]]:
        for id, text in self.texts.items():
            yield id, embed([s.text for s in text.sentences])
