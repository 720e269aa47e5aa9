"""What was left out is listed with its reason, and can be read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

REPORT = (
    "The Lake Ommel transport board will raise ferry fares by 12 percent in May 2031, it said on Tuesday.\n\n"
    "More than 3,500 people use the ferries daily, according to the board.\n"
)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text("Ferry fares to rise\n\n" + REPORT, encoding="utf-8")
    (folder / "short.txt").write_text("Fares will rise in May, the board said.", encoding="utf-8")
    (folder / "void.txt").write_text("", encoding="utf-8")
    return folder


def test_of_an_archive(pages: Path, tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    assert call("add", str(pages), "--archive", archive).exit_code == 0
    listed = call("rejections", "--archive", archive)
    assert f"{pages / 'short.txt'}: too_short: 8 words" in listed.stdout
    assert "1 × empty: there is nothing in it" in listed.stdout
    only = call("rejections", "--archive", archive, "--reason", "empty")
    assert "short.txt" not in only.stdout
    again = call("rejections", "--archive", archive, "--replay", "--limit", "least_words=5")
    assert "1 new article, 1 story brought up to date" in again.stdout
    assert "short.txt" not in again.stdout
    assert "void.txt: empty" in again.stdout
    assert "Fares will [rise] in May" in call("search", "rise", "--archive", archive).stdout


def test_of_a_dossier(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    call("collate", str(pages), "-o", str(out))
    assert "too_short" in call("rejections", str(out)).stdout
    again = call("rejections", str(out), "--replay", "--limit", "least_words=5")
    assert f"{pages / 'short.txt'}: can be read now" in again.stdout
    assert f"{pages / 'void.txt'}: empty" in again.stdout


def test_for_a_program(pages: Path, tmp_path: Path) -> None:
    archive, missing = str(tmp_path / "a.archive"), str(tmp_path / "missing.txt")
    added = call("add", str(pages), missing, "--archive", archive, "--json")
    row = json.loads(added.stdout)
    assert (row["new"], row["known"], row["rejected"]) == (1, 0, {"empty": 1, "too_short": 1, "unreadable": 1})
    assert f"{missing}: unreadable: No such file or directory" in added.stderr
    listed = call("rejections", "--archive", archive, "--json")
    rows = [json.loads(line) for line in listed.stdout.splitlines()]
    assert sorted(r["reason"] for r in rows) == ["empty", "too_short", "unreadable"]
    Path(missing).write_text("Ferry fares fall\n\n" + REPORT.replace("raise", "lower"), encoding="utf-8")
    again = call("rejections", "--archive", archive, "--replay", "--json")
    assert [json.loads(line)["reason"] for line in again.stdout.splitlines()] == ["too_short", "empty"]


def test_more_than_ten_are_counted_and_the_command_that_lists_them_is_named(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for n in range(12):
        (tmp_path / "pages" / f"{n}.txt").write_text(f"too short {n}", encoding="utf-8")
    archive = str(tmp_path / "a.archive")
    added = call("add", str(tmp_path / "pages"), "--archive", archive)
    assert added.exit_code == 1
    assert f"and 2 more: `variorum rejections --archive {archive}` lists them" in added.stderr
    told = call("collate", str(tmp_path / "pages"))
    assert "and 2 more: `variorum extract … --rejections FILE` lists them" in told.stderr


def test_tables_of_two_kinds_have_a_column_each(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f'kicker,story\nFares to rise,"{REPORT}"\n', encoding="utf-8")
    rows = json.dumps({"story_body": REPORT.replace("ferries", "trams")})
    (tmp_path / "rows.jsonl").write_text(f"{rows}\n", encoding="utf-8")
    for columns in (("text=story", "text=story_body"), ("text=Story|story_body",)):
        told = call("extract", str(tmp_path), *(part for column in columns for part in ("--column", column)))
        assert told.exit_code == 0
        assert len(told.stdout.splitlines()) == 2
    wrong = call("extract", str(tmp_path), "--column", "text=story")
    assert "no column 'story' for --column text=story; there are story_body" in wrong.stderr


def test_nothing_left_out(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    call("collate", str(pages / "one.txt"), "-o", str(out))
    assert "nothing was left out" in call("rejections", str(out)).stdout


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--limit", "page_secs=3"), 2, "no bound 'page_secs'"),
        (("--limit", "page_seconds=soon"), 2, "--limit:"),
        (("--limit", "page_seconds"), 2, "NAME=VALUE"),
        (("--limit", "page_bytes=-5"), 2, "a number from 0 on"),
        (("--limit", "page_seconds=nan"), 2, "a number from 0 on"),
        (("--column", "body=x"), 2, "no field 'body'"),
        (("--column", "body"), 2, "FIELD=NAME"),
        (("--outlets", "/nowhere.toml"), 1, "the outlets cannot be read"),
    ],
)
def test_wrong_settings_are_one_line(options: tuple[str, str], code: int, said: str, pages: Path) -> None:
    result = call("extract", str(pages), *options)
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_table_with_other_columns(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'kicker,story\nFares to rise,"{REPORT}"\n', encoding="utf-8")
    assert call("extract", str(table)).exit_code == 1
    result = call("extract", str(table), "--column", "text=story", "--column", "title=kicker")
    assert result.exit_code == 0
    assert '"title":"Fares to rise"' in result.stdout


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A folder with a table whose text stands in an unknown column, a broken row, and a file of another kind."""
    folder = tmp_path / "messy"
    folder.mkdir()
    (folder / "one.txt").write_text("Ferry fares to rise\n\n" + REPORT, encoding="utf-8")
    (folder / "t.csv").write_text(
        f'kicker,story\nTrams to go,"{REPORT.replace("ferries", "trams")}"\n', encoding="utf-8"
    )
    (folder / "rows.jsonl").write_text(
        json.dumps({"text": REPORT.replace("ferries", "buses")}) + "\n{broken\n", encoding="utf-8"
    )
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    return folder


