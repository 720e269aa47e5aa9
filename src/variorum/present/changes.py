"""What copies did to the sentences they took, from records to what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from variorum.model import Change, Derivation, Evidence, Span
from variorum.model.records import ChangeKind
from variorum.present.context import ChangeView, CopyView, Piece, Quoted, Ref
from variorum.present.edition import Edition, differing, live, ref
from variorum.present.phrasing import count_words
from variorum.present.sigla import place

SHOWN = 12
"""Changes of one copy that are shown, those that tell most; the rest are counted."""
_WORDS: dict[ChangeKind, str] = {
    "number changed": "another number",
    "reworded": "reworded",
    "merged": "joined into one",
    "split": "parted",
    "reordered": "moved",
    "cut": "left out",
    "added": "put in",
    "same": "as they were",
}
"""In the order of what they tell."""
_RANK = {kind: rank for rank, kind in enumerate(_WORDS)}


def copies(ed: Edition) -> Iterator[CopyView]:
    """The copies of the story whose origin is in it, with the sentences that are not as they were.

    What several reports print letter for letter is told once, with all their letters.
    """
    for d, alike in _compared(ed):
        changes = _telling(d)
        views = tuple(_views(ed, d, str(d.origin), changes[:SHOWN]))
        origin, copy, *also = (Ref(ed.sigla[i], f"report-{ed.sigla[i]}") for i in (str(d.origin), *alike))
        more = max(0, len(changes) - SHOWN)
        yield CopyView(copy, origin, d.direction == "known", _line(ed, d), views, more, tuple(also))


def _compared(ed: Edition) -> list[tuple[Derivation, list[str]]]:
    """The derivations that the page tells, each with the reports that print the copy's very text, itself first.

    Where nobody knows who was first, reports of one text were compared two by two: of these each stands beside the one
    that it shares most with, in the order of the letters.
    """
    text = {id: article.text for id, article in ed.articles.items()}
    told: dict[tuple[str, str], tuple[Derivation, set[str]]] = {}
    beside: set[str] = set()
    for d in sorted(ed.story.derivations, key=lambda d: _order(ed, d)):
        if d.origin not in text or d.copy not in text or text[d.copy] == text[d.origin] or not _telling(d):
            continue
        copy, origin = text[d.copy], text[d.origin]
        if (copy, origin) in told:
            told[copy, origin][1].add(d.copy)
        elif d.direction == "known":
            told[copy, origin] = (d, set())
        elif copy not in beside and (origin, copy) not in told:
            told[copy, origin] = (d, set())
            beside.add(copy)
    letter = {id: place(siglum) for id, siglum in ed.sigla.items()}
    found = [(d, [d.copy, *sorted(ids - {d.copy}, key=letter.__getitem__)]) for d, ids in told.values()]
    return sorted(found, key=lambda one: letter[one[0].copy])


def _order(ed: Edition, d: Derivation) -> tuple[bool, float, tuple[int, str], tuple[int, str]]:
    """Those that are known first, then those that share most, then by the letters."""
    origin = place(ed.sigla[d.origin]) if d.origin in ed.sigla else (0, "")
    return (d.direction != "known", -d.shared, place(ed.sigla.get(d.copy, "")), origin)


def _telling(d: Derivation) -> list[Change]:
    """The changes, those that tell most first; what a report that is copied in part says besides is its own."""
    own = () if d.degree == "wholly" else ("cut", "added")
    changed = [c for c in d.changes if c.kind not in ("same", *own)]
    return sorted(changed, key=lambda c: _RANK[c.kind])


def _line(ed: Edition, d: Derivation) -> str:
    counts = Counter(c.kind for c in d.changes)
    same = count_words(counts.pop("same", 0), "sentence as it was", "sentences as they were")
    rest = (f"{counts[kind]} {_counted(ed, d, kind)}" for kind in sorted(counts, key=_RANK.__getitem__))
    return ", ".join([same, *rest])


def _counted(ed: Edition, d: Derivation, kind: ChangeKind) -> str:
    return f"with {_WORDS[kind]}" if kind == "number changed" else _label(ed, d, kind)


def _label(ed: Edition, d: Derivation, kind: ChangeKind) -> str:
    """Where it is not known which report was first, nothing was left out or put in."""
    if d.direction != "known" and kind in ("cut", "added"):
        return f"only in {ed.sigla[d.copy if kind == 'added' else str(d.origin)]}"
    return _WORDS[kind]


def _views(ed: Edition, d: Derivation, origin: str, changes: Sequence[Change]) -> Iterator[ChangeView]:
    """Change by change; all that was left out stands together, and all that was put in."""
    for kind, alike in groupby(changes, key=lambda c: c.kind):
        views = [_view(ed, d, origin, change) for change in alike]
        if kind in ("cut", "added"):
            mine, theirs = chain(*(v.copies for v in views)), chain(*(v.origins for v in views))
            yield ChangeView(_label(ed, d, kind), tuple(mine), tuple(theirs))
        else:
            yield from views


def _view(ed: Edition, d: Derivation, origin: str, change: Change) -> ChangeView:
    mine = _words(ed, d.copy, change.copy) if change.copy else ""
    theirs = " ".join(_words(ed, origin, span) for span in change.origin)
    marked = change.kind not in ("reordered", "cut", "added")
    return ChangeView(
        _WORDS[change.kind],
        (_quoted(ed, d.copy, change.copy, theirs if marked else None),) if change.copy else (),
        tuple(_quoted(ed, origin, span, mine if marked else None) for span in change.origin),
    )


def _words(ed: Edition, article: str, span: Span) -> str:
    return ed.articles[article].text[span.start : span.end]


def _quoted(ed: Edition, article: str, span: Span, against: str | None) -> Quoted:
    """A sentence, the words that `against` has otherwise marked."""
    words = _words(ed, article, span)
    evidence = Evidence(article, (span,), words)
    pieces = (Piece(words),) if against is None else tuple(differing(words, against))
    return Quoted(ref(ed, evidence), pieces, words, live(ed.articles[article], evidence))


def cited(ed: Edition) -> Iterator[tuple[str, Span]]:
    """The passages that `copies` shows, each with its article."""
    for d, _ in _compared(ed):
        for change in _telling(d)[:SHOWN]:
            yield from ((str(d.origin), span) for span in change.origin)
            if change.copy:
                yield d.copy, change.copy
