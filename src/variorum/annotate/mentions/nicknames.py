"""Names with a nickname inside: "Lucas (Jerry) Orvane", "Vittorio “the Jaw” Gallante" are one name each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from variorum.annotate.mentions.spans import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PAIRS = {"(": ")", "“": "”", '"': '"', "‘": "’", "'": "'", "``": "''", "«": "»", "„": "“"}
_LONGEST = 3
"""Words of a nickname in quotation marks."""


def with_nicknames(doc: Doc, found: Sequence[Found]) -> Iterator[Found]:
    """`found`, the given names and the surname on both sides of a nickname made one."""
    starts = {f.start: f for f in found}
    inside = {i for f in found for i in range(f.start, f.end)}
    skip = 0
    for f in found:
        if f.start < skip:
            continue
        at = _behind(doc, f) if f.label == "PERSON" else None
        if at is not None and (end := _surname_end(doc, at, starts.get(at), at in inside)):
            skip = end
            yield Found(f.start, end, "PERSON", f.weight)
        else:
            yield f


def _surname_end(doc: Doc, at: int, surname: Found | None, taken: bool) -> int | None:
    """Where the surname at token `at` ends: one that was found, or else one proper noun."""
    if surname:
        return surname.end if surname.label != "NORP" and surname.end - surname.start < 3 else None
    return at + 1 if doc[at].pos_ == "PROPN" and not taken else None


def _behind(doc: Doc, given: Found) -> int | None:
    """The token behind a nickname that follows `given`; a place in brackets is none: "Hale (Tarn)"."""
    at = given.end
    closing = _PAIRS.get(doc[at].text) if at < len(doc) else None
    if closing is None or "\n" in doc[at - 1].text_with_ws:
        return None
    for end in range(at + 2, min(at + _LONGEST + 2, len(doc) - 1)):
        if doc[end].text == closing:
            inside = doc[at + 1 : end]
            one = len(inside) == 1 and inside[0].text.istitle() and inside[0].ent_type_ in ("", "PERSON")
            nick = one if closing == ")" else inside[-1].text[:1].isupper() and inside[-1].is_alpha
            return end + 1 if nick and doc[end + 1].text[:1].isupper() else None
    return None
