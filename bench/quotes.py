"""Quotes on PolNeAR's development texts (the cue table was counted on its training texts alone) and on the seed pages.

The rival is what a plain reader of quotation marks does: every marked stretch of four words or more is a quote, and the
capitalised words next to a verb of saying behind it are its source.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from bench.row import Row
from variorum.align.entities import link_entities
from variorum.annotate.mentions import find_mentions
from variorum.annotate.quotes import find_quotes
from variorum.language.parse import Parser, model
from variorum.model.records import Annotated, Article, Layers, Mode, Span
from variorum.scoring.attributions import MODES, Attribution, Scores, of_quote, score

NAIVE = "marks and a regular expression"
FEW = 30
"""Texts that are timed."""
T = TypeVar("T")
PUBLISHED = "published, other rows: hand rules .06 / .11, CRF .29 / .51, BERT .73 / .83 (content / source)"
_MARKED = re.compile(r"[\"“]([^\"”\n]+)[\"”]")
_VERB = r"(?:said|says|told|added|wrote)"
_SAID = re.compile(rf"\s*(?:{_VERB}\s+)?((?:[A-Z][\w.'’-]*\s?){{1,4}}|[Hh]e|[Ss]he)(?=\s*(?:{_VERB}|[.,]))")


def run(shared: Path) -> list[Row]:
    """All figures of the room, with the naive rival in the same run."""
    rows = list(gold_rows(shared, "dev"))
    docs = list(Parser().parse(str(row["text"]) for row in rows))
    gold = [attributions(row) for row in rows]
    ours = [[of_quote(q) for q in find_quotes(doc, find_mentions(doc))] for doc in docs]
    theirs = [naive(str(row["text"])) for row in rows]
    out: list[Row] = []
    groups: tuple[tuple[str, tuple[Mode, ...]], ...] = (
        ("direct and mixed", ("direct", "mixed")),
        ("indirect", ("indirect",)),
        ("all", MODES),
    )
    for name, modes in groups:
        us, them = _total(gold, ours, modes), _total(gold, theirs, modes)
        for figure in ("content_overlap", "content_exact", "source_overlap", "source_exact"):
            note = PUBLISHED if (name, figure[-5:]) == ("all", "exact") else ""
            label = f"{name}: {figure.replace('_', ' ')} F1"
            out.append(Row("PolNeAR dev", label, getattr(us, figure).f1, NAIVE, getattr(them, figure).f1, note))
    return [*out, *seed_rows(shared), *share_of_parse([str(row["text"]) for row in rows])]


def gold_rows(shared: Path, split: str, limit: int | None = None) -> list[dict[str, object]]:
    """The rows of one split, in order."""
    with gzip.open(shared / "data" / "quotes" / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        chosen = (row for row in map(json.loads, lines) if row["split"] == split)
        return list(islice(chosen, limit))


def attributions(row: dict[str, object]) -> list[Attribution]:
    """The gold attributions of a row."""
    listed = row["attributions"]
    assert isinstance(listed, list)
    return [Attribution(a["mode"], _spans(a["content"]), _spans(a["source"])) for a in listed]


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _total(gold: list[list[Attribution]], found: list[list[Attribution]], modes: tuple[Mode, ...]) -> Scores:
    return sum((score(g, f, modes) for g, f in zip(gold, found, strict=True)), Scores())


def naive(text: str) -> list[Attribution]:
    """Quotes by marks alone."""
    out = []
    for match in _MARKED.finditer(text):
        if len(match.group(1).split()) >= 4:
            said = _SAID.match(text, match.end())
            sources = () if said is None else (Span(said.start(1), said.start(1) + len(said.group(1).rstrip())),)
            out.append(Attribution("direct", (Span(match.start(), match.end()),), sources))
    return out


def seed_rows(shared: Path) -> list[Row]:
    """Direct and mixed quotes of the seed pages as they come: found, by the right surname, told to the right outlet."""
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))
    hits = spoke = told = scare = 0
    for doc, name in gold["files"].items():
        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        parsed = next(iter(Parser().parse([text])))
        quotes = [q for q in find_quotes(parsed, find_mentions(parsed)) if q.mode != "indirect"]
        for want in (q for q in gold["quotes"] if q["doc"] == doc):
            got = next((q for q in quotes if any(_same(text[s.start : s.end], want["text"]) for s in q.contents)), None)
            hits += got is not None
            spoke += got is not None and _ends_alike(text, got.speaker_mention, want["speaker"])
            told += (
                got is not None and bool(want["told_to"]) and _ends_alike(text, got.upstream_mention, want["told_to"])
            )
        bare = {text[s.start : s.end].strip("“”‘’\"'") for q in quotes for s in q.contents}
        scare += sum(s["doc"] == doc and s["text"].strip("“”‘’\"'") in bare for s in gold["scare_quotes"])
    asked = sum(bool(q["told_to"]) for q in gold["quotes"])
    return [
        Row("seeds", "quotes: recall", hits / len(gold["quotes"])),
        Row("seeds", "quotes: speaker's surname", spoke / len(gold["quotes"])),
        Row("seeds", "quotes: upstream", told / asked),
        Row("seeds", "scare quotes taken for quotes", scare),
    ]


def _same(one: str, other: str) -> bool:
    a, b = (re.findall(r"\w+", x.lower()) for x in (one, other))
    return len(set(a) & set(b)) >= 0.8 * max(len(set(a)), len(set(b)))


def _ends_alike(text: str, span: Span | None, name: str) -> bool:
    last = [re.findall(r"\w+", x.lower())[-1] for x in (name, name if span is None else text[span.start : span.end])]
    return span is not None and last[0] == last[1]


def share_of_parse(texts: list[str]) -> list[Row]:
    """What names, quotes and the joining of names over texts add to the bare parse of the same texts."""
    few = texts[:FEW]
    parsing, docs = _timed(lambda: list(model().pipe(few)))
    naming, mentions = _timed(lambda: [find_mentions(doc) for doc in docs])
    quoting, quotes = _timed(lambda: [find_quotes(doc, m) for doc, m in zip(docs, mentions, strict=True)])
    items = [
        Annotated(Article(f"a{n}", f"a{n}", doc.text), Layers(mentions=m, quotes=q))
        for n, (doc, m, q) in enumerate(zip(docs, mentions, quotes, strict=True))
    ]
    joining, _ = _timed(lambda: link_entities(items))
    note = f"names {naming / parsing:.1%}, joining {joining / parsing:.1%}, {parsing:.1f} s of parse; processor time"
    name = "PolNeAR dev"
    return [
        Row(name, "time of quotes over time of parse", quoting / parsing, note=note),
        Row(name, "time of names, quotes and joining over time of parse", (naming + quoting + joining) / parsing),
    ]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()  # the processor's: others on the machine change the clock's
    result = work()
    return time.process_time() - begun, result
