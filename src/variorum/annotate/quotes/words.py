"""A parsed text as plain lists: one walk over the parse, then no property of a token is looked up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.model.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = ("LOWER", "LEMMA", "POS", "TAG", "DEP")
_LEMMAS = {"hop": "hope", "accord": "according"}
"""Lemmas that the tagger's rules get wrong ("hoping" is no hopping)."""

SILENT = frozenset({"SPACE", "PUNCT"})


class Words:
    """Parallel lists over the words of a text. `left` and `right` are the first and last word of the subtree of each."""

    __slots__ = (
        "dep", "end", "head", "kids", "left", "lemma", "lower", "n", "pos", "right", "sentence", "sentences", "start",
        "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        import numpy as np

        table = doc.to_array([*_NAMES, "HEAD", "IDX", "LENGTH", "SENT_START"]).astype(np.int64)
        self.text: str = doc.text
        self.n = len(table)
        columns = [self._strings(doc, table[:, i]) for i in range(len(_NAMES))]
        self.lower, lemma, self.pos, self.tag, self.dep = columns
        self.lemma = [_LEMMAS.get(x, x) for x in map(str.lower, lemma)]
        self.head: list[int] = (table[:, 5] + np.arange(self.n)).tolist()
        self.start: list[int] = table[:, 6].tolist()
        self.end: list[int] = (table[:, 6] + table[:, 7]).tolist()
        self._read_sentences(table[:, 8].tolist())
        self._read_subtrees()

    @staticmethod
    def _strings(doc: Doc, column: object) -> list[str]:
        import numpy as np

        keys, back = np.unique(column, return_inverse=True)  # type: ignore[call-overload]
        strings = doc.vocab.strings
        names = [strings[int(k) & 0xFFFFFFFFFFFFFFFF] if k else "" for k in keys]
        return [names[i] for i in back.tolist()]

    def _read_sentences(self, begins: list[int]) -> None:
        firsts = [i for i, b in enumerate(begins) if b == 1 or i == 0]
        self.sentences = list(zip(firsts, [*firsts[1:], self.n], strict=False))
        self.sentence = [0] * self.n
        for k, (a, b) in enumerate(self.sentences):
            self.sentence[a:b] = [k] * (b - a)

    def _read_subtrees(self) -> None:
        self.left = list(range(self.n))
        self.right = list(range(self.n))
        self.kids: list[list[int]] = [[] for _ in range(self.n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)
            j = i
            while (h := self.head[j]) != j:
                if i < self.left[h]:
                    self.left[h] = i
                elif i > self.right[h]:
                    self.right[h] = i
                j = h

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of word `i` with one of these relations."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def above(self, i: int) -> Iterator[int]:
        """The words above `i`, from its head up."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` to word `last`, both within."""
        return Span(self.start[first], self.end[last])
