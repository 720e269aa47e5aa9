"""All pages are read anew by a newer version: what it reads otherwise is a version of what was read before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from variorum.cli import main
from variorum.ingest import Reading
from variorum.model import Article, Page, Rejection
from variorum.pipeline import add
from variorum.pipeline.replaying import reread
from variorum.store import Archive, open_archive, pages, stories

AT, LATER = "2031-05-02T10:00:00+00:00", "2031-06-02T10:00:00+00:00"
PITCH = "Sign here for letters from the island, every morning at seven and in colour on Sundays."


class Newer(Reading):
    """A reader that knows the pitch for what it is."""

    def article(self, page: Page) -> Article | Rejection:
        read = super().article(page)
        if isinstance(read, Rejection) or PITCH not in read.text:
            return read
        text = read.text.replace(PITCH, "").rstrip()
        return replace(read, id=f"{read.id}-newer", text=text, blocks=())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    told = "The ferry to Varde was late again on Monday, and the harbour office apologised to those who waited."
    more = "Repairs of the landing stage take until autumn, and the last boat leaves an hour earlier until then."
    (tmp_path / "one.txt").write_text(f"Ferry late in Varde\n\n{told}\n\n{more}\n\n{PITCH}\n", "utf-8")
    other = told.replace("ferry to Varde", "tram to Kessel").replace("harbour", "tram")
    (tmp_path / "two.txt").write_text(f"Tram late in Kessel\n\n{other}\n\n{more.replace('boat', 'tram')}\n", "utf-8")
    opened = open_archive(tmp_path / "a.archive")
    add(opened, [tmp_path / "one.txt", tmp_path / "two.txt"], AT)
    yield opened
    opened.close()


def shown(archive: Archive) -> list[str]:
    found = [stories.dossier(archive, row.number) for row in stories.front(archive)]
    return [a.text for d in found if d for a in d.articles]


def test_what_is_read_otherwise_takes_the_place_of_what_was_read_before(archive: Archive) -> None:
    before = shown(archive)
    assert any(PITCH in text for text in before)
    done = reread(archive, LATER, reading=Newer())
    assert (done.new, done.stories) == (1, 1)
    assert not any(PITCH in text for text in shown(archive))
    assert len(shown(archive)) == len(before)
    newest = next(id for _, id in pages.held(archive) if id.endswith("-newer"))
    assert len(pages.versions(archive, newest)) == 2, "links and decisions of before still find their words"
    assert reread(archive, LATER, reading=Newer()).new == 0
    assert archive.check() == []


def test_the_same_version_reads_nothing_otherwise(archive: Archive) -> None:
    told = CliRunner().invoke(main, ["add", "--archive", str(archive.path), "--reread"])
    assert (told.exit_code, told.output.split(": ")[1]) == (
        0,
        "0 articles read otherwise, 0 stories brought up to date\n",
    )
    assert CliRunner().invoke(main, ["add", "--archive", str(archive.path)]).exit_code == 2
