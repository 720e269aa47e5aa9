"""`variorum annotate`."""

from __future__ import annotations

import click
import msgspec

from variorum.cli.progress import shown
from variorum.cli.rows import Row, as_article, read_rows, refuse_nothing, tell_written, unique, warn, write_row
from variorum.cli.written import out_option, output
from variorum.model import Annotated, Entity
from variorum.model.reasons import REASONS
from variorum.present.phrasing import count_words


@click.command("annotate")
@click.argument("paths", nargs=-1, required=True)
@out_option
@click.option("--each", is_flag=True, help="Take every row alone: names are not joined over rows, memory stays flat.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default="1",
    help="Processes to annotate with; pays from some hundred rows on.",
)  # fmt: skip
def command(paths: tuple[str, ...], out: str | None, each: bool, workers: int) -> None:
    """Add sentences, mentions, times, figures, quotes and their entities to rows `{id, text, …}` or text files."""
    rows = read_rows(paths)
    with output(out) as stream, shown() as progress:
        from variorum.align.entities import link_entities
        from variorum.pipeline.run import not_annotated
        from variorum.scale import annotate_articles

        count = 0
        for group in ([row] for row in rows) if each else [unique(rows)]:
            layered = list(annotate_articles([as_article(row) for row in group], workers, progress))
            for stumbled in not_annotated(layered):
                warn(f"{stumbled.source}: {REASONS[stumbled.reason]} ({stumbled.detail})")
            linked, entities = link_entities(layered)
            for row, item in zip(group, _in_order(layered, linked), strict=True):
                write_row(stream, _with_layers(row, item, entities))
                count += 1
    refuse_nothing(count)
    tell_written(out, count_words(count, "article"))


def _in_order(given: list[Annotated], linked: tuple[Annotated, ...]) -> list[Annotated]:
    by_id = {item.article.id: item for item in linked}
    return [by_id[item.article.id] for item in given]


def _with_layers(row: Row, item: Annotated, entities: tuple[Entity, ...]) -> Row:
    """The row with its layers and the entities that its own mentions and quotes name."""
    layers = item.layers
    quotes = (*layers.quotes, *layers.title_quotes)
    named = {m.entity for m in layers.mentions} | {i for q in quotes for i in (q.speaker, q.upstream)}
    return {
        **row,
        "sentences": layers.sentences,
        "mentions": layers.mentions,
        "times": layers.times,
        "figures": layers.figures,
        "quotes": layers.quotes,
        "title_mentions": layers.title_mentions,
        "title_quotes": layers.title_quotes,
        "entities": [msgspec.to_builtins(e) for e in entities if e.id in named],
    }
