"""Invented stories with planted differences: what a reader marks is found, and nothing else is shown.

Each file holds reports (`== letter | outlet | day`, headline, text), then the differences that were planted when it was
written, before the program was run on it (kind, whether all sides can be true, the words of each report), and what may
be shown besides. Rules were written while the `tune` stories were in view; later ones with `dev` and what was missed of
`report` in view. Of `fresh` only totals were; whoever wrote them wrote rules afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from variorum.align.differences import find_differences
from variorum.align.sentences import read_story
from variorum.model import Annotated, Difference, Entity, Span
from variorum.scoring.differences import DifferenceScore, Marked, score_differences, shows

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))
FLOORS = {"tune": 0.65, "dev": 0.45, "report": 0.7, "fresh": 0.25}
"""Share of the planted differences found, at least."""
LEAST_RIGHT = 0.9
"""Share of what is shown of the `fresh` stories that was planted or may be shown, at least."""
_REPORT = re.compile(r"^== (\w) \| ([^|\n]+) \| (\S+)\n", re.M)


Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]
Found = dict[str, tuple[list[Marked], list[Marked], tuple[Difference, ...]]]


@dataclass(frozen=True)
class Story:
    """Reports by letter, what is to be found, and what may be."""

    use: str
    reports: dict[str, tuple[str, str, str]]
    planted: tuple[str, ...]
    allowed: tuple[str, ...]


@lru_cache(maxsize=32)
def read(path: Path) -> Story:
    body, _, tail = path.read_text(encoding="utf-8").partition("\n-- differences\n")
    planted, _, allowed = tail.partition("-- allowed")
    parts = _REPORT.split(body)[1:]
    reports = {a: (outlet, day, text.strip()) for a, outlet, day, text in zip(*[iter(parts)] * 4, strict=True)}
    use = body.partition("\n")[0].partition(":")[2].strip()
    return Story(use, reports, tuple(planted.strip().splitlines()), tuple(allowed.strip().splitlines()))


def marked(line: str, bodies: dict[str, tuple[str, str]]) -> Marked:
    """One line as a marked difference; its words must stand in the report that it names."""
    head, *words = re.split(r" \| (?=[A-Z]: )", line)
    kind, _, compatible = head.partition(" | ")
    cited = []
    for letter, said in (w.split(": ", 1) for w in words):
        article, body = bodies[letter]
        assert said in body, f"{letter}: {said}"
        cited.append((article, Span(body.index(said), body.index(said) + len(said))))
    return Marked(line, kind, tuple(cited), {"yes": True, "no": False}.get(compatible))


@pytest.fixture(scope="module")
def found(read_reports: Read) -> Found:
    """By story: what is planted, what may be shown, and what is shown."""
    out: Found = {}
    for path in STORIES:
        story = read(path)
        items, entities = read_reports(list(story.reports.values()))
        bodies = {a: (i.article.id, i.article.text) for a, i in zip(story.reports, items, strict=True)}
        lines = [[marked(line, bodies) for line in each] for each in (story.planted, story.allowed)]
        out[path.stem] = (lines[0], lines[1], find_differences(items, read_story(items), (), entities))
    return out


def test_what_was_planted_is_found(found: Found) -> None:
    scores: dict[str, DifferenceScore] = defaultdict(DifferenceScore)
    for path in STORIES:
        planted, _, shown = found[path.stem]
        scores[read(path).use] += score_differences(planted, shown)
    for use, score in scores.items():
        assert score.recall >= FLOORS[use], (use, score)


@pytest.mark.parametrize("name", [path.stem for path in STORIES if read(path).use != "fresh"])
def test_nothing_else_is_shown(found: Found, name: str) -> None:
    planted, allowed, shown = found[name]
    assert [d.why for d in shown if not any(shows(d, m) for m in (*planted, *allowed))] == []


def test_most_of_what_is_shown_of_stories_that_nobody_looked_at_was_planted(found: Found) -> None:
    right = [
        any(shows(d, m) for m in (*planted, *allowed))
        for path in STORIES
        if read(path).use == "fresh"
        for planted, allowed, shown in [found[path.stem]]
        for d in shown
    ]
    assert sum(right) >= LEAST_RIGHT * len(right)
