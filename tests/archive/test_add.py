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
from contextlib import suppress
from dataclasses import dataclass
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
KILLS = int(os.environ.get("VARIORUM_KILLS", "6"))
PAGES = int(os.environ.get("VARIORUM_PAGES", "40"))
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


class Warm:
    """Runs of `add`, each in a process of its own that starts at once; `seed` orders the sets of all of them."""

    def __init__(self, seed: int) -> None:
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("warm.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
        )

    def start(self, archive: Path, pages: Path, largest: int = 0) -> int:
        """Begin a run; gives the number of its process."""
        self._tell(f"{archive}\t{pages}\t{largest}\n")
        return int(self._hear())

    def end(self) -> int:
        """Wait for the run; gives its exit code, negative for the signal that ended it."""
        return int(self._hear())

    def add(self, archive: Path, pages: Path, largest: int = 0) -> int:
        """A whole run."""
        self.start(archive, pages, largest)
        return self.end()

    def close(self) -> None:
        """Let the server go."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def _tell(self, line: str) -> None:
        assert self._server.stdin
        self._server.stdin.write(line)
        self._server.stdin.flush()

    def _hear(self) -> str:
        assert self._server.stdout
        return self._server.stdout.readline()


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    server = Warm(1)
    yield server
    server.close()


@dataclass(frozen=True)
class Whole:
    """A folder with `pages`, and with the `archive` into which they were added without a disturbance; processor times
    of that run and of one that finds nothing to do, in seconds."""

    pages: Path
    archive: Path
    needed: float
    idle: float


@pytest.fixture(scope="module")
def whole(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    pages, archive = folder / "pages", folder / "archive"
    write_pages(pages, PAGES)
    return Whole(pages, archive, seconds_of(warm, archive, pages), seconds_of(warm, archive, pages))


def same(one: Path, other: Path) -> None:
    """Raises `AssertionError` unless both archives are sound and hold the same."""
    first, second = open_archive(one), open_archive(other)
    assert first.check() == second.check() == []
    for ours, theirs in zip(contents(first), contents(second), strict=True):
        assert ours == theirs
    first.close()
    second.close()


def processor_s(process: int) -> float | None:
    """Seconds of processor time that a process has used; `None` when it is over."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_of(warm: Warm, archive: Path, pages: Path) -> float:
    """Processor time of a run that nobody disturbs."""
    process, used = warm.start(archive, pages), 0.0
    while (now := processor_s(process)) is not None:
        used = now
        time.sleep(0.005)
    assert warm.end() == 0
    return used


def test_killed_at_any_moment_it_goes_on_where_it_stopped(whole: Whole, tmp_path: Path) -> None:
    """The same archive in the end, however often it was killed (the long run: `VARIORUM_KILLS`, `VARIORUM_PAGES`).

    Moments are counted in processor time, so that what else the machine does moves none of them to the end.
    """
    archive, other = tmp_path / "killed", Warm(2)
    chance, killed = random.Random(7), 0
    for _ in range(KILLS):
        process = other.start(archive, whole.pages)
        # the work that a run repeats before it comes to something new is no reason to be spared
        moment = chance.uniform(0, 2 * (whole.idle + (whole.needed - whole.idle) / KILLS))
        while (used := processor_s(process)) is not None and used < moment:
            time.sleep(0.002)
        if used is not None:
            with suppress(ProcessLookupError):  # it came to its end just now
                os.kill(process, signal.SIGKILL)
        killed += other.end() == -signal.SIGKILL
    assert killed
    assert other.add(archive, whole.pages) == 0
    other.close()
    same(archive, whole.archive)
    print(f"{whole.needed:.0f} s whole, {whole.idle:.1f} s with nothing to do; {killed} killed", _killed_while(archive))


def _killed_while(archive: Path) -> dict[str, int]:
    """The stages in which runs were killed."""
    opened = open_archive(archive)
    found = dict(Counter(run.stage for run in runs.newest(opened, 1000) if run.state == "stopped"))
    opened.close()
    return found


def test_where_the_disk_is_full_what_is_there_stays_and_it_goes_on_later(
    warm: Warm, whole: Whole, tmp_path: Path
) -> None:
    """No file may grow beyond a bound, which is higher each time, as when somebody makes room bit by bit."""
    archive = tmp_path / "full"
    codes = [warm.add(archive, whole.pages, kilobytes * 1024) for kilobytes in (60, 200, 300, 400, 0)]
    assert codes == [3, 3, 3, 3, 0]
    same(archive, whole.archive)
