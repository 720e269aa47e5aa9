"""Bytes to text, by what is declared when it fits and by what the bytes show when it does not.

After the WHATWG Encoding Standard: a byte-order mark wins; ISO-8859-1 and US-ASCII mean windows-1252.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.I,
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_WESTERN = frozenset(("ascii", "iso8859-1", "latin-1", "latin_1", "cp1252"))
_HEAD = 4_096


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of `body`. Bytes that fit no encoding become U+FFFD; never raises."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error
    named = _named(body, content_type)
    if named and named not in _WESTERN and named != "utf-8":
        text = body.decode(named, "replace")
        if text.count("\ufffd") * 500 < len(text):
            return text
    if _mostly_utf8(body, first):
        return body.decode("utf-8", "replace")
    return _guess(body) if named is None or named == "utf-8" else _western(body)


def _named(body: bytes, content_type: str | None) -> str | None:
    """The codec that the header or the page's head declares, if Python knows it and it is a text encoding."""
    names = [m.group(1) for m in [_HEADER.search(content_type or "")] if m]
    names += [next(g for g in m.groups() if g).decode("ascii", "ignore") for m in [_DECLARED.search(body[:_HEAD])] if m]
    for name in names:
        try:
            codec = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if codec.name.startswith(("utf-16", "utf-32")) and b"\x00" not in body[:_HEAD]:
            continue  # of wide letters every second byte of markup would be zero
        if codec._is_text_encoding:  # "base64" and "rot13" are codecs too
            return codec.name
    return None


def _mostly_utf8(body: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 that was damaged here and there, and not another encoding."""
    broken = body.decode("utf-8", "replace").count("\ufffd")
    whole = sum(
        len(m) > 0
        for m in re.findall(
            rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", body[:1_000_000]
        )
    )
    return whole > 2 * broken or (error.reason == "unexpected end of data" and broken == 1)


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    if sum(byte > 0x7F for byte in body[:20_000]) * 8 < len(body[:20_000]):
        return _western(body)
    best = from_bytes(body[:20_000]).best()
    return body.decode(best.encoding, "replace") if best else _western(body)


def _western(body: bytes) -> str:
    return body.decode("cp1252", "replace")
