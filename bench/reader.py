"""Quotes, figures, times, entities and days of whole real stories as a reader marked them, scored as the seeds are.

The seeds are five pages that every rule has seen. Here the stories of `dev`, `dev2`, `dev3` and, since their first
totals were taken, `fresh2` have misses that may be looked at, those of `fresh` and `fresh4` totals only; of `fresh3`
all days and a random half of the other misses were looked at after the first totals. `docs/judging.md` keeps the first
totals of each. The gold holds offsets
(`bench/gold/*.reading.json`) and is turned into the shape of the seeds' gold in memory; every share is that of
`tools/score_dossier.py`, pooled over a use's stories.

python -m bench.reader      the misses of the stories whose misses may be looked at
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from msgspec import Struct, to_builtins
from msgspec import json as msgspec_json
from msgspec.structs import replace

from bench.claim_data import GOLD, Mark, articles_of, story_rows
from bench.claims import load_scorer
from bench.row import Row
from variorum.model import Annotated, Published
from variorum.pipeline.run import annotate_articles, collate_layered, join_and_date
from variorum.scoring.extraction import Mean

USES = {
    "dev": "misses looked at",
    "fresh": "misses not looked at",
    "dev2": "misses looked at after the first totals",
    "fresh2": "misses looked at after the first totals",
    "fresh3": "half of the misses, and all days, looked at after the first totals",
    "dev3": "misses looked at after the first totals",
    "fresh4": "misses not looked at",
}
LOOKED_AT = ("dev", "dev2", "fresh2", "dev3")
"""Uses whose misses may be printed."""


class MarkedQuote(Mark, frozen=True):
    """Words in quotation marks.

    `speaker` is null where the report names nobody; `told_to` is who heard or printed it first, where that is said.
    """

    speaker: Mark | None = None
    told_to: Mark | None = None
    complete: bool = True


class MarkedFigure(Mark, frozen=True):
    """A count, a sum or an age; `counts` is the reader's own word for what is counted."""

    low: float | None = None
    high: float | None = None
    bound: str = "exact"
    counts: str = ""


class MarkedTime(Mark, frozen=True):
    """A day, month, season or year with its TIMEX3 value; `context` is the stretch that tells it from others."""

    context: tuple[int, int] = (0, 0)
    value: str = ""


class MarkedEntity(Struct, frozen=True):
    """Someone or something named in several reports, by one mention of each form of the name."""

    name: Mark
    aliases: tuple[Mark, ...]
    docs: tuple[str, ...]


class ReadStory(Struct, frozen=True):
    """A story as a reader marked it; `articles` gives each key its row of the set."""

    set: str
    story: str
    use: str
    articles: dict[str, str]
    quotes: tuple[MarkedQuote, ...]
    doubtful_quotes: tuple[Mark, ...]
    scare_quotes: tuple[Mark, ...]
    figures: tuple[MarkedFigure, ...]
    times: tuple[MarkedTime, ...]
    entities: tuple[MarkedEntity, ...]


class Measured(Struct, frozen=True):
    """Shares by name, each with what it is of, and what was missed or should not be there."""

    shares: dict[str, Mean]
    misses: list[str]


def run(shared: Path) -> list[Row]:
    """The pooled shares of each use."""
    rows: list[Row] = []
    for use, note in USES.items():
        pooled: dict[str, Mean] = defaultdict(Mean)
        stories = read_stories(use)
        for measured in _measured(shared, stories):
            for name, share in measured.shares.items():
                pooled[name] += share
        for name, share in ((name, share) for name, share in pooled.items() if share.n):
            value = share.total if name.startswith("scare") else share.value
            rows.append(Row(f"{use}, {len(stories)} stories", name, value, note=f"of {share.n}; {note}"))
    return rows


def read_stories(use: str) -> list[ReadStory]:
    """The stories of one use, by file name."""
    stories = [msgspec_json.decode(f.read_bytes(), type=ReadStory) for f in sorted(GOLD.glob("*.reading.json"))]
    return [s for s in stories if s.use == use]


