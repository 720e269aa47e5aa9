"""Mentions that are an office and no name: "the Prime Minister", "Tolan Steel CEO", "minister of health of Tarn".

Who is meant is told by the words beside the office ("CEO Mira Tolan", "Mira Tolan, the CEO"), else by who holds it in
the same text and in related ones. An office that nobody there holds joins nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from variorum.align.entities.atoms import Atom, split_by_span
from variorum.align.entities.context import Context
from variorum.align.entities.roles import Role, role_of, roles_before, roles_behind
from variorum.align.entities.surfaces import core
from variorum.align.entities.unions import Unions
from variorum.language.names import fold, person, strip_titles

_BEFORE = re.compile(r"[,\s]*")
_AFTER = re.compile(r"\s*,\s*(?:the|its|their|his|her)?\s*", re.I)
_WORD = re.compile(r"\S+")
_MOST = 100
"""Bearers of one surname that are looked at."""
_GAP = 12
"""Code points that can lie between an office and the name beside it."""


class _Place(NamedTuple):
    """A person's name in a text: where it begins and ends, and the number of its atom."""

    start: int
    end: int
    atom: int


def part_offices(atoms: Sequence[Atom]) -> list[Atom]:
    """Each mention of an office by itself: "the President" can be two persons in one text."""
    out: list[Atom] = []
    for atom in atoms:
        parted = len(atom.spans) > 1 and atom.office is not None
        out += split_by_span(atom, range(len(atom.spans))).values() if parted else [atom]
    return out


