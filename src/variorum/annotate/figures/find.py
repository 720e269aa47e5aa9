"""From a parsed text to its figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from variorum.annotate.figures.amount import Amount
from variorum.annotate.figures.amounts import read_amounts
from variorum.annotate.figures.bounds import apply_bounds, bound_behind
from variorum.annotate.figures.circumstances import circumstances
from variorum.annotate.figures.counted import Counted, noun_after_determiner, noun_behind, noun_of, noun_of_number
from variorum.annotate.figures.counting import is_figure, out_of_these
from variorum.annotate.figures.measured import noun_measured, plural_measured, subject_measured
from variorum.annotate.figures.multiples import read_multiples
from variorum.annotate.figures.nobody import find_nobody
from variorum.annotate.figures.ranges import join_ranges
from variorum.annotate.figures.rates import is_rate
from variorum.annotate.figures.refusals import in_time, refused
from variorum.annotate.figures.tables import word_list
from variorum.annotate.figures.tokens import Tokens
from variorum.annotate.figures.vague import vague_amounts
from variorum.annotate.figures.votes import find_votes
from variorum.language.numerals import find_numerals
from variorum.model import Figure, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "figures/1"
_OF = frozenset(("of",))
_LARGE = 1000
_NO_NOUN = frozenset(("age", "magnitude", "temperature"))


def find_figures(doc: Doc, times: Sequence[Time]) -> tuple[Figure, ...]:
    """Every quantity in `doc` that is no time of `times` and no part of a name, in order of position.

    Bounds follow `docs/rooms/figures.md`: "more than 30" is 30 to open, "nearly 40" open to 40, "about 35" 35 to 35.
    """
    text = doc.text
    starts = [time.start for time in times]
    read = read_amounts(text, find_numerals(text))
    amounts = join_ranges(text, [a for a in read if not in_time(text, a, times, starts)])
    kept = [apply_bounds(text, a) for a in amounts if not refused(text, a)]
    tokens = Tokens(doc, text)
    figures = [*find_votes(tokens, times, BY), *_multiples(tokens, times), *find_nobody(text, BY)]
    figures += [f for f in _figures(tokens, kept, times) if not any(map(f.overlaps, figures))]
    figures += [f for f in _vague(tokens, times) if not any(map(f.overlaps, figures))]
    return tuple(sorted(figures, key=lambda f: (f.start, f.end)))


def _multiples(tokens: Tokens, times: Sequence[Time]) -> Iterator[Figure]:
    for amount, counted in read_multiples(tokens):
        yield _figure(tokens, apply_bounds(tokens.text, amount), counted, times)


def _vague(tokens: Tokens, times: Sequence[Time]) -> Iterator[Figure]:
    """ "Several people were hurt" counts; "several officials said" only speaks of them."""
    for amount in vague_amounts(tokens.text):
        counted = noun_behind(tokens, amount.end, len(tokens.text))
        if counted is None or tokens.doc[counted.head].tag_ not in ("NNS", "NNPS"):
            continue
        figure = _figure(tokens, amount, counted, times)
        if figure.predicate in word_list("harms"):
            yield figure


def _figures(tokens: Tokens, amounts: Sequence[Amount], times: Sequence[Time]) -> Iterator[Figure]:
    starts = [time.start for time in times if not _modifies(tokens, time)] + [len(tokens.text)]
    for amount, following in zip_longest(amounts, amounts[1:]):
        stop = min(following.start if following else len(tokens.text), starts[bisect_left(starts, amount.end)])
        counted = _counted(tokens, amount, stop)
        if is_figure(tokens, amount, counted) or is_rate(tokens.text, amount, following):
            yield _figure(tokens, amount, counted, times)


def _modifies(tokens: Tokens, time: Time) -> bool:
    """Whether a time stands before a noun that it belongs to: "2,000 summer guests", not "30 people Monday"."""
    first, end = tokens.at_or_after(time.start), tokens.at_or_after(time.end)
    top = next((t for t in tokens.doc[first:end] if not first <= t.head.i < end), None)
    if top is None or top.dep_ not in ("compound", "amod", "nmod"):
        return False
    return not top.is_title or (top.head.i == end and top.head.tag_ == "NNS")  # "300 Sunday papers"


def _counted(tokens: Tokens, amount: Amount, stop: int) -> Counted | None:
    if amount.dimension in _NO_NOUN or out_of_these(tokens.text, amount):
        return None
    counts = amount.unit is None and amount.numeral.value >= 2
    if (counts or amount.numeral.kind == "part") and (parted := noun_of_number(tokens, amount.end)):
        return parted
    if amount.unit is None:
        behind = noun_of(tokens, amount.end, stop, _OF) or noun_behind(tokens, amount.end, stop)
        return behind or noun_measured(tokens, amount.start) or plural_measured(tokens, amount)
    if amount.numeral.kind == "part":
        named = noun_of(tokens, amount.end, stop, _OF)
        return named or noun_after_determiner(tokens, tokens.at_or_after(amount.end), stop)
    # "$8 million in losses", but "shares closed at $10 in late trading" and "profit dropped 46% in its steel business"
    large = amount.dimension == "money" and amount.numeral.value >= _LARGE
    named = noun_of(tokens, amount.end, stop) if large else noun_of(tokens, amount.end, stop, _OF)
    # "a $5 million bridge" and "6 percent support", but "seven miles southwest" counts nothing
    hyphened = tokens.text.startswith("-", amount.end)
    if named is None and (hyphened or amount.dimension in ("money", "share")):
        named = noun_behind(tokens, amount.end, stop)
    if named is None and amount.dimension in ("money", "share", "points"):
        named = subject_measured(tokens, amount.numeral.start)
    return named


def _figure(tokens: Tokens, amount: Amount, counted: Counted | None, times: Sequence[Time]) -> Figure:
    doc = tokens.doc
    end, span = amount.end, None
    if counted is not None:
        last = doc[counted.last]
        span = Span(doc[counted.first].idx, last.idx + len(last))
        end = max(end, span.end) if counted.behind else end
    if counted is not None and counted.behind and amount.mod is None:
        end, amount = bound_behind(tokens.text, end, amount)
    around = circumstances(tokens, tokens.at_or_after(amount.numeral.start), counted, times)
    return Figure(
        start=amount.start,
        end=end,
        low=_whole(amount.low),
        high=_whole(amount.high),
        unit=amount.unit or "count",
        mod=amount.mod,
        counted=tokens.text[span.start : span.end] if span else None,
        counted_span=span,
        by=BY,
        score=0.9 if span or amount.unit else 0.6,
        head=doc[counted.head].lemma_.lower() if counted else None,
        predicate=around.predicate,
        when=around.when,
        where=around.where,
        said_by=around.said_by,
    )


def _whole(value: float | None) -> float | None:
    """Without the dust of binary fractions: 2.3, not 2.3000000000000003."""
    return None if value is None else float(f"{value:.10g}")
