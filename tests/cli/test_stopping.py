"""A run that is stopped, and one whose reader has read enough, end without a stack of calls."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli import STOPPED, main


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_is_one_line_and_a_code_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.pipeline.collate_paths", _stopped)
    out = tmp_path / "x.json"
    result = CliRunner().invoke(main, ["collate", "x.txt", "-o", str(out)])
    assert (result.exit_code, result.output) == (STOPPED, "variorum: stopped\n")
    assert not out.exists()


def test_a_run_that_goes_on_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.pipeline.add", _stopped)
    archive = str(tmp_path / "a.archive")
    result = CliRunner().invoke(main, ["add", "x.txt", "--archive", archive])
    assert result.exit_code == STOPPED
    assert "the same command goes on from there" in result.output
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "The ferry stopped."}')
    monkeypatch.setattr("variorum.cli.stories.read_rows", _stopped)
    grouped = CliRunner().invoke(main, ["stories", str(rows)])
    assert (grouped.exit_code, grouped.stderr) == (STOPPED, "variorum: stopped\n"), "it keeps nothing"
    filed = CliRunner().invoke(main, ["stories", str(rows), "--into", archive])
    assert "the same command goes on from there" in filed.stderr
    watched = CliRunner().invoke(main, ["watch", "http://localhost:1/feed", "--archive", archive])
    assert (watched.exit_code, watched.stdout) == (0, ""), "a watch ends in no other way"
    assert "goes on where it was" in watched.stderr


def test_a_reader_that_has_read_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "variorum.cli", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_where_nobody_watches_no_progress_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.cli.progress.SHOW_AFTER", 0.0)
    (tmp_path / "p.txt").write_text("Lamp\n\n" + "The harbour board of Orm met on Tuesday and agreed on a lamp. " * 4)
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "p.txt")])
    assert (result.exit_code, result.stderr) == (0, "")
