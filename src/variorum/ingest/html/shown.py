"""Days that a page shows its readers in date lines around the headline.

A line is a date line when it holds a day and little else: "Posted May 3, 2019 by Mara Quill",
"Datum: 03.05.2019, 14:05".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_LEAST = -1.0
"""Score below which a line that holds a day is not about the report."""
_BEFORE = 6
"""Blocks above the headline among which its date may stand."""
_DATED = 1 << HINTS.index("meta") | 1 << HINTS.index("byline")
_CAPTION = 1 << HINTS.index("caption")
_ELSEWHERE = sum(1 << HINTS.index(name) for name in ("related", "comment", "nav", "foot", "side"))
_FIRST = re.compile(
    r"\b(?:(?:originally |first )(?:published|posted|appeared)|published|posted|veröffentlicht|erstellt|publié|"
    r"publicado|pubblicato|gepubliceerd|opublikowano|date|datum)\b",
    re.I,
)
_ORIGIN = re.compile(r"\b(?:originally|first) (?:published|posted|appeared)\b(?: (?:on|in|at))?", re.I)
_LATER = re.compile(
    r"\b(?:updated|modified|edited|reviewed|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato|bijgewerkt|"
    r"copyright|stand)\b|©",
    re.I,
)
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DOTTED = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d|\d\d(?![\d:]))(?!\.?\d)")
_SLASHED = re.compile(r"(?<![\d/])(?P<a>\d{1,2})(?P<sign>[/-])(?P<b>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?![\d/])")
_ISO = re.compile(rf"(?<!\d){_YEAR}[-/.年]\s?(?P<m>\d{{1,2}})[-/.月]\s?(?P<d>\d{{1,2}})(?!\d)")


def shown_days(blocks: Sequence[TextBlock], boxes: Sequence[Box], title: int, american: bool) -> list[tuple[str, str]]:
    """Days of the date lines around the headline, the likeliest first, each with its line."""
    told = 0
    found: list[tuple[float, str, str]] = []
    for i in range(max(0, title - _BEFORE), len(blocks)):
        block = blocks[i]
        text = block.text
        told += i > title and len(text) > _TOLD
        if (origin := _ORIGIN.search(text[:_SEEN])) and (
            day := day_in(text[origin.end() : origin.end() + 30], american)
        ):
            found.append((3.0, day, text[origin.start() : origin.end() + 30]))
            continue
        if len(text) > _LINE or not any(map(str.isdigit, text)):
            continue
        first = bool(_FIRST.search(text))
        if told > _OPENING and not first:
            continue
        box = boxes[block.box]
        if box.near & _ELSEWHERE or not (day := day_in(text, american)):
            continue
        said = sum(len(word) > 3 and word.isalpha() for word in text.split())
        score = 2.0 * first - 2.0 * bool(_LATER.search(text)) + bool(box.near & _DATED) - said / 4
        score -= abs(i - title) / 20 + (told > _OPENING) + 0.5 * (i < title) + bool(box.near & _CAPTION)
        found.append((score, day, text))
    return [(day, line) for score, day, line in sorted(found, key=lambda f: -f[0]) if score > _LEAST]


def place_of(title: str | None, blocks: Sequence[TextBlock], boxes: Sequence[Box]) -> int:
    """Where the headline stands among `blocks`: the block that is `title`, else the first `h1`, else the start."""
    mark = key(title or "")
    same = (i for i, block in enumerate(blocks) if mark and block.mark == mark)
    heads = (i for i, block in enumerate(blocks) if boxes[block.box].tag == "h1")
    return next(same, next(heads, 0))


def day_in(text: str, american: bool = False) -> str | None:
    """The first full day in a short line as `YYYY-MM-DD`, with months in the languages of `tables/months.tsv`.

    A dotted day is day first everywhere; a slashed one where it cannot be otherwise or the page is American.
    """
    found: list[tuple[int, str]] = []
    for form in (_ISO, _DOTTED, *_named()):
        if (match := form.search(text)) and (day := _day(match)):
            found.append((match.start(), day))
    if (match := _SLASHED.search(text)) and (day := _slashed(match, american)):
        found.append((match.start(), day))
    return min(found)[1] if found else None


def _slashed(match: re.Match[str], american: bool) -> str | None:
    a, b = int(match["a"]), int(match["b"])
    month, day = (a, b) if b > 12 or (american and a <= 12) else (b, a)
    return _iso(int(match["y"]), month, day)


def _day(match: re.Match[str]) -> str | None:
    month = match["m"].lower().rstrip(".")
    year = int(match["y"])
    number = int(month) if month.isdigit() else int(pairs("months").get(month, "0"))
    return _iso(year + 2000 if year < 100 else year, number, int(match["d"]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Days whose month is a word."""
    months = "|".join(sorted(map(re.escape, pairs("months")), key=len, reverse=True))
    return (
        re.compile(rf"(?<![\d\w])(?P<m>{months})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)", re.I),
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[\s-](?:de |of |do )?"
            rf"(?P<m>{months})\.?,?[\s-](?:de |del )?{_YEAR}(?!\d)",
            re.I,
        ),
    )
