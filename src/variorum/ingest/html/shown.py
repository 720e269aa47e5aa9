"""Days that a page shows its readers in date lines around the headline.

A line is a date line when it holds a day and little else: "Posted May 3, 2019 by Mara Quill",
"Datum: 03.05.2019, 14:05".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from variorum.ingest.draft import key
from variorum.ingest.html.blocks import HINTS, Box, TextBlock
from variorum.ingest.tables import pairs

_LINE = 140
"""Characters beyond which a stretch of text is no date line."""
_SEEN = 1_000
"""Characters of a longer one that are searched for when it first appeared."""
_TOLD = 150
"""Characters from which a stretch of text is a part of the report."""
_OPENING = 3
"""Such stretches after the headline beyond which a date belongs to something else."""
SURE = -1.5
"""Score above which a line that holds a day is about the report."""
_MOST = 1_000
"""Lines that are looked at: a page of tables has tens of thousands, and none of them dates it."""
_BEFORE = 6
"""Blocks above the headline among which its date may stand."""
_WORDED = 30
"""Characters between what a line says of a day and the day."""
_FEW = 3
"""Longer words above which a sentence tells of a day, unless it begins with it or says what it is the day of."""
_DATED = 1 << HINTS.index("meta") | 1 << HINTS.index("byline")
_CAPTION = 1 << HINTS.index("caption")
_ELSEWHERE = sum(1 << HINTS.index(name) for name in ("related", "comment", "nav", "foot", "side"))
_FIRST = re.compile(
    r"\b(?:(?:originally |first )(?:published|posted|appeared)|published|posted|veröffentlicht|erstellt|publié|"
    r"publicado|pubblicato|gepubliceerd|opublikowano|date|datum)\b",
    re.I,
)
_APPEARED = ("published", "posted", "appeared")
_ORIGIN = re.compile(rf"\b(?:originally|first) (?:{'|'.join(_APPEARED)})\b(?: (?:on|in|at))?", re.I)
_LATER = re.compile(
    r"(?:updated|modified|edited|reviewed|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato|bijgewerkt|"
    r"copyright|\bstand|revision)\b|©",
    re.I,
)
_YEARS = re.compile(r"(?:19|20)\d\d|\d\.\s?\d{1,2}\.\s?\d\d")
"""What no full day is without."""
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_START = r"(?:(?<!\w)|(?<=[a-z])(?-i:(?=[A-ZÄÉ])))"
"""Where the name of a month may begin; parts of a line may be glued together ("HarbourMay 4, 2021")."""
_DOTTED = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d|\d\d(?![\d:]))(?!\.?\d)")
_SLASHED = re.compile(
    r"(?<![\d/])(?P<a>\d{1,2})(?P<sign>[/-]| \| )(?P<b>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?![\d/])"
)
_ISO = re.compile(rf"(?<!\d){_YEAR}[-/.年]\s?(?P<m>\d{{1,2}})[-/.月]\s?(?P<d>\d{{1,2}})(?!\d)")


@dataclass(frozen=True)
class Shown:
    """A day that a line prints, and how likely it is (a sum of points, `SURE` and more being likely) that the report
    was published on it."""

    day: str
    line: str
    score: float
    published: bool = False
    """Whether the line says in so many words that it is the day of publication."""


def shown_days(blocks: Sequence[TextBlock], boxes: Sequence[Box], title: int, *, american: bool) -> list[Shown]:
    """Days of the lines that hold one, the likeliest first."""
    told = tried = 0
    found: list[Shown] = []
    for i in range(max(0, title - _BEFORE), len(blocks)):
        block = blocks[i]
        text = block.text
        told += i > title and len(text) > _TOLD
        if (origin := _first_shown(text)) and (
            days := days_in(text[origin.end() : origin.end() + _WORDED], american=american)
        ):
            found.append(Shown(days[0][1], text[origin.start() : origin.end() + _WORDED], 3.0, published=True))
        elif tried < _MOST and _YEARS.search(text, 0, _LINE):
            tried += 1
            around = boxes[block.box].near
            away = abs(i - title) / 20 + 0.5 * (i < title)
            found += _judged(text, away, around, american=american, late=told > _OPENING)
    return sorted(found, key=lambda shown: -shown.score)


def _first_shown(text: str) -> re.Match[str] | None:
    """Where a text says when it first appeared."""
    opening = text[:_SEEN].lower()
    return _ORIGIN.search(text[:_SEEN]) if any(verb in opening for verb in _APPEARED) else None


def _judged(text: str, away: float, around: int, *, american: bool, late: bool) -> list[Shown]:
    """The likeliest day of one line: what is said of it, how much else is said, and where it stands."""
    found: list[Shown] = []
    long = len(text) > _LINE
    sentence = text.endswith((".", "!", "?"))
    said = sum(len(word) > 3 and word.isalpha() for word in text[:_LINE].split())
    end = 0
    for start, day, past in days_in(text[:_LINE], american=american):
        before = text[max(end, start - _WORDED) : start]
        label, later = _FIRST.search(before), _LATER.search(before) is not None
        first = label is not None
        score = 2.0 * first - 2.0 * later + bool(around & _DATED) - said / 4 - away - bool(around & _CAPTION)
        score -= (1.0 if first else 2.0) * late + 3.0 * bool(around & _ELSEWHERE)
        if start > 2 and sentence and said > _FEW and not (first or later):
            score -= 3.0
        if start < 3 or not long:
            published = label is not None and not label[0].lower().startswith("dat") and not later
            found.append(Shown(day, text[:_LINE], score - 2.0 * long, published=published))
        end = past
    return sorted(found, key=lambda shown: -shown.score)[:1]


def place_of(title: str | None, blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> int:
    """Where the headline stands among `blocks`: the block that is `title`, else the first `h1`, else the start."""
    mark = key(title or "")
    same = (i for i, block in enumerate(blocks) if mark and block.mark == mark)
    heads = (i for i, block in enumerate(blocks) if boxes[block.box].tag == "h1")
    return next(same, next(heads, 0))


def day_in(text: str, *, american: bool = False) -> str | None:
    """The first full day in a short line as `YYYY-MM-DD`, with months in the languages of `tables/months.tsv`.

    A dotted day is day first everywhere; a slashed one where it cannot be otherwise or the page is American.
    """
    days = days_in(text, american=american)
    return days[0][1] if days else None


def days_in(text: str, *, american: bool = False) -> list[tuple[int, str, int]]:
    """All full days in a short line in their order, each between where it starts and where it ends."""
    found = []
    for form in (_ISO, _DOTTED, *_named()):
        found += [(match.start(), day, match.end()) for match in form.finditer(text) if (day := _day(match))]
    for match in _SLASHED.finditer(text):
        if day := _slashed(match, american=american):
            found.append((match.start(), day, match.end()))
    return sorted(found)


def _slashed(match: re.Match[str], *, american: bool) -> str | None:
    a, b = int(match["a"]), int(match["b"])
    month, day = (a, b) if b > 12 or (american and a <= 12) else (b, a)
    return iso_day(int(match["y"]), month, day)


def _day(match: re.Match[str]) -> str | None:
    month = match["m"].lower().rstrip(".")
    year = int(match["y"])
    number = int(month) if month.isdigit() else int(pairs("months").get(month, "0"))
    return iso_day(year + 2000 if year < 100 else year, number, int(match["d"]))


def iso_day(year: int, month: int, day: int) -> str | None:
    """The day as `YYYY-MM-DD`, or `None` when the calendar has none such."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Days whose month is a word: before the day, after it, and after the year."""
    months = "|".join(sorted(map(re.escape, pairs("months")), key=len, reverse=True))
    month, clock = rf"(?P<m>{months})", r"\d\d:\d\d(?::\d\d)?(?:\s[A-Z]{2,5})?"
    ordinal = r"(?:st|nd|rd|th)?"
    forms = (
        rf"{_START}{month}(?:\.\s?|[\s-])\s?(?P<d>\d{{1,2}}){ordinal}(?:\s?,\s?|[\s-])(?:{clock}\s)?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?(?:\.\s?|[\s/-])(?:de |of |do )?"
        rf"{month}(?:\.?,?[\s/-]|[.,])(?:de |del )?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[.,]?[\s-]{month}\.?[\s-](?P<d>\d{{1,2}})(?!\d)",
    )
    return tuple(re.compile(form, re.I) for form in forms)
