"""The words that introduce what somebody said, with how often they do.

The table counts, for a lemma, its part of speech and the frame of its complement (`ccomp`, `prep-for`, ...), how often
news reports use it to attribute and how often not. PARC 3.0 (Pareti 2016) and PolNeAR (Newell et al. 2018) call them
cues.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from variorum.language.shipped import rows

_PRIOR = {"ccomp": 0.30, "according": 0.8}
"""What an unseen word is worth: a clause after an unknown verb is attributed more often than a noun phrase."""
_OTHER = 0.05
_WEIGHT = 2.0


class Cue(Struct, frozen=True):
    """How often a word in one frame attributed (`used`) and how often it did not (`otherwise`)."""

    used: int
    otherwise: int


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str, str], Cue]:
    """Counts by lemma, part of speech and frame. Raises `ValueError` on a bad row and on an empty table."""
    counted = rows("annotate", "quote_cues.tsv")
    return {(lemma, pos, frame): Cue(int(used), int(otherwise)) for lemma, pos, frame, used, otherwise in counted}


@lru_cache(maxsize=1)
def utterance_verbs() -> frozenset[str]:
    """Verbs that introduce a whole utterance in quotation marks, as a name may follow them ("said Ana Ruiz")."""
    return frozenset(lemma for lemma, _, frame in cues() if frame == "direct")


@lru_cache(maxsize=8192)
def likelihood(lemma: str, pos: str, frame: str) -> float:
    """Share of this word's uses in this frame that attribute, smoothed toward what the frame alone tells."""
    known = cues().get((lemma, pos, frame))
    prior = _PRIOR.get(frame, _OTHER)
    if known is None:
        return prior
    return (known.used + _WEIGHT * prior) / (known.used + known.otherwise + _WEIGHT)
