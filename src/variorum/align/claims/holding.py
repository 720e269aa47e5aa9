"""Whether a sentence states the words that are shown for a claim: nothing is shown that the cited text does not state.

A reader asks of each piece of evidence whether it states the line before him. What is looked at: how much of the line
is covered, word piece by word piece in meaning (`meaning.py`), names left out: these two sentences on one subject share
anyway; whether the clause that covers most has a verb for the line's verb; rare words and runs of words in common;
numbers that are missing; what the slots say (`decide.py`), and whether the same acts; negation; whether only one of the
two is somebody's words, or each is somebody else's; and whether another sentence of that report covers it better.
Weights are fitted on pairs judged by reading (`tools/fit_claims.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log
from typing import TYPE_CHECKING

from variorum.align.claims.counting import counts, counts_apart, stretches, stretches_apart
from variorum.align.claims.likeness import Against, Likeness, product
from variorum.align.claims.told import Told, is_negated, numbers, runs, told, under
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.align.weights import weights
from variorum.align.words import stems_of, words_of
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

FEATURES = (
    "decided",
    "margin",
    "pairs",
    "rarest",
    "verb",
    "negation",
    "spoken",
    "plain",
    "mass",
    "numbers",
    "voices",
    "doer",
)
"""In their order: what the slots say; how much better than any other of its report the sentence covers the words; runs
and the rarest word in common; how near the verbs are; whether one alone denies, or is said; how much of what is no
name is covered, and what that weighs; whether numbers are missing; whether both are said, by others; whether the same
acts."""
_PLAIN, _PAIRS = FEATURES.index("plain"), FEATURES.index("pairs")
COVERED = 0.4
"""Share of the words, in meaning, that a sentence must cover to be compared where the slots do not speak for it."""
_DECIDED = 0.1
"""What slots say that speak for comparing two clauses."""
_ENOUGH, _SAID = 0.55, 0.25
"""The same two, of what can be held to state the words: pairs with less were not among those judged by reading."""
_THIN = 0.35
"""How sure it can be at most where there is less."""
_ONESELF = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|myself)\b")
_OWN_WORDS = 0.5
"""Share of the runs of words in the first person to be in common: "I live there" is true of whoever says it."""
_AHEAD = frozenset({"expected", "planned", "possible", "demanded"})
_SUPPORT = 0.4
"""Likeness of two word pieces below which the one says nothing for the other."""
_FULL = 30.0
"""Summed weight of supported pieces that counts as one."""
_RAREST = 5.3
"""Weight of a word piece at most: one sentence in two hundred."""
_LEAST = 0.05
_FORBIDDEN = -0.3
_TOGETHER = 256
"""Sentences held against reports at a time: enough for large products, few enough for memory."""
_VERB = 0.5
"""What the likeness of the verbs counts, beside covered words, in choosing the clause to compare with."""

Judge = Callable[[Unit, Unit], float]
"""0..1 how sure the slots are that two clauses state the same, or -1 where one forbids it."""


class Holding:
    """The sentences of a story with their clauses and word pieces, to be asked which of them state words of another."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        clauses: Mapping[int, Sequence[Unit]],
        likeness: Likeness,
        rarity: Mapping[str, float],
        judge: Judge,
    ) -> None:
        self.sentences, self.clauses, self.likeness = sentences, clauses, likeness
        self.rarity, self.judge = rarity, judge
        self.weights = self._weighed()
        self._told: dict[int, Told] = {}

    def lines(self, asked: Mapping[int, Collection[int]]) -> Iterator[Line]:
        """The sentences whose words may be shown, each to be held against others; all by their indices."""
        order = sorted(asked)
        parts = [order[n : n + _TOGETHER] for n in range(0, len(order), _TOGETHER)]
        with ThreadPoolExecutor(1) as ahead:  # while one part is read, the products of the next one are made
            coming = [ahead.submit(self._against, part, asked) for part in parts[:1]]
            for n, part in enumerate(parts):
                coming += [ahead.submit(self._against, following, asked) for following in parts[n + 1 : n + 2]]
                against = coming.pop(0).result()
                yield from (Line(self, at, against.get(at)) for at in part)

    def _against(self, part: Iterable[int], asked: Mapping[int, Iterable[int]]) -> dict[int, Against]:
        """Some sentences against the others that have words, without those that say nothing or have no such others."""
        worded = {at: [n for n in sorted(asked[at]) if self.likeness.has_words(n)] for at in part}
        comparable = {at: others for at, others in worded.items() if others and self.likeness.says_something(at)}
        return dict(self.likeness.against(comparable))

    def values(self, unit: Unit, span: Span, other: int) -> tuple[float, ...] | None:
        """`FEATURES` of one pair; `None` where there is nothing to compare, or too little in common."""
        (line,) = self.lines({unit.at: [other]})
        return line.values(unit, span, other)

    def told(self, at: int) -> Told:
        """What is read of a sentence once."""
        if at not in self._told:
            pieces, content = self.likeness.pieces[at], self.likeness.content[at]
            self._told[at] = told(self.sentences[at], self.clauses.get(at, ()), pieces, content)
        return self._told[at]

    def _weighed(self) -> list[Floats]:
        """For each sentence how much its content pieces say: the logarithm of how few sentences have them."""
        import numpy as np

        pieces = self.likeness.pieces
        held = Counter(word for piece in pieces for word in set(piece.words))
        count = len(pieces) + 1
        says = {word: _LEAST + min(_RAREST, max(0.0, log(count / (n + 0.5)))) for word, n in held.items()}
        return [
            np.array([says[p.words[n]] for n in own.tolist()], dtype=np.float32)
            for p, own in zip(pieces, self.likeness.content, strict=True)
        ]


