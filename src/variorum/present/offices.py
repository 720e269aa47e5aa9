"""What somebody is, in a report's own words: the title before their name, or what stands behind it between commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from variorum.language.names import title_words, titles
from variorum.model import DossierArticle, Evidence, Span
from variorum.present.context import Office
from variorum.present.edition import Edition, ref
from variorum.present.sigla import place

_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "madam", "lord", "lady"})
"""Forms of address: they say nothing of what somebody is."""
_OPENERS = frozenset({
    "a", "after", "although", "an", "and", "as", "at", "because", "before", "both", "but", "by", "for", "from", "if",
    "in", "on", "since", "so", "the", "though", "to", "until", "when", "while", "with",
})  # fmt: skip
"""Words that open a sentence in capitals and are no part of a title."""
_LONGEST = 60
"""Code points of a title or of what stands behind a name."""
_WORDS = 7
_JOINTS = (2, 1)
"""Small words within a title, at most."""
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my"})
_PLAIN = 2
"""Words in small letters before a title that belong to it behind a determiner: "the harbour minister"."""
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
    first = _opened([word for _, word in tokens])
    words = [w for _, word in tokens[first:] for w in _plain(word)]
    if not any(tuple(words[-len(title) :]) == title for title in titles() if title[0] not in _ADDRESS):
        return None
    return None if _is_plural(words[-1]) else Span(tokens[first][0], end - 1)


def _opened(words: Sequence[str]) -> int:
    """The number of the word that a title which ends with the last of `words` begins with."""
    first = len(words)
    while first:
        joined = next((n for n in _JOINTS if n < first < len(words) and _joins(words[first - n - 1 : first])), 0)
        if not joined and not _belongs(words[first - 1]):
            break
        first -= joined + 1 if joined else 1
    plain = next((n for n in range(1, _PLAIN + 1) if n < first and words[first - n - 1].casefold() in _DETERMINERS), 0)
    spared = words[first - plain : first]
    return first - plain if first < len(words) and all(w.isalpha() and w not in _OPENERS for w in spared) else first


def _joins(words: Sequence[str]) -> bool:
    """Whether a title goes on before these small words: "Secretary of", "counsel to the"."""
    head, *small = words
    return _is_title(head) and tuple(small) in {("of",), ("of", "the"), ("to", "the"), ("for", "the")}


def _belongs(word: str) -> bool:
    return (word[:1].isupper() or _is_title(word)) and word[-1] not in ",;:”" and word.casefold() not in _OPENERS


def _is_plural(word: str) -> bool:
    """Whether a title is that of several: "Sens. Moss and Hale"."""
    return word.endswith("s") and word[:-1] in title_words()


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in title_words()


def _plain(text: str) -> list[str]:
    return text.casefold().replace(".", "").split()
