"""From a parsed text to its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.annotate.figures.amounts import Amount, apply_bounds, read_amounts
from variorum.annotate.figures.circumstances import Circumstances, circumstances
from variorum.annotate.figures.counted import Counted, Tokens, noun_behind, noun_measured, noun_of
from variorum.annotate.figures.nobody import find_nobody
from variorum.annotate.figures.ranges import join_ranges
from variorum.annotate.figures.refusals import refused
from variorum.annotate.figures.tables import word_list
from variorum.language.numerals import find_numerals
from variorum.model import Figure, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BY = "figures/1"
_NAMES = frozenset(("PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT", "ORG", "GPE", "LOC", "PERSON", "NORP"))
_YEARS = (1900, 2100)
_OF_THE = re.compile(r" of (?:the|these|those|its|his|her|their|our|my|a)\b", re.I)
_HALF_OF = re.compile(r" (?:of|the|its|his|her|their|our|all|that|those|these|as)\b|-", re.I)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|other|last|latter|final|top|bottom|better|opening|closing|by|in|into|and a)\s\Z", re.I)
_POINTING = frozenset(("no", "any", "every", "this", "that", "the", "which", "each", "another", "some", "other", "only", "number"))


def find_figures(doc: Doc, times: Sequence[Time]) -> tuple[Figure, ...]:
    """Every quantity in `doc` that is no time of `times` and no part of a name, in order of position.

    Bounds follow `docs/rooms/figures.md`: "more than 30" is 30 to open, "nearly 40" open to 40, "about 35" 35 to 35.
    """
    text = doc.text
    starts = [time.start for time in times]
    amounts = join_ranges(text, read_amounts(text, find_numerals(text)))
    kept = [apply_bounds(text, a) for a in amounts if not refused(text, a, times, starts)]
    tokens = Tokens(doc)
    figures = list(_figures(tokens, kept, times))
    figures += find_nobody(text, BY)
    return tuple(sorted(figures, key=lambda f: (f.start, f.end)))


def _figures(tokens: Tokens, amounts: Sequence[Amount], times: Sequence[Time]) -> Iterator[Figure]:
    for n, amount in enumerate(amounts):
        stop = amounts[n + 1].start if n + 1 < len(amounts) else len(tokens.doc.text)
        stop = min([stop, *(t.start for t in times if amount.end <= t.start < stop)])
        counted = _counted(tokens, amount, stop)
        first = tokens.at_or_after(amount.numeral.start)
        if first >= len(tokens.doc) or not _is_figure(tokens, amount, counted, first):
            continue
        yield _figure(tokens, amount, counted, circumstances(tokens, first, counted, times))


def _counted(tokens: Tokens, amount: Amount, stop: int) -> Counted | None:
    if amount.dimension in ("age", "magnitude"):
        return None
    if amount.unit is None:
        behind = noun_behind(tokens, amount.end, stop) or (
            noun_of(tokens, amount.end, stop) if amount.numeral.kind == "many" or _OF_THE.match(tokens.doc.text, amount.end) else None
        )
        return behind or noun_measured(tokens, amount.start)
    return noun_of(tokens, amount.end, stop) or noun_behind(tokens, amount.end, stop)


def _is_figure(tokens: Tokens, amount: Amount, counted: Counted | None, first: int) -> bool:
    """The checks that need the parse: names, "one" that points, years, numbers that count nothing."""
    doc, text = tokens.doc, tokens.doc.text
    if amount.numeral.kind == "part":
        return _is_share(text, amount, counted)
    if amount.unit is not None:
        return True
    token = doc[first]
    if _in_name(token):
        return False
    if counted is None:
        return _counts_people(doc, tokens, amount, first)
    if not counted.behind:
        return not _is_year(amount)
    if amount.numeral.value == 1 and not amount.ranged and not amount.numeral.digits:
        return amount.mod is None and _is_one(doc, first, counted)
    if _is_year(amount) and amount.mod is None:
        return False
    return _counts(doc, amount, first, counted)


def _counts(doc: Doc, amount: Amount, first: int, counted: Counted) -> bool:
    """A count above one has a plural behind it ("30 people"), or a hyphen and a unit of counting ("12-member")."""
    head = doc[counted.head]
    before = doc[first - 1] if first and first > doc[first].sent.start else None
    value = amount.numeral.value
    if doc.text[amount.end : amount.end + 1] in ("-", "‑"):
        return doc[counted.first].lemma_.lower() in word_list("hyphen_counts")
    if before is not None and before.lower_ in ("the", "these", "those", "both") and value == 2:
        return False
    if before is not None and before.pos_ == "PROPN" and amount.numeral.digits and not before.is_sent_start and head.pos_ == "PROPN":
        return False
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in word_list("collectives") or head.lower_ in word_list("states")
    states = counted.last > counted.head
    return plural or states or value == 1 or (head.pos_ == "PROPN" and head.text.endswith(("s", "ese")) )


def _is_one(doc: Doc, first: int, counted: Counted) -> bool:
    token, head = doc[first], doc[counted.head]
    before = doc[first - 1].lower_ if first > token.sent.start else ""
    if before in _POINTING or head.lemma_.lower() in word_list("one_idle") or head.tag_ not in ("NN", "JJ", "VBN"):
        return False
    return token.pos_ == "NUM" and doc[first + 1].lower_ not in ("of", "another", "-") and head.lower_ != "more"


def _counts_people(doc: Doc, tokens: Tokens, amount: Amount, first: int) -> bool:
    """A number alone counts people under a verb of harm or rescue ("killing three"); else it is no figure."""
    if _is_year(amount) or amount.numeral.value < 2 and amount.numeral.kind == "cardinal":
        return False
    last = max(first, tokens.at_or_after(amount.numeral.end) - 1)
    if last + 1 < len(doc) and doc[last + 1].text in ("-", "‑", ":", "%"):
        return False
    for token in (doc[last], doc[first]):
        verb = token.head
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "obj", "attr") and verb.lemma_.lower() in word_list("outcomes"):
            return True
    return False


def _in_name(token: Token) -> bool:
    """Whether the number belongs to a name that began before it."""
    return token.ent_type_ in _NAMES and token.ent_iob_ == "I"


def _is_year(amount: Amount) -> bool:
    value, n = amount.numeral.value, amount.numeral
    return n.digits and n.scale == 1 and _YEARS[0] <= value <= _YEARS[1] and n.end - n.start == 4


def _is_share(text: str, amount: Amount, counted: Counted | None) -> bool:
    """"a third of voters" and "half the crew"; not "the second half", "cut in half", "a half-hour"."""
    if _ORDINAL.search(text, max(0, amount.numeral.start - 10), amount.numeral.start):
        return False
    word = text[amount.numeral.start : amount.numeral.end].lower()
    if word.endswith("half") and "-" not in word and not amount.ranged:
        follows = _HALF_OF.match(text, amount.numeral.end)
        return bool(follows) and follows.group() != "-" or amount.mod is not None and counted is None
    return counted is not None or amount.mod is not None or "-" in word


def _figure(tokens: Tokens, amount: Amount, counted: Counted | None, around: Circumstances) -> Figure:
    doc = tokens.doc
    start, end, span = amount.start, amount.end, None
    if counted is not None:
        last = doc[counted.last]
        span = Span(doc[counted.first].idx, last.idx + len(last))
        if counted.behind:
            end = max(end, span.end)
    return Figure(
        start=start,
        end=end,
        low=_whole(amount.low),
        high=_whole(amount.high),
        unit=amount.unit or "count",
        mod=amount.mod,
        counted=doc.text[span.start : span.end] if span else None,
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
    """Without the dust of binary fractions: 33.333333 and 2.3, not 2.3000000000000003."""
    return None if value is None else float(f"{value:.10g}")
