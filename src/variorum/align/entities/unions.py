"""Joined names, with the reason for each join and the joins that a reader has forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from variorum.align.sets import Sets


class Unions:
    """Disjoint sets of atoms 0..n-1. `colours[i]` says where atom i stands in each forbidden group."""

    def __init__(self, count: int, colours: Sequence[Mapping[int, int]] = ()) -> None:
        self._sets = Sets(range(count))
        self._colours: list[dict[int, int]] = [dict(c) for c in colours] or [{} for _ in range(count)]
        self._barred: list[set[int]] = [set() for _ in range(count)]
        self._reasons: list[dict[str, None]] = [{} for _ in range(count)]

    def find(self, i: int) -> int:
        """The representative of i's set."""
        return self._sets.find(i)

    def same(self, i: int, j: int) -> bool:
        """Whether i and j are joined."""
        return self.find(i) == self.find(j)

    def part(self, i: int, j: int) -> None:
        """Keeps two sets apart from now on, unless a reader joins or has joined them."""
        a, b = self.find(i), self.find(j)
        if a != b:
            self._barred[a].add(b)
            self._barred[b].add(a)

    def may(self, i: int, j: int) -> bool:
        """Whether nothing that the texts say keeps the two apart."""
        a, b = self.find(i), self.find(j)
        return b not in self._apart(a) and a not in self._apart(b)

    def _apart(self, root: int) -> set[int]:
        """The representatives that a set is kept from, written anew since sets grow together."""
        if self._barred[root]:
            self._barred[root] = {self.find(k) for k in self._barred[root]}
        return self._barred[root]

    def join(self, i: int, j: int, why: str, *, by_reader: bool = False) -> bool:
        """Joins two sets and notes why; false where a reader has forbidden it, or a text and no reader wants it."""
        if not by_reader and not self.may(i, j):
            return False
        a, b = sorted((self.find(i), self.find(j)))
        if a == b:
            return True
        mine, other = self._colours[a], self._colours[b]
        if any(group in other and other[group] != place for group, place in mine.items()):
            return False
        self._sets.join(a, b)
        self._barred[a] |= self._barred[b]
        mine.update(other)
        self._reasons[a].update(self._reasons[b])
        if why:
            self._reasons[a][why] = None
        return True

    def reasons(self, i: int) -> tuple[str, ...]:
        """Why the set of i was joined, in alphabetical order."""
        return tuple(sorted(self._reasons[self.find(i)]))

    def sets(self) -> Iterator[list[int]]:
        """All sets, each in order."""
        members: dict[int, list[int]] = {}
        for i in range(len(self._reasons)):
            members.setdefault(self.find(i), []).append(i)
        yield from members.values()
