"""Why each article is in its story, and which stories of a run are episodes of one thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from variorum.model import Episode, Membership, Story

if TYPE_CHECKING:
    from variorum.cluster.stories import Grouping


def with_reasons(stories: Sequence[Story], grouping: Grouping) -> list[Story]:
    """The stories in their order, each with its members' reasons and the other episodes of its thread by day."""
    home = {min(story.articles): story for story in stories}
    why = {m.article: m for m in grouping.memberships}
    episodes: dict[str, list[Episode]] = {}
    for thread in grouping.threads:
        if not {thread.one, thread.other} <= home.keys():
            continue  # one of them could not be collated
        for one, other in ((thread.one, thread.other), (thread.other, thread.one)):
            beside = home[other]
            episode = Episode(beside.id, beside.title, beside.first, beside.last, thread.names)
            episodes.setdefault(one, []).append(episode)
    return [
        replace(
            story,
            memberships=tuple(
                Membership(m.article, m.nearest, m.names, m.terms, m.days, m.likeness)
                for m in (why[article] for article in story.articles)
            ),
            thread=tuple(sorted(episodes.get(min(story.articles), ()), key=lambda e: (e.first or "9", e.story))),
        )
        for story in stories
    ]
