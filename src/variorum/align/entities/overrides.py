"""What a reader has decided about names: it outweighs what the rules find and holds in every later run.

A file in TOML (or JSON of the same shape):

    [[merge]]
    names = ["Harbour Board", "HB"]          # one bearer, whatever the texts say

    [[split]]
    names = ["Ana Meier", "Anna Meyer"]      # never one bearer; "Ana Meier@paper-1" means the one in that article

    [[rename]]
    from = "A. Meier"                        # how it is shown; its id does not change
    to = "Ana Meier"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, ValidationError, convert, field

from variorum.language.names import key


class Overrides(Struct, frozen=True):
    """Groups of names that are one bearer, groups that never are, and names to show. Names may be entity ids."""

    merge: tuple[tuple[str, ...], ...] = ()
    split: tuple[tuple[str, ...], ...] = ()
    rename: tuple[tuple[str, str], ...] = ()


class _Names(Struct, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _Rename(Struct, forbid_unknown_fields=True):
    old: str = field(name="from")
    new: str = field(name="to")


class _File(Struct, forbid_unknown_fields=True):
    merge: tuple[_Names, ...] = ()
    split: tuple[_Names, ...] = ()
    rename: tuple[_Rename, ...] = ()


def read_overrides(path: str | Path) -> Overrides:
    """The overrides in a TOML or JSON file. Raises `ValueError`, naming the file, where its shape is another."""
    text = Path(path).read_text(encoding="utf-8")
    try:
        raw = json.loads(text) if str(path).endswith(".json") else tomllib.loads(text)
        read = convert(raw, _File)
    except (ValidationError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    return Overrides(
        merge=tuple(group.names for group in read.merge),
        split=tuple(group.names for group in read.split),
        rename=tuple((r.old, r.new) for r in read.rename),
    )


class Wanted:
    """Looks up what the overrides say of a name in an article."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._rules: dict[str, list[tuple[int, int, str]]] = {}
        for group, names in enumerate(groups):
            for place, name in enumerate(names):
                form, _, article = name.partition("@")
                self._rules.setdefault(key(form), []).append((group, place, article))

    def of(self, form: str, articles: frozenset[str]) -> Mapping[int, int]:
        """For each group that lists this form: its place in it. `articles` are ids and sources of the article."""
        rules = self._rules.get(form, ())
        return {group: place for group, place, article in rules if not article or article in articles}

    def __bool__(self) -> bool:
        return bool(self._rules)
