"""Where pages come from: files and folders, packed or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import xxhash

from variorum.ingest.limits import Limits
from variorum.ingest.packing import TooLarge, Unreadable, read_bounded
from variorum.model import Page, Rejection

SUFFIXES = (".txt", ".html", ".htm", ".text")


def read_pages(paths: Iterable[str | Path], limits: Limits = Limits()) -> Iterator[Page | Rejection]:  # noqa: B008
    """The pages that `paths` hold, one after the other; folders are walked in the order of names.

    The same place is read once. What cannot be read is a `Rejection`; the others are still read.
    """
    seen: set[str] = set()
    for path in paths:
        for file in _files(Path(path)):
            if isinstance(file, Rejection):
                yield file
            elif (place := str(file)) not in seen:
                seen.add(place)
                yield read_file(file, limits)


def page_of(
    body: bytes, source: str, content_type: str | None = None, url: str | None = None, fetched_at: str | None = None
) -> Page:
    """A page whose id is the hash of `body`."""
    return Page(xxhash.xxh3_128_hexdigest(body), source, body, content_type, url, fetched_at)


def read_file(path: Path, limits: Limits) -> Page | Rejection:
    """One file as a page, unpacked if it is gzip."""
    try:
        body = read_bounded(path, limits)
    except TooLarge as error:
        return Rejection(str(path), "read", "too_large", str(error))
    except Unreadable as error:
        return Rejection(str(path), "read", "damaged", str(error))
    except OSError as error:
        return Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)
    return page_of(body, str(path), "text/html" if ".htm" in path.name.lower() else None)


def _files(path: Path) -> Iterator[Path | Rejection]:
    if not path.is_dir():
        yield path
        return
    found = False
    try:
        for file in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path)):
            if file.name.lower().removesuffix(".gz").endswith(SUFFIXES):
                found = True
                yield file
    except OSError as error:
        yield Rejection(str(path), "read", "unreadable", error.strerror or type(error).__name__)
    if not found:
        yield Rejection(str(path), "read", "empty", "no page in this folder")


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)
