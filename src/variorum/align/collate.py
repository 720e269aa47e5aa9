"""One story's reports, put side by side: claims with their origins, differences, omissions, timeline, positions,
who reported what when, brief and headline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from xxhash import xxh3_64_hexdigest

from variorum.align.brief import write_brief
from variorum.align.claims import Parted, claims_among
from variorum.align.differences import find_differences
from variorum.align.omissions import find_omissions
from variorum.align.origins import Origins
from variorum.align.positions import find_positions
from variorum.align.reported import find_reported
from variorum.align.sentences import Sentence, read_story
from variorum.align.timeline import find_timeline
from variorum.align.words import content_stems
from variorum.language.collecting import uncollected
from variorum.model import Annotated, Claim, Derivation, Difference, Entity, Evidence, Omission, Side, Story
from variorum.model.support import only_supported, supporting


def collate_story(
    articles: Sequence[Annotated],
    entities: Sequence[Entity],
    derivations: Sequence[Derivation],
    apart: Sequence[Parted] = (),
) -> Story:
    """The dossier of one story. The order of `articles` changes nothing; an exact copy adds no origin.

    `apart` are pairs of passages that a reader said do not state the same.
    """
    with uncollected():
        return _collated(articles, entities, derivations, apart)


def _collated(
    articles: Sequence[Annotated],
    entities: Sequence[Entity],
    derivations: Sequence[Derivation],
    apart: Sequence[Parted],
) -> Story:
    items = sorted(articles, key=_by_content)
    firsts, copies = _copies(items)
    sentences = read_story(firsts)
    derived = _of_firsts(derivations, copies)
    origins = Origins(firsts, entities, derived)
    joined = claims_among(sentences, entities, _parted_firsts(apart, copies))
    claims = tuple(map(origins.ground, joined))
    claims = tuple(sorted(claims, key=lambda c: (-c.weight, -len(supporting(c)), c.statement, c.id)))
    sure = tuple(map(only_supported, claims))
    found = find_differences(firsts, sentences, sure, entities) if len(firsts) > 1 else ()
    differences = tuple(_sides_with_copies(d, copies) for d in found)
    silent = find_omissions(firsts, sentences, claims, derived)
    shown = tuple(_with_copies(claim, copies) for claim in claims)
    published = sorted(v for item in items if (v := item.article.published.value))
    return Story(
        id=xxh3_64_hexdigest("\n".join(sorted(item.article.id for item in items)).encode()),
        title=_best_title(firsts, sentences),
        articles=tuple(item.article.id for item in items),
        first=published[0] if published else None,
        last=published[-1] if published else None,
        derivations=tuple(sorted((d for d in derivations if not d.common), key=lambda d: (d.copy, d.origin or ""))),
        claims=shown,
        differences=differences,
        timeline=find_timeline(sentences, sure),
        brief=write_brief(sentences),
        positions=find_positions(sentences, entities),
        reported=find_reported(items, sentences, tuple(map(only_supported, shown)), differences, derivations),
        omissions=tuple(_told_with_copies(o, copies) for o in silent),
    )


def _by_content(item: Annotated) -> tuple[str, str, str]:
    article = item.article
    return (article.published.value or "9999", xxh3_64_hexdigest(article.text.encode(errors="replace")), article.id)


def _copies(items: Iterable[Annotated]) -> tuple[list[Annotated], dict[str, list[str]]]:
    """The first article of each text, and for each of them the ids of the others that hold exactly its text."""
    firsts: dict[str, Annotated] = {}
    copies: dict[str, list[str]] = defaultdict(list)
    for item in items:
        first = firsts.setdefault(item.article.text, item)
        if first is not item:
            copies[first.article.id].append(item.article.id)
    return list(firsts.values()), copies


def _first_of(copies: dict[str, list[str]]) -> dict[str, str]:
    """For each exact copy the first of its text."""
    return {copy: first for first, others in copies.items() for copy in others}


def _of_firsts(derivations: Iterable[Derivation], copies: dict[str, list[str]]) -> list[Derivation]:
    """The derivations with each article named by the first of its text: what took from a copy took from that text."""
    first = _first_of(copies)
    renamed = (
        replace(d, copy=first.get(d.copy, d.copy), origin=d.origin and first.get(d.origin, d.origin))
        for d in derivations
    )
    return [d for d in renamed if d.copy != d.origin]


def _parted_firsts(apart: Iterable[Parted], copies: dict[str, list[str]]) -> list[Parted]:
    """The parted passages with each article named by the first of its text, where the same words stand."""
    first = _first_of(copies)
    return [replace(p, article=first.get(p.article, p.article), other=first.get(p.other, p.other)) for p in apart]


def _with_copies(claim: Claim, copies: dict[str, list[str]]) -> Claim:
    """`claim` with the same words in exact copies as further evidence, each in the group of what it copies."""
    if not any(e.article in copies for e in claim.evidence):
        return claim
    evidence = list(claim.evidence)
    groups = []
    for group in claim.groups:
        members = list(group.members)
        for at in group.members:
            for copy in copies.get(claim.evidence[at].article, ()):
                members.append(len(evidence))
                evidence.append(replace(claim.evidence[at], article=copy))
        grown = len(members) > len(group.members)
        basis = "same_text" if grown and group.basis == "sole" else group.basis
        groups.append(replace(group, members=tuple(members), basis=basis))
    return replace(claim, evidence=tuple(evidence), groups=tuple(groups))


def _sides_with_copies(difference: Difference, copies: dict[str, list[str]]) -> Difference:
    def grown(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return evidence + tuple(replace(e, article=c) for e in evidence for c in copies.get(e.article, ()))

    if not copies:
        return difference
    return replace(difference, sides=tuple(Side(side.value, grown(side.evidence)) for side in difference.sides))


def _told_with_copies(omission: Omission, copies: dict[str, list[str]]) -> Omission:
    """`omission` with exact copies among those that tell it; a copy leaves out nothing of its own."""
    told = {*omission.told_by, *(c for a in omission.told_by for c in copies.get(a, ()))}
    return replace(omission, told_by=tuple(sorted(told)))


def _best_title(items: Iterable[Annotated], sentences: Sequence[Sentence]) -> str | None:
    """The headline that says most of what the reports have in common; of two equal ones the later report's."""
    spread: Counter[str] = Counter()
    for stems in _stems_by_article(sentences).values():
        spread.update(stems)
    ranked = [
        (sum(spread[s] - 1 for s in said) / (len(said) + 3), item.article.published.value or "", item.article.title)
        for item in items
        if item.article.title and (said := content_stems(item.article.title))
    ]
    return max(ranked)[2] if ranked else None


def _stems_by_article(sentences: Iterable[Sentence]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        found[sentence.article.id] |= sentence.stems
    return found
