"""A parsed text as plain lists: one walk over the parse, then no property of a token is looked up again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from variorum.model.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = ("LOWER", "LEMMA", "POS", "TAG", "DEP")
_LEMMAS = {"hop": "hope", "accord": "according", "said": "say"}
"""Lemmas that the tagger's rules get wrong ("hoping" is no hopping, "said" no auxiliary)."""

_DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z.'’-]{2,20}(?:[ ,]{1,2}[A-Z][\w.'’-]{0,20}){0,5}[ ,]?(?:\([\w. /]{2,20}\)[ ]?)?(?:—|–|--| - )",
    re.M,
)


class Words:
    """Parallel lists over the words of a text. `left` and `right` are the first and last word of each one's subtree."""

    # fmt: off
    __slots__ = (
        "datelines", "dep", "end", "head", "kids", "left", "lemma", "lower", "n", "pos", "right",
        "sentence", "sentences", "start", "tag", "text",
    )
    # fmt: on

    def __init__(self, doc: Doc) -> None:
        import numpy as np

        table = doc.to_array([*_NAMES, "HEAD", "IDX", "LENGTH"]).astype(np.int64)
        self.text: str = doc.text
        self.n = len(table)
        columns = [self._strings(doc, table[:, i]) for i in range(len(_NAMES))]
        self.lower, lemma, self.pos, self.tag, self.dep = columns
        self.lemma = [_LEMMAS.get(x, x) for x in map(str.lower, lemma)]
        self.head: list[int] = (table[:, 5] + np.arange(self.n)).tolist()
        self.start: list[int] = table[:, 6].tolist()
        self.end: list[int] = (table[:, 6] + table[:, 7]).tolist()
        self._read_subtrees()
        self.datelines = self._read_datelines()

    @staticmethod
    def _strings(doc: Doc, column: object) -> list[str]:
        import numpy as np

        keys, back = np.unique(column, return_inverse=True)  # type: ignore[call-overload]
        strings = doc.vocab.strings
        names = [strings[int(k) & 0xFFFFFFFFFFFFFFFF] if k else "" for k in keys]
        return [names[i] for i in back.tolist()]

    def _read_subtrees(self) -> None:
        """Edges and children of every word; a sentence is what hangs below one root."""
        head, left, right = self.head, list(range(self.n)), list(range(self.n))
        kids: list[list[int]] = [[] for _ in range(self.n)]
        order: list[int] = []
        for i, h in enumerate(head):
            if h == i:
                order.append(i)
            else:
                kids[h].append(i)
        root = list(range(self.n))
        for i in order:  # grows while it is read: heads before those that hang on them
            order += kids[i]
            for k in kids[i]:
                root[k] = root[i]
        for i in reversed(order):
            h = head[i]
            left[h], right[h] = min(left[h], left[i]), max(right[h], right[i])
        firsts = [i for i in range(self.n) if i == 0 or root[i] != root[i - 1]]
        self.left, self.right, self.kids = left, right, kids
        self.sentences = list(zip(firsts, [*firsts[1:], self.n], strict=False))
        self.sentence = [k for k, (a, b) in enumerate(self.sentences) for _ in range(a, b)]

    def _read_datelines(self) -> frozenset[int]:
        """The words of "KESTREL BAY, Norland (NP) —" at the beginning of a paragraph."""
        found: set[int] = set()
        for match in _DATELINE.finditer(self.text):
            low, high = bisect_left(self.start, match.start()), bisect_left(self.start, match.end())
            found.update(range(low, high))
        return frozenset(found)

    def glued(self, i: int) -> bool:
        """Whether no blank stands before or behind word `i`."""
        before = i == 0 or self.end[i - 1] == self.start[i]
        return before and (i + 1 == self.n or self.end[i] == self.start[i + 1])

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
