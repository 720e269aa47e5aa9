"""Joins over texts: equal full names always, everything weaker only between texts that speak of the same things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from variorum.align.entities.atoms import PLACES, Atom
from variorum.align.entities.context import Context
from variorum.align.entities.homonyms import bearer_word
from variorum.align.entities.people import agreement, one_person
from variorum.align.entities.unions import Unions
from variorum.align.entities.within import BodyIndex, later_junior
from variorum.align.words import table
from variorum.language.names import person, sound
from variorum.language.places import country_of_capital

_MOST = 60
"""Names in one block that are compared pair by pair; a block with more is left to exact matches."""

_LONG, _LONGEST = 6, 30
"""Letters of surnames whose spellings may differ by one of them."""

_BEARERS = 400
"""Bearers of one word that are looked at for a bare name."""

_TIMES = 8
"""Times that one bearer of a word is named as often as all others together where the word alone means that one."""


def join_across(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Joins `atoms` over their texts, the surest first, so that weaker steps see what stronger ones found."""
    _join_equal(atoms, unions)
    _join_spellings(atoms, context, unions)
    _join_bodies(atoms, context, unions)
    _join_bare(atoms, context, unions)
    _join_short(atoms, context, unions)
    _join_alike(atoms, context, unions)


def _join_equal(atoms: Sequence[Atom], unions: Unions) -> None:
    """Equal full names, countries and places are one."""
    same: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if _sure(atom):
            same[atom.canon].append(i)
    for first, *others in same.values():
        for i in others:
            unions.join(first, i, _equal_reason(atoms[first], atoms[i]))


