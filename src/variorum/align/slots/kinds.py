"""What a figure's slot is: the kind of thing counted, what became of it, its scope and its year."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from msgspec import Struct

from variorum.align.slots.places import place_of, told_apart
from variorum.align.slots.stretches import stretch_of, value_of
from variorum.language.calendar import days
from variorum.language.shipped import rows, settings
from variorum.model import Annotated, Figure, Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}(?![\d])")
_FROM_HOME = re.compile(r"\b(?:out of|from|leave|left|leaving|flee|fled) (?:their|his|her) (?:homes?|houses?)\b")
_WITHOUT = re.compile(r" without\b")
_ADDED_BEFORE = re.compile(r"\b(?:another|a further|an additional|further)\s+\Z", re.I)
_NARROWED = re.compile(
    r",? (?:trying|aged|under|linked|suspected|accused|armed"
    r"|of (?:them|whom|those|these)"
    r"|of (?:the|its|their) (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|who (?!(?:had |have )?(?:died|was|were|had been|have been)))\b"
)
_FROM_BEFORE = re.compile(r"\bfrom \Z", re.I)
_TO_BEHIND = re.compile(r" to (?:[a-z]+ ){0,2}[$£€]?\d")
_BEFORE = 8
"""Code points before a figure in which "from" is looked for."""
_AHEAD = 60
"""Code points behind a figure in which "out of their homes" is looked for."""


class FigureSide(Struct, frozen=True):
    """One article's value: `index` is the figure's place in the article's figures, `day` the one its words name.

    `period` is the first and last day that it holds for, where its clause names a time; `said_by` who states it, in the
    article's words.
    """

    article: str
    index: int
    figure: Figure
    sentence: Span
    published: str | None = None
    day: str | None = None
    period: tuple[date, date] | None = None
    said_by: str | None = None


@dataclass(frozen=True)
class Slot:
    """A figure with what decides whom it meets.

    `named` is the kind as written; `kind` is "people" also for workers or passengers where they stand for all who were
    harmed. `words` are the sentence's other words, weighted by how telling they are in the story; `added` says that the
    count comes on top of another, `narrowed` that words behind it pick out a part ("three people trying to flee");
    `place` is where it holds by its own clause, and `elsewhere` the places that the story tells apart from that one;
    `over` is the length of time that it is measured over.
    """

    side: FigureSide
    named: str
    kind: str
    outcome: str | None
    words: Mapping[str, float]
    scope: frozenset[str]
    year: str | None
    added: bool
    narrowed: bool
    place: str | None = None
    elsewhere: frozenset[str] = frozenset()
    over: str | None = None

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.side.figure

    @property
    def article(self) -> str:
        """The article that it stands in."""
        return self.side.article


def slots_of(articles: Iterable[Annotated]) -> list[Slot]:
    """A slot for every figure that can meet another: ages and quoted sources ("two officials") cannot."""
    slots: list[Slot] = []
    for annotated in articles:
        slots += _standing_for_all(_slots(annotated))
    seen = Counter(word for slot in slots for word in slot.words)
    weights = {word: 1.0 / math.log2(1 + n) for word, n in seen.items()}
    apart = told_apart(slots)
    return [
        replace(
            slot,
            words={word: weights[word] for word in slot.words},
            elsewhere=apart.get(slot.place or "", frozenset()),
        )
        for slot in slots
    ]


def _slots(annotated: Annotated) -> list[Slot]:
    article, layers = annotated.article, annotated.layers
    published = article.published.value[:10] if article.published.value else None
    times = {time.start: time.value for time in layers.times}
    out = []
    for index, figure in enumerate(layers.figures):
        n = bisect_right(layers.sentences, figure.start, key=attrgetter("start"))
        sentence = layers.sentences[n - 1] if n else None
        if sentence is None or figure.unit == "years_old" or figure.head in word_list("sources"):
            continue
        if _was(article.text, figure):
            continue
        time = (times.get(figure.when.start) if figure.when else None) or ""
        day = time[:10] if _DAY.match(time) else None
        year = time[:4] if _YEAR.match(time) else (published or "")[:4] or None
        who = article.text[figure.said_by.start : figure.said_by.end] if figure.said_by else None
        side = FigureSide(article.id, index, figure, sentence, published, day, days(time), who)
        place = place_of(figure, article.text, layers.mentions)
        over = value_of(stretch_of(figure, article.text, sentence, layers.times), layers.times)
        slot = replace(_slot(side, article.text, year), place=place, over=over)
        out.append(replace(slot, words={**slot.words, **_ballot(layers.figures, index)}))
    return out


def _was(text: str, figure: Figure) -> bool:
    """ "Rose from 30 to 42": the thirty is what the count was before."""
    before = text[max(0, figure.start - _BEFORE) : figure.start]
    return bool(_FROM_BEFORE.search(before) and _TO_BEHIND.match(text, figure.end))


def _ballot(figures: Sequence[Figure], index: int) -> dict[str, float]:
    """Both counts of a vote as one word: "52-48" names its ballot as no other words of the sentence do."""
    figure = figures[index]
    near = [f for f in figures[max(0, index - 1) : index + 2] if f.unit == "vote" and f is not figure]
    if figure.unit != "vote" or not near:
        return {}
    partner = min(near, key=lambda f: abs(f.start - figure.start))
    return {"-".join(f"{f.low:g}" for f in sorted((figure, partner), key=lambda f: f.low or 0.0)): 0.0}


def _slot(side: FigureSide, text: str, year: str | None) -> Slot:
    figure, outcomes = side.figure, classes("slot_outcomes.tsv")
    counted = {w.lower() for w in _WORD.findall(figure.counted or "")}
    head = figure.head or ""
    named = classes("slot_heads.tsv").get(head, head)
    outcome = outcomes.get(figure.predicate or "")
    outcome = outcome or next((outcomes[w] for w in (head, *sorted(counted)) if w in outcomes), None)
    if figure.predicate == "leave" and (named == "home" or _WITHOUT.match(text, figure.end)):
        outcome = None  # "left 3,000 homes without power"
    if outcome is None and _FROM_HOME.search(text, figure.end, figure.end + _AHEAD):
        outcome = "evacuated"
    if not named and outcome and figure.unit == "count":
        named = "people"  # "killing three"
    if not named and figure.unit == "magnitude":
        named = "magnitude"
    words = _WORD.findall(text[side.sentence.start : side.sentence.end])
    counted_stems = {_stem(w) for w in counted}
    added_before = _ADDED_BEFORE.search(text, max(0, figure.start - 16), figure.start)
    return Slot(
        side=side,
        named=named,
        kind=named,
        outcome=outcome,
        words=dict.fromkeys({_stem(w) for w in words if w.lower() not in word_list("stop")} - counted_stems, 0.0),
        scope=frozenset(w for w in counted if _stem(w) != _stem(head) and w not in word_list("added") | set(outcomes)),
        year=year,
        added=bool(counted & word_list("added") or added_before),
        narrowed=bool(_NARROWED.match(text, figure.end)),
    )


def _standing_for_all(slots: Sequence[Slot]) -> list[Slot]:
    """Reads "nine workers" as the people of that outcome where the article has no people of it otherwise."""
    people = {(s.outcome, s.year) for s in slots if s.named == "people"}
    return [
        replace(s, kind="people")
        if s.outcome and s.named in word_list("wholes") and (s.outcome, s.year) not in people and not s.added
        else s
        for s in slots
    ]


def _stem(word: str) -> str:
    """A word's first five letters: enough to see "evacuate" in "evacuation"."""
    return word.lower()[:5]


@lru_cache(maxsize=4)
def classes(name: str) -> dict[str, str]:
    """Class of each lemma, from a table whose rows are a class and its lemmas."""
    return {lemma: name for name, lemmas in rows("align", name) for lemma in lemmas.split()}


@lru_cache(maxsize=8)
def word_list(name: str) -> frozenset[str]:
    """The named list of `slot_words.toml`."""
    words = frozenset(settings("align", "slot_words.toml", dict[str, str])[name].split())
    if not words:
        raise ValueError(f"the list {name} is empty")
    return words
