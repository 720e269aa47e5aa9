"""Firsts and superlatives whose scope differs: "the first bridge" in one report, "the first steel bridge" in another.

A word between the rank and the noun that only one report has is a difference where it restricts
(`tables/difference_restricting.txt`): "the fifth coach" and "the fifth league coach" are one. So is another rank
for the same noun.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.claims.units import Unit
from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import apart
from variorum.align.differences.build import account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, table
from variorum.model import Difference, Entity, Span

LEAST_COSINE = 0.55
LEAST_COSINE_OF_ONE = 0.4
"""The same where both clauses are about the same one by name."""
LEAST_COSINE_OF_TWO = 0.65
"""The same for two ranks, which are mostly ranks of two things ("the first time", "the second time")."""
REACH = 4
"""Words behind a rank among which its noun is looked for."""
MOST_UNDER_KEY = 30
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, eq=False)
class Ranked:
    """A rank, the words up to its noun, and where they stand."""

    sentence: Sentence
    rank: str
    words: tuple[str, ...]
    span: Span
    who: frozenset[str]
    behind: str

    @property
    def text(self) -> str:
        """The words as printed."""
        return " ".join(self.sentence.article.text[self.span.start : self.span.end].split())


def find_ranks(
    sentences: Iterable[Sentence], units: Iterable[Unit], names: Mapping[str, Entity]
) -> Iterator[Difference]:
    """One difference per pair of near sentences whose ranks of one noun differ."""
    from variorum.language.vectors import embed

    clauses: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        clauses[id(unit.sentence)].append(unit)
    under: dict[str, list[Ranked]] = defaultdict(list)
    for ranked in (r for s in sentences for r in _ranked(s, clauses[id(s)])):
        under[stem(ranked.words[-1])].append(ranked)
    pairs = [
        (one, other)
        for places in under.values()
        for at, one in enumerate(places[:MOST_UNDER_KEY])
        for other in places[at + 1 : MOST_UNDER_KEY]
        if _differ(one, other)
    ]
    texts = sorted({r.sentence.text for p in pairs for r in p})
    row = dict(zip(texts, embed(texts), strict=True))
    near = [(float(row[a.sentence.text] @ row[b.sentence.text]), a, b) for a, b in pairs]
    taken: set[int] = set()
    for cosine, one, other in sorted(near, key=lambda p: (-p[0], p[1].sentence.order, p[2].sentence.order)):
        least = LEAST_COSINE_OF_ONE if one.who & other.who else LEAST_COSINE
        least = least if one.rank == other.rank else LEAST_COSINE_OF_TWO
        if cosine >= least and not {id(one.sentence), id(other.sentence)} & taken:
            taken |= {id(one.sentence), id(other.sentence)}
            yield _difference(one, other, cosine, names)


def _ranked(sentence: Sentence, clauses: Sequence[Unit]) -> Iterator[Ranked]:
    """Each rank with the words up to each content word behind it: which is its noun, the other report tells."""
    words = list(_WORD.finditer(sentence.text))
    for at, found in enumerate(words):
        rank = found.group().lower()
        if rank not in _ranks():
            continue
        for to in range(at + 1, min(len(words), at + 1 + REACH)):
            between = sentence.text[found.end() : words[to].end()]
            word = words[to].group().lower()
            if word in stopwords() or not re.fullmatch(r"[\w\s’'-]+", between):
                break
            start = sentence.span.start
            span = Span(start + found.start(), start + words[to].end())
            who = frozenset(n for u in clauses if u.span.start <= span.start < u.span.end for n in u.who)
            behind = _behind(sentence.text, words[to].end())
            held = tuple(w.group().lower() for w in words[at + 1 : to + 1])
            yield Ranked(sentence, rank, held, span, who, behind)


def _behind(text: str, at: int) -> str:
    """The stem of the content word right behind `at`, if one is: then what stands before it is no noun yet."""
    word = _WORD.match(text, at + 1) if text[at : at + 1] == " " else None
    found = word.group().lower() if word else ""
    return "" if found in stopwords() else stem(found)


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(word for line in table("difference_ranks.txt") for word in line.split())


@lru_cache(maxsize=1)
def _restricting() -> frozenset[str]:
    return frozenset(word for line in table("difference_restricting.txt") for word in line.split())


def _differ(one: Ranked, other: Ranked) -> bool:
    """Whether one noun has another rank, or a word more of it."""
    a, b = one.sentence, other.sentence
    if a.article.id == b.article.id or apart(a, b):
        return False
    left, right = ({stem(w) for w in r.words} for r in (one, other))
    if one.words[-1].rstrip("s") != other.words[-1].rstrip("s"):
        return False  # "the second accuser", "the second woman accuses"
    if one.rank == other.rank:
        # the words that one report has more must not stand anywhere in the other's sentence
        if (left - right) & b.stems or (right - left) & a.stems:
            return False
        return bool(left ^ right) and bool((set(one.words) ^ set(other.words)) & _restricting())
    if one.behind and other.behind and one.behind != other.behind:
        return False  # "the second black senator" and "the first black governor"
    return left == right and other.rank not in a.words and one.rank not in b.words


def _difference(one: Ranked, other: Ranked, cosine: float, names: Mapping[str, Entity]) -> Difference:
    sides = [account(r.text, [(r.sentence, clause_of(r.sentence, r.span))]) for r in (one, other)]
    shared = sorted(one.sentence.entities & other.sentence.entities & names.keys())
    return difference(
        "statement",
        sides,
        why=f"One report says “{one.text}”, another “{other.text}”.",
        about=", ".join(names[n].name for n in shared[:2]),
        compatible=one.rank == other.rank or None,
        weight=cosine + 0.2 + 0.1 * reports(sides),
    )
