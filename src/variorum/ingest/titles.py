"""A page's title without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.ingest.draft import clean, key

_SEPARATORS = re.compile(r"\s+[|»·•–—-]\s+|\s+::\s+|\s*\|\s*")


def without_site(title: str, names: Sequence[str | None] = ()) -> str:
    """`title` without the site's name at an end: one of `names`, or a short last part after a separator.

    "Council votes to close the bridge | The Elm Post" is "Council votes to close the bridge"; a dash inside a
    headline ("Fire - what we know") stays unless what follows is the site's name.
    """
    title = clean(title)
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    marks = {key(name) for name in names if name} - {""}
    first, last = parts[0], parts[-1]
    if _names(last, marks):
        return without_site(title[: title.rindex(last)].rstrip(" |»·•–—-:"), names)
    if _names(first, marks):
        return title[title.index(first) + len(first) :].lstrip(" |»·•–—-:")
    if "|" in title and len(last.split()) <= 4 and len(first.split()) >= 4:
        return title[: title.rindex("|")].rstrip(" |")
    return title


def _names(part: str, marks: set[str]) -> bool:
    mark = key(part)
    return bool(mark) and any(
        mark == m or (len(mark) > 3 and (m.startswith(mark) or (mark.startswith(m) and len(m) > 3))) for m in marks
    )
