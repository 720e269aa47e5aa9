"""A parsed text by character offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as NamedSpan


class Tokens:
    """A doc's tokens by character offset, and its sentences: `token.sent` would read the whole doc each time."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text  # `doc.text` is put together from the tokens each time it is asked for
        self.starts: list[int] = doc.to_array("IDX").tolist() if len(doc) else []

    @cached_property
    def _sentence_starts(self) -> list[int]:
        marks = self.doc.to_array("SENT_START").tolist() if len(self.doc) else []
        return [i for i, mark in enumerate(marks) if mark == 1 or i == 0]

    @cached_property
    def _names(self) -> Sequence[NamedSpan]:
        return self.doc.ents

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self._names]

    def names_between(self, first: int, end: int) -> Sequence[NamedSpan]:
        """The named entities that start at token `first` or later and before token `end`."""
        return self._names[bisect_left(self._name_starts, first) : bisect_left(self._name_starts, end)]

    def sentence(self, i: int) -> tuple[int, int]:
        """First token of the sentence of token `i`, and the first behind it."""
        starts = self._sentence_starts
        n = bisect_right(starts, i)
        return starts[n - 1] if n else 0, starts[n] if n < len(starts) else len(self.doc)

    def at_or_after(self, offset: int) -> int:
        """Index of the first token that starts at or behind `offset`; the doc's length when there is none."""
        return bisect_left(self.starts, offset)
