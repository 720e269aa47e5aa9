"""The headline: which line of a text it is, and a page's title without the name of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from variorum.ingest import lines as judge
from variorum.ingest.bylines import byline_of
from variorum.ingest.draft import clean, key
from variorum.ingest.outlets import outlet_of_lines
from variorum.ingest.stated import masthead_days, stated_days

_WORD = re.compile(r"[^\W_]{3,}")
_HEAD = 15
"""Lines from the top among which the headline stands."""
_SENTENCES = (16, 6)
"""Least words of the sentence that begins a report, and of the one that begins a very short report."""
_SEPARATORS = re.compile(r"\s+[|»·•–—-]\s+|\s+::\s+|\s*\|\s*")


def title_line(lines: Sequence[str]) -> int | None:
    """The index of the headline among the non-blank `lines`, or `None` when the text starts without one.

    A headline has few words, no full stop, and words that the report goes on to use; it may be printed again further
    down.
    """
    candidates = [i for i, line in enumerate(lines[:_HEAD]) if _can_be_title(line)]
    body_at = _body_at(lines)
    repeats = Counter(key(line) for line in lines)
    tail = [key(line) for line in lines[body_at:] if len(line) < 400]
    known = _words_of_body(lines[body_at:])
    masthead = key(outlet_of_lines([line for line in lines if judge.furniture_kinds(line)], []) or "")
    best, best_score = None, 0.0
    for i in candidates:
        if i >= body_at:
            break
        if key(lines[i]) == masthead:
            continue
        score = _shared(lines[i], known) + 0.05 * min(12, len(lines[i].split())) - 0.03 * i
        mark = key(lines[i])
        if repeats[mark] > 1 or any(mark in other for other in tail if len(mark) > 20):
            score += 0.5
        if judge.furniture_kinds(lines[i]):
            score -= 0.25  # a report about cookies says "cookies" in its headline too
        if i + 1 < len(lines) and judge.is_menu(lines[i + 1]):
            score -= 0.25  # a site's name stands over its sections; a headline seldom does
        if score > max(best_score, 0.45):
            best, best_score = i, score
    return best


def _can_be_title(line: str) -> bool:
    words = len(line.split())
    if not 3 <= words <= 35 or len(line) > 250 or (line.endswith((".", ":", ";", ",")) and not line.endswith("...")):
        return False
    kinds = len(judge.furniture_kinds(line))
    if (kinds and words < 6) or kinds > 2 or byline_of(line) or stated_days(line) or masthead_days(line):
        return False
    return not line.startswith(("•", "*", "- ", "· "))


def _body_at(lines: Sequence[str]) -> int:
    """Where the report begins: at the first long sentence, or in a short report at the first sentence at all."""
    for least in _SENTENCES:
        if (at := next((i for i, line in enumerate(lines) if _is_sentence(line, least)), None)) is not None:
            return at
    return len(lines)


def _is_sentence(line: str, least: int) -> bool:
    ends = (".", "!", "?", "…") if least > _SENTENCES[-1] else (".",)  # a short headline may ask or shout
    closed = line.rstrip("\"”’')").endswith(ends)
    return closed and len(line.split()) >= least and judge.log_odds(line) > 0


def _words_of_body(lines: Sequence[str]) -> set[str]:
    """The words of the sentences among `lines` that are not the page's own."""
    told = (
        line for line in lines if len(line.split()) > 5 and (not judge.furniture_kinds(line) or _is_sentence(line, 6))
    )
    return {word for line in told for word in _WORD.findall(line.lower())}


def _shared(line: str, known: set[str]) -> float:
    words = _WORD.findall(line.lower())
    return sum(word in known for word in words) / len(words) if words else 0.0


def without_site(title: str, names: Sequence[str | None] = ()) -> str:
    """`title` without the site's name at an end: one of `names`, or a short last part after a separator.

    "Council votes to close the bridge | The Elm Post" is "Council votes to close the bridge"; a dash inside a
    headline ("Fire - what we know") stays unless what follows is the site's name.
    """
    title = clean(title)
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    marks = {key(name) for name in names if name} - {""}
    first, last = parts[0], parts[-1]
    if _names(last, marks):
        return without_site(title[: title.rindex(last)].rstrip(" |»·•–—-:"), names)
    if _names(first, marks):
        return title[title.index(first) + len(first) :].lstrip(" |»·•–—-:")
    if "|" in title and len(last.split()) <= 4 and len(first.split()) >= 4:
        return title[: title.rindex("|")].rstrip(" |")
    return title


def _names(part: str, marks: set[str]) -> bool:
    mark = key(part)
    return bool(mark) and any(
        mark == m or (len(mark) > 3 and (m.startswith(mark) or (mark.startswith(m) and len(m) > 3))) for m in marks
    )
