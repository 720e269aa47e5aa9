"""Words that the texts use for more than one bearer, and how the words around them tell which."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from variorum.align.entities.atoms import Atom, split_by_span
from variorum.align.entities.national import is_national, national


def mark_ambiguous(atoms: Sequence[Atom]) -> None:
    """Marks, over all texts of a run, the words that are a body's before they are a surname, and the bodies that two
    countries have."""
    _mark_houses(atoms)
    countries: dict[str, set[str]] = defaultdict(set)
    for atom in atoms:
        if (found := national(atom.key)) and found.country:
            countries[found.kind].add(found.country)
    for atom in atoms:
        atom.shared = len(countries.get(atom.key, ())) > 1


def _mark_houses(atoms: Sequence[Atom]) -> None:
    """Words that are most often a body's, and begin a body's longer name: "Tolan Motors".

    A person who bears the body's name goes by the full name then: "Tolan" is the firm, not Ida Tolan at its head.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    longer: set[str] = set()
    for atom in atoms:
        if len(atom.words) == 1:
            votes[atom.key].update(atom.labels)
        elif atom.label == "ORG" and not (atom.described or atom.fixed):
            longer.add(atom.words[0])
    for word in longer & votes.keys():
        votes[word]["ORG"] *= 2
    houses = {word for word in longer & votes.keys() if votes[word]["ORG"] > votes[word].total() - votes[word]["ORG"]}
    for atom in atoms:
        atom.house = atom.key in houses


def part_national(atoms: Sequence[Atom]) -> list[Atom]:
    """Bodies without their country, where the text has two countries' ones, each with the last named before it."""
    owned: dict[str, list[Atom]] = defaultdict(list)
    for atom in atoms:
        if (found := national(atom.key)) and found.country:
            owned[found.kind].append(atom)
    out: list[Atom] = []
    for atom in atoms:
        owners = owned.get(atom.key, [])
        if len(owners) < 2 or not is_national(atom.key):
            out.append(atom)
            continue
        chosen = [last_before(start, owners) for start, _ in atom.spans]
        for n, part in split_by_span(atom, chosen).items():
            part.key, part.canon = owners[n].key, owners[n].canon
            out.append(part)
    return out


def last_before(start: int, owners: Sequence[Atom]) -> int:
    """The place in `owners` of the one named last before `start`, or first of all where none is."""
    before = [
        (owner.spans[at - 1][0], n)
        for n, owner in enumerate(owners)
        if (at := bisect_left(owner.spans, (start, start)))
    ]
    return max(before)[1] if before else min((owner.spans[0][0], n) for n, owner in enumerate(owners))[1]
