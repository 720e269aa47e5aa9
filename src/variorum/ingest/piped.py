"""Standard input: a page, a web archive, a feed or JSON lines, told by its first bytes."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator, Mapping

from variorum.ingest.feeds import NoFeed, is_feed, read_feed
from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, page_of, read_stream
from variorum.ingest.rows import listed_pages, read_lines
from variorum.ingest.tabular import unpacked
from variorum.model import Page, Rejection

SOURCE = "standard input"
_HEAD = 1_000


def read_piped(limits: Limits, columns: Mapping[str, str]) -> Iterator[Page | Rejection]:
    """What is written to the program. An archive and JSON lines are read as they come, all else as one page is."""
    stream = sys.stdin.buffer
    assert isinstance(stream, io.BufferedReader)
    head = _start(stream.peek(_HEAD))
    if head.startswith(b"WARC/"):
        from variorum.ingest.archives import records_of

        yield from records_of(stream, SOURCE, limits)
    elif head.startswith(b"{") and b"\n" in head.rstrip():
        yield from read_lines(unpacked(stream), SOURCE, limits, columns)
    else:
        yield from _whole(stream, limits, columns)


def _whole(stream: io.BufferedReader, limits: Limits, columns: Mapping[str, str]) -> Iterator[Page | Rejection]:
    from variorum.ingest.sources import entry_pages

    try:
        body = read_stream(stream, limits)
    except TooLarge as error:
        yield Rejection(SOURCE, "read", "too_large", str(error))
        return
    except Unreadable as error:
        yield Rejection(SOURCE, "read", "damaged", str(error))
        return
    head = body[:_HEAD].lstrip()
    try:
        entries = read_feed(body) if is_feed(body) else None
    except NoFeed:
        entries = None
    if entries is not None:
        yield from entry_pages(entries, SOURCE)
    elif head.startswith((b"{", b"[")) and (rows := listed_pages(body, SOURCE, limits, columns)):
        yield from rows
    else:
        yield page_of(body, SOURCE)


def _start(head: bytes) -> bytes:
    """The first bytes, unpacked where they are gzip; zstd is only used for archives."""
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return b"WARC/"
    if not head.startswith(b"\x1f\x8b"):
        return head.lstrip()
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return head
