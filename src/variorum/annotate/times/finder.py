"""From a parsed text to its time expressions, and from expressions to values once a date is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.annotate.times.context import Found, rate, stands
from variorum.annotate.times.grammar import Reading
from variorum.annotate.times.lexicon import Token, tokens, words
from variorum.annotate.times.placing import PUBLISHED, place
from variorum.annotate.times.ranges import with_ranges
from variorum.annotate.times.rules import GRAMMAR
from variorum.language.calendar_relative import needs_anchor, resolve
from variorum.model.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_times(doc: Doc, published: str | None) -> tuple[Time, ...]:
    """Every time expression of a text, in order, with its value as far as `published` (an ISO prefix) gives it.

    Tense is taken from the parse where the doc has one, else from the words near the expression.
    """
    line = tokens(doc.text)
    found = with_ranges(line, search(line))
    return resolve_times(place(found, line, doc), published)


def resolve_times(times: Sequence[Time], published: str | None) -> tuple[Time, ...]:
    """The times with their values filled anew for an article of that date; without one, relative times have no
    value.
    """
    values: dict[str, str | None] = {}
    resolved: list[Time] = []
    for time in times:
        if time.relative is not None:
            anchor = published if time.anchor in (PUBLISHED, None) else values.get(time.anchor or "")
            value = resolve(time.relative, anchor) if anchor or not needs_anchor(time.relative) else None
            time = replace(time, value=value)
        values[f"{time.start}:{time.end}"] = time.value
        resolved.append(time)
    return tuple(resolved)


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """The words that can begin an expression."""
    first = GRAMMAR.starts("time")
    literal = {edge[1:-1] for edge in first if edge[0] == "'"}
    return frozenset(
        literal | {word for word, options in words().items() if any(o[1] in first for o in options)} | _NUMBERS
    )


_NUMBERS = frozenset(
    word for word, options in words().items() if any(o[1] in ("small", "tens", "scale") for o in options)
)


def search(line: list[Token]) -> list[Found]:
    """The longest matches from left to right, as far as their surroundings let them stand."""
    reading = Reading(GRAMMAR, line)
    starts = _starts()
    found: list[Found] = []
    at = 0
    while at < len(line):
        token = line[at]
        if (token.lower in starts or token.text[0].isdecimal()) and (match := reading.match("time", at)):
            whole = Found(at, match[0], match[1])
            if stands(whole, line):
                found.append(rate(whole, line))
                at = whole.end
                continue
        at += 1
    return found
