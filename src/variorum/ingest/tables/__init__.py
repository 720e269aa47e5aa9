"""Word lists and patterns of this room: data, read once, never empty."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_HERE = "variorum.ingest.tables"


def _text(name: str) -> str:
    text = files(_HERE).joinpath(name).read_text(encoding="utf-8")
    if not text.strip():
        raise RuntimeError(f"the table {name} is empty")
    return text


@cache
def entries(name: str) -> frozenset[str]:
    """The lines of `name`.txt, without blank ones and `#` comments."""
    rows = (row.strip() for row in _text(f"{name}.txt").splitlines())
    found = frozenset(row for row in rows if row and not row.startswith("#"))
    if not found:
        raise RuntimeError(f"the table {name} holds no entry")
    return found


@cache
def pairs(name: str) -> dict[str, str]:
    """The two tab-separated columns of `name`.tsv."""
    rows = (row.split("\t") for row in _text(f"{name}.tsv").splitlines() if row.strip() and not row.startswith("#"))
    found = {row[0]: row[1] for row in rows}
    if not found:
        raise RuntimeError(f"the table {name} holds no entry")
    return found


@cache
def groups(name: str) -> dict[str, re.Pattern[str]]:
    """Each group of `name`.toml as one pattern that ignores case: the alternatives of its `any` list."""
    table = tomllib.loads(_text(f"{name}.toml"))
    found = {key: re.compile("|".join(f"(?:{p})" for p in group["any"]), re.I) for key, group in table.items()}
    if not found:
        raise RuntimeError(f"the table {name} holds no group")
    return found


def any_of(name: str) -> re.Pattern[str]:
    """The entries of `name`.txt as one whole-word pattern, longest first."""
    words = sorted(entries(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.I)
