"""What a body is, by its first bytes; its name and declared type count only where the bytes do not tell."""

from __future__ import annotations

import re
from typing import Literal

from variorum.model import Page

Kind = Literal["html", "text", "row", "binary"]
ROW = "application/vnd.variorum.row+json"
"""The content type of a page that is one row of a table of articles."""

_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x7fELF",
    b"MZ",
    b"RIFF",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"OggS",
    b"ID3",
    b"PAR1",
    b"SQLite format",
    b"\xca\xfe\xba\xbe",
    b"\xd0\xcf\x11\xe0",
    b"wOFF",
    b"\x00\x00\x01\x00",
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|frameset)\b", re.I)
_TAG = re.compile(
    rb"<(?:p|div|h[1-6]|span|a|br|li|ul|td|tr|table|section|script|style|img|em|strong|b|i)\b[^<>]{0,300}>", re.I
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ODD = bytes(byte for byte in range(32) if byte < 9 or 13 < byte < 27 or byte > 27)
"""Control characters that no text has."""
HEAD = 65_536
"""Bytes by which a page is told."""


def kind_of(page: Page) -> Kind:
    """How the body of `page` is to be read."""
    if page.content_type == ROW:
        return "row"
    head = page.body[:HEAD]
    if is_binary(head):
        return "binary"
    if head.startswith(_WIDE):
        head = head.replace(b"\x00", b"")
    if _HTML.search(head[:4_096]) or len(_TAG.findall(head)) >= 3:
        return "html"
    return "html" if "html" in (page.content_type or "") and b"<" in head else "text"


def is_binary(head: bytes) -> bool:
    """Whether `head` cannot be the start of a text in any encoding read here."""
    if head.startswith(_WIDE):
        return False
    if head.startswith(_MAGIC):
        return True
    start = head[:4_096]
    return 50 * (len(start) - len(start.translate(None, _ODD))) > len(start)
