"""Word lists and patterns of this room: data, read once, never empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from variorum.language import shipped

_CAPITALS = re.compile(r"(\\.)|([A-Z]+)")
"""Capitals of a pattern, and apart from them its escapes: `\\W` must not become `\\w`."""


@cache
def entries(name: str) -> frozenset[str]:
    """The lines of `name`.txt, without blank ones and `#` comments."""
    return frozenset(line.strip() for line in shipped.lines("ingest", f"{name}.txt"))


@cache
def pairs(name: str) -> dict[str, str]:
    """The two tab-separated columns of `name`.tsv."""
    return {row[0]: row[1] for row in rows(name)}


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The tab-separated lines of `name`.tsv, of as many columns as each has."""
    return shipped.rows("ingest", f"{name}.tsv")


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
    table = shipped.settings("ingest", f"{name}.toml", dict[str, dict[str, tuple[str, ...]]])
    return {key: Wording(group["any"]) for key, group in table.items()}


def any_of(name: str) -> re.Pattern[str]:
    """The entries of `name`.txt as one whole-word pattern, longest first."""
    words = sorted(entries(name), key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.I)
