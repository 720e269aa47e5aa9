"""The smallest thing that is joined: all mentions of one written form in one text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from variorum.align.entities.roles import Role, office_alone, role_of
from variorum.language.names import is_acronym, key, particles, person, strip_titles, trim
from variorum.language.places import country_of_capital, country_of_name, country_of_people, regions
from variorum.model.records import Mention

_APPOSITION = re.compile(r"\s*(?:,\s|\(|\s(?:who|whose|which|that|in|near|with|including|capable)\s)")
_PLACED = re.compile(r"^(?:in|at|to|into|from|of|near|on|by|around|outside)\s+(?:the\s+)?(?=.*[A-Z])")
_OWNED = re.compile(r"(?P<owner>.{2,80}?)(?:\s?['’]s|(?<=s)\s?['’])\s+(?=\S*[A-Z0-9])")
_ASIDE = re.compile(r"\s+(?:\([^()]{1,30}\)|[\"“'‘`]+[\w .]{1,30}[\"”'’]+)\s+(?=[A-Z])")
_WORD = re.compile(r"\S+")
_JOINTS = frozenset(
    ("and", "for", "the", "del", "und", "its", "his", "her", "dos", "upon", "over", "into", "with", "from")
)
"""Small words inside names."""
_LONGEST = 300
"""Code points of a mention that are read; no name is longer."""
_OFFICE = 12
"""Words of the longest office."""
_HELD = frozenset(("of", "for", "at", "to", "in"))
"""What a title's owner begins with once the title is cut."""
_HOLDERS = frozenset({"PERSON", "GPE", "NORP"})
"""Labels under which the parser puts offices; a body may bear one in its name."""
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass
class Atom:
    """One form of a name in one text: `key` folded, `canon` the country or people it stands for, else the key.

    What is derived is kept: it is read only when all mentions are in.
    """

    text: int
    key: str
    canon: str
    labels: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[tuple[int, int]] = field(default_factory=list)

    @cached_property
    def label(self) -> str:
        """The label most of its mentions have; of equals the first in the alphabet."""
        return min(self.labels, key=lambda label: (-self.labels[label], label))

    @cached_property
    def form(self) -> str:
        """The commonest written form; of equals the first in the alphabet."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))

    @cached_property
    def words(self) -> list[str]:
        """The words of the key."""
        return self.key.split()

    @property
    def fixed(self) -> bool:
        """Whether it is a country, a people or an abbreviated state: known by a table, joined by nothing else."""
        return ":" in self.canon

    @cached_property
    def office(self) -> Role | None:
        """The office that it is, where it is no name: "the Prime Minister", "Tolan Steel CEO"."""
        return office_alone(self.form) if self.label in _HOLDERS and len(self.words) <= _OFFICE else None

    @cached_property
    def described(self) -> bool:
        """Whether it is an office, with its title cut or not, or ends in a common noun.

        "Tolan airliners" are no Tolan, nor is a "(founder) of Tolan", and nothing is short for them.
        """
        if self.office or self.words[0] in _HELD:
            return True
        before, _, last = self.form.rpartition(" ")
        common = last.islower() and last.isalpha() and not before.endswith(("-", "–"))
        return common and not self.fixed and not before.islower()

    @cached_property
    def acronym(self) -> bool:
        """Whether it is written as initials are."""
        return not self.fixed and len(self.words) == 1 and is_acronym(self.form)

    @cached_property
    def full_person(self) -> bool:
        """Whether it is a person's name with a given name."""
        return self.label == "PERSON" and not self.described and person(self.key).full

    @cached_property
    def bare(self) -> bool:
        """Whether it is one word, or a surname with its particle, that may be somebody's surname."""
        if self.fixed or self.acronym or self.label == "NORP" or not self.key:
            return False
        return len(self.words) == 1 or (self.label == "PERSON" and not person(self.key).full)


def core(surface: str) -> str:
    """The name in a longer description: without an apposition behind, and lower-case words and titles before it."""
    surface = _PLACED.sub("", _ASIDE.sub(" ", " ".join(surface.split())[:_LONGEST]))
    head = surface[: match.start()] if (match := _APPOSITION.search(surface, 1)) else surface
    surface = head if any(c.isupper() for c in head) else surface
    words = _WORD.findall(surface)
    for at in range(len(words) - 1, 0, -1):
        if words[at].islower() and not words[at][:1].isdigit():
            if words[at].lower() not in particles():
                break
        elif _describes(words[at - 1]):
            return " ".join(words[at:])
    return surface


def _describes(word: str) -> bool:
    """Whether a lower-case word before a name is no part of it: "airframer", "new"; "of" and "al" are."""
    return word.islower() and word.isalpha() and len(word) > 2 and word not in particles() and word not in _JOINTS


def _owned(surface: str, label: str, known: Container[str]) -> str:
    """What a place or a body has, where that is a name of its own: "Norland 's Tarn 40", "Tolan 's Quay Store".

    The owner must be a country or its capital, or what it owns be known in the text; offices keep their owner, for
    the office alone says nothing, and "Tolan 's Cup" is its name.
    """
    match = _OWNED.match(surface)
    if match is None or role_of(owned := surface[match.end() :]):
        return surface
    owner, rest = key(match["owner"]), _named(owned, label)
    placed = owner in country_of_name() or owner in country_of_capital()
    return owned if rest in known or (placed and (label == "PERSON" or len(rest.split()) > 1)) else surface


def _named(surface: str, label: str) -> str:
    """The key of a mention."""
    name = core(surface)
    start, end = trim(name, 0, len(name))
    folded = key(name[start:end])
    return " ".join(strip_titles(folded.split())) if label == "PERSON" else folded


def canonical(folded: str, label: str) -> str:
    """What the key stands for: a marked country or people, the full name of a state, a bare surname; else the key."""
    if label == "PERSON":
        read = person(folded)
        return folded if read.full or not read.particle else read.surname
    if label != "NORP" and folded in country_of_name():
        return f"country:{country_of_name()[folded]}"
    if label != "NORP" and folded in regions():
        return key(regions()[folded])
    return f"people:{country_of_people()[folded]}" if folded in country_of_people() else folded


def atoms_of(text: int, words: str, mentions: Iterable[Mention]) -> list[Atom]:
    """The atoms of one text, in order of their first mention. Mentions without a letter have none."""
    surfaces = [(words[m.start : m.end], m) for m in mentions]
    known = {_named(surface, m.label) for surface, m in surfaces}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    keyed: list[tuple[str, str, Mention]] = []
    for whole, mention in surfaces:
        surface = _owned(core(whole), mention.label, known)
        if folded := _named(surface, mention.label):
            votes[folded][mention.label] += 1
            keyed.append((folded, " ".join(core(surface).split()), mention))
    found: dict[str, Atom] = {}
    for folded, form, mention in keyed:
        label = min(votes[folded], key=lambda name: (-votes[folded][name], name))
        atom = found.setdefault(folded, Atom(text, folded, canonical(folded, label)))
        atom.labels[mention.label] += 1
        atom.forms[form] += 1
        atom.spans.append((mention.start, mention.end))
    return list(found.values())


def split_by_span(atom: Atom, owners: Sequence[int]) -> dict[int, Atom]:
    """An atom whose mentions have different owners, cut into one for each; forms and labels are shared out evenly."""
    parts: dict[int, Atom] = {}
    for span, owner in zip(atom.spans, owners, strict=True):
        part = parts.setdefault(owner, Atom(atom.text, atom.key, atom.canon))
        part.labels[atom.label] += 1
        part.forms[atom.form] += 1
        part.spans.append(span)
    return parts
