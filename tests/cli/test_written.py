"""What is written is whole or not there, and what cannot be written is refused in one line before the work."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from variorum.cli import main
from variorum.cli.collate import places_of
from variorum.cli.written import output

REPORT = (
    "The lighthouse on Cape Orm will get a new lamp in June 2031, the harbour board said on Tuesday.\n\n"
    "“Ships have asked us for ten years,” board chair Ana Hale told the Orm Tribune.\n"
)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.txt").write_text(f"New lamp for Cape Orm\n\n{REPORT}", encoding="utf-8")
    return str(tmp_path / "page.txt")


def _fail(path: Path) -> None:
    with output(path) as stream:
        stream.write(b"half of the new")
        raise RuntimeError


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "made" / "x.json"
    with pytest.raises(RuntimeError):
        _fail(path)
    assert list(path.parent.iterdir()) == []
    path.write_text("the earlier one")
    path.chmod(0o640)
    with pytest.raises(RuntimeError):
        _fail(path)
    assert [p.read_text() for p in path.parent.iterdir()] == ["the earlier one"]
    with output(path) as stream:
        stream.write(b"the new one")
    assert [(p.read_text(), p.stat().st_mode & 0o777) for p in path.parent.iterdir()] == [("the new one", 0o640)]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with output(tmp_path / "link") as stream:
        stream.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_where_nothing_can_be_written_is_said_before_the_work(page: str, tmp_path: Path) -> None:
    for out in (f"{page}/x.json", f"{page}/x.html", str(tmp_path / "d.json")):
        (tmp_path / "d.json").mkdir(exist_ok=True)
        result = call("collate", page, "--format", "markdown", "-o", out)
        assert (result.exit_code, "Traceback" in result.output) == (1 if out.startswith(page) else 0, False)
    refused = call("extract", page, "-o", str(tmp_path))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "it is a folder; name another place" in refused.stderr
    assert "a file stands where its folder should be" in call("extract", page, "-o", f"{page}/x").stderr


def test_a_full_disk_is_one_line(page: str) -> None:
    result = call("extract", page, "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: /dev/full cannot be written: No space left on device; make room, or name another place with --out\n"
    )


def test_a_folder_without_rights_is_refused(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.cli.written.os.access", lambda *_: False)
    for command in (["collate", page], ["extract", page], ["demo"]):
        result = call(*command, "-o", str(tmp_path / "x.json"))
        assert result.exit_code == 1, command
        assert "no right to write there" in result.stderr
    assert not (tmp_path / "x.json").is_file()


@pytest.mark.parametrize(
    ("out", "form", "stories", "places"),
    [
        ("x.html", "html", 2, ["x.html", "x-2.html"]),
        ("x", "markdown", 1, ["x/story.md"]),
        ("new/", "pdf", 2, ["new/story.pdf", "new/story-2.pdf"]),
        ("new/", "json", 2, ["new/dossier.json"]),
        ("x", "jsonld", 2, ["x"]),
    ],
)
def test_where_stories_go(out: str, form: str, stories: int, places: list[str]) -> None:
    assert places_of(out, form, stories) == places


def test_an_ending_that_tells_no_form_is_wrong_usage(page: str, tmp_path: Path) -> None:
    result = call("collate", page, "-o", str(tmp_path / "story.docx"))
    assert result.exit_code == 2
    assert "no form ends in .docx" in result.stderr
    assert not (tmp_path / "story.docx").exists()


def test_what_was_written_is_named(page: str, tmp_path: Path) -> None:
    out = str(tmp_path / "new" / "x.json")
    result = call("collate", page, "-o", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"variorum: written: {out}\n")


@pytest.mark.parametrize(
    "arguments", [["collate", "x.txt", "--format", "pdf"], ["export", "-o", "x", "--format", "pdf"]]
)
def test_a_missing_extra_is_said_before_the_work(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.cli.extras.find_spec", lambda name: None)
    result = call(*arguments)
    assert result.exit_code == 1
    assert result.stderr == f"Error: this needs typst (extra `pdf`): {sys.executable} -m pip install 'typst>=0.13'\n"


def test_the_hint_for_what_is_no_dossier_names_another_file(page: str) -> None:
    result = call("verify", page)
    assert result.exit_code == 1
    assert "-o dossier.json" in result.stderr
    assert f"-o {page}" not in result.stderr, "whoever follows it would lose the page"


def test_an_error_that_nobody_foresaw_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/schema.json")

    monkeypatch.setattr("variorum.cli.schema.schema_text", refused)
    result = call("schema")
    assert (result.exit_code, result.stderr) == (1, "Error: /somewhere/schema.json: Permission denied\n")
    assert isinstance(main, click.Group)
