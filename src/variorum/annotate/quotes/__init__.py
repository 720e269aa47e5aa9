"""Who said what in one article: quotes with source, cue and content after PARC 3.0 and PolNeAR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.model.records import Mention, Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc

BY = "quotes/1"


def find_quotes(doc: Doc, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The quotes of a text, in order of position. `mentions` are the names in it."""
    from variorum.annotate.quotes.attribution import attributions
    from variorum.annotate.quotes.words import Words

    words = Words(doc)
    return tuple(attributions(words, mentions))
