"""Which story of an archive a new article belongs to, without reading the archive.

The full-text index proposes the articles that share the new one's rarest words; the stream of the `cluster` room
decides among the stories of those. The cost grows with the number proposed, not with the archive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from variorum.model import Article
from variorum.store import Archive, moves, search, stories

if TYPE_CHECKING:
    from variorum.cluster.stories import StoryStream
    from variorum.cluster.terms import Terms

_WORD = re.compile(r"[^\W_]{3,}")
_PROPOSED = 40
"""Articles that the index proposes."""
_LEAD = 1500
"""Code points of the text whose words are looked up: the lead says which happening it is."""
_OF_A_STORY = 12
"""Members of a proposed story that speak for it."""
_MOST_OF = 0.5
"""Share of those who speak for a story above which a group is that story."""
_SPEAKING = 120
"""Articles beyond which no further story is asked for members: what it proposed speaks alone."""
_FOREIGN = 0.04
"""Cosine of the bodies under which no report of a story has anything to do with an article. The index proposes its 40
also where nothing is near, and strangers would make the collection look wide, in which a day's gap parts a story."""


class Home(Struct, frozen=True):
    """Where an article belongs: `story` (`None`: a new one), the stories that it shows to be one with it, and why.

    `taken` are articles of other stories that go with it and not with most of their own: a round-up came first, or two
    reports looked alike before a third one told them apart. `thread` are stories that stay apart and yet go on from
    this one, each with the names that they share.
    """

    story: int | None
    why: str
    bridged: tuple[int, ...] = ()
    thread: tuple[tuple[int, tuple[str, ...]], ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """`starts` a story, `joins` one, or `bridges` several."""
        return "starts" if self.story is None else "bridges" if self.bridged else "joins"


def home_for(archive: Archive, article: Article) -> Home:
    """The story that `article` joins, starts, or shows to be one with another."""
    near = search.sharing(archive, _words(article), article.id, _PROPOSED)
    members = _members(archive, near)
    if not members:
        return Home(None, "no report in the archive shares its rare words")
    terms = _terms([item for _, item in members.values()])
    members = _related(article, members, terms)
    stream = _grouped([item for _, item in members.values()], terms)
    membership = stream.add(article)
    group = next(g for g in stream.stories() if article.id in g)
    homes = Counter(members[i][0] for i in group if i in members)
    thread = _thread(stream, group, members, homes)
    if not homes:
        return Home(None, "the reports that share its rare words tell other stories", thread=thread)
    spoke = Counter(story for story, _ in members.values())
    # a story is where most of those are who speak for it, and one that a reader made is not taken apart
    made = moves.decided(archive)
    whole = [s for s in homes if homes[s] > _MOST_OF * spoke[s] or s in made]
    taken = tuple(i for i in group if i in members and members[i][0] not in whole)
    shared = ", ".join([*membership.names, *membership.terms][:8])
    days = "" if membership.days is None else f"; {membership.days} {'day' if membership.days == 1 else 'days'} apart"
    why = f"shares {shared or 'its wording'} with {membership.nearest}{days}"
    best = min(whole, key=lambda s: (-homes[s], s), default=None)
    # another story is one with this only when all who speak for it are in the group
    bridged = tuple(sorted(s for s in whole if s != best and homes[s] == spoke[s]))
    return Home(best, why, bridged, thread, taken)


def _terms(articles: Sequence[Article]) -> dict[str, Terms]:
    """The weighted words of each article, by its id."""
    from variorum.cluster.terms import read_terms

    return {article.id: terms for article, terms in zip(articles, read_terms(articles), strict=True)}


def _related(
    article: Article, members: Mapping[str, tuple[int, Article]], terms: Mapping[str, Terms]
) -> dict[str, tuple[int, Article]]:
    """`members` without the stories that have nothing to do with `article`."""
    from variorum.cluster.neighbours import cosines

    alike = cosines(_terms([article])[article.id].body, [terms[id].body for id in members])
    best: dict[int, float] = {}
    for (story, _), cosine in zip(members.values(), alike.tolist(), strict=True):
        best[story] = max(cosine, best.get(story, 0.0))
    return {id: found for id, found in members.items() if best[found[0]] >= _FOREIGN}


def _grouped(articles: Sequence[Article], terms: Mapping[str, Terms]) -> StoryStream:
    """What the archive proposed, in the order of days and grouped at once: one after the other would ask of each where
    it belongs."""
    from variorum.cluster.days import day_of
    from variorum.cluster.stories import StoryStream

    stream = StoryStream()
    for article in sorted(articles, key=lambda article: (day_of(article) or 0, article.id)):
        stream.take(article, terms[article.id])
    stream.settle_all()
    return stream


def _thread(
    stream: StoryStream, group: Sequence[str], members: Mapping[str, tuple[int, Article]], homes: Iterable[int]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The stories of the archive that are of one thread with the article's group, as far as they were proposed."""
    own, least = set(homes), min(group)
    story_of = {min(other): Counter(members[i][0] for i in other if i in members) for other in stream.stories()}
    found: dict[int, tuple[str, ...]] = {}
    for thread in stream.threads():
        if least in (thread.one, thread.other):
            beside = story_of[thread.other if thread.one == least else thread.one]
            found.update({story: thread.names for story, _ in beside.most_common(1) if story not in own})
    return tuple(sorted(found.items()))


def _words(article: Article) -> list[str]:
    """The words of headline and lead, each once, in order."""
    lead = f"{article.title or ''} {article.text[:_LEAD]}".lower()
    return list(dict.fromkeys(_WORD.findall(lead)))


def _members(archive: Archive, near: Iterable[str]) -> dict[str, tuple[int, Article]]:
    """Article id to story and article: the proposed ones first, then some more of each of their stories."""
    from variorum.store import pages

    found: dict[str, tuple[int, Article]] = {}
    homes = list(dict.fromkeys(s for s in (stories.story_of(archive, i) for i in near) if s is not None))
    for story in homes:
        if len(found) >= _SPEAKING:
            break
        for member in pages.newest(archive, story, _OF_A_STORY):
            found[member.id] = (story, member)
    for id in near:
        home, proposed = stories.story_of(archive, id), pages.article(archive, id)
        if home is not None and proposed is not None:
            found[id] = (home, proposed)
    return found
