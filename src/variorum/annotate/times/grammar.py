"""Patterns over terminals: a trie of categories, literals and other patterns, walked from each token that can begin it.

A pattern is a line such as `the? ordinal quarterword of year`: categories of the word table, `'word'` for a literal,
`<name>` for another pattern's match, `!'word'` for what must not follow (`!word`: no word at all), `&'word'` for what
must, `?` for what may be missing, `|` between alternatives. Its action gets one argument for each category and each
`<name>`, in order, `None` for what is missing; literals are not passed on. The longest match counts, the earlier rule
on a tie. No pattern begins with itself and each match is remembered, so a text costs time in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from variorum.annotate.times.lexicon import Terminal, Token, terminals

Action = Callable[..., Any]
"""Gives the rule's value, or `None` where the words do not fit after all (month 13)."""


@dataclass
class _Node:
    """A place in the trie. `words` and `categories` are entered by what stands there, `inner` by another pattern's
    match.
    """

    edges: dict[str, _Node] = field(default_factory=dict)
    rules: list[tuple[int, tuple[int, ...], int, Action]] = field(default_factory=list)
    direct: dict[str, _Node] = field(default_factory=dict)
    inner: list[tuple[str, frozenset[str], _Node]] = field(default_factory=list)
    looks: list[tuple[str, bool, _Node]] = field(default_factory=list)


class Grammar:
    """Rules by name. `rule` adds one, `Reading.match` applies them."""

    def __init__(self) -> None:
        self.roots: dict[str, _Node] = {}
        self._count = 0
        self._starts: dict[str, frozenset[str]] = {}

    def rule(self, name: str, *patterns: str) -> Callable[[Action], Action]:
        """Adds the decorated action under `name` for each of the patterns."""

        def add(action: Action) -> Action:
            for pattern in patterns:
                self._add(self.roots.setdefault(name, _Node()), pattern.split(), action)
            return action

        return add

    def _add(self, root: _Node, elements: list[str], action: Action) -> None:
        self._count += 1
        options = [[*e.removesuffix("?").split("|"), *([""] if e.endswith("?") else [])] for e in elements]
        # an element is an argument unless it is only literals
        slots = [not all(o[:1] in ("'", "!", "&", "") for o in each) for each in options]
        for choice in product(*options):
            node = root
            taken: list[int] = []
            argument = 0
            for option, slot in zip(choice, slots, strict=True):
                if option:
                    node = node.edges.setdefault(option, _Node())
                    taken.append(argument if slot and option[0] not in "'!&" else -1)
                argument += slot
            node.rules.append((self._count, tuple(taken), argument, action))

    def starts(self, name: str) -> frozenset[str]:
        """The categories and literals that can begin a match of `name`."""
        if name not in self._starts:
            found: set[str] = set()
            for edge in self.roots[name].edges:
                found |= self.starts(edge[1:-1]) if edge[0] == "<" else {edge}
            self._starts[name] = frozenset(found)
        return self._starts[name]

    def compile(self) -> Grammar:
        """Sorts the edges by how they are entered; called once, when all rules are in."""
        for root in self.roots.values():
            self._sort(root)
        return self

    def _sort(self, node: _Node) -> None:
        for edge, after in node.edges.items():
            if edge[0] == "<":
                node.inner.append((edge[1:-1], self.starts(edge[1:-1]), after))
            elif edge[0] in "!&":
                node.looks.append((edge[1:], edge[0] == "&", after))
            else:
                node.direct[edge] = after
            self._sort(after)


class Reading:
    """A grammar at work on one text's tokens."""

    def __init__(self, grammar: Grammar, line: list[Token]) -> None:
        self._grammar = grammar
        self._line = line
        self._terminals: dict[int, dict[str, Terminal]] = {}
        self._known: dict[tuple[str, int], tuple[int, Any] | None] = {}

    def at(self, place: int) -> dict[str, Terminal]:
        """What the token could be, by category, and itself as a literal; the first of a category is its longest."""
        found = self._terminals.get(place)
        if found is None:
            found = {}
            if place < len(self._line):
                for terminal in terminals(self._line, place):
                    found.setdefault(terminal.category, terminal)
                word = f"'{self._line[place].lower}'"
                found[word] = Terminal(word, "", place + 1)
            self._terminals[place] = found
        return found

    def match(self, name: str, place: int) -> tuple[int, Any] | None:
        """The end and the value of the longest match of `name` that begins at `place`."""
        key = (name, place)
        if key not in self._known:
            self._known[key] = None
            found: list[tuple[int, int, Any]] = []
            self._walk(self._grammar.roots[name], place, (), found)
            if found:
                end, _, value = max(found, key=lambda f: (f[0], -f[1]))
                self._known[key] = (end, value)
        return self._known[key]

    def _walk(self, node: _Node, place: int, values: tuple[Any, ...], found: list[tuple[int, int, Any]]) -> None:
        for order, taken, count, action in node.rules:
            arguments: list[Any] = [None] * count
            for slot, value in zip(taken, values, strict=True):
                if slot >= 0:
                    arguments[slot] = value
            if (result := action(*arguments)) is not None:
                found.append((place, order, result))
        if not node.edges:
            return
        here = self.at(place)
        for category, terminal in here.items():
            if after := node.direct.get(category):
                value = None if category[0] == "'" else terminal.value
                self._walk(after, terminal.end, (*values, value), found)
        for name, first, after in node.inner:
            if not first.isdisjoint(here) and (inner := self.match(name, place)):
                self._walk(after, inner[0], (*values, inner[1]), found)
        for wanted, present, after in node.looks:
            word = self._line[place].text[0].isalnum() if place < len(self._line) else False
            if (word if wanted == "word" else wanted in here) == present:
                self._walk(after, place, (*values, None), found)
