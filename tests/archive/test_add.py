"""`add` does only the new work, and being killed at any moment loses and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.pipeline import add, refresh
from variorum.present.contract import encode
from variorum.store import Archive, open_archive, runs, stories

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


SYLLABLES = ("bra", "den", "fol", "gim", "hest", "jun", "kor", "lap", "mor", "nid", "pus", "rav", "sil", "tor", "vek")
A_STORY = 8
"""Reports of one happening where there are many pages: a story of hundreds takes minutes to collate."""


def happenings(n: int) -> list[tuple[str, str, str]]:
    """The five written ones, then made-up ones, each with words of its own."""
    chance = random.Random(3)

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=3)).capitalize()

    made = [
        (f"{(a := name())} {name()} {name()}",
         f"{name()} {name()} brought the {name().lower()} of {a} to {name()} after the {name().lower()} had closed",
         f"{name()} {name()} said that {name()} had {chance.randint(30, 9000)} {name().lower()} left")
        for _ in range(n - len(HAPPENINGS))
    ]  # fmt: skip
    return [*HAPPENINGS, *made]


def write_pages(folder: Path, n: int) -> None:
    """`n` short reports, of five happenings or of as many as keep each story small; what a page says follows from its
    number."""
    folder.mkdir()
    told = happenings(max(len(HAPPENINGS), n // A_STORY))
    for i in range(n):
        title, first, second = told[i % len(told)]
        (folder / f"{i:04}.txt").write_text(f"{title}\n\n{first}.\n\n{second} ({20 + i}).\n", encoding="utf-8")


KEPT = (
    "SELECT number, id, page, title, version_of, story, how, why, layers_by, layers FROM articles ORDER BY number",
    "SELECT source, page FROM sources ORDER BY source",
    "SELECT number, title, first, last, articles, origins, stale, shown FROM stories ORDER BY number",
    "SELECT one, other, names FROM threads ORDER BY one, other",
    "SELECT home, mark FROM furniture ORDER BY home, mark",
    "SELECT source, stage, reason, detail, page FROM rejections ORDER BY source, stage",
    "SELECT entity, name, story, quotes FROM speakers ORDER BY entity, story",
    "SELECT kind, ref, article, story, outlet, speaker, day, text FROM passages ORDER BY kind, ref, article, story",
)
"""What does not tell of the runs that made it: their times and numbers are left out."""


def contents(archive: Archive) -> tuple[object, ...]:
    """What the archive holds, down to the order of the evidence in its dossiers."""
    found = [encode(d) for s in stories.front(archive, "recent", 10_000) if (d := stories.dossier(archive, s.number))]
    return *(archive.db.execute(query).fetchall() for query in KEPT), sorted(found)


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
    """The same archive in the end, however often it was killed (the long run: `VARIORUM_KILLS`, `VARIORUM_PAGES`)."""
    kills = int(os.environ.get("VARIORUM_KILLS", "3"))
    write_pages(tmp_path / "pages", int(os.environ.get("VARIORUM_PAGES", "30")))
    whole = _seconds_to_add(tmp_path / "whole", tmp_path / "pages")
    idle = _seconds_to_add(tmp_path / "whole", tmp_path / "pages")
    chance = random.Random(7)
    for _ in range(kills):
        running = _add(tmp_path / "killed", tmp_path / "pages")
        # so long that the kills fall on the whole of the work, not on its beginning or behind its end
        time.sleep(0.7 * idle + chance.uniform(0, 2 * (whole - 0.7 * idle) / kills))
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert _add(tmp_path / "killed", tmp_path / "pages").wait() == 0
    whole_one, killed_one = open_archive(tmp_path / "whole"), open_archive(tmp_path / "killed")
    print(f"{whole:.0f} s whole, {idle:.1f} s with nothing to do; killed while", _killed_while(killed_one))
    assert killed_one.check() == []
    for ours, theirs in zip(contents(killed_one), contents(whole_one), strict=True):
        assert ours == theirs
    whole_one.close()
    killed_one.close()


def _seconds_to_add(archive: Path, pages: Path) -> float:
    begun = time.monotonic()
    assert _add(archive, pages).wait() == 0
    return time.monotonic() - begun


def _killed_while(archive: Archive) -> dict[str, int]:
    """The stages in which runs were killed."""
    return dict(Counter(run.stage for run in runs.newest(archive, 1000) if run.state == "stopped"))
