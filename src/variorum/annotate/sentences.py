"""Sentences, as the parse cuts them, without the white space around them and with the marks that close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLOSING = frozenset("\"'”’»)],.!?…")
"""What ends a sentence; the parse cuts a straight mark at a paragraph's end off as a sentence of its own."""


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of `doc` in order; none is empty and none runs over a paragraph's end."""
    found: list[Span] = []
    text = doc.text  # put together from the tokens each time it is asked for
    for sentence in doc.sents:
        start, end = _trimmed(text, sentence.start_char, sentence.end_char)
        if start == end:
            continue
        if found and _closes(text, found[-1].end, start, end):
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return tuple(found)


def _closes(text: str, before: int, start: int, end: int) -> bool:
    """Whether `text` from `start` holds nothing but marks that close the sentence of the same line that ends at
    `before`."""
    return _CLOSING.issuperset(text[start:end]) and not text[before:start].strip(" ")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
