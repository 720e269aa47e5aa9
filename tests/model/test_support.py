"""Which evidence of a claim its words stand in."""

from __future__ import annotations

from variorum.model import Claim, Evidence, IndependenceGroup, Span
from variorum.model.support import worded


def test_a_statement_is_cited_where_its_own_words_stand() -> None:
    """Not in the first report that says so in other words."""
    own, copied, near = "The pumps failed.", "The pumps failed.", "On Monday the pumps failed. No one said why."
    told = [Evidence(f"a{n}", (Span(0, len(x)),), x) for n, x in enumerate(["No pump ran.", near, own, copied])]
    claim = Claim("c1", "statement", own, 1, tuple(told), (IndependenceGroup((0, 1, 2, 3), "unknown"),))
    assert worded(claim).article == "a2"
    assert worded(Claim("c2", "statement", "Nothing of it.", 1, claim.evidence, claim.groups)).article == "a0"
