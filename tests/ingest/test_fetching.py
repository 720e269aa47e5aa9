"""Fetching, against a server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NoReturn

import httpcore
import pytest

from variorum.ingest import Limits, extract, read_pages
from variorum.ingest.fetching import Fetcher
from variorum.model import Article, Page, Rejection

PAGE = b"<html><body><p>The ferry company of Port Elm said on Tuesday that it would stop.</p></body></html>"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><item><title>One</title><link>%s/page</link></item>
<item><title>Two</title><link>%s/gone</link></item></channel></rss>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>%s/page</loc></url>
<url><loc>%s/other</loc></url></urlset>"""
DATED = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/undated"/><published>%s</published>
<updated>2021-06-09T08:00:00Z</updated></entry><entry><link href="/dated"/><updated>2021-06-09T08:00:00Z</updated>
</entry></feed>"""
REPORT = b"<html><head>%s</head><body><h1>Ferry to stop</h1>%s</body></html>"
TOLD = b"""<p>The ferry company of Port Elm said that it would stop on Tuesday, and nobody had an answer why.</p>
<p>The harbour office offered two buses an hour in place of the boats, which the island's council called too few.</p>"""
ROBOTS = b"User-agent: *\nCrawl-delay: %s\nDisallow: /private\n" + b"# a long remark\n" * 50_000


def _bare(body: bytes) -> bytes:
    """Deflate without the header that RFC 9110 asks for, as some servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKED = {
    "/gzip": ("gzip", gzip.compress(PAGE)),
    "/deflate": ("deflate", zlib.compress(PAGE)),
    "/bare": ("deflate", _bare(PAGE)),
    "/two": ("gzip", gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:])),
    "/bomb": ("gzip", gzip.compress(b"x" * 5_000_000)),
    "/cut": ("gzip", gzip.compress(PAGE)[:-12]),
    "/junk": ("gzip", b"\x1f\x8bjunk and more junk"),
    "/unknown": ("zstd", b"junk"),
}


class _Site(BaseHTTPRequestHandler):
    """Answers by path; counts what it was asked."""

    asked: list[str] = []  # noqa: RUF012 - reset by the fixture
    crawl_delay = b"0.01"
    day = b"2021-06-04T08:00:00Z"

    def do_GET(self) -> None:
        self.asked.append(self.path)
        site = f"http://{self.headers['Host']}".encode()
        if self.path == "/robots.txt":
            self._answer(200, ROBOTS.replace(b"%s", self.crawl_delay), "text/plain")
        elif self.path.startswith("/loop"):
            self._answer(302, b"", headers={"Location": f"/loop{len(self.asked)}"})
        elif self.path == "/moved":
            self._answer(301, b"", headers={"Location": "/page"})
        elif self.path == "/away":
            self._answer(302, b"", headers={"Location": "file:///etc/passwd"})
        elif self.path == "/feed":
            self._answer(200, FEED % (site, site), "application/rss+xml")
        elif self.path == "/dated-feed":
            self._answer(200, DATED % self.day)
        elif self.path == "/undated":
            self._answer(200, REPORT % (b"", TOLD))
        elif self.path == "/dated":
            self._answer(200, REPORT % (b'<meta property="article:published_time" content="2021-06-03">', TOLD))
        elif self.path == "/large":
            self._answer(200, b"x" * 300_000)
        elif self.path == "/slow":
            self._drip()
        elif self.path in PACKED:
            coding, body = PACKED[self.path]
            self._answer(200, body, headers={"Content-Encoding": coding})
        elif self.path == "/letters":
            self._drip(b"HTTP/1.0 200 OK\r\nX-Long: " + b"x" * 100)
        elif self.path == "/sitemap.xml.gz":
            self._answer(200, gzip.compress(SITEMAP % (site, site)), "application/x-gzip")
        elif self.path == "/relative":
            self._answer(200, b"<rss><channel><item><link>/page</link></item></channel></rss>")
        elif self.path == "/nothing":
            self._answer(200, b"<rss><channel></channel></rss>")
        elif self.path == "/gone":
            self._answer(404, b"")
        elif self.headers.get("If-None-Match") == '"v1"':
            self._answer(304, b"")
        else:
            self._answer(200, PAGE, headers={"ETag": '"v1"'})

    def _answer(self, status: int, body: bytes, kind: str = "text/html", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, head: bytes = b"HTTP/1.0 200 OK\r\n\r\n") -> None:
        try:
            for letter in head + b"x" * 600:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    _Site.asked, _Site.day = [], b"2021-06-04T08:00:00Z"
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


LIMITS = Limits(allow_private=True, host_pause=0.0, fetch_seconds=30.0, page_bytes=100_000)


def _reason(result: object) -> str:
    assert isinstance(result, Rejection), result
    return result.reason


def test_a_page_is_fetched_with_its_address_and_time(site: str) -> None:
    (page,) = read_pages([f"{site}/moved"], LIMITS)
    assert isinstance(page, Page)
    assert page.body == PAGE
    assert page.url == f"{site}/page"
    assert page.source == f"{site}/moved"
    assert page.fetched_at


def test_private_addresses_are_refused_before_they_are_asked(site: str) -> None:
    (result,) = read_pages([f"{site}/page"], Limits())
    assert _reason(result) == "not_allowed"
    assert _Site.asked == []


@pytest.mark.parametrize("address", ["http://[::1]/", "http://169.254.1.1/x", "http://10.0.0.1/", "http://localhost/"])
def test_no_way_into_the_house(address: str) -> None:
    (result,) = read_pages([address], Limits(host_pause=0.0, fetch_seconds=0.2))
    assert _reason(result) == "not_allowed"


def test_a_name_is_looked_up_once_and_the_connection_goes_where_it_was_checked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that says "public" when asked first and "loopback" the next time (DNS rebinding)."""
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    def lookup(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(self: object, host: str, *_: object) -> NoReturn:
        connected.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    port = site.rpartition(":")[2]
    (result,) = read_pages([f"http://rebound.example:{port}/page"], Limits(host_pause=0.0))
    assert _reason(result) == "fetch_failed"
    assert connected == ["93.184.215.14"]
    assert _Site.asked == []


def test_a_public_machine_is_read_over_the_guarded_connection(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.ingest.connecting.public_address", lambda host, port: "127.0.0.1")
    port = site.rpartition(":")[2]
    (page,) = read_pages([f"http://courier.example:{port}/moved"], Limits(host_pause=0.0))
    assert isinstance(page, Page)
    assert page.body == PAGE


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("192.168.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    (result,) = read_pages(["http://two.example/"], Limits(host_pause=0.0))
    assert _reason(result) == "not_allowed"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/page", "not_allowed"),
        ("/loop", "fetch_failed"),
        ("/away", "not_allowed"),
        ("/large", "too_large"),
        ("/gone", "fetch_failed"),
        ("/bomb", "too_large"),
        ("/cut", "damaged"),
        ("/junk", "damaged"),
        ("/unknown", "damaged"),
        ("/nothing", "empty"),
    ],
)
def test_what_cannot_be_had_is_said(site: str, path: str, reason: str) -> None:
    (result,) = read_pages([site + path], LIMITS)
    assert _reason(result) == reason


@pytest.mark.parametrize("path", ["/slow", "/letters"])
def test_a_slow_answer_is_given_up(path: str, site: str) -> None:
    """Each letter comes soon enough for a time limit on single reads; the whole takes half a minute."""
    begun = time.monotonic()
    (result,) = read_pages([site + path], Limits(allow_private=True, host_pause=0.0, fetch_seconds=1.5))
    assert _reason(result) == "too_slow"
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("path", ["/gzip", "/deflate", "/bare", "/two"])
def test_packed_answers(path: str, site: str) -> None:
    (page,) = read_pages([site + path], LIMITS)
    assert isinstance(page, Page)
    assert page.body == PAGE


def test_a_packed_sitemap_is_followed(site: str) -> None:
    pages = list(read_pages([f"{site}/sitemap.xml.gz"], LIMITS))
    assert [getattr(page, "body", page) for page in pages] == [PAGE, PAGE]


def test_entries_are_addressed_from_where_their_feed_is(site: str) -> None:
    """It is known as a feed by what it is: this server calls everything HTML."""
    (page,) = read_pages([f"{site}/relative"], LIMITS)
    assert isinstance(page, Page)
    assert page.url == f"{site}/page"


def test_entries_beyond_the_limit_are_told(site: str) -> None:
    limits = Limits(allow_private=True, host_pause=0.0, feed_entries=1)
    told, page = read_pages([f"{site}/feed"], limits)
    assert isinstance(page, Page)
    assert isinstance(told, Rejection)
    assert told.reason == "too_large"
    assert told.detail.startswith("1 more entries")


def test_a_site_says_how_often_it_wants_to_be_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Site, "crawl_delay", b"9")
    pauses: list[float] = []
    fetcher = Fetcher(Limits(allow_private=True, host_pause=0.0), pause=pauses.append)
    for _ in range(3):
        fetcher.fetch(f"{site}/page")
    fetcher.close()
    assert len(pauses) == 3
    assert all(0 < pause <= 9 for pause in pauses)


