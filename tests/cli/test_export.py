"""The archive as tables."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from variorum.cli import main
from variorum.cli.export import inert
from variorum.present.tables import TABLES


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "sample.archive"
    done = CliRunner().invoke(main, ["add", "--archive", str(path), str(files("variorum.sample") / "pages")])
    assert done.exit_code == 0, done.output
    return path


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_csv_and_json_lines_hold_the_same_rows(archive: Path, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        done = CliRunner().invoke(main, ["export", "--archive", str(archive), "-o", str(tmp_path), "--format", form])
        assert done.exit_code == 0, done.output
    csv.field_size_limit(10_000_000)
    for table in TABLES:
        lines = _rows(tmp_path, table)
        with open(tmp_path / f"{table}.csv", encoding="utf-8", newline="") as stream:
            cells = list(csv.DictReader(stream))
        assert len(lines) == len(cells) > 0
        assert list(lines[0]) == list(cells[0])


def test_a_table_without_a_row_has_its_columns(tmp_path: Path) -> None:
    import pyarrow.parquet

    told = "The ferry to Varde was late again on Monday, and the harbour office apologised to those who waited. "
    (tmp_path / "p.txt").write_text(f"Ferry late in Varde\n\n{told}\n\n{told.replace('ferry', 'bus')}\n", "utf-8")
    archive = str(tmp_path / "small.archive")
    assert CliRunner().invoke(main, ["add", "--archive", archive, str(tmp_path / "p.txt")]).exit_code == 0
    for form in ("csv", "parquet"):
        CliRunner().invoke(main, ["export", "--archive", archive, "-o", str(tmp_path), "--format", form])
    assert (tmp_path / "differences.csv").read_text(encoding="utf-8").startswith("article,start,end,exact,stance,")
    empty = pyarrow.parquet.read_table(tmp_path / "differences.parquet")
    assert (empty.num_rows, tuple(empty.column_names)) == (0, TABLES["differences"].columns)
    full = pyarrow.parquet.read_table(tmp_path / "articles.parquet")
    assert str(full.schema.field("owner").type) == "string", "also where no row tells it"


def test_evidence_lies_in_its_article(archive: Path, tmp_path: Path) -> None:
    CliRunner().invoke(main, ["export", "--archive", str(archive), "-o", str(tmp_path), "--format", "jsonl"])
    texts = {row["article"]: row["text"] for row in _rows(tmp_path, "articles")}
    for row in _rows(tmp_path, "evidence"):
        assert set(row["exact"].split()) <= set(texts[row["article"]][row["start"] : row["end"]].split())


def test_parquet_holds_them_too(archive: Path, tmp_path: Path) -> None:
    import pyarrow.parquet

    done = CliRunner().invoke(main, ["export", "--archive", str(archive), "-o", str(tmp_path), "--format", "parquet"])
    assert done.exit_code == 0, done.output
    assert pyarrow.parquet.read_table(tmp_path / "quotes.parquet").num_rows > 0


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("@cmd", "'@cmd"), ("-5 degrees", "'-5 degrees"), ("plain", "plain"), ("", ""), ("a=b", "a=b")],
)
def test_a_cell_is_never_a_formula(text: str, cell: str) -> None:
    assert inert(text) == cell


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        ("html", b"<!doctype html>"),
        ("markdown", b"# "),
        ("pdf", b"%PDF-"),
        ("json", b'{\n "schema"'),
        ("jsonld", b'{\n "@context"'),
    ],
)
def test_each_story_as_a_file(form: str, sign: bytes, archive: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--archive", str(archive), "-o", str(tmp_path), "--format", form])
    assert done.exit_code == 0, done.output
    files_made = sorted(tmp_path.iterdir())
    assert files_made
    assert all(file.read_bytes().startswith(sign) for file in files_made)
    one = tmp_path / "one"
    only = ["export", "--archive", str(archive), "-o", str(one), "--format", form, "--story", "1"]
    assert CliRunner().invoke(main, only).exit_code == 0
    assert [file.stem for file in one.iterdir()] == ["story-1"]


def test_a_story_that_is_not_there(archive: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--archive", str(archive), "-o", str(tmp_path), "--story", "999"])
    assert done.exit_code == 1
    assert "there is no story 999" in done.output
