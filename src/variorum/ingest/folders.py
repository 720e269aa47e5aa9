"""The files of a folder: pages by their names or by their first bytes, and what was passed over."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from variorum.ingest.formats import HEAD, kind_of
from variorum.ingest.packing import page_of
from variorum.ingest.tables import entries
from variorum.model import Rejection

_KINDS = 8
"""Kinds of files that are named."""


def files_in(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Rejection]:
    """The files below `folder`, in the order of names: those with one of `suffixes` (also with `.gz`), and others that
    begin as HTML does, as a site's copy has them ("story.php", "story?id=3").

    Hidden files are left alone, and links to folders are not followed. A folder or link that cannot be read is a
    rejection; so are, all together, the files of other kinds that are not parts of saved pages.
    """
    places: list[Path] = []
    closed: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        places += [Path(top, name) for name in names if not name.startswith(".")]
    for error in closed:
        yield Rejection(str(error.filename), "read", "unreadable", error.strerror or type(error).__name__)
    assets, others = entries("assets"), Counter[str]()
    read = bool(closed)
    for place in sorted(places):
        if os.path.exists(place) and not os.path.isfile(place):  # `Path` raises where a place may not be looked at
            yield Rejection(str(place), "read", "unreadable", "a pipe, a socket or a device")
            continue
        name = place.name.lower().removesuffix(".gz")
        if name.endswith(suffixes) or (_suffix(name) not in assets and _is_html(place)):
            read = True
            yield place
        elif _suffix(name) not in assets:
            others[_suffix(name)] += 1
    if others:
        named = ", ".join(kind or "no ending" for kind, _ in others.most_common(_KINDS))
        detail = f"{others.total()} of other kinds ({named}); text or HTML among them is read when its file is named"
        yield Rejection(str(folder / "*"), "read", "unknown_format", detail)
    elif not read:
        yield Rejection(str(folder), "read", "empty", "no page in this folder")


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1][:12]


def _is_html(place: Path) -> bool:
    try:
        if not place.is_file():
            return False
        with place.open("rb") as file:
            return kind_of(page_of(file.read(HEAD), "")) == "html"
    except OSError:
        return False
