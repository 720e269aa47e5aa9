"""Which reports speak for themselves: a copy, and a second report of one outlet, say over again what the first says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.omissions.able import COPIED
from variorum.model import Annotated, Derivation


def voices(items: Sequence[Annotated], derivations: Iterable[Derivation]) -> dict[str, str]:
    """For each report the id of the one that stands for all that say the same: the first by id."""
    voice = {i.article.id: i.article.id for i in items}

    def join(one: str, other: str) -> None:
        kept, gone = sorted((voice[one], voice[other]))
        voice.update({id: kept for id, of in voice.items() if of == gone})

    for d in derivations:
        if d.origin in voice and d.copy in voice and d.shared >= COPIED:
            join(d.copy, d.origin)
    first: dict[str, str] = {}
    for item in sorted(items, key=lambda i: i.article.id):
        for owner in filter(None, (item.article.outlet, item.article.owner)):
            join(item.article.id, first.setdefault(owner.casefold(), item.article.id))
    return voice
