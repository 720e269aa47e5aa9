"""What each match is read against, and in which direction: the article's day or a time in the text, back or ahead."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from variorum.annotate.times.context import Found
from variorum.annotate.times.lexicon import Token, word_set
from variorum.annotate.times.sense import Sense
from variorum.annotate.times.tense import AHEAD, BACK, NEAR, Tenses
from variorum.language.calendar_relative import needs_anchor, resolve
from variorum.model.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "times/1"
PUBLISHED = "published"
"""The anchor of a time that is read against the article's own date."""
_YEAR = re.compile(r"@(BC)?\d{4}")
_NEAR = re.compile(r"(D[+-][01]|wd\d.?.?|W[+-]\d.*)$")
_FROM_NOW = re.compile(r"D[+-]|wd|[WMY][+-]")
"""Steps from the day of writing: "Friday", "last week", "this year"."""
_YEARS, _YEARS_EACH = 6, 5
"""Years that a history names at least, and how many for each time that is counted from the day of writing."""
_HEAD = 600
"""Code points in which a news report says when."""
_DAY = re.compile(r"(?:^|[ @])(?:D[+-]|wd|m\d\d-|BC\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\d)")
"""Steps and values that name a day."""
_MARKET = word_set("market")
_BEFELL = word_set("befell")
_SHARING = word_set("sharing")
_REACH = 1500
"""Code points over which "a year earlier" is held to compare with the quarter named before it."""


def place(found: list[Found], line: list[Token], doc: Doc) -> list[Time]:
    """The matches as records, in order."""
    placer = _Placer(line, Tenses(doc, line), told_from_afar(found, line))
    return [placer.place(match, following) for match, following in zip_longest(found, found[1:])]


def told_from_afar(found: list[Found], line: list[Token]) -> bool:
    """Whether the text is a history: its own years, not the day of writing, say when things happened.

    Histories name years all the time and hardly ever say "last month"; in them "in April" is the April of the year told
    of, where a news report means the last or the next one. What says "on Tuesday" at its head is news, however many
    years it names.
    """
    from_now = [f for f in found if f.sense.base == "article" and _FROM_NOW.match(f.sense.steps)]
    if any(_NEAR.match(f.sense.steps.rstrip("?")) and line[f.start].start < _HEAD for f in from_now):
        return False
    years = sum(1 for f in found if _YEAR.match(f.sense.steps))
    return years >= _YEARS and years > _YEARS_EACH * len(from_now)


