"""Where it comes from: who drew on what, as lines between origins and reports, as a table, and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from variorum.model import Derivation
from variorum.present.drawn import Descent, DrawnRow, Node, StemmaPicture
from variorum.present.edition import Edition
from variorum.present.phrasing import listed, share_words, wrapped
from variorum.present.sigla import place, runs

_ORIGINS_SHOWN = 7
"""Origins that stand side by side with legible names."""
_REPORTS_DRAWN = 14
"""Reports from which lines cross too often to be followed, and a table is shown in their place."""
_ROWS_SHOWN = 12
"""Origins in the table, those that most reports draw on."""


def stemma(ed: Edition) -> StemmaPicture | None:
    """Origins above, reports below. `None` when no report is known to draw on anything."""
    origins: dict[str, set[str]] = defaultdict(set)
    for claim in ed.story.claims:
        for group in claim.groups:
            if group.origin and group.basis in ("same_upstream", "same_agency"):
                origins[group.origin] |= {ed.sigla[claim.evidence[m].article] for m in group.members}
    for name in (
        _people(ed) & origins.keys()
    ):  # every report quotes somebody; what tells is that two rest on one's words
        if len(origins[name]) == 1:
            del origins[name]
    missing = {d.missing: set[str]() for d in ed.story.derivations if d.origin is None and d.missing}
    for d in ed.story.derivations:
        if d.origin is None and d.missing:
            missing[d.missing].add(ed.sigla[d.copy])
    crowded = len(ed.sigla) > _REPORTS_DRAWN
    ranked = sorted(origins, key=lambda o: (-len(origins[o]), o))[: _ROWS_SHOWN if crowded else _ORIGINS_SHOWN]
    copies = [d for d in ed.story.derivations if d.origin is not None]
    if not ranked and not missing and not copies:
        return None
    return _drawn(ed, {o: origins[o] for o in ranked}, missing, copies, crowded)


def _drawn(
    ed: Edition,
    origins: dict[str, set[str]],
    missing: dict[str, set[str]],
    copies: Sequence[Derivation],
    crowded: bool,
) -> StemmaPicture:
    letters = sorted(ed.sigla.values(), key=place)
    below = dict(zip(letters, _evenly(len(letters)), strict=True))
    # an origin stands over the middle of the reports that draw on it, so that few lines cross
    drawn = {n: origins.get(n, set()) | missing.get(n, set()) for n in [*origins, *missing]}
    names = sorted(drawn, key=lambda n: (_mean(below, drawn[n]), n))
    above = dict(zip(names, _evenly(len(names)), strict=True))
    draws = [Descent(above[n], below[s], "", n in missing) for n in names for s in sorted(drawn[n])]
    arcs = [
        Descent(
            below[ed.sigla[str(d.origin)]],
            below[ed.sigla[d.copy]],
            share_words(d.shared),
            known=d.direction == "known",
        )
        for d in (() if crowded else copies)  # a table has none
    ]
    return StemmaPicture(
        origins=tuple(Node(n, above[n], n in missing, wrapped(n, 18, 3)) for n in names),
        reports=tuple(Node(s, below[s]) for s in letters),
        draws=tuple(draws),
        copies=tuple(levelled(arcs)),
        lines=tuple(_descent_lines(ed, origins, missing, copies)),
        rows=tuple(DrawnRow(name, name in missing, tuple(s in of for s in letters)) for name, of in drawn.items()),
        crowded=crowded,
    )


def levelled(arcs: Sequence[Descent]) -> Iterator[Descent]:
    """`arcs`, the short ones first, each on the lowest level on which it meets no other."""
    taken: list[list[tuple[float, float]]] = []
    for arc in sorted(arcs, key=lambda a: (abs(a.end - a.start), a.start, a.end)):
        low, high = sorted((arc.start, arc.end))
        free = (n for n, level in enumerate(taken) if all(high < a or b < low for a, b in level))
        level = next(free, len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append((low, high))
        yield replace(arc, level=level)


def _descent_lines(
    ed: Edition, origins: dict[str, set[str]], missing: dict[str, set[str]], copies: Sequence[Derivation]
) -> Iterable[str]:
    """The picture in words, for those who cannot see it."""
    people = _people(ed)
    for name, letters in origins.items():
        if letters <= missing.get(name, set()):
            continue
        yield f"{listed(runs(letters))}: {_draw(letters)} on {'what ' + name + ' said' if name in people else name}"
    for name, letters in missing.items():
        yield f"{listed(runs(letters))}: {_draw(letters)} on {name}, which is not among these reports"
    alike: dict[tuple[str, str, str], list[str]] = {}
    for d in copies:
        how = f"{share_words(d.shared)} ({d.degree}; {d.basis})"
        alike.setdefault((d.direction, str(d.origin), how), []).append(ed.sigla[d.copy])
    for (direction, origin, how), those in alike.items():
        one = len(set(those)) == 1
        known = ("copies" if one else "copy") if direction == "known" else f"{'shares' if one else 'share'} text with"
        yield f"{listed(runs(those))} {known} {ed.sigla[origin]}: {how}"


def _people(ed: Edition) -> set[str]:
    return {entity.name for entity in ed.entities.values() if entity.label == "PERSON"}


def _draw(letters: set[str]) -> str:
    return "draws" if len(letters) == 1 else "draw"


def _evenly(n: int) -> list[float]:
    return [round(100 * (i + 0.5) / n, 2) for i in range(n)]


def _mean(below: dict[str, float], letters: set[str]) -> float:
    return sum(below[s] for s in letters) / max(1, len(letters))
