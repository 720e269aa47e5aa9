"""Where pages come from: files, folders, archives, tables, feeds and addresses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as replaced
from html import escape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urljoin

from msgspec.structs import replace

from variorum.ingest.feeds import Entry, NoFeed, is_feed, read_feed
from variorum.ingest.folders import files_in
from variorum.ingest.formats import MARKDOWN, ROW
from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, page_of, read_bounded, writable
from variorum.ingest.visits import Visits
from variorum.model import Page, Published, Rejection

_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_PAGES = (".txt", ".text", *_HTML, *_MARKDOWN)
_MHTML = (".mhtml", ".mht")
_SAFARI = ".webarchive"
_MAIL = ".eml"
_WARC = (".warc", ".warc.gz", ".warc.zst")
_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
_FEEDS = (".xml", ".rss", ".atom", ".opml", ".json")
SUFFIXES = (*_PAGES, *_MHTML, _SAFARI, _MAIL, *_WARC, ".wacz", *_TABLES, *_FEEDS)
"""Names that are read when a folder is walked, each also with `.gz`; a file named by itself is read whatever its
name."""
_NESTED = 2
"""Lists of lists that are followed."""
PIPED = "-"
"""Standard input, named as a path."""


def read_pages(
    paths: Iterable[str | Path],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    columns: Mapping[str, str] = MappingProxyType({}),
    visits: Visits | None = None,
) -> Iterator[Page | Rejection]:
    """The pages that `paths` hold, one after the other; folders are walked in the order of names, and `-` is standard
    input.

    The same place is read once. What cannot be read is a `Rejection`; the others are still read. `columns` names the
    columns of tables that are called otherwise than usual (`rows.read_table`); `visits` remembers addresses between
    runs.
    """
    for found in _all(paths, limits, columns, visits):
        yield found if isinstance(found, Page) else replace(found, source=writable(found.source))


def _all(
    paths: Iterable[str | Path], limits: Limits, columns: Mapping[str, str], visits: Visits | None
) -> Iterator[Page | Rejection]:
    seen: set[str] = set()
    addresses: list[str] = []
    for path in paths:
        if str(path).lower().startswith(("http://", "https://")):
            addresses.append(str(path))
        elif str(path) == PIPED:
            from variorum.ingest.piped import read_piped

            yield from read_piped(limits, columns)
        else:
            for file in files_in(Path(path), SUFFIXES) if Path(path).is_dir() else [Path(path)]:
                if isinstance(file, Rejection):
                    yield file
                elif (place := str(file)) not in seen:
                    seen.add(place)
                    yield from read_file(file, limits, columns)
    if addresses:
        yield from _fetched(addresses, limits, visits or Visits())


def read_file(
    path: Path, limits: Limits, columns: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Page | Rejection]:
    """The pages of one file, by its name; one of an unknown name is a page."""
    name = path.name.lower()
    plain = name.removesuffix(".gz")
    if name.endswith((*_WARC, ".wacz")) or plain.endswith((*_MHTML, _SAFARI)):
        yield from _archived(path, name, limits)
    elif plain.endswith(_MAIL):
        from variorum.ingest.mail import read_mail

        yield read_mail(path, limits)
    elif plain.endswith(_TABLES):
        from variorum.ingest.rows import read_table

        yield from read_table(path, limits, columns)
    elif plain.endswith(_FEEDS):
        yield from _feed_file(path, limits, columns)
    else:
        body = _body(path, limits)
        declared = MARKDOWN if plain.endswith(_MARKDOWN) else "text/html" if plain.endswith(_HTML) else None
        if isinstance(body, Rejection):
            yield body
        elif _lists_addresses(body):
            detail = f"a list of addresses; to ask for them: xargs variorum collate < {path.name}"
            yield Rejection(str(path), "read", "no_text", detail)
        else:
            yield page_of(body, str(path), declared)


def holder_of(source: str) -> str | None:
    """What has to be read again to find what a rejection calls `source`: an address or a file itself, the table or
    archive whose part it is ("rows.jsonl#3"), the folder of what was passed over ("clips/*"). `None` where nothing of
    it is left."""
    if source.lower().startswith(("http://", "https://")):
        return source
    inside = (source, source.removesuffix("*") if source.endswith("/*") else source, source.rpartition("#")[0])
    return next((place for place in inside if place and Path(place).exists()), None)


def _lists_addresses(body: bytes) -> bool:
    """Whether nothing but addresses stands in a file, one a line."""
    lines = [line for line in body[:65_536].splitlines()[:100] if line.strip()]
    return bool(lines) and all(line.startswith((b"http://", b"https://")) and len(line.split()) == 1 for line in lines)


def _archived(path: Path, name: str, limits: Limits) -> Iterator[Page | Rejection]:
    from variorum.ingest.archives import read_mhtml, read_wacz, read_warc, read_webarchive

    if name.endswith(".wacz"):
        yield from read_wacz(path, limits)
    elif name.endswith(_WARC):
        yield from read_warc(path, limits)
    elif name.removesuffix(".gz").endswith(_SAFARI):
        yield read_webarchive(path, limits)
    else:
        yield read_mhtml(path, limits)


def _body(path: Path, limits: Limits) -> bytes | Rejection:
    try:
        return read_bounded(path, limits)
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except Unreadable as error:
        return Rejection(str(path), "read", "damaged", str(error))
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        return Rejection(str(path), "read", "unreadable", detail)


def _feed_file(path: Path, limits: Limits, columns: Mapping[str, str]) -> Iterator[Page | Rejection]:
    """The entries of a feed on disk, or the articles of a JSON file that is none."""
    body = _body(path, limits)
    if isinstance(body, Rejection):
        yield body
        return
    try:
        entries = read_feed(body)
    except NoFeed as error:
        from variorum.ingest.rows import listed_pages

        rows = listed_pages(body, str(path), limits, columns)
        yield from rows or [Rejection(str(path), "read", "unknown_format", str(error))]
        return
    yield from entry_pages(entries, str(path))


def entry_pages(entries: Sequence[Entry], source: str) -> Iterator[Page | Rejection]:
    """The entries of the feed `source` that carry their text; those that only point elsewhere are not asked for."""
    for entry in entries:
        if entry.body:
            yield _page_of_entry(entry)
        else:
            detail = f"{Path(source).name} names the address only; give the address itself to have it fetched"
            yield Rejection(entry.address, "read", "no_text", detail)
    if not entries:
        yield Rejection(source, "read", "empty", "no entry in it")


def feeds_in(path: Path, limits: Limits) -> list[str]:
    """The addresses that an OPML file, a feed or a sitemap on disk names. Raises `ValueError` when it is none."""
    body = _body(path, limits)
    if isinstance(body, Rejection):
        raise ValueError(f"{path}: {body.reason}{': ' + body.detail if body.detail else ''}")
    try:
        return [entry.address for entry in read_feed(body)]
    except NoFeed as error:
        raise ValueError(f"{path}: {error}") from error


def _page_of_entry(entry: Entry) -> Page:
    """A feed's own text of an article as a page: HTML with the feed's title and day, or a row of plain text."""
    from variorum.ingest.rows import BEARER

    body = entry.body or ""
    if "<" in body:
        title = (entry.title or "").replace("<", "&lt;")
        day = (entry.published or "").replace('"', "")
        head = f'<title>{title}</title><meta property="article:published_time" content="{day}">'
        head += f'<meta name="author" content="{escape(entry.author)}">' if entry.author else ""
        page = f"<html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        return page_of(page.encode("utf-8", "replace"), entry.address, "text/html; charset=utf-8", entry.address)
    row = {"text": body, "title": entry.title, "url": entry.address, "published": entry.published}
    row |= {BEARER: "feed"} | ({"author": entry.author} if entry.author else {})
    return page_of(json.dumps(row, sort_keys=True).encode(), entry.address, ROW, entry.address)


def _fetched(addresses: list[str], limits: Limits, visits: Visits) -> Iterator[Page | Rejection]:
    """The pages at `addresses`; a feed or sitemap among them is followed to its entries, one level of nesting deep."""
    from variorum.ingest.fetching import Fetcher
    from variorum.ingest.listed import listed_day

    fetcher = Fetcher(limits, visits)
    seen = set(addresses)
    waiting: list[tuple[str, int, Published | None]] = [(address, 0, None) for address in addresses]
    try:
        while waiting:
            address, depth, listed = waiting.pop(0)
            page = fetcher.fetch(address)
            if not isinstance(page, Page):
                if page is not None:
                    yield page
                continue
            entries = _entries(page)
            if entries is None:
                yield replace(page, listed=listed)
                continue
            if not entries or depth == _NESTED:
                reason, detail = ("too_deep", "a list in a list of lists") if entries else ("empty", "no entry in it")
                yield Rejection(address, "fetch", reason, detail)
                continue
            if (rest := len(entries) - limits.feed_entries) > 0:
                yield Rejection(
                    address, "fetch", "too_large", f"{rest:,} more entries; feed_entries is {limits.feed_entries:,}"
                )
            fresh = {e.address: e for e in entries[: limits.feed_entries] if e.address not in seen}
            seen.update(fresh)
            # a feed in a list of feeds always has something new to say, an article only now and then
            due = [e for e in fresh.values() if e.nested or visits.due(e.address)]
            waiting += [(e.address, depth + 1, listed_day(e, address)) for e in due]
    finally:
        fetcher.close()


def _entries(page: Page) -> list[Entry] | None:
    """What a feed names, with whole addresses; `None` for a page that is none."""
    if not is_feed(page.body):
        return None
    try:
        return [replaced(entry, address=_joined(page.url, entry.address)) for entry in read_feed(page.body)]
    except NoFeed:
        return None


def _joined(around: str | None, address: str) -> str:
    try:
        return urljoin(around or "", address)
    except ValueError:
        return address
