"""What somebody or something is, and is not: "the order is lawful", "the order is not lawful"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from variorum.align.claims.units import Unit
from variorum.align.differences.facing.ground import Ground, Told, heads
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems

MOST = 6
"""Clauses with one predicate noun or adjective, of one polarity, beyond which it says nothing of this story."""
_NOT = re.compile(r"n['’]t\b|\b(?:not|never|nor|neither|no|hardly|only|if|unless|whether|would|too)\b", re.I)
_OF_ANOTHER = re.compile(r"\b(?:for|of|to|in|with)\s+wh(?:ich|om)\b(?:\W+\w+){0,3}\W*$", re.I)
"""What makes a clause tell of another thing: "a letter of which she was not the author"."""
_BUT = re.compile(r",?\s+but\b", re.I)
"""What is put in the place of what is denied: "not one clerk, but several"."""
_EMPTY = frozenset({"time", "thing", "way", "case", "one", "clear", "sure", "true", "enough", "worth", "part"})
"""What says too little without what follows."""
_A = re.compile(r"\b(?:an?|the)\s", re.I)
LEAST_ALIKE = 0.6
"""Share of the shorter predicate's words that the longer one has, at least."""
_IT = frozenset({"it", "this", "that"})


def contradictions(sentences: Sequence[Sentence], ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses of two reports of which one says of a thing what the other denies of it."""
    said: defaultdict[tuple[str, bool], list[Unit]] = defaultdict(list)
    for unit in (u for s in sentences for u in ground.units(s) if u.event.lemma == "be"):
        for head in {a.head for a in unit.event.args if a.role == "what" and a.head}:
            if head not in _EMPTY and (told := _polarity(unit)) is not None:
                said[head, told].append(unit)
    for (head, told), units in sorted(said.items(), key=lambda kv: kv[0]):
        if not told and len(units) <= MOST and len(said.get((head, True), ())) <= MOST:
            for a in units:
                for b in said.get((head, True), ()):
                    one, other = (ground.told(_words(u), u.sentence, u.event.predicate, u) for u in (a, b))
                    if a.article != b.article and a.event.tense == b.event.tense and _one_subject(one, other):
                        yield one, other


def _polarity(unit: Unit) -> bool | None:
    """Whether it is so; nothing where it is asked, weighed or half denied."""
    text = unit.sentence.article.text
    if _OF_ANOTHER.search(before := text[unit.sentence.span.start : unit.event.predicate.start]) or _BUT.search(
        text[unit.event.predicate.end : unit.span.end]
    ):
        return None
    if not unit.event.tense or unit.event.tense == "future" or unit.sentence.text.rstrip('"”’ ').endswith("?"):
        return None
    behind = text[unit.event.predicate.end : unit.span.end]
    if not unit.event.polarity:
        return False if re.match(r"(?:n['’]t|\s*not)\b", behind) and not _NOT.search(behind[5:]) else None
    return None if _NOT.search(before[-60:]) or _NOT.search(behind) else True


def _one_subject(one: Told, other: Told) -> bool:
    """Whether both speak of one thing, by name or head; "it" is one where both say what it is by the same noun."""
    words = [content_stems(t.value) for t in (one, other)]
    if len(words[0] & words[1]) < LEAST_ALIKE * max(1, min(map(len, words))):
        return False
    subjects = [{a.head for a in t.unit.event.args if a.role == "who"} if t.unit else set() for t in (one, other)]
    pointing = all(s <= _IT for s in subjects) and all(_A.search(t.value) for t in (one, other))
    return bool(heads(one, ("who",)) & heads(other, ("who",))) or pointing


def _words(unit: Unit) -> str:
    """The predicate with its complement, to the end of the clause or eight words."""
    return " ".join(unit.sentence.article.text[unit.event.predicate.start : unit.span.end].split()[:8]).rstrip(',.;:”"')
