"""Two names for one thing or person in the same slot of the same deed: "a lewd photo" and "a suggestive picture".

Only phrases that bring something new into a text are compared (Prince 1981): "a college student" is the writer's choice
of words, "the man" points back to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.align.claims.units import Unit, is_frame
from variorum.align.clauses import clause_of
from variorum.align.differences.anchors import Anchors, around_text, tokens
from variorum.align.differences.build import account, difference, reports
from variorum.align.differences.parallels import Parallel, one_time
from variorum.align.words import stem
from variorum.language.lexicon import same_class
from variorum.model import Arg, Difference, Entity, Span

LEAST_COSINE = 0.55
ALIKE = (0.12, 0.72)
"""Cosine of two phrases below which they name two things, and above which they are one name in other words."""
_NEW = re.compile(r"(?:an?|some|several|any|another|one|what [a-z]+ called)\s", re.I)
_PREPOSITION = re.compile(r"([a-z]+)\s*$")
_STATES = frozenset({"appear", "seem", "remain", "look", "call", "deem", "consider", "describe", "label", "brand"})
LONGEST = 12


@dataclass(frozen=True)
class Filler:
    """What fills a slot: its words and the head of them."""

    unit: Unit
    arg: Arg

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(self.unit.sentence.article.text[self.arg.start : self.arg.end].split())

    @property
    def span(self) -> Span:
        """Where they stand."""
        return Span(self.arg.start, self.arg.end)


def find_labels(parallels: Sequence[Parallel], anchors: Anchors, names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per pair of sentences that name what fills a slot differently."""
    from variorum.language.vectors import embed

    pairs = [(p, *f) for p in parallels if p.cosine >= LEAST_COSINE and one_time(p.one, p.other) for f in _fillers(p)]
    texts = sorted({f.text for _, *both in pairs for f in both})
    row = dict(zip(texts, embed(texts), strict=True))
    taken: set[int] = set()
    for parallel, one, other in sorted(pairs, key=lambda p: -p[0].cosine):
        alike = float(row[one.text] @ row[other.text])
        if not ALIKE[0] <= alike <= ALIKE[1] or {id(one.unit.sentence), id(other.unit.sentence)} & taken:
            continue
        taken |= {id(one.unit.sentence), id(other.unit.sentence)}
        yield _difference(parallel, one, other, anchors, names)


def _fillers(parallel: Parallel) -> Iterator[tuple[Filler, Filler]]:
    """What fills the same slot on both sides with words that differ."""
    one, other = parallel.one, parallel.other
    if one.event.lemma != other.event.lemma or is_frame(one.event) or one.event.polarity != other.event.polarity:
        return
    mine, theirs = _slots(one), _slots(other)
    for slot in sorted(set(mine) & set(theirs)):
        if len(mine[slot]) == len(theirs[slot]) == 1:
            left, right = mine[slot][0], theirs[slot][0]
            if _differ(left, right, state=slot == ("what", "")):
                yield left, right


def _slots(unit: Unit) -> dict[tuple[str, str], list[Filler]]:
    text, found = unit.sentence.article.text, defaultdict(list)
    for arg in unit.event.args:
        if arg.role not in ("whom", "what") or arg.start < unit.event.predicate.end:
            continue
        before = _PREPOSITION.search(text, max(unit.event.predicate.end - 1, arg.start - 14), arg.start)
        word = before.group(1) if before and arg.role == "what" else ""
        found[arg.role, word].append(Filler(unit, arg))
    return found


def _differ(one: Filler, other: Filler, *, state: bool) -> bool:
    """Whether both are new names, not by one head, and neither says only part of the other."""
    state = state and one.unit.event.lemma in _STATES
    if not state and not (_NEW.match(one.text) and _NEW.match(other.text)):
        return False
    if one.unit.event.lemma == "be":
        return False  # what somebody is has many true answers
    if max(len(one.text.split()), len(other.text.split())) > LONGEST:
        return False
    if stem(one.arg.head) == stem(other.arg.head) or same_class(one.arg.head, other.arg.head):
        return False
    if any(f.text.lower().startswith(("a number", "a lot", "a series", "a few")) for f in (one, other)):
        return False
    if any(_counts(a) or _says(a.arg.head, b) for a, b in ((one, other), (other, one))):
        return False
    left, right = around_text(one.text), around_text(other.text)
    return bool(left - right) and bool(right - left)


def _counts(filler: Filler) -> bool:
    """Whether it is an amount."""
    sentence = filler.unit.sentence
    return any(filler.arg.start <= f.start < filler.arg.end for f in sentence.figures) or "%" in filler.text


def _says(head: str, other: Filler) -> bool:
    """Whether the other sentence has the word too: then both may stand beside each other there."""
    return stem(head) in other.unit.sentence.stems


def _difference(
    parallel: Parallel, one: Filler, other: Filler, anchors: Anchors, names: Mapping[str, Entity]
) -> Difference:
    sides = [
        account(f.text, [(f.unit.sentence, clause_of(f.unit.sentence, f.span, f.unit.event))]) for f in (one, other)
    ]
    shared = anchors.meeting(tokens(one.unit.sentence), tokens(other.unit.sentence)).shared
    about = next((names[t].name for t in shared if t in names), "")
    return difference(
        "statement",
        sides,
        why=f"One report speaks of “{one.text}”, another of “{other.text}”.",
        about=about,
        compatible=True,
        weight=parallel.cosine + 0.1 * reports(sides),
    )
