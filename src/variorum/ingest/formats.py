"""What a body is, by its first bytes; its name and declared type count only where the bytes do not tell."""

from __future__ import annotations

import re
from typing import Literal

from variorum.model import Page

Kind = Literal["html", "text", "row", "binary"]
MARKDOWN = "text/markdown"
ROW = "application/vnd.variorum.row+json"
"""The content type of a page that is one row of a table of articles."""

_PICTURE, _SOUND, _PACKED, _PROGRAM = "a picture", "sound or film", "a packed file", "a program"
_OFFICE = "an office document; save it as text or HTML"
_MAGIC = {
    b"%PDF": "a PDF; save its text as a .txt file",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"PK\x03\x04": f"a ZIP file or {_OFFICE}",
    b"\x7fELF": _PROGRAM,
    b"MZ": _PROGRAM,
    b"RIFF": "a picture, sound or film",
    b"\x1f\x8b": _PACKED,
    b"BZh": _PACKED,
    b"\xfd7zXZ": _PACKED,
    b"\x28\xb5\x2f\xfd": _PACKED,
    b"OggS": _SOUND,
    b"ID3": _SOUND,
    b"PAR1": "a Parquet table; its name has to end in .parquet",
    b"SQLite format": "a database",
    b"\xca\xfe\xba\xbe": _PROGRAM,
    b"\xd0\xcf\x11\xe0": _OFFICE,
    b"wOFF": "a font",
    b"\x00\x00\x01\x00": _PICTURE,
    b"bplist": "a property list; an archive of Safari has to end in .webarchive",
}
"""How files of other kinds begin, and what they are."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|frameset)\b", re.I)
_DOCUMENT = re.compile(rb"\s*<(?:!doctype|html)\b", re.I)
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
    if page.content_type == MARKDOWN and not _DOCUMENT.match(head):
        return "text"
    if _HTML.search(head[:4_096]) or len(_TAG.findall(head)) >= 3:
        return "html"
    return "html" if "html" in (page.content_type or "") and b"<" in head else "text"


def is_binary(head: bytes) -> bool:
    """Whether `head` cannot be the start of a text in any encoding read here."""
    if head.startswith(_WIDE):
        return False
    if head.startswith(tuple(_MAGIC)):
        return True
    start = head[:4_096]
    return 50 * (len(start) - len(start.translate(None, _ODD))) > len(start)


def named_kind(body: bytes) -> str:
    """What a body that is no text is, with what can be done about it; the empty string where its beginning tells none
    of the known kinds."""
    return next((kind for magic, kind in _MAGIC.items() if body.startswith(magic)), "")
