"""Joins inside one text: a text introduces a bearer by the full name and then shortens it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from variorum.align.entities.ambiguous import last_before
from variorum.align.entities.atoms import PLACES, Atom
from variorum.align.entities.homonyms import bearer_word, bearers, distinct
from variorum.align.entities.national import is_national
from variorum.align.entities.people import agreement, given_agree
from variorum.align.entities.unions import Unions
from variorum.align.words import table
from variorum.language.names import key, letters, person, spellings, spells
from variorum.language.places import country_of_capital, country_of_name, country_of_people
from variorum.language.ties import ties
from variorum.model.records import Mention

_LONGEST = 12
"""Words of a body's name that are read."""
_COMPASS = frozenset(("north", "south", "east", "west"))
_OFFICES_OF_STATE = frozenset(("exchequer", "treasury"))
"""Those that go by their one word: "the Treasury" is the Treasury Department."""
_DEPARTMENTS = (["department"], ["ministry"])
_NO_GIVEN_NAME = PLACES | {"ORG", "NORP"}
"""Labels under which a word is no person's given name, though it be spelt like one: Chase, Chelsea."""
_MOST = 60
"""Bearers of one surname that each is compared with."""


@lru_cache(maxsize=1)
def _common_heads() -> frozenset[str]:
    return frozenset(table("names_common_heads.txt"))


@lru_cache(maxsize=1)
def _bare_heads() -> frozenset[str]:
    return frozenset(table("names_bare_heads.txt"))


@lru_cache(maxsize=1)
def _ship_prefixes() -> frozenset[str]:
    return frozenset(table("names_ship_prefixes.txt"))


