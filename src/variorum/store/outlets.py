"""Outlets of the archive: how much of what each printed is its own, copied, or first."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import Dossier
from variorum.store.archive import Archive
from variorum.store.pages import OLDER, newest_of_outlet
from variorum.store.stories import dossier


@dataclass(frozen=True)
class OutletRow:
    """An outlet and how many of its reports the archive holds, each edited one once."""

    name: str
    articles: int


@dataclass(frozen=True)
class OutletReport:
    """One report of an outlet and how it stands to the others of its story.

    `kind` is `own`, `partly` or `wholly` (copied); `took_from` are outlets (`None`: one that is not here) with the
    share of the report that comes from them; `first` says that no report of its story is older.
    """

    id: str
    title: str | None
    day: str | None
    story: int | None
    kind: str
    took_from: tuple[tuple[str | None, float], ...]
    taken_by: tuple[str, ...]
    first: bool


@dataclass(frozen=True)
class OutletRecord:
    """The newest reports of one outlet, and what kind of outlet it is and who owns it, where that is known."""

    name: str
    reports: tuple[OutletReport, ...]
    kind: str | None
    owner: str | None


def all_outlets(archive: Archive, most: int = 500) -> list[OutletRow]:
    """Outlets by the number of their reports; those without a name on the page are left out."""
    rows = archive.db.execute(
        f"SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL AND number NOT IN ({OLDER})"
        " GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ?",
        (most,),
    )
    return [OutletRow(*row) for row in rows]


def outlet(archive: Archive, name: str, most: int = 200) -> OutletRecord | None:
    """The `most` newest reports of one outlet; `None` when it has none."""
    rows = archive.db.execute(
        f"SELECT id, title, day, story FROM articles WHERE outlet = ? AND number NOT IN ({OLDER})"
        " ORDER BY day DESC, number DESC LIMIT ?",
        (name, most),
    ).fetchall()
    if not rows:
        return None
    found = {story: dossier(archive, story) for story in {row[3] for row in rows if row[3]}}
    last = newest_of_outlet(archive, name, 1)[0]
    reports = tuple(_report(row, found.get(row[3])) for row in rows)
    return OutletRecord(name, reports, last.outlet_kind, last.owner)


def _report(row: tuple[str, str | None, str | None, int | None], data: Dossier | None) -> OutletReport:
    """One report; what its story's dossier says of it."""
    id, title, day, story = row
    if data is None:
        return OutletReport(id, title, day, story, "own", (), (), False)
    outlets = {a.id: a.outlet for a in data.articles}
    days = {a.id: a.published.value for a in data.articles if a.published.value}
    known = [d for d in data.stories[0].derivations if d.direction == "known"]
    took = [d for d in known if d.copy == id]
    return OutletReport(
        id=id,
        title=title,
        day=days.get(id, day),
        story=story,
        kind="wholly" if any(d.degree == "wholly" for d in took) else "partly" if took else "own",
        took_from=tuple((outlets.get(d.origin) if d.origin else d.missing, d.shared) for d in took),
        taken_by=tuple(outlet for d in known if d.origin == id and (outlet := outlets.get(d.copy))),
        first=not took and len(days) > 1 and id in days and days[id] == min(days.values()),
    )
