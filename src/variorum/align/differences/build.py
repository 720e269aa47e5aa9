"""Making and merging differences: two sides that say the same words are one side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xxhash import xxh3_64_hexdigest

from variorum.model import Difference, Evidence, Side
from variorum.model.records import DifferenceKind


def side(value: str, evidence: Iterable[Evidence]) -> Side:
    """A side with its evidence in an order that depends on content alone, each piece once."""
    unique = {(e.article, e.spans): e for e in evidence}
    return Side(value, tuple(unique[key] for key in sorted(unique)))


def difference(
    kind: DifferenceKind,
    sides: Sequence[Side],
    *,
    why: str,
    about: str = "",
    compatible: bool | None = None,
    development: bool = False,
    weight: float = 1.0,
    claim: str | None = None,
) -> Difference:
    """A difference whose id follows from what it shows."""
    shown = [f"{kind}|{about}", *(f"{s.value}|{e.article}|{e.exact}" for s in sides for e in s.evidence)]
    return Difference(
        id=xxh3_64_hexdigest("\n".join(shown).encode(errors="replace")),
        kind=kind,
        claim=claim,
        sides=tuple(sides),
        compatible=compatible,
        development=development,
        why=why,
        about=about,
        weight=round(weight, 4),
    )


def reports(sides: Iterable[Side]) -> int:
    """How many articles stand behind the sides together."""
    return len({e.article for s in sides for e in s.evidence})
