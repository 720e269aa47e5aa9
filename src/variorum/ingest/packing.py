"""Bytes of a file, unpacked within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO

import xxhash

from variorum.ingest.limits import Limits
from variorum.model import Page

_CHUNK = 1 << 20


class TooLarge(Exception):
    """More bytes than a page may have."""


class Unreadable(Exception):
    """Packed data that cannot be unpacked."""


def page_of(
    body: bytes, source: str, content_type: str | None = None, url: str | None = None, fetched_at: str | None = None
) -> Page:
    """A page whose id is the hash of `body`."""
    address = None if url is None else writable(url)
    return Page(xxhash.xxh3_128_hexdigest(body), writable(source), body, content_type, address, fetched_at)


def writable(text: str) -> str:
    """`text` as it can be written in UTF-8: half characters, and the bytes of file names that are in another encoding,
    are shown as `\\udcff`."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def read_bounded(path: Path, limits: Limits) -> bytes:
    """The bytes of `path`, unpacked if they are gzip. Raises `TooLarge`, `Unreadable` or `OSError`."""
    with path.open("rb") as file:
        return read_stream(file, limits)


def read_stream(file: io.BufferedReader, limits: Limits) -> bytes:
    """The bytes of an open file or pipe, as `read_bounded` gives them."""
    if file.peek(2)[:2] != b"\x1f\x8b":
        return _read(file, limits.page_bytes)
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            return _read(unpacked, limits.page_bytes)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(f"gzip: {error}") from error


class Unpacking:
    """Bytes that come in pieces, unpacked as `coding` (HTTP's Content-Encoding) says, at most `most` of them.

    Raises `TooLarge` before more are in memory, `Unreadable` where they cannot be unpacked.
    """

    def __init__(self, coding: str, most: int) -> None:
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unreadable(f"packed as {coding[:40]}")
        self._most, self._parts, self.size = most, list[bytes](), 0
        self._inner = zlib.decompressobj(wbits=47) if coding not in ("", "identity") else None
        self._first = True

    def add(self, piece: bytes) -> None:
        """The next piece."""
        if self._inner is None:
            self._keep(piece)
            return
        if self._first and piece:
            self._first = False
            # servers that say "deflate" send it with and without the header of RFC 1950
            if piece[:2] != b"\x1f\x8b" and (piece[0] & 15 != 8 or int.from_bytes(piece[:2]) % 31):
                self._inner = zlib.decompressobj(wbits=-15)
        try:
            while piece:
                self._keep(self._inner.decompress(piece, _CHUNK))
                piece = self._inner.unconsumed_tail
                if self._inner.eof and (piece := self._inner.unused_data):
                    self._inner = zlib.decompressobj(wbits=47)  # files put one after the other
        except zlib.error as error:
            raise Unreadable(f"gzip: {error}") from error

    def all(self, cut: bool = False) -> bytes:
        """Everything; `cut` where the rest is not wanted. Raises `Unreadable` where the packing breaks off."""
        if not (cut or self._inner is None or self._first or self._inner.eof):
            raise Unreadable("gzip: it breaks off")
        return b"".join(self._parts)

    def _keep(self, part: bytes) -> None:
        self.size += len(part)
        if self.size > self._most:
            raise TooLarge(f"more than {self._most:,} bytes (page_bytes)")
        self._parts.append(part)


def _read(file: IO[bytes] | gzip.GzipFile, most: int) -> bytes:
    """Everything in `file`; a bomb is refused after `most` bytes, not after it has filled memory."""
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLarge(f"more than {most:,} bytes (page_bytes)")
        parts.append(chunk)
    return b"".join(parts)
