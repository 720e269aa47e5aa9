"""The same words after another modal: "were expected to include fraud", "will include fraud"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.align.differences.facing.ground import Ground, Told
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.align.words import stopwords
from variorum.model import Span

RUN = 3
"""Words that follow alike, at least; the first and one more of them say something."""
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
_MODALS = (
    ("certain to come", re.compile(r"\b(?:will|shall)(?:\s+(?:also|be))*$", re.I)),
    ("expected", re.compile(r"\b(?:expected|likely|set|due|poised|scheduled|slated)\s+to(?:\s+(?:also|be))*$", re.I)),
)
_NEGATED = re.compile(r"\b(?:not|never|no\s+longer|unless|if|whether)\b(?:\W+\w+){0,4}$", re.I)
_BEFORE = 40


def modals(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of places where the same words follow two modals of another strength."""
    mine, theirs = (ground.once(_after_modals, s) for s in (facing.one, facing.other))
    for words, (how, span) in mine.items():
        if words in theirs and theirs[words][0] != how:
            other_how, other_span = theirs[words]
            yield ground.told(how, facing.one, span), ground.told(other_how, facing.other, other_span)


def _after_modals(sentence: Sentence, _: Ground) -> dict[tuple[str, ...], tuple[str, Span]]:
    """By the words behind a modal how strong it is, and where they stand."""
    found: dict[tuple[str, ...], tuple[str, Span]] = {}
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(sentence.text)]
    for at in range(1, len(tokens) - RUN + 1):
        words = tuple(word for word, *_ in tokens[at : at + RUN])
        if words[0] in stopwords() or all(w in stopwords() for w in words[1:]):
            continue
        before = sentence.text[max(0, tokens[at][1] - _BEFORE) : tokens[at][1]].rstrip()
        how = next((name for name, pattern in _MODALS if pattern.search(before)), None)
        if how and not _NEGATED.search(before):
            base = sentence.span.start
            found[words] = how, Span(base + tokens[at][1], base + tokens[at + RUN - 1][2])
    return found