def test_redirects_end(site: str) -> None:
    list(read_pages([f"{site}/loop"], LIMITS))
    assert len(_Site.asked) <= LIMITS.fetch_redirects + 2


def test_an_unchanged_page_is_not_given_again(site: str) -> None:
    fetcher = Fetcher(LIMITS)
    assert isinstance(fetcher.fetch(f"{site}/page"), Page)
    assert fetcher.fetch(f"{site}/page") is None
    fetcher.close()


def test_a_host_is_left_alone_between_requests(site: str) -> None:
    pauses: list[float] = []
    fetcher = Fetcher(Limits(allow_private=True, host_pause=5.0), pause=pauses.append)
    fetcher.fetch(f"{site}/page")
    fetcher.close()
    assert len(pauses) == 1
    assert 0 < pauses[0] <= 5


def test_a_feed_is_followed(site: str) -> None:
    page, gone = read_pages([f"{site}/feed"], LIMITS)
    assert isinstance(page, Page)
    assert _reason(gone) == "fetch_failed"


def test_a_host_that_does_not_answer(site: str) -> None:
    (result,) = read_pages(["http://127.0.0.1:9/"], LIMITS)
    assert _reason(result) == "fetch_failed"


def test_a_feed_dates_the_page_that_states_no_day(site: str) -> None:
    found = [extract(page, LIMITS) for page in read_pages([f"{site}/dated-feed"], LIMITS) if isinstance(page, Page)]
    undated, dated = [article.published for article in found if isinstance(article, Article)]
    assert (undated.value, undated.basis) == ("2021-06-04", "fetched")
    assert undated.because == f"published in {site}/dated-feed: 2021-06-04T08:00:00Z"
    assert (dated.value, dated.basis) == ("2021-06-03", "markup"), "what the page says goes before its feed"


@pytest.mark.parametrize("day", [b"", b"soon", b"2199-06-04T08:00:00Z", b"04/06/2021"])
def test_a_day_that_a_feed_does_not_tell_or_nobody_can_read_dates_nothing(site: str, day: bytes) -> None:
    _Site.day = day
    page, _ = read_pages([f"{site}/dated-feed"], LIMITS)
    assert isinstance(page, Page)
    assert (page.listed is None) == (day != b"")  # without it the day of the last change is the entry's
