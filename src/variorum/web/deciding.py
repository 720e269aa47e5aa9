"""Carries out what people decide, from a form or by the API, and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from variorum.pipeline import collate_anew, refresh
from variorum.store import Archive, moves, open_archive, overrides, stories
from variorum.store.overrides import Override
from variorum.web.work import Work

AT_ONCE = 12
"""Stories that are collated before the answer is given; what a common name touches beyond that follows by itself."""


class Refused(ValueError):
    """A decision that cannot be carried out; the message says why."""


class Desk:
    """Where decisions about one archive are made, by `who`."""

    def __init__(self, archive: Archive, work: Work, who: str) -> None:
        self._archive, self._work, self._who = archive, work, who

    def about_names(self, action: str, subject: str, object: str) -> int:
        """Merge, split or rename; gives the decision's number. Raises `Refused`."""
        if subject.strip() == object.strip():
            raise Refused("two different names are needed")
        number = overrides.decide(self._archive, action, subject.strip(), object.strip(), self._who, now())
        self._collate(stories.touch(self._archive, [subject, object]))
        return number

    def part_passages(self, out: str, rest: str) -> int:
        """The passage `out` does not state what `rest` states; gives the decision's number. Raises `Refused`."""
        places = [overrides.place_of(text) for text in (out, rest)]
        if places[0] is None or places[1] is None or places[0] == places[1]:
            raise Refused("a passage is written as article:start-end, and two different ones are needed")
        homes = {stories.story_of(self._archive, place.article) for place in places if place}
        if None in homes or len(homes) != 1:
            raise Refused("the passages are not of one story")
        number = overrides.decide(self._archive, "split_claim", out, rest, self._who, now())
        self._collate([home for home in homes if home])
        return number

    def merge_stories(self, into: int, other: int) -> int:
        """The reports of `other` belong to `into`; gives the decision's number. Raises `Refused`."""
        try:
            number = moves.merge_stories(self._archive, into, other, self._who, now())
        except moves.CannotMove as error:
            raise Refused(str(error)) from None
        self._collate([into, other])
        return number

    def split_story(self, story: int, articles: Sequence[str]) -> tuple[int, int]:
        """These reports are a story of their own; gives the decision's number and the story's. Raises `Refused`."""
        try:
            number, new = moves.split_story(self._archive, story, articles, self._who, now())
        except moves.CannotMove as error:
            raise Refused(str(error)) from None
        self._collate([story, new])
        return number, new

    def undo(self, number: int) -> Override | None:
        """Take a decision back and give it; `None` when none is in force under `number`. Raises `Refused`."""
        decision = overrides.one(self._archive, number)
        if decision is None or decision.undone_at:
            return None
        if decision.action in overrides.OF_STORIES:
            try:
                moves.move_back(self._archive, decision)
            except moves.CannotMove as error:
                raise Refused(str(error)) from None
        undone = overrides.undo(self._archive, number, now(), self._who)
        self._collate(self._touched(decision))
        return undone

    def _touched(self, decision: Override) -> list[int]:
        """The stories that a decision is about."""
        if decision.action in overrides.OF_STORIES:
            return [int(decision.subject), int(decision.object)]
        if decision.action in overrides.OF_NAMES:
            return stories.touch(self._archive, [decision.subject, decision.object])
        place = overrides.place_of(decision.subject)
        home = stories.story_of(self._archive, place.article) if place else None
        return [home] if home else []

    def _collate(self, touched: Sequence[int]) -> None:
        stories.touch_stories(self._archive, touched)
        collate_anew(self._archive, touched[:AT_ONCE], now())
        if len(touched) > AT_ONCE:
            path = self._archive.path
            self._work.later(lambda: _refresh(path))


def now() -> str:
    """The time of a decision (ISO 8601, UTC)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _refresh(path: object) -> None:
    archive = open_archive(str(path), create=False)
    try:
        refresh(archive, now())
    finally:
        archive.close()
