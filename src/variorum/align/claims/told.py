"""What is read of a sentence once, to be held against the words of many others: what it counts, its runs of words,
whether it denies or quotes, and which of its word pieces belong to which clause and to its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.align.claims.counting import Counts, counts, stretches
from variorum.align.claims.units import NAMED, Unit
from variorum.align.sentences import Sentence
from variorum.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.language.vectors import Pieces

    Places = NDArray[np.intp]

_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|none|den(?:y|ies|ied)|refus\w+|fail\w*)\b|n['’]t\b", re.I
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, eq=False)
class Parts:
    """The pieces of the clauses that have any, clause after clause: those of each as a whole, and those of its verb.

    Pieces are numbers of the sentence's. A verb behind what the model reads of a sentence has none: not `voiced`.
    """

    inside: Places
    firsts: Places
    verbs: Places
    verb_firsts: Places
    voiced: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Told:
    """One sentence; `begins` and `ends` are the places of its content pieces in its article, `plain` those in no name;
    `voices` who says it, and `numbers` those in digits."""

    counts: Counts
    years: frozenset[tuple[str, str]]
    runs: frozenset[tuple[str, str]]
    negated: bool
    voices: frozenset[str]
    numbers: frozenset[str]
    begins: Places
    ends: Places
    plain: NDArray[np.bool_]
    parts: Parts

    def voiced(self, other: Told) -> tuple[float, float]:
        """Whether only one of two sentences is said by somebody, and whether both are, by others."""
        both = bool(self.voices and other.voices)
        return float(bool(self.voices) != bool(other.voices)), float(both and self.voices.isdisjoint(other.voices))


def told(sentence: Sentence, clauses: Iterable[Unit], pieces: Pieces, content: Places) -> Told:
    """What is read of `sentence`; `content` are the numbers of its pieces that say something."""
    import numpy as np

    places = np.array(pieces.places, dtype=np.intp).reshape(-1, 2) + sentence.span.start
    begins, ends = places[content, 0], places[content, 1]
    named = [Span(m.start, m.end) for m in sentence.mentions if m.label in NAMED]
    return Told(
        counts=counts(sentence.text),
        years=stretches(sentence.text),
        runs=runs(sentence.words),
        negated=is_negated(sentence.text),
        voices=frozenset(quote.speaker for quote in sentence.quotes if quote.speaker),
        numbers=numbers(sentence.text),
        begins=begins,
        ends=ends,
        plain=~under_any(begins, ends, named),
        parts=_parts(clauses, places, content),
    )


def runs(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words."""
    return frozenset(pairwise(words))


def numbers(text: str) -> frozenset[str]:
    """The numbers in digits, without the commas of thousands."""
    return frozenset(found.replace(",", "") for found in _NUMBER.findall(text))


def is_negated(text: str) -> bool:
    """Whether a word of `text` denies."""
    return bool(_NEGATION.search(text))


def under(begins: Places, ends: Places, span: Span) -> Places:
    """Which of some pieces, by place, meet `span`."""
    import numpy as np

    found: Places = np.flatnonzero((begins < span.end) & (span.start < ends))
    return found


def under_any(begins: Places, ends: Places, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Of some pieces, by place, whether each meets one of `spans`."""
    import numpy as np

    starts, stops = np.array([(s.start, s.end) for s in spans], dtype=np.intp).reshape(-1, 2).T
    meeting: NDArray[np.bool_] = (begins[:, None] < stops) & (starts < ends[:, None])
    found: NDArray[np.bool_] = np.logical_or.reduce(meeting, axis=1)
    return found


def _parts(clauses: Iterable[Unit], places: Places, content: Places) -> Parts:
    import numpy as np

    begins, ends = places[:, 0], places[:, 1]
    inside, verbs, voiced = [], [], []
    for unit in clauses:
        verb = unit.event.predicate
        spans = [unit.span, *(Span(a.start, a.end) for a in unit.event.args)]
        own = content[under_any(begins[content], ends[content], spans)]
        if verb.start < verb.end and len(own):
            of_verb = under(begins, ends, Span(verb.start, verb.end))
            inside.append(own)
            verbs.append(of_verb if len(of_verb) else own[:1])
            voiced.append(len(of_verb) > 0)
    return Parts(*_joined(inside), *_joined(verbs), np.array(voiced, dtype=np.bool_))


def _joined(groups: Sequence[Places]) -> tuple[Places, Places]:
    """Groups one after another, and where each begins."""
    import numpy as np

    firsts = np.cumsum([0, *map(len, groups)])[:-1]
    return (np.concatenate(groups) if groups else np.zeros(0, dtype=np.intp)), firsts.astype(np.intp)