def test_what_holds_a_row_or_a_passed_over_file_is_read_again(messy: Path, tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    assert call("add", str(messy), "--archive", archive).exit_code == 0
    refused = [f"{messy}/*: unknown_format", f"{messy}/rows.jsonl#2: damaged", f"{messy}/t.csv: unknown_format"]
    for listed in (call("rejections", "--archive", archive), call("rejections", "--archive", archive, "--replay")):
        assert all(line in listed.stdout for line in refused)
        assert "unreadable" not in listed.stdout
    (messy / "rows.jsonl").write_text(json.dumps({"text": REPORT.replace("ferries", "trains")}) + "\n", "utf-8")
    (messy / "notes.docx").unlink()
    mended = call("rejections", "--archive", archive, "--replay")
    assert "1 new article" in mended.stdout
    assert "docx" not in mended.stdout
    mended = call("rejections", "--archive", archive, "--replay", "--column", "text=story")
    assert "1 new article" in mended.stdout
    assert "nothing was left out" in mended.stdout
    messy.rename(tmp_path / "elsewhere")
    assert "nothing was left out" in call("rejections", "--archive", archive, "--replay").stdout


def test_what_is_gone_stays_refused_for_its_reason(messy: Path, tmp_path: Path) -> None:
    archive, out = str(tmp_path / "a.archive"), str(tmp_path / "x.json")
    call("add", str(messy), "--archive", archive)
    call("collate", str(messy), "-o", out)
    messy.rename(tmp_path / "elsewhere")
    assert f"{messy}/rows.jsonl#2: damaged" in call("rejections", "--archive", archive, "--replay").stdout
    again = call("rejections", out, "--replay")
    assert f"{messy}/rows.jsonl#2: damaged" in again.stdout
    assert f"{messy}/rows.jsonl#2: is not there any more" in again.stderr


def test_rows_of_a_dossier_are_read_again(messy: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "x.json")
    call("collate", str(messy), "-o", out)
    again = call("rejections", out, "--replay", "--column", "text=story")
    assert f"{messy}/t.csv#1: can be read now" in again.stdout
    assert f"{messy}/*: unknown_format: 1 of other kinds (.docx)" in again.stdout
    assert "one.txt" not in again.stdout
