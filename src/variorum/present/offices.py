"""What somebody is, in a report's own words: the title before their name, or what stands behind it between commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from variorum.language.names import title_words, titles
from variorum.model import DossierArticle, Evidence, Span
from variorum.present.context import Office
from variorum.present.edition import Edition, ref
from variorum.present.sigla import place

_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "madam", "lord", "lady"})
"""Forms of address: they say nothing of what somebody is."""
_OPENERS = frozenset({
    "a", "after", "although", "an", "and", "as", "at", "because", "before", "but", "by", "for", "from", "if", "in",
    "on", "since", "so", "the", "though", "to", "until", "when", "while", "with",
})  # fmt: skip
"""Words that open a sentence in capitals and are no part of a title."""
_LONGEST = 60
"""Code points of a title or of what stands behind a name."""
_WORDS = 7
_BEFORE = re.compile(r"\S+(?= )")
_BEHIND = re.compile(r", (?:an?|the|its|his|her) ([^,.;:()“”\"\n]{3,60}), ")


def offices(ed: Edition) -> dict[str, Office]:
    """What each person is, by entity: as most reports say it, at best at length."""
    said: dict[str, dict[str, list[tuple[tuple[int, str], Span, str]]]] = defaultdict(lambda: defaultdict(list))
    people = {id for id, entity in ed.entities.items() if entity.label == "PERSON"}
    for article in ed.articles.values():
        for mention in article.mentions:
            if mention.entity in people:
                for span in _around(article, mention.start, mention.end):
                    words = article.text[span.start : span.end]
                    where = (place(ed.sigla[article.id]), span, article.id)
                    said[str(mention.entity)][words.casefold()].append(where)
    return {entity: _office(ed, found) for entity, found in said.items()}


def _office(ed: Edition, found: dict[str, list[tuple[tuple[int, str], Span, str]]]) -> Office:
    best = max(found, key=lambda words: (len({where[2] for where in found[words]}), len(words), words))
    _, span, article = min(found[best])
    words = ed.articles[article].text[span.start : span.end]
    return Office(words, ref(ed, Evidence(article, (span,), words)), article, span)


def _around(article: DossierArticle, start: int, end: int) -> Iterator[Span]:
    """The title before a name and what stands behind it, where they name an office."""
    behind = _BEHIND.match(article.text, end, end + _LONGEST + 12)
    if behind and any(word in title_words() for word in _plain(behind[1])):
        yield Span(*behind.span(1))
    if before := _before(article, start):
        yield before


def _before(article: DossierArticle, end: int) -> Span | None:
    """The words before a name that are capitalised or name an office, if they end with a title."""
    opened = max((s.start for s in article.sentences if s.start <= end), default=0)
    low = max(opened, end - _LONGEST)
    tokens = [(m.start(), m[0]) for m in _BEFORE.finditer(article.text, low, end)][-_WORDS:]
    if not tokens or tokens[-1][0] + len(tokens[-1][1]) + 1 != end:
        return None
    run: list[tuple[int, str]] = []
    for n in range(len(tokens) - 1, -1, -1):
        word = tokens[n][1]
        joins = word == "of" and bool(run) and n > 0 and _is_title(tokens[n - 1][1])
        if not (joins or word[:1].isupper() or _is_title(word)) or word[-1] in ",;:”" or word.casefold() in _OPENERS:
            break
        run.insert(0, tokens[n])
    words = [w for _, word in run for w in _plain(word)]
    if not any(tuple(words[-len(title) :]) == title for title in titles() if title[0] not in _ADDRESS):
        return None
    return Span(run[0][0], end - 1)


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in title_words()


def _plain(text: str) -> list[str]:
    return text.casefold().replace(".", "").split()
