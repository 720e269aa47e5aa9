"""Where accounts part, from records to what the page shows: the kind in plain words, then each account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from variorum.model import Difference, Evidence, Side, Span
from variorum.model.records import DifferenceKind
from variorum.present import pictures
from variorum.present.context import COUNTED, DifferenceView, KeyView, Quoted, SideView, titled, words
from variorum.present.edition import Edition, quoted, wording
from variorum.present.matters import shared_phrase
from variorum.present.phrasing import count_words, in_words

KINDS: dict[DifferenceKind, str] = {
    "figure": COUNTED,
    "time": "when",
    "quote wording": "one saying, other words",
    "statement": "what happened",
    "modality": "expected or done",
    "attribution": "who said it",
    "position": "who wants what",
}
"""The kinds in a reader's words."""
_AGE = "age of "
"""What a difference in somebody's age is about, before the name."""
KEYS = 3
"""Differences that stand at the top of the page in one line each."""


def difference_view(ed: Edition, difference: Difference) -> DifferenceView:
    """`difference` with all its accounts, the words that part them marked."""
    figure = difference.kind == "figure"
    kind, about = heading(ed, difference)
    return DifferenceView(
        id=difference.id,
        kind=kind,
        verdict=_verdict(difference),
        about=about,
        why=in_words(difference.why),
        sides=tuple(_side_views(ed, difference)),
        plot=pictures.range_plot(ed, difference.sides) if figure else None,
    )


def heading(ed: Edition, difference: Difference) -> tuple[str, str]:
    """What kind of difference it is, in a reader's words, and what it is about: people are counted, money is not."""
    if difference.kind == "figure" and difference.about.startswith(_AGE):
        return "how old", difference.about.removeprefix(_AGE)
    figures = (pictures.side_figure(ed, side) for side in difference.sides) if difference.kind == "figure" else ()
    measured = any(figure and figure.unit not in (None, "count") for figure in figures)
    about = shared_phrase(difference.about, [list({e.exact: None for e in side.evidence}) for side in difference.sides])
    return "how much" if measured else KINDS[difference.kind], about


def title_of(ed: Edition, difference: Difference) -> str:
    """Kind and matter in one line."""
    return titled(*heading(ed, difference))


def keys(ed: Edition) -> Iterator[KeyView]:
    """The weightiest differences in one line each: what it is about, and the accounts."""
    differences = ed.story.differences
    told = [d for d in differences if d.about and d.kind != "quote wording" and all(s.value for s in d.sides)]
    for d in told[:KEYS]:
        values = tuple(dict.fromkeys(s.value for s in d.sides))
        yield KeyView(f"difference-{d.id}", title_of(ed, d), values, d.development, _verdict(d))


def _verdict(difference: Difference) -> str:
    if difference.kind == "quote wording":
        return f"printed in {count_words(len(difference.sides), 'wording')}"
    if difference.development:
        return "changed with time"
    both = "both" if len(difference.sides) < 3 else "all"
    if difference.compatible is None:
        return f"the words leave open whether {both} are true"
    return f"can {both} be true" if difference.compatible else "cannot all be true as worded"


def _side_views(ed: Edition, difference: Difference) -> Iterator[SideView]:
    """Each side's words; of an utterance in two wordings only the words that differ are marked."""
    wordings = [s.evidence[0].exact for s in difference.sides if s.evidence]
    for i, side in enumerate(difference.sides):
        if difference.kind == "quote wording" and len(wordings) > 1:
            against = wordings[1] if i == 0 else wordings[0]
            yield SideView(side.value, once(wording(ed, e, against) for e in side.evidence))
        else:
            cited = (quoted(ed, e, marked=_telling(ed, difference, side, e)) for e in side.evidence)
            yield SideView(side.value, once(cited))


def _telling(ed: Edition, difference: Difference, side: Side, evidence: Evidence) -> tuple[Span, ...]:
    """The words in which the sides part: the figure, the time, or the side's own word where the report has it."""
    article = ed.articles[evidence.article]
    if difference.kind == "figure":
        near = [Span(f.start, f.end) for f in article.figures if (f.low, f.high) in _bounds(ed, side)]
        return tuple(s for s in near if _within(s, evidence))
    if difference.kind == "time":
        near = [s for t in article.times if _within(s := Span(t.start, t.end), evidence)]
        own = tuple(s for s in near if article.text[s.start : s.end].casefold() == side.value.casefold())
        return own or tuple(near)
    for span in evidence.spans:
        at = article.text.casefold().find(side.value.casefold(), span.start, span.end) if side.value else -1
        if at >= 0 and len(article.text) == len(article.text.casefold()):
            return (Span(at, at + len(side.value)),)
    return ()


def _bounds(ed: Edition, side: Side) -> set[tuple[float | None, float | None]]:
    """The bounds of the figure that a side states, as the picture draws it."""
    figure = pictures.side_figure(ed, side)
    return {(figure.low, figure.high)} if figure else set()


def _within(span: Span, evidence: Evidence) -> bool:
    return any(s.covers(span) for s in evidence.spans)


def once(cited: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """Each sentence once, with all the reports that print it."""
    found: dict[str, Quoted] = {}
    for q in cited:
        first = found.setdefault(words(q), q)
        if first is not q:
            found[words(q)] = replace(
                first, also=(*first.also, q.ref), places=(*first.places, q.place), live=first.live or q.live
            )
    return tuple(found.values())
