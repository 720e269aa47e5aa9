"""`variorum timeline`: pages of one subject in, the days that count most out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main

FIRST = (
    "Ferry stops\n\nThe ferry to Ommel stopped on May 4 after a fire in its engine, the harbour office said.\n\n"
    "The council of Ommel will meet on May 20 to talk about a bridge.\n"
)
SECOND = (
    "Ferry runs again\n\nThe ferry to Ommel, which stopped on May 4 after a fire in its engine, runs again.\n\n"
    "The council of Ommel voted for a *bridge* on June 2 with two votes against it.\n"
)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["timeline", *arguments])


@pytest.fixture
def table(tmp_path: Path) -> str:
    rows = [
        {
            "id": "one",
            "outlet": "Ommel Post",
            "published": "2031-05-05",
            "text": FIRST,
            "url": "https://post.example/1",
        },
        {"id": "two", "outlet": "Lake Herald", "published": "2031-06-03", "text": SECOND},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def test_it_prints_a_line_a_day_with_who_tells_the_like(table: str) -> None:
    result = call(table)
    assert result.exit_code == 0, result.output
    head, *lines = result.stdout.splitlines()
    assert head.startswith("3 days from 2 reports, ")
    assert lines[0].startswith("Sun 4 May 2031  ")
    assert lines[0].endswith("[Ommel Post, Lake Herald]") or lines[0].endswith("[Lake Herald, Ommel Post]")
    assert lines[1].startswith("Tue 20 May 2031  expected: ")


def test_rows_cite_the_words(table: str) -> None:
    rows = [json.loads(line) for line in call(table, "--days", "1", "--json").stdout.splitlines()]
    assert [row["date"] for row in rows] == ["2031-05-04"]
    texts = {"one": FIRST, "two": SECOND}
    assert {e["article"] for e in rows[0]["evidence"]} == set(texts)
    for evidence in rows[0]["evidence"]:
        assert evidence["exact"] in texts[evidence["article"]]
        assert "May 4" in evidence["exact"]


def test_markdown_shows_the_words_of_a_page_as_words(table: str, tmp_path: Path) -> None:
    out = tmp_path / "days.md"
    assert call(table, "-o", str(out), "--title", "The *ferry*").exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# The \\*ferry\\*\n")
    assert "voted for a \\*bridge\\* on June 2" in text
    assert "## Sun 4 May 2031" in text


def test_days_are_bounded(table: str) -> None:
    assert call(table, "--since", "2031-06").stdout.count("\n") == 2
    assert call(table, "--until", "2031-05").stdout.count("\n") == 3
    assert call(table, "--since", "June").exit_code == 2


def test_nothing_to_tell_is_told(table: str, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("", encoding="utf-8")
    nothing = call(str(tmp_path / "empty.html"))
    assert nothing.exit_code == 1
    assert "no article was found" in nothing.stderr
    assert "empty" in nothing.stderr
    undated = call(table, "--since", "2040")
    assert undated.exit_code == 1
    assert "no report names a day" in undated.stderr
