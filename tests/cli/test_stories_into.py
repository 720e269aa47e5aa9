"""Rows join the stories of an archive, and each says why."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from variorum.cli import main
from variorum.store import open_archive
from variorum.store.threads import put_threads, thread

BRIDGE = (
    "The council of Port Elm voted on Tuesday to close the old Arn bridge, mayor Ilse Brandt said. Engineers found "
)
WRECK = "Divers found the wreck of a trawler north of Lake Ommel; curators hope to raise its bell before storms begin."
ROWS = [
    ("one", "2031-05-06", BRIDGE + "cracks in two of its pillars, and work is to start in June and last two years."),
    ("two", "2031-05-06", BRIDGE + "cracks in its pillars. Shops on the Arn fear for the summer, said baker Odo Falk."),
    ("far", "2031-05-07", WRECK + " The boat had been missing for sixty years."),
]


def _rows(path: Path, rows: list[tuple[str, str, str]]) -> str:
    lines = [json.dumps({"id": i, "published": day, "text": text, "title": f"Report {i}"}) for i, day, text in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def _call(*arguments: str) -> list[dict[str, object]]:
    result: Result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_rows_start_and_join(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    first = _call("stories", "--into", archive, _rows(tmp_path / "1.jsonl", [ROWS[0], ROWS[2]]))
    assert [(row["id"], row["how"]) for row in first] == [("one", "starts"), ("far", "starts")]
    (second,) = _call("stories", "--into", archive, _rows(tmp_path / "2.jsonl", [ROWS[1]]))
    assert (second["id"], second["how"], second["story"]) == ("two", "joins", first[0]["story"])
    assert "Arn" in str(second["why"])
    assert _call("stories", "--into", archive, str(tmp_path / "2.jsonl")) == []


def test_a_batch_says_why_too(tmp_path: Path) -> None:
    rows = {str(row["id"]): row for row in _call("stories", _rows(tmp_path / "1.jsonl", ROWS))}
    assert rows["one"]["story"] == rows["two"]["story"] != rows["far"]["story"]
    assert rows["two"]["nearest"] == "one"
    assert "Arn" in rows["two"]["names"]  # type: ignore[operator]
    assert rows["two"]["days"] == 0
    assert rows["far"]["thread"] == []


def test_the_thread_of_a_story(tmp_path: Path) -> None:
    _call("stories", "--into", str(tmp_path / "a.archive"), _rows(tmp_path / "1.jsonl", ROWS))
    archive = open_archive(tmp_path / "a.archive")
    with archive.writing():
        put_threads(archive, 2, [(1, ("Arn", "Brandt")), (2, ("itself",))])
    assert [(row.number, row.names) for row in thread(archive, 1)] == [(2, ("Arn", "Brandt"))]
    assert [row.number for row in thread(archive, 2)] == [1]
    archive.close()
