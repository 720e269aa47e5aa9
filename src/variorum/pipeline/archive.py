"""Pages into an archive: only the new work is done, and a run that is killed goes on where it stopped.

Four steps, each of which sees from the rows what is left to do: pages become articles; articles get layers; articles
find their story; stories that changed are collated anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from variorum.language.vectors import COMPUTED_BY, kept_by
from variorum.model import Article, Page, Rejection
from variorum.pipeline import placing
from variorum.pipeline.arriving import arrive
from variorum.pipeline.run import Progress, annotate_articles, collate_layered, not_annotated, not_collated, silent
from variorum.pipeline.running import Running, running
from variorum.store import Archive, moves, overrides, pages, stories
from variorum.store.vectors import KeptVectors
from variorum.store.visits import KeptVisits

if TYPE_CHECKING:
    from variorum.align.claims import Parted
    from variorum.align.entities import Overrides
    from variorum.ingest import Reading

Refuse = Callable[[Rejection], None]
"""Told of each page, text or story that a run leaves out, as it happens."""
LAYERS_BY = "layers/4"
"""Version of all annotators together: raise it when one of them finds something else, and all is annotated anew."""
_BATCH = 64


class Added(Struct, frozen=True):
    """What one `add` did: new articles, pages that were known, rejections by reason, stories collated.

    `refused` are the first rejections, `running.NAMED` at most; the archive has all.
    """

    new: int
    known: int
    rejected: dict[str, int]
    stories: int
    refused: tuple[Rejection, ...] = ()


def add(
    archive: Archive,
    paths: Iterable[str | Path],
    at: str,
    progress: Progress = silent,
    reading: Reading | None = None,
) -> Added:
    """Read `paths` into `archive` and bring its stories up to date; `at` is the time of the run (ISO 8601).

    Running it again with the same paths changes nothing. Bad pages are noted as rejections; only a file that is no
    archive raises. Another run on the same archive is waited for.
    """
    with running(archive, at, progress) as run:
        _read(archive, paths, run, reading)
        _annotate(archive, run)
        _place(archive, at, run.progress)
        run.stories = refresh(archive, at, progress=run.progress, refuse=run.refuse)
    return Added(run.new, run.known, dict(sorted(run.rejected.items())), run.stories, tuple(run.refused))


def _read(archive: Archive, paths: Iterable[str | Path], run: Running, reading: Reading | None) -> None:
    from variorum.ingest import Reading

    reading, visits = reading or Reading(), KeptVisits(archive)
    for result in reading.pages(paths, visits):
        if isinstance(result, Rejection):
            pages.put_rejection(archive, result)
            run.refuse(result)
        elif pages.known_page(archive, result):
            run.known += 1
        else:
            _put(archive, result, reading.article(result), run)
        if isinstance(result, Page) and result.url:
            visits.keep(result.url)
        run.progress("reading", run.new + run.known + run.rejected.total(), 0)
    visits.keep()


def _put(archive: Archive, page: Page, made: Article | Rejection, run: Running) -> None:
    edited = None
    if isinstance(made, Article):
        made, edited = arrive(archive, made)
        run.new += 1
    else:
        run.refuse(made)
    pages.put_page(archive, page, made, edited)


def _annotate(archive: Archive, run: Running) -> None:
    done, total = 0, pages.count_without_layers(archive, LAYERS_BY)
    if total:
        run.progress("annotating", 0, total)
    while batch := pages.without_layers(archive, LAYERS_BY, _BATCH):
        made = []
        for (number, _), item in zip(batch, annotate_articles([article for _, article in batch]), strict=True):
            made.append((number, item.layers))
            for stumbled in not_annotated([item]):
                run.refuse(stumbled)
            run.progress("annotating", done + len(made), total)
        pages.put_layers(archive, LAYERS_BY, made)
        done += len(batch)


def _place(archive: Archive, at: str, progress: Progress) -> None:
    """Give every article without a story one, in the order in which they came."""
    parted = moves.held_apart(archive)
    for done, (number, article) in enumerate(pages.unplaced(archive), 1):
        home = placing.home_for(archive, article)
        bridged = [s for s in home.bridged if frozenset((home.story, s)) not in parted]
        stories.place(archive, number, article, home.story, home.why, bridged, at, home.how, home.thread, home.taken)
        progress("grouping", done, 0)


def refresh(
    archive: Archive,
    at: str,
    touching: Sequence[str] = (),
    progress: Progress = silent,
    refuse: Refuse | None = None,
) -> int:
    """Collate the stories that changed, and those whose articles hold one of the names `touching`; says how many."""
    stories.touch(archive, touching)
    return collate_anew(archive, stories.stale(archive), at, progress, refuse)


def collate_anew(
    archive: Archive, waiting: Sequence[int], at: str, progress: Progress = silent, refuse: Refuse | None = None
) -> int:
    """Collate the stories with these numbers under the decisions in force; says how many were.

    A story over which the collation stumbles stays as it was, and `refuse` is told of its articles; without `refuse`
    the error is raised.
    """
    decided, apart = (_decided(archive), _apart(archive)) if waiting else (None, ())
    if waiting:
        progress("collating", 0, len(waiting))
    collated = 0
    for done, story in enumerate(waiting, 1):
        members, kept = pages.annotated(archive, story), KeptVectors(archive, story, COMPUTED_BY)
        try:
            with kept_by(kept):
                dossier = collate_layered(members, decided, apart) if members else None
        except Exception as error:  # a fault of our own in one story must not cost the others
            if refuse is None:
                raise
            for rejection in not_collated((m.article for m in members), error):
                refuse(rejection)
        else:
            kept.store()
            stories.put_dossier(archive, story, dossier, at)
            collated += 1
        progress("collating", done, len(waiting))
    return collated


def _decided(archive: Archive) -> Overrides:
    """The decisions in force, as the room that joins names reads them."""
    from variorum.align.entities import Overrides

    force = overrides.log(archive, in_force=True)
    pairs = {action: tuple((o.subject, o.object) for o in force if o.action == action) for action in overrides.OF_NAMES}
    return Overrides(pairs["merge_entities"], pairs["split_entities"], pairs["rename_entity"])


def _apart(archive: Archive) -> tuple[Parted, ...]:
    """The passages that a reader said do not state the same, as the room that finds claims reads them."""
    from variorum.align.claims import Parted

    pairs = overrides.apart(archive)
    return tuple(Parted(one.article, one.span, other.article, other.span) for one, other in pairs)