class _Placer:
    """Places the matches of one text from left to right, remembering the time last named."""

    def __init__(self, line: list[Token], tenses: Tenses, history: bool) -> None:
        self._line = line
        self._tenses = tenses
        self._history = history
        self._last: Time | None = None
        self._day: Time | None = None
        self._period: Time | None = None

    def place(self, match: Found, following: Found | None = None) -> Time:
        """The record of a match; `following` is the next one, which may say when a quarter ended."""
        match = self._ended(match, following)
        sense = match.sense
        start, end = self._line[match.start].start, self._line[match.end - 1].end
        if sense.type in ("DURATION", "SET") or not needs_anchor(sense.steps):
            time = Time(start, end, sense.type, resolve(sense.steps, None), sense.mod, by=BY)
        else:
            anchor, steps = self._anchored(match, start)
            time = Time(start, end, sense.type, None, sense.mod, anchor, steps, BY)
        self._remember(time)
        return time

    def _remember(self, time: Time) -> None:
        if time.type == "DURATION" and re.fullmatch(r"P[69]M", time.value or ""):
            # the figures that follow are for half a year or three quarters of one: a year earlier is no quarter
            self._period = None
        if time.type not in ("DATE", "TIME") or (time.value or "").endswith("_REF"):
            return
        self._last = time
        if _DAY.search(time.relative or time.value or ""):
            self._day = time
        named = re.search(r"(^| )q\d|^Q", time.relative or "") or re.search(r"-Q\d", time.value or "")
        # a firm's own number ("its fiscal first quarter") stays over the calendar's of "the quarter ended Sept. 30"
        if named or (self._period is None and re.search(r" Q[+-]", time.relative or "")):
            self._period = time

    def _anchored(self, match: Found, start: int) -> tuple[str, str]:
        sense = match.sense
        if sense.base == "period":
            near = self._period if self._period and start - self._period.end < _REACH else None
            return (_key(near), sense.steps) if near else (PUBLISHED, _ALONE.get(sense.steps, sense.steps))
        told = self._last if self._history or sense.base == "text" else None
        if sense.base == "text" and sense.steps.startswith("D+0 T") and not self._history:
            # "at noon": of the day last named, which "in 1998" is not
            told = self._day if self._day and start - self._day.end < _REACH else None
            if told and ">" in (told.relative or "") and self._looks_back(match):
                told = None  # "will crest on Wednesday. ... was found at dawn": not Wednesday's
        if told is None and (begun := self._range_begun(match)) is not None:
            return _key(begun), sense.steps.replace("?", AHEAD)
        if sense.open:
            sense = sense._replace(steps=self._directed(match, sense, told is not None))
        return (_key(told) if told else PUBLISHED), sense.steps

    def _range_begun(self, match: Found) -> Time | None:
        """The weekday "Wednesday" before "through Friday", which is the Friday after it."""
        at, first = match.start - 2, self._last
        if at < 0 or first is None or first.relative is None or not match.sense.steps.startswith("wd"):
            return None
        joined = self._line[at + 1].lower in ("through", "to") and self._line[at].end == first.end
        return first if joined and match.sense.open and first.relative.startswith("wd") else None

    def _looks_back(self, match: Found) -> bool:
        found = self._tenses.direction(match.start, match.end)
        return found is not None and found[0] == BACK

    def _ended(self, match: Found, following: Found | None) -> Found:
        """ "the quarter ended Sept. 30": the calendar's quarter that holds most of it, so that firms with other years
        compare.
        """
        if match.sense.steps != "y+0" or following is None or following.start != match.end + 1:
            return match
        if self._line[match.end].lower not in ("ended", "ending") or not _DAY.search(following.sense.steps):
            return match
        sense = following.sense
        steps = self._directed(following, sense, False) if sense.open else sense.steps
        return match._replace(sense=sense._replace(steps=f"{steps} M-1 Q+0", open=False, weak=""))

    def _directed(self, match: Found, sense: Sense, told: bool) -> str:
        """The steps with the direction in place of the question mark."""
        if told and self._history:
            return sense.steps.replace("?", "^" if sense.steps[0] != "w" else "~")
        return sense.steps.replace("?", self._way(match, sense.steps))

    def _way(self, match: Found, steps: str) -> str:
        """The direction mark of the notation: quarters are the nearest, days and months follow the verb they hang
        on.
        """
        kind = "md" if re.match(r"m\d\d-", steps) else steps[0]
        if kind in "qh":
            return "~"
        before = self._line[match.start - 1].lower if match.start else ""
        if before in ("until", "till") and kind in "wV":
            return BACK if self._tenses.waited_for(match.start, match.end) else AHEAD
        if before in ("until", "till", "by", "through") and kind not in "wV":
            return ">~"
        if before == "since" or self._tenses.since(match.start):
            return BACK
        found = self._tenses.direction(match.start, match.end)
        after = self._line[match.end].lower if match.end < len(self._line) else ""
        if kind == "w" or kind == "V":
            if after in _MARKET:
                return BACK  # "38% above the Monday close"
            owned = after in ("'", "’") and not (before in _SHARING and found and found[0] == AHEAD)
            return found[0] if found and not owned else BACK
        if kind == "m" and after in _BEFELL:
            return BACK  # "the February flood"
        past = after in _BEFELL or (found is not None and found[0] == BACK and before == "of")
        if past and kind == "md":
            return "<~"  # "the flood of June 9th shook the town"
        if found is None or not found[1]:
            return "~"
        return found[0] + "~" if kind == "md" and found[0] != NEAR else found[0]


_ALONE = {"y-1": "Y-1", "y+0": "Q-1"}
"""What a comparison means where no period was named: "a year earlier" is last year, "the quarter" the one reported
on.
"""


def _key(time: Time) -> str:
    return f"{time.start}:{time.end}"
