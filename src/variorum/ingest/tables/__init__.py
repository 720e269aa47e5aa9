"""Word lists and patterns of this room: data, read once, never empty."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

_HERE = "variorum.ingest.tables"
_CAPITALS = re.compile(r"(\\.)|([A-Z]+)")
"""Capitals of a pattern, and apart from them its escapes: `\\W` must not become `\\w`."""


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


def rows(name: str) -> list[tuple[str, ...]]:
    """The tab-separated lines of `name`.tsv, of as many columns as each has."""
    found = [tuple(row.split("\t")) for row in _text(f"{name}.tsv").splitlines() if row and not row.startswith("#")]
    if not found:
        raise RuntimeError(f"the table {name} holds no entry")
    return found


class Wording:
    """Patterns of one meaning, case ignored. Those that must open the line are tried there only, and those that open
    with a word are tried at words only: as one pattern they would all be tried at every letter. Both sides are lowered
    once, which costs a half of what ignoring case costs."""

    def __init__(self, patterns: Sequence[str]) -> None:
        patterns = [_CAPITALS.sub(lambda m: m[1] or m[2].lower(), p) for p in patterns]
        openings = [p[1:] for p in patterns if p.startswith("^")]
        words = [p[2:] for p in patterns if p.startswith(r"\b")]
        others = [p for p in patterns if not p.startswith(("^", r"\b"))]
        self._tries: list[Callable[[str], re.Match[str] | None]] = []
        if openings:
            self._tries.append(re.compile(_either(openings)).match)
        if words:
            self._tries.append(re.compile(rf"\b(?:{_either(words)})").search)
        if others:
            self._tries.append(re.compile(_either(others)).search)

    def is_in(self, text: str) -> bool:
        """Whether one of the patterns fits in `text`."""
        lowered = text.lower()
        return any(found(lowered) for found in self._tries)


def _either(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


@cache
def groups(name: str) -> dict[str, Wording]:
    """Each group of `name`.toml: the patterns of its `any` list, none of which has a choice outside brackets."""
    table = tomllib.loads(_text(f"{name}.toml"))
    found = {key: Wording(group["any"]) for key, group in table.items()}
    if not found:
        raise RuntimeError(f"the table {name} holds no group")
    return found


def any_of(name: str) -> re.Pattern[str]:
    """The entries of `name`.txt as one whole-word pattern, longest first."""
    words = sorted(entries(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.I)
