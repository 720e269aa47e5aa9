"""Pages in web archives: WARC (ISO 28500; plain, gzip or zstd, per record), WACZ and MHTML (RFC 2557).

Records are read one at a time: memory does not grow with the archive.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, page_of, read_bounded
from variorum.model import Page, Rejection

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_READABLE = ("text/html", "application/xhtml", "text/plain")


def read_warc(path: Path, limits: Limits) -> Iterator[Page | Rejection]:
    """The HTML and text pages of the WARC at `path` that were answered with 200; one broken record ends the file."""
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
    """The pages of an open web archive, as they come; `stream` may be a pipe."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = pages = 0
    kinds = WarcRecordType.response | WarcRecordType.resource
    given = cast(BinaryIO, stream if stream.seekable() else _Counted(stream))
    try:
        for record in ArchiveIterator(given, record_types=kinds, parse_http=True, auto_decode="all"):
            found += 1
            if (page := _page(record, source, limits)) is not None:
                pages += 1
                yield page
    except BaseException as error:
        # a Rust library that gives up raises what is no `Exception`
        if not isinstance(error, (OSError, ValueError, EOFError)) and type(error).__name__ != "PanicException":
            raise
        yield Rejection(source, "read", "damaged", f"after {found} records: {error}"[:200])
        return
    if not pages:
        yield Rejection(source, "read", "empty", f"no page among {found} records")


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


def _page(record: WarcRecord, source: str, limits: Limits) -> Page | Rejection | None:
    """The record's page; `None` for pictures, scripts, redirects and errors, which are no pages."""
    status = record.http_headers.status_code if record.http_headers else 200
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    if status not in (None, 200) or not kind.startswith(_READABLE):
        return None
    url = record.headers.get("WARC-Target-URI")
    place = url or f"{source}#{record.record_id}"
    body = record.reader.read(limits.page_bytes + 1)
    if len(body) > limits.page_bytes:
        return Rejection(place, "read", "too_large", f"more than {limits.page_bytes:,} bytes (page_bytes)")
    if len(body) < record.content_length and not _is_encoded(record):
        # the archive ends here, or a length is wrong and this page runs on into those after it
        return Rejection(place, "read", "damaged", f"{len(body):,} of {record.content_length:,} bytes are there")
    declared = record.http_headers.get("Content-Type") if record.http_headers else kind
    return page_of(body, place, declared, url, record.headers.get("WARC-Date"))


def _is_encoded(record: WarcRecord) -> bool:
    """Whether the answer was packed or chunked, so that its length in the archive is not that of the page."""
    headers = record.http_headers
    return bool(headers and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding")))


def read_mhtml(path: Path, limits: Limits) -> Page | Rejection:
    """The main page of a saved web page: its first part that is HTML."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(read_bounded(path, limits))
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                body = part.get_payload(decode=True)
                url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None
                if isinstance(body, bytes):
                    charset = part.get_content_charset() or "utf-8"
                    return page_of(body, str(path), f"text/html; charset={charset}", url, None)
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except (MessageError, Unreadable, LookupError, ValueError, RecursionError) as error:
        return Rejection(str(path), "read", "damaged", str(error)[:200])
    except OSError as error:
        return Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)
    return Rejection(str(path), "read", "no_text", "no HTML part in it")
