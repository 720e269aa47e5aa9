"""Names that one text proves and another holds unseen: an acronym explained in a sibling, a full name missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from variorum.align.entities.context import Context
from variorum.language.names import is_acronym, key, person
from variorum.model.records import Entity

_WORD = re.compile(r"[^\W_](?:[\w.&'’]*[^\W_])?|&")
_LONGEST = 8


def unseen(
    texts: Sequence[str],
    taken: Sequence[Sequence[tuple[int, int]]],
    forms: Mapping[str, tuple[int, Sequence[int]]],
    context: Context,
) -> Iterator[tuple[int, int, int, int]]:
    """Places `(text, start, end, bearer)` where a known form stands outside the spans `taken` in a related text.

    `forms` gives for each written form its bearer and the texts that prove it. Only full names and initials are
    looked for.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    bearers: dict[tuple[str, ...], tuple[int, Sequence[int]]] = {}
    for form, proven in forms.items():
        words = tuple(_WORD.findall(form))
        if (len(words) > 1 and len(words) <= _LONGEST and form[0].isupper()) or (len(words) == 1 and is_acronym(form)):
            lengths[words[0]].add(len(words))
            bearers[words] = proven
    for t, text in enumerate(texts):
        for start, end, words in _hits(text, bearers, lengths):
            bearer, proof = bearers[words]
            free = not any(s < end and start < e for s, e in _around(taken[t], start))
            if free and context.any_related(t, proof):
                yield t, start, end, bearer


def _hits(
    text: str, forms: Container[tuple[str, ...]], lengths: Mapping[str, set[int]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Listed forms in `text`, longest first, none inside another; in a line of capitals initials are no sign.

    `lengths` gives for each first word how many words the forms have that it opens.
    """
    for line in re.finditer(r"[^\n]+", text):
        found = list(_WORD.finditer(line.group()))
        words = [match.group() for match in found]
        loud = line.group().isupper()
        at = 0
        while at < len(words):
            sizes = sorted(lengths.get(words[at], ()), reverse=True)
            size = next((n for n in sizes if at + n <= len(words) and tuple(words[at : at + n]) in forms), 0)
            if not size or (loud and size == 1):
                at += 1
                continue
            yield (
                line.start() + found[at].start(),
                line.start() + found[at + size - 1].end(),
                tuple(words[at : at + size]),
            )
            at += size


def _around(spans: Sequence[tuple[int, int]], start: int) -> Sequence[tuple[int, int]]:
    """The few spans that can touch a place: those right before and right after it."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if spans[middle][0] < start else (low, middle)
    return spans[max(0, low - 2) : low + 3]


class Below:
    """The entities of the text below a headline, by which its short names are read."""

    def __init__(self, named: Collection[str], entities: Mapping[str, Entity]) -> None:
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for ident in named:
            for form in entities[ident].aliases if ident in entities else ():
                self._bearers[key(form)].add(ident)
                if entities[ident].label == "PERSON":
                    self._surnames[person(form).surname].add(ident)

    def bearer(self, name: str, label: str) -> str | None:
        """The one entity that goes by `name` in the text, by a surname too; `None` for none and for two."""
        found = self._bearers.get(key(name)) or (self._surnames.get(key(name)) if label == "PERSON" else None) or set()
        return next(iter(found)) if len(found) == 1 else None
