"""One person to whom two reports give two trades: a nurse here, a teacher there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Difference, Entity, Mention, Span

_ROLE = r"(?P<role>(?:[\w-]+\s+){0,4}?[a-z-]+)"
_ENDS = r"(?=\s+(?:who|whose|of|at|in|for|from|with|and|on|by|near|there|here)\b|[,.;:”\"])"
_BEHIND = re.compile(rf",?\s+(?:who\s+(?P<past>is|was|works\s+as|worked\s+as|had\s+been)\s+)?(?:a|an)\s+{_ROLE}{_ENDS}")
_IS = re.compile(rf"\s+(?P<past>is|was)\s+(?:a|an)\s+{_ROLE}{_ENDS}")
_AHEAD = re.compile(rf"\b(?:a|an|the|his|her|their|\w+['’]s)\s+{_ROLE},?\s+(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?$", re.I)
_FORMER = re.compile(r"\b(?:former|formerly|ex|retired|onetime|then|aspiring|would-be)\b", re.I)
_REACH = 70
"""Code points beside a name in which its bearer's trade stands."""

_Told = tuple[str, bool, Place]


def find_trades(sentences: Iterable[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per person and pair of trades, both of them present or both former."""
    told: dict[tuple[str, bool], dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.entity:  # whatever its label: who has a trade is a person
                for trade, former, place in _trades_of(sentence, mention):
                    told[mention.entity, former][trade].append(place)
    for (person, _), trades in sorted(told.items()):
        sides = [account(places[0][0].article.text[_words(places[0])], places) for _, places in sorted(trades.items())]
        if len(sides) > 1 and _by_others(sides[0].articles, sides[1].articles) and reports(sides) > 1:
            called = names[person].name if person in names else "this person"
            why = f"{called} is given different trades: {sides[0].value} and {sides[1].value}."
            yield difference("statement", sides, why=why, about=called, weight=1.0 + 0.1 * reports(sides))


def _by_others(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether no report gives both: one that does knows of both."""
    return not one & other


def _words(place: Place) -> slice:
    return slice(place[1].start, place[1].end)


def _trades_of(sentence: Sentence, mention: Mention) -> Iterator[_Told]:
    text, low, high = sentence.article.text, sentence.span.start, sentence.span.end
    ahead = _AHEAD.search(text[max(low, mention.start - _REACH) : mention.start])
    found = [(ahead, max(low, mention.start - _REACH))] if ahead else []
    found += [(m, 0) for p in (_BEHIND, _IS) if (m := p.match(text, mention.end, min(high, mention.end + _REACH)))]
    for match, base in found:
        words = match["role"].split()
        trade = _trade().get(words[-1].lower())
        if trade:
            past = match.groupdict().get("past") in ("was", "worked as", "had been")
            span = Span(base + match.start("role"), base + match.end("role"))
            yield trade, past or bool(_FORMER.search(match["role"])), (sentence, span)


@lru_cache(maxsize=1)
def _trade() -> dict[str, str]:
    """By name of a trade the first name of its line."""
    lines = [line.split() for line in table("difference_trades.txt")]
    return {word: line[0] for line in lines for word in line}
