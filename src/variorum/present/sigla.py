"""Sigla: as in a critical edition, each report of a story has a letter, given once and used everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from variorum.model import DossierArticle

if TYPE_CHECKING:
    from variorum.present.context import Ref

_LINE = 8
"""Letters that stand beside a statement in one line."""


def siglum(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA, as columns of a sheet are named."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def assign(articles: Iterable[DossierArticle]) -> dict[str, str]:
    """Article id to siglum: by day of publication, those without a day last, then by id, never by order of input."""
    ordered = sorted(articles, key=lambda a: (a.published.value or a.published.low or "9", a.id))
    return {article.id: siglum(i) for i, article in enumerate(ordered)}


def place(letters: str) -> tuple[int, str]:
    """The key that sorts sigla as they were given: Z before AA."""
    return (len(letters), letters)


def runs(letters: Iterable[str]) -> Sequence[str]:
    """Sigla with three or more that follow one another as a stretch: `A–D`, `F`, `G`."""
    out: list[str] = []
    for run in _following(_index(letter) for letter in letters):
        out += [f"{siglum(run[0])}–{siglum(run[-1])}"] if len(run) > 2 else [siglum(at) for at in run]
    return out


def stretches(refs: Sequence[Ref]) -> Sequence[tuple[Ref, ...]]:
    """Citations as they are shown: each alone or, where they are more than a line holds, the first and last of those
    that follow one another."""
    if len(refs) <= _LINE:
        return [(ref,) for ref in refs]
    by_place = {_index(ref.siglum): ref for ref in refs}
    out: list[tuple[Ref, ...]] = []
    for run in _following(by_place):
        out += [(by_place[run[0]], by_place[run[-1]])] if len(run) > 2 else [(by_place[at],) for at in run]
    return out


def _following(places: Iterable[int]) -> list[list[int]]:
    """`places` in order, those together that follow one another."""
    found: list[list[int]] = []
    for at in sorted(set(places)):
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _index(letters: str) -> int:
    """The place of a siglum: A is 0, Z 25, AA 26."""
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1
