"""Cuts sentences into clauses: a predicate (verb, copula or event noun) with the words that are its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.annotate.events.cues import cues
from variorum.language.lexicon import classes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = {
    "ROOT",
    "ccomp",
    "xcomp",
    "advcl",
    "relcl",
    "acl",
    "pcomp",
    "parataxis",
    "csubj",
    "csubjpass",
    "conj",
    "dep",
}
_NAMED_SLOTS = {"poss", "prep", "nmod", "compound", "acl", "agent", "npadvmod"}


@dataclass(frozen=True)
class Clause:
    """A predicate and its own tokens, in order; `nominal` when the predicate is a noun ("the killing of ...")."""

    head: Token
    tokens: list[Token] = field(default_factory=list)
    nominal: bool = False

    @property
    def start(self) -> int:
        return self.tokens[0].idx

    @property
    def end(self) -> int:
        last = self.tokens[-1]
        return int(last.idx + len(last.text))


def clauses(doc: Doc) -> Iterator[Clause]:
    """The clauses of `doc`, in order of their predicates."""
    for sentence in doc.sents:
        heads = {t.i: t for t in sentence if is_predicate(t)}
        owner = _owners(list(sentence), heads)
        for token in sentence:
            if token.i in heads:
                yield Clause(token, owner[token.i])
            elif is_event_noun(token):
                own = [t for t in token.subtree if not t.is_space]
                yield Clause(token, own, nominal=True)


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause: a main verb, or a copula."""
    if token.pos_ == "VERB":
        return token.dep_ in _CLAUSAL or any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
    return token.pos_ == "AUX" and token.dep_ in _CLAUSAL


def is_event_noun(token: Token) -> bool:
    """Whether a noun states a happening with a slot of its own ("the killing of X", "X's visit on Monday")."""
    if token.pos_ != "NOUN" or token.lemma_ in cues().nouns["not_events"] or not classes(token.lemma_.lower()):
        return False
    return token.dep_ != "compound" and any(c.dep_ in _NAMED_SLOTS for c in token.children)


def _owners(sentence: list[Token], heads: dict[int, Token]) -> dict[int, list[Token]]:
    """Each token that is no space under the nearest predicate above it."""
    owned: dict[int, list[Token]] = {i: [] for i in heads}
    for token in sentence:
        if token.is_space or (token.is_punct and token.i not in heads):
            continue
        at = token
        while at.i not in heads and at.head.i != at.i:
            at = at.head
        if at.i in heads:
            owned[at.i].append(token)
    return owned