def join_within(text: str, atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    """Joins the atoms (with their numbers) of one text: stated ties, persons, then bodies and halves of countries."""
    _join_ties(text, atoms, unions)
    _join_people(atoms, unions)
    _join_bodies(atoms, unions)
    _join_halves(atoms, unions)


def _join_ties(text: str, atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    at = {start: i for i, atom in atoms for start, _ in atom.spans}
    by_key = {atom.key: i for i, atom in atoms}
    spans = ((_up_to_parenthesis(text, *span), atom.label) for _, atom in atoms for span in atom.spans)
    mentions = sorted((Mention(*span, label) for span, label in spans), key=lambda m: m.start)
    for tie in ties(text, mentions):
        one = at.get(tie.one.start)
        other = at.get(tie.other.start, by_key.get(key(text[tie.other.start : tie.other.end])))
        if one is not None and other is not None:
            unions.join(one, other, f"“{' '.join(tie.why.split())}”")


def _up_to_parenthesis(text: str, start: int, end: int) -> tuple[int, int]:
    """A span that runs into a parenthesis, cut before it, so that "Tarn Air (TNA" still shows what ties the two."""
    opened = text.find("(", start + 1, end)
    return start, (start + len(text[start:opened].rstrip()) if opened > 0 else end)


def _join_people(atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    number = {id(atom): i for i, atom in atoms}
    people = bearers([atom for _, atom in atoms])
    for word, owners in people.items():
        for n, one in enumerate(owners):
            for other in owners[n + 1 : n + _MOST]:
                if person(one.key).surname == person(other.key).surname == word:
                    _join_full(number[id(one)], number[id(other)], one, other, unions)
    for i, atom in atoms:
        if atom.bare and (owners := _owners(atom, people)):
            unions.join(i, number[id(owners[0])], f"{atom.form} is short for {owners[0].form} in the same text")


def _join_full(i: int, j: int, one: Atom, other: Atom, unions: Unions) -> None:
    if later_junior(one, other):
        return
    why = agreement(one.persons, other.persons, given_agree)
    if why is not None:
        unions.join(i, j, f"{one.form} and {other.form}: one surname, {why or 'one given name'}")


def later_junior(one: Atom, other: Atom) -> bool:
    """Whether a text names somebody and only later somebody of that name with "Jr." or "III": then they are two.

    Nobody is introduced by less than the full name, so "Ida Hale Jr. ... Ida Hale" is one.
    """
    mine, theirs = person(one.key).tail, person(other.key).tail
    if bool(mine) == bool(theirs):
        return False
    plain, tailed = (other, one) if mine else (one, other)
    return plain.spans[0] < tailed.spans[0]


def _owners(atom: Atom, people: dict[str, list[Atom]]) -> list[Atom]:
    """The one bearer of a bare name in its text; of two the one that is named last before it."""
    if atom.bearer or atom.barred:
        return [atom.bearer] if atom.bearer else []
    if atom.label in PLACES and atom.key in country_of_capital():
        return []
    tail = person(atom.key).tail  # "Ida Jr." is nobody's short name but a junior's
    owners = [owner for owner in people.get(bearer_word(atom), []) if not tail or person(owner.key).tail == tail]
    surnames = [o for o in owners if person(o.key).surname == bearer_word(atom)]
    if not surnames and atom.label in _NO_GIVEN_NAME:
        return []
    found = distinct(surnames or owners)
    if len(found) > 1 and surnames:
        return [found[last_before(atom.spans[0][0], found)]]
    return found if len(found) == 1 else []


def _join_bodies(atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    bodies = BodyIndex(atoms)
    people = {unions.find(i) for i, atom in atoms if atom.full_person}
    for i, atom in atoms:
        if atom.bare and unions.find(i) in people:
            continue  # who is Mira Tolan's surname is not short for Tolan University as well
        found = [(j, body, why) for j, body, why in bodies.read_off(atom) if j != i]
        found = found or [(j, body, "is") for j, body in bodies.of_kind(atom) if j != i]
        if len({unions.find(j) for j, _, _ in found}) == 1:
            j, body, why = found[0]
            unions.join(i, j, f"{atom.form} {why} {body.form} in the same text")


def _join_halves(atoms: Sequence[tuple[int, Atom]], unions: Unions) -> None:
    """ "The North" is the one country of the text whose name begins so: North Tarn."""
    for i, atom in atoms:
        if atom.key in _COMPASS and atom.label in PLACES:
            found = [
                (j, country)
                for j, country in atoms
                if country.canon.startswith("country:") and country.canon[8:].lower().startswith(f"{atom.key} ")
            ]
            if len({country.canon for _, country in found}) == 1:
                j, country = found[0]
                unions.join(i, j, f"{atom.form} is short for {country.form} in the same text")


class BodyIndex:
    """Bodies' names by what they may be shortened to: each of their words, and their initials."""

    def __init__(self, atoms: Iterable[tuple[int, Atom]]) -> None:
        atoms = list(atoms)
        self._known = Owners.of(atom for _, atom in atoms)
        self._heads: dict[str, list[tuple[int, Atom]]] = defaultdict(list)
        for i, atom in atoms:
            if len(atom.words) > 1 and atom.label not in ("PERSON", "NORP") and not (atom.fixed or atom.described):
                for head in self._short_keys(atom):
                    self._heads[head].append((i, atom))

    @staticmethod
    def _short_keys(full: Atom) -> set[str]:
        """What a short form's key can be: first words, last words, initials (marked, since they may be words too)."""
        words = full.words[:_LONGEST]
        parts = range(1, len(words))
        edges = {" ".join(words[:n]) for n in parts} | {" ".join(words[n:]) for n in parts}
        return edges | {f"={spelt}" for spelt in spellings(full.letters)}

    def read_off(self, short: Atom) -> Iterator[tuple[int, Atom, str]]:
        """The bodies that `short` may be read off, and how."""
        if short.fixed or not short.key or short.label == "NORP":
            return
        keys = (f"={letters(short.letters)}", short.key) if short.acronym else (short.key,)
        for i, full in (found for name in keys for found in self._heads.get(name, ())):
            if why := short_for(short, full, self._known):
                yield i, full, why

    def of_kind(self, short: Atom) -> Iterator[tuple[int, Atom]]:
        """The bodies that `short` calls by their kind, in its text those named before it: "the Academy"."""
        if short.key in _bare_heads() and short.label in ("ORG", "FAC"):
            for i, full in self._heads.get(short.key, ()):
                last = full.words[-1] == short.key or full.words[:2] == [short.key, "of"]
                before = full.text != short.text or full.spans[0] < short.spans[0]
                if last and before and full.label in ("ORG", "FAC"):
                    yield i, full


class Owners(NamedTuple):
    """Keys of the places and of the bodies of some texts: what may stand before a name without being needed."""

    places: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, atoms: Iterable[Atom]) -> Owners:
        """Those among `atoms`."""
        atoms = list(atoms)
        return cls(*(frozenset(a.key for a in atoms if a.label == label) for label in ("GPE", "ORG")))


def short_for(short: Atom, full: Atom, known: Owners) -> str | None:
    """How `short` may be read off the body's name `full`: its initials, first words, all but what stands before it."""
    if short.acronym and spells(short.letters, full.letters):
        return "gives the initials of"
    mine, whole = short.words, full.words
    if short.acronym and whole[-1] != short.key:
        return None
    if len(mine) >= len(whole) or short.label == "NORP":
        return None
    if short.key in _OFFICES_OF_STATE and whole[1:] in _DEPARTMENTS:
        return "is short for"
    if whole[: len(mine)] == mine and _tells(short, full):
        return "is short for"
    if whole[-len(mine) :] == mine:
        return _without_owner(short, full, known)
    return None


def _without_owner(short: Atom, full: Atom, known: Owners) -> str | None:
    """How a name is what is left of a longer one once its place, its maker or a ship's prefix is cut."""
    rest = " ".join(full.words[: -len(short.words)])
    if rest in _ship_prefixes():
        return "is, without its prefix,"
    if rest in known.bodies and any(c.isdigit() for c in short.key):
        return "is, without its maker,"
    if short.label in PLACES and not (_team(short, full) and short.key not in country_of_name()):
        return None
    nation = rest in country_of_name() or rest in country_of_people()
    if is_national(short.key) and rest in known.places and not nation and not _goes_before(full, short):
        return None  # "the Supreme Court" is the nation's, unless the Ohio Supreme Court was named before
    if any(c.isdigit() for c in rest) and full.words[-1] == short.key and full.label == "PRODUCT":
        return "is, without its number,"
    told = len(short.words) > 1 or short.key not in _common_heads() or is_national(short.key)
    placed = rest in known.places or nation
    alone = _team(short, full) or _whole_name(short)
    return "is, without its place," if told and (placed or alone) else None


def _goes_before(full: Atom, short: Atom) -> bool:
    return full.text == short.text and full.spans[0] < short.spans[0]


def _whole_name(short: Atom) -> bool:
    """Whether a body's name of three words or more needs no word before it: not "Central Bank Board"."""
    return len(short.words) > 2 and short.words[0] not in _common_heads() and not is_national(short.key)


def _team(short: Atom, full: Atom) -> bool:
    """Whether the last word of a name is the plural by which a team goes alone: "Rovers" for "Port Tolan Rovers"."""
    proper = all(word[:1].isupper() and word.isalpha() for word in full.letters.split())
    return short.label != "PERSON" and len(short.words) == 1 and short.key.endswith(("s", "x")) and proper


def _tells(short: Atom, full: Atom) -> bool:
    """Whether first words of a body's name stand for it: "Hartwell" of "Hartwell Mining"; no place, not "National"."""
    if short.label in PLACES and full.label != "FAC":
        return False
    if short.label == "PERSON" and len(short.words) > 1:
        return False
    if short.key in country_of_capital() or short.key in country_of_name():
        return False
    if any(c.isdigit() for c in full.words[len(short.words)]) or full.label == "PRODUCT":
        return False  # a numbered version or model is another thing: "Tolan B70" is no Tolan
    if full.text == short.text and short.spans[0] < full.spans[0]:
        return False  # what comes first is no short form of what comes later, but the house that has such a branch
    return any(word not in _common_heads() for word in short.words)
