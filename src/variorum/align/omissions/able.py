"""Which reports can leave something out: whole reports of their own, that came out when it could be known.

A brief has no room, a copy says what its origin says, a view or a live page is no report, of a text that was cut off
nobody knows what stood behind the cut, and what had not happened yet could not be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from statistics import median

from variorum.align.reported import before, when
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.language.calendar import days
from variorum.model import Annotated, Article, Claim, Derivation
from variorum.model.support import reports

FEWEST_WORDS = 180
"""Words of a text below which it is a brief."""
SHORT = 0.4
"""Share of the middle length of the story's reports below which one is short beside them."""
COPIED = 0.4
"""Share of a text taken from another from which it is a copy of it."""
LEAST_SHARED = 2
"""Claims that a report shares with others, at least."""
_GAP = 20
"""Code points behind what is announced in which it begins."""
_MARKS = frozenset("“\"‘'„«")
_TAIL = 200
"""Code points at the end of a text where it says that it goes on elsewhere."""


def whole_reports(items: Sequence[Annotated], derivations: Iterable[Derivation]) -> frozenset[str]:
    """The ids of the reports that could tell what others tell.

    Of one whose day nobody knows, among others that have theirs, it cannot be said that it came out in time.
    """
    lengths = {i.article.id: len(i.article.text.split()) for i in items}
    least = max(FEWEST_WORDS, SHORT * median(lengths.values())) if lengths else 0
    copies = {d.copy for d in derivations if d.shared >= COPIED}
    dated = any(when(i.article) for i in items)
    return frozenset(
        a.id
        for a in (i.article for i in items)
        if lengths[a.id] >= least and a.id not in copies and _is_report(a) and bool(when(a)) == dated
    )


def on_the_story(claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of the reports that tell some of what others tell: a page of which another text was read tells none."""
    shared = Counter(a for claim in claims if len(tellers := reports(claim)) > 1 for a in tellers)
    return frozenset(a for a, n in shared.items() if n >= LEAST_SHARED)


def _is_report(article: Article) -> bool:
    """Whether a text is a report, and all of it: no view, no live page, not cut off."""
    return article.form == "report" and not _cut_off().search(article.text[-_TAIL:].rstrip())


def lacks_words(article: Article) -> bool:
    """Whether a report announces words that its text does not have: of what it quotes, nobody knows."""
    text = article.text
    ends = (m.end() for m in _announced().finditer(text))
    return any(text[end : end + _GAP].lstrip()[:1] not in _MARKS for end in ends)


@lru_cache(maxsize=1)
def _announced() -> re.Pattern[str]:
    return _pattern("omission_lost.txt")


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{line})" for line in table(name)), re.I | re.S)


@lru_cache(maxsize=1)
def _cut_off() -> re.Pattern[str]:
    return _pattern("omission_cut.txt")


def came_before(article: Article, tellers: Collection[Article], told: Sequence[Sentence]) -> bool:
    """Whether a report surely came out before any of `tellers`, or before the day that all who `told` it give."""
    day = when(article)
    if tellers and all(before(day, when(t)) for t in tellers):
        return True
    happened = [_days(s) for s in told]
    return bool(day and happened) and all(found and before(day, max(found)) for found in happened)


def _days(sentence: Sentence) -> list[str]:
    """The days that a sentence names which its report could look back on."""
    found = (days(t.value) for t in sentence.times if t.type in ("DATE", "TIME") and t.value)
    return [str(d[1]) for d in found if d and d[0] == d[1] and str(d[1]) <= sentence.day]
