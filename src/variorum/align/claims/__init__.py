"""The same statement over the reports of a story: claims with their evidence.

Sentences printed word for word in several reports are one from the start; then quotes are joined by their words, and
clauses by what fills their slots. `independent` and `groups` are left for the room's part that knows who copied whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.align.claims.find import claims_among
from variorum.align.claims.parted import Parted
from variorum.align.sentences import read_story
from variorum.model import Annotated, Claim, Entity

__all__ = ["Parted", "claims_among", "find_claims"]


def find_claims(
    articles: Sequence[Annotated], entities: Sequence[Entity], apart: Sequence[Parted] = ()
) -> tuple[Claim, ...]:
    """See `claims_among`, of the sentences of some articles."""
    return claims_among(read_story(articles), entities, apart)
