"""Disjoint sets: things are joined two by two, and each set is known by its smallest member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", int, str)


class Sets(Generic[T]):
    """The sets of some items, at first each of one (Tarjan 1975). The order of joins changes nothing."""

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def find(self, item: T) -> T:
        """The smallest member of the set that `item` is in."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: T, other: T) -> None:
        """Make one set of the two that the items are in."""
        first, second = self.find(one), self.find(other)
        self._parent[max(first, second)] = min(first, second)
