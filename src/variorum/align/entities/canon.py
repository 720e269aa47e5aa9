"""An entity from joined atoms: its name, its label, its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xxhash import xxh3_64_hexdigest

from variorum.align.entities.atoms import Atom
from variorum.language.names import is_acronym, key, person
from variorum.model.records import Entity

_CLASS = {"PERSON": "person", "NORP": "people"}
_COMMON = 0.2
"""Share of the commonest full form that a fuller one needs to be the name."""
_TWICE = 2
"""Times that a full form needs where another one stands so often: a full middle name told once is no common form."""
_RARE = 0.06
"""Share of the commonest form of all that a full form needs that ends otherwise: a name that ran over its end once is
no name. "Ilse Marrow" may stand once before twenty times "Marrow"."""
_REASONS = 40


def entity_of(atoms: Sequence[Atom], because: Sequence[str], wanted: str | None = None) -> Entity:
    """The entity of `atoms`. Its id follows from the kind of bearer and the name alone, so every run finds the same."""
    label = label_of(atoms)
    forms: Counter[str] = Counter()
    for atom in atoms:
        forms.update(atom.forms)
    name = _country(atoms) or _fullest(forms, label)
    aliases = tuple(sorted(set(forms) | {name}))
    ident = xxh3_64_hexdigest(f"{_CLASS.get(label, 'name')}\0{key(name)}".encode())
    return Entity(ident, wanted or name, label, aliases, tuple(because[:_REASONS]))


def apart(entity: Entity, texts: Sequence[str]) -> str:
    """Another id for an entity whose name another one bears too: it hangs on the first of its texts."""
    return xxh3_64_hexdigest(f"{entity.id}\0{min(texts)}".encode())


def government_of(country: str) -> Entity:
    """The government of a country as a speaker: "said" before a capital or a country means neither of them."""
    name = f"government of {country}"
    ident = xxh3_64_hexdigest(f"name\0{key(name)}".encode())
    return Entity(ident, name, "ORG", (name,), ("a country or its capital that speaks is its government",))


def label_of(atoms: Sequence[Atom]) -> str:
    """A person where a full person's name is among the atoms, else the label most mentions have."""
    votes: Counter[str] = Counter()
    for atom in atoms:
        votes.update(atom.labels)
    full = sum(sum(a.labels.values()) for a in atoms if a.full_person)
    if full and full >= sum(sum(a.labels.values()) for a in atoms if len(a.words) > 1 and a.label != "PERSON"):
        return "PERSON"
    return min(votes, key=lambda label: (-votes[label], label))


def _country(atoms: Sequence[Atom]) -> str | None:
    """The usual name of a country, which its texts may call by five names."""
    names = sorted(a.canon.partition(":")[2] for a in atoms if a.canon.startswith("country:"))
    return names[0] if names and all(a.fixed for a in atoms) else None


def _fullest(forms: Counter[str], label: str) -> str:
    """The fullest common form: the given name with the surname; a body's name rather than its initials or one word."""
    forms = _unshouted(forms, label)
    usual = max(sorted(forms), key=lambda form: forms[form])
    full = {form: n for form, n in forms.items() if _full(form, label)}
    kept = Counter({f: n for f, n in full.items() if n >= _RARE * forms[usual] or _one_end(f, usual, label)}) or forms
    most = max(kept.values())
    common = [form for form, n in kept.items() if n >= max(_COMMON * most, min(_TWICE, most))]
    spelt = Counter(word for form in kept for word in key(form).split())
    return min(
        common,
        key=lambda form: (
            _shouted(form),
            -_parts(form, label),
            -kept[form],
            -min((spelt[word] for word in key(form).split()), default=0),  # the commoner spelling of its rarest word
            -len(form),
            form,
        ),
    )


def _unshouted(forms: Counter[str], label: str) -> Counter[str]:
    """The forms without those in capitals that another writes in ordinary case: "HARROW" of a dateline is "Harrow".

    A body's capitals may be initials, and then some house writes them as a word: there the commoner form stays.
    """
    plain = {form.casefold(): n for form, n in sorted(forms.items()) if not form.isupper()}
    kept = {
        form: n
        for form, n in forms.items()
        if not form.isupper() or (label == "ORG" and n > plain.get(form.casefold(), 0)) or form.casefold() not in plain
    }
    return Counter(kept)


def _one_end(form: str, usual: str, label: str) -> bool:
    return label == "PERSON" and person(form).surname == person(usual).surname and not person(form).tail


def _parts(form: str, label: str) -> int:
    return min(len(person(form).given), 2) if label == "PERSON" else 0


def _shouted(form: str) -> bool:
    return form.isupper() and not is_acronym(form)


def _full(form: str, label: str) -> bool:
    if label == "PERSON":
        return person(form).full
    return len(form.split()) > 1 and not _shouted(form)
