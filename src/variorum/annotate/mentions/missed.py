"""Names the recogniser did not see: runs of proper nouns that belong to no span of its."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.annotate.mentions.spans import SPEAKS, Found, aged, bearer_inside, before_bearer, opens, past_title
from variorum.annotate.quotes.people import named
from variorum.language.names import is_acronym, title_words
from variorum.language.shipped import all_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PROPN = 96
"""spaCy's symbol of proper nouns (`spacy.symbols.PROPN`), here so that this module loads without spaCy."""
_WEIGHT = 0.4
_LONGEST = 5
_INITIALS = 3
"""Letters from which initials in running text are a name: "AFP", not "TV"."""
_DATELINE = re.compile(
    r"^([A-Z]{3,20}(?: [A-Z]{3,20}){0,2})(?:, [A-Z][\w.]{1,20}(?: \d{1,2})?){0,2} ?(?:—|–|--|- |\()", re.M
)
_FILED = re.compile(
    r"([A-Z][A-Z.'’-]{4,20}(?: [A-Z.'’-]{3,20}){0,3})(?:, ([A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?))?"
    r"(?:, [A-Z][\w.]{1,20} \d{1,2})?,? ?(?:\([\w ./&-]{2,40}\) ?)?(?:—|–|--|- )"
)
"""A whole dateline, which a dash ends: what stands in it is where the report was filed."""
_LINES = 3
"""Lines of a text in which its dateline stands."""
_CAMEL = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
PLACE_BEFORE = frozenset({"in", "near", "at", "outside", "across", "throughout"})
_BEARING = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "governor", "senator", "mayor", "minister", "judge", "sheriff"}
)
"""Titles that stand before a person's name and before nothing else."""


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    """Initials that are no name. Raises `ValueError` when the table is empty."""
    return all_words("annotate", "mention_initials.txt")


def missed(
    doc: Doc, text: str, found: Sequence[Found], heading: Sequence[bool], plain: Container[str]
) -> Iterator[Found]:
    """Runs of capitalised proper nouns outside `found`, in running text.

    A run whose words the text also writes small must stand in it twice, and so must a single word inside a sentence
    unless it is initials.
    """
    inside = {i for f in found for i in range(f.start, f.end)}
    yield from _datelines(doc, text, inside)
    runs = list(_runs(doc, inside, heading))
    often = Counter(doc[start:end].text for start, end in runs)
    for start, end in runs:
        twice = often[doc[start:end].text] > 1
        known = end > start + 1 or _introduced(doc, start, plain)
        if not known and (opens(doc, start) or not (twice or is_acronym(doc[start].text))):
            continue
        if not _all_small(doc, start, end, plain) or (twice and end > start + 1):
            yield Found(start, end, _label(doc, start, end), _WEIGHT)


def _introduced(doc: Doc, i: int, plain: Container[str]) -> bool:
    """Whether one word, even at the head of a sentence, names somebody: with an age ("Moss, 44, said"), or speaking,
    a capital inside or not ("TarnPost asked").
    """
    word = doc[i]
    if word.lower_ in plain or word.is_stop:
        return False
    spelt = word.text.istitle() or _CAMEL.fullmatch(word.text) is not None
    return spelt and (aged(doc, i + 1) or _speaks(word))


def _speaks(word: Token) -> bool:
    return word.dep_ == "nsubj" and word.head.lemma_ in SPEAKS and word.n_lefts == 0


def _datelines(doc: Doc, text: str, inside: set[int]) -> Iterator[Found]:
    """Places of writing: capitals that open a line before a dash or a bracket, "TOLLEN — The council met"."""
    for match in _DATELINE.finditer(text):
        span = doc.char_span(match.start(1), match.end(1))
        if span is not None and not inside.intersection(range(span.start, span.end)):
            inside.update(range(span.start, span.end))
            yield Found(span.start, span.end, "GPE", _WEIGHT)


def filed(text: str, found: Sequence[Found], doc: Doc) -> list[Found]:
    """Those of `found` that a text's dateline names, as places: the parser takes many a town in capitals for a body."""
    lines = text.split("\n", 2 * _LINES)[: 2 * _LINES]
    starts = [sum(map(len, lines[:n])) + n for n in range(len(lines))]
    match = next((m for start in starts if (m := _FILED.match(text, start))), None)
    places = [match.span(n) for n in (1, 2) if match[n]] if match else []
    return [f._replace(label="GPE") for f in found if any(low <= doc[f.start].idx < high for low, high in places)]


def _runs(doc: Doc, inside: set[int], heading: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for i, (pos, entity) in enumerate(doc.to_array(["POS", "ENT_TYPE"]).tolist()):
        if pos != _PROPN or entity or i in inside or heading[i] or not doc[i].text[0].isupper() or len(doc[i]) < 2:
            continue
        if i != end:
            if start >= 0:
                yield from _run(doc, start, end)
            start = i
        end = i + 1
    if start >= 0:
        yield from _run(doc, start, end)


def _run(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    start = past_title(doc, start, end)
    bearer = bearer_inside(doc, start, end) if end - start <= _LONGEST else end
    if bearer < end:
        yield from _run(doc, bearer, end)
    end = before_bearer(doc, start, bearer)
    if end - start <= _LONGEST and not all(t.lower_.strip(".") in title_words() for t in doc[start:end]):
        yield start, end


def _all_small(doc: Doc, start: int, end: int, plain: Container[str]) -> bool:
    if end == start + 1 and doc[start].lower_.replace(".", "") in _nameless():
        return True
    small = [t.lower_ in plain for t in doc[start:end] if t.is_alpha and not t.is_upper]
    return all(small) and (bool(small) or end - start > 1 or len(doc[start]) < _INITIALS)


def _label(doc: Doc, start: int, end: int) -> str:
    """A guess: a given name or a title makes a person, and so does speaking in two words; else a place or a body."""
    last = doc[end - 1]
    if aged(doc, end):
        return "PERSON"
    if 1 < end - start < 4 and (_given(doc[start].lower_) or _titled(doc, start)):
        return "PERSON"
    if last.dep_ == "nsubj" and last.head.lemma_ in SPEAKS and 1 < end - start < 4:
        return "PERSON"
    return "GPE" if start > 0 and doc[start - 1].lower_ in PLACE_BEFORE and end - start < 3 else "ORG"


def _given(word: str) -> bool:
    return word in named("masculine") or word in named("feminine")


def _titled(doc: Doc, start: int) -> bool:
    """Whether a personal title stands right before: "Governor"; "Officer" and "Guard" open names of bodies too."""
    return start > 0 and doc[start - 1].text.istitle() and doc[start - 1].lower_.rstrip(".") in _BEARING
