"""Fits the weights in `align/tables/claim_weights.toml`. Only weights are stored, nothing of the data.

    python -m tools.fit_claims [weights] [stated] [held] [same] [contradicts] [--write]

- `weights` (two clauses state the same): the sentence pairs judged by reading (`bench/gold/pairs.tsv`) and those that
  the agreements of the stories to tune on make. What is judged are sentences; the clause pair that speaks most for
  sameness stands for its sentences (multiple-instance learning, Dietterich et al. 1997). The few pairs there are move
  weights away from a prior set by hand; no weight may change its sign.
- `stated` (a sentence states what a clause does): the clauses that stand in the agreements of the stories to tune on,
  against all sentences of the reports that share the agreement.
- `held` (a sentence states the words shown): pairs judged by reading (`bench/gold/shown.tsv`), at half of their weight
  those of `held.tsv`, and at a tenth the clauses of agreements of the stories to tune on and to develop on.
- `same` and `contradicts` (two sentences): the training halves of MSRP and SICK. Intercepts are set so that one half is
  the cut with the best F1 in cross-validation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from bench.claim_data import Pair, lone_sentences, pair_rows
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from tools.claim_reader import Floats
from tools.claim_rows import SHARED, clause_data, held_data, stated_data

from variorum.align.claims.features import NAMES
from variorum.align.claims.holding import FEATURES as HELD_BY
from variorum.align.claims.linking import FEATURES
from variorum.align.statements import AGAINST, SAME, measures
from variorum.language.vectors import embed

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "variorum" / "align" / "tables" / "claim_weights.toml"
TRUST = 3.0
"""How far the data may pull a weight from its prior; chosen by leave-story-out average precision among 0.3, 1 and 3."""
ROUNDS = 6
PULL = 20.0
HEAD = "# Logistic weights, written by tools/fit_claims.py.\n"

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


def fit_held(values: Floats, truth: NDArray[np.bool_], trust: Floats) -> tuple[float, Floats]:
    """Intercept and weights on standardised features, pulled towards 0."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=1 / PULL, max_iter=3000).fit((values - mean) / spread, truth, sample_weight=trust)
    weights: Floats = model.coef_[0] / spread
    return float(model.intercept_[0] - (weights * mean).sum()), weights


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


def fit_sentences(rows: Sequence[Pair], positive: str, names: Sequence[str]) -> tuple[float, Floats]:
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
