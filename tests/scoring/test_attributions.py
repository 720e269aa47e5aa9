"""Scores of attributions: what counts by mode, and that they add."""

from __future__ import annotations

from variorum.model.records import Quote, Span
from variorum.scoring.attributions import Attribution, Scores, of_quote, score
from variorum.scoring.counts import Fractions

SAID = Attribution("direct", (Span(0, 10), Span(20, 30)), (Span(11, 15),))
TOLD = Attribution("indirect", (Span(40, 50),), (Span(35, 38),))


def test_what_is_found_whole_scores_one() -> None:
    scores = score([SAID, TOLD], [SAID, TOLD])
    assert [
        s.f1 for s in (scores.content_overlap, scores.content_exact, scores.source_overlap, scores.source_exact)
    ] == [1.0] * 4


def test_a_partner_may_have_another_mode() -> None:
    indirect = Attribution("indirect", SAID.contents, SAID.sources)
    share = score([SAID], [indirect], ("direct", "mixed")).content_overlap
    assert (share.recall, share.found, share.precision) == (1.0, 0, 0.0)


def test_each_part_of_a_content_counts_when_exact() -> None:
    found = Attribution("direct", (Span(0, 10), Span(20, 29)))
    assert score([SAID], [found]).content_exact == Fractions(1, 2, 1, 2)


def test_a_source_counts_only_with_its_content() -> None:
    elsewhere = Attribution("direct", (Span(90, 95),), SAID.sources)
    assert score([SAID], [elsewhere]).source_overlap == Fractions(0, 1, 0, 1)


def test_scores_add() -> None:
    both = score([SAID], [SAID]) + score([TOLD], [])
    assert both.content_overlap == Fractions(1, 1, 1, 2)
    assert both + Scores() == both


def test_a_quote_is_scored_by_its_words() -> None:
    quote = Quote("direct", SAID.contents, sources=SAID.sources)
    assert of_quote(quote) == SAID
