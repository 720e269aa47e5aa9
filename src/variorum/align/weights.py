"""Fitted weights, as `tools/fit_claims.py` and `tools/fit_brief.py` write them, and the sureness they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from operator import mul

from variorum.language.shipped import settings


@dataclass(frozen=True)
class Weights:
    """A logistic function: the log-odds where every feature is 0, and what each of `features` adds to them."""

    features: tuple[str, ...]
    intercept: float
    by_feature: tuple[float, ...]

    def sure(self, values: Iterable[float]) -> float:
        """0..1 from the values of the features, in their order; raises `ValueError` when there are more or fewer."""
        found = tuple(values)
        if len(found) != len(self.by_feature):
            raise ValueError(f"{len(found)} values for {len(self.by_feature)} features")
        return 1 / (1 + exp(-(self.intercept + sum(map(mul, self.by_feature, found)))))


@lru_cache(maxsize=8)
def weights(section: str, features: tuple[str, ...], table: str = "claim_weights.toml") -> Weights:
    """One section of a table. Raises `KeyError` for a section or a feature that it lacks."""
    stored = settings("align", table, dict[str, dict[str, float]])[section]
    return Weights(features, stored["intercept"], tuple(stored[name] for name in features))
