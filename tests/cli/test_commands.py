"""The commands as a user calls them: rows in, rows out, exit codes, and one line for what is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

ONE = (
    "Ferry fares on Lake Ommel will rise by 12 percent in May 2031, the transport board said on Tuesday.\n\n"
    "“Fuel costs us twice what it did,” board chair Petra Lindqvist told the Ommel Tribune.\n\n"
    "About 4,000 people take the boats every day. The last rise was in 2027, when fares went up by 5 percent.\n"
)
TWO = (
    "The Lake Ommel transport board will raise ferry fares by 12 percent in May 2031, it said on Tuesday.\n\n"
    "“Fuel costs us twice what it did,” chair Petra Lindqvist said.\n\n"
    "More than 3,500 people use the ferries daily, according to the board.\n"
)


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text("Ferry fares to rise on Lake Ommel\n\n" + ONE, encoding="utf-8")
    body = f"<article><h1>Fares up</h1><p>{TWO}</p></article>"
    html = f"<html><head><title>Fares up</title></head><body>{body}</body></html>"
    (folder / "two.html.gz").write_bytes(gzip.compress(html.replace("\n\n", "</p><p>").encode()))
    return folder


def test_collate_writes_each_form(pages: Path, tmp_path: Path) -> None:
    for ending, sign in ((".json", '"schema"'), (".html", "<!doctype html>"), (".md", "# ")):
        out = tmp_path / f"story{ending}"
        result = call("collate", str(pages), "-o", str(out))
        assert result.exit_code == 0, result.output
        assert sign in out.read_text(encoding="utf-8")


def test_collate_without_out_prints_a_summary(pages: Path) -> None:
    result = call("collate", str(pages))
    assert result.exit_code == 0
    assert "What the reports agree on" in result.stdout
    assert "Petra Lindqvist" in result.stdout


def test_the_dossier_follows_its_schema_and_verifies(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.json"
    assert call("collate", str(pages), "--format", "json", "-o", str(out)).exit_code == 0
    schema = json.loads(call("schema").stdout)
    jsonschema.validate(json.loads(out.read_text(encoding="utf-8")), schema)
    assert call("verify", str(out)).exit_code == 0
    assert "Lindqvist" in call("speakers", str(out)).stdout
    claim = json.loads(out.read_text(encoding="utf-8"))["stories"][0]["claims"][0]
    explained = call("explain", str(out), claim["id"]).stdout
    assert claim["statement"][:20] in explained
    listed = call("explain", str(out)).stdout.splitlines()
    assert sum(line.startswith(claim["id"]) for line in listed) == 1
    assert "report" in listed[0]
    assert all(group["basis"] not in explained for group in claim["groups"])
    assert "origin of [0" in explained


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("colate", "x"), "`variorum collate`"),
        (("help",), "`variorum --help`"),
        (("help", "add"), "`variorum add --help`"),
        (("https://courier.example/a",), "`variorum collate https://courier.example/a`"),
        ((".",), "`variorum collate .`"),
        (("zzzz",), "no command “zzzz”\n"),
        (("x" * 400,), "no command “x"),
    ],
)
def test_who_calls_no_command_is_told_which_is_meant(words: tuple[str, ...], told: str) -> None:
    result = call(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_speakers_for_a_program_and_of_nobody(pages: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "dossier.json")
    call("collate", str(pages), "-o", out)
    said = [r for r in rows(call("speakers", out, "--person", "lindqvist", "--json")) if "Fuel" in str(r["words"])]
    assert [(r["name"], r["indirect"], len(r["articles"])) for r in said] == [("Petra Lindqvist", False, 2)]  # type: ignore[arg-type]
    nobody = call("speakers", out, "--person", "nobody")
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    assert "“nobody”" in nobody.stderr


def test_a_dossier_that_does_not_hold_is_not_shown(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.json"
    call("collate", str(pages), "-o", str(out))
    data = json.loads(out.read_text(encoding="utf-8"))
    data["stories"][0]["claims"][0]["evidence"][0]["article"] = "nowhere"
    out.write_text(json.dumps(data), encoding="utf-8")
    for command in (["explain", str(out), "fares"], ["speakers", str(out)], ["verify", str(out)]):
        result = call(*command)
        assert (result.exit_code, result.stdout) == (1, ""), command
        assert "nowhere" in result.stderr


@pytest.mark.parametrize("command", ["annotate", "stories", "copies"])
def test_rows_without_a_text_are_nothing_to_work_on(command: str) -> None:
    result = call(command, "-", stdin='{"id": "x"}\n')
    assert result.exit_code == 1
    assert "no row with a `text` was found" in result.stderr


def test_a_file_that_holds_no_rows_is_told_in_a_few_lines() -> None:
    result = call("annotate", "-", stdin="Headline,Body\n" * 300)
    assert result.exit_code == 1
    assert "-: 295 more lines left out" in result.stderr
    assert "`variorum extract PATH…` makes rows" in result.stderr
    assert len(result.stderr.splitlines()) == 7


def test_a_row_without_an_id_is_named_by_its_line() -> None:
    (row,) = rows(call("stories", "-", stdin=json.dumps({"id": None, "text": ONE})))
    assert row["id"] == "-:1"


def test_words_of_a_page_cannot_write_to_the_terminal(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.json"
    call("collate", str(pages), "-o", str(out))
    out.write_text(out.read_text(encoding="utf-8").replace("Ferry fares", "Ferry\\u001bfares"), encoding="utf-8")
    for command in (["explain", str(out), "fares"], ["speakers", str(out)]):
        result = call(*command)
        assert result.exit_code == 0
        assert "\x1b" not in result.output


def test_rows_may_be_packed_and_a_cut_file_is_one_line(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps({"id": "one", "text": ONE}).encode())
    (tmp_path / "rows.jsonl.gz").write_bytes(packed)
    assert [r["id"] for r in rows(call("stories", str(tmp_path / "rows.jsonl.gz")))] == ["one"]
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[:60])
    cut = call("stories", str(tmp_path / "cut.jsonl.gz"))
    assert (cut.exit_code, cut.stdout) == (1, "")
    assert "cannot read" in cut.stderr


def test_verify_fails_on_the_first_word_that_is_not_there(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.json"
    call("collate", str(pages), "-o", str(out))
    out.write_text(out.read_text(encoding="utf-8").replace('"exact": "', '"exact": "not ', 1), encoding="utf-8")
    result = call("verify", str(out))
    assert result.exit_code == 1
    assert "is not what the text holds" in result.stderr


def test_the_stages_pass_rows_on(pages: Path, tmp_path: Path) -> None:
    extracted = call("extract", str(pages))
    assert extracted.exit_code == 0
    articles = rows(extracted)
    assert {
        "id",
        "source",
        "outlet",
        "title",
        "bylines",
        "credits",
        "dateline",
        "language",
        "text",
        "published",
        "blocks",
    } <= set(articles[0])
    layered = rows(call("annotate", "-", stdin=extracted.stdout))
    assert [r["id"] for r in layered] == [r["id"] for r in articles]
    for row in layered:
        assert {"sentences", "mentions", "times", "figures", "quotes", "entities"} <= set(row)
    grouped = rows(call("stories", "-", stdin=extracted.stdout))
    assert [r["id"] for r in grouped] == [r["id"] for r in articles]
    assert len({str(r["story"]) for r in grouped}) == 1


def test_a_rows_own_keys_are_kept() -> None:
    row = {"id": "x7", "text": ONE, "published": "2031-04-02", "desk": "harbour"}
    (got,) = rows(call("annotate", "-", stdin=json.dumps(row)))
    assert got["id"] == "x7"
    assert got["desk"] == "harbour"
    assert got["text"] == ONE
    times = got["times"]
    assert isinstance(times, list)
    assert any(t["value"] == "2031-05" for t in times)


def test_annotate_reads_text_files(tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_text(ONE, encoding="utf-8")
    (got,) = rows(call("annotate", str(page)))
    assert got["text"] == ONE


def test_copies_tells_a_copy() -> None:
    given = [{"id": "a", "text": ONE * 2, "outlet": "A"}, {"id": "b", "text": ONE * 2, "outlet": "B"}]
    found = rows(call("copies", "-", stdin="\n".join(json.dumps(r) for r in given)))
    assert len(found) == 1
    assert {found[0]["copy"], found[0]["origin"]} == {"a", "b"}
    assert found[0]["degree"] == "wholly"
    assert {"copy", "origin", "degree", "shared", "basis", "direction"} <= set(found[0])


def test_broken_rows_are_told_and_the_others_are_read() -> None:
    lines = "\n".join(
        ["{", "[]", '{"id": 3}', json.dumps({"id": "ok", "text": ONE}), json.dumps({"id": "ok", "text": ONE})]
    )
    result = call("stories", "-", stdin=lines)
    assert [r["id"] for r in rows(result)] == ["ok"]
    assert result.stderr.count("left out") == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["collate"], 2),
        (["collate", "--format", "docx", "x"], 2),
        (["nonsense"], 2),
        (["collate", "/no/such/folder"], 1),
        (["verify", "/no/such/file.json"], 1),
        (["annotate", "/no/such/rows.jsonl"], 1),
        (["collate", "x", "--overrides", "/no/such.toml"], 1),
        (["collate", "x", "-o", "story.docx"], 2),
        (["search", "x", "--since", "soon"], 2),
        (["search"], 2),
        (["search", "x", "--most", "0"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    result = call(*arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output


def test_files_of_settings_are_named_with_what_is_wrong(tmp_path: Path) -> None:
    missing, broken = str(tmp_path / "no.toml"), tmp_path / "broken.toml"
    broken.write_text('text = "', encoding="utf-8")
    for option, kind in (("--overrides", "overrides"), ("--outlets", "outlets")):
        told = call("collate", "x", option, missing).stderr
        assert told == f"Error: the {kind} cannot be read: {missing}: No such file or directory\n"
        assert call("collate", "x", option, str(broken)).stderr.startswith(
            f"Error: the {kind} cannot be read: {broken}: U"
        )
    assert "page_bytes is a number from 0 on, not 'many'" in call("collate", "x", "--limit", "page_bytes=many").stderr


def test_who_makes_an_archive_is_told_how_to_look_at_it(pages: Path, tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    assert f"`variorum serve --archive {archive}` shows it" in call("add", str(pages), "--archive", archive).stderr
    assert "serve" not in call("add", str(pages), "--archive", archive).stderr


def test_a_stage_names_the_file_it_wrote_and_says_when_it_found_nothing(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    count = len(rows(call("extract", str(pages))))
    assert f"written: {out} ({count} articles)" in call("extract", str(pages), "-o", str(out)).stderr
    assert "written" not in call("extract", str(pages), "-o", "-").stderr
    assert f"({count} articles)" in call("stories", str(out), "-o", str(tmp_path / "s.jsonl")).stderr
    alone = tmp_path / "one.jsonl"
    alone.write_text(out.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    nothing = call("copies", str(alone))
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no copy was found among 1 article" in nothing.stderr
