"""Which articles tell one story, all at once or one by one as they arrive.

Both ways rest on the same likeness (words, beginnings, names, numbers, days) and on average linkage; a stream joins,
splits and merges only among the stories that a new article is near to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from variorum.cluster.days import day_of
from variorum.cluster.likeness import likeness
from variorum.cluster.linkage import Edge, average_groups
from variorum.cluster.neighbours import Neighbours
from variorum.cluster.shared_words import shared_words
from variorum.cluster.terms import Terms, read_terms
from variorum.cluster.threads import ties

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.records import Article

ONE_STORY = 0.32
"""Mean likeness over all pairs of two groups from which they are one story."""
FAINT = 0.05
"""Likeness of a pair that says nothing for a story."""
MOST = 200
"""Articles of the stories near a new one that are grouped anew; in longer stories the new one only joins."""


@dataclass(frozen=True)
class Membership:
    """Where an article went and why.

    `names` and `terms` are words it shares with the member nearest to it, `days` the days between the two where known,
    `likeness` 0..1 that of the two. A story keeps the id of its first article to arrive.
    """

    article: str
    story: str
    how: Literal["starts", "joins", "bridges"]
    nearest: str | None = None
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    days: int | None = None
    likeness: float = 0.0


@dataclass(frozen=True)
class Thread:
    """Two stories that go on from one another, each named by the least id of its articles; `names` are shared."""

    one: str
    other: str
    names: tuple[str, ...]
    likeness: float


@dataclass(frozen=True)
class Grouping:
    """Stories as a partition of the articles' ids, why each article is where it is, and what stories are of one thread.

    A membership's story is the least id of its articles, since a batch has no first to arrive.
    """

    stories: tuple[tuple[str, ...], ...]
    memberships: tuple[Membership, ...]
    threads: tuple[Thread, ...]


def group_stories(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """A partition of the articles' ids into stories, ids and stories in order; the order of input is nothing."""
    return tuple(sorted(tuple(sorted(group)) for group in _grouped(articles).partition()))


def explain_stories(articles: Sequence[Article]) -> Grouping:
    """The same partition with why each article is where it is, and the threads between stories."""
    stream = _grouped(articles)
    return Grouping(
        tuple(sorted(tuple(sorted(group)) for group in stream.partition())), stream.memberships(), stream.threads()
    )


def _grouped(articles: Sequence[Article]) -> StoryStream:
    """All articles, grouped at once."""
    unique = {article.id: article for article in articles}
    # in the order of days, as a stream would bring them: what is near in time is compared first
    known = sorted(unique.values(), key=lambda article: (day_of(article) or 0, article.id))
    stream = StoryStream()
    for article, terms in zip(known, read_terms(known), strict=True):
        stream.take(article, terms)
    stream.settle_all()
    return stream


