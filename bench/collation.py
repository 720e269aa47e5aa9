"""Differences against marked ones, judged precision, briefs against editors' roundups, and what a large story costs.

Marked differences: `bench/gold/basil-NN.differences.json`, annotated by reading before anything was run; rules and
thresholds were chosen on stories 03 and 20 (and on AllSides validation stories without marks), 41 and 77 are only
reported. Judgements: `bench/gold/judgements.tsv`. Briefs: every eighth validation story; their length was chosen on the
first half by id.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from bench.row import Row
from variorum.align.brief import write_brief
from variorum.align.collate import collate_story
from variorum.align.sentences import read_story
from variorum.align.words import stem, words_of
from variorum.annotate.sentences import find_sentences
from variorum.language.parse import Parser
from variorum.model import Annotated, Article, Layers, Published, Span, Story
from variorum.pipeline.run import annotate_articles, join_and_date
from variorum.scoring.differences import DifferenceScore, Marked, score_differences
from variorum.scoring.rouge import Rouge, rouge

GOLD = Path(__file__).parent / "gold"
LARGE = 40
"""Articles of the story whose cost is measured: annotating more takes longer than the rest of the benchmark."""
EVERY = 8
"""Of so many validation stories one is briefed."""


class _Article(TypedDict):
    id: str
    story: str
    outlet: str
    date: str | None
    title: str
    text: str


def run(shared: Path) -> list[Row]:
    """The rows of the section."""
    return [*_marked(shared), *_judged(), *_briefs(shared), _cost(shared)]


def _rows(path: Path) -> Iterator[_Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(row: _Article) -> Article:
    day = row["date"]
    published = Published(day, day, day, "stated") if day else Published()
    return Article(row["id"], row["id"], row["text"], title=row["title"], outlet=row["outlet"], published=published)


def _collated(rows: Iterable[_Article]) -> Story:
    items, entities = join_and_date(list(annotate_articles([_article(r) for r in rows])))
    return collate_story(items, entities, ())


def _marked(shared: Path) -> Iterator[Row]:
    """Recall on the marked differences, tuned and reported halves apart."""
    stories: dict[str, list[_Article]] = defaultdict(list)
    for row in _rows(shared / "data" / "stories" / "basil.jsonl.gz"):
        stories[row["story"]].append(row)
    for part, names in (("tuned on", ("03", "20")), ("only reported", ("41", "77"))):
        total = DifferenceScore()
        for name in names:
            gold = json.loads((GOLD / f"basil-{name}.differences.json").read_text(encoding="utf-8"))
            marked = [
                Marked(
                    d["id"],
                    d["kind"],
                    tuple((e["doc"], Span(e["start"], e["end"])) for e in d["evidence"]),
                    d.get("compatible"),
                )
                for d in gold["differences"]
            ]
            total += score_differences(marked, _collated(stories[gold["story"]]).differences)
        note = f"{total.marked} marked, {part}"
        yield Row(f"basil {', '.join(names)}", "marked differences found", total.recall, "asked for", 0.7, note)


def _judged() -> Iterator[Row]:
    """Precision of shown differences as judged by reading."""
    with (GOLD / "judgements.tsv").open(encoding="utf-8", newline="") as lines:
        judged = list(csv.DictReader(lines, delimiter="\t"))
    for kind in ("all", *sorted({j["kind"] for j in judged})):
        ours = [j["judgement"] == "right" for j in judged if kind in ("all", j["kind"])]
        share = sum(ours) / len(ours)
        rival, theirs = ("asked for", 0.8) if kind == "all" else ("", None)
        note = f"{len(ours)} read by one reader, before the latest rules"
        yield Row("basil, allsides", f"shown differences right, {kind}", share, rival, theirs, note)


def _briefs(shared: Path) -> Iterator[Row]:
    """ROUGE F1 with stemming against the editors' roundups, beside the first 50 words of the first article."""
    with gzip.open(shared / "data" / "summaries" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = [r for r in map(json.loads, lines) if r["split"] == "val"]
    roundups = {r["story"]: r["roundup"] for r in sorted(kept, key=lambda r: str(r["story"]))[::EVERY]}
    stories: dict[str, list[_Article]] = defaultdict(list)
    for row in _rows(shared / "data" / "stories" / "allsides.jsonl.gz"):
        if row["story"] in roundups:
            stories[row["story"]].append(row)
    ours, lead, length = Rouge(), Rouge(), 0
    parser = Parser()
    for story, rows in stories.items():
        docs = parser.parse(r["text"] for r in rows)
        items = [Annotated(_article(r), Layers(sentences=find_sentences(d))) for r, d in zip(rows, docs, strict=True)]
        brief = " ".join(e.exact for e in write_brief(read_story(items)).sentences)
        length += len(brief.split())
        reference = _stems(roundups[story])
        ours += rouge(_stems(brief), reference)
        lead += rouge(_stems(" ".join(rows[0]["text"].split()[:50])), reference)
    note = f"{len(stories)} stories, {length / max(1, len(stories)):.0f} words on average"
    for name, mine, theirs in zip(("1", "2", "L"), ours.means, lead.means, strict=True):
        yield Row("allsides validation", f"brief, ROUGE-{name} F1", mine, "first 50 words", theirs, note)


def _stems(text: str) -> Sequence[str]:
    return [stem(word) for word in words_of(text)]


def _cost(shared: Path) -> Row:
    """Seconds to collate one story of many articles, beyond annotation."""
    rows = [r for r, _ in zip(_rows(shared / "data" / "stories" / "allsides.jsonl.gz"), range(LARGE), strict=False)]
    items, entities = join_and_date(list(annotate_articles([_article(r) for r in rows])))
    begun = time.perf_counter()
    collate_story(items, entities, ())
    seconds = time.perf_counter() - begun
    return Row("allsides", f"collating {LARGE} articles as one story, s", seconds, "limit for 200", 60.0)
