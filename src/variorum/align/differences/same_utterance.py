"""Whether two quotations may be one utterance, before their words are aligned."""

from __future__ import annotations

from collections.abc import Mapping

from variorum.align.differences.utterances import Utterance

LEAST_OF_TWO, MOST_OF_TWO = 12, 0.2
"""Words of a quotation, at least, and the share of them that differs, at most, where two speakers are named for it."""
LEAST_STEMS = 3
"""Content words in common, at least, where the speakers are not known to be one."""
LEAST_NEARLY, MOST_OF_KNOWN, MOST_OF_UNKNOWN = 7, 0.34, 0.25
"""Words of a quotation from which those that differ may be few enough to tell that it is one, whatever the words."""
LEAST_STEMS_SHARED = 0.65
"""Share of the poorer quotation's content words that the other has, at least."""


def may_be_one(one: Utterance, other: Utterance, called: Mapping[str, frozenset[str]]) -> bool:
    """Whether no two speakers or interviews are told, and most of what the quotations say is common."""
    if one.sentence.article.id == other.sentence.article.id:
        return False
    if not _one_speaker(one, other, called) and not _all_but_same(one, other):
        return False
    if one.told and other.told and one.told != other.told:
        return False  # two interviews: the speaker said it twice
    if nearly_same(one, other):
        return True
    shared = one.stems & other.stems
    least = LEAST_STEMS - bool(one.speaker and other.speaker)
    return len(shared) >= least and len(shared) >= LEAST_STEMS_SHARED * min(len(one.stems), len(other.stems))


def nearly_same(one: Utterance, other: Utterance) -> bool:
    """Whether two quotations of few telling words are one by their words as a whole: "I have not taken one crown"."""
    from rapidfuzz.distance import Levenshtein

    longest, known = max(len(one.words), len(other.words)), one_known_speaker(one, other)
    most = MOST_OF_KNOWN if known else MOST_OF_UNKNOWN
    return longest >= LEAST_NEARLY and Levenshtein.distance(one.words, other.words) <= most * longest


def one_known_speaker(one: Utterance, other: Utterance) -> bool:
    """Whether one person is known to have said both."""
    return bool(one.speaker and one.speaker == other.speaker)


def _one_speaker(one: Utterance, other: Utterance, called: Mapping[str, frozenset[str]]) -> bool:
    """Whether one may have said both: no two speakers, or two of whom one's name is in the other's ("Sister Ilse")."""
    if not one.speaker or not other.speaker or one.speaker == other.speaker:
        return True
    names = called.get(one.speaker, frozenset()), called.get(other.speaker, frozenset())
    return min(map(len, names)) > 1 and (names[0] <= names[1] or names[1] <= names[0])


def _all_but_same(one: Utterance, other: Utterance) -> bool:
    """Whether so many words are common that one utterance was laid to two speakers, rather than said by two."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(one.words), len(other.words))
    return longest >= LEAST_OF_TWO and Levenshtein.distance(one.words, other.words) <= MOST_OF_TWO * longest
