"""Bare surnames that two persons of one text bear, whether or not both are named in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from variorum.align.entities.ambiguous import last_before
from variorum.align.entities.atoms import Atom, split_by_span
from variorum.align.entities.bearing import Bearing, bearing, contradicts
from variorum.align.entities.people import agreement, one_person
from variorum.align.entities.roles import single_offices
from variorum.language.names import person

_APPOSED = 60
"""Code points behind a name within which it is still told whose wife or son that is."""


def bearers(atoms: Sequence[Atom]) -> dict[str, list[Atom]]:
    """The full persons' names by each word that may stand for them: the surname, and the first given name."""
    found: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if atom.full_person:
            name = person(atom.key)
            for word in dict.fromkeys((name.surname, name.given[0], *sorted(atom.nicknames))):
                found[word].append(atom)
    return found


def bearer_word(atom: Atom) -> str:
    """The word by which a bare name looks for its bearer."""
    return person(atom.key).surname if atom.label == "PERSON" else atom.key


def distinct(owners: Sequence[Atom]) -> list[Atom]:
    """Owners that cannot be one person."""
    kept: list[Atom] = []
    for owner in owners:
        if all(agreement(owner.persons, k.persons, one_person) is None for k in kept):
            kept.append(owner)
    return kept


def part_homonyms(text: str, atoms: list[Atom]) -> list[Atom]:
    """Bare surnames cut by mention: each goes with the bearer named last before it whom nothing beside it contradicts.

    "President Tolan" or "Mr. Tolan" is somebody whom the text never names in full where its only full name is that of
    "Elena Tolan, the first lady".
    """
    people = bearers(atoms)
    out: list[Atom] = []
    for atom in atoms:
        if not atom.bare:
            if atom.full_person:
                _tell([atom], [[bearing(text, *span, offices=False) for span in atom.spans]])
            out.append(atom)
            continue
        word = bearer_word(atom)
        owners = distinct([a for a in people.get(word, ()) if person(a.key).surname == word])
        told = [bearing(text, *span) for span in atom.spans] if atom.label == "PERSON" or owners else []
        chosen = _Shares(text, atom, told, owners).chosen() if owners else _described(told)
        out += _parted(atom, told, owners, chosen)
    return out


def _parted(atom: Atom, told: Sequence[Bearing], owners: Sequence[Atom], chosen: Sequence[int]) -> list[Atom]:
    """The atom, or its parts, with bearer or with those it is not."""
    if len(owners) < 2 and not any(chosen):
        _tell([atom], [told])
        return [atom]
    parts = split_by_span(atom, chosen)
    for n, part in parts.items():
        part.bearer = owners[n] if n < len(owners) else None
        others = owners or [p for m, p in parts.items() if m != n]
        part.barred = () if part.bearer else tuple(others)
    _tell(list(parts.values()), [[t for t, n in zip(told, chosen, strict=True) if n == m] for m in parts])
    return list(parts.values())


def _tell(atoms: Sequence[Atom], told: Sequence[Sequence[Bearing]]) -> None:
    """Notes with each atom what its mentions tell."""
    for atom, own in zip(atoms, told, strict=True):
        sexes = {t.sex for t in own if t.sex}
        atom.sex = next(iter(sexes)) if len(sexes) == 1 else None
        atom.held = frozenset(t.office[1] for t in own if t.office)


def _described(told: Sequence[Bearing]) -> list[int]:
    """0 or 1 for each mention of a surname that the text never has in full: "Governor Ruiz" and "Ruiz, the docker"."""
    first = next((t for t in told if t.titled), None)
    if first is None or not any(contradicts(first, t) for t in told):
        return [0] * len(told)
    chosen: list[int] = []
    for t in told:
        before = chosen[-1] if chosen else 0
        chosen.append(int(contradicts(first, t)) if t.titled else before)
    return chosen


class _Shares:
    """Who is meant by each mention of a surname: one of the owners, or (the number behind theirs) somebody else."""

    def __init__(self, text: str, atom: Atom, told: Sequence[Bearing], owners: Sequence[Atom]) -> None:
        self._atom, self._told, self._owners = atom, told, owners
        self._known = [list(dict.fromkeys(bearing(text, *span) for span in owner.spans)) for owner in owners]
        self._first = min(owner.spans[0][0] for owner in owners)
        self._free = [self._open_to(n) for n in range(len(told))]
        self._others = [atom.spans[n] for n, free in enumerate(self._free) if not free]
        self._their_offices = {t.office[1] for t, free in zip(told, self._free, strict=True) if t.office and not free}
        self._their_offices -= {t.office[1] for known in self._known for t in known if t.office}
        plain = (span for span, t in zip(atom.spans, told, strict=True) if not t.titled)
        self._plainly = any(start < self._first for start, _ in plain) or self._beside_office()

    def chosen(self) -> list[int]:
        """A number for each mention."""
        return [self._one(n) for n in range(len(self._told))]

    def _one(self, n: int) -> int:
        start, free, somebody = self._atom.spans[n][0], self._free[n], len(self._owners)
        if not free or (self._others and self._is_theirs(n)):
            return somebody
        if not self._told[n].titled:
            free = self._mainly(free, start)
        known = [self._owners[k] for k in free]
        if self._others and not self._told[n].titled:
            seen = Atom(self._atom.text, self._atom.key, self._atom.canon, spans=self._others)
            return [*free, somebody][last_before(start, [*known, seen])]
        return free[last_before(start, known)]

    def _mainly(self, free: list[int], start: int) -> list[int]:
        """Those of the owners open to a plain surname who are meant by it: the one named before his or her relatives.

        "Ida Moss was fined. Her husband, Piet Moss, was not. Moss said" is about her, as is "Ida Moss, wife of the
        mayor, Piet Moss, was fined. Moss said".
        """
        named = sorted((self._owners[k].spans[0], k) for k in free if self._owners[k].spans[0][0] < start)
        if len(named) < 2:
            return free
        (span, first), *others = named
        after = all(self._is_relative(k) for _, k in others)
        within = self._is_relative(first) and all(other[0] - span[1] < _APPOSED for other, _ in others)
        return [first] if after or within else free

    def _is_relative(self, k: int) -> bool:
        return any(t.kin for t in self._known[k])

    def _is_theirs(self, n: int) -> bool:
        """Whether a mention that nothing contradicts is somebody else's as well: by office, by place, by usage."""
        told, start = self._told[n], self._atom.spans[n][0]
        if told.office and told.office[1] in self._their_offices:
            return True
        introduced = self._others[0][0] < self._first
        if start < self._first:
            return introduced
        return introduced and self._plainly and not told.titled

    def _beside_office(self) -> bool:
        """Whether the others hold a public office and the owners are their relatives: "Tolan" is the president then."""
        return bool(self._their_offices & single_offices()) and all(any(t.kin for t in known) for known in self._known)

    def _open_to(self, n: int) -> list[int]:
        return [k for k in range(len(self._owners)) if not self._not_of(n, k)]

    def _not_of(self, n: int, k: int) -> bool:
        """Whether mention n cannot be owner k, or stands with an office before owner k is named as a relative."""
        told, known = self._told[n], self._known[k]
        if any(told.sex and t.sex and told.sex != t.sex for t in known):
            return True
        offices = [t for t in known if t.office or t.trade]
        if offices and all(contradicts(told, t) for t in offices):
            return True
        held = {t.office[1] for t in known if t.office}
        early = self._atom.spans[n][0] < self._owners[k].spans[0][0]
        return bool(early and told.office and told.office[1] not in held and any(t.kin for t in known))
