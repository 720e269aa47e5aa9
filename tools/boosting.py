"""Boosted trees of `ingest.trees`: how they are fitted, and how they are written into a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier as Model

from variorum.ingest.trees import DEPTH, QUESTIONS

Floats = NDArray[np.float64]


def grow(table: Floats, truth: NDArray[np.bool_], weights: Floats, trees: int, least: int = 40) -> Model:
    """So many small trees; a leaf holds `least` rows or more."""
    model = Model(
        max_iter=trees,
        max_leaf_nodes=2**DEPTH,
        max_depth=DEPTH,
        learning_rate=0.1,
        min_samples_leaf=least,
        l2_regularization=3,
        max_features=0.4,
        random_state=0,
        early_stopping=False,
    )
    return model.fit(table, truth, sample_weight=weights / weights.mean())


def lines_of(name: str, model: Model, traits: Sequence[str]) -> list[str]:
    """The trees of a model as lines of a table."""
    start = float(np.ravel(model._baseline_prediction)[0])
    return [f"{name}\t{start:.4f}", *(f"{name}\t{_line(p[0].nodes, traits)}" for p in model._predictors)]


def _line(nodes: NDArray[np.void], names: Sequence[str]) -> str:
    """One tree, made complete: below an early leaf any question leads to that leaf."""
    asked: list[str] = []
    level = [0]
    for _ in range(DEPTH):
        below: list[int] = []
        for at in level:
            node = nodes[at]
            asked.append(
                f"{names[0]} 0" if node["is_leaf"] else f"{names[node['feature_idx']]} {node['num_threshold']:.5g}"
            )
            below += [at, at] if node["is_leaf"] else [int(node["left"]), int(node["right"])]
        level = below
    assert len(asked) == QUESTIONS
    return "\t".join([*asked, *(f"{nodes[at]['value']:.4f}" for at in level)])
