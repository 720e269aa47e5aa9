"""Runs the stages over pages and puts what they find into one dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum import __version__
from variorum.model import Annotated, Article, Derivation, Dossier, DossierArticle, Entity, Rejection, Run, Story
from variorum.pipeline.threads import with_reasons

if TYPE_CHECKING:
    from variorum.align.claims import Parted
    from variorum.align.entities import Overrides
    from variorum.ingest import Reading

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many are done and how many there are (0: not known yet)."""


def silent(stage: str, done: int, of: int) -> None:
    """The progress of a caller that does not watch."""


def read_articles(
    paths: Iterable[str | Path], progress: Progress = silent, reading: Reading | None = None
) -> Iterator[Article | Rejection]:
    """The articles that `paths` hold and what was not used, in the order of reading; memory does not grow with them."""
    from variorum.ingest import Reading

    for done, result in enumerate((reading or Reading()).articles(paths), 1):
        progress("reading", done, 0)
        yield result


def annotate_articles(articles: Sequence[Article], progress: Progress = silent) -> Iterator[Annotated]:
    """Each article with its layers, in order. A paragraph that several articles share is parsed once."""
    from variorum.annotate.layers import annotate
    from variorum.language.parse import Parser

    progress("annotating", 0, len(articles))
    docs = Parser().parse(part for article in articles for part in (article.text, article.title or ""))
    for done, article in enumerate(articles, 1):
        text, title = next(docs), next(docs)
        yield Annotated(article, annotate(article, text, title))
        progress("annotating", done, len(articles))


def not_annotated(items: Iterable[Annotated]) -> Iterator[Rejection]:
    """What an annotator stumbled over: such an article is kept, and the run says that it is partial."""
    for item in items:
        if item.layers.failed:
            article = item.article
            yield Rejection(article.source, "annotate", "not_annotated", item.layers.failed, article.page_id)


def not_collated(articles: Iterable[Article], error: Exception) -> Iterator[Rejection]:
    """The articles of a story over which the collation stumbled: they are kept, and the run says that it is partial."""
    detail = f"{type(error).__name__}: {error}"[:200]
    yield from (Rejection(a.source, "collate", "not_collated", detail, a.page_id) for a in articles)


def collate_paths(
    paths: Iterable[str | Path],
    progress: Progress = silent,
    overrides: Overrides | None = None,
    reading: Reading | None = None,
) -> Dossier:
    """The dossier of everything under `paths`. Bad pages are listed in it; only a bad argument raises.

    `overrides` is what a reader has decided about names, `reading` how pages are read if not as usual.
    """
    articles, rejections = current_articles(paths, progress, reading)
    return collate_articles(articles, rejections, progress, overrides)


def current_articles(
    paths: Iterable[str | Path], progress: Progress = silent, reading: Reading | None = None
) -> tuple[list[Article], list[Rejection]]:
    """The articles under `paths` without what an outlet prints under all of its own, of several versions of a page the
    newest, and all that was not used.
    """
    from variorum.ingest import without_repeated

    articles: list[Article] = []
    rejections: list[Rejection] = []
    for result in read_articles(paths, progress, reading):
        if isinstance(result, Article):
            articles.append(result)
        else:
            rejections.append(result)
    current, older = _newest(without_repeated(articles))
    return current, [*rejections, *older]


def _newest(articles: Sequence[Article]) -> tuple[list[Article], list[Rejection]]:
    """Of several versions of one page the newest, and the others as what they are: an edit is no second source."""
    from variorum.ingest import link_versions

    linked = link_versions(articles)
    followed = {a.version_of: a for a in linked if a.version_of}
    older = [
        Rejection(a.source, "versions", "older_version", _newer(a, followed[a.id]), a.page_id)
        for a in linked
        if a.id in followed
    ]
    return [a for a in linked if a.id not in followed], older


def _newer(older: Article, newer: Article) -> str:
    """Which version is newer and what changed in it, in paragraphs."""
    from variorum.ingest.versions import changes

    return f"{newer.source} is newer: {changes(older, newer)}"


