"""Places of a text compared with one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Mention, Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9), st.integers(1, 9))


def _points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(SPANS, SPANS)
def test_places_are_compared_by_their_code_points(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(_points(one) & _points(other)) == other.overlaps(one)
    assert one.shared(other) == len(_points(one) & _points(other)) == other.shared(one)
    assert one.covers(other) == (_points(one) >= _points(other))
    assert one.holds(other.start) == (other.start in _points(one))


def test_a_mention_is_compared_as_a_span_is() -> None:
    assert Span(2, 5).covers(Mention(3, 5, "ORG"))
    assert Mention(3, 5, "ORG").overlaps(Span(4, 9))
    assert not Mention(3, 5, "ORG").holds(5)
