"""The log of decisions in words: what was decided, by whom, when, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from variorum.model import Article
from variorum.present.addresses import article_address
from variorum.present.phrasing import day_words, outlet_words
from variorum.store.overrides import Override, place_of


@dataclass(frozen=True)
class Said:
    """A part of the sentence that says what was decided: our words, or a name, title or passage, with its address."""

    text: str
    href: str | None = None
    quoted: bool = False


_LONGEST = 140
"""Code points of a passage in the log."""


@dataclass(frozen=True)
class DecisionLine:
    """One decision. `undone` says by whom and when it was taken back."""

    number: int
    parts: tuple[Said, ...]
    who: str
    when: str
    undone: str | None


Find = Callable[[str], Article | None]
Title = Callable[[int], str | None]


def decision_line(decision: Override, article: Find, title: Title) -> DecisionLine:
    """`decision` in words; `article` and `title` look up what it is about."""
    undone = None
    if decision.undone_at:
        undone = f"taken back by {decision.undone_by or 'somebody'}, {moment(decision.undone_at)}"
    parts = tuple(_parts(decision, article, title))
    return DecisionLine(decision.number, parts, decision.who, moment(decision.at), undone)


def moment(iso: str) -> str:
    """“Fri 2 May 2031, 10:00 UTC” of an ISO 8601 time in UTC."""
    clock = f", {iso[11:16]} UTC" if len(iso) >= 16 else ""
    return day_words(iso) + clock


def _parts(decision: Override, article: Find, title: Title) -> list[Said]:
    one, other = decision.subject, decision.object
    names = [Said(one, quoted=True), Said(other, quoted=True)]
    if decision.action == "merge_entities":
        return [names[0], Said(" and "), names[1], Said(" are one")]
    if decision.action == "split_entities":
        return [names[0], Said(" and "), names[1], Said(" are not one")]
    if decision.action == "rename_entity":
        return [names[0], Said(" is shown as "), names[1]]
    if decision.action == "split_claim":
        return [*_passage(one, article), Said(" does not state the same as "), *_passage(other, article)]
    if decision.action == "merge_stories":
        return [_story(other, title), Said(" belongs to "), _story(one, title)]
    return [_story(other, title), Said(" is a story of its own, apart from "), _story(one, title)]


def _passage(text: str, article: Find) -> list[Said]:
    """The passage's words, cut between words, with who prints them."""
    place = place_of(text)
    found = article(place.article) if place else None
    if place is None or found is None:
        return [Said(text, quoted=True)]
    words = shorten(found.text[place.span.start : place.span.end], _LONGEST, placeholder=" …")
    outlet = outlet_words(found.outlet, found.source)
    return [Said(words, article_address(found.id), quoted=True), Said(f" ({outlet})")]


def _story(number: str, title: Title) -> Said:
    words = title(int(number)) if number.isdigit() else None
    return Said(words or f"story {number}", f"/story/{number}" if words else None, quoted=bool(words))
