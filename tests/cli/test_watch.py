"""Feeds are watched: what is new is added, what is known is asked for only when it is time."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum.cli import main
from variorum.ingest.visits import Validators
from variorum.store import Archive, open_archive
from variorum.store.visits import LONG_S, SOON_S, KeptVisits

REPORTS = {
    "one": "The council of Port Elm voted on Tuesday, 3 May 2031, to close the old bridge, the mayor said. "
    "Officials expect the work to start in June and to last two years.",
    "two": "Divers found the wreck of a trawler north of Lake Ommel on Monday, 2 May 2031, a museum said. "
    "Curators hope to raise its bronze bell before the winter storms begin.",
}

TITLES = {"one": "Council closes old bridge", "two": "Trawler found north of lake"}


class _Site(BaseHTTPRequestHandler):
    """A feed that names the reports in `shown`, and the reports."""

    shown: list[str] = []  # noqa: RUF012 - set by the tests
    asked: Counter[str] = Counter()  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        site = f"http://{self.headers['Host']}"
        name = self.path.strip("/")
        if name == "feed":
            items = "".join(f"<item><title>{n}</title><link>{site}/{n}</link></item>" for n in self.shown)
            self._answer(200, f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
        elif name in REPORTS:
            page = f"<html><body><article><h1>{TITLES[name]}</h1><p>{REPORTS[name]}</p></article></body></html>"
            self._answer(304 if self.headers.get("If-None-Match") else 200, page, "text/html")
        else:
            self._answer(404, "", "text/plain")

    def _answer(self, status: int, body: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", '"v1"')
        self.end_headers()
        if status == 200:
            self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def opml(tmp_path: Path) -> Iterator[Path]:
    _Site.shown, _Site.asked = ["one", "gone"], Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    path = tmp_path / "feeds.opml"
    address = f"http://127.0.0.1:{server.server_port}/feed"
    path.write_text(f'<opml version="2.0"><body><outline text="Elm" xmlUrl="{address}"/></body></opml>', "utf-8")
    yield path
    server.shutdown()
    server.server_close()


def _watch(opml: Path, *options: str) -> Result:
    archive = str(opml.parent / "a.archive")
    bounds = ("--allow-private", "--limit", "host_pause=0")
    return CliRunner().invoke(main, ["watch", str(opml), "--once", "--archive", archive, *bounds, *options])


def test_each_round_adds_what_is_new(opml: Path) -> None:
    first = _watch(opml)
    assert first.exit_code == 0, first.output
    assert "1 new article, 1 story brought up to date" in first.stdout
    assert "Council closes old bridge: 1 report," in first.stdout
    _Site.shown.append("two")
    second = _watch(opml)
    assert "1 new article, 1 story brought up to date" in second.stdout
    assert TITLES["two"] in second.stdout
    assert TITLES["one"] not in second.stdout
    # neither the report that is an hour young nor the one that is not there was asked for again
    assert (_Site.asked["/one"], _Site.asked["/gone"], _Site.asked["/two"]) == (1, 1, 1)


def test_alerts_name_only_stories_with_these_words(opml: Path) -> None:
    _Site.shown.append("two")
    told = _watch(opml, "--alert", "trawler", "--alert", "volcano")
    assert TITLES["two"] in told.stdout
    assert TITLES["one"] not in told.stdout


def test_a_round_for_a_program(opml: Path) -> None:
    told = _watch(opml, "--json")
    (row,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (row["new"], row["rejected"], row["stories"]) == (1, {"fetch_failed": 1}, 1)
    assert [(s["number"], s["title"], s["articles"]) for s in row["changed"]] == [(1, TITLES["one"], 1)]
    assert "/gone: fetch_failed" in told.stderr


def test_one_round_in_which_nothing_could_be_read_fails(opml: Path) -> None:
    gone = opml.read_text("utf-8").replace("/feed", "/gone")
    opml.write_text(gone, "utf-8")
    told = _watch(opml)
    assert told.exit_code == 1
    assert "none of the sources could be read" in told.stderr


def test_what_is_no_feed_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("no feed", "utf-8")
    result = CliRunner().invoke(main, ["watch", str(tmp_path / "x.txt"), "--once"])
    assert result.exit_code == 1
    assert "give an OPML file" in result.output


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "visits.archive")
    yield opened
    opened.close()


def test_an_address_is_due_after_twice_the_time(archive: Archive) -> None:
    clock = [1_000_000.0]
    looked: list[float] = []
    address = "http://courier.example/1"
    while clock[0] < 1_000_000.0 + 2 * LONG_S:
        visits = KeptVisits(archive, lambda: clock[0])
        if visits.due(address):
            looked.append(clock[0] - 1_000_000.0)
            visits.note(address, address, Validators("v1"))
            visits.keep()
        clock[0] += SOON_S / 2
    assert looked[:5] == [0.0, SOON_S, 2 * SOON_S, 4 * SOON_S, 8 * SOON_S]
    assert looked[-1] < 2 * LONG_S
    assert len(looked) < 12


def test_what_is_not_kept_is_asked_again(archive: Archive) -> None:
    """A run that is killed before the page is stored must not believe that it has it."""
    visits = KeptVisits(archive)
    visits.note("http://a.example/", "http://a.example/1", Validators("v1"))
    assert visits.validators("http://a.example/1") == Validators("v1")
    again = KeptVisits(archive)
    assert again.validators("http://a.example/1") == Validators()
    assert again.due("http://a.example/")
    visits.keep("http://a.example/1")
    assert KeptVisits(archive).validators("http://a.example/1") == Validators("v1")
    assert KeptVisits(archive).due("http://a.example/")
    visits.keep()
    assert not KeptVisits(archive).due("http://a.example/")
