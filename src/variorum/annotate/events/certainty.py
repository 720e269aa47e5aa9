"""How a clause stands to what happened: polarity, modality, tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.events.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from variorum.annotate.events.clauses import Clause

_STRENGTH = ("denied", "demanded", "planned", "expected", "possible", "attributed")
"""Where several hold, the first of these is named: "said it would likely end" is possible, not attributed."""


def polarity_of(clause: Clause) -> bool:
    """False where the clause is denied in itself: "not", "no longer", "never", "without", "failed to", "has yet to"."""
    words = cues().negation["words"]
    head = clause.head
    if any(c.lower_ in words and c.dep_ in {"neg", "advmod", "det", "preconj", "cc"} for c in head.children):
        return False
    if any(c.lower_ == "no" and c.dep_ == "det" for t in head.children if _is_core(t) for c in t.children):
        return False
    if any(t.lower_ in words for t in head.children if _is_core(t)):
        return False
    if any(t.dep_ == "advmod" and any(c.lower_ == "no" for c in t.children) for t in head.children):
        return False  # "no longer"
    if head.dep_ == "pcomp" and head.head.lower_ == "without":
        return False
    if head.dep_ == "xcomp" and head.head.lemma_ in ("have", "be") and _is_yet_to(head):
        return False
    return not (head.dep_ == "xcomp" and head.head.lemma_ in cues().negation["governors"])


def _is_yet_to(head: Token) -> bool:
    return any(c.lower_ == "to" and c.i > 0 and c.nbor(-1).lower_ == "yet" for c in head.children)


def _is_core(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "expl", "pobj"}


def modality_of(clause: Clause, quoted: bool) -> str:
    """One of asserted, attributed, expected, planned, possible, denied, demanded."""
    found = {"attributed"} if quoted else set[str]()
    head = clause.head
    for child in head.children:
        found |= {m for m, words in cues().auxiliaries.items() if child.dep_ == "aux" and child.lower_ in words}
        found |= {m for m, words in cues().adverbs.items() if child.dep_ == "advmod" and child.lower_ in words}
    at = head
    while at.dep_ in {"xcomp", "ccomp", "conj", "acl", "pcomp", "prep", "advcl", "dobj", "pobj"} and at.head.i != at.i:
        # a clause in a relative or adverbial clause is told by the writer, not by the verb above
        if at.dep_ in {"xcomp", "ccomp"} or (at.dep_ == "acl" and _is_infinitive(at)):
            found |= {m for m, words in cues().governors.items() if at.head.lemma_ in words}
        elif at.dep_ != "conj":
            break
        at = at.head
    return next((m for m in _STRENGTH if m in found), "asserted")


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def tense_of(clause: Clause) -> str | None:
    """`past`, `present` or `future`, or `None` for a noun or a bare infinitive."""
    head = clause.head
    if clause.nominal:
        return None
    aux = [c for c in head.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in cues().auxiliaries["expected"] for c in aux):
        return "future"
    for token in (*aux, head):
        if token.tag_ in {"VBD"}:
            return "past"
        if token.tag_ in {"VBZ", "VBP"}:
            return "past" if token.lemma_ == "have" and token is not head else "present"
    return "past" if head.tag_ == "VBN" else None
