"""Fits the weights in `align/tables/claim_weights.toml`. Only weights are stored, nothing of the data.

    python -m tools.fit_claims [weights] [stated] [held] [same] [contradicts] [--write]

- `weights` (two clauses state the same): the sentence pairs judged by reading (`bench/gold/pairs.tsv`) and those that
  the agreements of the stories to tune on make. What is judged are sentences; the clause pair that speaks most for
  sameness stands for its sentences (multiple-instance learning, Dietterich et al. 1997). The few pairs there are move
  weights away from a prior set by hand; no weight may change its sign.
- `stated` (a sentence states what a clause does): the clauses that stand in the agreements of the stories to tune on,
  against all sentences of the reports that share the agreement.
- `held` (a sentence states the words shown): pairs judged by reading (`bench/gold/shown.tsv`) and, at a tenth of their
  weight, the clauses of agreements of the stories to tune on and to develop on.
- `same` and `contradicts` (two sentences): the training halves of MSRP and SICK. Intercepts are set so that one half is
  the cut with the best F1 in cross-validation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from bench.claim_data import (
    GoldStory,
    Row,
    annotated,
    gold_stories,
    judged_pairs,
    lone_sentences,
    pair_rows,
    shown_pairs,
    story_rows,
)
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from variorum.align.claims.candidates import candidates, nearest
from variorum.align.claims.decide import Decisions, vetoed
from variorum.align.claims.features import NAMES, Features, Story, beside, features, story_of
from variorum.align.claims.holding import FEATURES as HELD_BY
from variorum.align.claims.holding import Holding, floored
from variorum.align.claims.likeness import Likeness
from variorum.align.claims.linking import FEATURES, Reading, readings
from variorum.align.claims.meaning import Meaning
from variorum.align.claims.units import Unit, is_frame, units_of
from variorum.align.claims.wording import wordings
from variorum.align.sentences import Sentence, read_story
from variorum.align.statements import AGAINST, SAME, measures
from variorum.language.vectors import embed, embed_pieces
from variorum.model import Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "src" / "variorum" / "align" / "tables" / "claim_weights.toml"
TRUST = 3.0
"""How far the data may pull a weight from its prior; chosen by leave-story-out average precision among 0.3, 1 and 3."""
ROUNDS = 6
GOLD_TRUST = 0.1
"""What a pair of the gold counts beside one judged for what is shown."""
PULL = 20.0
HEAD = "# Logistic weights, written by tools/fit_claims.py.\n"
Floats = NDArray[np.float64]

PRIOR = {
    "cosine": 1.5,
    "close": 2.5,
    "words": 1.5,
    "rare": 1.0,
    "mass": 1.0,
    "predicate": 0.8,
    "who": 0.6,
    "whom": 0.6,
    "entities": 0.3,
    "names": 0.3,
    "around": 0.3,
    "around_words": 1.5,
    "around_mass": 1.2,
    "thin": -0.6,
    "time": 0.6,
    "time_apart": -1.0,
    "figure": 0.5,
    "figure_apart": -0.3,
    "polarity": -0.5,
    "modality": -0.2,
    "opposite": -0.5,
    "spoken": -0.3,
    "same_event": 1.0,
    "same_day": 1.5,
    "same_figure": 2.0,
}


class Reader:
    """One story, read once: the features of all clause pairs of two sentences."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        items, _ = annotated(rows)
        self.sentences: list[Sentence] = read_story(items)
        units = [u for u in units_of(self.sentences) if not is_frame(u.event)]
        self.units: dict[int, list[Unit]] = {}
        for unit in units:
            self.units.setdefault(unit.at, []).append(unit)
        self.story: Story = story_of(units)
        self.vectors = embed([s.text for s in self.sentences])

    def find(self, article: str, span: Span) -> int | None:
        """The sentence of `article` that shares most with `span`."""
        shared = {
            i: min(s.span.end, span.end) - max(s.span.start, span.start)
            for i, s in enumerate(self.sentences)
            if s.article.id == article
        }
        best = max(shared, key=lambda i: shared[i], default=None)
        return best if best is not None and shared[best] > 0 else None

    def cosine(self, a: int, b: int) -> float:
        """Of the vectors of two sentences."""
        return float(self.vectors[a] @ self.vectors[b])

    def readings(self, units: Sequence[Unit]) -> Iterator[Reading]:
        """Every clause against every sentence of another that may state it."""
        vectors, likeness = self._likeness()
        decisions = Decisions(self.story, self.cosine)
        proposed = candidates(units, nearest(vectors))
        meaning = Meaning(likeness, self.units)
        return readings(units, proposed, meaning, lambda i, j: decisions.of(units[i], units[j]), self.cosine)

    def holding(self) -> Holding:
        """What says whether a sentence states words of another."""
        vectors, likeness = self._likeness()
        decisions = Decisions(self.story, self.cosine)
        return Holding(
            self.sentences,
            self.units,
            vectors,
            likeness,
            self.story.words,
            lambda one, other: floored(decisions.of(one, other)),
        )

    def _likeness(self) -> tuple[NDArray[np.float32], Likeness]:
        vectors, pieces = embed_pieces([s.text for s in self.sentences])
        return vectors, Likeness(pieces, [s.article.id for s in self.sentences])

    def stating(self, at: int, span: Span) -> Unit | None:
        """The clause that words of a sentence mainly state: the highest finite one whose verb is in them."""
        inside = [
            u
            for u in self.units.get(at, ())
            if span.start <= u.event.predicate.start < min(span.end, u.event.predicate.end)
        ]
        finite = [u for u in inside if u.event.tense] or inside
        height = {"main": 0.0, "complement": 1.0, "": 1.0, "noun": 4.0}
        return min(
            finite,
            key=lambda u: (height.get(u.event.standing, 3.0) + 0.5 * u.event.joined, u.span.start),
            default=None,
        )

    def pair(self, a: int, b: int) -> Floats | None:
        """One row of features per pair of clauses that no slot forbids; `None` where there is none."""
        found = [
            values
            for one in self.units.get(a, ())
            for other in self.units.get(b, ())
            if not vetoed(one, other, values := self._features(one, other))
        ]
        return np.array(found) if found else None

    def _features(self, one: Unit, other: Unit) -> Features:
        sentences = beside(one, other, self.cosine(one.at, other.at), self.story)
        return features(one, other, sentences, self.story)


