"""What the sentence of a figure says of it: what became of the counted, when, where, and who states it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from variorum.annotate.figures.tables import word_list
from variorum.model import Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from variorum.annotate.figures.counted import Counted
    from variorum.annotate.figures.tokens import Tokens

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_AT = frozenset(("in", "at", "near", "across", "around", "outside", "off", "throughout", "inside"))
_WHILE = frozenset(("when", "as", "while", "where"))
_AFTER = frozenset(("after",))
_MODIFIERS = frozenset(("compound", "amod", "nmod", "poss"))
_DEPTH = 6
_start = attrgetter("start")


@dataclass(frozen=True)
class Circumstances:
    """All of one sentence; `None` where it does not say."""

    predicate: str | None = None
    when: Span | None = None
    where: Span | None = None
    said_by: Span | None = None


def circumstances(tokens: Tokens, first: int, counted: Counted | None, times: Sequence[Time]) -> Circumstances:
    """Reads the sentence around the figure whose number starts at token `first`."""
    doc = tokens.doc
    # "three of the 12 sailors": what is said is said of the three
    at = counted.head if counted and not counted.part else first
    begin, end = tokens.sentence(at)
    low, high, here = doc[begin].idx, tokens.starts[end - 1] + 1, doc[at].idx
    said = times[bisect_left(times, low, key=_start) : bisect_left(times, high, key=_start)]
    dated = [t for t in said if t.type in ("DATE", "TIME") and not _is_adjective(tokens, t)]
    near = [Span(t.start, t.end) for t in dated]
    verb = _verb_above(doc[at])
    above = [_verb_above(doc[min(tokens.at_or_after(s.start), end - 1)]) for s in near]
    told = None if verb is None or doc[verb].dep_ != "relcl" else doc[verb].head.idx  # "in 2010, when it sent 1,200"
    own = [s for s, over in zip(near, above, strict=True) if over in (verb, None)]
    own = [s for s in near if told is not None and s.holds(told)] or own
    near = own or [s for s, over in zip(near, above, strict=True) if over in _same_time(doc, verb)]
    inside = counted.last if counted and counted.behind else first
    state = doc[counted.last] if counted and counted.last > counted.head else None
    return Circumstances(
        predicate=_predicate(doc[at], state, first),
        when=min(near, key=lambda s: abs(s.start - here), default=None),
        where=_where(tokens, (begin, inside + 1, end), verb, here),
        said_by=_said_by(doc[at]),
    )


def _where(tokens: Tokens, around: tuple[int, int, int], verb: int | None, here: int) -> Span | None:
    """The place that hangs on the figure's own verb ("In Sarn 12 died and in Lund 40"), else the nearest one behind it.

    `around` is where the sentence begins, where what is behind the figure does, and where the sentence ends.
    """
    begin, behind, end = around
    places = [e for e in tokens.names_between(begin, end) if e.label_ in _PLACES and not _modifies(e.root)]
    at = [e for e in places if e.root.head.lower_ in _AT]
    under = [e for e in at if _verb_above(e.root) == verb]
    after = [e for e in places if e.start >= behind]
    # "12 in Sarn and 40 in Lund" hang on one verb: the one behind is meant
    chosen = [e for e in under if e in after] or under or after
    chosen = chosen or [e for e in at if _verb_above(e.root) in _same_place(tokens.doc, verb)]
    spans = [Span(e.start_char, e.end_char) for e in chosen]
    return min(spans, key=lambda s: abs(s.start - here), default=None)


def _is_adjective(tokens: Tokens, time: Time) -> bool:
    """Whether a time only tells more of a noun: the "current" head of the port."""
    i = tokens.at_or_after(time.start)
    return (time.value or "").endswith("_REF") and i < len(tokens.doc) and tokens.doc[i].dep_ == "amod"


def _modifies(token: Token) -> bool:
    """Whether a place only tells more of a noun: "personnel from the U.S. military" says nothing of where."""
    return token.dep_ in _MODIFIERS and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i


def _predicate(head: Token, state: Token | None, first: int) -> str | None:
    """The lemma of the nearest verb above the counted noun, or of the state behind it ("30 people dead").

    `first` is the token where the figure's number begins.
    """
    if state is not None:
        return state.lemma_.lower()
    if head.lower_ in word_list("states"):
        return head.lemma_.lower()
    for child in head.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in word_list("outcomes"):
            return child.lemma_.lower()
    token = head
    for _ in range(_DEPTH):
        if token.head is token or _is_whole(token, first):
            break
        token = token.head
        if (become := _state_under(token) or _state_of_group(token)) is not None:
            return become
        # "five people, including two contractors, were wounded": what became of the five became of the two
        if token.pos_ == "VERB" and token.lemma_ != "include":
            return token.lemma_.lower()
    return None


def _is_whole(token: Token, first: int) -> bool:
    """ "Three of the 12 sailors were rescued": nobody says what became of the twelve."""
    of, part = token.head, token.head.head
    # "a quarter of the 40 boats", not "the yard lost $3 million in its third quarter"
    share = part.lower_ in ("third", "quarter") and part.i > 0 and part.nbor(-1).lower_ in ("a", "one")
    counts = part.like_num or share or part.lower_ in ("half", "most", "none")
    return of.lower_ == "of" and part.i < first and counts


def _state_of_group(verb: Token) -> str | None:
    """What the group is in that the counted are part of: "the dead include 12 nurses", "among the injured were 12"."""
    if verb.lemma_ not in ("include", "be"):
        return None
    for child in verb.children:
        group = [child] if child.dep_ == "nsubj" and verb.lemma_ == "include" else []
        if child.lower_ == "among":
            group = [c for c in child.children if c.dep_ == "pobj"]
        for token in group:
            if token.lower_ in word_list("states"):
                return token.lemma_.lower()
    return None


def _state_under(verb: Token) -> str | None:
    """The state that a verb says of its subject: "were dead", "are known to be missing"."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in word_list("states"):
            return child.lemma_.lower()
        if child.dep_ == "xcomp" and child.pos_ == "AUX":
            return _state_under(child)
    return None


