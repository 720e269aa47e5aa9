"""Weights fitted on judged pairs, as `tools/fit_claims.py` writes them, and the sureness they give."""

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
def weights(section: str, features: tuple[str, ...]) -> Weights:
    """One section of `claim_weights.toml`. Raises `KeyError` for a section or a feature that it lacks."""
    stored = settings("align", "claim_weights.toml", dict[str, dict[str, float]])[section]
    return Weights(features, stored["intercept"], tuple(stored[name] for name in features))
