"""Which words of a sentence a claim is shown by, beside the claims that are shown already.

Two facts of one sentence are two claims. Where another row has told the rest of it, the second row shows the clause
that is its own, if that can be read alone, and not the whole sentence again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.units import Unit
from variorum.align.claims.wording import wordings
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, words_of
from variorum.model import Span

_TOLD = 0.75
"""Share of the content words of the rest of a sentence that another row has to have."""

_REST = 2
"""Content words of it, at least: "officials said" is nothing to be spared."""


@dataclass(frozen=True)
class Words:
    """Words of a sentence (index `at`) that can be shown: their place in its article, and themselves on one line."""

    at: int
    span: Span
    text: str

    @classmethod
    def of(cls, at: int, sentence: Sentence, span: Span) -> Words:
        """The words under `span` of a sentence."""
        return cls(at, span, " ".join(sentence.article.text[span.start : span.end].split()))


def own(words: Words, clauses: Iterable[Unit], shown: Mapping[int, Sequence[str]]) -> Words:
    """The words of the clause that is a claim's own, where a row has told the rest; else `words` as they are.

    `clauses` are those for which the claim was found; `shown` are the lines of the rows that rest on a sentence, by its
    index.
    """
    lines = shown.get(words.at, ())
    unit = next((u for u in clauses if u.at == words.at), None)
    if unit is None or not lines:
        return words
    for span in wordings(unit):
        cut = Words.of(words.at, unit.sentence, span)
        if words.span.covers(span) and _is_less(cut, words) and any(_tells(line, words, cut) for line in lines):
            return cut
    return words


def _is_less(cut: Words, words: Words) -> bool:
    return len(words_of(cut.text)) < len(words_of(words.text))


def _tells(line: str, words: Words, cut: Words) -> bool:
    """Whether a row has told what `words` say beyond `cut`."""
    rest = content_stems(words.text) - content_stems(cut.text)
    return len(rest) >= _REST and len(rest & content_stems(line)) >= _TOLD * len(rest)


def nearly(words: Words, shown: Mapping[int, Sequence[str]]) -> str | None:
    """The line of a row that rests on the same sentence and has told nearly all of `words`."""
    mine = content_stems(words.text)
    lines = (line for line in shown.get(words.at, ()) if len(mine & content_stems(line)) >= _TOLD * len(mine))
    return next(lines, None)
