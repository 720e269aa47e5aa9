"""Fits the weights in `cluster/tables/likeness.tsv`. Only weights are stored, nothing of the data.

    python -m tools.fit_likeness [--write]

One logistic regression over the pairs that the index of neighbours finds in AllSides train, half of the stories of
BASIL, half of the topics of ECB+ and our own stories that develop over days, each set weighing the same, with
standardised features and an L2 penalty. A pair's odds are what `likeness` makes of both columns, so both are fitted at
once. What is near in a graph of pairs is not yet a story: the two intercepts and the penalty are then set by B-cubed F1
of the groups, on the same halves. The other halves are printed beside what the table has now, and decide nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from bench.stories import read
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from variorum.cluster.days import day_of
from variorum.cluster.likeness import Weights, features, likeness, setting
from variorum.cluster.linkage import average_groups
from variorum.cluster.neighbours import Neighbours
from variorum.cluster.stories import FAINT, ONE_STORY
from variorum.cluster.terms import read_terms
from variorum.model.records import Article, Published
from variorum.scoring.clusters import b_cubed

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "variorum" / "cluster" / "tables" / "likeness.tsv"
SETS = ("allsides", "basil", "ecbplus")
OWN = ROOT / "tests" / "cluster" / "specs" / "developing.txt"
"""Our own stories that develop over days: fitted on beside the sets, of which none has such."""
SAME = 0.3
"""What the pairs of one story weigh together, of all."""
PENALTIES = (1e-5, 1e-4)
SHIFTS = (np.arange(-5, -1.9, 0.5), np.arange(-1.5, 0.1, 0.25))
"""What the two intercepts get after the fit."""
OF_GAPS = 6
"""The last features, steps of days: the second column has none."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """A set's pairs as the index finds them, its stories, and which articles may be looked at."""

    ids: list[str]
    pairs: NDArray[np.int64]
    similar: NDArray[np.float32]
    near: NDArray[np.float32]
    gaps: Floats
    closeness: float
    gold: dict[str, str]
    unseen: set[str]

    def score(self, weights: Weights | None, unseen: bool) -> float:
        """B-cubed F1 of the groups over one half of the articles."""
        alike = likeness(self.similar, self.near, self.gaps, self.closeness, weights)
        kept = np.flatnonzero(alike > FAINT)
        edges = [(a, b, s) for (a, b), s in zip(self.pairs[kept].tolist(), alike[kept].tolist(), strict=True)]
        keep = {key for key in self.ids if (key in self.unseen) is unseen}
        groups = average_groups(len(self.ids), edges, ONE_STORY)
        named = [[self.ids[place] for place in group if self.ids[place] in keep] for group in groups]
        return b_cubed({key: story for key, story in self.gold.items() if key in keep}, named).f1

    def rows(self) -> tuple[Floats, NDArray[np.bool_], Floats, Floats]:
        """Features of both columns, whether one story, the offset and the weight of each pair that may be looked at."""
        seen = np.array([key not in self.unseen for key in self.ids])
        stories = np.array([self.gold[key] for key in self.ids])
        first, second = self.pairs[seen[self.pairs].all(axis=1)].T
        use = np.flatnonzero(seen[self.pairs].all(axis=1))
        wide, offset = setting(self.near[use], self.gaps[use], self.closeness)
        found = features(self.similar[use], self.near[use], self.gaps[use])
        found = np.concatenate([np.ones((len(use), 1)), found], axis=1)
        other = found.copy()
        other[:, -OF_GAPS:] = 0
        same = stories[first] == stories[second]
        weight = np.where(same, SAME / max(1, same.sum()), (1 - SAME) / max(1, (~same).sum()))
        return np.concatenate([found * wide[:, None], other * (1 - wide)[:, None]], axis=1), same, offset, weight


def developing() -> tuple[list[Article], dict[str, str]]:
    """Our own stories that develop over days, and each article's story."""
    articles: list[Article] = []
    gold: dict[str, str] = {}
    for block in OWN.read_text(encoding="utf-8").split("\n=== ")[1:]:
        story, *parts = block.split("\n--- ")
        for part in parts:
            head, text = part.split("\n", 1)
            title, day = (field.strip() for field in head.split("|"))
            key = f"{len(articles):02}"
            articles.append(Article(key, key, text.strip(), title, key, published=Published(value=day)))
            gold[key] = story.strip()
    return articles, gold


def told(articles: Iterable[Article], gold: dict[str, str], unseen: set[str]) -> Told:
    """A set as the index of neighbours sees it, its articles in the order of their days."""
    articles = sorted(articles, key=lambda article: (day_of(article) or 0, article.id))
    near = Neighbours()
    for terms in read_terms(articles):
        near.add(terms)
    pairs = np.array([(a, b) for a, links in enumerate(near.links) for b in links if a < b])
    days = np.array([np.nan if day is None else day for day in map(day_of, articles)], dtype=np.float64)
    return Told(
        ids=[article.id for article in articles],
        pairs=pairs,
        similar=np.array([near.links[a][b] for a, b in pairs.tolist()]),
        near=near.nearness(list(range(len(articles))))[pairs],
        gaps=np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]),
        closeness=near.closeness(),
        gold=gold,
        unseen=unseen,
    )


def fit(sets: list[Told], penalty: float) -> Weights:
    """Both columns, intercepts included."""
    x, same, offset, weight = (np.concatenate(part) for part in zip(*(one.rows() for one in sets), strict=True))
    spread = np.sqrt((x**2).mean(axis=0)) + 1e-6
    x, weight, sign = x / spread, weight / weight.sum(), np.where(same, 1.0, -1.0)
    half = x.shape[1] // 2
    strength = np.full(x.shape[1], penalty)
    strength[[0, half]] /= 100

    def loss(w: Floats) -> tuple[float, Floats]:
        odds = x @ w + offset
        value = (weight * np.logaddexp(0, -sign * odds)).sum() + (strength * w**2).sum() / 2
        return float(value), x.T @ ((expit(odds) - same) * weight) + strength * w

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x / spread
    columns = found.reshape(2, half).T
    return Weights(columns[1:], columns[0])


def choose(sets: list[Told], own: Told) -> Weights:
    """The fit whose groups are best on the halves that were fitted on."""
    found: list[tuple[float, Weights]] = []
    for penalty in PENALTIES:
        fitted = fit([*sets, own], penalty)
        for shift, other in product(*SHIFTS):
            weights = Weights(fitted.columns, fitted.intercepts + np.array([shift, other]))
            found.append((sum(one.score(weights, unseen=False) for one in sets), weights))
        print(f"penalty {penalty:g}: best so far {max(score for score, _ in found) / len(sets):.4f}", flush=True)
    return max(found, key=lambda item: item[0])[1]


def main(arguments: list[str]) -> int:
    """Fits, prints the table and both halves' figures, and, asked to, writes the table."""
    sets = [told(*read(ROOT.parent / "shared", name)) for name in SETS]
    weights = choose(sets, told(*developing(), set()))
    for name, one in zip(SETS, sets, strict=True):
        for half, unseen in (("fitted half", False), ("other half", True)):
            now, then = one.score(weights, unseen), one.score(None, unseen)
            print(f"{name:10}{half:13}B-cubed F1 {now:.4f}, by the table as it is {then:.4f}")
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    names = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    columns = np.vstack([weights.intercepts, weights.columns])
    rows = [f"{name}\t{known:.3f}\t{undated:.3f}" for name, (known, undated) in zip(names, columns, strict=True)]
    print("\n".join(rows))
    if "--write" in arguments:
        TABLE.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
