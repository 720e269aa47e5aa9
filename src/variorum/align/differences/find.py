"""Everything that is looked for, in one place, and in which order it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.differences.wording import find_wordings
from variorum.align.sentences import Sentence
from variorum.model import Claim, Difference, Entity


def find_differences(
    sentences: Sequence[Sentence], claims: Sequence[Claim], entities: Iterable[Entity]
) -> tuple[Difference, ...]:
    """The differences of a story, those that matter most first."""
    found = {d.id: d for d in find_wordings(sentences)}
    return tuple(sorted(found.values(), key=lambda d: (-d.weight, d.kind, d.id)))