def _join_alike(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Equal short names: those that stand alone go to the one full name that the same word is short for elsewhere.

    A body's single word may be joined between any texts; a surname and initials between related texts only. Where one
    word is short for two full names, related texts decide for all.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if atom.key and (not _sure(atom) or _place(atom)) and not atom.office:
            same[atom.canon].append(i)
    long = {unions.find(i) for i, atom in enumerate(atoms) if len(atom.words) > 1 and not atom.bare}
    for members in same.values():
        resolved = [i for i in members if unions.find(i) in long]
        alone = [i for i in members if unions.find(i) not in long]
        clear = len({unions.find(i) for i in resolved}) < 2
        for i in alone:
            _give(i, resolved, atoms, context, unions, clear and _free(atoms[i]))
        left = [i for i in alone if unions.find(i) not in long]
        for n, i in enumerate(left):
            for j in left[max(0, n - _MOST) : n]:
                free = clear and _free(atoms[i]) and _free(atoms[j]) and _place(atoms[i]) == _place(atoms[j])
                if (free or context.related(atoms[i].text, atoms[j].text)) and not _two_kinds(atoms[i], atoms[j]):
                    unions.join(i, j, "")


def _free(atom: Atom) -> bool:
    """Whether a single word may be joined between texts that have nothing else in common: not a surname."""
    return atom.label != "PERSON" and len(atom.key) > 2 and not atom.shared


def _place(atom: Atom) -> bool:
    """Whether it is a place of one word that no table knows: the parser may take it for a body in the next report."""
    return not atom.fixed and atom.label in ("GPE", "LOC") and len(atom.words) == 1


def _sure(atom: Atom) -> bool:
    """Whether the name by itself says who is meant: a full name or a place; not a surname, not initials."""
    if atom.shared or atom.office:
        return False  # two countries have an army, and an office two holders
    if atom.fixed or len(atom.canon.split()) > 1:
        return True
    return atom.label in ("GPE", "LOC", "NORP") and len(atom.key) > 2


def _two_kinds(one: Atom, other: Atom) -> bool:
    return "NORP" in (one.label, other.label) and one.label != other.label


def _equal_reason(one: Atom, other: Atom) -> str:
    return (
        "" if one.form == other.form else " and ".join(sorted((one.form, other.form))) + ": one name written two ways"
    )


def _join_spellings(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Full names of persons that sound alike or differ by a short form, an initial, a middle name."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, atom in enumerate(atoms):
        if atom.full_person:
            surname = person(atom.key).surname
            for block in _blocks(surname) | _one_letter_less(surname):
                blocks[block][atom.key].append(i)
    for block in sorted(blocks):
        names = sorted(blocks[block])
        for one, other in combinations(names, 2) if len(names) <= _MOST else ():
            if not _told_apart(blocks[block][one], blocks[block][other], atoms):
                _join_pair(blocks[block][one], blocks[block][other], atoms, context, unions)


def _told_apart(ones: list[int], others: list[int], atoms: Sequence[Atom]) -> bool:
    """Whether one text has both names and takes them for father and son."""
    beside = {atoms[j].text: j for j in others}
    return any(later_junior(atoms[i], atoms[beside[atoms[i].text]]) for i in ones if atoms[i].text in beside)


def _join_bodies(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Names of bodies, in related texts, that differ by the s of a plural or by a last word that stands for another."""
    same: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, atom in enumerate(atoms):
        told = len(atom.words) > 1 or any(c.isdigit() for c in atom.key)
        if told and not (atom.fixed or atom.described) and atom.label not in ("PERSON", "NORP"):
            for name in {" ".join(word.removesuffix("s") for word in atom.words), _like_head(atom.words)}:
                same[name][atom.key].append(i)
    for forms in same.values():
        for one, other in combinations(sorted(forms), 2) if len(forms) > 1 else ():
            texts = {atoms[j].text for j in forms[other]}
            if any(context.any_related(atoms[i].text, texts) for i in forms[one][:_MOST]):
                names = " and ".join(sorted((atoms[forms[one][0]].form, atoms[forms[other][0]].form)))
                unions.join(forms[one][0], forms[other][0], f"{names}: one name written two ways, in related texts")


@lru_cache(maxsize=1)
def _heads() -> dict[tuple[str, ...], str]:
    """For each run of last words that stands for others, the first of them."""
    rows = [line.split("|") for line in table("names_like_heads.txt")]
    return {tuple(head.split()): heads[0] for heads in rows for head in heads}


def _like_head(words: Sequence[str]) -> str:
    """A body's name with the last word that all of its kind share: a "Tolan Bay Clinic" is the "Tolan Bay Centre"."""
    for n in (2, 1):
        head = _heads().get(tuple(words[-n:]))
        if head and len(words) - n > 1:
            return " ".join((*words[:-n], head))
    return " ".join(words)


def _blocks(surname: str) -> set[str]:
    """Keys under which spellings of a surname meet: its sound, and its sound without vowels where that is long."""
    heard, silent = sound(surname), sound(surname.removesuffix("e"))
    bones = "".join(c for c in heard if c not in "aiu")
    return {heard, silent, f"-{bones}"} if len(bones) > 2 else {heard, silent}


def _one_letter_less(surname: str) -> set[str]:
    """Keys under which long surnames meet that differ by one letter: Lindqvist and Lindquist."""
    if not _LONG <= len(surname) <= _LONGEST:
        return set()
    return {f"~{surname[:i]}{surname[i + 1 :]}" for i in range(1, len(surname))} | {f"~{surname}"}


def _join_pair(ones: list[int], others: list[int], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    one, other = atoms[ones[0]], atoms[others[0]]
    if unions.same(ones[0], others[0]):
        return
    mine, theirs = (list(dict.fromkeys(p for i in group[:_MOST] for p in atoms[i].persons)) for group in (ones, others))
    if (why := agreement(mine, theirs, one_person)) is None:
        return
    texts = {atoms[i].text for i in others}
    surnames = [_blocks(person(atom.key).surname) for atom in (one, other)]
    if not (surnames[0] & surnames[1]) and texts & {atoms[i].text for i in ones}:
        return  # a text that has both Ida Harlow and Ida Harrow means two
    if any(context.any_related(atoms[i].text, texts) for i in ones[:_MOST]):
        forms = " and ".join(sorted((one.form, other.form)))
        unions.join(ones[0], others[0], f"{forms}: {why or 'one given name and surname'}, in related texts")


def _join_bare(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """A bare surname goes to the one full name of related texts that bears it.

    Who bears the surname of somebody else's full name ("President Tolan" beside "Elena Tolan, the first lady") is
    looked for first, and is then one more bearer for those who are named without an office.
    """
    others = [i for i, atom in enumerate(atoms) if atom.barred]
    _join_held(others, atoms, context, unions)
    full: dict[str, list[int]] = defaultdict(list)
    for i, atom in enumerate(atoms):
        if atom.full_person:
            name = person(atom.key)
            for word in {name.surname, sound(name.surname), name.given[0]}:
                full[word].append(i)
    for i in others:
        full[bearer_word(atoms[i])].append(i)
    taken = {unions.find(i) for i, atom in enumerate(atoms) if atom.full_person}
    for i in dict.fromkeys((*others, *range(len(atoms)))):
        atom = atoms[i]
        if not atom.bare or unions.find(i) in taken or (atom.label in PLACES and atom.key in country_of_capital()):
            continue
        word = bearer_word(atom)
        surnames = [j for j in full.get(word, ()) if person(atoms[j].key).surname == word]
        heard = [] if surnames or len(word) < 5 else full.get(sound(word), [])
        owners = surnames or heard or (full.get(word, []) if atom.label == "PERSON" else [])
        if _give(i, owners, atoms, context, unions):
            taken.add(unions.find(i))  # a set that grows may go by another number, and must not be given away again


def _join_held(others: Sequence[int], atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """A surname with an office, borne by two in its text, is one with that surname and office in related texts."""
    if not others:
        return
    bare: dict[str, list[int]] = defaultdict(list)
    for j, atom in enumerate(atoms):
        if atom.bare and atom.held:
            bare[bearer_word(atom)].append(j)
    for i in others:
        for j in bare[bearer_word(atoms[i])][:_BEARERS]:
            if (
                not unions.same(i, j)
                and atoms[i].held & atoms[j].held
                and context.related(atoms[i].text, atoms[j].text)
            ):
                unions.join(i, j, "")


def _give(
    i: int, owners: Sequence[int], atoms: Sequence[Atom], context: Context, unions: Unions, anywhere: bool = False
) -> bool:
    """Joins i to its one owner in related texts (or `anywhere`); of two to neither, unless one is hardly named."""
    fit = (j for j in owners[:_BEARERS] if unions.may(i, j) and not _two_people(atoms[i], atoms[j]))
    near = [j for j in fit if anywhere or context.related(atoms[i].text, atoms[j].text)]
    roots = {unions.find(j): j for j in near}
    roots.pop(unions.find(i), None)
    owner = _main_owner(roots, near, atoms, unions)
    return owner is not None and unions.join(i, owner, _given_reason(atoms[i], atoms[owner]))


def _main_owner(roots: Mapping[int, int], near: Sequence[int], atoms: Sequence[Atom], unions: Unions) -> int | None:
    """The one of `roots` (set to member), or the one that is named many times as often as the others together."""
    if len(roots) < 2:
        return next(iter(roots.values()), None)
    named = Counter(dict.fromkeys(roots, 0))
    for j in near:
        if (root := unions.find(j)) in roots:
            named[root] += len(atoms[j].spans)
    first, count = min(named.items(), key=lambda item: (-item[1], roots[item[0]]))
    return roots[first] if count >= _TIMES * (named.total() - count) else None


def _two_people(short: Atom, owner: Atom) -> bool:
    """Whether the one goes by "Mr." and the other's given name is a woman's, or the reverse; or the short one is a
    junior's, and the other is none."""
    sexes = {atom.sex for atom in (short, owner)} - {None}
    tail = person(short.key).tail
    return len(sexes) > 1 or bool(tail and person(owner.key).tail != tail)


def _given_reason(short: Atom, owner: Atom) -> str:
    if short.key == owner.key:
        return ""
    return f"{short.form} is {owner.form}, the only bearer in related texts"


def _join_short(atoms: Sequence[Atom], context: Context, unions: Unions) -> None:
    """Initials and first words of a body's name go to the one body of related texts that they are read off."""
    bodies = BodyIndex(enumerate(atoms))
    spread = Counter(atom.key for atom in atoms)
    surnames: dict[str, set[int]] = defaultdict(set)
    for atom in atoms:
        if atom.full_person:
            surnames[person(atom.key).surname].add(atom.text)
    for i, atom in enumerate(atoms):
        if atom.bare and context.any_related(atom.text, surnames.get(atom.key, ())):
            continue  # "Tolan" is no Tolan University where somebody is called Tolan
        if not _has_long(i, atoms, unions):
            owners = [j for j, body, _ in bodies.read_off(atom) if _carries(atom, body, spread)]
            owners = owners or [j for j, _ in bodies.of_kind(atom) if atoms[j].text != atom.text]
            _give(i, owners, atoms, context, unions)


def _carries(short: Atom, full: Atom, spread: Mapping[str, int]) -> bool:
    """Whether the full name is no accident: in two texts, one word longer, or spelt by initials."""
    placed = full.words[-len(short.words) :] == short.words
    return placed or spread[full.key] > 1 or short.acronym or len(short.words) == len(full.words) - 1


def _has_long(i: int, atoms: Sequence[Atom], unions: Unions) -> bool:
    return len(atoms[unions.find(i)].words) > len(atoms[i].words)
