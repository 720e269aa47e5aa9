"""Outlets of the archive: how much of what each printed is its own, copied, or first."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.store.archive import Archive
from variorum.store.stories import dossier


@dataclass(frozen=True)
class OutletRow:
    """An outlet and how many of its reports the archive holds."""

    name: str
    articles: int


@dataclass(frozen=True)
class OutletPage:
    """An outlet's reports as (address, title, day); how many are its own, copied in part or whole, a story's first."""

    name: str
    articles: tuple[tuple[str, str, str], ...]
    own: int
    copied: int
    first: int


def all_outlets(archive: Archive, most: int = 500) -> list[OutletRow]:
    """Outlets by the number of their reports; those without a name on the page are left out."""
    rows = archive.db.execute(
        "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?",
        (most,),
    )
    return [OutletRow(*row) for row in rows]


def outlet(archive: Archive, name: str, most: int = 200) -> OutletPage | None:
    """The newest reports of one outlet; `None` when it has none."""
    rows = archive.db.execute(
        "SELECT id, title, day, story FROM articles WHERE outlet = ? ORDER BY number DESC LIMIT ?", (name, most)
    ).fetchall()
    if not rows:
        return None
    found = {story: dossier(archive, story) for story in {row[3] for row in rows if row[3]}}
    ids = {row[0] for row in rows}
    copied: set[str] = set()
    first = 0
    for data in found.values():
        if data is None:
            continue
        copied |= {d.copy for d in data.stories[0].derivations if d.direction == "known"} & ids
        dated = sorted((a.published.value, a.id) for a in data.articles if a.published.value)
        first += bool(dated and dated[0][1] in ids)
    articles = tuple((f"/article/{id}", title or "(no headline)", day or "") for id, title, day, _ in rows)
    return OutletPage(name, articles, len(ids) - len(copied), len(copied), first)
