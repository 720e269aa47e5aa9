"""What the weights of claims are fitted on: features of pairs, and whether a reader or the gold calls them the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from bench.claim_data import (
    GoldStory,
    JudgedPair,
    gold_stories,
    held_pairs,
    judged_pairs,
    shown_pairs,
    story_rows,
)
from numpy.typing import NDArray
from tools.claim_reader import Floats, Reader

from variorum.align.claims.units import Unit
from variorum.align.claims.wording import wordings
from variorum.model import Span

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
GOLD_TRUST = 0.1
"""What a pair of the gold counts beside one judged for what is shown."""
HELD_TRUST = 0.5
"""What a clause judged by its own words counts: many could not be shown."""
_WHOLE_STORY = 12
"""Reports of a story up to which all are read; of a larger one those that pairs name."""


def clause_data() -> tuple[list[Floats], list[bool]]:
    """The judged sentence pairs: features of their clause pairs, and the judgement."""
    stories = story_rows(SHARED, "basil")
    owner = {row["id"]: story for story, rows in stories.items() for row in rows}
    readers: dict[str, Reader] = {}
    bags: list[Floats] = []
    labels: list[bool] = []

    def add(story: str, a: int | None, b: int | None, same: bool) -> None:
        if a is not None and b is not None and (bag := readers[story].pair(a, b)) is not None:
            bags.append(bag)
            labels.append(same)

    for judged in judged_pairs():
        story = owner[judged.article]
        if story not in readers:
            readers[story] = Reader(stories[story])
        reader = readers[story]
        add(story, reader.find(judged.article, judged.span), reader.find(judged.other, judged.other_span), judged.same)
    for gold in gold_stories("tune"):
        readers[gold.story] = reader = Reader(stories[gold.story])
        same = {
            (min(a, b), max(a, b))
            for agreement in gold.agreements
            for a in (reader.find(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence)
            for b in (reader.find(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence)
            if a is not None and b is not None and reader.sentences[a].article is not reader.sentences[b].article
        }
        for a, b in _pairs_to_learn_from(reader, same):
            add(gold.story, a, b, (a, b) in same)
    return bags, labels


def _pairs_to_learn_from(reader: Reader, same: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """All that are the same, and one in three of the others that are somewhat near; the others teach nothing."""
    chance = np.random.RandomState(0)
    count = len(reader.sentences)
    return [
        (a, b)
        for a in range(count)
        for b in range(a + 1, count)
        if reader.sentences[a].article is not reader.sentences[b].article
        and ((a, b) in same or (reader.cosine(a, b) >= 0.35 and chance.rand() < 0.35))
    ]


def stated_data() -> tuple[Floats, NDArray[np.bool_]]:
    """`linking.FEATURES` of clauses of agreements and sentences of other reports, and whether these state them too."""
    stories = story_rows(SHARED, "basil")
    values: list[tuple[float, ...]] = []
    labels: list[bool] = []
    for gold in gold_stories("tune"):
        reader = Reader(stories[gold.story])
        units = [unit for at in sorted(reader.units) for unit in reader.units[at]]
        wanted = _agreed(reader, gold, units)
        for read in reader.readings(units):
            same = wanted.get(read.clause)
            if same and read.other in same:
                values.append(read.values)
                labels.append(same[read.other])
    return np.array(values), np.array(labels)


def held_data() -> tuple[Floats, NDArray[np.bool_], Floats]:
    """`holding.FEATURES` of words and sentences of other reports, whether these state them, and how much a pair counts:
    the pairs judged by reading (`bench/gold/shown.tsv`, `held.tsv`), and the clauses of agreements of the stories to
    tune and develop on."""
    values: list[tuple[float, ...]] = []
    labels: list[bool] = []
    trust: list[float] = []
    for judged, counted in ((shown_pairs(), 1.0), (held_pairs(), HELD_TRUST)):
        for (name, story), pairs in judged.items():
            for measured, same in _judged_values(story_rows(SHARED, name)[story], pairs):
                values.append(measured)
                labels.append(same)
                trust.append(counted)
    for gold in (*gold_stories("tune"), *gold_stories("dev")):
        reader = Reader(story_rows(SHARED, gold.set)[gold.story])
        units = [unit for at in sorted(reader.units) for unit in reader.units[at]]
        holding = reader.holding()
        for clause, others in _agreed(reader, gold, units).items():
            for words in wordings(units[clause]):
                for at, same in others.items():
                    if (found := holding.values(units[clause], words, at)) is not None:
                        values.append(found)
                        labels.append(same)
                        trust.append(GOLD_TRUST)
    return np.array(values), np.array(labels), np.array(trust)


def _judged_values(
    rows: Sequence[dict[str, str]], pairs: Sequence[JudgedPair]
) -> Iterator[tuple[tuple[float, ...], bool]]:
    """`holding.FEATURES` of judged pairs of one story, and the judgement."""
    named = {article for pair in pairs for article in (pair.article, pair.other)}
    reader = Reader(rows if len(rows) <= _WHOLE_STORY else [row for row in rows if row["id"] in named])
    holding = reader.holding()
    for pair in pairs:
        at, other = reader.find(pair.article, pair.span), reader.find(pair.other, pair.other_span)
        unit = None if at is None else reader.stating(at, pair.span)
        if unit is not None and other is not None and (found := holding.values(unit, pair.span, other)) is not None:
            yield found, pair.same


def _agreed(reader: Reader, gold: GoldStory, units: Sequence[Unit]) -> dict[int, dict[int, bool]]:
    """For the clause nearest to each piece of gold: the sentences of the other reports, and which of them state it."""
    found: dict[int, dict[int, bool]] = {}
    for agreement in gold.agreements:
        pieces = [(gold.articles[e.doc], Span(e.start, e.end)) for e in agreement.evidence]
        states = {reader.find(article, span) for article, span in pieces}
        reports = {article for article, _ in pieces}
        for article, span in pieces:
            own = [i for i, u in enumerate(units) if u.article == article and _share(u.span, span) > 0]
            if own:
                clause = max(own, key=lambda i: _share(units[i].span, span))
                others = {
                    at: at in states
                    for at, s in enumerate(reader.sentences)
                    if s.article.id in reports and s.article.id != article
                }
                found[clause] = {at: others[at] or found.get(clause, {}).get(at, False) for at in others}
    return found


def _share(one: Span, other: Span) -> float:
    """Of two spans, what they share of what they cover together."""
    return (min(one.end, other.end) - max(one.start, other.start)) / (
        max(one.end, other.end) - min(one.start, other.start)
    )
