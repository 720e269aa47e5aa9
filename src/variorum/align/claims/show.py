"""Makes claims to read: the best real sentence, the evidence, why its members were joined, how much it weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from variorum.align.claims.cut import cut, is_evidence, is_statement
from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.align.words import content_stems
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
_SEVERAL = 2
"""Reports that a shared claim needs."""
_TELLING = 3
"""Content words below which everything holds some words: nothing is asked of so few."""
_SURER = 1.0
"""How much more a claim of one and the same words weighs: nothing was read into it."""


@dataclass(frozen=True)
class Words:
    """Words of a sentence (index `at`) that can be shown: their place in its article, and themselves on one line."""

    at: int
    span: Span
    text: str


@dataclass(frozen=True)
class Found:
    """Sentences (indices) that state the same, and the clauses that say so (none for quotes)."""

    kind: ClaimKind
    sentences: tuple[int, ...]
    units: tuple[Unit, ...]
    joins: tuple[Join, ...] = ()


def claim_of(found: Found, prints: Sequence[Sequence[Sentence]], names: Mapping[str, str], shown: Words) -> Claim:
    """The claim of what was found, shown by these words; `prints` are, by sentence index, the reports' own copies."""
    clause = {u.at: u for u in reversed(found.units)}
    evidence = tuple(_evidence(s, clause.get(i), prints[i][0]) for i in found.sentences for s in prints[i])
    articles = {e.article for e in evidence}
    return Claim(
        id=_id(found.kind, evidence),
        kind=found.kind,
        statement=shown.text,
        independent=1,
        evidence=evidence,
        groups=(),
        because=because(found, names),
        weight=_weight(found.kind, len(articles), prints[shown.at][0]),
        joins=found.joins,
    )


def claims_of(
    found: Sequence[Found],
    prints: Sequence[Sequence[Sentence]],
    names: Mapping[str, str],
    holds: Callable[[Words, int], bool] = lambda words, at: True,
) -> list[Claim]:
    """The claims of everything found, each shown by other words: those of more reports choose first.

    `holds` says whether a sentence (index) holds words of another: a claim is shown by the words that most reports
    hold, and a member that does not hold them is left out. What no two reports hold is no claim.
    """
    taken: set[str] = set()
    claims: list[Claim] = []
    for item in sorted(found, key=lambda f: (-len(f.sentences), f.kind != "quote", f.sentences)):
        chosen = _chosen(item, prints, taken, holds)
        if chosen is not None:
            kept, words = chosen
            taken.add(words.text)
            claims.append(claim_of(kept, prints, names, words))
    return claims


def _chosen(
    found: Found, prints: Sequence[Sequence[Sentence]], taken: Collection[str], holds: Callable[[Words, int], bool]
) -> tuple[Found, Words] | None:
    """The words to show that most reports hold, and what is left of the group around them."""
    offers = [words for words in _offers(found, prints) if words.text not in taken]
    if not found.units:
        return (found, offers[0]) if offers else None
    asked = [words for words in (*offers, *_scraps(found, prints)) if len(content_stems(words.text)) >= _TELLING]
    best = _most_held(found, prints, asked, holds)
    if best is None:
        return None
    kept = _only(found, best[1], prints)
    # what tells who belongs together may not be readable by itself: then what most of those hold is shown
    readable = [words for words in offers if words.at in best[1]]
    words = best[0] if best[0] in readable else _shown(kept, prints, readable, holds)
    return (kept, words) if words else None


def _shown(
    kept: Found, prints: Sequence[Sequence[Sentence]], offers: Sequence[Words], holds: Callable[[Words, int], bool]
) -> Words | None:
    """Of the words that can be shown those that most reports hold, else the first."""
    best = _most_held(kept, prints, offers, holds)
    return best[0] if best else next(iter(offers), None)


def _most_held(
    found: Found,
    prints: Sequence[Sequence[Sentence]],
    offers: Sequence[Words],
    holds: Callable[[Words, int], bool],
) -> tuple[Words, tuple[int, ...]] | None:
    """The first of the words that most reports hold, with the sentences that do; nothing where only one report does."""
    best: tuple[int, Words, tuple[int, ...]] | None = None
    for words in offers:
        held = tuple(at for at in found.sentences if at == words.at or holds(words, at))
        count = len({s.article.id for at in held for s in prints[at]})
        if count >= _SEVERAL and (best is None or count > best[0]):
            best = (count, words, held)
    return best and best[1:]


def _only(found: Found, kept: Sequence[int], prints: Sequence[Sequence[Sentence]]) -> Found:
    """What was found, with these sentences alone."""
    articles = {prints[at][0].article.id for at in kept}
    units = tuple(unit for unit in found.units if unit.at in kept)
    joins = tuple(join for join in found.joins if join.article in articles)
    return replace(found, sentences=tuple(kept), units=units, joins=joins)


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


def _offers(found: Found, prints: Sequence[Sequence[Sentence]]) -> list[Words]:
    """Words of the members that can be shown, the best first: a sentence that says little else, or the clause cut out.

    The clause that all members were held against comes first.
    """
    place = {id(prints[i][0]): i for i in found.sentences}
    ranked = by_merit([prints[i][0] for i in found.sentences])
    if found.units:
        ranked.sort(key=lambda s: s is not found.units[0].sentence)
    own: dict[int, list[tuple[Unit, Span]]] = {}
    for unit in found.units:
        own.setdefault(id(unit.sentence), []).append((unit, cut(unit)))
    offers = [(s, span) for s in ranked for span in _wordings(s, own.get(id(s), []))]
    offers += [(s, s.span) for s in ranked]
    return [Words(place[id(s)], span, " ".join(_under(s, span).split())) for s, span in offers]


def _scraps(found: Found, prints: Sequence[Sequence[Sentence]]) -> list[Words]:
    """The clauses themselves, readable or not."""
    place = {id(prints[i][0]): i for i in found.sentences}
    cuts = [(unit.sentence, cut(unit)) for unit in found.units]
    return [Words(place[id(s)], span, _under(s, span)) for s, span in cuts if is_evidence(_under(s, span))]


def _whole(at: int, prints: Sequence[Sequence[Sentence]]) -> Words:
    sentence = prints[at][0]
    return Words(at, sentence.span, " ".join(sentence.text.split()))


def _under(sentence: Sentence, span: Span) -> str:
    return sentence.article.text[span.start : span.end]


def _wordings(sentence: Sentence, clauses: Sequence[tuple[Unit, Span]]) -> Iterator[Span]:
    """What of a sentence can be shown: all of it where it is short or says just this, otherwise a clause of it."""
    count = len(sentence.words)
    if not clauses or count <= _SHORT or any(_length(sentence, span) >= _MOST_OF_IT * count for _, span in clauses):
        yield sentence.span
        return
    told = [(unit, span) for unit, span in clauses if is_statement(unit, _under(sentence, span)) and _says(unit, span)]
    yield from (span for _, span in sorted(told, key=lambda c: c[1].start - c[1].end))


def _says(unit: Unit, span: Span) -> bool:
    """Whether a clause says more than that somebody did something: "the minister announced on Wednesday" lacks what."""
    text = unit.sentence.article.text
    who = [content_stems(text[a.start : a.end]) for a in unit.event.args if a.role == "who"]
    return len(content_stems(text[span.start : span.end]).difference(*who)) > 1


def _length(sentence: Sentence, span: Span) -> int:
    return len(_under(sentence, span).split())


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
