"""What each match is read against, and in which direction: the article's day or a time in the text, back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.times.context import Found
from variorum.annotate.times.lexicon import Token
from variorum.annotate.times.sense import Sense
from variorum.language.calendar_relative import needs_anchor, resolve
from variorum.model.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "times/1"


def place(found: list[Found], line: list[Token], doc: Doc) -> list[Time]:
    """The matches as records, in order."""
    times: list[Time] = []
    last: Time | None = None
    for match in found:
        time = _record(match, line, doc, last)
        times.append(time)
        if time.type in ("DATE", "TIME") and not (time.value or "").endswith("_REF"):
            last = time
    return times


def _record(match: Found, line: list[Token], doc: Doc, last: Time | None) -> Time:
    sense = match.sense
    start, end = line[match.start].start, line[match.end - 1].end
    steps = sense.steps.replace("?", "<") if sense.open else sense.steps
    if sense.type in ("DURATION", "SET") or not needs_anchor(steps):
        return Time(start, end, sense.type, resolve(steps, None), sense.mod, by=BY)
    anchor = f"{last.start}:{last.end}" if last is not None and sense.base in ("text", "period") else "published"
    return Time(start, end, sense.type, None, sense.mod, anchor, steps, BY)


def _unused(sense: Sense) -> None:
    return None
