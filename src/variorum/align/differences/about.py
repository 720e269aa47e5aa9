"""What a difference is about, in real words: names that both sides know, and words as one report writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from variorum.align.differences.anchors import around_text
from variorum.align.sentences import Sentence
from variorum.align.words import stem, surface_words
from variorum.model import Entity, Span

MOST, MOST_NAMES = 4, 2
"""Words and names shown, and names among them, at most."""
SHORTEST = 4
"""Letters of a word worth showing: shorter ones are titles and particles."""


def about(sentence: Sentence, span: Span, shared: Sequence[str], names: Mapping[str, Entity]) -> str:
    """The first of `shared` (tokens of `anchors`, the rarest first) in the order of `sentence`.

    Where the sentence holds none of them as a word, the words under `span` say what it is about.
    """
    found = [*_names(sentence, shared, names)[:MOST_NAMES]]
    found += _words(sentence, shared)[: MOST - len(found)]
    shown = dict.fromkeys(text for _, text in sorted(found))
    return ", ".join(shown) or " ".join(sentence.article.text[span.start : span.end].split()[:MOST])


def _names(sentence: Sentence, shared: Collection[str], names: Mapping[str, Entity]) -> list[tuple[int, str]]:
    at = {m.entity: m.start for m in reversed(sentence.mentions) if m.entity}
    return [(at[token], names[token].name) for token in shared if token in names and token in at]


def _words(sentence: Sentence, shared: Sequence[str]) -> list[tuple[int, str]]:
    """The heads of the clauses' slots that carry a shared token, by its rank; a word inside a name belongs to that."""
    named = [(m.start, m.end) for m in sentence.mentions if m.entity]
    heads = {stem(a.head) for e in sentence.events for a in e.args if a.head}
    held: dict[str, tuple[int, str]] = {}
    for span in surface_words(sentence.article.text, sentence.span):
        word = sentence.article.text[span.start : span.end]
        if len(word) >= SHORTEST and stem(word.lower()) in heads and not any(lo <= span.start < hi for lo, hi in named):
            for token in around_text(word):
                held.setdefault(token, (span.start, word))
    return [held[token] for token in shared if token in held]
