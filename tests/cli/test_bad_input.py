"""Bad input is an answer: a stated rejection or one line, the others are still read, nothing hangs."""

from __future__ import annotations

import gzip
import json
import random
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli import main
from variorum.model.reasons import REASONS

GOOD = (
    "Harbour wall in Sund Bay to be rebuilt\n\n"
    "The harbour wall in Sund Bay will be rebuilt by 2033, the council said on Thursday.\n\n"
    "The work will cost 14 million crowns and take two years, councillor Mads Ekdal told reporters.\n"
)
DEEP = "<html><body>" + "<div>" * 100_000 + "text" + "</div>" * 100_000 + "</body></html>"
FOREIGN = (
    "Die Hafenmauer wird neu gebaut\n\n"
    "Die Mauer am Hafen wird bis zum nächsten Jahr neu gebaut, sagte der Rat am Donnerstag. "
    "Die Arbeiten kosten vierzehn Millionen und dauern zwei Jahre, hieß es in der Mitteilung der Stadt.\n"
)
BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.html": b"  \n\t ",
    "binary.txt": random.Random(1).randbytes(4096),
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "deep.html": DEEP.encode(),
    "foreign.txt": FOREIGN.encode(),
    "cut.html.gz": gzip.compress(GOOD.encode() * 50)[:200],
    "bomb.txt.gz": gzip.compress(b"a" * 200_000_000, 9),
    "script.html": b"<html><body><script>document.write('news')</script></body></html>",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_page_is_a_stated_rejection_and_the_good_one_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    begun = time.process_time()
    result = CliRunner().invoke(main, ["extract", str(tmp_path), "--rejections", str(tmp_path / "no.jsonl")])
    assert time.process_time() - begun < 60, "hangs"
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == [
        "Harbour wall in Sund Bay to be rebuilt"
    ]
    refused = [json.loads(line) for line in (tmp_path / "no.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(r["source"]).name for r in refused] == [name]
    assert refused[0]["reason"] in REASONS


def test_broken_utf8_costs_its_characters_only(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(GOOD.encode().replace(b"Thursday", b"Thurs\xff\xfeday"))
    result = CliRunner().invoke(main, ["extract", str(tmp_path)])
    assert result.exit_code == 0
    assert "councillor Mads Ekdal" in json.loads(result.stdout)["text"]


def test_a_page_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with open(tmp_path / "huge.html", "wb") as page:
        page.write(b"<html><body><p>" + GOOD.encode())
        page.seek(50_000_000)
        page.write(b"</p></body></html>")
    result = CliRunner().invoke(main, ["extract", str(tmp_path)])
    assert result.exit_code == 1
    assert "too_large" in result.stderr


def test_ten_copies_of_one_file_are_one_article(tmp_path: Path) -> None:
    for n in range(10):
        (tmp_path / f"copy{n}.txt").write_text(GOOD, encoding="utf-8")
    result = CliRunner().invoke(main, ["collate", str(tmp_path), "--format", "json"])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert len(data["articles"]) == 1
    assert data["run"]["rejected"] == {"duplicate": 9}


@pytest.mark.parametrize("names", [[], ["picture.html"]])
def test_a_folder_with_nothing_to_read_fails_in_one_line(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_bytes(BAD[name])
    result = CliRunner().invoke(main, ["collate", str(tmp_path)])
    assert result.exit_code == 1
    assert "no article was found" in result.stderr
    assert "Traceback" not in result.output


def test_a_partial_run_says_so_and_counts(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    result = CliRunner().invoke(main, ["collate", str(tmp_path), "--format", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["run"] == {"status": "partial", "version": "0.1.0", "rejected": {"empty": 1}}
    assert "the run is partial" in result.stderr
    assert "1 × empty" in result.stderr


def test_a_name_with_control_characters_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "odd\x1b[31m.txt").write_bytes(b"")
    result = CliRunner().invoke(main, ["extract", str(tmp_path)])
    assert "\x1b" not in result.stderr


def test_what_is_no_text_or_empty_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.json").touch()
    (tmp_path / "p.txt").write_text("Lamp\n\n" + "The harbour board of Orm met on Tuesday and agreed on a lamp. " * 4)
    run = CliRunner()
    rows = run.invoke(main, ["annotate", str(tmp_path / "noise")])
    assert (rows.exit_code, rows.stderr.count("\n")) == (1, 1)
    assert "it is no text" in rows.stderr
    empty = run.invoke(main, ["verify", str(tmp_path / "empty.json")])
    assert (empty.exit_code, "it is empty" in empty.stderr) == (1, True)
    told = run.invoke(main, ["collate", str(tmp_path / "p.txt"), "--overrides", str(tmp_path / "noise")])
    assert (told.exit_code, "it is no text in UTF-8" in told.stderr) == (1, True)
