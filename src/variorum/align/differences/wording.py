"""One utterance, printed in two wordings.

The quoted words of two reports are aligned word by word (Levenshtein's opcodes over words). What stands before the
first or after the last common word is a matter of where the quotation was cut, and is left out; a gap that the report
marks by dots or brackets is the editor's, and says so. What is left must differ in a word that means something.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from variorum.align.differences.build import difference, reports, side
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems, stopwords, table
from variorum.model import Difference, Side, Span

LEAST_COMMON = 4
"""Words in common, at least: shorter stretches meet by chance."""
LEAST_SHARE = 0.6
"""Share of the shorter aligned stretch that is common, at least."""
WIDEST = 8
"""Words shown of a side."""

_TOKEN = re.compile(r"\[[^\]]*\]|\.{3}|…|[^\W_]+(?:[-'’][^\W_]+)*")
_EDITED = ("[", "…", "...")


@dataclass(frozen=True, eq=False)
class Utterance:
    """The quoted part of one sentence, as words with their places."""

    sentence: Sentence
    span: Span
    speaker: str | None
    words: tuple[str, ...]
    places: tuple[Span, ...]

    @property
    def stems(self) -> frozenset[str]:
        """Content stems of the quoted words."""
        return content_stems(" ".join(self.words))


def find_wordings(sentences: Sequence[Sentence]) -> Iterator[Difference]:
    """The differences in wording of all pairs of like quotations of one speaker."""
    found: dict[tuple[str, str], tuple[list[Utterance], list[Utterance], str]] = {}
    for one, other in _alike(u for s in sentences for u in utterances(s)):
        shown = _differing(one, other)
        if shown is None:
            continue
        if shown[0] > shown[1]:
            one, other, shown = other, one, (shown[1], shown[0])
        left, right, _ = found.setdefault(shown, ([], [], one.speaker or other.speaker or ""))
        left.append(one)
        right.append(other)
    for (a, b), (ones, others, _) in found.items():
        sides = (_side(a, ones), _side(b, others))
        yield difference(
            "quote wording",
            sides,
            why=f"The same utterance is printed with “{a}” and with “{b}”.",
            about=_common(ones[0], others[0]),
            weight=1.0 + 0.2 * reports(sides),
        )


def _side(value: str, found: Iterable[Utterance]) -> Side:
    return side(value, [u.sentence.evidence(u.span) for u in found])


def utterances(sentence: Sentence) -> Iterator[Utterance]:
    """What of a sentence stands in quotation marks."""
    text = sentence.article.text
    for quote in sentence.quotes:
        if quote.mode == "indirect":
            continue
        for content in quote.contents:
            start, end = max(content.start, sentence.span.start), min(content.end, sentence.span.end)
            found = [Span(start + m.start(), start + m.end()) for m in _TOKEN.finditer(text[start:end])]
            if start < end and len(found) >= LEAST_COMMON:
                words = tuple(_plain(text[s.start : s.end]) for s in found)
                yield Utterance(sentence, Span(start, end), quote.speaker, words, tuple(found))


def _plain(word: str) -> str:
    """A word as it sounds: case, apostrophes, dots and spelling of abbreviations do not differ."""
    return _same_word().get(folded := word.lower().replace("’", "'"), folded)


@lru_cache(maxsize=1)
def _same_word() -> dict[str, str]:
    pairs = (line.split() for line in table("difference_same_words.txt"))
    return {word: words[0] for words in pairs for word in words}


def _alike(found: Iterable[Utterance]) -> Iterator[tuple[Utterance, Utterance]]:
    """Pairs of different articles and no different speakers that share rare words; each pair once.

    Each utterance is looked up by its rarest stems only, so the cost grows with the sentences, not with their pairs.
    """
    held: dict[str, list[Utterance]] = defaultdict(list)
    everything = list(found)
    for utterance in everything:
        for stem in utterance.stems:
            held[stem].append(utterance)
    place = {id(u): at for at, u in enumerate(everything)}
    for utterance in everything:
        rarest = sorted(utterance.stems, key=lambda s: (len(held[s]), s))[:_LOOKED_UP]
        seen: dict[int, Utterance] = {}
        for stem in rarest:
            seen |= {place[id(u)]: u for u in held[stem][:_HOLDERS]}
        for at, other in sorted(seen.items()):
            if at > place[id(utterance)] and _may_be_one(utterance, other):
                yield utterance, other


_LOOKED_UP, _HOLDERS = 5, 60


def _may_be_one(one: Utterance, other: Utterance) -> bool:
    if one.sentence.article.id == other.sentence.article.id:
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    shared = one.stems & other.stems
    return len(shared) >= 2 and 2 * len(shared) >= min(len(one.stems), len(other.stems))


def _differing(one: Utterance, other: Utterance) -> tuple[str, str] | None:
    """The stretches from the first to the last differing word, if there is one utterance and more than a cut."""
    from rapidfuzz.distance import Levenshtein

    blocks = [b for b in Levenshtein.opcodes(one.words, other.words).as_matching_blocks() if b.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    common = sum(b.size for b in blocks)
    length = min(last.a + last.size - first.a, last.b + last.size - first.b)
    if common < LEAST_COMMON or common < LEAST_SHARE * length or len(blocks) < 2:
        return None
    gaps = [(one.words[a.a + a.size : b.a], other.words[a.b + a.size : b.b]) for a, b in pairwise(blocks)]
    if not any(_says_otherwise(*gap) for gap in gaps):
        return None
    begin, end = first.a + first.size, last.a
    begin_2, end_2 = first.b + first.size, last.b
    return _shown(one, begin, end), _shown(other, begin_2, end_2)


def _says_otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether a gap holds a word that means something and no sign that an editor made it."""
    if any(word.startswith(_EDITED) for word in (*left, *right)):
        return False
    changed = set(left) ^ set(right)
    return any(w not in stopwords() or w in _DENYING for w in changed)


_DENYING = frozenset(
    {"no", "not", "never", "nothing", "none", "nobody", "can't", "won't", "don't", "doesn't", "didn't", "isn't"}
)


def _shown(utterance: Utterance, begin: int, end: int) -> str:
    """The words between two common ones, with a common one on either side."""
    begin, end = max(0, begin - 1), min(len(utterance.words), end + 1)
    end = min(end, begin + WIDEST)
    span = utterance.sentence.article.text[utterance.places[begin].start : utterance.places[end - 1].end]
    return " ".join(span.split())


def _common(one: Utterance, other: Utterance) -> str:
    """A few words that both have, to say what the difference is about."""
    return " ".join(sorted(one.stems & other.stems)[:4])
