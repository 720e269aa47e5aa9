"""Our own few words: days, counts and lists, as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from variorum.model import Article, DossierArticle, Published
from variorum.model.records import ArticleForm

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ISO = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_WORDS = re.compile(r"\w+")
_DATELINE = re.compile(r"[A-Z][A-Z.,’' -]{2,40}(?:, [A-Z][a-z]+)?(?: \([^()]{2,40}\))? [―—–-]+ ")
_UNKNOWN_DAY = "no date on the page"
_BASIS = {"stated": "as printed", "markup": "by the page’s data", "inferred": "inferred", "fetched": "by its feed"}
"""How a day of publication is known, in a reader's words."""


def day_words(iso: str | None) -> str:
    """An ISO prefix in words, as precise as it is: `2031-05-02` is “Fri 2 May 2031”, `2031-05` “May 2031”.

    What is no ISO prefix comes back as it is; `None` gives the empty string.
    """
    if not iso:
        return ""
    try:
        parts = [int(p) for p in iso[:10].split("-")]
        if len(parts) == 3:
            day = date(*parts)
            return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{_MONTHS[parts[1] - 1]} {parts[0]}" if len(parts) == 2 else str(parts[0])
    except (ValueError, IndexError, TypeError):
        return iso


def span_words(first: str | None, last: str | None) -> str:
    """“23–26 July 2021” for two days of one month; otherwise both days in full."""
    if not first or not last or first[:10] == last[:10]:
        return day_words(first or last)
    if len(first) >= 10 and len(last) >= 10 and first[:7] == last[:7]:
        return f"{int(first[8:10])}–{int(last[8:10])} {day_words(first[:7])}"
    return f"{day_words(first)} – {day_words(last)}"


def published_words(published: Published) -> str:
    """The day of an article with its basis: “Fri 2 May 2031, inferred”; an interval when no best day is known."""
    days = day_words(published.value[:10]) if published.value else span_words(published.low, published.high)
    if not days:
        return _UNKNOWN_DAY
    return f"{days}, {_BASIS[published.basis]}" if published.basis in _BASIS else days


def outlet_words(outlet: str | None, source: str) -> str:
    """The outlet's name, or where the page came from, as short as it tells: a file's name, an address without its
    scheme."""
    if outlet:
        return outlet
    return source.split("://", 1)[1] if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]


def publisher_words(article: Article | DossierArticle) -> str:
    """Who publishes, as far as the page says: the outlet, else who signs, else the address's host; where it says
    nothing, the file's name."""
    if article.outlet:
        return article.outlet
    if article.bylines:
        return f"by {listed(article.bylines[:2])}"
    host = urlsplit(article.url).hostname if article.url else None
    return host.removeprefix("www.") if host else f"{outlet_words(None, article.source)} (no outlet named)"


def house_words(kind: str | None, owner: str | None, form: ArticleForm = "report") -> str:
    """What kind of outlet it is and whose: “newspaper, owned by Halm Media”; nothing where nothing is known. What a
    report is that is no plain one stands first: “opinion, newspaper”."""
    told = {"report": None, "live": "live page", "opinion": "opinion"}[form]
    return ", ".join(part for part in (told, kind, f"owned by {owner}" if owner else None) if part)


def count_words(n: int, singular: str, plural: str = "") -> str:
    """“1 report”, “3 reports”."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def share_words(share: float) -> str:
    """A share (0..1) in per cent: “41%”."""
    return f"{round(100 * share)}%"


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def plain(text: str) -> str:
    """The words of `text` in lower case with one space between them: what makes two wordings the same."""
    return " ".join(_WORDS.findall(text.lower()))


def in_words(reason: str) -> str:
    """A reason with its ISO days as words."""
    return _ISO.sub(lambda found: day_words(found[0]), reason)


def opening(text: str) -> str:
    """`text` on one line without the place that reports open with: “ARDEN CITY (Wire) — Nine …” begins at “Nine”."""
    line = " ".join(text.split()).removeprefix("… ")
    found = _DATELINE.match(line)
    return line[found.end() :] if found else line


def wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of at most `width` letters, with an ellipsis where it goes on."""
    rows = [""]
    for word in text.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            if len(rows) == lines:
                rows[-1] = _with_ellipsis(rows[-1], width)
                break
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return tuple(row if len(row) <= width else f"{row[: width - 1]}…" for row in rows)


def _with_ellipsis(row: str, width: int) -> str:
    while len(row) + 2 > width and " " in row:
        row = row.rsplit(" ", 1)[0]
    return row.rstrip(",;:–— ") + " …"
