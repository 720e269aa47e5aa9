"""Whether two places that state different values are about one matter.

Asked are: what stands around both, and in their whole sentences (`anchors`); who acts, where the dimension asks for one
actor; the days, where both have some; the order of the reports, where one value comes first; and how near by vector.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from variorum.align.differences.anchors import Meeting, apart, around_text, targets
from variorum.align.differences.values import Stated, says_too
from variorum.align.sentences import quote_span
from variorum.language.lexicon import same_class

LEAST_NEAR, LEAST_WHOLE = 0.55, 0.9
"""Weight of what the surroundings of two places, and their whole sentences, share at least; see `anchors`."""
LEAST_COSINE = 0.5
"""Cosine of the two sentences' vectors, at least: they know that "expel" and "withdraw" are near."""
CLOSE = (0.8, 0.3)
"""Weight and share of the surroundings by which two deeds are one although nobody named does both."""
ALIKE = (3.0, 0.4)
"""Weight and share of two whole sentences by which they tell of one thing, whoever does it."""
EXPECTED = (1.4, 0.4)
"""Weight and share of two sentences by which what was expected is what came about."""
_REACH = 25
ONE_TARGET = (0.7, 0.42)
"""The same weight, and the cosine, where both name one day yet to come."""
_STRETCH = re.compile(r"\b(?:since|ever|never|for (?:\w+ )?(?:years|months|weeks|decades))\b", re.I)


@dataclass(frozen=True)
class Pair:
    """Two places that state different values, what surrounds both, and how near their sentences are."""

    one: Stated
    other: Stated
    near: Meeting
    whole: Meeting
    cosine: float = 0.0

    @property
    def strength(self) -> float:
        """How sure we are that both are about one thing."""
        return self.cosine + self.near.weight * self.near.share + self.whole.weight * self.whole.share


def may_be_one_matter(pair: Pair) -> bool:
    """Whether enough is shared, by words and names, that the vectors are worth asking."""
    if pair.one.dimension.earlier:
        aimed = targets(pair.one.sentence) & targets(pair.other.sentence)
        enough = pair.whole.weight >= EXPECTED[0] and pair.whole.share >= EXPECTED[1]
        return enough or (bool(aimed) and pair.whole.weight >= ONE_TARGET[0])
    if pair.near.weight < (pair.one.dimension.near or LEAST_NEAR) or pair.whole.weight < LEAST_WHOLE:
        return False
    if pair.one.dimension.actor:
        return True
    close = pair.near.weight >= CLOSE[0] and pair.near.share >= CLOSE[1]
    alike = pair.whole.weight >= ALIKE[0] and pair.whole.share >= ALIKE[1]
    return close or alike or bool(doers(pair.one) & doers(pair.other))


def is_one_matter(pair: Pair) -> bool:
    """Whether the vectors agree."""
    aimed = pair.one.dimension.earlier and targets(pair.one.sentence) & targets(pair.other.sentence)
    return pair.cosine >= (ONE_TARGET[1] if aimed else pair.one.dimension.cosine or LEAST_COSINE)


def may_differ(one: Stated, other: Stated) -> bool:
    """Whether two places of different values could be two accounts at all."""
    if one.value == other.value or one.sentence.article.id == other.sentence.article.id:
        return False
    if says_too(one, other):
        return False
    if one.dimension.kind != "position" and apart(one.sentence, other.sentence) and not (_lasts(one) or _lasts(other)):
        return False
    if one.dimension.earlier and not _in_order(one, other):
        return False
    if one.dimension.same_deed and not _same_deed(one, other):
        return False
    if one.dimension.actor:
        return bool(actors(one) & actors(other))
    if one.dimension.earlier:
        return True
    mine, theirs = doers(one), doers(other)
    return not (mine and theirs) or bool(mine & theirs)


def _lasts(stated: Stated) -> bool:
    """Whether a clause holds of a stretch of time ("not since 2022"): a day outside it is no other time."""
    event = stated.event
    return event is not None and lasts(stated.sentence.article.text[event.start : event.end])


def lasts(words: str) -> bool:
    """Whether words hold of a stretch of time ("not since 2022", "never")."""
    return bool(_STRETCH.search(words))


def _in_order(one: Stated, other: Stated) -> bool:
    """Whether the value that comes first in time stands in the earlier report, and the other in the later."""
    first, second = (one, other) if one.value == one.dimension.earlier else (other, one)
    return second.value != first.value and first.sentence.day < second.sentence.day != "9999"


def _same_deed(one: Stated, other: Stated) -> bool:
    """Whether the clauses behind two values ("will ...", "refused to ...") are of one kind of deed."""
    deeds = [_deed(one), _deed(other)]
    return bool(deeds[0] and deeds[1] and same_class(deeds[0], deeds[1]))


def _deed(stated: Stated) -> str | None:
    """The predicate that the value's words govern: their own clause's, or the next one's."""
    after = [e for e in stated.sentence.events if stated.span.end <= e.predicate.start <= stated.span.end + _REACH]
    return min(after, key=lambda e: e.predicate.start).lemma if after else None


def doers(stated: Stated) -> frozenset[str]:
    """Who does or undergoes what the clause says: entities, or the head word where no name is known."""
    if stated.dimension.anywhere:
        return stated.sentence.entities
    return _filled(stated, ("who", "whom"))


def actors(stated: Stated) -> frozenset[str]:
    """Who holds the stance: the subject of the clause, or who speaks it."""
    if stated.dimension.anywhere:
        whos = (_filled(replace(stated, event=e), ("who",)) for e in stated.sentence.events if e.tense)
        return frozenset().union(*whos)
    found = _filled(stated, ("who",))
    if found:
        return found
    spoken = (q for q in stated.sentence.quotes if q.speaker and quote_span(q).holds(stated.span.start))
    return frozenset(q.speaker for q in spoken if q.speaker)


def _filled(stated: Stated, roles: tuple[str, ...]) -> frozenset[str]:
    """What fills the roles of the clause; a name also by its head word, which stays the same where it is not known."""
    found: set[str] = set()
    for arg in stated.event.args if stated.event else ():
        if arg.role in roles:
            named = {m.entity for m in stated.sentence.mentions if m.entity and arg.start <= m.start < arg.end}
            found |= named
            words = stated.sentence.article.text[arg.start : arg.end]
            at = words.lower().rfind(arg.head)
            if not named or (at > 0 and words[at].isupper()) or words.lower() == arg.head:
                found |= around_text(arg.head)
    return frozenset(found)
