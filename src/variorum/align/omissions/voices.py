"""Which reports speak for themselves: a copy, and a second report of one outlet, say over again what the first says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.omissions.able import COPIED
from variorum.model import Annotated, Derivation


def voices(items: Sequence[Annotated], derivations: Iterable[Derivation]) -> dict[str, str]:
    """For each report the id of the one that stands for all that say the same: the first by id."""
    above = {i.article.id: i.article.id for i in items}

    def first(id: str) -> str:
        while above[id] != id:
            above[id] = above[above[id]]
            id = above[id]
        return id

    def join(one: str, other: str) -> None:
        kept, gone = sorted((first(one), first(other)))
        above[gone] = kept

    for d in derivations:
        if d.origin in above and d.copy in above and d.shared >= COPIED:
            join(d.copy, d.origin)
    houses: dict[str, str] = {}
    for item in sorted(items, key=lambda i: i.article.id):
        for owner in filter(None, (item.article.outlet, item.article.owner)):
            join(item.article.id, houses.setdefault(owner.casefold(), item.article.id))
    return {id: first(id) for id in above}
