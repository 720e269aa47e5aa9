"""The names an article is known to hold, and every place where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.annotate.mentions.spans import Found, in_role, opens, past_title
from variorum.language.names import company_tails, hyphen_particles, is_acronym, person_tails, titles
from variorum.language.places import country_of_name, country_of_people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Words = tuple[str, ...]
_LONGEST = 12
_ORDER = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART")


class Lexicon:
    """Names as tuples of token texts, with the recogniser's votes on their label; surnames point to their full name."""

    def __init__(self) -> None:
        self.votes: dict[Words, Counter[str]] = defaultdict(Counter)
        self.sure: set[Words] = set()
        self.surnames: set[Words] = set()
        self.small: set[str] = set()
        """Words that the text writes small somewhere."""
        self.placed: set[Words] = set()
        """Names behind "in" or "near"."""
        self._shout: dict[Words, Words] = {}

    def add(self, words: Words, label: str, weight: float) -> None:
        """One vote; a name of zero weight is known but says nothing about its label."""
        self.votes[words][label] += weight  # type: ignore[assignment]

    def close(self) -> None:
        """Derives what full names imply: surnames with and without particle, and forms in capitals."""
        for words in [w for w in self.votes if len(w) > 1 and self._majority(w) == "PERSON"]:
            for surname in surname_forms(words):
                self.surnames.add(surname)
                self.votes[surname]["PERSON"] += 0.0  # type: ignore[assignment]
            for at in range(1, len(words) - 1 if words[0][0].isupper() else 0):
                if self._goes_on(words[at:]):
                    self.surnames.add(words[at:])  # "Mira San Orlo" goes on as "San Orlo", which is no place then
        for words in self.votes:
            if sum(map(len, words)) > 3:
                self._shout.setdefault(tuple(w.upper() for w in words), words)

    def _goes_on(self, words: Words) -> bool:
        """Whether the words behind a given name are a surname of several words."""
        known = len(words) > 1 and words in self.votes and words not in self.placed
        return known and all(w[0].isupper() for w in words)

    def label(self, words: Words) -> str:
        """The label of a name over the whole article: a known surname is a person's, else the majority's."""
        folded = " ".join(words).lower().replace(".", "")
        votes = self.votes.get(words) or Counter()
        if len(words) > 1 and folded.rpartition(" ")[2] in company_tails() and self._majority(words) == "PERSON":
            return "ORG"  # "the Tolan Company" is not Harvey Tolan
        if words in self.surnames and not (folded in country_of_name() and votes["GPE"] > votes["PERSON"]):
            return "PERSON"
        label = self._majority(words)
        if label in ("ORG", "PERSON", "GPE", "NORP") and not votes[label] > 2:
            if folded in country_of_people() and label != "PERSON":
                return "NORP"
            if folded in country_of_name() and label != "PERSON":
                return "GPE"
        return label

    def known(self, words: Words) -> Words | None:
        """The name as it is listed, if these words are one or are one in capitals."""
        if words in self.votes:
            return words
        return self._shout.get(words) if all(w.isupper() or not w.isalpha() for w in words) else None

    def _majority(self, words: Words) -> str:
        votes = self.votes.get(words) or Counter({"ORG": 1})
        return max(votes, key=lambda label: (votes[label], -_ORDER.index(label)))


def surname_forms(words: Words) -> Iterator[Words]:
    """The surname of a person's name in tokens, with its particles and without."""
    end = len(words)
    while end > 2 and words[end - 1].lower().strip(".") in person_tails():
        end -= 1
    at = end - 1
    if len(words[at]) < 3 or not words[at][0].isupper():
        return
    if at > 1 and words[at - 1] == "-" and words[at - 2].lower() not in hyphen_particles():
        yield words[at - 2 : end]  # a double surname is not cut
        return
    yield words[at:end]
    start = at
    while start > 1 and (words[start - 1] == "-" or words[start - 1].lower() in hyphen_particles()):
        start -= 1
    if start < at:
        yield words[start:end]
        yield (words[start].capitalize(), *words[start + 1 : end])


def shortened(doc: Doc, found: Sequence[Found], lexicon: Lexicon, heading: Sequence[bool]) -> Iterator[Found]:
    """Spans that run over a name, cut back to it: "Ana Hale Checks" in a heading, "Rovers QB Ana Hale" anywhere."""
    for f in found:
        parts = [(f.start, end) for end in range(f.end - 1, f.start, -1)] if heading[f.start] else []
        parts += [(start, f.end) for start in range(f.start + 1, f.end - 1)]
        parts = [(start, end) for start, end in parts if not doc[start].is_space and not doc[end - 1].is_space]
        cut = next((p for p in parts if _is_known_part(doc, p, f, lexicon, heading[f.start])), None)
        yield Found(*cut, lexicon.label(words_of(doc, *cut)), f.weight) if cut else f


