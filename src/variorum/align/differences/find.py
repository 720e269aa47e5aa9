"""Everything that is looked for, in one place, and in which order it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.align.differences.anchors import Anchors
from variorum.align.differences.contrasts import find_contrasts
from variorum.align.differences.developments import find_developments
from variorum.align.differences.figures import find_figures
from variorum.align.differences.wording import find_wordings
from variorum.align.sentences import Sentence
from variorum.model import Annotated, Claim, Difference, Entity


def find_differences(
    items: Sequence[Annotated], sentences: Sequence[Sentence], claims: Sequence[Claim], entities: Iterable[Entity]
) -> tuple[Difference, ...]:
    """The differences of a story, those that matter most first."""
    anchors = Anchors(sentences)
    names = {entity.id: entity for entity in entities}
    found = [
        *find_figures(items, sentences, anchors),
        *find_wordings(sentences),
        *find_contrasts(sentences, anchors, names),
        *find_developments(sentences, anchors),
    ]
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: (-d.weight, d.kind, d.id)))
