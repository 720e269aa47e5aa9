"""Which outlet and which speaker of the archive half a name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from variorum.store import outlets, stories
from variorum.store.archive import Archive
from variorum.store.search import Query

_PROPOSED = 8
"""Names that are proposed for half a name."""
_SPEAKERS = 1000
"""Speakers, the most quoted first, among whom a name is looked for."""


def meant(archive: Archive, query: Query) -> tuple[Query, list[tuple[str, str]]]:
    """`query` with the outlet and the speaker that its words stand for, and where several fit their filter ("outlet" or
    "speaker") and name, to choose from."""
    choices: list[tuple[str, str]] = []
    if query.speaker:
        found = named(query.speaker, (row.name for row in stories.speakers(archive, None, _SPEAKERS)))
        query = replace(query, speaker=found[0]) if len(found) == 1 else query
        choices += [("speaker", name) for name in found if len(found) > 1]
    if query.outlet:
        found = named(query.outlet, (row.name for row in outlets.all_outlets(archive)))
        query = replace(query, outlet=found[0]) if len(found) == 1 else query
        choices += [("outlet", name) for name in found if len(found) > 1]
    return query, choices


def named(asked: str, names: Iterable[str]) -> Sequence[str]:
    """The names that `asked` may stand for: the one that it is, letter case aside, or those with words that begin with
    all of its words."""
    wanted = asked.casefold().split()
    every = list(dict.fromkeys(names))
    same = [name for name in every if name.casefold().split() == wanted]
    if same:
        return [asked] if asked in same else same[:1]
    return [name for name in every if _begin(wanted, name.casefold().split())][:_PROPOSED]


def _begin(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each of `wanted` begins one of `parts`."""
    return all(any(part.startswith(word) for part in parts) for word in wanted)
