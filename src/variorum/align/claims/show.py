"""Makes claims to read: the best real sentence, the evidence, why its members were joined, how much it weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from variorum.align.claims.cut import cut, is_evidence, is_statement
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.model import Claim, Evidence, Figure, Join, Span
from variorum.model.records import ClaimKind

_LONGEST = 50
"""Words of a sentence beyond which the evidence is the clause: a reader looks for the statement."""
_LONGEST_LINE = 60
"""Words of a lone sentence beyond which it is no line to read."""
_READABLE = 30
_SHORT = 12
"""Words of a sentence up to which it is shown whole."""
_MOST_OF_IT = 0.7
"""Share of a sentence's words that a clause has when the sentence says just this."""
_LEANS = re.compile(r"[\"“‘']?(?:he|she|it|they|but|and|that|this|these|those|his|her|their|so|also|then)\b", re.I)
"""Beginnings of sentences that lean on the one before."""
_SURER = 1.0
"""How much more a claim of one and the same words weighs: nothing was read into it."""


@dataclass(frozen=True)
class Found:
    """Sentences (indices) that state the same, and the clauses that say so (none for quotes)."""

    kind: ClaimKind
    sentences: tuple[int, ...]
    units: tuple[Unit, ...]
    joins: tuple[Join, ...] = ()


def claim_of(
    found: Found, prints: Sequence[Sequence[Sentence]], names: Mapping[str, str], taken: Collection[str] = ()
) -> Claim:
    """The claim of what was found; `prints` are, by sentence index, the reports' own copies of it.

    It is shown by words that no claim shows already (`taken`), where its members have any.
    """
    clause = {u.at: u for u in reversed(found.units)}
    evidence = tuple(_evidence(s, clause.get(i), prints[i][0]) for i in found.sentences for s in prints[i])
    articles = {e.article for e in evidence}
    best, statement = _shown(found, [prints[i][0] for i in found.sentences], taken)
    return Claim(
        id=_id(found.kind, evidence),
        kind=found.kind,
        statement=statement,
        independent=1,
        evidence=evidence,
        groups=(),
        because=because(found, names),
        weight=_weight(found.kind, len(articles), best),
        joins=found.joins,
    )


def claims_of(found: Sequence[Found], prints: Sequence[Sequence[Sentence]], names: Mapping[str, str]) -> list[Claim]:
    """The claims of everything found, each shown by other words: those of more reports choose first."""
    taken: set[str] = set()
    claims: list[Claim] = []
    for item in sorted(found, key=lambda f: (-len(f.sentences), f.kind != "quote", f.sentences)):
        claim = claim_of(item, prints, names, taken)
        if claim.statement not in taken:
            taken.add(claim.statement)
            claims.append(claim)
    return claims


def single_claims(
    prints: Sequence[Sequence[Sentence]], taken: Collection[int], names: Mapping[str, str]
) -> list[Claim]:
    """What one sentence alone states, where it is worth a line; reports that print it word for word count here."""
    worth = [i for i, same in enumerate(prints) if i not in taken and _is_worth(same[0])]
    return [claim_of(Found("statement", (i,), ()), prints, names) for i in worth]


def _is_worth(sentence: Sentence) -> bool:
    """Whether a lone sentence is a line to read: something is named, a clause is finished, it is no list."""
    return (
        any(e.tense for e in sentence.events) and bool(sentence.mentions) and 6 <= len(sentence.words) <= _LONGEST_LINE
    )


def _weight(kind: ClaimKind, articles: int, best: Sentence) -> float:
    """More reports first; then surer joins, then sentences that name more."""
    named = min(5, len(best.entities)) / 10 + 0.2 * bool(best.times) + 0.1 * bool(best.figures)
    return round((articles + _SURER * (kind == "quote") if articles > 1 else 0.2) + named, 3)


def _evidence(sentence: Sentence, unit: Unit | None, first: Sentence) -> Evidence:
    speakers = {q.speaker for q in sentence.quotes if q.speaker}
    by = next(iter(speakers)) if len(speakers) == 1 else None
    if unit is None or len(sentence.words) <= _LONGEST:
        return sentence.evidence(by=by)
    place = cut(unit)
    if not is_evidence(sentence.article.text[place.start : place.end]):
        return sentence.evidence(by=by)
    shift = sentence.span.start - first.span.start
    return sentence.evidence(Span(place.start + shift, place.end + shift), by=by)


