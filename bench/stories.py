"""Stories on AllSides, BASIL and ECB+ with one setting, beside TF-IDF with average linkage at its best thresholds.

The weights were fitted on AllSides train and on half of the stories of BASIL and of the topics of ECB+; the threshold
was chosen on the same and looked at on all, so the rows "not fitted on" are what to trust. Streams get the articles
shuffled.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.row import Row
from bench.streaming import Cost, kept, measure
from bench.synthetic import sizes
from variorum.cluster.stories import StoryStream, group_stories
from variorum.model import Article, Page, Published
from variorum.pipeline.placing import home_for
from variorum.scoring.clusters import adjusted_rand, b_cubed
from variorum.store import Archive, open_archive, pages, stories

RIVAL = "TF-IDF, average linkage, its best threshold"
STREAMED = 1_000
"""Articles of a set that are streamed; what comes behind is left out, for time."""
FILED = 300
"""Articles of a set that come one by one into an archive, which asks its index for each."""
GROWTH = (5_000, 20_000)
"""`VARIORUM_GROWTH` names others; `bench/streaming.py` keeps the figures of long runs, to a million."""


class Told(NamedTuple):
    """A set's articles, each one's story, and the ids of those the weights were not fitted on."""

    articles: list[Article]
    gold: dict[str, str]
    unseen: set[str]


def run(shared: Path, growth: Sequence[int] = ()) -> list[Row]:
    """All rows; `growth` names other archive sizes than usual at which one more article is timed."""
    rows: list[Row] = []
    for name in ("allsides", "basil", "ecbplus"):
        told = read(shared, name)
        rows += batch_rows(name, told)
        rows += stream_rows(name, told)
        rows.append(archive_row(name, told))
    validation = only(read(shared, "allsides"))
    rows += batch_rows("allsides validation", validation)
    return [*rows, *growth_rows(growth or sizes(GROWTH))]


def batch_rows(name: str, told: Told) -> list[Row]:
    """B-cubed and ARI of the batch, and B-cubed over the articles of stories that nothing was fitted on."""
    groups = group_stories(told.articles)
    theirs = max((b_cubed(told.gold, groups_).f1, adjusted_rand(told.gold, groups_)) for groups_ in rival(told))
    unseen = {key: story for key, story in told.gold.items() if key in told.unseen}
    seen = [[key for key in group if key in told.unseen] for group in groups]
    return [
        Row(name, "B-cubed F1", b_cubed(told.gold, groups).f1, RIVAL, theirs[0]),
        Row(name, "ARI", adjusted_rand(told.gold, groups), RIVAL, theirs[1]),
        Row(name, "B-cubed F1, stories not fitted on", b_cubed(unseen, seen).f1, note=f"{len(unseen)} articles"),
    ]


def stream_rows(name: str, told: Told) -> list[Row]:
    """B-cubed of a stream in two orders beside the batch, over the first `STREAMED` articles."""
    articles = told.articles[:STREAMED]
    gold = {article.id: told.gold[article.id] for article in articles}
    batch = b_cubed(gold, group_stories(articles)).f1
    scores = [b_cubed(gold, streamed(articles, seed)).f1 for seed in (0, 1)]
    return [
        Row(name, "B-cubed F1, stream", scores[0], "our batch", batch, f"first {len(articles)} articles, shuffled"),
        Row(name, "B-cubed F1, stream in another order", scores[1], "our batch", batch),
    ]


def archive_row(name: str, told: Told) -> Row:
    """B-cubed of the stories of an archive beside the batch, over the first `FILED` articles in the order of days."""
    articles = sorted(told.articles[:FILED], key=lambda a: (a.published.value or "", a.id))
    gold = {article.id: told.gold[article.id] for article in articles}
    batch = b_cubed(gold, group_stories(articles)).f1
    note = f"first {len(articles)} articles, each as it came"
    return Row(
        name, "B-cubed F1, one by one into an archive", b_cubed(gold, filed(articles)).f1, "our batch", batch, note
    )


def filed(articles: Iterable[Article]) -> list[list[str]]:
    """The stories of an archive into which `articles` came one by one."""
    groups: dict[int, list[str]] = defaultdict(list)
    with TemporaryDirectory() as folder, closing(open_archive(Path(folder) / "stories.archive").db) as db:
        archive = Archive(Path(folder), db)
        for article in articles:
            pages.put_page(archive, Page(article.id, article.id, b""), article)
        for number, article in pages.unplaced(archive):
            home = home_for(archive, article)
            stories.place(archive, number, article, home.story, bridged=home.bridged, taken=home.taken)
        for id, story in db.execute("SELECT id, story FROM articles"):
            groups[story].append(id)
    return list(groups.values())


def streamed(articles: Iterable[Article], seed: int) -> tuple[tuple[str, ...], ...]:
    """The stories after adding `articles` one by one in a shuffled order."""
    order = list(articles)
    random.Random(seed).shuffle(order)
    stream = StoryStream()
    for article in order:
        stream.add(article)
    return stream.stories()


def rival(told: Told) -> Iterable[list[list[str]]]:
    """The rival's groups at every threshold worth trying."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    rows = vectors.fit_transform([f"{a.title or ''} {a.text}" for a in told.articles])
    apart = (1 - (rows @ rows.T).toarray()).clip(0)
    apart[range(len(apart)), range(len(apart))] = 0
    tree = linkage(squareform(apart, checks=False), "average")
    for hundredths in range(4, 40, 2):
        groups: dict[int, list[str]] = {}
        for article, label in zip(told.articles, fcluster(tree, 1 - hundredths / 100, "distance"), strict=True):
            groups.setdefault(int(label), []).append(article.id)
        yield list(groups.values())


def growth_rows(at: Sequence[int]) -> list[Row]:
    """What one more article costs at each archive size, here and in the last long run."""
    return [*_growth("made-up reports", measure(at)), *_growth("the last long run", kept())]


def _growth(name: str, costs: Sequence[Cost]) -> list[Row]:
    rows = [Row(name, f"ms per article at {c.size}", c.each, note=f"{c.peak:.1f} GiB, {c.day}") for c in costs]
    slower = costs[-1].each / costs[0].each
    return [*rows, Row(name, "slower at the last size by", slower, "limit asked for", 1.5)]


def read(shared: Path, name: str, keep: Callable[[dict[str, str]], bool] = lambda row: True) -> Told:
    """A set with its stories."""
    with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if keep(row)]
    articles = [
        Article(r["id"], r["id"], r["text"], r["title"], r["outlet"], r["url"], published=Published(value=r["date"]))
        for r in rows
    ]
    unseen = {r["id"] for r in rows if not _fitted_on(name, r)}
    return Told(articles, {r["id"]: r["story"] for r in rows}, unseen)


def only(told: Told) -> Told:
    """The part of a set that nothing was fitted on, as a set of its own."""
    return Told(
        [article for article in told.articles if article.id in told.unseen],
        {key: story for key, story in told.gold.items() if key in told.unseen},
        told.unseen,
    )


def _fitted_on(name: str, row: dict[str, str]) -> bool:
    if name == "allsides":
        return row["split"] == "train"
    key = f"t{row['topic']}" if name == "ecbplus" else row["story"]
    return int(md5(key.encode()).hexdigest(), 16) % 2 == 0
