"""The rooms exist, their arrows go one way, the program starts quickly, and every reason and command is documented."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from variorum.cli import COMMANDS, main
from variorum.model.reasons import REASONS

ROOT = Path(__file__).resolve().parent.parent


def test_importing_the_package_and_its_help_brings_in_nothing_heavy() -> None:
    heavy = ["spacy", "numpy", "onnxruntime", "trafilatura", "htmldate", "lxml", "jinja2", "rich", "tokenizers"]
    code = (
        "import sys, variorum, variorum.cli, variorum.pipeline, variorum.ingest, variorum.cluster, variorum.align, "
        "variorum.annotate.layers\n"
        "from click.testing import CliRunner\n"
        "assert CliRunner().invoke(variorum.cli.main, ['--help']).exit_code == 0\n"
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_command_can_be_imported_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.help
        assert f"variorum {name}" in readme, f"the README does not say what `variorum {name}` does"


def test_every_reason_for_a_rejection_is_documented() -> None:
    page = (ROOT / "docs" / "rejections.md").read_text(encoding="utf-8")
    for reason, meaning in REASONS.items():
        assert f"`{reason}`" in page
        assert meaning


def test_the_golden_switch_is_off_in_ci() -> None:
    import os

    assert not (os.environ.get("CI") and os.environ.get("VARIORUM_UPDATE_GOLDEN"))


_WORD = re.compile(r"[^\W\d_]+")
_RUN = 8
"""Words in a row that two texts do not share by chance; credits and numbers aside, eight are somebody's sentence."""
_NOT_OURS = {"LICENSE", "wordpiece.txt", "background.tsv"}


def _runs(line: str) -> Iterator[str]:
    words = _WORD.findall(line.lower())
    return (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _shared_texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "data").rglob("*.jsonl*")):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                yield from (str(row[key]) for key in ("text", "body", "a", "b", "roundup") if row.get(key))
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def test_no_sentence_of_the_benchmark_data_stands_in_the_project(shared: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    ours: dict[str, str] = {}
    for name in filter(None, tracked):
        path = ROOT / name
        if path.name not in _NOT_OURS and path.suffix not in {".lock", ".png"} and path.is_file():
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                ours.update(dict.fromkeys(_runs(line), name))
    assert ours
    found = {(ours[run], run) for text in _shared_texts(shared) for run in _runs(text) if run in ours}
    assert not found, sorted(found)
