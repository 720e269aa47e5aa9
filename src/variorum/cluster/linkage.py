"""Average linkage over a sparse graph (Sokal & Michener 1958): groups join while the mean over all their pairs is high.

Pairs without an edge count as 0, so one article that resembles two stories cannot glue them: the other pairs speak too.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

Edge = tuple[int, int, float]


def average_groups(size: int, edges: Iterable[Edge], threshold: float) -> list[list[int]]:
    """The groups of `0..size-1`, each in order, by their first member. `edges` name each pair once, with 0..1.

    The best pair joins first; of equal ones that with the smaller first members, so the order of edges is nothing.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for a, b, likeness in edges:
        sums[a][b] = sums[b][a] = likeness
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    heap = [(-s, a, b, 1, 1) for a in range(size) for b, s in sums[a].items() if a < b and s >= threshold]
    heapify(heap)
    while heap:
        _, a, b, of_a, of_b = heappop(heap)
        if len(members.get(a, ())) != of_a or len(members.get(b, ())) != of_b:
            continue  # one of the two has grown or is gone
        members[a] += members.pop(b)
        _join(sums, a, b)
        for other, total in sums[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= threshold:
                low, high = min(a, other), max(a, other)
                heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return [sorted(members[head]) for head in sorted(members, key=lambda head: min(members[head]))]


def _join(sums: list[dict[int, float]], a: int, b: int) -> None:
    """Gives `a` the links of `b`."""
    sums[a].pop(b, None)
    for other, total in sums[b].items():
        if other == a:
            continue
        joined = sums[a].get(other, 0.0) + total
        sums[a][other] = sums[other][a] = joined
        del sums[other][b]
    sums[b] = {}
