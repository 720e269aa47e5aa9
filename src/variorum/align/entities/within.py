"""Joins inside one text: a text introduces a bearer by the full name and then shortens it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from variorum.align.entities.atoms import PLACES, Atom, split_by_span
from variorum.align.entities.people import given_agree, one_person, table
from variorum.align.entities.unions import Unions
from variorum.language.names import key, person, spells
from variorum.language.places import country_of_capital, country_of_name, country_of_people
from variorum.language.ties import ties
from variorum.model.records import Mention


@lru_cache(maxsize=1)
def _common_heads() -> frozenset[str]:
    return frozenset(table("names_common_heads.txt"))


def bearers(atoms: Sequence[Atom]) -> dict[str, list[Atom]]:
    """The full persons' names by each word that may stand for them: the surname, and the first given name."""
    found: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if atom.full_person:
            name = person(atom.key)
            for word in dict.fromkeys((name.surname, name.given[0])):
                found[word].append(atom)
    return found


def bearer_word(atom: Atom) -> str:
    """The word by which a bare name looks for its bearer."""
    return person(atom.key).surname if atom.label == "PERSON" else atom.key


def part_homonyms(atoms: list[Atom]) -> list[Atom]:
    """Bare surnames that two persons of the text bear are cut by mention: each goes with the bearer named last before it."""
    people = bearers(atoms)
    out: list[Atom] = []
    for atom in atoms:
        word = bearer_word(atom)
        owners = [a for a in people.get(word, ()) if person(a.key).surname == word] if atom.bare else []
        distinct = _distinct(owners)
        if len(distinct) < 2:
            out.append(atom)
            continue
        chosen = [_last_before(start, distinct) for start, _ in atom.spans]
        out += split_by_span(atom, chosen).values()
    return out


def _distinct(owners: Sequence[Atom]) -> list[Atom]:
    """Owners that cannot be one person."""
    kept: list[Atom] = []
    for owner in owners:
        if all(one_person(person(owner.key), person(k.key)) is None for k in kept):
            kept.append(owner)
    return kept


def _last_before(start: int, owners: Sequence[Atom]) -> int:
    """The place in `owners` of the one named last before `start`, or first of all where none is."""
    before = [(s, n) for n, owner in enumerate(owners) for s, _ in owner.spans if s < start]
    return max(before)[1] if before else min((owner.spans[0][0], n) for n, owner in enumerate(owners))[1]


def join_within(text: str, atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    """Joins the atoms (with their numbers) of one text: stated ties, persons, then bodies."""
    _join_ties(text, atoms, unions)
    _join_people(atoms, unions)
    _join_bodies(atoms, unions)


def _join_ties(text: str, atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    at = {start: i for i, atom in atoms for start, _ in atom.spans}
    by_key = {atom.key: i for i, atom in atoms}
    mentions = sorted((Mention(*span, atom.label) for _, atom in atoms for span in atom.spans), key=lambda m: m.start)
    for tie in ties(text, mentions):
        one = at.get(tie.one.start)
        other = at.get(tie.other.start, by_key.get(key(text[tie.other.start : tie.other.end])))
        if one is not None and other is not None:
            unions.join(one, other, f"“{' '.join(tie.why.split())}”")


def _join_people(atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    number = {id(atom): i for i, atom in atoms}
    people = bearers([atom for _, atom in atoms])
    for word, owners in people.items():
        for n, one in enumerate(owners):
            for other in owners[n + 1 :]:
                if person(one.key).surname == person(other.key).surname == word:
                    _join_full(number[id(one)], number[id(other)], one, other, unions)
    for i, atom in atoms:
        if atom.bare and (owners := _owners(atom, people)):
            unions.join(i, number[id(owners[0])], f"{atom.form} is short for {owners[0].form} in the same text")


def _join_full(i: int, j: int, one: Atom, other: Atom, unions: Unions) -> None:
    why = given_agree(person(one.key), person(other.key))
    if why is not None:
        unions.join(i, j, f"{one.form} and {other.form}: one surname, {why or 'one given name'}")


def _owners(atom: Atom, people: dict[str, list[Atom]]) -> list[Atom]:
    """The one bearer of a bare name in its text; of two the one that is named last before it."""
    if atom.label in PLACES and atom.key in country_of_capital():
        return []
    owners = people.get(bearer_word(atom), [])
    surnames = [o for o in owners if person(o.key).surname == bearer_word(atom)]
    if not surnames and atom.label != "PERSON":
        return []
    distinct = _distinct(surnames or owners)
    if len(distinct) > 1 and surnames:
        return [distinct[_last_before(atom.spans[0][0], distinct)]]
    return distinct if len(distinct) == 1 else []


def _join_bodies(atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    bodies = [(i, a) for i, a in atoms if a.label not in ("PERSON", "NORP") and not a.fixed and len(a.words) > 1]
    places = place_keys(atom for _, atom in atoms)
    for i, atom in atoms:
        if atom.fixed or not atom.key:
            continue
        found = [(j, b, why) for j, b in bodies if j != i and (why := short_for(atom, b, places))]
        roots = {unions.find(j) for j, _, _ in found}
        if len(roots) == 1:
            unions.join(i, found[0][0], f"{atom.form} {found[0][2]} {found[0][1].form} in the same text")


def place_keys(atoms: Iterable[Atom]) -> frozenset[str]:
    """Keys of the places among `atoms`: what may stand before a body's name without being needed."""
    return frozenset(atom.key for atom in atoms if atom.label == "GPE")


def short_for(short: Atom, full: Atom, places: frozenset[str]) -> str | None:
    """How `short` may be read off the body's name `full`: its initials, its first words, or all but the place before it."""
    if short.acronym:
        return "gives the initials of" if spells(short.form, full.form) else None
    mine, whole = short.words, full.words
    if len(mine) >= len(whole) or short.label == "NORP":
        return None
    if whole[: len(mine)] == mine and _tells(short, full):
        return "is short for"
    rest = " ".join(whole[: len(whole) - len(mine)])
    place = rest in places or rest in country_of_name() or rest in country_of_people()
    if whole[-len(mine) :] == mine and place and short.label not in PLACES and (len(mine) > 1 or mine[0] not in _common_heads()):
        return "is, without its place,"
    return None


def _tells(short: Atom, full: Atom) -> bool:
    """Whether first words of a body's name stand for it: "Hartwell" for "Hartwell Mining"; not a place, not "National"."""
    if short.label in PLACES and full.label != "FAC":
        return False
    if short.label == "PERSON" and len(short.words) > 1:
        return False
    if short.key in country_of_capital() or short.key in country_of_name():
        return False
    if full.words[len(short.words)].isdigit() or full.label == "PRODUCT":
        return False  # a numbered version is another thing
    if full.text == short.text and short.spans[0] < full.spans[0]:
        return False  # what comes first is no short form of what comes later, but the house that has such a branch
    return any(word not in _common_heads() for word in short.words)