def join_offices(texts: Sequence[str], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Joins offices to their holders once all names are joined."""
    offices = [(i, role) for i, atom in enumerate(atoms) if (role := atom.office)]
    if not offices:
        return
    held = _Holders(texts, atoms, unions)
    for i, role in offices:
        atom = atoms[i]
        beside = held.beside(atom)
        owner = held.best(atom, role, context) if beside is None else beside
        if owner is not None:
            said = "stands beside" if beside is not None else "is an office held by"
            unions.join(i, owner, f"{atom.form} {said} {atoms[owner].form}")
    _join_equal([i for i, _ in offices], atoms, context, unions)


def _join_equal(offices: Sequence[int], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """One office in related texts, where the run names one holder or none: a successor holds it in the next report."""
    persons = {unions.find(i) for i, atom in enumerate(atoms) if atom.full_person}
    same: dict[str, list[int]] = defaultdict(list)
    for i in offices:
        same[atoms[i].canon].append(i)
    for group in same.values():
        if len({unions.find(i) for i in group} & persons) < 2:
            for one, other in pairwise(group):
                if context.related(atoms[one].text, atoms[other].text):
                    unions.join(one, other, "")


def join_titled(texts: Sequence[str], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """A surname with its office goes to the one bearer who holds it: "Governor Ruiz" to "Elena Ruiz, the governor"."""
    known = {unions.find(i) for i, atom in enumerate(atoms) if atom.full_person}
    alone = [i for i, a in enumerate(atoms) if a.bare and a.label == "PERSON" and unions.find(i) not in known]
    surnames = {person(atoms[i].key).surname for i in alone}
    bearers: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if atom.full_person and person(atom.key).surname in surnames:
            bearers[person(atom.key).surname].append(i)
    for i in alone:
        bearing = bearers[person(atoms[i].key).surname][:_MOST]
        owners = [j for j in bearing if unions.may(i, j) and context.related(atoms[i].text, atoms[j].text)]
        asked = _offices_of(texts, atoms[i]) if owners else set()
        held = {unions.find(j): j for j in owners if asked and _holds(_offices_of(texts, atoms[j]), asked)}
        for j in held.values() if len(held) == 1 else ():
            unions.join(i, j, f"{atoms[i].form} has the office of {atoms[j].form} in a related text")


def _offices_of(texts: Sequence[str], atom: Atom) -> set[Role]:
    text = texts[atom.text]
    found = {role for start, end in atom.spans for role in (roles_before(text, start), roles_behind(text, end)) if role}
    return found | {role for form in atom.forms if (role := _titled(form))}


def _titled(form: str) -> Role | None:
    """The office that a mention holds with the name: "Governor Ruiz"."""
    words = form.split()
    return role_of(" ".join(words[:-1])) if len(words) > 1 else None


def _holds(held: set[Role], asked: set[Role]) -> bool:
    """Whether one of the offices is one that is asked for, of the same owner or of one that is not named."""
    return any(h == a and (p == q or not p or not q) for (p, h), (q, a) in product(held, asked))


class _Holders:
    """Persons by place and by office."""

    def __init__(self, texts: Sequence[str], atoms: Sequence[Atom], unions: Unions) -> None:
        self._texts = texts
        self._unions = unions
        self._places: dict[int, list[_Place]] = defaultdict(list)
        for i, atom in enumerate(atoms):
            if atom.label == "PERSON" and not atom.described:
                self._places[atom.text] += [_Place(*span, i) for span in atom.spans]
        for places in self._places.values():
            places.sort()
        self._roles: dict[Role, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for text, who, role in self._held():
            self._roles[role][text].add(who)

    def _held(self) -> Iterator[tuple[int, int, Role]]:
        """Text, person (the representative) and office, wherever a name has an office right before or behind it."""
        for t, places in self._places.items():
            for place in places:
                before = roles_before(self._texts[t], self._name_start(t, place))
                for role in (before, roles_behind(self._texts[t], place.end)):
                    if role:
                        yield t, self._unions.find(place.atom), role

    def _name_start(self, text: int, place: _Place) -> int:
        """Where the name begins behind the titles that the mention holds."""
        words = list(_WORD.finditer(core(self._texts[text][place.start : place.end])))
        kept = len(strip_titles(fold(" ".join(w.group() for w in words)).split()))
        return place.start + (words[-kept].start() if 0 < kept <= len(words) else 0)

    def beside(self, office: Atom) -> int | None:
        """The atom of the name right behind the office, or right before it with a comma."""
        (start, end), places = office.spans[0], self._places.get(office.text, [])
        text = self._texts[office.text]
        at = bisect_left(places, _Place(end, 0, 0))
        for place in places[at : at + 2]:
            if place.start - end <= _GAP and _BEFORE.fullmatch(text, end, place.start):
                return place.atom
        for place in places[max(0, at - 4) : at]:
            if 0 <= start - place.end <= _GAP and _AFTER.fullmatch(text, place.end, start):
                return place.atom
        return None

    def best(self, office: Atom, role: Role, context: Context) -> int | None:
        """Of the holders that the text names, the one named most before the office; else the only one known nearby."""
        named = Counter(self._unions.find(p.atom) for p in self._places.get(office.text, []))
        near = self._near(office, role, context)
        here = {who for who in near if who in named}
        if here:
            before = Counter(
                self._unions.find(p.atom) for p in self._places[office.text] if p.end <= office.spans[0][0]
            )
            return max(here, key=lambda who: (before[who], named[who], -who))
        return next(iter(near)) if len(near) == 1 and role[0] else None

    def _near(self, office: Atom, role: Role, context: Context) -> set[int]:
        """Holders of the office in the same text and in related ones; those of the very owner before all others."""
        exact = self._of(role, office.text, context)
        if exact or not role[0]:
            return exact or self._any(role[1], office.text, context)
        return self._of(("", role[1]), office.text, context)

    def _of(self, role: Role, text: int, context: Context) -> set[int]:
        by_text: Mapping[int, set[int]] = self._roles.get(role, {})
        return {who for t, found in by_text.items() if context.related(t, text) for who in found}

    def _any(self, office: str, text: int, context: Context) -> set[int]:
        roles = [role for role in self._roles if role[1] == office]
        return {who for role in roles for who in self._of(role, text, context)}