class Line:
    """One sentence against some others: its words are held against all of them at once."""

    def __init__(self, holding: Holding, at: int, against: Against | None) -> None:
        self.at, self._holding, self._against, self._own = at, holding, against, holding.told(at)

    def held(self, unit: Unit, span: Span, others: Sequence[int]) -> list[tuple[float, float]]:
        """For each of `others` how sure it is that it states the words, and how much of them it covers, names left
        out; both 0..1."""
        agreeing = self._of_same_numbers(span, others)
        found = self._compared(unit, span, agreeing)
        none = (0.0, 0.0)
        own = bool(_ONESELF.search(self._words(span)))
        return [
            (self._sure(unit, other, *found[other], own), found[other][0][_PLAIN]) if other in found else none
            for other in others
        ]

    def _of_same_numbers(self, span: Span, others: Iterable[int]) -> list[int]:
        """Those of `others` that give no other number, and no other years, of what the words do."""
        counted, years = counts(self._words(span)), stretches(self._words(span))
        told = ((other, self._holding.told(other)) for other in others)
        return [
            at for at, there in told if not (counts_apart(counted, there.counts) or stretches_apart(years, there.years))
        ]

    def values(self, unit: Unit, span: Span, other: int) -> tuple[float, ...] | None:
        """See `Holding.values`."""
        found = self._compared(unit, span, [other]).get(other)
        return found[0] if found and found[1] else None

    def _words(self, span: Span) -> str:
        return self._holding.sentences[self.at].article.text[span.start : span.end]

    def _sure(self, unit: Unit, other: int, values: tuple[float, ...], enough: bool, own: bool) -> float:
        """How sure it is from `values`; little where there is not `enough`, and where words are somebody's `own`."""
        sure = weights("held", FEATURES).sure(values)
        thin = not enough or self._in_other_times(unit, other) or (own and values[_PAIRS] < _OWN_WORDS)
        return min(sure, _THIN) if thin else sure

    def _in_other_times(self, unit: Unit, other: int) -> bool:
        """Whether what the one tells as done is to the other still to come: "announced", "will announce"."""
        same = [u for u in self._holding.clauses.get(other, ()) if u.event.lemma == unit.event.lemma]
        mine = _is_ahead(unit) if same else None
        return mine is not None and {_is_ahead(u) for u in same} == {not mine}

    def _compared(self, unit: Unit, span: Span, others: Iterable[int]) -> dict[int, tuple[tuple[float, ...], bool]]:
        """By sentence `FEATURES`, and whether enough is in common for the words to be stated there; nothing of those
        with too little in common to be compared."""
        import numpy as np

        against, own = self._against, under(self._own.begins, self._own.ends, span)
        worded = [other for other in others if against and other in against.row]
        if against is None or not len(own) or not worded:
            return {}
        weight, place = self._holding.weights[self.at][own], against.place
        covered = self._covered(against, own)
        nearest = {other: self._decided(unit, other) for other in worded}
        kept = [n for n in worded if covered[place[n]] >= COVERED or nearest[n][0] >= _DECIDED]
        if not kept:
            return {}
        rows = np.array([place[n] for n in kept], dtype=np.intp)
        plain = self._own.plain[own]
        of_pieces = _of_pieces(against.best[rows[:, None], own[plain]], weight[plain])
        verbs = self._verbs(against, unit, own, kept)
        found: dict[int, tuple[tuple[float, ...], bool]] = {}
        of_words = self._of_words(span, kept)
        for other, by_words, (share, mass), verb in zip(kept, of_words, of_pieces, verbs, strict=True):
            pairs, rarest, negation, missing = by_words
            decided, clause = nearest[other]
            spoken, voices = self._own.voiced(self._holding.told(other))
            margin = _margin(covered, place[other], against.report[other])
            doer = _doer(unit, clause)
            values = (decided, margin, pairs, rarest, verb, negation, spoken, share, mass, missing, voices, doer)
            found[other] = (values, bool(covered[place[other]] >= _ENOUGH or decided >= _SAID))
        return found

    def _covered(self, against: Against, own: Places) -> Floats:
        """How much of the words is covered, in meaning, by each sentence of the reports."""
        import numpy as np

        weight = np.zeros_like(self._holding.weights[self.at])
        weight[own] = self._holding.weights[self.at][own]
        covered: Floats = product(against.best, weight) / weight.sum()
        return covered

    def _decided(self, unit: Unit, other: int) -> tuple[float, Unit | None]:
        """What the slots say for the clause of a sentence for which they say most, and that clause."""
        judged = [(self._holding.judge(unit, u), u) for u in self._holding.clauses.get(other, ())]
        return max(judged, key=lambda pair: pair[0], default=(0.0, None))

    def _of_words(self, span: Span, others: Iterable[int]) -> Iterator[tuple[float, float, float, float]]:
        """`pairs`, `rarest`, `negation` and `numbers`."""
        text, rarity = self._words(span), self._holding.rarity
        words = words_of(text)
        stems, mine, negated, given = stems_of(words), runs(words), is_negated(text), numbers(text)
        for other in others:
            there = self._holding.told(other)
            shared = stems & self._holding.sentences[other].stems
            yield (
                len(mine & there.runs) / max(1, len(mine)),
                max((rarity.get(s, 0.5) for s in shared), default=0.0),
                float(negated != there.negated),
                float(not given <= there.numbers),
            )

    def _verbs(self, against: Against, unit: Unit, own: Places, others: Sequence[int]) -> Iterator[float]:
        """How near the verb is of that clause of the other sentence which covers most of this one, with its verb."""
        import numpy as np

        begins, ends = self._own.begins[own], self._own.ends[own]
        inside = under(begins, ends, unit.span)
        of_clause = own[inside] if len(inside) else own
        of_verb = own[under(begins, ends, Span(unit.event.predicate.start, unit.event.predicate.end))]
        weight = self._holding.weights[self.at][of_clause]
        parts = [self._holding.told(other).parts for other in others]
        rows, near = [against.row[other] for other in others], against.near
        best = _segments(near, [(row + p.inside, p.firsts) for row, p in zip(rows, parts, strict=True)], of_clause)
        covered = (product(best, weight) / weight.sum()).tolist()
        alike = [0.0] * len(covered)
        if len(of_verb) and covered:
            best = _segments(
                near, [(row + p.verbs, p.verb_firsts) for row, p in zip(rows, parts, strict=True)], of_verb
            )
            alike = np.where(np.concatenate([p.voiced for p in parts]), best.max(axis=1), 0).tolist()
        at = 0
        for part in parts:
            upto = at + len(part.firsts)
            offered = [(0.0, 0.0), *zip(covered[at:upto], alike[at:upto], strict=True)]
            yield max(offered, key=lambda pair: pair[0] + _VERB * pair[1])[1]
            at = upto


