"""Whatever stands in a file, the answer is an article or one stated reason, soon; other files are still read."""

from __future__ import annotations

import gzip
import json
import os
import plistlib
import time
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.ingest import Limits, extract, extract_all, read_pages
from variorum.ingest.clock import TooSlow, at_most
from variorum.ingest.packing import page_of
from variorum.model import Article, Rejection
from variorum.model.reasons import REASONS

STORY = (
    "<p>The council of Port Elm voted on Tuesday to close the old bridge, the mayor said. "
    "Officials expect the work to start in May and to last two years.</p>"
)
TEXT = (
    "The council of Port Elm voted on Tuesday to close the old bridge, the mayor said.\n\n"
    "Officials expect the work to start in May and to last two years.\n"
)
BODY = STORY.encode()

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.html": (b" \n\t ", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "binary"),
    "fifty_megabytes.txt": (b"one two three\n" * 3_600_000, "too_large"),
    "one_line.txt": (b"x" * 1_000_000, "too_large"),
    "one_paragraph.html": (b"<html><body><p>" + b"one word " * 30_000 + b"</p></body></html>", "too_large"),
    "a_shelf_of_books.txt": (
        b"The council of Port Elm voted on Tuesday to close the bridge.\n\n" * 20_000,
        "too_large",
    ),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + BODY + b"</div>" * 100_000, "too_deep"),
    "deep_inline.html": (b"<html><body>" + b"<b><i>" * 50_000 + BODY, "too_deep"),
    "many.html": (b"<html><body>" + b"<br>" * 300_000 + BODY, "too_large"),
    "script_only.html": (b"<html><head><script>a=1</script></head><body><script>b()</script></body></html>", "no_text"),
    "frames.html": (b"<html><frameset cols='20,80'><frame src='a.html'></frameset></html>", "no_text"),
    "bomb.html.gz": (gzip.compress(b"\0" * 30_000_000), "too_large"),
    "cut.html.gz": (gzip.compress(BODY * 50)[:-9], "damaged"),
    "german.txt": (
        "Der Rat von Hafenulm hat am Dienstag beschlossen, die alte Brücke zu schließen, wie der Bürgermeister sagte. "
        "Die Arbeiten sollen im Mai beginnen.".encode(),
        "language",
    ),
    "wall.html": (
        b"<html><body><article><p>Subscribe to continue reading this story.</p></article></body></html>",
        "wall",
    ),
    "short.txt": (b"The bridge is closed, the mayor said.", "too_short"),
    "junk.warc": (b"junk" * 100, "damaged"),
    "cut.warc": (b"WARC/1.0\r\nWARC-Type: response\r\n", "empty"),
    "junk.wacz": (b"PK junk", "damaged"),
    "junk.mhtml": (b"junk", "no_text"),
    "junk.webarchive": (b"junk", "damaged"),
    "cut.webarchive": (plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY)[:-9], "damaged"),
    "no_page.webarchive": (plistlib.dumps(["WebMainResource"]), "damaged"),
    "picture.webarchive": (
        plistlib.dumps({"WebMainResource": {"WebResourceData": b"GIF8", "WebResourceMIMEType": "image/gif"}}),
        "no_text",
    ),
    "addresses.txt": (b"https://courier.example/a\r\n\r\nhttps://courier.example/b\n", "no_text"),
    "junk.xml": (b"<html><p>no feed</p></html>", "unknown_format"),
    "junk.jsonl": (b"{nope\n", "damaged"),
    "empty_row.jsonl": (b'{"title": "no text"}\n', "empty"),
    "bad_row.jsonl": (b"[" * 100_000, "damaged"),
    "no_rows.jsonl": (b"\n\n", "empty"),
    "no_rows.csv": (b"", "empty"),
    "head_only.csv": (b"id,text\n", "empty"),
    "no_list.json": (b'{"version": 3}', "unknown_format"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_stated_rejection_and_soon(name: str, tmp_path: Path) -> None:
    body, reason = BAD[name]
    (tmp_path / name).write_bytes(body)
    (tmp_path / "zz_good.txt").write_text(TEXT, "utf-8")
    begun = time.process_time()
    bad, good = extract_all(read_pages([tmp_path]))
    assert time.process_time() - begun < 10
    assert isinstance(bad, Rejection), bad
    assert bad.reason == reason
    assert bad.source.startswith(str(tmp_path / name))
    assert isinstance(good, Article)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF; save its text"),
        (b"PK\x03\x04\x00", "office document"),
        (b"\x00\x01" * 9, "18 bytes"),
    ],
)
def test_a_file_of_another_kind_is_named(body: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(body)
    (bad,) = extract_all(read_pages([tmp_path]))
    assert isinstance(bad, Rejection)
    assert (bad.reason, told in bad.detail) == ("binary", True), bad.detail


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    pipe, report = extract_all(read_pages([tmp_path]))
    assert isinstance(pipe, Rejection)
    assert (pipe.reason, pipe.detail) == ("unreadable", "a pipe, a socket or a device")
    assert isinstance(report, Article)


def test_a_list_of_addresses_is_told_how_to_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://courier.example/a\nhttps://courier.example/b", "utf-8")
    (tmp_path / "b.txt").write_text(f"https://courier.example/b\n\n{TEXT}", "utf-8")
    listed, report = extract_all(read_pages([tmp_path]))
    assert isinstance(listed, Rejection)
    assert "xargs variorum collate < a.txt" in listed.detail
    assert isinstance(report, Article)


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    """A file's name is bytes; what is told of it has to be writable all the same."""
    for name, body in ((b"good\xff.txt", TEXT.encode()), (b"bad\xfe.txt", b"")):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(body)
    results = list(extract_all(read_pages([tmp_path])))
    assert [type(result).__name__ for result in results] == ["Rejection", "Article"]
    assert "bad" in msgspec.json.encode(results).decode()


_HALF = "x\ud800y"
"""Half a character, which JSON can write and UTF-8 cannot."""


def test_half_characters_in_a_page_can_be_written() -> None:
    texts = ("headline", "datePublished", "dateModified", "articleSection", "articleBody", "description", "inLanguage")
    data = {"@type": "NewsArticle", "author": {"name": f"Mara {_HALF}"}, "publisher": {"name": _HALF}}
    data |= dict.fromkeys(texts, _HALF) | {"url": f"https://courier.example/{_HALF}"}
    page = (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body>{STORY}</body></html>'
    )
    result = extract(page_of(page.encode(), "a.html", "text/html"))
    assert isinstance(result, Article)
    assert msgspec.json.encode(result)


def test_half_characters_in_a_row_can_be_written(tmp_path: Path) -> None:
    row = dict.fromkeys(("id", "title", "url", "outlet", "author", "date", "source"), _HALF)
    (tmp_path / "a.jsonl").write_text(json.dumps(row | {"text": TEXT}), "utf-8")
    (result,) = extract_all(read_pages([tmp_path / "a.jsonl"]))
    assert isinstance(result, Article)
    assert msgspec.json.encode(result)


def test_an_archive_library_that_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Rust library raises when it fails is no `Exception`."""

    class PanicException(BaseException):
        pass

    def fails(*_: object, **__: object) -> NoReturn:
        raise PanicException("called `unwrap` on an error")

    monkeypatch.setattr("fastwarc.warc.ArchiveIterator", fails)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.1\r\n")
    (result,) = read_pages([tmp_path / "a.warc"])
    assert isinstance(result, Rejection)
    assert result.reason == "damaged"


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    (result,) = read_pages([tmp_path])
    assert isinstance(result, Rejection)
    assert result.reason == "empty"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    (result,) = read_pages([tmp_path / "missing.txt"])
    assert isinstance(result, Rejection)
    assert result.reason == "unreadable"


def test_ten_copies_are_one_article(tmp_path: Path) -> None:
    for i in range(10):
        (tmp_path / f"{i}.txt").write_text(TEXT, "utf-8")
    first, *rest = extract_all(read_pages([tmp_path]))
    assert isinstance(first, Article)
    assert [r.reason for r in rest if isinstance(r, Rejection)] == ["duplicate"] * 9


def test_reading_a_page_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert len(list(extract_all(read_pages([path, tmp_path, path])))) == 1


ALARM_LOST = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""The alarm may ring in what the test tools run while objects are freed: there it is lost but for a warning."""


@ALARM_LOST
def test_a_slow_page_is_given_up() -> None:
    page = page_of(b"<html><body>" + BODY * 3_000, "slow.html")
    result = extract(page, Limits(page_seconds=0.01))
    assert isinstance(result, Rejection)
    assert result.reason == "too_slow"


@pytest.mark.parametrize(
    "page",
    [
        "The council of Port Elm voted on Tuesday to close the bridge again.\n\n" * 7_000,
        "".join(f'<meta name="author" content="Mara Quill{i}">' for i in range(6_000)) + STORY,
        "".join(f'<meta name="date" content="2021-05-{i % 31:02}">' for i in range(6_000)) + STORY,
    ],
    ids=["lines", "authors", "days"],
)
def test_much_of_a_kind_takes_time_in_proportion(page: str) -> None:
    """Each of these took the square of its length once, or could."""
    begun = time.process_time()
    extract(page_of(page.encode(), "page"))
    assert time.process_time() - begun < 3


def test_entities_in_a_feed_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words", "utf-8")
    bomb = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(12))
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a0 "ha">{bomb}]>'
        "<rss><channel><item><title>&x;</title><link>http://news.example/1</link>"
        "<description>&a12;</description></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    results = list(read_pages([tmp_path / "feed.xml"]))
    assert "secret words" not in repr(results)
    assert len(repr(results)) < 2_000


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes(body: bytes) -> None:
    _holds(extract(page_of(body, "any")))


