"""The smallest thing that is joined: all mentions of one written form in one text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from variorum.align.entities.national import National, beside, national
from variorum.align.entities.roles import Role, office_alone
from variorum.align.entities.surfaces import canonical, core, named, nicknames, owned
from variorum.language.names import Person, company_tails, fold, is_acronym, key, person
from variorum.model.records import Mention

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_OFFICE = 12
"""Words of the longest office."""
_HELD = frozenset(("of", "for", "at", "to", "in"))
"""What a title's owner begins with once the title is cut."""
_HOLDERS = frozenset({"PERSON", "GPE", "NORP"})
"""Labels under which the parser puts offices; a body may bear one in its name."""
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(eq=False)
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
    nicknames: set[str] = field(default_factory=set)
    house: bool = False
    """Whether it is a word by which the texts mean a body, though somebody has it for a surname."""
    shared: bool = False
    """Whether it is a body that two countries of the run have, without its country."""

    bearer: Atom | None = None
    """The full name of its text that a bare surname stands for, where the words beside it tell."""
    barred: tuple[Atom, ...] = ()
    """Names of its text whose bearer it is not."""
    sex: str | None = None
    """"he" or "she", where the words beside it or the given name tell."""
    held: frozenset[str] = frozenset()
    """The offices that stand beside it."""

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
        return not self.fixed and len(self.words) == 1 and is_acronym(self.letters)

    @cached_property
    def letters(self) -> str:
        """The form without an article: what "the GAO" and "The GAO" share with "GAO"."""
        return _ARTICLE.sub("", self.form)

    @cached_property
    def full_person(self) -> bool:
        """Whether it is a person's name with a given name."""
        return self.label == "PERSON" and not self.described and person(self.key).full

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """The person's name, and with each nickname for a given name."""
        name = person(self.key)
        return (name, *(name._replace(given=(nick,)) for nick in sorted(self.nicknames)))

    @cached_property
    def bare(self) -> bool:
        """Whether it is one word, or a surname with its particle, that may be somebody's surname."""
        if self.house or self.fixed or self.acronym or self.label == "NORP" or not self.key:
            return False
        return len(self.words) == 1 or (self.label == "PERSON" and not person(self.key).full)


def surnames_of(texts: Sequence[str], mentions: Sequence[Iterable[Mention]]) -> frozenset[str]:
    """The surnames of the persons whom texts name in full, but for words that alone are a body's more often."""
    surnames: set[str] = set()
    alone: dict[str, Counter[str]] = defaultdict(Counter)
    for text, found in zip(texts, mentions, strict=True):
        for m in found:
            name = named(text[m.start : m.end], m.label)
            if m.label == "PERSON" and person(name).full:
                surnames.add(person(name).surname)
            elif name == key(text[m.start : m.end]) and fold(text[m.start : m.end]) == name:
                alone[name][m.label] += 1
    return frozenset(name for name in surnames if alone[name]["ORG"] <= alone[name]["PERSON"])


def atoms_of(text: int, words: str, mentions: Iterable[Mention], surnames: frozenset[str] = frozenset()) -> list[Atom]:
    """The atoms of one text, in order of their first mention. Mentions without a letter have none.

    A firm that is called as somebody of the run, one of whose `surnames` it has, keeps its legal form: "the Tolan
    Company" is not "Tolan".
    """
    surfaces = [(words[m.start : m.end], m) for m in mentions]
    known = {named(surface, m.label) for surface, m in surfaces}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    keyed: list[tuple[str, str, Mention]] = []
    for whole, mention in surfaces:
        surface = owned(core(whole), mention.label, known)
        if folded := named(surface, mention.label):
            folded, form = _placed(words, mention, folded, " ".join(core(surface).split()))
            if (
                mention.label == "ORG"
                and folded in surnames
                and form.lower().rstrip(".").split()[-1] in company_tails()
            ):
                folded = f"{folded} company"
            votes[folded][mention.label] += 1
            keyed.append((folded, form, mention))
    found: dict[str, Atom] = {}
    for folded, form, mention in keyed:
        label = min(votes[folded], key=lambda name: (-votes[folded][name], name))
        atom = found.setdefault(folded, Atom(text, folded, canonical(folded, label)))
        atom.labels[mention.label] += 1
        atom.forms[form] += 1
        atom.spans.append((mention.start, mention.end))
        atom.nicknames |= nicknames(words[mention.start : mention.end]) if label == "PERSON" else set()
    return list(found.values())


def _placed(text: str, mention: Mention, folded: str, form: str) -> tuple[str, str]:
    """Key and form of a mention; those of a ministry and the like with the country that stands beside it."""
    body = national(folded) if mention.label != "PERSON" else None
    if body is None or body.country:
        return (body.key if body else folded), form
    owner = beside(text, mention.start, mention.end)
    return (National(body.kind, owner[0]).key, f"{owner[1]} {form}") if owner else (body.kind, form)


def split_by_span(atom: Atom, owners: Sequence[int]) -> dict[int, Atom]:
    """An atom whose mentions have different owners, cut into one for each; forms and labels are shared out evenly."""
    parts: dict[int, Atom] = {}
    for span, owner in zip(atom.spans, owners, strict=True):
        part = parts.setdefault(owner, Atom(atom.text, atom.key, atom.canon, house=atom.house, shared=atom.shared))
        part.labels[atom.label] += 1
        part.forms[atom.form] += 1
        part.spans.append(span)
    return parts