def as_seed_gold(story: ReadStory, texts: dict[str, str], only_named: bool = False) -> dict[str, object]:
    """The gold in the shape of `gold/seeds.json`.

    `only_named` makes a quote whose speaker no report names a doubtful one: neither asked for nor held against.
    """

    def words(mark: Mark | None) -> str:
        return "" if mark is None else texts[mark.doc][mark.start : mark.end]

    def said(mark: Mark) -> dict[str, object]:
        return {"doc": mark.doc, "text": words(mark)}

    asked = [q for q in story.quotes if q.speaker or not only_named]
    spared = [*story.doubtful_quotes, *(q for q in story.quotes if q not in asked)]
    return {
        "files": story.articles,
        "quotes": [
            said(q) | {"speaker": words(q.speaker) or "nobody", "told_to": words(q.told_to), "complete": q.complete}
            for q in asked
        ],
        "doubtful_quotes": [said(q) for q in spared],
        "scare_quotes": [said(q) for q in story.scare_quotes],
        "figures": [
            said(f) | {"low": f.low, "high": f.high, "bound": f.bound, "counts": f.counts} for f in story.figures
        ],
        "times": [said(t) | {"context": texts[t.doc][slice(*t.context)], "value": t.value} for t in story.times],
        "entities": [
            {"name": words(e.name), "aliases": [words(a) for a in e.aliases], "docs": e.docs} for e in story.entities
        ],
    }


def _measured(shared: Path, stories: Sequence[ReadStory]) -> Iterator[Measured]:
    scorer = load_scorer(shared)
    rows = {name: story_rows(shared, name) for name in sorted({s.set for s in stories})}
    for story in stories:
        yield measure(scorer, story, rows[story.set][story.story])


def measure(scorer: ModuleType, story: ReadStory, rows: Sequence[dict[str, str]]) -> Measured:
    """One story, whose rows of the data are `rows`, read by us and scored by the seeds' scorer."""
    items = list(annotate_articles(list(articles_of(rows))))
    by_id = {row["id"]: row["text"] for row in rows}
    texts = {doc: by_id[row] for doc, row in story.articles.items()}
    gold, named, misses = as_seed_gold(story, texts), as_seed_gold(story, texts, only_named=True), list[str]()
    dossier = scorer.Dossier(to_builtins(collate_layered(items)), gold)
    quotes = scorer.score_quotes(dossier, gold, misses)
    unsaid = sum("nobody said" in miss for miss in misses)
    misses = [m for m in misses if not m.startswith("speaker")]
    spoken = list[str]()
    speakers = scorer.score_quotes(dossier, named, spoken)
    misses += [m for m in spoken if m.startswith("speaker")]
    known, told = sum(q.speaker is not None for q in story.quotes), sum(q.told_to is not None for q in story.quotes)
    hits = _share(quotes["r"], len(story.quotes))

    def part(score: Callable[..., dict[str, float]], share: str, marks: Sequence[object]) -> Mean:
        return _share(score(dossier, gold, misses)[share], len(marks)) if marks else Mean()

    shares = {
        "quotes found": hits,
        "quotes shown that are some": Mean(hits.total, int(hits.total) + unsaid),
        "speaker right": _share(speakers["speaker"], known),
        "told to right": _share(quotes["upstream"] or 0.0, told),
        "scare quotes taken for quotes": Mean(quotes["scare"], len(story.scare_quotes)),
        "figures right": part(scorer.score_figures, "recall", story.figures),
        "times right": part(scorer.score_times, "value", story.times),
        "entities whole": part(scorer.score_entities, "whole", story.entities),
        "day right where the page has none": _dated(items),
    }
    return Measured(shares, misses)


def _share(rounded: float, of: int) -> Mean:
    """The scorer rounds its shares; the count behind one is whole again."""
    return Mean(round(rounded * of), of)


def _dated(items: Sequence[Annotated]) -> Mean:
    """Each report in turn comes without its day: whether it is found from its words and the other reports."""
    right = 0
    for i, item in enumerate(items):
        bare = Annotated(replace(item.article, published=Published()), item.layers)
        linked, _ = join_and_date([*items[:i], bare, *items[i + 1 :]])
        found = next(m.article.published.value for m in linked if m.article.id == item.article.id)
        right += found is not None and found[:10] == item.article.published.value
    return Mean(right, len(items))


def main() -> int:
    """Print what is missed in the stories whose misses may be looked at."""
    shared = Path(__file__).resolve().parent.parent.parent / "shared"
    stories = [story for use in LOOKED_AT for story in read_stories(use)]
    for story, measured in zip(stories, _measured(shared, stories), strict=True):
        print(story.story, *measured.misses, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
