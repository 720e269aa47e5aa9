"""One utterance, printed in two wordings.

The quoted words of two reports are aligned word by word, by their longest common subsequence: it does not matter which
of the two comes first. What stands before the first or after the last common word is a matter of where the quotation
was cut, and is left out; a gap that the report marks by dots or brackets is the editor's, and says so. What is left
must differ in a word that means something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.align.differences.about import about
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.gaps import differing
from variorum.align.differences.same_utterance import may_be_one
from variorum.align.differences.telling import Gap
from variorum.align.differences.utterances import CLITICS, Utterance, utterances
from variorum.align.sentences import Sentence
from variorum.model import Difference, Entity

WIDEST = 9
"""Words shown of a side."""
_LOOKED_UP, _HOLDERS = 5, 60
LEAST_PARTED, MOST_PARTED = 4, 0.6
"""Words, and share, of what one has more that make it a part of the utterance quoted by itself."""


def find_wordings(sentences: Sequence[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """The differences in wording of all pairs of like quotations of one speaker."""
    sides: dict[tuple[str, ...], list[Utterance]] = defaultdict(list)
    values: dict[tuple[str, ...], str] = {}
    rivals: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    everything = [u for s in sentences for u in utterances(s)]
    printed: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for utterance in everything:
        printed[utterance.sentence.article.id].add(utterance.words)
    called = {i: frozenset(e.name.lower().split()) for i, e in names.items()}
    for one, other in _alike(everything, called):
        if one.words in printed[other.sentence.article.id] or other.words in printed[one.sentence.article.id]:
            continue  # a report that prints both prints two utterances
        gap = differing(one, other)
        if gap is None or _parted_in_print(one, other, gap, printed):
            continue
        keys = []
        for utterance, (begin, end) in zip((one, other), gap, strict=True):
            key = utterance.words[max(0, begin - 1) : end + 1]
            sides[key].append(utterance)
            values.setdefault(key, _shown(utterance, begin, end))
            keys.append(key)
        rivals[keys[0]].add(keys[1])
        rivals[keys[1]].add(keys[0])
    for group in _groups(rivals):
        yield _difference([(values[key], sides[key]) for key in group], names)


def _parted_in_print(one: Utterance, other: Utterance, gap: Gap, printed: Mapping[str, set[tuple[str, ...]]]) -> bool:
    """Whether most of what one has more stands in another quotation of the other report: "... bad," she said, "but"."""
    for longer, (begin, end), shorter, (low, high) in ((one, gap[0], other, gap[1]), (other, gap[1], one, gap[0])):
        extra = (end - begin) - (high - low)
        size = max(LEAST_PARTED, int(MOST_PARTED * (end - begin)))
        runs = {longer.words[i : i + size] for i in range(begin, end - size + 1)}
        others = printed[shorter.sentence.article.id] - {shorter.words}
        if extra >= LEAST_PARTED and any(words[i : i + size] in runs for words in others for i in range(len(words))):
            return True
    return False


def _groups(rivals: dict[tuple[str, ...], set[tuple[str, ...]]]) -> Iterator[list[tuple[str, ...]]]:
    """The wordings that are rivals of one another, each wording in one group."""
    seen: set[tuple[str, ...]] = set()
    for start in sorted(rivals):
        group, rest = [], [start]
        while rest:
            key = rest.pop()
            if key not in seen:
                seen.add(key)
                group.append(key)
                rest += sorted(rivals[key], reverse=True)
        if len(group) > 1:
            yield sorted(group)


def _difference(found: Sequence[tuple[str, Sequence[Utterance]]], names: Mapping[str, Entity]) -> Difference:
    sides = [account(value, [(u.sentence, u.span) for u in said]) for value, said in found]
    printed = " and with ".join(f"“{value}”" for value, _ in found[:3])
    every = [u for _, said in found for u in said]
    speakers = [u.speaker for u in every if u.speaker]
    known = len(speakers) > 1 and len(set(speakers)) == 1 and speakers[0] in names
    speaker = names[speakers[0]].name if known else ""
    shared = frozenset.intersection(*(u.stems for u in every))
    return difference(
        "quote wording",
        sides,
        why=f"The same words{_of(speaker)} are printed with {printed}.",
        about=speaker or about(every[0].sentence, every[0].span, sorted(shared), {}),
        weight=0.8 + 0.2 * reports(sides),
    )


def _of(speaker: str) -> str:
    return f" of {speaker}" if speaker else ""


def _alike(
    everything: Sequence[Utterance], called: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Utterance, Utterance]]:
    """Pairs of different articles and no different speakers that share rare words; each pair once.

    Each utterance is looked up by its rarest stems only, so the cost grows with the sentences, not with their pairs.
    """
    held: dict[str, list[int]] = defaultdict(list)
    for at, utterance in enumerate(everything):
        for word in utterance.stems:
            held[word].append(at)
    for at, utterance in enumerate(everything):
        rarest = sorted(utterance.stems, key=lambda s: (len(held[s]), s))[:_LOOKED_UP]
        for other in sorted({o for word in rarest for o in held[word][:_HOLDERS] if o > at}):
            if may_be_one(utterance, everything[other], called):
                yield utterance, everything[other]


def _shown(utterance: Utterance, begin: int, end: int) -> str:
    """The differing words, with a common one on either side."""
    begin, end = max(0, begin - 1), min(len(utterance.words), end + 1)
    while begin and utterance.words[begin] in CLITICS:
        begin -= 1
    end = min(end, begin + WIDEST)
    span = utterance.sentence.article.text[utterance.places[begin].start : utterance.places[end - 1].end]
    return " ".join(span.split())
