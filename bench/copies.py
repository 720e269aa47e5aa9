"""Copies: labelled pairs of real articles, and speed, recall and growth on made-up ones beside MinHash.

The constants were chosen on the half of the labelled pairs that `_half` calls 1; the other half was read only for gross
faults. Times are processor seconds of one thread, so a busy machine does not change them much.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import md5
from pathlib import Path

from bench.growth import Run, exponent, kept, measure
from bench.row import Row
from bench.synthetic import KINDS, Collection, collection, sizes
from variorum.cluster.copies import find_copies
from variorum.model.records import Article, Derivation, Published
from variorum.scoring.clusters import Labels, labelled

BASELINE = "containment, quotations removed"
BASELINE_F1 = 0.85
BASELINE_MACRO = 0.81
RIVAL = "datasketch MinHash LSH"
SPEED_ARTICLES = 10_000
TURNS = 3
GROWTH = (10_000, 30_000)
"""`VARIORUM_GROWTH` names others; `bench/growth.py` keeps the figures of long runs, to a million."""

Found = set[tuple[str, str | None]]


def run(shared: Path, growth: Sequence[int] = ()) -> list[Row]:
    """All rows; `growth` names other sizes than usual at which time and memory are taken."""
    return [*labelled_rows(shared), *speed_rows(SPEED_ARTICLES), *growth_rows(growth or sizes(GROWTH))]


def labelled_rows(shared: Path) -> list[Row]:
    """F1 of derived pairs and macro-F1 of the three degrees, on both halves and all."""
    folder = shared / "data" / "copies"
    found = find_copies(read_articles(folder / "articles.jsonl.gz"))
    pairs = [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = []
    for name, halves in (("other half", {0}), ("tuned half", {1}), ("all pairs", {0, 1})):
        score = degrees(found, {(p["a"], p["b"]): p["label"] for p in pairs if _half(p["a"], p["b"]) in halves})
        note = "published; the rival was fitted on all pairs"
        derived = score.of("wholly", "partly").f1
        rows.append(Row("copies", f"derived pairs F1, {name}", derived, BASELINE, BASELINE_F1, note))
        macro = f"three degrees macro-F1, {name}"
        rows.append(Row("copies", macro, score.macro_f1, "containment", BASELINE_MACRO, note))
    return rows


def degrees(found: Iterable[Derivation], gold: Mapping[tuple[str, str], str]) -> Labels:
    """Each gold pair's label beside the degree that was found for it, whatever the direction."""
    degree = {frozenset((d.copy, d.origin)): d.degree for d in found if d.origin}
    return labelled((label, degree.get(frozenset(pair), "not")) for pair, label in gold.items())


def read_articles(path: Path) -> list[Article]:
    """The articles of a `.jsonl.gz` file of `{id, outlet, url, date, title, text}` rows."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [
            Article(
                id=row["id"], source=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"],
                url=row["url"], published=Published(value=row["date"]),
            )
            for row in map(json.loads, lines)
        ]  # fmt: skip


def speed_rows(size: int) -> list[Row]:
    """Articles a second and recall by kind of copy, ours and MinHash's, on the same texts in the same run.

    Both take turns and their best counts, so that what else the machine does weighs little.
    """
    made = collection(size)
    find_copies(made.articles[:50])
    ours, theirs = [], []
    for _ in range(TURNS):
        seconds, found = _timed(lambda: {(d.copy, d.origin) for d in find_copies(made.articles)})
        ours.append(size / seconds)
        seconds, near = _timed(lambda: minhash_pairs(made.articles))
        theirs.append(size / seconds)
    note = f"{size} articles, best of {TURNS} in turn"
    rows = [Row("made-up articles", "articles a second, end to end", max(ours), RIVAL, max(theirs), note)]
    rows.append(Row("made-up articles", "times as fast, end to end", max(ours) / max(theirs), RIVAL, 1.0, note))
    for kind in KINDS:
        mine, other = recall(made, kind, found), recall(made, kind, near)
        rows.append(Row("made-up articles", f"recall, {kind} copies", mine, RIVAL, other))
    return rows


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def recall(made: Collection, kind: str, found: Found) -> float:
    """Share of the true copies of a kind that were found, in either direction."""
    wanted = [pair for pair, of in made.copies.items() if of == kind]
    return sum(pair in found or pair[::-1] in found for pair in wanted) / len(wanted)


def minhash_pairs(articles: Sequence[Article]) -> Found:
    """The rival: word 5-shingles, 128 permutations, threshold 0.5 (the settings its users name most)."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs: Found = set()
    for article in articles:
        words = article.text.lower().split()
        signature = MinHash(num_perm=128)
        signature.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        pairs |= {(article.id, str(other)) for other in index.query(signature)}
        index.insert(article.id, signature)
    return pairs


def growth_rows(at: Sequence[int]) -> list[Row]:
    """Seconds and peak memory at each size, the exponent fitted to the seconds, and the same of the last long run."""
    return [*_growth("made-up articles", [measure(size) for size in at]), *_growth("the last long run", kept())]


def _growth(name: str, runs: Sequence[Run]) -> list[Row]:
    rows = []
    for run in runs:
        note = f"{1000 * run.seconds / run.size:.3f} ms each; {run.day}"
        rows.append(Row(name, f"seconds for {run.size:,}", run.seconds, note=note))
        rows.append(Row(name, f"peak GiB for {run.size:,}", run.peak, note=f"{run.before:.2f} of it the texts"))
    note = f"fitted, {runs[0].size:,} to {runs[-1].size:,}"
    return [*rows, Row(name, "growth exponent", exponent(runs), "limit asked for", 1.1, note)]


def _half(a: str, b: str) -> int:
    return int(md5("".join(sorted((a, b))).encode()).hexdigest(), 16) % 2
