"""Names that one text proves and another holds unseen: an acronym explained in a sibling, a full name missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from variorum.align.entities.context import Context
from variorum.language.names import is_acronym

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
    index: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    bearers: dict[tuple[str, ...], tuple[int, Sequence[int]]] = {}
    for form, proven in forms.items():
        words = tuple(_WORD.findall(form))
        if (len(words) > 1 and len(words) <= _LONGEST and form[0].isupper()) or (len(words) == 1 and is_acronym(form)):
            index[words[0]].append(words)
            bearers[words] = proven
    for listed in index.values():
        listed.sort(key=len, reverse=True)
    for t, text in enumerate(texts):
        for start, end, words in _hits(text, index):
            bearer, proof = bearers[words]
            free = not any(s < end and start < e for s, e in _around(taken[t], start))
            if free and context.any_related(t, proof):
                yield t, start, end, bearer


def _hits(text: str, index: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Listed forms in `text`, longest first, none inside another; in a line of capitals initials are no sign."""
    for line in re.finditer(r"[^\n]+", text):
        found = list(_WORD.finditer(line.group()))
        if not found:
            continue
        loud = line.group().isupper()
        at = 0
        while at < len(found):
            words = next((w for w in index.get(found[at].group(), ()) if _reads(found, at, w)), None)
            if words is None or (loud and len(words) == 1):
                at += 1
                continue
            yield line.start() + found[at].start(), line.start() + found[at + len(words) - 1].end(), words
            at += len(words)


def _reads(found: Sequence[re.Match[str]], at: int, words: tuple[str, ...]) -> bool:
    return len(words) <= len(found) - at and all(found[at + n].group() == w for n, w in enumerate(words))


def _around(spans: Sequence[tuple[int, int]], start: int) -> Sequence[tuple[int, int]]:
    """The few spans that can touch a place: those right before and right after it."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if spans[middle][0] < start else (low, middle)
    return spans[max(0, low - 2) : low + 3]
