"""One utterance, printed in two wordings.

The quoted words of two reports are aligned word by word, by their longest common subsequence: it does not matter which
of the two comes first. What stands before the first or after the last common word is a matter of where the quotation
was cut, and is left out; a gap that the report marks by dots or brackets is the editor's, and says so. What is left
must differ in a word that means something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from variorum.align.differences.about import about
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.utterances import CLITICS, EDITED, Utterance, utterances
from variorum.align.sentences import Sentence
from variorum.align.words import stem, stopwords, table
from variorum.language.names import title_words
from variorum.model import Difference, Entity

LEAST_COMMON = 5
"""Words in common, at least: shorter stretches meet by chance."""
LEAST_UNKNOWN = 8
"""The same, where it is not known that one speaker said both; two fewer where it is known of one."""
LEAST_OF_TWO, MOST_OF_TWO = 12, 0.2
"""Words of a quotation, at least, and the share of them that differs, at most, where two speakers are named for it."""
LEAST_SHARE = 0.62
"""Share of the longer aligned stretch that is common, at least."""
LONGEST_END = 2
"""Words that end two quotations differently, at most: more of them are two ways to go on."""
LEAST_STEMS = 3
"""Content words in common, at least, where the speakers are not known to be one."""
LEAST_NEARLY, MOST_OF_KNOWN, MOST_OF_UNKNOWN = 7, 0.34, 0.25
"""Words of a quotation from which those that differ may be few enough to tell that it is one, whatever the words."""
LEAST_OF_LONG = 10
"""Words in common from which a word that stands elsewhere in the other is still the same utterance."""
LEAST_STEMS_SHARED = 0.65
"""Share of the poorer quotation's content words that the other has, at least."""
MOST_PARTED_OF_FEW, LEAST_BESIDES = 2, 8
"""Words that may differ inside where few are common and one quotation goes on by so many words besides."""
MOST_PARTED_SHARE, MOST_PARTED_AT_ALL = 0.45, 5
"""Words that may differ inside otherwise: by each common word, or at all. Beyond that a speaker said much the same
twice. Of 62 wordings read in the news this and the former keep 47 of the 48 right ones and 9 of the 14 wrong ones."""
WIDEST = 9
"""Words shown of a side."""
_LOOKED_UP, _HOLDERS = 5, 60
_FILLERS: frozenset[tuple[str, ...]] = frozenset({(), ("you", "know"), ("i", "mean")})
_DENYING = frozenset({"no", "not", "n't", "never", "nothing", "none", "nobody"})

_AGREEING = ({"has", "have"}, {"was", "were"})

_Block = tuple[int, int, int]
_Gap = tuple[tuple[int, int], tuple[int, int]]
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
        gap = _differing(one, other)
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


def _parted_in_print(one: Utterance, other: Utterance, gap: _Gap, printed: Mapping[str, set[tuple[str, ...]]]) -> bool:
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
            if _may_be_one(utterance, everything[other], called):
                yield utterance, everything[other]


def _may_be_one(one: Utterance, other: Utterance, called: Mapping[str, frozenset[str]]) -> bool:
    if one.sentence.article.id == other.sentence.article.id:
        return False
    if not _one_speaker(one, other, called) and not _all_but_same(one, other):
        return False
    if one.told and other.told and one.told != other.told:
        return False  # two interviews: the speaker said it twice
    if _nearly_same(one, other):
        return True
    shared = one.stems & other.stems
    least = LEAST_STEMS - bool(one.speaker and other.speaker)
    return len(shared) >= least and len(shared) >= LEAST_STEMS_SHARED * min(len(one.stems), len(other.stems))


def _nearly_same(one: Utterance, other: Utterance) -> bool:
    """Whether two quotations of few telling words are one by their words as a whole: "I have not taken one crown"."""
    from rapidfuzz.distance import Levenshtein

    longest, known = max(len(one.words), len(other.words)), bool(one.speaker and one.speaker == other.speaker)
    most = MOST_OF_KNOWN if known else MOST_OF_UNKNOWN
    return longest >= LEAST_NEARLY and Levenshtein.distance(one.words, other.words) <= most * longest


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


def _differing(one: Utterance, other: Utterance) -> _Gap | None:
    """From the first to the last differing word of each, if they are one utterance and differ by more than a cut."""
    from rapidfuzz.distance import Indel

    found = Indel.opcodes(one.words, other.words).as_matching_blocks()
    blocks = _core([(b.a, b.b, b.size) for b in found if b.size], one.words)
    if not blocks:
        return None
    (a, b, _), (last_a, last_b, last_size) = blocks[0], blocks[-1]
    common = sum(block[2] for block in blocks)
    if (
        not _nearly_same(one, other)
        and common < LEAST_UNKNOWN - 2 * bool(one.speaker or other.speaker)
        and not (one.speaker and one.speaker == other.speaker)
    ):
        return None
    longest = max(last_a + last_size - a, last_b + last_size - b)
    # where both go on before the first or behind the last common word, a cut alone does not part them
    outside = min(a, b) + min(len(one.words) - last_a - last_size, len(other.words) - last_b - last_size)
    if common < LEAST_COMMON or common < LEAST_SHARE * (longest + outside / 2):
        return None
    blocks = _without_echo(blocks, one.words, other.words)
    gaps = [((i + n, k), (j + n, m)) for (i, j, n), (k, m, _) in pairwise(blocks)]
    if _said_twice(max(len(one.words), len(other.words)), common, gaps):
        return None
    if common >= LEAST_OF_LONG or (one.speaker and one.speaker == other.speaker):
        gaps += _last_words(one, other, blocks[-1])
    loose = not (one.speaker and one.speaker == other.speaker)
    pairs = [(g, one.words[slice(*g[0])], other.words[slice(*g[1])]) for g in gaps]
    telling = [
        g for g, left, right in pairs if _says_otherwise(left, right) and not (loose and _inflected(left, right))
    ]
    if not telling or (common < LEAST_OF_LONG and _moved(one, other, blocks)):
        return None
    return (telling[0][0][0], telling[-1][0][1]), (telling[0][1][0], telling[-1][1][1])


