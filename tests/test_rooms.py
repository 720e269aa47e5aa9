"""The rooms exist, their arrows go one way, the program starts quickly, and every reason and command is documented."""

from __future__ import annotations

import subprocess
import sys
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


def test_nothing_of_the_benchmark_data_stands_in_the_project(shared: Path) -> None:
    """No line of 60 characters or more of the seed pages stands in a file of the project."""
    lines = {
        line.strip()[:60]
        for page in (shared / "seeds").glob("*.txt")
        for line in page.read_text(encoding="utf-8").splitlines()
        if len(line.strip()) >= 60
    }
    assert lines
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".tsv", ".txt", ".html", ".json", ".j2"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not any(line in text for line in lines), name
