"""A process pool: the engine for one machine. A larger engine takes over where one machine is outgrown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from variorum.model import Annotated, Article
from variorum.pipeline import annotate_articles as annotate_here
from variorum.pipeline.run import Progress, silent

SHARD = 32
"""Articles that a worker takes at once: enough for the parser's batches, few enough for an even end."""


def annotate_articles(articles: Sequence[Article], workers: int, progress: Progress = silent) -> Iterator[Annotated]:
    """Each article with its layers, in order: the same as `pipeline.annotate_articles`, on `workers` processes.

    A worker loads the model once (about two seconds and 400 MB), so a pool pays from some hundred articles on.
    """
    shards = [articles[i : i + SHARD] for i in range(0, len(articles), SHARD)]
    if workers < 2 or len(shards) < 2:
        yield from annotate_here(articles, progress)
        return
    done = 0
    progress("annotating", done, len(articles))
    # spawned, not forked: the runtime of the sentence vectors keeps threads that a fork would lose
    with ProcessPoolExecutor(min(workers, len(shards)), mp_context=get_context("spawn")) as pool:
        for shard in pool.map(_annotate, shards):
            yield from shard
            done += len(shard)
            progress("annotating", done, len(articles))


def _annotate(shard: Sequence[Article]) -> list[Annotated]:
    return list(annotate_here(shard))