def collate_articles(
    articles: Sequence[Article],
    rejections: Sequence[Rejection] = (),
    progress: Progress = silent,
    overrides: Overrides | None = None,
) -> Dossier:
    """The dossier of `articles`: the same whatever their order."""
    from variorum.cluster.copies import find_copies
    from variorum.cluster.stories import explain_stories

    articles = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    progress("finding copies", 0, 0)
    derivations = find_copies(articles)
    progress("grouping", 0, 0)
    grouping = explain_stories(articles)
    layered = {a.article.id: a for a in annotate_articles(articles, progress)}
    rejections = [*rejections, *not_annotated(layered.values())]
    stories: list[Story] = []
    entities: dict[str, Entity] = {}
    for done, group in enumerate(grouping.stories, 1):
        progress("collating", done - 1, len(grouping.stories))
        try:
            story, members, named = _collate_story([layered[i] for i in group], derivations, overrides)
        except Exception as error:  # a fault of our own in one story must not cost the others
            rejections += not_collated((layered[i].article for i in group), error)
            continue
        stories.append(story)
        layered.update({m.article.id: m for m in members})
        for entity in named:
            entities[entity.id] = _united(entities.get(entity.id), entity)
    progress("collating", len(grouping.stories), len(grouping.stories))
    stories.sort(key=lambda s: (-len(s.articles), s.first or "", s.id))
    return Dossier(
        run=_run(articles, rejections),
        articles=tuple(_flat(a) for a in _in_reading_order(layered.values())),
        rejections=tuple(sorted(rejections, key=lambda r: (r.source, r.stage, r.reason))),
        entities=tuple(sorted(entities.values(), key=lambda e: (e.name, e.id))),
        stories=tuple(with_reasons(stories, grouping)),
    )


def _united(known: Entity | None, entity: Entity) -> Entity:
    """One entity of two stories: the forms and the reasons of both."""
    if known is None:
        return entity
    return replace(
        known,
        aliases=tuple(sorted({*known.aliases, *entity.aliases})),
        because=tuple(dict.fromkeys([*known.because, *entity.because])),
    )


def collate_layered(
    members: Sequence[Annotated], overrides: Overrides | None = None, apart: Sequence[Parted] = ()
) -> Dossier:
    """The dossier of one story whose articles are annotated already; nothing is read or parsed anew.

    `overrides` and `apart` are what a reader has decided: about names, and about passages that do not state the same.
    """
    from variorum.cluster.copies import find_copies

    derivations = find_copies([m.article for m in members])
    story, linked, entities = _collate_story(members, derivations, overrides, apart)
    return Dossier(
        run=_run([m.article for m in members], ()),
        articles=tuple(_flat(a) for a in _in_reading_order(linked)),
        entities=tuple(sorted(entities, key=lambda e: (e.name, e.id))),
        stories=(story,),
    )


def _collate_story(
    members: Sequence[Annotated],
    derivations: Sequence[Derivation],
    overrides: Overrides | None,
    apart: Sequence[Parted] = (),
) -> tuple[Story, Sequence[Annotated], Sequence[Entity]]:
    """One story: names joined, articles dated, times resolved, then everything that needs all three."""
    from variorum.align.collate import collate_story
    from variorum.cluster.changes import with_changes

    linked, entities = join_and_date(members, overrides)
    ids = {m.article.id for m in linked}
    own = [d for d in derivations if d.copy in ids and (d.origin is None or d.origin in ids)]
    story = collate_story(linked, entities, own, apart)
    texts = [m.article for m in linked]
    return replace(story, derivations=with_changes(story.derivations, texts)), linked, entities


def join_and_date(
    members: Sequence[Annotated], overrides: Overrides | None = None
) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
    """The articles with entities, days of publication and the values of their times, and the entities themselves."""
    from variorum.align.dating import date_articles
    from variorum.align.entities import link_entities
    from variorum.annotate.times import resolve_times

    linked, entities = link_entities(members, overrides)
    published = date_articles(linked)
    dated: list[Annotated] = []
    for item in linked:
        day = published.get(item.article.id, item.article.published)
        article = replace(item.article, published=day)
        dated.append(Annotated(article, replace(item.layers, times=resolve_times(item.layers.times, day.value))))
    return tuple(dated), entities


def _run(articles: Sequence[Article], rejections: Sequence[Rejection]) -> Run:
    counts = dict(sorted(Counter(r.reason for r in rejections).items()))
    if not articles:
        return Run("failed", __version__, counts)
    return Run("partial" if set(counts) - {"duplicate", "older_version"} else "ok", __version__, counts)


def _in_reading_order(items: Iterable[Annotated]) -> list[Annotated]:
    return sorted(items, key=lambda a: (a.article.published.value or "9", a.article.source, a.article.id))


def _flat(item: Annotated) -> DossierArticle:
    """An article and its layers as the dossier lists them."""
    article, layers = item.article, item.layers
    return DossierArticle(
        id=article.id,
        source=article.source,
        outlet=article.outlet,
        title=article.title,
        bylines=article.bylines,
        credits=article.credits,
        dateline=article.dateline,
        language=article.language,
        url=article.url,
        published=article.published,
        updated=article.updated,
        owner=article.owner,
        version_of=article.version_of,
        outlet_kind=article.outlet_kind,
        form=article.form,
        text=article.text,
        blocks=article.blocks,
        sentences=layers.sentences,
        mentions=layers.mentions,
        times=layers.times,
        figures=layers.figures,
        quotes=layers.quotes,
        title_mentions=layers.title_mentions,
        title_quotes=layers.title_quotes,
    )
