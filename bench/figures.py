"""Figures of the seed pages and of the sample story against their gold, and how fast they are found.

The rival in the same run is what the parser gives for nothing: the named entities of a quantity (CARDINAL, MONEY,
QUANTITY, PERCENT), read as plain numbers. They have no bounds, no ranges and no counted noun. The sample story and its
gold were written beside the rules; the seeds are seen pages as well: the figures say that nothing is broken, no more.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.row import Row
from variorum.annotate.figures import find_figures
from variorum.annotate.times import find_times
from variorum.ingest import extract_all, read_pages
from variorum.language.numerals import find_numerals
from variorum.language.parse import Parser
from variorum.model import Article
from variorum.sample import expected_path, pages_path
from variorum.scoring.figures import FigureScore, FoundFigure, GoldFigure, score_figures

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUANTITIES = frozenset(("CARDINAL", "MONEY", "QUANTITY", "PERCENT"))
RIVAL = "spaCy entities as plain numbers"
Finder = Callable[["Doc", str | None], list[FoundFigure]]


class Text(NamedTuple):
    """One article's parse, its day of publication and its gold figures."""

    doc: Doc
    published: str | None
    gold: list[GoldFigure]


def run(shared: Path) -> list[Row]:
    """Recall with the right interval on both sets, and words a second beyond the parse."""
    sets = {
        "seeds": _texts(shared / "seeds", shared / "gold" / "seeds.json"),
        "sample story": _texts(pages_path(), expected_path()),
    }
    rows = []
    for name, texts in sets.items():
        ours, theirs = (_total(finder, texts) for finder in (_found, _entities))
        note = f"{ours.gold} figures"
        rows.append(Row(name, "recall, words and interval", ours.recall, RIVAL, theirs.recall, note))
        rows.append(Row(name, "recall, words", ours.touched_recall, RIVAL, theirs.touched_recall, note))
    docs = [text.doc for texts in sets.values() for text in texts]
    rows.append(Row("both", "words a second", _speed(docs), note="beyond the parse, times not counted"))
    return rows


def _texts(pages: Path, gold_file: Path) -> list[Text]:
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    found = (page for page in extract_all(read_pages([pages])) if isinstance(page, Article))
    articles = {Path(article.source).name: article for article in found}
    wanted = [(doc, articles[name]) for doc, name in gold["files"].items() if name in articles]
    docs = Parser().parse(article.text for _, article in wanted)
    return [
        Text(doc, article.published.value, [_gold(row) for row in gold["figures"] if row["doc"] == key])
        for (key, article), doc in zip(wanted, docs, strict=True)
    ]


def _gold(row: dict[str, str | float | None]) -> GoldFigure:
    low, high = row["low"], row["high"]
    assert not isinstance(low, str)
    assert not isinstance(high, str)
    return GoldFigure(str(row["text"]), low, high, about=row["bound"] == "about")


def _total(finder: Finder, texts: Sequence[Text]) -> FigureScore:
    return sum((score_figures(finder(text.doc, text.published), text.gold) for text in texts), FigureScore())


def _found(doc: Doc, published: str | None) -> list[FoundFigure]:
    text = doc.text
    figures = find_figures(doc, find_times(doc, published))
    return [FoundFigure(text[f.start : f.end], f.low, f.high) for f in figures]


def _entities(doc: Doc, _: str | None) -> list[FoundFigure]:
    return list(_plain(entity.text for entity in doc.ents if entity.label_ in QUANTITIES))


def _plain(names: Iterable[str]) -> Iterable[FoundFigure]:
    for name in names:
        if numerals := find_numerals(name):
            yield FoundFigure(name, numerals[0].value, numerals[0].value)


def _speed(docs: Sequence[Doc], rounds: int = 10) -> float:
    find_figures(docs[0], ())
    words = sum(len(doc.text.split()) for doc in docs)
    began = time.process_time()
    for _ in range(rounds):
        for doc in docs:
            find_figures(doc, ())
    return rounds * words / (time.process_time() - began)
