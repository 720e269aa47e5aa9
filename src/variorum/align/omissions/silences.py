"""A report's silence about a statement, with the sentence of it that comes nearest."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.align.omissions.sureness import Limits, is_silent
from variorum.align.omissions.telling import Statement, Telling
from variorum.align.sentences import Sentence
from variorum.align.words import stem, surface_words
from variorum.model import Silence

_SHOWN = 4
"""Words shown that both have."""


def silence(telling: Telling, statement: Statement, article: str, limits: Limits) -> Silence | None:
    """What a report has instead, where it surely does not tell the statement; else `None`."""
    found = telling.nearness(statement, article)
    if not is_silent(found, limits) or found.sentence is None:
        return None
    return Silence(
        article=article,
        nearest=found.sentence.evidence(stance="mentions"),
        likeness=round(found.likeness, 3),
        shared=tuple(_shared(telling, statement, found.sentence)),
    )


def _shared(telling: Telling, statement: Statement, near: Sentence) -> Iterator[str]:
    """The content words that a sentence shares with those that tell it, as they stand in it, the rarest first."""
    stems = near.stems.intersection(frozenset().union(*(s.stems for s in statement.sentences)))
    text = near.article.text
    words = [text[s.start : s.end] for s in surface_words(text, near.span)]
    forms = {stem(word.lower().replace("’", "'")): word for word in reversed(words)}
    ranked = sorted(stems & forms.keys(), key=lambda s: (-telling.rarity.of(s), s))
    yield from (forms[s] for s in ranked[:_SHOWN])
