"""Stretches between quotation marks, paragraph by paragraph.

Marks are paired within their paragraph, so that an odd one costs at most the quote that it stands at. A paragraph that
ends within a quote, when the next one opens with a mark again, is a quote that runs on (The Chicago Manual of Style,
13.32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"``|''(?!')|’’(?!’)|[“”„‟\"«»‹›]")
_SINGLE = re.compile(r"[‘’‚']")
_CLOSERS = {"“": '” “ " ’’', "„": "“ ”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹"}
_CLOSERS |= {'"': '" ” “', "``": "''", "''": "''", "”": '” "'}
"""What closes each mark: `„ “` and `» «` are German, `‹ ›` Swiss, `` `` '' `` is how wire and LaTeX texts print the
double mark, `“ ’’` how some papers do. A mark that is turned the wrong way (`”` for `“`) still opens."""
_SAID = re.compile(
    r"[,?!]\s(?:(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3})\s)?(?:said|says|added|told|wrote)\b"
)
"""What follows an utterance whose closing mark was lost."""
_ELISIONS = re.compile(r"'(?:\d0s|em|til|tis|twas|cause|n)\b", re.I)


class Quoted(Struct, frozen=True):
    """`[start, end)` with its marks; `[inner, outer)` without. `closed` is False where the closing mark is missing."""

    start: int
    end: int
    inner: int
    outer: int
    closed: bool = True
    continues: bool = False
    single: bool = False


def quoted(text: str) -> list[Quoted]:
    """The outermost stretches between quotation marks, in order of position."""
    found: list[Quoted] = []
    for paragraph in _PARAGRAPH.finditer(text):
        doubles = list(_doubles(text, paragraph.start(), paragraph.end()))
        found += doubles
        found += _singles_outside(text, paragraph.start(), paragraph.end(), doubles)
    found = _settle_open(text, found)
    return sorted(found, key=lambda q: q.start)


def _opens(text: str, at: int, mark: str, low: int) -> bool:
    """Whether a mark without a direction of its own can open here."""
    before = text[at - 1] if at > low else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    return bool(after) and not after.isspace() and (not (before.isalnum() or before in ".,!?…)]%"))


def _doubles(text: str, low: int, high: int) -> Iterator[Quoted]:
    begun: tuple[int, str] | None = None
    even = text.count('"', low, high) % 2 == 0
    for match in _DOUBLE.finditer(text, low, high):
        mark, at = match.group(), match.start()
        if begun is not None and mark in _closers(begun[1]) and not _opens_anew(text, at, mark, low):
            yield _without_blanks(text, begun, at, match.end())
            begun = None
        elif mark in "“„«‹‟``" or _opens(text, at, mark, low) or (even and _opens_apart(text, at, mark, low)):
            if begun is not None and begun[1] != mark and mark in "«‹„":
                continue  # another style within: nested
            if begun is not None:
                yield from _unclosed(text, begun, at)
            begun = (at, mark)
    if begun is not None:
        yield Quoted(begun[0], high, begun[0] + len(begun[1]), high, closed=False)


def _opens_apart(text: str, at: int, mark: str, low: int) -> bool:
    """Whether a straight mark opens though a blank stands behind it: `a " turn south "`, not `a 12 " pipe`."""
    return mark == '"' and text[max(low, at - 1) : at] == " " and not text[max(low, at - 2) : at - 1].isdigit()


def _without_blanks(text: str, begun: tuple[int, str], at: int, end: int) -> Quoted:
    """The stretch from an opening mark to the closing one at `at`, within without blanks beside the marks."""
    inner, outer = begun[0] + len(begun[1]), at
    while outer > inner and text[outer - 1] == " ":
        outer -= 1
    while inner < outer and text[inner] == " ":
        inner += 1
    return Quoted(begun[0], end, inner, outer)


def _closers(mark: str) -> tuple[str, ...]:
    return tuple(_CLOSERS.get(mark, "").split())


def _opens_anew(text: str, at: int, mark: str, low: int) -> bool:
    """A mark that could close but stands where only an opening one can: after a space and before a word."""
    if mark not in ('"', "''", "“"):
        return False
    before = text[at - 1] if at > low else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    return (before.isspace() or before in "([—–") and after[:1].isalnum()


def _unclosed(text: str, begun: tuple[int, str], at: int) -> Iterator[Quoted]:
    """The lost stretch before a second opening mark ends where somebody is said to say it, or with its sentence."""
    inner = begun[0] + len(begun[1])
    if said := _SAID.search(text, inner, at):
        yield Quoted(begun[0], said.start() + 1, inner, said.start() + 1, closed=True)
        return
    stop = max(text.rfind(mark, inner, at) for mark in (". ", "? ", "! ", ", "))
    if stop > inner:
        yield Quoted(begun[0], stop + 1, inner, stop + 1, closed=True)


def _settle_open(text: str, found: list[Quoted]) -> list[Quoted]:
    """Marks a stretch without an end as running on when the next paragraph opens with a mark."""
    settled: list[Quoted] = []
    for i, q in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        runs = not q.closed and after is not None and not text[q.end : after.start].strip()
        settled.append(Quoted(q.start, q.end, q.inner, q.outer, q.closed, runs, q.single))
    return settled


def _singles_outside(text: str, low: int, high: int, doubles: list[Quoted]) -> Iterator[Quoted]:
    """Stretches in single marks that stand outside double ones."""
    covered = iter([*doubles, Quoted(high, high, high, high)])
    at = low
    for q in covered:
        yield from _singles(text, at, min(q.start, high))
        at = max(at, q.end)


def _singles(text: str, low: int, high: int) -> Iterator[Quoted]:
    begun: int | None = None
    last: int | None = None  # the latest mark that may close what is open
    for match in _SINGLE.finditer(text, low, high):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > low else " "
        after = text[at + 1] if at + 1 < high else " "
        opening = mark in "‘‚" or (mark == "'" and not _ELISIONS.match(text, at))
        if opening and not before.isalnum() and after.isalnum():
            if begun is not None and last is not None:
                yield Quoted(begun, last + 1, begun + 1, last, single=True)
                begun = last = None
            begun = at if begun is None else begun
        elif begun is not None and mark in "’'" and not before.isspace() and not after.isalnum():
            if before == "s" and after == " " and text[at + 2 : at + 3].islower():
                last = at  # "the workers' union" stays open, unless nothing else closes it
                continue
            yield Quoted(begun, at + 1, begun + 1, at, single=True)
            begun = last = None
    if begun is not None and last is not None:
        yield Quoted(begun, last + 1, begun + 1, last, single=True)
