"""Which evidence of a claim goes back to one origin.

A claim's evidence is partitioned. Two pieces stand in one group when something that can be pointed at joins them:

| basis           | what joins them                                                                                   |
|-----------------|---------------------------------------------------------------------------------------------------|
| `same_text`     | one article took the passage from the other, or both print the sentence in nearly the same words   |
| `same_agency`   | both are credited to one agency, or say "according to" it                                          |
| `same_upstream` | one utterance: the same speaker's words, first said to the same body or at one occasion            |
| `same_owner`    | one outlet, or one owner                                                                           |

What stands alone is `sole`; what rests on voices that the words do not name ("officials
said") is `unknown` and never counts. Nothing here reads an outlet's name except to see that two are the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from variorum.align.sets import Sets
from variorum.align.upstream import Upstream, bears_on, upstream_of
from variorum.align.words import words_of
from variorum.model import Annotated, Article, Claim, Derivation, Entity, Evidence, IndependenceGroup, Quote, Span
from variorum.model.records import ClaimKind, GroupBasis
from variorum.model.support import supporting

NEAR = 0.75
"""Share of the shorter sentence's word trigrams that two sentences of one origin share (quotations left out)."""
SHORTEST = 9
"""Words below which like sentences are no sign of copying: there are few ways to say a short thing."""

_STRONGEST: tuple[GroupBasis, ...] = ("same_upstream", "same_agency", "same_text", "same_owner")


@dataclass(frozen=True)
class _Link:
    """Why two pieces of evidence are joined, and what the common origin is called."""

    basis: GroupBasis
    origin: str | None = None
    rank: int = 1
    """Which of several names of one basis is shown: the lowest."""


class _Joined(Sets[int]):
    """The evidence joined so far, by number, and by which links it was."""

    def __init__(self, size: int) -> None:
        super().__init__(range(size))
        self.links: list[tuple[int, _Link]] = []

    def link(self, a: int, b: int, why: _Link) -> None:
        """Puts `a` and `b` into one set."""
        self.join(a, b)
        self.links.append((a, why))


