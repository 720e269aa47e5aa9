"""Somebody who gave no answer in one report, and one in another of the same days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from variorum.align.clauses import whole
from variorum.align.differences.build import Place, account, difference, reports
from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Difference, Entity, Span

_GIVEN = re.compile(r"\b(?:in (?:a|an|the) (?:\w+ )?(?:statement|e-?mail|reply)|responded|replied|answered)\b")
"""What says that words are an answer; what somebody told a reporter may be of another day."""
_OWNS = re.compile(r"['’]s?\s")
_BEFORE = 70
"""Code points before "did not reply" in which stands who did not."""


def find_replies(sentences: Iterable[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per name of whom one report says that no answer came, and another prints one."""
    silent: dict[tuple[str, str], list[Place]] = defaultdict(list)
    answers: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for sentence in sentences:
        for name, span in _refusals(sentence):
            silent[name, sentence.day].append((sentence, span))
        for quote in sentence.quotes:
            if quote.speaker and quote.mode != "indirect" and _GIVEN.search(sentence.text):
                answers[quote.speaker, sentence.day].append((sentence, whole(sentence)))
    for (name, day), places in sorted(silent.items()):
        given = answers.get((name, day), [])
        sides = [account("no answer", places), account("an answer", given)] if given else []
        articles = {s.article.id for s, _ in places}
        if sides and not articles & {s.article.id for s, _ in given}:
            called = names[name].name if name in names else "the one asked"
            yield difference(
                "statement",
                sides,
                why=f"One report says that {called} gave no answer, another prints one.",
                about=called,
                compatible=True,
                weight=0.5 + 0.1 * reports(sides),
            )


def _refusals(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    """Who gave no answer: the only name before the words that say so."""
    for match in _patterns().finditer(sentence.text):
        at = sentence.span.start + match.start()
        if any(c.holds(at) for q in sentence.quotes for c in q.contents):
            continue  # it was not the report that asked
        near = [m for m in sentence.mentions if at - _BEFORE <= m.start < at]
        owned = any(_OWNS.match(sentence.article.text, m.end) for m in near)  # "Falk's lawyer declined to comment"
        if len({m.entity for m in near}) == 1 and near[0].entity and near[0].label in ("PERSON", "ORG") and not owned:
            yield near[0].entity, whole(sentence)


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{line})" for line in table("difference_replies.txt")), re.I)
