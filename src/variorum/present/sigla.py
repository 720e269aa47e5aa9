"""Sigla: as in a critical edition, each report of a story has a letter, given once and used everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.model import DossierArticle


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
