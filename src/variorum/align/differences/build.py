"""Making differences: an account is a value and the places that state it, the best place first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xxhash import xxh3_64_hexdigest

from variorum.align.sentences import Sentence
from variorum.model import Difference, Evidence, Side, Span
from variorum.model.records import DifferenceKind

MOST_PLACES = 5
"""Places shown of an account, one of each report first: a reader who doubts five is not convinced by a sixth."""

_GOES_ON = re.compile(r"\s+(?:that|whether|of|to|for|against|about|from|than)\b")
"""What must not be cut off: "found no evidence | that the scales were wrong"."""

Place = tuple[Sentence, Span]
"""The words that state a value, in their sentence."""


@dataclass(frozen=True)
class Account:
    """One side of a difference before it is shown."""

    value: str
    places: tuple[Place, ...]

    @property
    def day(self) -> str:
        """The day of the earliest report behind it."""
        return min(sentence.day for sentence, _ in self.places)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that give this account."""
        return frozenset(sentence.article.id for sentence, _ in self.places)


def account(value: str, places: Iterable[Place]) -> Account:
    """The account with the best place of each report before a second one of any, and no place inside another."""
    kept: list[Place] = []
    for sentence, span in places:
        if not any(s is sentence and max(o.start, span.start) < min(o.end, span.end) for s, o in kept):
            kept.append((sentence, span))
    seen: list[str] = []
    ranked: list[tuple[int, int, Place]] = []
    for sentence, span in kept:
        seen.append(sentence.article.id)
        ranked.append((seen.count(sentence.article.id), len(ranked), (sentence, span)))
    return Account(value, tuple(place for *_, place in sorted(ranked, key=lambda r: r[:2])))


def difference(
    kind: DifferenceKind,
    accounts: Sequence[Account],
    *,
    why: str,
    about: str = "",
    compatible: bool | None = None,
    development: bool = False,
    weight: float = 1.0,
) -> Difference:
    """A difference whose id follows from what it shows; its sides in the order of their reports' days."""
    sides = tuple(_side(a) for a in sorted(accounts, key=lambda a: a.day))
    shown = [f"{kind}|{about}", *(f"{s.value}|{e.article}|{e.exact}" for s in sides for e in s.evidence)]
    return Difference(
        id=xxh3_64_hexdigest("\n".join(shown).encode(errors="replace")),
        kind=kind,
        claim=None,
        sides=sides,
        compatible=compatible,
        development=development,
        why=why,
        about=about,
        weight=round(weight, 4),
    )


def _side(shown: Account) -> Side:
    places = sorted(shown.places[:MOST_PLACES], key=lambda p: (p[0].order, p[1]))
    return Side(shown.value, tuple(_cited(place) for place in places))


def _cited(place: Place) -> Evidence:
    """The words, to the end of the sentence where what they say goes on behind them."""
    sentence, span = place
    if not _GOES_ON.match(sentence.article.text, span.end, sentence.span.end):
        return sentence.evidence(span)
    return sentence.evidence(Span(span.start, sentence.span.end))


def reports(accounts: Iterable[Account]) -> int:
    """How many articles stand behind the accounts together."""
    return len(frozenset().union(*(a.articles for a in accounts)))
