"""One claim, one number: a group whose clauses count the same thing differently is parted by the number.

That accounts differ in a figure is shown as a difference; evidence for "nine were killed" never stands behind "14 were
killed", however alike the sentences are, nor "the school admitted 11" behind "20 pupils were admitted".
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.align.claims.features import touch
from variorum.align.claims.units import Unit
from variorum.align.slots.kinds import classes, word_list
from variorum.model import Figure


def by_figure(units: Sequence[Unit]) -> list[list[Unit]]:
    """The parts of a group, the largest first; clauses without a number stay with the largest.

    The numbers of the whole sentence count, since the sentence is what is shown as evidence. The order of input changes
    nothing.
    """
    parts: list[list[Unit]] = []
    for unit in sorted((u for u in units if u.sentence.figures), key=_place):
        home = next((part for part in parts if not any(_apart(unit, other) for other in part)), None)
        if home is None:
            parts.append([unit])
        else:
            home.append(unit)
    if len(parts) < 2:
        return [list(units)]
    parts.sort(key=lambda p: (-len({u.article for u in p}), -len(p), _place(p[0])))
    parts[0] += [u for u in units if not u.sentence.figures]
    return [sorted(part, key=_place) for part in parts]


def _apart(one: Unit, other: Unit) -> bool:
    """Whether both sentences count what one thing happened to and no number can be both's."""
    same = [(a, b) for a in one.sentence.figures for b in other.sentence.figures if _alike(a, b)]
    return bool(same) and not any(touch(a.low, a.high, b.low, b.high) for a, b in same)


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count people or things of one kind that the same happened to ("killed", "dead"), or that are
    in the same way spoken of ("hired 20 drivers", "11 drivers were hired")."""
    if one.unit != other.unit:
        return False
    outcome = _outcome(one)
    if outcome is not None or _outcome(other) is not None:
        return outcome == _outcome(other) and _kind(one) == _kind(other)
    return one.unit == "count" and one.predicate == other.predicate is not None and _may_be_of_one_kind(one, other)


def _may_be_of_one_kind(one: Figure, other: Figure) -> bool:
    """Whether both count the same noun, or one of them none: "20 were admitted"."""
    return one.head is None or other.head is None or _kind(one) == _kind(other)


def _outcome(figure: Figure) -> str | None:
    outcomes = classes("slot_outcomes.tsv")
    words = [figure.predicate or "", figure.head or "", *(figure.counted or "").lower().split()]
    return next((outcomes[word] for word in words if word in outcomes), None)


def _kind(figure: Figure) -> str:
    """The kind of the counted; "nine workers" killed are the people killed, as far as one sentence tells."""
    head = figure.head or ""
    kind = classes("slot_heads.tsv").get(head, head)
    return "people" if kind in word_list("wholes") else kind


def _place(unit: Unit) -> tuple[str, int, int]:
    return unit.article, unit.at, unit.event.start
