"""The pool gives what one process gives, in the same order."""

from __future__ import annotations

from variorum.model import Article
from variorum.pipeline import annotate_articles as annotate_here
from variorum.scale import annotate_articles
from variorum.scale.pool import SHARD


def test_two_workers_find_what_one_finds() -> None:
    articles = [
        Article(f"a{n}", f"{n}.txt", f"The tram in Kessel killed {n + 2} ducks on Friday, keeper Ole Brandt said.")
        for n in range(SHARD + 3)
    ]
    assert list(annotate_articles(articles, 2)) == list(annotate_here(articles))


def test_a_small_job_needs_no_pool() -> None:
    articles = [Article("a", "a.txt", "The tram stood still.")]
    assert list(annotate_articles(articles, 8)) == list(annotate_here(articles))
    assert list(annotate_articles([], 8)) == []