_PIECES = st.sampled_from(
    (
        *("<p>", "</p>", "<div class='related'>", "</div>", "<br>", "<table><tr><td>", "<script>", "</script>", "<!--"),
        *("-->", "&#0;", "<meta property='og:title' content='", "'>", "<h1>", "<article>", "<b><b><b>", "</article>"),
        *("<li>", "\x00", "\u2028", STORY, "By Mara Quill", "May 3, 2031", "}</script>"),
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[[[',
    )
)


@given(st.lists(_PIECES, max_size=25))
@settings(max_examples=30, deadline=None)
def test_any_markup(pieces: list[str]) -> None:
    body = "".join(pieces).encode()
    _holds(extract(page_of(b"<html><body>" + body, "any.html", "text/html")))


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252", "shift_jis"]))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str, encoding: str) -> None:
    _holds(extract(page_of((TEXT + text).encode(encoding, "replace"), "any.txt")))


@given(st.dictionaries(st.sampled_from(["text", "title", "url", "date", "id", "author", "lang"]), st.text(max_size=80)))
@settings(max_examples=80, deadline=None)
def test_any_row(row: dict[str, str]) -> None:
    from variorum.ingest.formats import ROW

    _holds(extract(page_of(json.dumps(row).encode(), "any", ROW)))


def _holds(result: Article | Rejection) -> None:
    """Every block lies in the text, in order, and every rejection has a known reason."""
    if isinstance(result, Rejection):
        assert result.reason in REASONS
        return
    end = 0
    for block in result.blocks:
        assert end <= block.start < block.end <= len(result.text)
        assert result.text[block.start : block.end].strip()
        end = block.end
    assert "\x00" not in result.text


CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("file", sorted(CORPUS.iterdir()), ids=lambda file: file.name)
def test_the_fuzzers_seeds_are_read(file: Path) -> None:
    """`tools/fuzz_readers.py` starts from these: each has to reach deep into its reader."""
    results = list(extract_all(read_pages([file], Limits(least_words=5))))
    assert results
    allowed = {"no_text"} if file.suffix in (".opml", ".xml") else set()
    assert {r.reason for r in results if isinstance(r, Rejection)} <= allowed


@given(st.sampled_from(sorted(CORPUS.iterdir())), st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file(tmp_path: Path, file: Path, data: st.DataObject) -> None:
    body = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(body) - 1))
    length = data.draw(st.integers(0, 60))
    body[at : at + length] = data.draw(st.binary(max_size=12))
    (tmp_path / file.name).write_bytes(body)
    for result in extract_all(read_pages([tmp_path / file.name])):
        _holds(result)


@pytest.mark.parametrize("odd", ["<?php x ?>", "<!-- x -->", "<![CDATA[ ]]>"])
def test_a_feed_with_what_is_no_element(odd: str, tmp_path: Path) -> None:
    """Found by fuzzing: an instruction among an entry's fields has no text to join."""
    feed = f"<rss><channel>{odd}<item>{odd}<title>A{odd}</title><link>http://courier.example/1</link></item></channel></rss>"
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    (result,) = read_pages([tmp_path / "feed.xml"])
    assert isinstance(result, Rejection)
    assert result.source == "http://courier.example/1"


@ALARM_LOST
def test_a_bell_that_somebody_swallows_rings_again() -> None:
    heard: list[TooSlow] = []

    def swallowing() -> None:
        while len(heard) < 2:
            try:
                while True:
                    sum(range(1000))
            except TooSlow as alarm:
                heard.append(alarm)
        raise heard[-1]

    with pytest.raises(TooSlow), at_most(0.01):
        swallowing()
    assert heard[0] is not heard[1]
