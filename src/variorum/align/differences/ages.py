"""Two ages for one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from variorum.align.clauses import clause_of
from variorum.align.differences.build import account, difference, reports
from variorum.align.sentences import Sentence
from variorum.model import Difference, Entity, Figure, Mention, Span

_BEFORE = re.compile(r"\s+(?:(?!(?:while|when|and|who|that|as|from|of|man|woman|boy|girl)\b)[\w.-]+\s+){0,3}")
"""What may stand between an age and its bearer's name: "the 48-year-old harbour minister Ilse Marrow"."""
_THEN = re.compile(r"\bthen[-\s]+$", re.I)
_BEHIND = re.compile(r",?\s?\(?(?:,? who (?:is|was|turned) )?")
"""What may stand between a name and its bearer's age."""


def find_ages(sentences: Iterable[Sentence], names: Mapping[str, Entity]) -> Iterator[Difference]:
    """One difference per person to whom reports of one year give different ages."""
    told: dict[str, dict[float, list[tuple[Sentence, Figure]]]] = defaultdict(lambda: defaultdict(list))
    for sentence in sentences:
        for figure in sentence.figures:
            person = _bearer(sentence, figure)
            if person and figure.low is not None and figure.low == figure.high:
                told[person][figure.low].append((sentence, figure))
    for person, ages in sorted(told.items()):
        sides = [
            account(f"{age:g}", [(s, clause_of(s, Span(f.start, f.end))) for s, f in said])
            for age, said in sorted(ages.items())
        ]
        years = {s.day[:4] for said in ages.values() for s, _ in said}
        if len(sides) > 1 and reports(sides) > 1 and len(years) == 1:
            name = names[person].name if person in names else "this person"
            yield difference(
                "figure",
                sides,
                why=f"{name} is given different ages.",
                about=f"age of {name}",
                compatible=False,
                weight=2.0 + 0.2 * reports(sides),
            )


def _bearer(sentence: Sentence, figure: Figure) -> str | None:
    """The one person named next to an age."""
    if figure.unit != "years_old":
        return None
    text = sentence.article.text
    if _THEN.search(text, max(0, figure.start - 6), figure.start):
        return None  # "the then 15-year-old Marrow"
    near = {
        m.entity
        for m in sentence.mentions
        if m.entity
        and m.label == "PERSON"
        and (_BEHIND.fullmatch(text, m.end, figure.start) or _leads_to(sentence, figure, m))
        and not text.startswith(("'s", "’s"), m.end)  # "Ilse Marrow's 20-year-old son"
        and not text[: m.end].endswith(("'s", "’s"))
    }
    return near.pop() if len(near) == 1 else None


def _leads_to(sentence: Sentence, figure: Figure, name: Mention) -> bool:
    """Whether an age stands before the name without a verb between: "a 48-year-old sued Marrow" tells of another."""
    between = range(figure.end, name.start)
    told = any(event.predicate.start in between for event in sentence.events)
    return not told and bool(_BEFORE.fullmatch(sentence.article.text, figure.end, name.start))
