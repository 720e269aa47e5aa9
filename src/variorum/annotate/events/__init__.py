"""What each clause states: who did what to whom, where, when, how many, and how sure the text is of it.

The unit is the clause, not the sentence (one sentence tells of a visit, a plan and a number at once). Slots are those
of semantic roles in newspaper words (`who`, `whom`, `where`, `when`, `how_many`, `what`); how sure a clause is follows
FactBank (Saurí & Pustejovsky 2009) in coarse: asserted, attributed, expected, planned, possible, denied, demanded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.annotate.events.certainty import modality_of, polarity_of, tense_of
from variorum.annotate.events.clauses import Clause, clauses
from variorum.annotate.events.slots import slots
from variorum.annotate.events.standing import is_joined, over, standing_of
from variorum.model import Event, Figure, Mention, Quote, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "events/2"
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}


def find_events(
    doc: Doc,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    figures: Sequence[Figure],
    quotes: Sequence[Quote],
) -> tuple[Event, ...]:
    """The clauses of `doc` in order of position. An oddly parsed sentence gives few or odd events, never an error."""
    quoted = [span for quote in quotes for span in quote.contents]
    dated = [(t.start, t.end) for t in times]
    return tuple(
        _event(clause, mentions, times, figures, quoted)
        for clause in clauses(doc)
        # "the end of the year" is a date, nothing that ends
        if not (clause.nominal and any(lo <= clause.head.idx < hi for lo, hi in dated))
    )


def _event(
    clause: Clause,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    figures: Sequence[Figure],
    quoted: Sequence[Span],
) -> Event:
    head = clause.head
    inside = any(s.holds(head.idx) for s in quoted)
    above = over(clause)
    return Event(
        start=clause.start,
        end=clause.end,
        predicate=Span(head.idx, head.idx + len(head.text)),
        lemma=head.lemma_.lower(),
        args=slots(clause, mentions, times, figures),
        polarity=polarity_of(clause),
        modality=modality_of(clause, inside),
        tense=tense_of(clause),
        lemmas=tuple(
            dict.fromkeys(t.lemma_.lower() for t in clause.tokens if t.pos_ in _CONTENT and t.is_alpha | t.like_num)
        ),
        by=BY,
        standing=standing_of(clause),
        over=above.idx if above is not None else None,
        joined=is_joined(clause),
    )
