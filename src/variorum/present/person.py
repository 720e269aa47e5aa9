"""The page of a person or body: all they said over time, with every wording and who printed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.language.names import key
from variorum.model import Dossier, Entity
from variorum.present.addresses import article_address
from variorum.present.context import Piece, Ref, Utterance, in_quotes
from variorum.present.drawn import Column
from variorum.present.edition import Edition, edition
from variorum.present.headlines import with_headlines
from variorum.present.phrasing import count_words, day_words, outlet_words, span_words
from variorum.present.pictures import columns
from variorum.present.speaking import speakers

UNDATED = "day not known"


@dataclass(frozen=True)
class Wording:
    """One wording: its words, the address of the passage in our article, and of the live page if there is one.

    `marks` are those to put around the words.
    """

    pieces: tuple[Piece, ...]
    href: str
    outlet: str
    live: str | None
    marks: tuple[str, str] = ("“", "”")


@dataclass(frozen=True)
class Saying:
    """Something they said: in which story, on which day it was first printed (ISO), to whom, in which wordings."""

    day: str
    story: str
    story_href: str
    to: str | None
    wordings: tuple[Wording, ...]
    printed: tuple[tuple[str, str], ...]
    indirect: bool


@dataclass(frozen=True)
class PersonPage:
    """Everything on the page. `parts` are headings with what stands below each: days, or stories."""

    entity: str
    name: str
    line: str
    forms: tuple[str, ...]
    because: tuple[str, ...]
    others: tuple[str, ...]
    by: str
    parts: tuple[tuple[str, str | None, tuple[Saying, ...]], ...]
    columns: tuple[Column, ...]
    only_story: tuple[str, str] | None = None
    """The story, where there is but one: title and address."""


def person_page(entity: str, name: str, dossiers: Iterable[tuple[int, Dossier]], by: str = "day") -> PersonPage:
    """The page of `entity` over the stories (number and dossier) that quote it, by day or by story."""
    found = list(dossiers)
    sayings = sorted((s for number, d in found for s in _sayings(entity, number, d)), key=_in_time)
    known = [e for _, d in found for e in d.entities if e.id == entity]
    days = [s.day for s in sayings if s.day]
    printed = {outlet for s in sayings for outlet, _ in s.printed}
    line = f"Quoted {count_words(len(sayings), 'time')} in {count_words(len(found), 'story', 'stories')}"
    if days:
        line += f", {span_words(days[0], days[-1])}"
    return PersonPage(
        entity=entity,
        name=name,
        line=f"{line}; printed by {count_words(len(printed), 'outlet')}",
        forms=_once(form for e in known for form in (e.name, *e.aliases)),
        because=_once(reason for e in known for reason in e.because),
        others=_once(form for e in known for form in other_forms(e)),
        by=by,
        parts=tuple(_by_story(sayings) if by == "story" else _by_day(sayings)),
        columns=columns(Counter(days)),
        only_story=(sayings[0].story, sayings[0].story_href) if len({s.story_href for s in sayings}) == 1 else None,
    )


def _sayings(entity: str, number: int, dossier: Dossier) -> Iterator[Saying]:
    ed = edition(dossier, dossier.stories[0])
    articles = {letter: ed.articles[id] for id, letter in ed.sigla.items()}
    for speaker in with_headlines(ed, speakers(ed)):
        if speaker.entity != entity:
            continue
        for utterance in speaker.utterances:
            days = [a.published.value for r in utterance.refs if (a := articles[r.siglum]).published.value]
            yield Saying(
                day=min(days)[:10] if days else "",
                story=dossier.stories[0].title or "A story without a headline",
                story_href=f"/story/{number}",
                to=utterance.to,
                wordings=tuple(_wordings(ed, utterance)),
                printed=tuple((_outlet(ed, r), _href(ed, r)) for r in utterance.refs),
                indirect=utterance.indirect,
            )


def _wordings(ed: Edition, utterance: Utterance) -> Iterator[Wording]:
    for quoted in utterance.wordings:
        marks = ("", "") if utterance.indirect else in_quotes(quoted)
        yield Wording(quoted.pieces, _href(ed, quoted.ref), _outlet(ed, quoted.ref), quoted.live, marks)


def _article(ed: Edition, ref: Ref) -> str:
    return next(id for id, letter in ed.sigla.items() if letter == ref.siglum)


def _href(ed: Edition, ref: Ref) -> str:
    return article_address(_article(ed, ref), ref.anchor)


def _outlet(ed: Edition, ref: Ref) -> str:
    article = ed.articles[_article(ed, ref)]
    return outlet_words(article.outlet, article.source)


def _in_time(saying: Saying) -> tuple[str, str, str]:
    return (saying.day or "9", saying.story_href, saying.wordings[0].href)


def _by_day(sayings: Sequence[Saying]) -> Iterator[tuple[str, str | None, tuple[Saying, ...]]]:
    for day in dict.fromkeys(s.day for s in sayings):
        yield day_words(day) or UNDATED, None, tuple(s for s in sayings if s.day == day)


def _by_story(sayings: Sequence[Saying]) -> Iterator[tuple[str, str | None, tuple[Saying, ...]]]:
    for href in dict.fromkeys(s.story_href for s in sayings):
        those = tuple(s for s in sayings if s.story_href == href)
        yield those[0].story, href, those


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


@dataclass(frozen=True)
class NameLine:
    """One name of a story on the page of its names."""

    entity: str
    name: str
    label: str
    forms: tuple[str, ...]
    because: tuple[str, ...]
    speaks: bool
    mentions: int
    others: tuple[str, ...]
    """The forms that can be split off: those that are not the name itself in other letters."""


LABELS = {
    "PERSON": "people",
    "ORG": "organisations",
    "GPE": "places",
    "LOC": "places",
    "FAC": "places",
    "NORP": "peoples",
}


def name_lines(dossier: Dossier) -> list[tuple[str, list[NameLine]]]:
    """The names of a story by kind, the most mentioned first."""
    counts = Counter(m.entity for a in dossier.articles for m in a.mentions if m.entity)
    speaking = {q.speaker for a in dossier.articles for q in a.quotes}
    lines = [_name_line(e, e.id in speaking, counts[e.id]) for e in dossier.entities]
    lines.sort(key=lambda line: (-line.mentions, line.name))
    kinds = [*dict.fromkeys(LABELS.values()), "other names"]
    grouped = [(kind, [line for line in lines if line.label == kind]) for kind in kinds]
    return [(kind, group) for kind, group in grouped if group]


def _name_line(entity: Entity, speaks: bool, mentions: int) -> NameLine:
    forms = tuple(form for form in entity.aliases if form != entity.name)
    label = LABELS.get(entity.label, "other names")
    return NameLine(entity.id, entity.name, label, forms, entity.because, speaks, mentions, other_forms(entity))


def other_forms(entity: Entity) -> tuple[str, ...]:
    """The forms of `entity` that differ from its name by more than letter case and marks."""
    return tuple(form for form in entity.aliases if key(form) != key(entity.name))
