"""Which reports speak for themselves: a copy, and a second report of one outlet, say over again what the first says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.omissions.able import COPIED
from variorum.align.sets import Sets
from variorum.model import Annotated, Derivation


def voices(items: Sequence[Annotated], derivations: Iterable[Derivation]) -> dict[str, str]:
    """For each report the id of the one that stands for all that say the same: the first by id."""
    sets = Sets(i.article.id for i in items)
    ids = {i.article.id for i in items}
    for d in derivations:
        if d.origin in ids and d.copy in ids and d.shared >= COPIED:
            sets.join(d.copy, d.origin)
    houses: dict[str, str] = {}
    for item in items:
        for owner in filter(None, (item.article.outlet, item.article.owner)):
            sets.join(item.article.id, houses.setdefault(owner.casefold(), item.article.id))
    return {id: sets.find(id) for id in ids}
