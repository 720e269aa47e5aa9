"""Bytes of a file, unpacked within bounds."""

from __future__ import annotations

import gzip
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
    return Page(xxhash.xxh3_128_hexdigest(body), source, body, content_type, url, fetched_at)


def read_bounded(path: Path, limits: Limits) -> bytes:
    """The bytes of `path`, unpacked if they are gzip. Raises `TooLarge`, `Unreadable` or `OSError`."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not packed:
            return _read(file, limits.page_bytes)
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                return _read(unpacked, limits.page_bytes)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(f"gzip: {error}") from error


def _read(file: IO[bytes] | gzip.GzipFile, most: int) -> bytes:
    """Everything in `file`; a bomb is refused after `most` bytes, not after it has filled memory."""
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise TooLarge(f"more than {most:,} bytes")
        parts.append(chunk)
    return b"".join(parts)