def _verb_above(token: Token) -> int | None:
    """Index of the nearest verb over `token`: in "built in 1968, it holds 40" the year says nothing of the 40."""
    for _ in range(2 * _DEPTH):
        if token.pos_ == "VERB":
            return token.i
        if token.head is token:
            break
        token = token.head
    return None


def _same_time(doc: Doc, verb: int | None) -> frozenset[int]:
    """The verbs whose time is that of `verb`: "killed when a ferry sank", "a ferry sank, killing 30"."""
    return _tied(doc, verb, _WHILE)


def _same_place(doc: Doc, verb: int | None) -> frozenset[int]:
    """The verbs that tell of the place of `verb` as well: "died after a ferry sank off Sarn"."""
    return _tied(doc, verb, _WHILE | _AFTER)


def _tied(doc: Doc, verb: int | None, marks: frozenset[str]) -> frozenset[int]:
    if verb is None:
        return frozenset()
    token = doc[verb]
    if token.tag_ == "VBG" and token.dep_ == "conj":
        token = token.head  # "killing 12 and wounding dozens"
    tied = {token.head.i} if token.tag_ == "VBG" and token.dep_ in ("advcl", "acl") else set()
    together = [token, *(c for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    for clause in (c for one in together for c in one.children if c.dep_ == "advcl"):
        if any(c.lower_ in marks and c.dep_ in ("advmod", "mark") for c in clause.children):
            # parsers take "a bus overturned" for a bus that was overturned
            tied |= {clause.i, *(c.i for c in clause.children if c.dep_ == "acl")}
    return frozenset(tied)


def _said_by(head: Token) -> Span | None:
    """The subject of the verb of saying that the figure's clause hangs on, or whom it is "according to"."""
    token = head
    for _ in range(2 * _DEPTH):
        for child in token.children:
            if child.lower_ == "according":
                named = [t for to in child.children for t in to.children if t.dep_ == "pobj"]
                return _whole(named[0]) if named else None
        if token.pos_ == "VERB" and token.lemma_.lower() in word_list("saying"):
            for child in token.children:
                inside = child.left_edge.i <= head.i <= child.right_edge.i
                if child.dep_ in ("nsubj", "nsubjpass") and not inside:
                    return _whole(child)
        if token.head is token:
            return None
        token = token.head
    return None


def _whole(token: Token) -> Span:
    """The span of `token` with all that hangs on it."""
    left, right = token.left_edge, token.right_edge
    return Span(left.idx, right.idx + len(right))