class StoryStream:
    """Stories that grow: `add` puts each article where it belongs among those before it."""

    def __init__(self) -> None:
        self._near = Neighbours()
        self._articles: list[Article] = []
        self._days: list[int | None] = []
        self._places: dict[str, int] = {}
        self._story_of: list[int] = []
        self._members: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """How many articles have been taken in."""
        return len(self._articles)

    def add(self, article: Article) -> Membership:
        """Where `article` belongs; one that is known already stays where it is."""
        if article.id in self._places:
            return self._membership(self._places[article.id], "joins")
        near = self.take(article, next(read_terms([article])))
        place = len(self._articles) - 1
        # a story that the article has no likely tie to can neither take it in nor change
        likely = {a + b - place for a, b, _ in self._edges([place], dict.fromkeys(near, 0))}
        near = [other for other in near if other in likely]
        before = {story: set(self._members[story]) for story in {self._story_of[other] for other in near}}
        self._story_of.append(place)
        self._members[place] = [place]
        self._settle(place, near)
        mine = set(self._members[self._story_of[place]])
        bridged = sum(1 for members in before.values() if members <= mine)
        return self._membership(place, "starts" if len(mine) == 1 else "bridges" if bridged > 1 else "joins")

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """The partition so far, ids and stories in order."""
        return tuple(sorted(tuple(sorted(group)) for group in self.partition()))

    def partition(self) -> list[list[str]]:
        """The ids of each story's articles, in the order of arrival."""
        return [[self._articles[i].id for i in group] for group in self._members.values()]

    def settle_all(self) -> None:
        """Groups everything taken in anew, as a batch."""
        self._story_of = list(range(len(self._articles)))
        self._members = {}
        for group in self.regroup(range(len(self._articles))):
            self._members[group[0]] = group
            for member in group:
                self._story_of[member] = group[0]

    def memberships(self) -> tuple[Membership, ...]:
        """For each article its story, named by the least id in it, and what it shares with the member nearest to it."""
        named = {story: min(self._articles[i].id for i in group) for story, group in self._members.items()}
        return tuple(
            replace(
                self._membership(place, "starts" if len(self._members[story]) == 1 else "joins"), story=named[story]
            )
            for place, story in enumerate(self._story_of)
        )

    def threads(self) -> tuple[Thread, ...]:
        """The stories that go on from one another, each named by the least id in it."""
        links = ((a, b, row) for a, near in enumerate(self._near.links) for b, row in near.items() if a < b)
        named = {story: min(self._articles[i].id for i in group) for story, group in self._members.items()}
        found = []
        for tie in ties(self._story_of, links):
            a, b = tie.nearest
            names, _ = shared_words(self._articles[a], self._near.terms[a], self._near.terms[b])
            one, other = sorted((named[tie.one], named[tie.other]))
            found.append(Thread(one, other, names, tie.likeness))
        return tuple(sorted(found, key=lambda thread: (thread.one, thread.other)))

    def take(self, article: Article, terms: Terms) -> list[int]:
        """Indexes `article` without grouping; the places of those near it, the nearest first."""
        self._places[article.id] = len(self._articles)
        self._articles.append(article)
        self._days.append(day_of(article))
        return [int(place) for place in self._near.add(terms)]

    def regroup(self, places: Iterable[int]) -> list[list[int]]:
        """The stories of the articles at `places`, nothing else considered."""
        chosen = sorted(places)
        local = {place: i for i, place in enumerate(chosen)}
        edges = ((local[a], local[b], alike) for a, b, alike in self._edges(chosen, local))
        return [[chosen[i] for i in group] for group in average_groups(len(chosen), edges, ONE_STORY)]

    def _edges(self, chosen: Sequence[int], within: dict[int, int]) -> list[Edge]:
        import numpy as np

        pairs = [(a, b) for a in chosen for b in self._near.links[a] if b in within and (a < b or a not in within)]
        if not pairs:
            return []
        similar = np.array([self._near.links[a][b] for a, b in pairs])
        known, where = np.unique(np.array(pairs), return_inverse=True)
        near = self._near.nearness(known.tolist())[where.reshape(-1, 2)]
        alike = likeness(similar, near, self._gaps(pairs), self._near.closeness())
        return [(a, b, float(s)) for (a, b), s in zip(pairs, alike, strict=True) if s > FAINT]

    def _gaps(self, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        import numpy as np

        days = self._days
        known = [(days[a], days[b]) for a, b in pairs]
        return np.array([np.nan if a is None or b is None else abs(a - b) for a, b in known], dtype=np.float64)

    def _settle(self, place: int, near: Sequence[int]) -> None:
        """Groups the new article and the stories near it anew."""
        touched = [place]
        seen = {place}
        for other in near:
            story = self._story_of[other]
            if story not in seen and len(touched) + len(self._members[story]) <= MOST:
                seen.add(story)
                touched += self._members[story]
        groups = self.regroup(touched)
        for story in seen:
            self._members.pop(story, None)
        for group in groups:
            self._members[group[0]] = group
            for member in group:
                self._story_of[member] = group[0]

    def _membership(self, place: int, how: Literal["starts", "joins", "bridges"]) -> Membership:
        story = self._articles[self._story_of[place]].id
        mates = [other for other in self._members[self._story_of[place]] if other in self._near.links[place]]
        if not mates:
            return Membership(self._articles[place].id, story, how)
        return self._explained(place, story, how, mates)

    def _explained(
        self, place: int, story: str, how: Literal["starts", "joins", "bridges"], mates: Sequence[int]
    ) -> Membership:
        edges = self._edges([place], dict.fromkeys(mates, 0))
        own = [(alike, a + b - place) for a, b, alike in edges]
        best, nearest = max(own, default=(0.0, mates[0]))
        names, terms = shared_words(self._articles[place], self._near.terms[place], self._near.terms[nearest])
        days = self._days[place], self._days[nearest]
        gap = abs(days[0] - days[1]) if days[0] is not None and days[1] is not None else None
        return Membership(
            self._articles[place].id, story, how, self._articles[nearest].id, names, terms, gap, round(best, 3)
        )
