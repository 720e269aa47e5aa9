"""What the benchmarks of claims and `tools/fit_claims.py` read: sentence pairs, and stories with gold as offsets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec import json as msgspec_json

from variorum.align.sentences import Sentence, sentences_of
from variorum.model import Annotated, Article, Entity, Layers, Published, Span

GOLD = Path(__file__).resolve().parent / "gold"


class Pair(Struct, frozen=True):
    """A sentence pair of MSRP, SICK or RTE-3."""

    set: str
    split: str
    a: str
    b: str
    label: str


class Mark(Struct, frozen=True):
    """Words of one report that a reader marked, as half-open code points into its text."""

    doc: str
    start: int
    end: int


class Agreement(Struct, frozen=True):
    """One statement that several reports make; `origins` where the reports leave no doubt how many there are."""

    id: str
    evidence: tuple[Mark, ...]
    origins: int | None = None


class GoldStory(Struct, frozen=True):
    """The agreements of one story; `articles` gives each key its row of the set, `use` is as in `gold/README.md`."""

    set: str
    story: str
    use: str
    articles: dict[str, str]
    agreements: tuple[Agreement, ...]


class JudgedPair(Struct, frozen=True):
    """Two sentences by offsets, and whether they state a same thing."""

    same: bool
    article: str
    span: Span
    other: str
    other_span: Span


def pair_rows(shared: Path, sets: Iterable[str], splits: Iterable[str]) -> list[Pair]:
    """The rows of these sets and splits, in order."""
    wanted, halves = set(sets), set(splits)
    with gzip.open(shared / "data" / "pairs" / "pairs.jsonl.gz", "rb") as lines:
        rows = [msgspec_json.decode(line, type=Pair) for line in lines]
    return [r for r in rows if r.set in wanted and r.split in halves]


def lone_sentences(texts: Iterable[str]) -> dict[str, Sentence]:
    """Each text as one sentence with its names and clauses. Nothing else is annotated: pairs have no dates."""
    from variorum.annotate.events import find_events
    from variorum.annotate.mentions import find_mentions
    from variorum.language.parse import Parser

    unique = sorted(set(texts))
    found: dict[str, Sentence] = {}
    for text, doc in zip(unique, Parser(remember=1).parse(unique), strict=True):
        mentions = find_mentions(doc)
        layers = Layers((Span(0, len(text)),), mentions, (), (), (), find_events(doc, mentions, (), (), ()))
        (found[text],) = sentences_of(Annotated(Article(id=text, source="", text=text), layers))
    return found


def gold_stories(use: str | None = None) -> list[GoldStory]:
    """The stories with agreements found by reading; `use` picks those of one use (`gold/README.md`)."""
    files = sorted(GOLD.glob("*.agreements.json"))
    stories = [msgspec_json.decode(f.read_bytes(), type=GoldStory) for f in files]
    return [s for s in stories if use in (None, s.use)]


def judged_pairs() -> list[JudgedPair]:
    """The sentence pairs judged by reading."""
    lines = (GOLD / "pairs.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return [_judged(line.split("\t")) for line in lines]


def shown_pairs() -> dict[tuple[str, str], list[JudgedPair]]:
    """Words that could be shown and sentences of other reports, judged by reading, by set and story."""
    found: dict[tuple[str, str], list[JudgedPair]] = {}
    for line in (GOLD / "shown.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        name, story, *cells = line.split("\t")
        found.setdefault((name, story), []).append(_judged(cells))
    return found


def held_pairs() -> dict[tuple[str, str], list[JudgedPair]]:
    """Clauses and sentences of other reports, judged by reading (`docs/judging.md`, "Held or not"), by set and story: a
    part only is not the same."""
    found: dict[tuple[str, str], list[JudgedPair]] = {}
    for line in (GOLD / "held.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        label, _kind, _half, name, story, *cells = line.split("\t")
        found.setdefault((name, story), []).append(_judged([str(int(label == "2")), *cells]))
    return found


def _judged(cells: list[str]) -> JudgedPair:
    same, article, start, end, other, other_start, other_end = cells
    return JudgedPair(same == "1", article, Span(int(start), int(end)), other, Span(int(other_start), int(other_end)))


def story_rows(shared: Path, name: str) -> dict[str, list[dict[str, str]]]:
    """The rows of a set of stories, by story."""
    with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        found: dict[str, list[dict[str, str]]] = {}
        for line in lines:
            row = json.loads(line)
            found.setdefault(row["story"], []).append(row)
    return found


def articles_of(rows: Iterable[dict[str, str]]) -> Iterator[Article]:
    """Rows as articles whose text is the row's, so that gold offsets hold."""
    for row in rows:
        published = Published(value=row["date"], basis="stated") if row["date"] else Published()
        yield Article(
            id=row["id"],
            source=row["id"],
            text=row["text"],
            title=row["title"],
            outlet=row["outlet"],
            published=published,
        )


def annotated(rows: Iterable[dict[str, str]]) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
    """The rows of one story with layers, entities joined and days resolved."""
    from variorum.pipeline.run import annotate_articles, join_and_date

    return join_and_date(list(annotate_articles(list(articles_of(rows)))))


def as_scorer_gold(gold: GoldStory, rows: Iterable[dict[str, str]]) -> dict[str, object]:
    """The gold in the format of the seeds' gold file: offsets replaced by the words, which stay in memory."""
    text = {row["id"]: row["text"] for row in rows}
    return {
        "files": gold.articles,
        "agreements": [
            {
                "id": a.id,
                "evidence": [{"doc": e.doc, "text": text[gold.articles[e.doc]][e.start : e.end]} for e in a.evidence],
            }
            | ({} if a.origins is None else {"origins": a.origins})
            for a in gold.agreements
        ],
    }