def _without_echo(blocks: list[_Block], one: Sequence[str], other: Sequence[str]) -> list[_Block]:
    """The common stretches without a first one that one quotation says twice: "(what counts is the harbour, and)
    the harbour is open" begins later, and says nothing else than "the harbour is open"."""
    if len(blocks) < 2 or 0 not in blocks[0][:2]:
        return blocks
    (a, b, size), (next_a, next_b, _) = blocks[:2]
    for words, start, begin, end, end_2 in ((one, a, next_a, next_b, b + size), (other, b, next_b, next_a, a + size)):
        if end == end_2 and words[begin - size : begin] == words[start : start + size]:
            return blocks[1:]
    return blocks


def _said_twice(longest: int, common: int, gaps: Sequence[_Gap]) -> bool:
    """Whether so much differs inside that a speaker said much the same on two occasions."""
    parted = sum(max(k - i, m - j) for (i, k), (j, m) in gaps)
    goes_on = longest > common + parted + LEAST_BESIDES
    few = MOST_PARTED_OF_FEW if goes_on and common < LEAST_OF_LONG else common
    return parted > min(few, max(MOST_PARTED_SHARE * common, MOST_PARTED_AT_ALL))


def _moved(one: Utterance, other: Utterance, blocks: Sequence[_Block]) -> bool:
    """Whether a content word that only one has inside the common stretch stands outside it in the other: two sentences
    built anew ("has not changed its position", "our position has not changed")."""
    (a, b, _), (last_a, last_b, size) = blocks[0], blocks[-1]
    inside, inside_2 = set(one.words[a : last_a + size]), set(other.words[b : last_b + size])
    outside = {*one.words[:a], *one.words[last_a + size :]} - inside
    outside_2 = {*other.words[:b], *other.words[last_b + size :]} - inside_2
    return bool((((inside - inside_2) & outside_2) | ((inside_2 - inside) & outside)) - stopwords())


def _last_words(one: Utterance, other: Utterance, last: _Block) -> list[_Gap]:
    """The words behind the last common one where no cut explains them.

    They are forms of one word ("islander", "islanders"), or the one or two that end both quotations.
    """
    at, at_2 = last[0] + last[2], last[1] + last[2]
    left, right = len(one.words) - at, len(other.words) - at_2
    if left < 1 or right < 1:
        return []
    if stem(one.words[at]) == stem(other.words[at_2]):
        return [((at, at + 1), (at_2, at_2 + 1))]
    if max(left, right) <= LONGEST_END and last[2] >= LEAST_COMMON and _finished(one) and _finished(other):
        return [((at, at + left), (at_2, at_2 + right))]
    return []


def _finished(utterance: Utterance) -> bool:
    """Whether the quoted words run to a mark that ends a sentence or hands over to the speaker's name."""
    text, end = utterance.sentence.article.text, utterance.places[-1].end
    return text[end : end + 2].lstrip("”\"'’")[:1] in (".", "!", "?", ",")


def _core(blocks: list[_Block], words: Sequence[str]) -> list[_Block]:
    """The common stretches without those at either end that may have met by chance.

    Such a one is less than half of the gap behind it, or a single function word.
    """

    def stray(edge: _Block, gap: int) -> bool:
        if 0 in edge[:2] and gap == 1:
            return False  # "Every day ...", "Every night ...": a quotation begins with it
        return 2 * edge[2] < gap or (edge[2] == 1 and words[edge[0]] in stopwords())

    def gap(left: _Block, right: _Block) -> int:
        return max(right[0] - left[0] - left[2], right[1] - left[1] - left[2])

    while len(blocks) > 1 and stray(blocks[0], gap(blocks[0], blocks[1])):
        blocks = blocks[1:]
    while len(blocks) > 1 and stray(blocks[-1], gap(blocks[-2], blocks[-1])):
        blocks = blocks[:-1]
    return blocks


def _says_otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether a gap holds a word that means something and no sign that an editor made it."""
    if any(word.startswith(EDITED) or "*" in word or "--" in word for word in (*left, *right)):
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
    """Whether one word is the other with an "e" more ("smoky", "smokey"), or they are "has" and "have"."""
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


def _shown(utterance: Utterance, begin: int, end: int) -> str:
    """The differing words, with a common one on either side."""
    begin, end = max(0, begin - 1), min(len(utterance.words), end + 1)
    while begin and utterance.words[begin] in CLITICS:
        begin -= 1
    end = min(end, begin + WIDEST)
    span = utterance.sentence.article.text[utterance.places[begin].start : utterance.places[end - 1].end]
    return " ".join(span.split())
