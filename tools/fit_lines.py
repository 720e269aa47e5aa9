"""Fits the trees in `ingest/tables/line_trees.tsv` and `headline_trees.tsv`. Thresholds and weights alone are stored.

    python -m tools.fit_lines [--fast] [--write]

Fitted on the pages at even places of the extraction set as text with leftovers (`bench/captures.py`, which needs the
package resiliparse), and on their bodies alone; those at odd places are never looked at. A line's label is whether it
stands in the gold body and is not printed there before; its weight is its words (sixty at most), and each text weighs
about as much as any other. A headline's label is whether it is the gold title; bodies alone teach that a text may have
none. What is printed comes from cross-validation over pages (`--fast` leaves it out); the second round, and the
headlines, are fitted on chances of texts held out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from bench.captures import Capture, captures, same_title
from bench.reading import samples
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier as Model
from tools.boosting import Floats, grow, lines_of
from tools.gold_lines import in_gold

from variorum.ingest.plain import candidates
from variorum.ingest.plain.candidates import Scene, candidates_of
from variorum.ingest.plain.model import ROUNDS
from variorum.ingest.plain.traits import Seen, traits_of
from variorum.ingest.plain.wrapped import Line
from variorum.ingest.plain.wrapped import lines_of as lines_in
from variorum.ingest.trees import likeliest, with_context
from variorum.scoring.counts import Hits
from variorum.scoring.extraction import word_f1

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLES = ROOT / "src" / "variorum" / "ingest" / "tables"
HEAD = (
    "# Boosted trees of the {what}, written by tools/fit_lines.py: name, then seven questions (trait, the value\n"
    "# above which the answer is yes) from the root down, then what the eight leaves add. Each begins with its start.\n"
)
M = TypeVar("M")
TREES, HEADLINE_TREES, LEAST = 70, 80, 15
FOLDS, INNER = 4, 3
TRUST = {"main": 1.0, "all": 1.0, "brief": 0.5, "blocks": 0.7, "clean": 0.5}
"""What a text of each kind counts."""


@dataclass
class Text:
    """A text with the traits and labels of its lines; `page` numbers the page that it was made of."""

    page: int
    capture: Capture
    lines: list[Line]
    seen: Seen
    labels: NDArray[np.bool_]

    def weights(self) -> Floats:
        """What each line counts in the fit."""
        seen = np.minimum(self.seen.words, 60) + 1
        return np.asarray(TRUST[self.capture.kind] * seen / np.sqrt(seen.sum()))


@dataclass
class Headlines:
    """The candidates of a text, with their traits and labels."""

    text: Text
    at: list[int]
    table: Floats
    labels: NDArray[np.bool_]


def texts() -> list[Text]:
    """The texts of the pages at even places."""
    found = []
    for number, page in enumerate(samples(SHARED, "extraction", 2)):
        for capture in captures([page]):
            if lines := lines_in(capture.text):
                labels = in_gold([line.text for line in lines], capture.body, once=True)
                found.append(Text(number, capture, lines, traits_of(lines), labels))
    return found


def fit(some: Sequence[Text], tables: Sequence[Floats]) -> Model:
    """One round of trees."""
    weights = np.concatenate([text.weights() for text in some])
    return grow(np.vstack(tables), np.concatenate([text.labels for text in some]), weights, TREES)


def both(some: Sequence[Text]) -> tuple[Model, Model]:
    """The two rounds; the second sees chances that were given to each text by trees fitted on other pages."""
    alone = held_out(some, INNER, lambda others: fit(others, [t.seen.table for t in others]), first_chance)
    tables = [with_context(t.seen.table, t.seen.words, c) for t, c in zip(some, alone, strict=True)]
    return fit(some, [text.seen.table for text in some]), fit(some, tables)


def held_out(
    some: Sequence[Text], folds: int, learn: Callable[[list[Text]], M], judge: Callable[[M, Text], Floats]
) -> list[Floats]:
    """What models that were fitted on the other pages say of each text."""
    found: list[Floats] = [np.zeros(0)] * len(some)
    for fold in range(folds):
        model = learn([text for text in some if text.page % folds != fold])
        for i, text in enumerate(some):
            if text.page % folds == fold:
                found[i] = judge(model, text)
    return found


def first_chance(model: Model, text: Text) -> Floats:
    """What the first round says of each line."""
    return np.asarray(model.predict_proba(text.seen.table)[:, 1])


def chance_of(models: tuple[Model, Model], text: Text) -> Floats:
    """The chance of each line after both rounds."""
    alone = first_chance(models[0], text)
    among = models[1].predict_proba(with_context(text.seen.table, text.seen.words, alone))[:, 1]
    return np.asarray((alone + among) / 2)


def scene_of(text: Text, chance: Floats) -> Scene:
    """The text as the choice of its headline sees it."""
    return Scene(text.lines, text.seen, chance, likeliest(chance, text.seen.words)[0])


def headlines(some: Sequence[Text], chance: Sequence[Floats]) -> list[Headlines]:
    """The candidates of all texts."""
    found = []
    for text, own in zip(some, chance, strict=True):
        at, table = candidates_of(scene_of(text, own))
        titled = text.capture.kind != "clean"
        labels = np.array([titled and same_title(text.lines[i].text, text.capture.title) for i in at], dtype=bool)
        found.append(Headlines(text, at, table, labels))
    return found


def fit_headlines(some: Sequence[Headlines]) -> Model:
    """The trees that know a headline among its candidates."""
    weights = np.concatenate([np.full(len(h.at), TRUST[h.text.capture.kind]) for h in some])
    labels = np.concatenate([h.labels for h in some])
    return grow(np.vstack([h.table for h in some]), labels, weights, HEADLINE_TREES, LEAST)


def cross_validate(some: Sequence[Text], chance: Sequence[Floats], heads: Sequence[Headlines]) -> None:
    """Prints the mean over pages held out, for each part and kind."""
    bodies: dict[str, list[float]] = defaultdict(list)
    titles: dict[tuple[str, float], Hits] = defaultdict(Hits)
    for text, own in zip(some, chance, strict=True):
        chosen = scene_of(text, own).chosen
        name = f"{text.capture.part} {text.capture.kind}"
        bodies[name].append(word_f1("\n".join(text.lines[i].text for i in chosen), text.capture.body))
    for fold in range(FOLDS):
        model = fit_headlines([h for h in heads if h.text.page % FOLDS != fold])
        for head in heads:
            if head.text.page % FOLDS == fold:
                for least, hit in _hits(model, head):
                    titles[f"{head.text.capture.part} {head.text.capture.kind}", least] += hit
    for name, scores in sorted(bodies.items()):
        told = ", ".join(f"{hits.f1:.3f} ({least})" for (of, least), hits in sorted(titles.items()) if of == name)
        print(f"{name}: word F1 {np.mean(scores):.4f}; title F1 at its least chance {told}", flush=True)


def _hits(model: Model, head: Headlines) -> Iterator[tuple[float, Hits]]:
    """For several least chances, whether the headline is found."""
    there = head.text.capture.kind != "clean" and head.text.capture.has_title
    chance = model.predict_proba(head.table)[:, 1] if head.at else np.zeros(1)
    right = bool(head.at) and bool(head.labels[int(chance.argmax())])
    for least in (0.1, 0.15, 0.2):
        named = chance.max() >= least and bool(head.at)
        yield least, Hits(right and named, named and not right, there and not (right and named))


def main(arguments: Sequence[str]) -> None:
    """Cross-validate, unless only the tables are asked for; with `--write`, store the trees."""
    some = texts()
    chance = held_out(some, FOLDS, both, chance_of)
    heads = headlines(some, chance)
    if "--fast" not in arguments:
        cross_validate(some, chance, heads)
    if "--write" in arguments:
        rounds = zip(ROUNDS, both(some), strict=True)
        _write("line_trees", "lines", [line for name, model in rounds for line in lines_of(name, model, ROUNDS[name])])
        _write("headline_trees", "headline", lines_of("headline", fit_headlines(heads), candidates.NAMES))


def _write(table: str, what: str, lines: Sequence[str]) -> None:
    (TABLES / f"{table}.tsv").write_text(HEAD.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
