"""The same statement over the reports of a story: claims with their evidence.

Sentences printed word for word in several reports are one from the start; then quotes are joined by their words, and
clauses by what fills their slots. `independent` and `groups` are left for the room's part that knows who copied whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from variorum.align.claims.find import find_claims as _find
from variorum.model import Annotated, Claim, Entity


def find_claims(articles: Sequence[Annotated], entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """The claims of one story, weightiest first; those of one article only come after the shared ones."""
    return _find(articles, entities)
