"""Where the next record of a damaged web archive begins."""

from __future__ import annotations

import re
from typing import IO

_PLAIN = re.compile(rb"(?<=\r\n)WARC/[01]\.\d\r\n")
_GZIP = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.S)
_PIECE = 1 << 20
_OVERLAP = 16


def next_record(stream: IO[bytes], at: int) -> int | None:
    """The place from `at` on where a record seems to begin: a line with the format's name or, where the file is packed,
    a member of gzip. `None` when there is none; archives in zstd are not searched."""
    stream.seek(0)
    head = stream.read(4)
    sign = _GZIP if head.startswith(b"\x1f\x8b") else _PLAIN if head.startswith(b"WARC") else None
    if sign is None:
        return None
    stream.seek(at)
    before = b""
    while piece := stream.read(_PIECE):
        if found := sign.search(before + piece):
            return at - len(before) + found.start()
        at += len(piece)
        before = piece[-_OVERLAP:]
    return None
