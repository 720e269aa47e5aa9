"""Makes claims to read: the best real sentence, the evidence, why its members were joined, how much it weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from msgspec import structs

from variorum.align.claims.cut import cut, is_evidence
from variorum.align.claims.reasons import because
from variorum.align.claims.rows import Words, nearly, own
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.model import Claim, Evidence, Join, Quote, Span
from variorum.model.records import ClaimKind, Stance

_LONGEST = 50
"""Words of a sentence beyond which the evidence is the clause: a reader looks for the statement."""
_LONGEST_LINE = 60
"""Words of a lone sentence beyond which it is no line to read."""
_READABLE = 30
_LEANS = re.compile(r"[\"“‘']?(?:he|she|it|they|but|and|that|this|these|those|his|her|their|so|also|then)\b", re.I)
"""Beginnings of sentences that lean on the one before."""
_SEVERAL = 2
_SURER = 1.0
"""How much more a claim of one and the same words weighs: nothing was read into it."""


@dataclass(frozen=True)
class Found:
    """Sentences (indices) that state the same, and the clauses that say so (none for quotes)."""

    kind: ClaimKind
    sentences: tuple[int, ...]
    units: tuple[Unit, ...]
    joins: tuple[Join, ...] = ()
    shown: Words | None = None
    """What all of them state, where that was found out."""
    near: tuple[Unit, ...] = ()
    """Clauses of other reports that come near it: shown, and counted nowhere."""


def claim_of(found: Found, prints: Sequence[Sequence[Sentence]], names: Mapping[str, str], shown: Words) -> Claim:
    """The claim of what was found, shown by these words; `prints` are, by sentence index, the reports' own copies."""
    clause = {u.at: u for u in reversed(found.units)}
    evidence = tuple(_evidence(s, clause.get(i), prints[i][0]) for i in found.sentences for s in prints[i])
    articles = {e.article for e in evidence}
    near = (_evidence(s, u, prints[u.at][0], "mentions") for u in found.near for s in prints[u.at])
    return Claim(
        id=_id(found.kind, evidence),
        kind=found.kind,
        statement=shown.text,
        independent=1,
        evidence=(*evidence, *(e for e in near if e.article not in articles)),
        groups=(),
        because=_because(found, shown, len(articles), names),
        weight=_weight(found.kind, len(articles), prints[shown.at][0]),
        joins=found.joins,
    )


def claims_of(
    found: Sequence[Found],
    prints: Sequence[Sequence[Sentence]],
    names: Mapping[str, str],
    settled: Callable[[Found], Found] = lambda item: item,
) -> list[Claim]:
    """The claims of everything found, each shown by other words: those of more reports choose first.

    What could only be shown by words that are shown already comes near these. `settled` is asked last, since a claim
    may so come by what a reader has parted from it.
    """
    shown: dict[int, list[str]] = {}
    rows: dict[str, tuple[Found, Words]] = {}
    wanted = {item.shown.text for item in found if item.shown}
    for item in sorted(found, key=lambda f: (-len(f.sentences), f.kind != "quote", f.sentences)):
        offers = _offers(item, prints)
        words = next((words for words in offers if words.text not in rows), None)
        if words is None:
            row, line = rows[offers[0].text]
            rows[line.text] = (_with(row, item), line)
            continue
        cut = own(words, item.units, shown)
        words = words if cut.text in rows or cut.text in wanted else cut
        if len(item.sentences) == 1 and (told := nearly(words, shown)):
            row, line = rows[told]
            rows[told] = (_with(row, item), line)
            continue
        rows[words.text] = (item, words)
        for at in item.sentences:
            shown.setdefault(at, []).append(words.text)
    return _told_apart(claim_of(settled(item), prints, names, words) for item, words in rows.values())


def _told_apart(claims: Iterable[Claim]) -> list[Claim]:
    """`claims` with an id each: two facts of one sentence rest on the same words."""
    known: set[str] = set()
    found: list[Claim] = []
    for claim in claims:
        made = claim if claim.id not in known else structs.replace(claim, id=_id(claim.statement, claim.evidence))
        known.add(made.id)
        found.append(made)
    return found


def _with(row: Found, more: Found) -> Found:
    """A claim with what states or comes near another clause of the same words, as near."""
    known = {u.article for u in row.near}
    new = {u.at: u for u in (*more.near, *more.units) if u.article not in known and u.at not in row.sentences}
    return replace(row, near=(*row.near, *new.values()))