def _of_pieces(best: Floats, weight: Floats) -> Iterable[tuple[float, float]]:
    """`plain` and `mass`: a row of `best` for each other sentence, a column for each piece of the words."""
    import numpy as np

    if not len(weight):
        return [(0.0, 0.0)] * len(best)
    share: list[float] = (product(best, weight) / weight.sum()).tolist()
    mass: list[float] = (product(np.maximum(best - _SUPPORT, 0), weight) / _FULL).tolist()
    return zip(share, mass, strict=True)


def _doer(unit: Unit, other: Unit | None) -> float:
    """1 where the same acts in both clauses, -1 where others do, 0 where one does not say."""
    if other is None or not unit.who or not other.who:
        return 0.0
    return -1.0 if unit.who.isdisjoint(other.who) else 1.0


def _margin(covered: Floats, place: int, report: tuple[int, int]) -> float:
    """How much more of the words a sentence covers than any other sentence of its report."""
    first, last = report
    if last - first == 1:
        return float(covered[place])
    rest = max(covered[first:place].max(initial=-1), covered[place + 1 : last].max(initial=-1))
    return float(covered[place] - rest)


def _segments(near: Floats, groups: Sequence[tuple[Places, Places]], columns: Places) -> Floats:
    """For each segment of rows the likest one in each column. A group is rows, and where each segment of it begins."""
    import numpy as np

    ends = np.cumsum([0, *(len(rows) for rows, _ in groups)])
    firsts = np.concatenate([end + first for end, (_, first) in zip(ends, groups, strict=False)])
    if not len(firsts):
        return np.zeros((0, len(columns)), dtype=np.float32)
    rows = np.concatenate([rows for rows, _ in groups])
    found: Floats = np.maximum.reduceat(near[rows[:, None], columns], firsts, axis=0)
    return found


def _is_ahead(unit: Unit) -> bool | None:
    """Whether it tells what is still to come; `None` where its verb does not say ("an inquiry to be led by …")."""
    event = unit.event
    if event.modality in _AHEAD or event.tense == "future":
        return True
    open_ended = unit.sentence.article.text.endswith(" be ", 0, event.predicate.start)
    return None if open_ended or event.tense is None or event.modality != "asserted" else False


def floored(decided: float) -> float:
    """What the slots say, with a forbidden pair not much below one of which they say nothing."""
    return max(_FORBIDDEN, decided)
