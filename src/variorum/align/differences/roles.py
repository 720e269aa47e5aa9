"""One person introduced by two roles: "his former aide" in one report, "the party's press director" in another.

A role is an apposition or what stands right before a name. Two reports part only where no role of the one is a role of
the other in other words (`tables/difference_roles.txt`); offices and titles are left out: who holds one has many.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.clauses import clause_of
from variorum.align.differences.build import account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Difference, Entity, Mention, Span

WINDOW = 70
"""Code points on either side of a name in which its bearer's role is looked for."""
LONGEST = 8
"""Words of a role."""
_BEHIND = re.compile(
    r",?\s*(?:\(?\d{2}\)?,\s*)?(?:who\s+(?:is|was)\s+)?((?:an?|the|his|her|their|its|our|my|one of)\s[^,;:.()“”\"—\n]+)"
)
_BEHIND_STARTS = re.compile(r"\s*,|\s+(?:is|was)\s")
_BEFORE = re.compile(
    r"((?:(?:an?|the|his|her|their|its|[A-Z][\w.’']*['’]s?)\s+)?(?:[\w’'-]+\s+){0,4}[\w’'-]+)\s*,?\s*$"
)
_WORD = re.compile(r"[\w’'-]+")
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its", "our", "my"})
_DESCRIBES = frozenset(
    {"former", "longtime", "long-time", "top", "senior", "chief", "personal", "retired", "veteran", "prominent"}
)
_OFFICE = 25
"""Code points behind a role in which the rest of an office may stand ("chief | of staff")."""
_BESIDE = re.compile(r"\b(?:with|beside|alongside|and|by|like|unlike|for|to|from|of|against|behind|about)\s+$", re.I)
_OTHERS = re.compile(r"['’]s\s+\S*$|\b(?:of|to|for|with|by|from|against|and)\s*$", re.I)


@dataclass(frozen=True)
class Role:
    """What a report calls a person: the words, and the group of the word that says it."""

    sentence: Sentence
    span: Span
    group: int

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(self.sentence.article.text[self.span.start : self.span.end].split())


def find_roles(sentences: Iterable[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per person whom two reports introduce by different roles."""
    told: dict[str, dict[str, list[Role]]] = defaultdict(lambda: defaultdict(list))
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.label == "PERSON" and mention.entity:
                told[mention.entity][sentence.article.id] += _roles(sentence, mention)
    for person, by_article in sorted(told.items()):
        parted = _parted([roles for _, roles in sorted(by_article.items()) if roles])
        if parted and person in names:
            yield _difference(names[person].name, parted)


def _parted(reports_: list[list[Role]]) -> list[list[Role]]:
    """The roles of the two reports that share none, each group of roles once; nothing where all share one."""
    for at, one in enumerate(reports_):
        for other in reports_[at + 1 :]:
            if {r.group for r in one}.isdisjoint(r.group for r in other):
                return [[one[0]], [other[0]]]
    return []


def _roles(sentence: Sentence, mention: Mention) -> Iterator[Role]:
    text, low, high = sentence.article.text, sentence.span.start, sentence.span.end
    end = mention.end
    if _BEHIND_STARTS.match(text, end, high) and (found := _BEHIND.match(text, end, min(high, end + WINDOW))):
        yield from _role(sentence, Span(found.start(1), found.end(1)), last=False)
    before = text[max(low, mention.start - WINDOW) : mention.start]
    owner = text.startswith(("'s", "’s"), end) or text[:end].endswith(("'s", "’s"))
    if not owner and (found := _BEFORE.search(before)) and not _OTHERS.search(before):
        shift = max(low, mention.start - WINDOW)
        beside = before.rstrip().endswith(",") and not text.startswith((",", ".", ";", ")"), end)
        for role in _role(sentence, Span(shift + found.start(1), shift + found.end(1)), last=True):
            if not (beside and _BESIDE.search(text[low : role.span.start])):
                yield role  # not "sitting beside his wife, Marrow said"


def _role(sentence: Sentence, span: Span, *, last: bool) -> Iterator[Role]:
    """The role in the words of `span`: its last word where they stand before a name, else the first that is one."""
    if _offices().search(_text(sentence, Span(span.start, min(sentence.span.end, span.end + _OFFICE)))):
        return
    words = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(_text(sentence, span))]
    words = _phrase(sentence, words) if last else words[:LONGEST]
    groups = [_groups().get(_text(sentence, w).lower()) for w in words]
    held = [at for at, group in enumerate(groups) if group is not None]
    if not held or (last and groups[-1] is None):
        return
    at = held[-1] if last else held[0]
    if not last and at + 1 < len(words) and _text(sentence, words[at + 1])[:1].isupper():
        return  # "Marrow, the comedian Tomas Vael and others": a list
    yield Role(sentence, Span(words[0].start, words[at].end), groups[at] or 0)


def _phrase(sentence: Sentence, words: list[Span]) -> list[Span]:
    """The words before a name that belong to its role: from the last article on, or what is known to describe."""
    kept: list[Span] = []
    for word in reversed(words):
        shown = _text(sentence, word)
        if kept and shown.lower() in _ARTICLES:
            return [word, *kept]
        describes = shown[:1].isupper() or shown.lower() in _DESCRIBES or shown.lower() in _groups()
        if not describes and not shown.endswith(("'s", "’s", "ing", "-old")):
            break
        kept.insert(0, word)
    return kept[-4:]


def _text(sentence: Sentence, span: Span) -> str:
    return sentence.article.text[span.start : span.end]


@lru_cache(maxsize=1)
def _offices() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(line) for line in table("difference_offices.txt")) + r")\b", re.I)


@lru_cache(maxsize=1)
def _groups() -> dict[str, int]:
    return {word: at for at, line in enumerate(table("difference_roles.txt")) for word in line.split()}


def _difference(name: str, parted: list[list[Role]]) -> Difference:
    sides = [account(rs[0].text, [(r.sentence, clause_of(r.sentence, r.span)) for r in rs]) for rs in parted]
    return difference(
        "statement",
        sides,
        why=f"{name} is called “{sides[0].value}” here and “{sides[1].value}” there.",
        about=name,
        compatible=True,
        weight=0.7 + 0.1 * reports(sides),
    )