def _is_known_part(doc: Doc, part: tuple[int, int], whole: Found, lexicon: Lexicon, heading: bool) -> bool:
    """Whether the part is a name of its own; in running text only a full person's name that ends the span is."""
    words, votes = words_of(doc, *part), lexicon.votes
    if words not in votes or (words_of(doc, whole.start, whole.end) in votes and heading):
        return False
    if heading:
        return votes[words].total() >= 1 or words in lexicon.surnames
    rest = doc[whole.start : part[0]]
    return len(words) > 1 and lexicon.label(words) == "PERSON" and not any(t.is_lower for t in rest)


def words_of(doc: Doc, start: int, end: int) -> Words:
    """The key of a token span: its words, white space that became a token left out."""
    return tuple(t.text for t in doc[start:end] if not t.is_space)


def everywhere(
    doc: Doc, texts: Sequence[str], lexicon: Lexicon, found: Sequence[Found], heading: Sequence[bool]
) -> list[Found]:
    """The longest names at every place, the recogniser's and the repeated ones; none overlaps another."""
    starts: dict[str, int] = {}
    for words in lexicon.votes:
        for first in (words[0], words[0].upper()):
            starts[first] = max(starts.get(first, 0), min(len(words), _LONGEST))
    tagged = {f.start: f for f in found}
    inside = {i for f in found for i in range(f.start, f.end)}
    out: list[Found] = []
    i = 0
    while i < len(texts):
        reach = starts.get(texts[i], 0)
        if not reach and i not in tagged:
            i += 1
            continue
        hit = _longest(doc, i, reach, lexicon)
        own = tagged.get(i)
        if own and (not hit or own.end >= hit):
            out.append(own)
            i = own.end
        elif hit and (hit - i > 1 or own or _stands_alone(doc, i, lexicon, inside, heading)):
            out.append(Found(i, hit, "", 0.9))
            i = hit
        else:
            i += 1
    return out


def _longest(doc: Doc, i: int, reach: int, lexicon: Lexicon) -> int:
    """The end of the longest listed name that begins at token `i`, else 0."""
    for end in range(min(i + reach, len(doc)), i, -1):
        if not doc[end - 1].is_space and lexicon.known(words_of(doc, i, end)):
            return end
    return 0


def _stands_alone(doc: Doc, i: int, lexicon: Lexicon, inside: set[int], heading: Sequence[bool]) -> bool:
    """Whether an untagged single word is the listed name, and not a common word or a part of another name."""
    token = doc[i]
    words = (token.text,)
    if i in inside or in_role(doc, i, i + 1):
        return False
    if is_acronym(token.text) and words in lexicon.votes:
        return words in lexicon.sure or not token.is_stop
    if token.pos_ == "NOUN" and opens(doc, i) and words in lexicon.surnames:
        return _speaks_bare(token, lexicon)
    if token.pos_ != "PROPN" and (opens(doc, i) or token.pos_ in ("VERB", "AUX", "ADP", "DET", "PRON", "ADV")):
        return False
    if heading[i]:
        return True
    return not any(_part_of_name(doc, j, inside) for j in (i - 1, i + 1))


def _speaks_bare(token: Token, lexicon: Lexicon) -> bool:
    """Whether a surname that opens a sentence is its subject alone ("Shields added"), and no word of the language."""
    return token.dep_ == "nsubj" and token.left_edge.i == token.i and token.lower_ not in lexicon.small


def _part_of_name(doc: Doc, j: int, inside: set[int]) -> bool:
    if not 0 <= j < len(doc) or j in inside:
        return False
    token: Token = doc[j]
    return token.pos_ == "PROPN" and token.text[0].isupper() and (token.lower_.replace(".", ""),) not in titles()


def retitled(doc: Doc, found: Iterable[Found], lexicon: Lexicon) -> Iterator[Found]:
    """Labels from the whole article; a title before a person that was taken for a body is cut."""
    for f in found:
        words = words_of(doc, f.start, f.end)
        known = lexicon.known(words)
        start = past_title(doc, f.start, f.end)
        if start > f.start and (rest := lexicon.known(words_of(doc, start, f.end))) and lexicon.label(rest) == "PERSON":
            yield Found(start, f.end, "PERSON", f.weight)
        else:
            yield Found(f.start, f.end, lexicon.label(known) if known else f.label or "ORG", f.weight)