def clause_data() -> tuple[list[Floats], list[bool]]:
    """The judged sentence pairs: features of their clause pairs, and the judgement."""
    stories = story_rows(SHARED, "basil")
    owner = {row["id"]: story for story, rows in stories.items() for row in rows}
    readers: dict[str, Reader] = {}
    bags: list[Floats] = []
    labels: list[bool] = []

    def add(story: str, a: int | None, b: int | None, same: bool) -> None:
        if a is not None and b is not None and (bag := readers[story].pair(a, b)) is not None:
            bags.append(bag)
            labels.append(same)

    for judged in judged_pairs():
        story = owner[judged.article]
        if story not in readers:
            readers[story] = Reader(stories[story])
        reader = readers[story]
        add(story, reader.find(judged.article, judged.span), reader.find(judged.other, judged.other_span), judged.same)
    for gold in gold_stories("tune"):
        readers[gold.story] = reader = Reader(stories[gold.story])
        same = {
            (min(a, b), max(a, b))
            for agreement in gold.agreements
            for a in (reader.find(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence)
            for b in (reader.find(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence)
            if a is not None and b is not None and reader.sentences[a].article is not reader.sentences[b].article
        }
        for a, b in _pairs_to_learn_from(reader, same):
            add(gold.story, a, b, (a, b) in same)
    return bags, labels


def _pairs_to_learn_from(reader: Reader, same: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """All that are the same, and one in three of the others that are somewhat near; the others teach nothing."""
    chance = np.random.RandomState(0)
    count = len(reader.sentences)
    return [
        (a, b)
        for a in range(count)
        for b in range(a + 1, count)
        if reader.sentences[a].article is not reader.sentences[b].article
        and ((a, b) in same or (reader.cosine(a, b) >= 0.35 and chance.rand() < 0.35))
    ]


def stated_data() -> tuple[Floats, NDArray[np.bool_]]:
    """`linking.FEATURES` of clauses of agreements and sentences of other reports, and whether these state them too."""
    stories = story_rows(SHARED, "basil")
    values: list[tuple[float, ...]] = []
    labels: list[bool] = []
    for gold in gold_stories("tune"):
        reader = Reader(stories[gold.story])
        units = [unit for at in sorted(reader.units) for unit in reader.units[at]]
        wanted = _agreed(reader, gold, units)
        for read in reader.readings(units):
            same = wanted.get(read.clause)
            if same and read.other in same:
                values.append(read.values)
                labels.append(same[read.other])
    return np.array(values), np.array(labels)


def held_data() -> tuple[Floats, NDArray[np.bool_], Floats]:
    """`holding.FEATURES` of words and sentences of other reports, whether these state them, and how much a pair counts:
    the pairs judged by reading (`bench/gold/shown.tsv`), and the clauses of agreements of the stories to tune and
    develop on."""
    values: list[tuple[float, ...]] = []
    labels: list[bool] = []
    trust: list[float] = []
    for (name, story), pairs in shown_pairs().items():
        reader = Reader(story_rows(SHARED, name)[story])
        holding = reader.holding()
        for pair in pairs:
            at, other = reader.find(pair.article, pair.span), reader.find(pair.other, pair.other_span)
            unit = None if at is None else reader.stating(at, pair.span)
            if unit is None or other is None or (found := holding.values(unit, pair.span, other)) is None:
                continue
            values.append(found)
            labels.append(pair.same)
            trust.append(1.0)
    for gold in (*gold_stories("tune"), *gold_stories("dev")):
        reader = Reader(story_rows(SHARED, gold.set)[gold.story])
        units = [unit for at in sorted(reader.units) for unit in reader.units[at]]
        holding = reader.holding()
        for clause, others in _agreed(reader, gold, units).items():
            for words in wordings(units[clause]):
                for at, same in others.items():
                    if (found := holding.values(units[clause], words, at)) is not None:
                        values.append(found)
                        labels.append(same)
                        trust.append(GOLD_TRUST)
    return np.array(values), np.array(labels), np.array(trust)


def fit_held(values: Floats, truth: NDArray[np.bool_], trust: Floats) -> tuple[float, Floats]:
    """Intercept and weights on standardised features, pulled towards 0."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=1 / PULL, max_iter=3000).fit((values - mean) / spread, truth, sample_weight=trust)
    weights: Floats = model.coef_[0] / spread
    return float(model.intercept_[0] - (weights * mean).sum()), weights


def _agreed(reader: Reader, gold: GoldStory, units: Sequence[Unit]) -> dict[int, dict[int, bool]]:
    """For the clause nearest to each piece of gold: the sentences of the other reports, and which of them state it."""
    found: dict[int, dict[int, bool]] = {}
    for agreement in gold.agreements:
        pieces = [(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence]
        states = {reader.find(article, span) for article, span in pieces}
        reports = {article for article, _ in pieces}
        for article, span in pieces:
            own = [i for i, u in enumerate(units) if u.article == article and _share(u.span, span) > 0]
            if own:
                clause = max(own, key=lambda i: _share(units[i].span, span))
                others = {
                    at: at in states
                    for at, s in enumerate(reader.sentences)
                    if s.article.id in reports and s.article.id != article
                }
                found[clause] = {at: others[at] or found.get(clause, {}).get(at, False) for at in others}
    return found


def _share(one: Span, other: Span) -> float:
    """Of two spans, what they share of what they cover together."""
    return (min(one.end, other.end) - max(one.start, other.start)) / (
        max(one.end, other.end) - min(one.start, other.start)
    )


def fit_stated(values: Floats, truth: NDArray[np.bool_]) -> tuple[float, Floats]:
    """Intercept and weights for a clause and a sentence."""
    model = LogisticRegression(C=10, max_iter=3000).fit(values, truth)
    return float(model.intercept_[0]), model.coef_[0]


def fit_clauses(bags: Sequence[Floats], labels: Sequence[bool]) -> tuple[float, Floats]:
    """Intercept and weights, maximum a posteriori; the strongest clause pair stands for its sentences in each round."""
    prior = np.array([PRIOR[name] for name in NAMES])
    width = np.maximum(0.3, np.abs(prior) * 0.6)
    bounds = [(0, None) if p > 0 else (None, 0) for p in prior] + [(None, None)]
    truth = np.array(labels)
    weights, intercept = prior, -5.0
    for _ in range(ROUNDS):
        rows = np.array([bag[np.argmax(bag @ weights)] for bag in bags])

        def loss(theta: Floats, rows: Floats = rows) -> tuple[float, Floats]:
            z = rows @ theta[:-1] + theta[-1]
            off = (theta[:-1] - prior) / width
            slope = 1 / (1 + np.exp(-z)) - truth
            value = float(np.logaddexp(0, -np.where(truth, z, -z)).sum() + (off**2).sum() / (2 * TRUST))
            return value, np.append(rows.T @ slope + off / width / TRUST, slope.sum())

        found = minimize(loss, np.append(weights, intercept), jac=True, bounds=bounds, method="L-BFGS-B").x
        weights, intercept = found[:-1], float(found[-1])
    return intercept, weights


def fit_sentences(rows: Sequence[Row], positive: str, names: Sequence[str]) -> tuple[float, Floats]:
    """Intercept and weights for whole sentences, the cut moved to one half."""
    known = lone_sentences(t for r in rows for t in (r.a, r.b))
    texts = list(known)
    at = {text: i for i, text in enumerate(texts)}
    vectors = embed(texts)
    values = [measures(known[r.a], known[r.b], float(vectors[at[r.a]] @ vectors[at[r.b]])) for r in rows]
    table = np.array([[v[name] for name in names] for v in values])
    truth = np.array([r.label == positive for r in rows])
    model = LogisticRegression(C=10, max_iter=3000)
    chance = cross_val_predict(model, table, truth, cv=10, method="predict_proba")[:, 1]
    cut = max(np.arange(0.2, 0.8, 0.025), key=lambda c: _f1(truth, chance > c))
    model.fit(table, truth)
    return float(model.intercept_[0] - np.log(cut / (1 - cut))), model.coef_[0]


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))


def section(name: str, names: Sequence[str], fitted: tuple[float, Floats]) -> str:
    """One table of the weights file."""
    intercept, weights = fitted
    lines = [f"{n} = {w:.3f}" for n, w in zip(names, weights, strict=True)]
    return "\n".join([f"[{name}]", f"intercept = {intercept:.3f}", *lines]) + "\n"


def stored(name: str) -> str:
    """The table as it stands in the weights file."""
    text = TABLE.read_text(encoding="utf-8")
    return text[text.index(f"[{name}]") :].split("\n\n")[0].rstrip() + "\n"


def main(arguments: Sequence[str]) -> None:
    """Print the weights; with `--write`, store them. Names of tables fit only these and keep the others."""
    fits: dict[str, Callable[[], str]] = {
        "weights": lambda: section("weights", NAMES, fit_clauses(*clause_data())),
        "stated": lambda: section("stated", FEATURES, fit_stated(*stated_data())),
        "held": lambda: section("held", HELD_BY, fit_held(*held_data())),
        "same": lambda: section(
            "same", SAME, fit_sentences(pair_rows(SHARED, ["msrp"], ["train", "val"]), "paraphrase", SAME)
        ),
        "contradicts": lambda: section(
            "contradicts",
            AGAINST,
            fit_sentences(pair_rows(SHARED, ["sick"], ["train", "trial"]), "contradiction", AGAINST),
        ),
    }
    wanted = [a for a in arguments if a in fits] or list(fits)
    text = HEAD + "\n".join(fits[n]() if n in wanted else stored(n) for n in fits)
    print(text)
    if "--write" in arguments:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
