"""Whether two clauses state the same: typed vetoes first, then a logistic function of the features."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp

from variorum.align.claims.features import NAMES
from variorum.align.claims.units import Unit

THRESHOLD = 0.2


@lru_cache(maxsize=1)
def weights() -> tuple[float, tuple[float, ...]]:
    """Intercept and one weight per feature, as `tools/fit_claims.py` wrote them."""
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(
        (files("variorum.align") / "tables" / "claim_weights.toml").read_text(encoding="utf-8")
    )
    by_name = table["weights"]
    return by_name["intercept"], tuple(by_name[name] for name in NAMES)


def probability(values: Sequence[float]) -> float:
    """How sure we are that a pair with these features states the same."""
    intercept, by_feature = weights()
    return 1 / (1 + exp(-(intercept + sum(w * v for w, v in zip(by_feature, values, strict=True)))))


def vetoed(one: Unit, other: Unit, values: Sequence[float]) -> bool:
    """Whether typed slots say that two clauses tell of two things, whatever the words: other days, other numbers, other
    people in the same role with nobody in common."""
    named = dict(zip(NAMES, values, strict=True))
    if named["time_apart"] == 1.0:
        return True
    parties, parties_other = one.who | one.whom, other.who | other.whom
    return bool(parties and parties_other) and named["who"] == 0.0 and named["whom"] == 0.0
