"""In which respects a sentence says something that another may say otherwise: the table, and where its words stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from variorum.align.sentences import Sentence
from variorum.align.words import content_stems
from variorum.language.shipped import settings
from variorum.model import Event, Span
from variorum.model.records import DifferenceKind

DENIAL = re.compile(
    r"(?:\b(?:not(?!\s+only)|no|never|none|without|no longer|hardly|cannot|fail(?:ed|s|ing|ure)? to|nor)|n['’]t)\b"
    r"(?:\W+\w+){0,2}\W*$"
    r"|\b(?:nothing|nobody|den(?:y|ies|ied|ying))\b(?:\W+\w+){0,7}\W*$",
    re.I,
)
UNSURE = re.compile(r"\b(?:may|might|could|can|if|whether|should|would|unless|until)\b(?:\W+\w+){0,7}\W*$", re.I)
_WISHED = re.compile(r"\b(?:wish|want|hop|seek|try|tri|like|love)\w*\s+to\s*$", re.I)
"""What is only wished: "a list of what they wanted to discuss"."""
_ASKED = re.compile(r"\bwhether\b(?:\W+\w+){0,4}\W*$", re.I)
"""What is open, whatever follows: "it was not clear whether she would testify"."""
NOT_YET = frozenset({"possible", "expected", "planned", "demanded"})
_GAP = r"\s+[“\"‘']?"
BEFORE = 60
"""Code points before a value's words in which a denial of them is looked for."""


class Dimension(Struct, frozen=True):
    """One respect, its values and the patterns of each; see `tables/difference_contrasts.toml`."""

    name: str
    kind: DifferenceKind
    actor: bool
    shows: str
    values: dict[str, tuple[str, ...]]
    denied: dict[str, str] = {}
    compatible: bool | None = None
    same_deed: bool = False
    hedged: bool = False
    earlier: str | None = None
    prevails: tuple[str, ...] = ()
    cosine: float | None = None
    near: float | None = None
    anywhere: bool = False
    facing: bool = True
    far: bool = True


class _Table(Struct, frozen=True):
    dimension: tuple[Dimension, ...]


@dataclass(frozen=True, eq=False)
class Stated:
    """A value of a dimension where a sentence states it: the words, and the clause they stand in."""

    dimension: Dimension
    value: str
    sentence: Sentence
    span: Span
    event: Event | None

    @property
    def text(self) -> str:
        """The words that state the value."""
        return self.sentence.article.text[self.span.start : self.span.end]


@lru_cache(maxsize=1)
def dimensions() -> tuple[Dimension, ...]:
    """The table. Raises `msgspec.ValidationError` on a bad row and `ValueError` on an empty table."""
    found = settings("align", "difference_contrasts.toml", _Table).dimension
    if not found or not all(d.values and all(d.values.values()) for d in found):
        raise ValueError("difference_contrasts.toml: an empty dimension")
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Dimension, re.Pattern[str], tuple[str, ...]], ...]:
    """Per dimension one pattern with a group per value; longer ones stand first, so "no longer need" is no "need"."""
    compiled = []
    for dimension in dimensions():
        named = sorted(((p, v) for v, ps in dimension.values.items() for p in ps), key=lambda pv: (-len(pv[0]), pv))
        groups = "|".join(f"({_as_regex(p)})" for p, _ in named)
        compiled.append((dimension, re.compile(rf"\b(?:{groups})(?!\w)", re.I), tuple(v for _, v in named)))
    return tuple(compiled)


def _as_regex(pattern: str) -> str:
    words = [
        r"(?:\w+\W+){0,3}?" if w == "~" else re.escape(w).replace(r"\*", r"\w*").replace("'", "['’]")
        for w in pattern.split()
    ]
    joined = "".join(w if w.startswith("(?:") else w + _GAP for w in words)
    return joined.removesuffix(_GAP)


@lru_cache(maxsize=1)
def _openings() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The first words of the patterns, whole ones and beginnings, and the dimensions that they may open."""
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    for dimension in dimensions():
        for pattern in (p for ps in dimension.values.values() for p in ps):
            first = pattern.split()[0]
            (begun if first.endswith("*") else whole)[first.rstrip("*")].add(dimension.name)
    return whole, begun


@lru_cache(maxsize=50_000)
def _opened_by(word: str) -> frozenset[str]:
    """The dimensions of which a pattern may begin with `word`: the others need not be looked for."""
    whole, begun = _openings()
    parts = {word, *re.split(r"[-']", word)}
    found = {name for part in parts for name in whole.get(part, ())}
    found |= {n for part in parts for k in range(2, len(part) + 1) for n in begun.get(part[:k], ())}
    return frozenset(found)


def values_in(sentence: Sentence) -> Iterator[Stated]:
    """Every value that the sentence states, a denied one as what its denial says."""
    worth = {name for word in set(sentence.words) for name in _opened_by(word)}
    for dimension, pattern, named in _patterns():
        if dimension.name not in worth:
            continue
        for match in pattern.finditer(sentence.text):
            value = named[(match.lastindex or 1) - 1]
            if DENIAL.search(sentence.text[max(0, match.start() - BEFORE) : match.start()]):
                value = dimension.denied.get(value, "")
            if value and not _ASKED.search(sentence.text[max(0, match.start() - BEFORE) : match.start()]):
                start = sentence.span.start + match.start()
                span = Span(start, sentence.span.start + match.end())
                event = _clause(sentence.events, span)
                if dimension.hedged or dimension.kind == "position" or not _not_yet(sentence, match.start(), event):
                    yield Stated(dimension, value, sentence, span, event)


def says_too(one: Stated, other: Stated) -> bool:
    """Whether a sentence holds the other's word in another form: "approved a step that will block", "blocked"."""
    words = content_stems(one.text), content_stems(other.text)
    if words[0] & words[1]:
        return False  # "need" and its denial
    return any(held and held <= s.stems for held, s in ((words[0], other.sentence), (words[1], one.sentence)))


def _not_yet(sentence: Sentence, at: int, event: Event | None) -> bool:
    """Whether what the words say is only expected, demanded or thought possible."""
    before = sentence.text[max(0, at - BEFORE) : at]
    unsure = UNSURE.search(before) or _WISHED.search(before)
    return bool(unsure) or (event is not None and event.modality in NOT_YET)


def _clause(events: Iterable[Event], span: Span) -> Event | None:
    """The event whose predicate the words hold, else the smallest clause around them."""
    for event in events:
        if span.holds(event.predicate.start):
            return event
    around = [e for e in events if e.covers(span)]
    return min(around, key=lambda e: (e.end - e.start, e.start), default=None)
