"""What one report says a thing is, and another that it is not: "it is a hoax", "it is not a hoax".

Only nouns are compared, and only such as few sentences of the story hold: then both speak of one thing, though mostly
neither names it, and two speakers stand behind the two. What somebody asks, doubts or supposes is said by nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import apart
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.values import BEFORE, DENIAL, UNSURE
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords
from variorum.model import Difference, Entity, Span

MOST_HELD = 12
"""Sentences that hold the noun, beyond which it says nothing of what is spoken of."""
SHORTEST = 4
"""Letters of a noun."""
_IS = r"\b(?:is|was|are|were|(?<=\w)['’]s)"
_IS_A = re.compile(
    _IS + r"\s+(?:simply\s+|just\s+|clearly\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,2}?([a-z]+)\b(?!\s+[a-z])", re.I
)
_IS_NO = re.compile(
    _IS + r"(?:n['’]t|\s+not|\s+no)\s+(?:an?\s+|the\s+|any\s+)?(?:[\w-]+\s+)??([a-z]+)\b(?!\s+[a-z])", re.I
)


@dataclass(frozen=True, eq=False)
class Called:
    """A noun that a sentence says something is, or is not."""

    sentence: Sentence
    span: Span
    noun: str
    denied: bool


def find_copulas(sentences: Sequence[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per noun that one report affirms and another denies of something."""
    held = Counter(word for sentence in sentences for word in sentence.stems)
    under: dict[str, list[Called]] = defaultdict(list)
    for called in (c for s in sentences for c in _called(s)):
        if held[stem(called.noun)] <= MOST_HELD:
            under[stem(called.noun)].append(called)
    for _, found in sorted(under.items()):
        yes, no = ([c for c in found if c.denied is denied] for denied in (False, True))
        pair = next(((a, b) for a in yes for b in no if _may_part(a, b)), None)
        if pair:
            yield _difference(*pair, names)


def _called(sentence: Sentence) -> Iterator[Called]:
    if sentence.text.rstrip("\"”’' ").endswith("?"):
        return
    for denied, pattern in ((True, _IS_NO), (False, _IS_A)):
        for found in pattern.finditer(sentence.text):
            noun, before = found.group(1).lower(), sentence.text[max(0, found.start() - BEFORE) : found.start()]
            plain = len(noun) >= SHORTEST and noun not in stopwords()
            if plain and not UNSURE.search(before) and (denied or not DENIAL.search(before)):
                start = sentence.span.start
                yield Called(sentence, Span(start + found.start(), start + found.end()), noun, denied)


def _may_part(one: Called, other: Called) -> bool:
    """Whether two reports' sentences may speak of one thing: nothing but a day may part them."""
    return one.sentence.article.id != other.sentence.article.id and not apart(one.sentence, other.sentence)


def _difference(yes: Called, no: Called, names: Mapping[str, Entity]) -> Difference:
    sides = [account(c.noun if c is yes else f"not {c.noun}", [_place(c)]) for c in (yes, no)]
    shared = sorted(yes.sentence.entities & no.sentence.entities & names.keys())
    return difference(
        "position",
        sides,
        why=f"One calls it “{yes.noun}”, another says that it is none.",
        about=", ".join(names[n].name for n in shared[:2]) or yes.noun,
        compatible=False,
        weight=1.0 + 0.1 * reports(sides),
    )


def _place(called: Called) -> tuple[Sentence, Span]:
    return called.sentence, clause_of(called.sentence, called.span)
