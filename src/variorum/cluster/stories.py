"""Which articles tell one story: those whose words, weighted by rarity, are alike on average."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model.records import Article

ALIKE = 0.14
"""Mean cosine over all pairs of two groups from which they are one story."""

_WORD = re.compile(r"[^\W\d_]\w+")


def group_stories(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """A partition of the articles' ids, groups and ids in order; the order of input is nothing."""
    import numpy as np

    known = [a for _, a in sorted({a.id: a for a in articles}.items())]
    counts = [Counter(w.lower() for w in _WORD.findall(f"{a.title or ''} {a.text}")) for a in known]
    spread = Counter(word for count in counts for word in count)
    columns = {word: i for i, word in enumerate(spread)}
    rows = np.zeros((len(known), len(columns)), dtype=np.float32)
    for row, count in zip(rows, counts, strict=True):
        for word, n in count.items():
            row[columns[word]] = (1 + math.log(n)) * math.log((len(known) + 1) / spread[word] + 1)
        row /= max(1e-9, float(np.linalg.norm(row)))
    alike = rows @ rows.T
    groups = [[i] for i in range(len(known))]
    while len(groups) > 1:
        best, pair = max(
            ((float(alike[np.ix_(a, b)].mean()), (x, y)) for x, a in enumerate(groups) for y, b in enumerate(groups[:x])),
            key=lambda found: found[0],
        )
        if best < ALIKE:
            break
        groups[pair[1]] += groups.pop(pair[0])
    return tuple(sorted(tuple(sorted(known[i].id for i in group)) for group in groups))
