"""`make bench`: prints every figure beside its rival and writes docs/evaluation.md.

python -m bench               all benchmarks
python -m bench reading times only these; the others' sections of the page stay as they are
"""

from __future__ import annotations

import importlib
import platform
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.row import Row

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "evaluation.md"

BENCHMARKS = {
    "whole": "The main job, end to end",
    "reading": "Reading: body text, titles, authors, days",
    "captures": "Reading text without markup",
    "quotes": "Quotes and speakers",
    "entities": "Names joined over articles",
    "times": "Time expressions",
    "figures": "Figures",
    "reader": "Whole stories as a reader marked them",
    "copies": "Copies",
    "stories": "Stories",
    "claims": "Statements joined over articles",
    "pairs": "Sentence pairs",
    "collation": "Differences, origins, briefs",
    "timelines": "Long stories by their days",
    "archive": "A large archive",
    "pages": "Pages that a reader waits for",
}
"""Module of this folder to the heading of its section."""

HEAD = """# Evaluation

Written by `make bench`; do not edit. “Ours” and “theirs” are from the same run on the same rows unless the note says
*published*. Data, metrics and their caveats: the README of the benchmark data beside the project.
"""


def main(names: list[str]) -> int:
    """Run the benchmarks `names` (all when empty); 2 when one is unknown, 1 when the data is missing."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"no benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
        return 2
    if not SHARED.is_dir():
        print(f"the benchmark data is not at {SHARED.name}/ beside the project")
        return 1
    for name in names or BENCHMARKS:
        begun = time.monotonic()
        rows = importlib.import_module(f"bench.{name}").run(SHARED)
        _print(BENCHMARKS[name], rows)
        section = _section(BENCHMARKS[name], rows, time.monotonic() - begun)
        # read anew: another benchmark may have written its section meanwhile
        _write(_read_sections() | {name: section})
    return 0


def _print(title: str, rows: Iterable[Row]) -> None:
    table = Table("set", "metric", "ours", "rival", "theirs", "note", title=title, title_justify="left")
    for r in rows:
        table.add_row(r.set, r.metric, _number(r.ours), r.rival, _number(r.theirs), r.note)
    Console().print(table)


def _section(title: str, rows: Iterable[Row], seconds: float) -> str:
    lines = ["| set | metric | ours | rival | theirs | note |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {r.set} | {r.metric} | {_number(r.ours)} | {r.rival} | {_number(r.theirs)} | {r.note} |" for r in rows
    ]
    return f"## {title}\n\n" + "\n".join(lines) + f"\n\nMeasured in {seconds:.0f} s on {_machine()}.\n"


def _machine() -> str:
    return f"{platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def _read_sections() -> dict[str, str]:
    """The sections of the page as it is, by benchmark, so that one can be run alone."""
    if not PAGE.is_file():
        return {}
    parts = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:]
    by_title = {part.split("\n", 1)[0][3:]: part for part in parts}
    return {name: by_title[title].rstrip() + "\n" for name, title in BENCHMARKS.items() if title in by_title}


def _write(sections: dict[str, str]) -> None:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(HEAD + "\n" + "\n".join(sections[n] for n in BENCHMARKS if n in sections), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