class Origins:
    """What is known of where each article's words come from, over one story."""

    def __init__(
        self, articles: Iterable[Annotated], entities: Iterable[Entity], derivations: Iterable[Derivation]
    ) -> None:
        self._articles = {item.article.id: item for item in articles}
        self._names = {entity.id: entity for entity in entities}
        self._derived: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in derivations:
            self._derived[derivation.copy].append(derivation)

    def ground(self, claim: Claim) -> Claim:
        """`claim` with its evidence partitioned by origin, and what follows from that.

        What only comes near it, which stands last, has no origin here: each such piece is a group that is not counted.
        """
        if not claim.evidence or any(e.article not in self._articles for e in claim.evidence):
            return claim
        known = supporting(claim)
        upstream = [self._upstream(e, claim.kind) for e in known]
        groups, missing = self._groups(claim.kind, known, upstream), self._missing(upstream)
        uncounted = (IndependenceGroup((i,), "unknown") for i in range(len(known), len(claim.evidence)))
        return replace(
            claim,
            groups=(*groups, *uncounted),
            independent=independent(groups, known),
            origins_line=origins_line(groups, [self._articles[e.article].article for e in known], missing),
            missing=missing,
        )

    def _upstream(self, evidence: Evidence, kind: ClaimKind) -> Upstream | None:
        return upstream_of(self._articles[evidence.article], evidence, self._names, quoted=kind == "quote")

    def _groups(
        self, kind: ClaimKind, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]
    ) -> tuple[IndependenceGroup, ...]:
        sets = _Joined(len(evidence))
        self._join_articles(sets, evidence)
        self._join_upstream(sets, upstream)
        if kind == "quote":
            self._join_utterance(sets, evidence, upstream)
        self._join_derived(sets, evidence)
        self._join_alike(sets, evidence)
        return _partition(sets, evidence, upstream)

    def _join_articles(self, sets: _Joined, evidence: Sequence[Evidence]) -> None:
        """One report speaks with one voice, and so do two of one outlet or owner."""
        first: dict[str, int] = {}
        owners: dict[str, tuple[int, str]] = {}
        for at, item in enumerate(evidence):
            article = self._articles[item.article].article
            if article.id in first:
                sets.link(at, first[article.id], _Link("sole"))
                continue
            first[article.id] = at
            for owner in filter(None, (article.outlet, article.owner)):
                other, name = owners.setdefault(owner.casefold(), (at, owner))
                if other != at:
                    sets.link(at, other, _Link("same_owner", name, 0 if owner == article.owner else 1))

    def _join_upstream(self, sets: _Joined, upstream: Sequence[Upstream | None]) -> None:
        """One agency, one body that was told, one speaker: who says a thing to two interviewers is still one voice."""
        told: dict[str | None, set[str | None]] = defaultdict(set)
        for source in upstream:
            if source:
                told[source.speaker].add(source.publisher)
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, source in enumerate(upstream):
            if not source or not source.known:
                continue
            several = source.speaker is not None and len(told[source.speaker] - {None}) > 1
            name = source.speaker if several else source.name
            link = _Link(source.basis, name, 0 if source.publisher else 1)
            _join_key(sets, first, source.key, at, link)
            if source.speaker:
                _join_key(sets, first, ("speaker", source.speaker), at, link)

    def _join_utterance(self, sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> None:
        """Words in quotation marks were uttered once, however many print them and whoever is named as their speaker."""
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, item in enumerate(evidence):
            quotes = self._articles[item.article].layers.quotes
            if any(q.mode != "indirect" and bears_on(q, item, quoted=True) for q in quotes):
                source = upstream[at]
                name = source.name if source and source.known else None
                _join_key(sets, first, "utterance", at, _Link("same_upstream", name, 2))

    def _join_derived(self, sets: _Joined, evidence: Sequence[Evidence]) -> None:
        """Evidence that lies in a stretch that its article took from another, or that both took from a third."""
        at_article: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(evidence):
            at_article[item.article].append(at)
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, item in enumerate(evidence):
            for derivation in self._derived.get(item.article, ()):
                if derivation.origin is None:
                    if derivation.missing:
                        _join_key(sets, first, derivation.missing, at, _Link("same_text", derivation.missing))
                elif _taken(derivation, item):
                    for other in at_article.get(derivation.origin, ()):
                        if _left(derivation, evidence[other]):
                            sets.link(at, other, _Link("same_text", "one text"))

    def _join_alike(self, sets: _Joined, evidence: Sequence[Evidence]) -> None:
        """Evidence whose reporting words, quotations left out, are nearly the same."""
        grams = [_trigrams(self._reporting(item)) for item in evidence]
        holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, own in enumerate(grams):
            shared = Counter(other for gram in own for other in holders[gram])
            for other, count in sorted(shared.items()):
                if count >= NEAR * min(len(own), len(grams[other])):
                    sets.link(at, other, _Link("same_text", "one text"))
            for gram in own:
                if len(holders[gram]) < _HOLDERS:
                    holders[gram].append(at)

    def _reporting(self, evidence: Evidence) -> list[str]:
        """The words of evidence that are the reporter's own."""
        item = self._articles[evidence.article]
        said = [c for q in item.layers.quotes if q.mode != "indirect" for c in _quoted(q, item.article)]
        words: list[str] = []
        for span in evidence.spans:
            at = span.start
            for content in sorted(c for c in said if c.overlaps(span)):
                words += words_of(item.article.text[at : max(at, content.start)])
                at = max(at, content.end)
            words += words_of(item.article.text[at : span.end])
        return words

    def _missing(self, upstream: Sequence[Upstream | None]) -> tuple[str, ...]:
        """Common origins, used by more than one report, that no article here was published by."""
        here = {o.casefold().removeprefix("the ") for a in self._articles.values() if (o := a.article.outlet)}
        uses = Counter(u.publisher for u in upstream if u and u.publisher)
        return tuple(sorted(n for n, c in uses.items() if c > 1 and n.casefold().removeprefix("the ") not in here))


_HOLDERS = 4
"""Earlier evidence looked at per trigram: each of a chain of copies is joined to some earlier one, so few will do."""


def _quoted(quote: Quote, article: Article) -> list[Span]:
    """The parts of a quote that stand in quotation marks; all of it where none are seen."""
    return [c for c in quote.contents if quote.mode == "direct" or article.text[c.start] in "\"“'‘«„"]


def _trigrams(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _taken(derivation: Derivation, evidence: Evidence) -> bool:
    """Whether the evidence lies in what the copy took."""
    if not derivation.passages:
        return derivation.degree == "wholly"
    return any(p.copy.overlaps(s) for p in derivation.passages for s in evidence.spans)


def _left(derivation: Derivation, evidence: Evidence) -> bool:
    """Whether the evidence lies in what the origin gave."""
    if not derivation.passages:
        return derivation.degree == "wholly"
    return any(p.origin.overlaps(s) for p in derivation.passages for s in evidence.spans)


def _join_key(sets: _Joined, first: dict[Hashable, tuple[int, _Link]], key: Hashable, at: int, link: _Link) -> None:
    """Joins `at` with the first that has this key; the first's own link may name the origin better."""
    other, named = first.setdefault(key, (at, link))
    if other != at:
        sets.link(other, other, named)
        sets.link(at, other, link)


def _partition(
    sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]
) -> tuple[IndependenceGroup, ...]:
    members: dict[int, list[int]] = defaultdict(list)
    for at in range(len(evidence)):
        members[sets.find(at)].append(at)
    links: dict[int, list[_Link]] = defaultdict(list)
    for at, link in sets.links:
        if link.basis in _STRONGEST and len(members[sets.find(at)]) > 1:
            links[sets.find(at)].append(link)
    return tuple(
        _group(tuple(group), links[root], [upstream[i] for i in group]) for root, group in sorted(members.items())
    )


def _group(members: tuple[int, ...], links: Sequence[_Link], upstream: Sequence[Upstream | None]) -> IndependenceGroup:
    if links:
        chosen = min(links, key=lambda link: (_STRONGEST.index(link.basis), link.rank, link.origin or "~"))
        return IndependenceGroup(members, chosen.basis, chosen.origin)
    if all(u is not None and not u.known for u in upstream):
        return IndependenceGroup(members, "unknown", min(u.name for u in upstream if u))
    named = sorted(u.name for u in upstream if u and u.known)
    return IndependenceGroup(members, "sole", named[0] if named else None)


def independent(groups: Sequence[IndependenceGroup], evidence: Sequence[Evidence]) -> int:
    """How many origins are known to support a claim; 1 where evidence supports it but its descent cannot be told."""
    supported = [g for g in groups if any(evidence[i].stance == "supports" for i in g.members)]
    known = sum(g.basis != "unknown" for g in supported)
    return known or min(1, len(supported))


def origins_line(groups: Sequence[IndependenceGroup], articles: Sequence[Article], missing: Sequence[str] = ()) -> str:
    """The number of origins in one line, made of the groups alone, and what would tell more if it were here."""
    parts = Counter[str]()
    for group in groups:
        parts[_named(group)] += len({_outlet(articles[i]) for i in group.members})
    outlets, origins = len({_outlet(a) for a in articles}), sum(g.basis != "unknown" for g in groups)
    said = ", ".join(f"{name} ({count})" for name, count in sorted(parts.items(), key=lambda p: (-p[1], p[0])))
    more = f"; not here: {', '.join(missing)}" if missing else ""
    return (
        f"{_counted(outlets, 'outlet')}, {_counted(origins, 'origin') if origins else 'origin unknown'}: {said}{more}"
    )


def _named(group: IndependenceGroup) -> str:
    if group.basis == "unknown":
        return f"not told: {group.origin}" if group.origin else "not told"
    return group.origin or "own reporting"


def _outlet(article: Article) -> str:
    return (article.outlet or article.id).casefold()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
