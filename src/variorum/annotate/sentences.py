"""Sentences, as the parse cuts them, without the white space around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of `doc` in order; none is empty and none runs over a paragraph's end."""
    found: list[Span] = []
    text = doc.text  # put together from the tokens each time it is asked for
    for sentence in doc.sents:
        start, end = _trimmed(text, sentence.start_char, sentence.end_char)
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
