"""Pages in web archives: WARC (ISO 28500; plain, gzip or zstd, per record), WACZ, MHTML (RFC 2557) and Safari's.

Records are read one at a time: memory does not grow with the archive.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from variorum.ingest.clock import TooSlow, at_most
from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, page_of, read_bounded
from variorum.ingest.payloads import WrongLength, payload_of
from variorum.ingest.resuming import next_record
from variorum.model import Page, Rejection

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_RESUMED = 100
"""Places of one archive behind which its next record is looked for."""
_READABLE = ("text/html", "application/xhtml", "text/plain")


def read_warc(path: Path, limits: Limits) -> Iterator[Page | Rejection]:
    """The HTML and text pages of the WARC at `path` that were answered with 200."""
    try:
        with path.open("rb") as stream:
            yield from records_of(stream, str(path), limits)
    except OSError as error:
        yield Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)


def read_wacz(path: Path, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of every WARC in the WACZ (a ZIP with `archive/*.warc.gz`) at `path`, in the order of names."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = sorted(n for n in packed.namelist() if n.endswith((".warc", ".warc.gz", ".warc.zst")))
            for name in names:
                with packed.open(name) as stream:
                    yield from records_of(stream, f"{path}/{name}", limits)
            if not names:
                yield Rejection(str(path), "read", "empty", "no archive in it")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        yield Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        yield Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)


def records_of(stream: IO[bytes], source: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of an open web archive, as they come; `stream` may be a pipe.

    Behind a record whose length is wrong or that cannot be read the next one is looked for, except in a pipe.
    """
    passed = _Passed()
    for _ in range(_RESUMED):
        yield from _records(stream, source, limits, passed)
        if passed.resume is None or not stream.seekable():
            break
        start = next_record(stream, passed.resume)
        if start is None:
            break
        stream.seek(start)
    if not (passed.pages or passed.told):
        yield Rejection(source, "read", "empty", f"no page among {passed.records} records")


@dataclass
class _Passed:
    """How far an archive has been read: `resume` is the place behind which its next record is to be looked for."""

    records: int = 0
    pages: int = 0
    told: bool = False
    resume: int | None = None


def _records(stream: IO[bytes], source: str, limits: Limits, passed: _Passed) -> Iterator[Page | Rejection]:
    """The pages from where `stream` stands."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    first, last = passed.resume is None, (stream.tell() if stream.seekable() else 0)
    passed.resume = None
    given = cast(BinaryIO, stream if stream.seekable() else _Counted(stream))
    try:
        for record in ArchiveIterator(given, record_types=kinds, parse_http=True, auto_decode="none"):
            passed.records += 1
            first, last = True, record.stream_pos
            passed.resume = None
            if (page := _page(record, source, limits, passed)) is not None:
                passed.pages += 1
                yield page
    except BaseException as error:
        # a Rust library that gives up raises what is no `Exception`
        if not isinstance(error, (OSError, ValueError, EOFError)) and type(error).__name__ != "PanicException":
            raise
        if first:  # and not only the search for the next record, which may have been misled
            passed.told = True
            yield Rejection(source, "read", "damaged", f"after {passed.records} records: {error}"[:200])
        passed.resume = last + 1


class _Counted:
    """A pipe that knows how far it has been read, which the archive library asks for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        self._at += len(found)
        return found

    def tell(self) -> int:
        return self._at


def _page(record: WarcRecord, source: str, limits: Limits, passed: _Passed) -> Page | Rejection | None:
    """The record's page; `None` for pictures, scripts, redirects and errors, which are no pages."""
    status = record.http_headers.status_code if record.http_headers else 200
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if status not in (None, 200) or not kind.startswith(_READABLE):
        return None
    url = record.headers.get("WARC-Target-URI")
    place = url or f"{source}#{record.record_id}"
    try:
        body = payload_of(record, limits)
    except TooLarge as error:
        return Rejection(place, "read", "too_large", str(error))
    except (Unreadable, OSError, ValueError, EOFError) as error:
        if isinstance(error, WrongLength):
            passed.resume = record.stream_pos + 1
        return Rejection(place, "read", "damaged", str(error)[:200])
    declared = record.http_headers.get("Content-Type") if record.http_headers else kind
    return page_of(body, place, declared, url, record.headers.get("WARC-Date"))


def read_mhtml(path: Path, limits: Limits) -> Page | Rejection:
    """The main page of a saved web page: its first part that is HTML."""
    try:
        with at_most(limits.page_seconds):
            message = BytesParser(policy=policy.default).parsebytes(read_bounded(path, limits))
            for part in message.walk():
                if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                    body = part.get_payload(decode=True)
                    url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None
                    if isinstance(body, bytes):
                        charset = part.get_content_charset() or "utf-8"
                        return page_of(body, str(path), f"text/html; charset={charset}", url, None)
    except TooSlow as slow:
        return Rejection(str(path), "read", "too_slow", f"{slow} (page_seconds)")
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except (MessageError, Unreadable, LookupError, ValueError, RecursionError) as error:
        return Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        return Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)
    return Rejection(str(path), "read", "no_text", "no HTML part in it")


def read_webarchive(path: Path, limits: Limits) -> Page | Rejection:
    """The main page of a web archive as Safari saves it: a property list with the page beside its pictures."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        page = plistlib.loads(read_bounded(path, limits))["WebMainResource"]
        body, kind = page["WebResourceData"], page.get("WebResourceMIMEType") or "text/html"
        charset, url = page.get("WebResourceTextEncodingName") or "utf-8", page.get("WebResourceURL")
        if not isinstance(body, bytes) or not str(kind).startswith(_READABLE):
            return Rejection(str(path), "read", "no_text", "no HTML part in it")
        return page_of(body, str(path), f"{kind}; charset={charset}", str(url) if url else None)
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except (plistlib.InvalidFileException, ExpatError, Unreadable, LookupError, TypeError, AttributeError, ValueError):
        return Rejection(str(path), "read", "damaged", "no archive of Safari")
    except (OverflowError, RecursionError) as error:
        return Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        return Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)
