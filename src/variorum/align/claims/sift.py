"""What of a group is fit to be shown as one statement: no member that little speaks for, no questions, no mere names.

Grouping decides by sums of evidence, so that two clauses about one person can come together without stating the same.
A shared claim needs more: a happening, a number or words of its own that two reports have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from variorum.align.claims.decide import is_due, is_weak
from variorum.align.claims.features import same_count, touch
from variorum.align.claims.units import Unit
from variorum.align.words import stem, words_of
from variorum.model import Arg, Span

SURE = 0.4
"""Sureness from which a second sentence of one report stays beside a better one of the same report."""
_LITTLE = 0.25
"""Share of the best-supported member's support below which a member is left out."""
_SURELY = 0.5
"""Sureness that needs no further ground: more features speak for it than against."""
_SOME = 0.25
"""Sureness with which a happening with one party in common is enough."""
_SHORTEST = 4
"""Words of a sentence below which it states nothing: headings, "No.", bylines."""

Score = Callable[[int, int], float]


def sift(units: Sequence[Unit], score: Score) -> list[int]:
    """The positions in `units` that stand together: two or more, of two or more reports, or none."""
    able = [i for i, unit in enumerate(units) if states(unit)]
    support = {i: max((score(i, j) for j in able if units[j].article != units[i].article), default=0.0) for i in able}
    most = max(support.values(), default=0.0)
    best: dict[str, int] = {}
    for i in sorted(able, key=lambda i: (-support[i], i)):
        best.setdefault(units[i].article, i)
    kept = [
        i
        for i in able
        if support[i] >= _LITTLE * most and (support[i] >= SURE or units[best[units[i].article]].at == units[i].at)
    ]
    if all(units[i].is_nominal for i in kept):
        return []  # nouns alone mention a happening and tell nothing of it
    pairs = [(i, j) for i, j in combinations(kept, 2) if is_grounded(units[i], units[j], score(i, j))]
    grounded = {i for pair in pairs for i in pair}
    return [i for i in kept if i in grounded or support[i] >= SURE] if pairs else []


def states(unit: Unit) -> bool:
    """Whether the sentence of a clause states something: it asks nothing and is no fragment."""
    text = unit.sentence.text.rstrip(" \"'”’")
    return not text.endswith("?") and len(unit.sentence.words) >= _SHORTEST


def is_grounded(one: Unit, other: Unit, sureness: float) -> bool:
    """Whether two clauses of two reports have more in common than a name or a word: a happening of its own kind that
    befalls the same, a number of the same, or two words that are no names."""
    if one.article == other.article or sureness <= 0:
        return False
    classes = {kind for kind in one.classes & other.classes if not is_weak(kind)}
    if not classes and _apart(one, other):
        return False
    words = _plain(one) & _plain(other)
    parties = (one.who | one.whom) & (other.who | other.whom)
    befalls = bool(classes) and (bool(words) or (bool(parties) and sureness >= _SOME))
    deed = bool(one.who & other.who) and one.event.lemma == other.event.lemma
    worded = len(words) > 1 or sureness >= _SURELY
    due = bool(words) and is_due(one, other)
    return worded or befalls or deed or due or (bool(parties or words) and _same(one, other))


def _same(one: Unit, other: Unit) -> bool:
    """Whether the clauses count the same to the same number."""
    return any(
        same_count(a.counted, b.counted) and a.unit == b.unit and touch(a.low, a.high, b.low, b.high)
        for a in one.figures
        for b in other.figures
    )


def _apart(one: Unit, other: Unit) -> bool:
    """Whether both clauses give figures of one unit and none of them agree."""
    units = {f.unit for f in one.figures} & {f.unit for f in other.figures}
    return bool(units) and not _same(one, other)


def _plain(unit: Unit) -> frozenset[str]:
    """The stems of a clause that belong to no date, no name, and no words beside a person's name ("the mayor, ...")."""
    text = unit.sentence.article.text
    placed = [Span(at.start, at.end) for at in unit.sentence.mentions]
    placed += [Span(at.start, at.end) for at in unit.sentence.times]
    placed += [Span(a.start, a.end) for a in unit.event.args if a.role in {"who", "whom"} and _names_one(unit, a)]
    return unit.stems - {stem(word) for at in placed for word in words_of(text[at.start : at.end])}


def _names_one(unit: Unit, arg: Arg) -> bool:
    return any(m.label == "PERSON" and arg.start <= m.start < arg.end for m in unit.sentence.mentions)