def _shown(found: Found, sentences: Sequence[Sentence], taken: Collection[str]) -> tuple[Sentence, str]:
    """The best words of the members that are not taken: a sentence that says little else, or the clause cut out.

    The clause that all members were held against comes first.
    """
    ranked = by_merit(sentences)
    if found.units:
        ranked.sort(key=lambda s: s is not found.units[0].sentence)
    own: dict[int, list[tuple[Unit, str]]] = {}
    for unit in found.units:
        place = cut(unit)
        own.setdefault(id(unit.sentence), []).append((unit, unit.sentence.article.text[place.start : place.end]))
    offers = [(s, words) for s in ranked for words in _wordings(s, own.get(id(s), []))]
    offers += [(s, s.text) for s in ranked]
    offers += [(s, words) for s in ranked for _, words in own.get(id(s), []) if is_evidence(words)]
    readable = [(s, " ".join(words.split())) for s, words in offers]
    return next(((s, words) for s, words in readable if words not in taken), readable[0])


def _wordings(sentence: Sentence, clauses: Sequence[tuple[Unit, str]]) -> Iterator[str]:
    """What of a sentence can be shown: all of it where it is short or says just this, otherwise a clause of it."""
    count = len(sentence.words)
    if not clauses or count <= _SHORT or any(len(words.split()) >= _MOST_OF_IT * count for _, words in clauses):
        yield sentence.text
        return
    yield from (words for unit, words in sorted(clauses, key=lambda c: -len(c[1])) if is_statement(unit, words))


def by_merit(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The best to show first: it has most of what the others have, says when, is short, and stands on its own."""
    counts = Counter(w for s in sentences for w in s.stems)

    def merit(sentence: Sentence) -> float:
        common = sum(counts[w] - 1 for w in sentence.stems) / max(1, len(sentence.stems) * (len(sentences) - 1))
        over = max(0, len(sentence.words) - _READABLE) / _READABLE
        whole = sentence.text.rstrip().endswith((".", "!", "?", "”", '"')) and sentence.text.count('"') % 2 == 0
        return common + 0.1 * bool(sentence.times) + 0.2 * whole - 0.3 * over - 0.3 * bool(_LEANS.match(sentence.text))

    return sorted(sentences, key=lambda s: (merit(s), s.order), reverse=True)


def because(found: Found, names: Mapping[str, str]) -> str:
    """Why the members are said to state the same, in words."""
    if found.kind == "quote":
        return "the same words in quotation marks"
    if not found.units:
        return "stated by one sentence only"
    said = [
        _shared("all tell of", [u.classes for u in found.units], str),
        _shared("by", [u.who for u in found.units], lambda e: names.get(e, e)),
        _shared("to", [u.whom for u in found.units], lambda e: names.get(e, e)),
        _shared("on", [{lo.isoformat() for lo, _ in u.days} for u in found.units], str),
        _shared("counting", [{_counted(f) for f in u.figures} for u in found.units if u.figures], str),
        _shared("all name", [u.around for u in found.units], lambda e: names.get(e, e)),
        _shared("with the words", [u.stems for u in found.units], _form(found.units)),
    ]
    return "; ".join(s for s in said if s) or "near in meaning and alike in their words"


def _shared(label: str, sides: Sequence[Collection[str]], show: Callable[[str], str]) -> str:
    common = set.intersection(*(set(s) for s in sides)) if sides else set()
    return f"{label} {', '.join(sorted(map(show, common)))}" if common else ""


def _counted(figure: Figure) -> str:
    bound = figure.low if figure.low is not None else figure.high
    return f"{bound:,.10g} {figure.counted or figure.unit or ''}".strip() if bound is not None else ""


def _form(units: Iterable[Unit]) -> Callable[[str], str]:
    """Shows a stem by the shortest word of the sentences that has it."""
    from variorum.align.words import stem

    forms: dict[str, str] = {}
    for word in sorted({w for u in units for w in u.sentence.words}, key=lambda w: (-len(w), w)):
        forms[stem(word)] = word
    return lambda stemmed: forms.get(stemmed, stemmed)


def _id(kind: str, evidence: Sequence[Evidence]) -> str:
    parts = sorted({e.exact for e in evidence})
    return blake2b("\x1f".join([kind, *parts]).encode(errors="replace"), digest_size=8).hexdigest()
