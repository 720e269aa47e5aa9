"""Time expressions on TimeBank, AQUAINT and WikiWars, with other finders beside them; days of BASIL's articles.

The grammar was made on TimeBank, on every second text of AQUAINT (its first half) and on the first eleven texts of
WikiWars, whose others are reported as unseen. AQUAINT's second half was unseen until all its errors were classified
(`bench/aquaint.py`).
"""

from __future__ import annotations

import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bench.rival_times import PUBLISHED, rivals
from bench.row import Row
from variorum.align.dating import date_articles
from variorum.annotate.times import find_times, resolve_times
from variorum.annotate.times.finder import search
from variorum.annotate.times.lexicon import tokens
from variorum.annotate.times.placing import place
from variorum.annotate.times.ranges import with_ranges
from variorum.language.parse import Parser
from variorum.model.records import Annotated, Article, Layers, Mention, Published, Span, Time
from variorum.scoring.timex import TimexScore, score

RIVAL_TEXTS = 80
"""Texts of each part that a rival reads at most: all but a part of TimeBank."""
FAST, LONG = "dateparser search", 8000
"""The rival that reads long texts as well, and the code points from which the others are spared one."""
STORIES = 20
"""Stories of BASIL whose days are inferred."""


def run(shared: Path) -> list[Row]:
    """All figures of times and of article dates."""
    rows: list[Row] = []
    parser = Parser()
    for name, texts in parts(shared).items():
        docs = list(parser.parse(text["text"] for text in texts))
        ours = sum((score(gold(t), find_times(d, t["dct"])) for t, d in zip(texts, docs, strict=True)), TimexScore())
        for rival, finder in rivals().items():
            read = [t for t in texts[:RIVAL_TEXTS] if rival == FAST or len(t["text"]) < LONG]
            if 2 * len(read) > min(len(texts), RIVAL_TEXTS):
                theirs = sum((score(gold(t), finder(t)) for t in read), TimexScore())
                rows += _rows(name, ours, (rival, theirs), (len(texts), len(read)))
        rows += _published(name, ours)
        rows.append(Row(name, "type F1", ours.type_f1))
        rows.append(Row(name, "value F1, by the day", ours.days_f1, note="part of the day and digits of weeks aside"))
    return [*rows, _speed(shared), *_days(shared, parser)]


def parts(shared: Path) -> dict[str, list[dict[str, Any]]]:
    """The texts by part, as the heading of this module says."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    aquaint = 0
    for row in _read(shared / "data" / "times" / "tbaq.jsonl.gz"):
        if row["set"] == "timebank":
            found["TimeBank (seen)"].append(row)
        else:
            found[f"AQUAINT ({'second' if aquaint % 2 else 'first'} half)"].append(row)
            found["AQUAINT (all)"].append(row)
            aquaint += 1
    for row in _read(shared / "data" / "times" / "wikiwars.jsonl.gz"):
        found[f"WikiWars ({'seen' if int(row['id'][:2]) <= 11 else 'unseen'} half)"].append(row)
    return dict(found)


def gold(row: dict[str, Any]) -> list[Time]:
    """The expressions of one row as records."""
    return [Time(t["start"], t["end"], t["type"], t["value"], t["mod"]) for t in row["timex"]]


def _read(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _rows(name: str, ours: TimexScore, rival: tuple[str, TimexScore], texts: tuple[int, int]) -> list[Row]:
    who, theirs = rival
    note = f"{texts[0]} texts; rival on {texts[1]} of them"
    value_note = f"{note}; its values at the gold's precision" if who == FAST else note
    return [
        Row(name, "strict F1", ours.strict.f1, who, theirs.strict.f1, note),
        Row(name, "relaxed F1", ours.relaxed.f1, who, theirs.relaxed.f1, note),
        Row(name, "value F1", ours.value_f1, who, theirs.value_f1, value_note),
    ]


def _published(name: str, ours: TimexScore) -> list[Row]:
    """Beside what HeidelTime's authors published for the same texts."""
    metrics = zip(
        ("strict F1", "relaxed F1", "value F1"), (ours.strict.f1, ours.relaxed.f1, ours.value_f1), strict=True
    )
    published = PUBLISHED.get(name, ())
    return [
        Row(name, *mine, "HeidelTime 1.8", theirs, "published")
        for mine, theirs in zip(metrics, published, strict=False)
    ]


def _speed(shared: Path) -> Row:
    """Words a second on one core, beyond tokenising and parsing."""
    texts = [row["text"] for row in _read(shared / "data" / "times" / "tbaq.jsonl.gz")][::4]
    lines = [tokens(text) for text in texts]
    docs = list(Parser().parse(texts))
    begun = time.process_time()
    for line, doc in zip(lines, docs, strict=True):
        place(with_ranges(line, search(line)), line, doc)
    spent = time.process_time() - begun
    return Row("TimeBank and AQUAINT", "words a second", sum(len(t.split()) for t in texts) / spent, note="one core")


def _days(shared: Path, parser: Parser) -> list[Row]:
    """Each story with one date left: the others' days inferred, beside taking over the one that is known."""
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _read(shared / "data" / "stories" / "basil.jsonl.gz"):
        if row["date"]:
            stories[row["story"]].append(row)
    right = [0, 0]
    taken = [0, 0]
    count = 0
    for rows in [stories[s] for s in sorted(stories) if len(stories[s]) > 2][:STORIES]:
        items = [_annotated(row, parser) for row in rows]
        for kept, known in enumerate(rows):
            found = date_articles([_dated(i, known["date"]) if n == kept else i for n, i in enumerate(items)])
            for row in rows:
                if row is known:
                    continue
                count += 1
                for within in (0, 1):
                    right[within] += _apart(found[row["id"]].value, row["date"]) <= within
                    taken[within] += _apart(known["date"], row["date"]) <= within
    rival = "the known report's own day"
    return [
        Row("BASIL, one day known", "day right", right[0] / count, rival, taken[0] / count, f"{count} articles"),
        Row("BASIL, one day known", "within a day", right[1] / count, rival, taken[1] / count, f"{count} articles"),
    ]


def _annotated(row: dict[str, Any], parser: Parser) -> Annotated:
    doc = next(parser.parse([row["text"]]))
    layers = Layers(
        sentences=tuple(Span(s.start_char, s.end_char) for s in doc.sents),
        mentions=tuple(Mention(e.start_char, e.end_char, e.label_) for e in doc.ents),
        times=find_times(doc, None),
    )
    return Annotated(Article(id=row["id"], source=row["id"], text=row["text"], outlet=row["outlet"]), layers)


def _dated(item: Annotated, day: str) -> Annotated:
    published = Published(day, day, day, "stated")
    times: Sequence[Time] = resolve_times(item.layers.times, day)
    return Annotated(replace(item.article, published=published), replace(item.layers, times=tuple(times)))


def _apart(found: str | None, wanted: str) -> int:
    if found is None:
        return 10**6
    return abs((date.fromisoformat(found) - date.fromisoformat(wanted[:10])).days)
