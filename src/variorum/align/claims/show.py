"""Makes claims to read: the best real sentence, the evidence, why its members were joined, how much it weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from variorum.align.claims.units import Unit
from variorum.align.sentences import Sentence
from variorum.model import Claim, Evidence, Span
from variorum.model.records import ClaimKind

_LONGEST = 60
"""Words of a sentence beyond which the evidence is the clause: a reader looks for the statement."""


@dataclass(frozen=True)
class Found:
    """Sentences (indices) that state the same, and the clauses that say so (none for quotes)."""

    kind: ClaimKind
    sentences: tuple[int, ...]
    units: tuple[Unit, ...]


def claim_of(found: Found, prints: Sequence[Sequence[Sentence]], names: Mapping[str, str]) -> Claim:
    """The claim of what was found; `prints` are, by sentence index, the reports' own copies of it."""
    members = [s for i in found.sentences for s in prints[i]]
    evidence = tuple(_evidence(s, found, prints) for s in members)
    articles = {e.article for e in evidence}
    best = _best([prints[i][0] for i in found.sentences])
    return Claim(
        id=_id(found.kind, evidence),
        kind=found.kind,
        statement=best.text.strip(),
        independent=1,
        evidence=evidence,
        groups=(),
        because=_because(found, names),
        weight=round(len(articles) + 0.1 * len(best.entities), 3) if len(articles) > 1 else 0.5,
    )


def single_claims(
    prints: Sequence[Sequence[Sentence]], taken: Collection[int], names: Mapping[str, str]
) -> list[Claim]:
    """What one sentence alone states, where it is worth a line: it names somebody and has a predicate; copies count here."""
    worth = [i for i, same in enumerate(prints) if i not in taken and _is_worth(same[0])]
    return [claim_of(Found("statement", (i,), ()), prints, names) for i in worth]


def _is_worth(sentence: Sentence) -> bool:
    return bool(sentence.events) and bool(sentence.mentions) and 6 <= len(sentence.words) <= 80


def _evidence(sentence: Sentence, found: Found, prints: Sequence[Sequence[Sentence]]) -> Evidence:
    speakers = {q.speaker for q in sentence.quotes if q.speaker}
    by = next(iter(speakers)) if len(speakers) == 1 else None
    if len(sentence.words) <= _LONGEST:
        return sentence.evidence(by=by)
    first = next(
        u for i in found.sentences if sentence in prints[i] for u in (*found.units, None) if u is None or u.at == i
    )
    if first is None:
        return sentence.evidence(by=by)
    shift = sentence.span.start - first.sentence.span.start
    return sentence.evidence(Span(first.span.start + shift, first.span.end + shift), by=by)


def _best(sentences: Sequence[Sentence]) -> Sentence:
    """The most central of the sentences: many words of the others, few of its own, no quotation cut in two."""
    counts = Counter(w for s in sentences for w in s.stems)

    def merit(sentence: Sentence) -> float:
        common = sum(counts[w] - 1 for w in sentence.stems)
        return common / (8 + len(sentence.words)) + 0.05 * bool(sentence.times) - 0.2 * (len(sentence.words) < 6)

    return max(sentences, key=lambda s: (merit(s), s.order))


def _because(found: Found, names: Mapping[str, str]) -> str:
    if found.kind == "quote":
        return "the same words in quotation marks"
    if not found.units:
        return "one report only, or the same sentence word for word"
    shared = set.intersection(*(set(u.around) for u in found.units))
    words = set.intersection(*(set(u.stems) for u in found.units))
    said = [f"all name {', '.join(sorted(names.get(e, e) for e in shared))}"] if shared else []
    said += [f"share the words {', '.join(sorted(words))}"] if words else []
    return "; ".join(said) or "near in meaning"


def _id(kind: str, evidence: Sequence[Evidence]) -> str:
    parts = sorted({e.exact for e in evidence})
    return blake2b("\x1f".join([kind, *parts]).encode(), digest_size=8).hexdigest()
