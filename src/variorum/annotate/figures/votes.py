"""Votes: "52-48", "a 5-4 ruling", "by a vote of 134 to 63" are two counts of one ballot, no range, score or year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.annotate.figures.circumstances import circumstances
from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens
from variorum.language.numerals import value_of
from variorum.model import Figure, Time

_NUMBER = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_BALLOT = re.compile(
    rf"(?<![\w.,:/$€£%–-])(?P<one>{_NUMBER})(?: votes)?(?P<gap> ?[-–‑] ?| to |-to-| in favou?r(?: and|,) | for and )"
    rf"(?P<other>{_NUMBER})(?![\w%:/°]|[.,]\d|[-–‑]\w)",
    re.I,
)
_WHAT = re.compile(r"[ -][a-z]+(?:[ -][a-z]+){0,2}")
_TRAIL = re.compile(
    r" (?:to|for|in|on|against|that|along|with|after|last|this|and|but|late|early|when|at|not|without|as|if|opposed)\b"
    r"| [A-Z]|[.,;:)”’\"']|\Z"
)
_OF = re.compile(r"\b(?:vote|votes|tally|count|ballot|division) (?:was |of |stood at )?\Z", re.I)
_CLAUSE = re.compile(r"[^.;:!?\n]*\Z")
_WORD = re.compile(r"[a-z]+", re.I)
_WINDOW = 90
"""Code points before the numbers in which the clause's verb is looked for."""


def find_votes(tokens: Tokens, times: Sequence[Time], by: str) -> Iterator[Figure]:
    """Both counts of every ballot, in order; which of them is for and which against is not told apart."""
    for match in _BALLOT.finditer(tokens.text):
        if _is_ballot(tokens.text, match):
            yield from _counts(tokens, match, times, by)


def _is_ballot(text: str, match: re.Match[str]) -> bool:
    behind = _WHAT.match(text, match.end())
    if behind and word_list("vote_nouns") & set(_WORD.findall(behind.group())):
        return True
    before = text[max(0, match.start() - _WINDOW) : match.start()]
    if _OF.search(before):
        return True
    if not _TRAIL.match(text, match.end()):
        return False  # "voted to let 10 to 15 boats in"
    clause = _CLAUSE.search(before)
    words = [w.lower() for w in _WORD.findall(clause.group() if clause else "")]
    if words and words[-1] in ("from", "between", "of", "for", "about", "over", "under"):
        return False
    if word_list("vote_verbs") & set(words):
        return True
    return bool(word_list("passing_verbs") & set(words) and word_list("passed_nouns") & set(words))


def _counts(tokens: Tokens, match: re.Match[str], times: Sequence[Time], by: str) -> Iterator[Figure]:
    values = {side: value_of(match[side]) or 0.0 for side in ("one", "other")}
    around = circumstances(tokens, min(tokens.at_or_after(match.start()), len(tokens.doc) - 1), None, times)
    for side, value in values.items():
        rest = values["other" if side == "one" else "one"]
        yield Figure(
            *match.span(side),
            low=value,
            high=value,
            unit="vote",
            counted="tied vote" if value == rest else "larger vote" if value > rest else "smaller vote",
            by=by,
            score=0.8,
            head="vote",
            predicate=around.predicate,
            when=around.when,
            where=around.where,
            said_by=around.said_by,
        )
