"""The page in an archive's record: its bytes as the server sent them, taken out of their packing within bounds.

A server's answer is archived as it came over the wire (ISO 28500), so it may be in chunks (RFC 9112, 7.1) and packed
(RFC 9110, 8.4). Some archives keep the headers of a packing that they took off; then the bytes are taken as they are.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Protocol

from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unpacking, Unreadable

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_CHUNK_HEAD = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_NEXT = b"\r\n\r\nWARC/1."
_PIECE = 1 << 16


class _Reader(Protocol):
    def read(self, size: int = ...) -> bytes: ...


class WrongLength(Unreadable):
    """The archive ends inside the record, or the record's length is wrong and it runs on into those after it."""


def payload_of(record: WarcRecord, limits: Limits) -> bytes:
    """The body of the page that `record` holds. Raises `TooLarge` beyond the bound, `WrongLength`, and `Unreadable`
    where the packing cannot be read."""
    raw = record.reader.read(limits.page_bytes + 1)
    if len(raw) > limits.page_bytes:
        raise TooLarge(f"more than {limits.page_bytes:,} bytes (page_bytes)")
    if len(raw) < record.content_length:
        raise WrongLength(f"{len(raw):,} of {record.content_length:,} bytes are there")
    if _NEXT in raw:
        raise WrongLength("the next record begins inside it")
    headers = record.http_headers
    if headers is None:
        return raw
    transfer = headers.get("Transfer-Encoding")
    if transfer and "chunked" in transfer.lower() and _CHUNK_HEAD.match(raw):
        raw = _joined(raw, limits.page_bytes)
    if codings := headers.get("Content-Encoding"):
        for coding in reversed(codings.lower().split(",")):
            raw = _unpacked(raw, coding.strip(), limits.page_bytes)
    return raw


def _joined(raw: bytes, most: int) -> bytes:
    from fastwarc.stream_io import ChunkedReader

    return _read(ChunkedReader(io.BytesIO(raw)), most, "chunks")


def _unpacked(raw: bytes, coding: str, most: int) -> bytes:
    if _is_text(raw):
        return raw
    if coding in ("br", "zstd"):
        from fastwarc.stream_io import BrotliReader, ZstdReader

        reader: _Reader = BrotliReader(io.BytesIO(raw)) if coding == "br" else ZstdReader(io.BytesIO(raw))
        return _read(reader, most, coding)
    packed = Unpacking(coding, most)
    for at in range(0, len(raw), _PIECE):
        packed.add(raw[at : at + _PIECE])
    return packed.all()


def _is_text(raw: bytes) -> bool:
    """Whether what is said to be packed is not: markup is text, packed bytes hardly begin like it."""
    return raw[:200].lstrip().startswith(b"<") and raw[:200].isascii()


def _read(reader: _Reader, most: int, packing: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        while part := reader.read(_PIECE):
            size += len(part)
            if size > most:
                raise TooLarge(f"more than {most:,} bytes (page_bytes)")
            parts.append(part)
    except (OSError, ValueError, EOFError) as error:
        raise Unreadable(f"{packing}: {error}") from error
    return b"".join(parts)
