"""`add` does only the new work, and being killed at any moment loses and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.pipeline import add, refresh
from variorum.present.contract import encode
from variorum.store import Archive, open_archive, stories

AT = "2031-05-02T10:00:00+00:00"
HAPPENINGS = (
    ("Lock in Ommel closed", "The Ommel lock was closed on Friday after divers found a crack in its lower gate",
     "Barges wait in the basin, and the harbour office expects repairs to take nine days"),
    ("Tram leaves rails in Kessel", "A tram left the rails at the Kessel depot on Monday and hit a parked bus",
     "The driver was treated for bruises, and line 4 runs again since the evening"),
    ("Library roof burns in Lunden", "Fire destroyed the roof of the old library in Lunden on Sunday night",
     "Firefighters carried out 3,000 books before the beams came down, the brigade said"),
    ("Ferry fares rise on Varde sound", "Ferry fares across the Varde sound will rise by 12 percent in May",
     "Fuel has doubled in price since 2029, the transport board said in its yearly report"),
    ("Orchards in Tarnow lose blossom", "Frost ruined the cherry blossom in the Tarnow valley on Wednesday",
     "Growers expect a third of the usual harvest and have asked the district for help"),
)  # fmt: skip


def write_pages(folder: Path, n: int) -> None:
    """`n` short reports of five happenings; what a page says follows from its number."""
    folder.mkdir()
    for i in range(n):
        title, first, second = HAPPENINGS[i % len(HAPPENINGS)]
        text = (
            f"{title}\n\n{first}, according to note {i} of the town hall.\n\n{second}; some {20 + i} people saw it.\n"
        )
        (folder / f"{i:04}.txt").write_text(text, encoding="utf-8")


def contents(archive: Archive) -> tuple[object, ...]:
    """What the archive holds, apart from the order of its rows' making."""
    db = archive.db
    articles = db.execute("SELECT id, page, title, story FROM articles ORDER BY id").fetchall()
    sources = db.execute("SELECT source, page FROM sources ORDER BY source").fetchall()
    found = [encode(d) for s in stories.front(archive, "recent", 1000) if (d := stories.dossier(archive, s.number))]
    passages = db.execute("SELECT kind, ref, article FROM passages ORDER BY kind, ref, article").fetchall()
    return articles, sources, sorted(found), passages


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "a.archive")
    yield opened
    opened.close()


def test_adding_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 8)
    first = add(archive, [tmp_path / "pages"], AT)
    assert (first.new, first.known) == (8, 0)
    before = contents(archive)
    again = add(archive, [tmp_path / "pages"], AT)
    assert (again.new, again.known, again.stories) == (0, 8, 0)
    assert contents(archive) == before
    assert archive.check() == []


def test_only_the_stories_touched_are_collated_anew(archive: Archive, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 12)
    add(archive, [tmp_path / "pages" / f"{i:04}.txt" for i in range(11)], AT)
    assert stories.stale(archive) == []
    assert add(archive, [tmp_path / "pages" / "0011.txt"], AT).stories == 1
    assert refresh(archive, AT) == 0


def _add(archive: Path, pages: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "variorum", "add", "--archive", str(archive), str(pages)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_killed_at_any_moment_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """The same archive in the end, however often it was killed (`VARIORUM_KILLS` for the long run)."""
    kills = int(os.environ.get("VARIORUM_KILLS", "3"))
    write_pages(tmp_path / "pages", int(os.environ.get("VARIORUM_PAGES", "30")))
    begun = time.monotonic()
    assert _add(tmp_path / "whole", tmp_path / "pages").wait() == 0
    whole = time.monotonic() - begun
    chance = random.Random(7)
    for _ in range(kills):
        running = _add(tmp_path / "killed", tmp_path / "pages")
        time.sleep(chance.uniform(0.3, 0.9) * whole)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert _add(tmp_path / "killed", tmp_path / "pages").wait() == 0
    whole_one, killed_one = open_archive(tmp_path / "whole"), open_archive(tmp_path / "killed")
    assert killed_one.check() == []
    assert contents(killed_one) == contents(whole_one)
    whole_one.close()
    killed_one.close()