def single_claims(
    prints: Sequence[Sequence[Sentence]], taken: Collection[int], names: Mapping[str, str]
) -> list[Claim]:
    """What one sentence alone states, where it is worth a line; reports that print it word for word count here."""
    worth = [i for i, same in enumerate(prints) if i not in taken and _is_worth(same[0])]
    return [claim_of(Found("statement", (i,), ()), prints, names, _whole(i, prints)) for i in worth]


def _is_worth(sentence: Sentence) -> bool:
    """Whether a lone sentence is a line to read: something is named, a clause is finished, it is no list."""
    return (
        any(e.tense for e in sentence.events) and bool(sentence.mentions) and 6 <= len(sentence.words) <= _LONGEST_LINE
    )


def _weight(kind: ClaimKind, articles: int, best: Sentence) -> float:
    """More reports first; then surer joins, then sentences that name more."""
    named = min(5, len(best.entities)) / 10 + 0.2 * bool(best.times) + 0.1 * bool(best.figures)
    return round((articles + _SURER * (kind == "quote") if articles > 1 else 0.2) + named, 3)


def _evidence(sentence: Sentence, unit: Unit | None, first: Sentence, stance: Stance = "supports") -> Evidence:
    by = _speaker(sentence, unit)
    if unit is None or len(sentence.words) <= _LONGEST:
        return sentence.evidence(stance=stance, by=by)
    place = cut(unit)
    if not is_evidence(sentence.article.text[place.start : place.end], len(sentence.words)):
        return sentence.evidence(stance=stance, by=by)
    shift = sentence.span.start - first.span.start
    return sentence.evidence(Span(place.start + shift, place.end + shift), stance=stance, by=by)


def _speaker(sentence: Sentence, unit: Unit | None) -> str | None:
    """The one speaker of what is cited: who says the clause, does so by it ("denied the charge") or counts in it
    ("put the number at 31 and said that …").

    A sentence that quotes somebody on another matter is not theirs: "Ana Dorn took the oath and spoke of “a new day”".
    """
    quotes = [q for q in sentence.quotes if q.speaker]
    if unit is not None:
        verb = unit.event.predicate
        shift = sentence.span.start - unit.sentence.span.start
        at = Span(verb.start + shift, verb.end + shift)
        counting = unit.who if unit.figures else frozenset()
        quotes = [q for q in quotes if q.speaker in counting or _says(q, at)]
    speakers = {q.speaker for q in quotes}
    return next(iter(speakers)) if len(speakers) == 1 else None


def _says(quote: Quote, verb: Span) -> bool:
    return any(verb.overlaps(span) for span in (*quote.contents, *filter(None, [quote.cue])))


def _offers(found: Found, prints: Sequence[Sequence[Sentence]]) -> list[Words]:
    """Words that can be shown, the best first: those that all state, or else whole sentences."""
    if found.shown is not None and found.shown.at in found.sentences:
        return [found.shown]
    place = {id(prints[i][0]): i for i in found.sentences}
    return [_whole(place[id(s)], prints) for s in by_merit([prints[i][0] for i in found.sentences])]


def _whole(at: int, prints: Sequence[Sequence[Sentence]]) -> Words:
    sentence = prints[at][0]
    return Words.of(at, sentence, sentence.span)


def by_merit(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The best to show first: it has most of what the others have, says when, is short, and stands on its own."""
    counts = Counter(w for s in sentences for w in s.stems)

    def merit(sentence: Sentence) -> float:
        common = sum(counts[w] - 1 for w in sentence.stems) / max(1, len(sentence.stems) * (len(sentences) - 1))
        over = max(0, len(sentence.words) - _READABLE) / _READABLE
        whole = sentence.text.rstrip().endswith((".", "!", "?", "”", '"')) and sentence.text.count('"') % 2 == 0
        return common + 0.1 * bool(sentence.times) + 0.2 * whole - 0.3 * over - 0.3 * bool(_LEANS.match(sentence.text))

    return sorted(sentences, key=lambda s: (merit(s), s.order), reverse=True)


def _because(found: Found, shown: Words, reports: int, names: Mapping[str, str]) -> str:
    """Why the members are said to state the same, in words."""
    if found.kind == "quote":
        return "the same words in quotation marks"
    if len(found.units) < _SEVERAL:
        return "the same sentence, word for word" if reports > 1 else "stated by one sentence only"
    return because(sorted(found.units, key=lambda u: u.at != shown.at), shown.text, names)


def _id(kind: str, evidence: Sequence[Evidence]) -> str:
    parts = sorted({e.exact for e in evidence})
    return blake2b("\x1f".join([kind, *parts]).encode(errors="replace"), digest_size=8).hexdigest()
