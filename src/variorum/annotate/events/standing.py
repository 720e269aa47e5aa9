"""How a clause stands in its sentence: on its own, as what another clause says, or hung on a noun or a clause.

What can be read by itself and what another report may lack ("the mayor, who built the bridge, resigned") is seen from
this; word order does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.events.clauses import is_predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from variorum.annotate.events.clauses import Clause

_STANDING = {
    "ROOT": "main",
    "parataxis": "main",
    "ccomp": "complement",
    "xcomp": "complement",
    "pcomp": "complement",
    "csubj": "complement",
    "csubjpass": "complement",
    "relcl": "relative",
    "acl": "relative",
    "advcl": "adverbial",
}
_FARTHEST = 12
"""Steps up the tree: odd parses are deep."""


def standing_of(clause: Clause) -> str:
    """`main`, `complement`, `relative`, `adverbial`, `noun`, or empty where the parse does not tell.

    A joined clause stands as the one that it is joined to.
    """
    if clause.nominal:
        return "noun"
    at = clause.head
    for _ in range(_FARTHEST):
        if at.dep_ != "conj" or at.head.i == at.i:
            break
        at = at.head
    return _STANDING.get(at.dep_, "")


def over(clause: Clause) -> Token | None:
    """The predicate of the clause that this one belongs to, as its part or beside it; `None` for the highest one."""
    at = clause.head
    for _ in range(_FARTHEST):
        if at.head.i == at.i:
            return None
        at = at.head
        if is_predicate(at):
            return at
    return None


def is_joined(clause: Clause) -> bool:
    """Whether it goes on from the clause above it ("voted and | left")."""
    return clause.head.dep_ == "conj"
