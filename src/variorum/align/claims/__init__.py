"""The same statement over the reports of a story: claims with their evidence.

Sentences printed word for word in several reports are one from the start; then quotes are joined by their words, and
clauses by what fills their slots. `independent` and `groups` are left for the room's part that knows who copied whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.align.claims.find import find_claims as _find
from variorum.align.claims.parted import Parted
from variorum.model import Annotated, Claim, Entity

__all__ = ["Parted", "find_claims"]


def find_claims(
    articles: Sequence[Annotated], entities: Sequence[Entity], apart: Sequence[Parted] = ()
) -> tuple[Claim, ...]:
    """The claims of one story, weightiest first; those of one article only come after the shared ones.

    The passages of each pair in `apart` are kept in different claims.
    """
    return _find(articles, entities, apart)
