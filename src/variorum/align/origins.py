"""Which evidence of a claim goes back to one origin.

A claim's evidence is partitioned. Two pieces stand in one group when something that can be pointed at joins them:

| basis           | what joins them                                                                                   |
|-----------------|---------------------------------------------------------------------------------------------------|
| `same_text`     | one article took the passage from the other, or both print the sentence in nearly the same words   |
| `same_agency`   | both are credited to one agency, or say "according to" it                                          |
| `same_upstream` | one utterance: the same speaker's or body's words, one document, first said to the same outlet     |
| `same_owner`    | one outlet, or one owner                                                                           |

What stands alone is `sole`; what rests on voices that the words do not name ("officials
said"), copied or not, is `unknown` and never counts. Nothing here reads an outlet's name except to see that two are
the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from msgspec.structs import replace

from variorum.align.origins_bearing import bears_on
from variorum.align.origins_line import independent, is_address_of, missing_among, origins_line
from variorum.align.origins_sources import one_voice
from variorum.align.origins_words import alike, is_taken, marked, named, reporting, uttered
from variorum.align.sets import Sets
from variorum.align.upstream import Upstream, agency, speaking_in, upstream_of
from variorum.align.words import content_stems, words_of
from variorum.model import Annotated, Claim, Derivation, Entity, Evidence, IndependenceGroup
from variorum.model.records import ClaimKind, GroupBasis
from variorum.model.support import supporting

_STRONGEST: tuple[GroupBasis, ...] = ("same_upstream", "same_agency", "same_text", "same_owner")
_COPIED = frozenset({"same_text", "same_owner"})
"""What makes no voice known: words of nobody in particular stay that, however many print them."""
_ONE_TEXT = "one text"
_ONE_UTTERANCE = "one utterance"


@dataclass(frozen=True)
class _Link:
    """Why two pieces of evidence are joined, and what the common origin is called."""

    basis: GroupBasis
    origin: str | None = None
    rank: int = 1
    """Which of several names of one basis is shown: the lowest."""


_RELATED = 0.2
"""Share of an article that is another's from which a sentence that is like one of it may be its as well."""
_UNNAMED = _Link("same_upstream", _ONE_UTTERANCE, 3)


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
        common = _in_common(known)
        upstream = [self._upstream(e, claim.kind, common) for e in known]
        groups = self._groups(claim.kind, known, upstream)
        articles = (a.article for a in self._articles.values())
        agencies = {group.origin for group in groups if group.basis == "same_agency"}
        taken = (use for use in self._agencies_of(known) if use[1] in agencies)
        missing = missing_among(articles, [*taken, *_publishers(known, upstream)])
        uncounted = (IndependenceGroup((i,), "unknown") for i in range(len(known), len(claim.evidence)))
        return replace(
            claim,
            groups=(*groups, *uncounted),
            independent=independent(groups, known),
            origins_line=origins_line(groups, [self._articles[e.article].article for e in known], missing),
            missing=missing,
        )

    def _upstream(self, evidence: Evidence, kind: ClaimKind, common: frozenset[str]) -> Upstream | None:
        item = self._articles[evidence.article]
        return upstream_of(item, evidence, self._names, quoted=kind == "quote", common=common)

    def _groups(
        self, kind: ClaimKind, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]
    ) -> tuple[IndependenceGroup, ...]:
        sets = _Joined(len(evidence))
        if len(evidence) > 1:
            self._join_articles(sets, evidence)
            self._join_upstream(sets, evidence, upstream)
            self._join_publisher(sets, evidence, upstream)
            if kind == "quote":
                self._join_utterance(sets, evidence, upstream)
            self._join_derived(sets, evidence)
            self._join_words(sets, evidence, upstream)
        return _partition(sets, evidence, upstream)

    def _agencies_of(self, evidence: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
        """The reports that have a text of an agency's, with the agency."""
        for article in sorted({item.article for item in evidence}):
            for name in (d.missing for d in self._derived.get(article, ()) if d.origin is None):
                if printed := agency(name):
                    yield article, printed

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

    def _join_upstream(self, sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> None:
        """One agency, one body that was told, one speaker: who says a thing to two interviewers is still one voice."""
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, source in enumerate(upstream):
            if source and source.known:
                link = _Link(source.basis, source.name, 0 if source.publisher else 1 if source.sure else 2)
                for name in sorted({source.publisher or source.name, *source.speakers}):
                    _join_key(sets, first, name.casefold(), at, link)
        for at, other, name, is_name in one_voice(upstream):
            sets.link(at, other, _Link("same_upstream", name, 1 if is_name else 2))
        self._join_doers(sets, first, evidence, upstream)

    def _join_doers(
        self,
        sets: _Joined,
        first: dict[Hashable, tuple[int, _Link]],
        evidence: Sequence[Evidence],
        upstream: Sequence[Upstream | None],
    ) -> None:
        """What somebody is told to have done by words ("called for guards"), with where these words are reported."""
        sure = {speaker for source in upstream if source and source.sure for speaker in source.speakers}
        for at, item in enumerate(evidence):
            source = upstream[at]
            if sure and (source is None or not source.known):
                for name in sorted(sure & speaking_in(self._articles[item.article], item, self._names)):
                    _join_key(sets, first, name.casefold(), at, _Link("same_upstream", name, 3))

    def _join_publisher(self, sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> None:
        """What one outlet lays to another, and the other's own report of it, known by its page's address."""
        cited: defaultdict[str, list[int]] = defaultdict(list)
        for at, source in enumerate(upstream):
            for name in {source.publisher or source.name, *source.speakers} if source else ():
                cited[name].append(at)
        urls = {item.article: self._articles[item.article].article.url for item in evidence}
        for name, places in sorted(cited.items()):
            own = {article for article, url in urls.items() if is_address_of(url, name)}
            for other in (n for n, item in enumerate(evidence) if item.article in own):
                for at in places:
                    if evidence[at].article != evidence[other].article:
                        sets.link(at, other, _Link("same_upstream", name, 0))

    def _join_utterance(self, sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> None:
        """Words in quotation marks were uttered once, however many print them and whoever is named as their speaker."""
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, item in enumerate(evidence):
            quotes = self._articles[item.article].layers.quotes
            if any(q.mode != "indirect" and bears_on(q, item, quoted=True) for q in quotes):
                source = upstream[at]
                link = _Link("same_upstream", source.name, 2) if source and source.known else _UNNAMED
                _join_key(sets, first, "utterance", at, link)

    def _join_derived(self, sets: _Joined, evidence: Sequence[Evidence]) -> None:
        """Evidence that lies in a stretch that its article took from another, or that both took from a third."""
        at_article: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(evidence):
            at_article[item.article].append(at)
        first: dict[Hashable, tuple[int, _Link]] = {}
        for at, item in enumerate(evidence):
            for derivation in self._derived.get(item.article, ()):
                if derivation.origin is None:
                    if name := derivation.missing:
                        printed = agency(name)
                        link = _Link("same_agency" if printed else "same_text", printed or name)
                        _join_key(sets, first, link.origin, at, link)
                elif _taken(derivation, item):
                    for other in at_article.get(derivation.origin, ()):
                        if _left(derivation, evidence[other]):
                            sets.link(at, other, _Link("same_text", _ONE_TEXT))

    def _join_words(self, sets: _Joined, evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> None:
        """Evidence whose reporting words, quotations left out, are nearly the same, or that has words of one utterance;
        a little less is enough where one article is known to have taken from the other.
        """
        items = [self._articles[item.article] for item in evidence]
        own = [reporting(item, e) for item, e in zip(items, evidence, strict=True)]
        for at, other in alike(own, [named(e) for e in evidence]):
            sets.link(at, other, _Link("same_text", _ONE_TEXT))
        for at, other in self._related(evidence):
            if is_taken(own[at], own[other]):
                sets.link(at, other, _Link("same_text", _ONE_TEXT))
        said = [marked(item, e) for item, e in zip(items, evidence, strict=True)]
        for at, other in uttered([words_of(e.exact) for e in evidence], said) if any(said) else ():
            names = {s.name for s in (upstream[at], upstream[other]) if s and s.known}
            sets.link(at, other, _Link("same_upstream", min(names, default=_ONE_UTTERANCE), 2 if names else 3))

    def _related(self, evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
        """Pieces, by number, of two articles of which one took a good part from the other."""
        at_article: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(evidence):
            at_article[item.article].append(at)
        for article, own in at_article.items():
            for derivation in self._derived.get(article, ()):
                if derivation.origin and derivation.shared >= _RELATED:
                    yield from product(own, at_article.get(derivation.origin, ()))


def _in_common(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The stems that at least half of the reports have."""
    by: dict[str, frozenset[str]] = {}
    for item in evidence:
        by[item.article] = by.get(item.article, frozenset()) | content_stems(item.exact)
    counts = Counter(stem for stems in by.values() for stem in stems)
    return frozenset(stem for stem, n in counts.items() if n > 1 and 2 * n >= len(by))


def _publishers(evidence: Sequence[Evidence], upstream: Sequence[Upstream | None]) -> Iterator[tuple[str, str]]:
    """The reports that name who printed it first, with the name."""
    for item, source in zip(evidence, upstream, strict=True):
        if source and source.publisher:
            yield item.article, source.publisher


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
        if link.basis in _STRONGEST and len({evidence[i].article for i in members[sets.find(at)]}) > 1:
            links[sets.find(at)].append(link)
    return tuple(
        _group(tuple(group), links[root], [upstream[i] for i in group]) for root, group in sorted(members.items())
    )


def _group(members: tuple[int, ...], links: Sequence[_Link], upstream: Sequence[Upstream | None]) -> IndependenceGroup:
    nobody = [u.name for u in upstream if u is not None and not u.known]
    if len(nobody) == len(upstream) and all(link.basis in _COPIED for link in links):
        return IndependenceGroup(members, "unknown", min(nobody) or None)
    if links:
        chosen = min(links, key=lambda link: (_STRONGEST.index(link.basis), link.rank, link.origin or "~"))
        return IndependenceGroup(members, chosen.basis, _who(chosen, upstream) or chosen.origin)
    named = sorted(u.name for u in upstream if u and u.known and u.sure)
    return IndependenceGroup(members, "sole", named[0] if named else None)


def _who(link: _Link, upstream: Sequence[Upstream | None]) -> str | None:
    """Who said it, the one named for most pieces, unless one outlet was told it first."""
    if link.basis != "same_upstream" or len({s.publisher for s in upstream if s and s.publisher}) == 1:
        return None
    sure = [s for s in upstream if s and s.sure] or [s for s in upstream if s]
    speakers = Counter(speaker for source in sure for speaker in sorted(source.speakers))
    return min(speakers, key=lambda name: (-speakers[name], name), default=None)
