"""Whether two wordings of one utterance say anything else: a slip, a spelling or a filler word says nothing."""

from __future__ import annotations

import re
from calendar import month_name
from functools import lru_cache
from itertools import pairwise

from variorum.align.differences.utterances import EDITED, Utterance
from variorum.align.words import stem, stopwords, table
from variorum.language.names import title_words

Gap = tuple[tuple[int, int], tuple[int, int]]
"""The words between two common stretches: from and to in one utterance, and in the other."""
_FILLERS: frozenset[tuple[str, ...]] = frozenset({(), ("you", "know"), ("i", "mean")})
_DENYING = frozenset({"no", "not", "n't", "never", "nothing", "none", "nobody"})
_AGREEING = ({"has", "have"}, {"was", "were"})
_REDACTED = re.compile(r"\*|--|[-–—]$")
"""What stands for letters that a report does not print."""
LONGEST_ADDRESS = 2
"""Words of a name by which somebody is spoken to."""
_MONTHS = frozenset(name.lower() for name in month_name if name)
_OPENING = 3
"""Words of a quotation among which is the verb that a report fits to its own sentence: she “always welcomes ...”."""


def is_telling(one: Utterance, other: Utterance, gap: Gap, *, loose: bool) -> bool:
    """Whether what differs in a gap is worth showing; `loose` where it is not known that one speaker said both."""
    left, right = one.words[slice(*gap[0])], other.words[slice(*gap[1])]
    if not _says_otherwise(left, right) or _repeats(one, gap[0], right) or _repeats(other, gap[1], left):
        return False
    if _is_named(one, gap[0], right) or _is_named(other, gap[1], left):
        return False
    if _is_moved_date(left, other) or _is_moved_date(right, one):
        return False
    return not (_inflected(left, right) and (loose or _is_fitted(one, gap[0][0]) or _is_fitted(other, gap[1][0])))


def _is_moved_date(words: tuple[str, ...], other: Utterance) -> bool:
    """Whether a gap holds but the number of a day that the other prints on the other side of its month."""
    beside = (pair for pair in pairwise(other.words) if set(pair) & _MONTHS)
    return len(words) == 1 and any(words[0] in pair for pair in beside)


def _repeats(utterance: Utterance, place: tuple[int, int], others: tuple[str, ...]) -> bool:
    """Whether a report only prints some words twice, as they were said: "a harbour, a harbour for all"."""
    start, end = place
    words, size = utterance.words, end - start
    said = words[start:end]
    return not others and size > 0 and said in (words[max(0, start - size) : start], words[end : end + size])


def _is_named(utterance: Utterance, place: tuple[int, int], others: tuple[str, ...]) -> bool:
    """Whether a report only names somebody more fully ("Senator Ilse Marrow"), or prints the one spoken to ("enough
    about that, Ilse, to say more"), where the other has no words."""
    sentence, spans = utterance.sentence, utterance.places[slice(*place)]
    people = [m for m in sentence.mentions if m.label == "PERSON"]
    named = (any(m.start <= s.start and s.end <= m.end for m in people) for s in spans)
    return not others and (all(named) or _is_address(utterance, place))


def _is_address(utterance: Utterance, place: tuple[int, int]) -> bool:
    """Whether one or two words with capitals stand between commas."""
    text, spans = utterance.sentence.article.text, utterance.places[slice(*place)]
    if not 0 < len(spans) <= LONGEST_ADDRESS:
        return False
    before, behind = (
        text[max(0, spans[0].start - 2) : spans[0].start].rstrip()[-1:],
        text[spans[-1].end : spans[-1].end + 1],
    )
    return all(text[s.start].isupper() for s in spans) and before == "," and behind in (",", ".")


def _is_fitted(utterance: Utterance, at: int) -> bool:
    """Whether a word opens a quotation that goes on from the report's own words."""
    return at < _OPENING and utterance.sentence.article.text[utterance.places[0].start].islower()


def _says_otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether a gap holds a word that means something and no sign that an editor made it."""
    if any(word.startswith(EDITED) or _REDACTED.search(word) for word in (*left, *right)):
        return False
    if "".join(left) == "".join(right) or _slip(left, right) or _one_spelling(left, right):
        return False
    if {left, right} <= _FILLERS:
        return False
    differing = (set(left) ^ set(right)) - title_words()
    if any(len(w) > 1 and (w not in stopwords() or w in _DENYING) for w in differing):
        return True
    # "rules and regulations", "rules or regulations": one function word in the place of another
    return len(left) == len(right) == 1 and differing.isdisjoint(_slight())


def _one_spelling(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one word is the other with an "e" more ("smoky", "smokey"), they are "has" and "have", or what parts them
    is the place of an apostrophe ("the Worker's Party", "the Workers' Party")."""
    if {len(left), len(right)} == {1, 2}:
        (whole,), (noun, owns) = sorted((left, right), key=len)
        return owns == "is" and whole == f"{noun}s"
    if len(left) != 1 or len(right) != 1:
        return False
    short, long = sorted((left[0], right[0]), key=len)
    with_e = {f"{short[:n]}e{short[n:]}" for n in range(1, len(short))}
    return long in with_e or {short, long} in _AGREEING


def _inflected(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether both are forms of one word, in which a report fits quoted words to its own sentence."""
    return len(left) == len(right) == 1 and stem(left[0]) == stem(right[0])


def _slip(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one word has two neighbouring letters in the other's order: "form" for "from" is a slip of the keys."""
    if len(left) != 1 or len(right) != 1 or len(left[0]) != len(right[0]):
        return False
    one, other = left[0], right[0]
    at = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


@lru_cache(maxsize=1)
def _slight() -> frozenset[str]:
    """Words that are put in, left out or changed in print without anybody having heard otherwise."""
    return frozenset(word for line in table("difference_slight_words.txt") for word in line.split())
