"""A predicate as a report writes it: its auxiliaries, its negation, and whether it says anything by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.align.sentences import Sentence
from variorum.align.words import table
from variorum.model import Span

_BEFORE = 60
"""Code points before a predicate in which its auxiliaries are looked for."""
_CHAIN = re.compile(
    r"(?:\b(?:(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|ca|wo)(?:n['’]t)?"
    r"|not|never|no\s+longer|nobody|ever|yet|also)\b\s*)+$",
    re.I,
)
NEGATED_OBJECT = re.compile(r"\w+\W+(?:\w+\W+){0,2}(?:no|nothing|nobody|none|neither)\b", re.I)


def is_light(lemma: str) -> bool:
    """Whether a predicate says too little for "he did" and "he did not" to be about one thing."""
    return lemma in _light()


def in_words_of(sentence: Sentence, span: Span) -> str:
    """A predicate as the report writes it, with the auxiliaries and the negation in front."""
    text = sentence.article.text
    before = text[max(sentence.span.start, span.start - _BEFORE) : span.start]
    chain = _CHAIN.search(before)
    return " ".join(((chain.group() if chain else "") + text[span.start : span.end]).split())


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(word for line in table("difference_light_verbs.txt") for word in line.split())
