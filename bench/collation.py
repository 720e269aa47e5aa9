"""Agreements and differences against gold, precision as judged, briefs against editors' roundups, and the cost.

Gold: `bench/gold`, made by reading before anything was run; its README says what each story may be used for.
Judgements: `bench/judging.py`. Briefs: all validation stories; weights are fitted and lengths chosen on the training
stories.
Cost: the first 200 articles of BASIL by story, read as one story.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, to_builtins
from msgspec import json as msgspec_json

from bench.claim_data import GOLD, GoldStory, Mark, articles_of, as_scorer_gold, gold_stories, story_rows
from bench.claims import load_scorer
from bench.judging import latest_round
from bench.row import Row
from variorum.align.brief import write_brief
from variorum.align.collate import collate_story
from variorum.align.sentences import read_story
from variorum.align.words import stem, words_of
from variorum.language.vectors import kept_by
from variorum.model import Annotated, Dossier, Span
from variorum.model.support import reports
from variorum.pipeline.run import annotate_articles, collate_layered, join_and_date
from variorum.scoring.differences import DifferenceScore, Marked, score_differences
from variorum.scoring.rouge import Rouge, rouge

USES = {
    "tune": "weights fitted and rules tuned on these",
    "report": "a threshold was set with their totals in view",
    "dev": "misses looked at",
    "fresh": "misses not looked at",
}
COSTED = 200
"""Articles read as one story for the cost."""
LEAD = 50
"""Words at the head of the first article that a brief has to beat."""
ASKED = {"coverage": 0.8, "distinct": 0.9}


class MarkedDifference(Struct, frozen=True):
    """A difference as a reader marked it."""

    id: str
    kind: str
    evidence: tuple[Mark, ...]
    compatible: bool | None = None


class MarkedStory(Struct, frozen=True):
    """The marked differences of one story."""

    story: str
    differences: tuple[MarkedDifference, ...]


def run(shared: Path) -> list[Row]:
    """The rows of the section."""
    rows = {name: story_rows(shared, name) for name in ("allsides", "basil")}
    stories = gold_stories()
    layered = {g.story: list(annotate_articles(list(articles_of(rows[g.set][g.story])))) for g in stories}
    found: list[Row] = []
    for use, note in USES.items():
        found += _against_gold(shared, use, note, [(g, rows[g.set][g.story], layered[g.story]) for g in stories])
    return [*found, *_judged(), *_briefs(shared, rows["allsides"]), *_cost(rows["basil"])]


def _against_gold(
    shared: Path, use: str, note: str, stories: Sequence[tuple[GoldStory, list[dict[str, str]], list[Annotated]]]
) -> Iterator[Row]:
    """Means over the stories of one use, as the seeds' scorer counts agreements; differences are pooled."""
    scorer, marked = load_scorer(shared), _marked()
    agreed: dict[str, list[float]] = defaultdict(list)
    differing, shown = DifferenceScore(), Counter[str]()
    for gold, rows, items in (s for s in stories if s[0].use == use):
        dossier = collate_layered(items)
        wanted = as_scorer_gold(gold, rows)
        scores = scorer.score_agreements(scorer.Dossier(to_builtins(dossier), wanted), wanted, [])
        for metric, value in scores.items():
            agreed[metric] += [] if value is None else [value]
        differing += score_differences(marked[gold.story], dossier.stories[0].differences)
        shown += _shown(dossier)
    name, of = f"{use}, {len(agreed['coverage'])} stories", f"{shown['claims']} claims of several reports shown"
    for metric, values in agreed.items():
        if values:
            asked, mean = ASKED.get(metric), sum(values) / len(values)
            yield Row(name, f"agreements, {metric}", mean, "asked for" if asked else "", asked, f"{note}; {of}")
    of = f"{differing.marked} marked, {shown['differences']} shown"
    yield Row(name, "marked differences found", differing.recall, "asked for", 0.7, of)
    of = f"{differing.judged} where it can be told"
    yield Row(name, "of them compatibility right", differing.compatible, note=of)


