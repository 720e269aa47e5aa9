"""Names the recogniser did not see: runs of proper nouns that belong to no span of its."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.annotate.mentions.spans import Found, opens, past_title
from variorum.language.names import title_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WEIGHT = 0.4
_LONGEST = 5
_PLACE_BEFORE = frozenset({"in", "near", "at", "outside", "across", "throughout"})
_SPEAKS = frozenset({"say", "tell", "add", "explain", "note", "recall", "insist", "argue", "deny", "ask", "write"})


def missed(doc: Doc, found: Sequence[Found], heading: Sequence[bool]) -> Iterator[Found]:
    """Runs of capitalised proper nouns outside `found`, in running text, that are written small nowhere in it.

    One word counts only where it stands twice inside sentences, so that a stray capital makes no name.
    """
    inside = {i for f in found for i in range(f.start, f.end)}
    small = {t.text for t in doc if t.is_lower and t.is_alpha}
    runs = [run for run in _runs(doc, inside, heading) if not _all_small(doc, run, small)]
    often = Counter(doc[start].text for start, end in runs if end == start + 1 and not opens(doc, start))
    for start, end in runs:
        if end - start > 1 or often[doc[start].text] > 1:
            yield Found(start, end, _label(doc, start, end), _WEIGHT)


def _runs(doc: Doc, inside: set[int], heading: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = -1
    for token in doc:
        if start < 0 and _in_name(token, inside, heading):
            start = token.i
        if start >= 0 and not _in_name(token, inside, heading):
            yield from _run(doc, start, token.i)
            start = -1
    if start >= 0:
        yield from _run(doc, start, len(doc))


def _run(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    start = past_title(doc, start, end)
    if end - start <= _LONGEST and not all(t.lower_.strip(".") in title_words() for t in doc[start:end]):
        yield start, end


def _in_name(token: Token, inside: set[int], heading: Sequence[bool]) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and not token.ent_type_
        and token.i not in inside
        and not heading[token.i]
        and len(token) > 1
    )


def _all_small(doc: Doc, run: tuple[int, int], small: set[str]) -> bool:
    return all(t.lower_ in small for t in doc[run[0] : run[1]] if t.is_alpha and not t.is_upper)


def _label(doc: Doc, start: int, end: int) -> str:
    """A guess: what speaks in two words is a person, what something is in is a place, everything else a body."""
    last = doc[end - 1]
    if last.dep_ == "nsubj" and last.head.lemma_ in _SPEAKS and 1 < end - start < 4:
        return "PERSON"
    return "GPE" if start > 0 and doc[start - 1].lower_ in _PLACE_BEFORE and end - start < 3 else "ORG"
