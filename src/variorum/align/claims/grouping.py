"""Groups what pairs agree on: average link, so that one bridge between two happenings does not run them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Pair = tuple[int, int]
FORBIDDEN = 0.34
"""Share of forbidden pairs from which two groups stay apart: one date read wrong does not part what all else joins."""


def group(
    size: int, scores: Iterable[tuple[Pair, float]], score: Callable[[int, int], float], threshold: float
) -> list[list[int]]:
    """Groups of two or more of `range(size)`, each in order, by their first member.

    `scores` are pairs that are the same by themselves; `score` gives that of any pair, negative for one that must not
    stand together. Pairs are taken best first; two groups become one when their mean score reaches `threshold` and few
    of their pairs are forbidden. The order of input changes nothing: ties go by index.
    """
    member = list(range(size))
    groups = {i: [i] for i in range(size)}
    for (i, j), _ in sorted(scores, key=lambda item: (-item[1], item[0])):
        a, b = sorted((member[i], member[j]))
        if a == b:
            continue
        cross = [score(min(x, y), max(x, y)) for x in groups[a] for y in groups[b]]
        forbidden = sum(s < 0 for s in cross)
        if forbidden <= FORBIDDEN * len(cross) and sum(max(0.0, s) for s in cross) / len(cross) >= threshold:
            groups[a] = sorted(groups[a] + groups.pop(b))
            for x in groups[a]:
                member[x] = a
    return sorted(g for g in groups.values() if len(g) > 1)
