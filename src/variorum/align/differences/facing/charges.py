"""What somebody is charged with, or pleads to, named differently in two facing sentences.

Other nouns that one report narrows down in one way and one in another ("a customs order", "a written order") are mostly
one thing described twice, and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.align.claims.units import Unit
from variorum.align.differences.anchors import around_text
from variorum.align.differences.facing.ground import Common, Ground, Told
from variorum.align.differences.facing.pairs import Facing
from variorum.align.sentences import Sentence
from variorum.language.shipped import all_words
from variorum.model import Span

_CHARGE = re.compile(r"\b(?P<what>(?:[\w-]+\s+){1,4}?)(?:charges?|counts?)\b")
_LED = re.compile(r"\b(?:to|on|of|with|in|by|for|and|an?|the)\b")
"""Before the words that name a charge: "arrested Friday on | customs charges"."""
_COURT = frozenset({"plead", "charge", "convict", "accuse", "indict", "face", "arrest", "acquit", "deny", "admit"})


def charges(facing: Facing, ground: Ground) -> Iterator[tuple[Told, Told]]:
    """Pairs of charges, each the only one of its sentence, of which neither holds all words of the other."""
    mine, theirs = (ground.once(_charges_in, s) for s in (facing.one, facing.other))
    if len(mine) == 1 and len(theirs) == 1:
        (one, a), (other, b) = mine[0], theirs[0]
        if one.unit and other.unit and one.unit.event.lemma == other.unit.event.lemma and not (a <= b or b <= a):
            yield one, other


def one_case(facing: Facing, common: Common) -> bool:
    """Whether the charges are against one, in sentences that are each other's nearest."""
    named = common.doers > 0 or (bool(facing.one.entities & facing.other.entities) and facing.cosine >= 0.7)
    return facing.mutual and named and facing.cosine >= 0.5


def _charges_in(sentence: Sentence, ground: Ground) -> list[tuple[Told, frozenset[str]]]:
    found, loose = [], all_words("align", "difference_charge_words.txt")
    for match in _CHARGE.finditer(sentence.text):
        named = _LED.split(match["what"].lower())[-1]
        words = [w for w in re.findall(r"[a-z-]+", named) if w not in loose]
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        unit = _court(ground.units(sentence), span)
        if words and unit:
            value = " ".join([*words, "charge"])
            found.append((ground.told(value, sentence, span, unit), around_text(" ".join(words))))
    return found


def _court(units: list[Unit], span: Span) -> Unit | None:
    held = [u for u in units if u.event.lemma in _COURT and u.span.covers(span)]
    return min(held, key=lambda u: u.span.end - u.span.start, default=None)
