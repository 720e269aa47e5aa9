"""The main job on the five seed pages: how right, how long from a cold start, and where the time goes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.row import Row

_STAGES = """
import sys, time
at = time.perf_counter()
def lap(name):
    global at
    now = time.perf_counter(); print(name, round(now - at, 3)); at = now
import spacy; lap("import of spaCy")
from variorum.language.parse import model
model(); lap("English model")
from variorum.pipeline import read_articles, annotate_articles, collate_articles
from variorum.model import Article
articles = [a for a in read_articles(sys.argv[1:]) if isinstance(a, Article)]; lap("reading")
list(annotate_articles(articles)); lap("annotating")
collate_articles(articles); lap("annotating again, then collating")
"""


def run(shared: Path) -> list[Row]:
    """Seconds of wall time and the scores of `tools/score_dossier.py`."""
    pages = sorted(str(p) for p in (shared / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        seconds = min(_timed(["collate", *pages, "-o", f"{folder}/story.html"]) for _ in range(3))
        _timed(["collate", *pages, "-o", f"{folder}/dossier.json"])
        scores = _scores(shared, Path(folder) / "dossier.json")
    rows = [Row("seeds", "cold start to story page, s", seconds, "limit asked for", 6.0, "best of 3")]
    rows += [Row("seeds", f"of it {name}, s", value) for name, value in _stages(pages)]
    rows += [Row("program", "`variorum --help`, s", min(_timed(["--help"]) for _ in range(3)), "limit asked for", 0.3)]
    return rows + [Row("seeds", name, value) for name, value in scores]


def _timed(arguments: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "variorum", *arguments], check=True, capture_output=True)
    return time.perf_counter() - begun


def _stages(pages: list[str]) -> list[tuple[str, float]]:
    told = subprocess.run([sys.executable, "-c", _STAGES, *pages], check=True, capture_output=True, text=True).stdout
    return [(line.rsplit(" ", 1)[0], float(line.rsplit(" ", 1)[1])) for line in told.splitlines()]


def _scores(shared: Path, dossier: Path) -> list[tuple[str, float]]:
    """Every number of the scorer, named by its path: `quotes f1`, `agreements whole`."""
    tool = [sys.executable, str(shared / "tools" / "score_dossier.py"), str(dossier), "--json"]
    data = json.loads(subprocess.run(tool, check=True, capture_output=True, text=True).stdout)
    flat: list[tuple[str, float]] = []
    for name, value in data.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        flat += [(f"{name} {key}".strip(), float(v)) for key, v in inner if v is not None]
    return flat
