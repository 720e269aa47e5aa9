"""Joins over texts: equal full names always, everything weaker only between texts that speak of the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from variorum.align.entities.atoms import PLACES, Atom
from variorum.align.entities.context import Context
from variorum.align.entities.people import one_person
from variorum.align.entities.unions import Unions
from variorum.align.entities.within import bearer_word, short_for
from variorum.language.names import person, sound
from variorum.language.places import country_of_capital

_MOST = 60
"""Names in one block that are compared pair by pair; a block with more is left to exact matches."""

_BEARERS = 400
"""Bearers of one word that are looked at for a bare name."""


def join_across(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Joins `atoms` over their texts, the surest first, so that weaker steps see what stronger ones found."""
    _join_equal(atoms, context, unions)
    _join_spellings(atoms, context, unions)
    _join_bare(atoms, context, unions)
    _join_short(atoms, context, unions)


def _join_equal(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Equal keys are one, unless the name is so short that unrelated texts may mean two."""
    same: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        same[atom.canon].append(i)
    for canon, members in same.items():
        sure = [i for i in members if _sure(atoms[i])]
        for i in sure[1:]:
            unions.join(sure[0], i, _equal_reason(atoms[sure[0]], atoms[i]))
        weak = [i for i in members if not _sure(atoms[i])] if canon else []
        for n, i in enumerate(weak):
            for j in [*sure[:_MOST], *weak[max(0, n - _MOST) : n]]:
                if context.related(atoms[i].text, atoms[j].text) and not _two_bearers(atoms[i], atoms[j]):
                    unions.join(i, j, "")


def _sure(atom: Atom) -> bool:
    """Whether the name by itself says who is meant: a full name, a place, a body's name; not a surname, not initials."""
    if atom.fixed or len(atom.words) > 1:
        return atom.fixed or atom.label != "PERSON" or atom.full_person
    return atom.label in ("ORG", "GPE", "LOC", "NORP", "FAC") and len(atom.key) > 2


def _two_bearers(one: Atom, other: Atom) -> bool:
    return "NORP" in (one.label, other.label) and one.label != other.label


def _equal_reason(one: Atom, other: Atom) -> str:
    return "" if one.form == other.form else " and ".join(sorted((one.form, other.form))) + ": one name written two ways"


def _join_spellings(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Full names of persons that sound alike or differ by a short form, an initial, a middle name."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, atom in enumerate(atoms):
        if atom.full_person:
            for block in _blocks(person(atom.key).surname):
                blocks[block][atom.key].append(i)
    for block in sorted(blocks):
        names = sorted(blocks[block])
        for one, other in combinations(names, 2) if len(names) <= _MOST else ():
            _join_pair(blocks[block][one], blocks[block][other], atoms, context, unions)


def _blocks(surname: str) -> set[str]:
    """Keys under which spellings of a surname meet: its sound, and its sound without vowels where that is long."""
    heard = sound(surname)
    bones = "".join(c for c in heard if c not in "aiu")
    return {heard, f"-{bones}"} if len(bones) > 2 else {heard}


def _join_pair(ones: list[int], others: list[int], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    one, other = atoms[ones[0]], atoms[others[0]]
    if unions.same(ones[0], others[0]) or (why := one_person(person(one.key), person(other.key))) is None:
        return
    texts = {atoms[i].text for i in others}
    if any(context.any_related(atoms[i].text, texts) for i in ones[:_MOST]):
        forms = " and ".join(sorted((one.form, other.form)))
        unions.join(ones[0], others[0], f"{forms}: {why or 'one given name and surname'}, in related texts")


def _join_bare(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """A bare surname goes to the one full name of related texts that bears it."""
    full: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if atom.full_person:
            name = person(atom.key)
            for word in {name.surname, sound(name.surname), name.given[0]}:
                full[word].append(i)
    taken = {unions.find(i) for i, atom in enumerate(atoms) if atom.full_person}
    for i, atom in enumerate(atoms):
        if not atom.bare or unions.find(i) in taken or (atom.label in PLACES and atom.key in country_of_capital()):
            continue
        word = bearer_word(atom)
        surnames = [j for j in full.get(word, ()) if person(atoms[j].key).surname == word]
        heard = [] if surnames or len(word) < 5 else full.get(sound(word), [])
        owners = surnames or heard or (full.get(word, []) if atom.label == "PERSON" else [])
        _give(i, owners, atoms, context, unions)


def _give(i: int, owners: Sequence[int], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Joins i to its one owner in related texts; two owners are none."""
    near = [j for j in owners[:_BEARERS] if context.related(atoms[i].text, atoms[j].text)]
    roots = {unions.find(j): j for j in near}
    if len(roots) == 1:
        (owner,) = roots.values()
        unions.join(i, owner, f"{atoms[i].form} is {atoms[owner].form}, the only bearer in related texts")


def _join_short(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Initials and first words of a body's name go to the one body of related texts that they are read off."""
    heads: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if len(atom.words) > 1 and atom.label not in ("PERSON", "NORP") and not atom.fixed:
            for head in {atom.key[0], atom.words[0], atom.words[1]}:
                heads[head].append(i)
    for i, atom in enumerate(atoms):
        if atom.fixed or not atom.key or atom.label == "NORP" or _has_long(i, atoms, unions):
            continue
        block = heads.get(atom.key[0] if atom.acronym else atom.words[0], ())
        _give(i, [j for j in block if short_for(atom, atoms[j])], atoms, context, unions)


def _has_long(i: int, atoms: Sequence[Atom], unions: Unions) -> bool:
    return len(atoms[unions.find(i)].words) > len(atoms[i].words)