def _marked() -> dict[str, list[Marked]]:
    """The marked differences by story."""
    files = sorted(GOLD.glob("*.differences.json"))
    stories = [msgspec_json.decode(f.read_bytes(), type=MarkedStory) for f in files]
    return {
        s.story: [
            Marked(d.id, d.kind, tuple((e.doc, Span(e.start, e.end)) for e in d.evidence), d.compatible)
            for d in s.differences
        ]
        for s in stories
    }


def _shown(dossier: Dossier) -> Counter[str]:
    (story,) = dossier.stories
    several = sum(len(reports(claim)) > 1 for claim in story.claims)
    return Counter(claims=several, differences=len(story.differences))


def _judged() -> Iterator[Row]:
    """Precision of what is shown, on the sample that was read last."""
    verdicts = latest_round()
    for part in ("claim", "difference"):
        own = [v for v in verdicts if v.part == part]
        for kind in ("all", *sorted({v.kind for v in own})):
            right = [v.right for v in own if kind in ("all", v.kind)]
            rival, theirs = ("asked for", 0.8) if kind == "all" else ("", None)
            note = f"{len(right)} read by one reader; docs/judging.md says of which code"
            yield Row("judged stories", f"shown {part}s right, {kind}", sum(right) / len(right), rival, theirs, note)


def _briefs(shared: Path, stories: dict[str, list[dict[str, str]]]) -> Iterator[Row]:
    """ROUGE F1 with stemming against the editors' roundups, beside two ways to take the heads of the articles."""
    with gzip.open(shared / "data" / "summaries" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = sorted((r for r in map(json.loads, lines) if r["split"] == "val"), key=lambda r: str(r["story"]))
    scores: dict[str, Rouge] = defaultdict(Rouge)
    length = 0
    for row in kept:
        items = list(annotate_articles(list(articles_of(stories[row["story"]]))))
        texts = {"ours": " ".join(e.exact for e in write_brief(read_story(items)).sentences), **_heads(items)}
        length += len(texts["ours"].split())
        for name, text in texts.items():
            scores[name] += rouge(_stems(text), _stems(row["roundup"]))
    ours = scores.pop("ours")
    note = f"all {ours.count} stories, {length / max(1, ours.count):.0f} words on average"
    for rival, theirs in scores.items():
        for name, mine, other in zip(("1", "2", "L"), ours.means, theirs.means, strict=True):
            yield Row("allsides validation", f"brief, ROUGE-{name} F1", mine, rival, other, note)


def _heads(items: Sequence[Annotated]) -> dict[str, str]:
    """What a brief is compared with: the head of the first article, and the first sentence of each."""
    firsts = [(i.article.text, i.layers.sentences[0]) for i in items if i.layers.sentences]
    return {
        f"first {LEAD} words": " ".join(items[0].article.text.split()[:LEAD]),
        "first sentence of each article": " ".join(text[span.start : span.end] for text, span in firsts),
    }


def _stems(text: str) -> Sequence[str]:
    return [stem(word) for word in words_of(text)]


class _Kept:
    """Vectors kept in memory, as the archive keeps them."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def find(self, texts: Sequence[str]) -> Mapping[str, bytes]:
        return {text: self._made[text] for text in texts if text in self._made}

    def keep(self, made: Mapping[str, bytes]) -> None:
        self._made.update(made)


def _cost(stories: dict[str, list[dict[str, str]]]) -> Iterator[Row]:
    """Seconds to collate `COSTED` articles as one story, beyond annotation; then with the vectors that an archive has
    of articles added before."""
    rows = [row for story in sorted(stories) for row in stories[story]][:COSTED]
    linked, entities = join_and_date(list(annotate_articles(list(articles_of(rows)))))
    count = sum(len(item.layers.sentences) for item in linked)
    with kept_by(_Kept()):
        for what in ("as one story, s", "as one story, their vectors kept, s"):
            begun, worked = time.perf_counter(), time.process_time()
            collate_story(linked, entities, ())
            seconds, worked = time.perf_counter() - begun, time.process_time() - worked
            note = f"{count} sentences; {worked:.0f} s of processor time on {os.cpu_count()} cores"
            yield Row("basil", f"collating {len(linked)} articles {what}", seconds, "limit", 60.0, note)
