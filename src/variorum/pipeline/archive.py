"""Pages into an archive: only the new work is done, and a run that is killed goes on where it stopped.

Four steps, each of which sees from the rows what is left to do: pages become articles; articles get layers; articles
find their story; stories that changed are collated anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from variorum.model import Article, Rejection
from variorum.pipeline import placing
from variorum.pipeline.run import Progress, annotate_articles, collate_layered, silent
from variorum.store import Archive, overrides, pages, stories

if TYPE_CHECKING:
    from variorum.align.entities import Overrides

LAYERS_BY = "layers/1"
"""Version of all annotators together: raise it when one of them finds something else, and all is annotated anew."""
_BATCH = 64


class Added(Struct, frozen=True):
    """What one `add` did: new articles, pages that were known, rejections by reason, stories collated."""

    new: int
    known: int
    rejected: dict[str, int]
    stories: int


def add(archive: Archive, paths: Iterable[str | Path], at: str, progress: Progress = silent) -> Added:
    """Read `paths` into `archive` and bring its stories up to date; `at` is the time of the run (ISO 8601).

    Running it again with the same paths changes nothing. Bad pages are noted as rejections; only a file that is no
    archive raises.
    """
    from variorum.ingest import extract, read_pages

    new = known = 0
    rejected: Counter[str] = Counter()
    for result in read_pages(paths):
        if isinstance(result, Rejection):
            pages.put_rejection(archive, result)
            rejected[result.reason] += 1
        elif pages.known_page(archive, result):
            known += 1
        else:
            made = extract(result)
            pages.put_page(archive, result, made)
            new += isinstance(made, Article)
            rejected.update([made.reason] if isinstance(made, Rejection) else [])
        progress("reading", new + known + rejected.total(), 0)
    _annotate(archive, progress)
    _place(archive, progress)
    return Added(new, known, dict(sorted(rejected.items())), refresh(archive, at, progress=progress))


def _annotate(archive: Archive, progress: Progress) -> None:
    done = 0
    while batch := pages.without_layers(archive, LAYERS_BY, _BATCH):
        layered = annotate_articles([article for _, article in batch])
        pages.put_layers(archive, LAYERS_BY, [(n, item.layers) for (n, _), item in zip(batch, layered, strict=True)])
        done += len(batch)
        progress("annotating", done, 0)


def _place(archive: Archive, progress: Progress) -> None:
    """Give every article without a story one, in the order in which they came."""
    for done, (number, article) in enumerate(pages.unplaced(archive), 1):
        home = placing.home_for(archive, article)
        stories.place(archive, number, article, home.story, home.why, home.bridged)
        progress("grouping", done, 0)


def refresh(archive: Archive, at: str, touching: Sequence[str] = (), progress: Progress = silent) -> int:
    """Collate the stories that changed, and those whose articles hold one of the names `touching`; says how many."""
    stories.touch(archive, touching)
    waiting = stories.stale(archive)
    decided = _decided(archive) if waiting else None
    for done, story in enumerate(waiting, 1):
        members = pages.annotated(archive, story)
        stories.put_dossier(archive, story, collate_layered(members, decided) if members else None, at)
        progress("collating", done, len(waiting))
    return len(waiting)


def _decided(archive: Archive) -> Overrides:
    """The decisions in force, as the room that joins names reads them."""
    from variorum.align.entities import Overrides

    force = overrides.log(archive, in_force=True)
    pairs = {action: tuple((o.subject, o.object) for o in force if o.action == action) for action in overrides.ACTIONS}
    return Overrides(pairs["merge_entities"], pairs["split_entities"], pairs["rename_entity"])
