"""What comes with a room is read as it stands, and nothing of it may be empty."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from variorum.language import shipped

ROOMS = ("align", "annotate", "cluster", "ingest", "language")


def _tables() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for table in (files(f"variorum.{room}") / "tables").iterdir():
            if table.name.endswith((".txt", ".tsv", ".toml")):
                yield room, table.name


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables that every room has for now."""
    (tmp_path / "tables").mkdir()
    monkeypatch.setattr(shipped, "files", lambda package: tmp_path)
    shipped.lines.cache_clear()
    yield tmp_path / "tables"
    shipped.lines.cache_clear()


@pytest.mark.parametrize(("name", "table"), sorted(_tables()))
def test_every_table_holds_something(name: str, table: str) -> None:
    if table.endswith(".toml"):
        assert shipped.settings(name, table, dict[str, object])
    else:
        assert shipped.lines(name, table)


@pytest.mark.parametrize("name", ROOMS)
def test_every_table_is_read_by_its_room(name: str) -> None:
    """By its whole name, or in `ingest`, whose reader adds the ending, by what stands before it."""
    room = Path(str(files(f"variorum.{name}")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    named = set(re.findall(r"""["']([\w.]+)["']""", code))
    tables = [table for of, table in _tables() if of == name]
    assert [table for table in tables if named.isdisjoint((table, table.partition(".")[0]))] == []


def test_a_table_is_its_lines_without_comments(room: Path) -> None:
    (room / "a.tsv").write_text("# head\none two\tx \n\n   \nthree\t\n", encoding="utf-8")
    assert shipped.lines("align", "a.tsv") == ("one two\tx ", "three\t")
    assert shipped.rows("align", "a.tsv") == (("one two", "x "), ("three", ""))
    assert shipped.all_words("align", "a.tsv") == {"one", "two", "x", "three"}


@pytest.mark.parametrize("held", ["", "\n \n", "# only a comment\n"])
def test_an_empty_table_says_so(room: Path, held: str) -> None:
    (room / "a.txt").write_text(held, encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt of variorum\.align is empty"):
        shipped.lines("align", "a.txt")
    with pytest.raises(ValueError, match=r"a\.txt of variorum\.align is empty"):
        shipped.settings("align", "a.txt", dict[str, str])


def test_settings_of_another_kind_are_refused(room: Path) -> None:
    (room / "a.toml").write_text('words = "one two"\n', encoding="utf-8")
    assert shipped.settings("align", "a.toml", dict[str, str]) == {"words": "one two"}
    with pytest.raises(msgspec.ValidationError):
        shipped.settings("align", "a.toml", dict[str, float])
