"""Why the members of a claim are said to state the same: what all of them share, in the words of the line shown.

Named is what carries the sameness: the deed, its parties, the day, the figure, the names, and then words that are not
among the most frequent ones of English ("people", "home"), which two sentences on any two matters share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from variorum.align.claims.features import same_count, touch
from variorum.align.claims.units import Unit
from variorum.align.words import stem, stems_of, stopwords, table, words_of
from variorum.language.numerals import value_of
from variorum.language.shipped import lines
from variorum.model import Figure

_TELLING = 1000
"""From where a number alone says something: "4,000" is one story's, "12" is anybody's."""
_FREQUENT = 400
"""So many of the most frequent words are no reason."""
_MOST = 6
"""Words that are named as a reason, the rarest."""
_LIGHT = frozenset({"be", "become", "have", "do", "make", "take", "get", "go", "come", "give"})
_LETTERS = re.compile(r"[a-z]{3}|[$£€%]", re.I)


def because(units: Sequence[Unit], line: str, names: Mapping[str, str]) -> str:
    """The reason for two clauses or more, of which the first is the one that is shown; `line` are the words shown."""
    head = units[0]
    deed, kin = _deed(units)
    figures = [_printed(head, f) for f in _counted(units)]
    days = sorted(_common({_when(*days) for days in u.days} for u in units))
    parties = [_common(u.who for u in units), _common(u.whom for u in units)]
    named = _common(u.around for u in units).difference(*parties)
    said = [
        _listed("one deed:", deed),
        _listed("by", sorted(names.get(e, e) for e in parties[0])),
        _listed("to", sorted(names.get(e, e) for e in parties[1])),
        _listed("on", days),
        _listed("counting", dict.fromkeys(figures)),
        _listed("all name", sorted(names.get(e, e) for e in named)),
    ]
    known = [*deed, *figures, *kin, *days, *(names.get(e, e) for e in named.union(*parties))]
    taken = stems_of(words_of(" ".join(known)))
    words = [w for w in _words(line) if stem(w) not in taken]
    said.append(_listed("with the words", _of(words, units[1:], len(units) - 1)))
    if any(said):
        return "; ".join(filter(None, said))
    return _listed("most with the words", _of(words, units[1:], len(units) // 2)) or "near in meaning, in other words"


def _listed(label: str, items: Collection[str]) -> str:
    return f"{label} {', '.join(items)}" if items else ""


def _common(sides: Iterable[Collection[str]]) -> frozenset[str]:
    return frozenset(set.intersection(*map(set, sides)))


def _deed(units: Sequence[Unit]) -> tuple[list[str], list[str]]:
    """The verbs or nouns for what all tell of, where it is one or of one class, and what these are forms of."""
    classes = _common(u.classes for u in units) - frozenset(table("claim_weak.txt"))
    lemmas = list(dict.fromkeys(u.event.lemma for u in units))
    if _LIGHT.intersection(lemmas) or not all(lemmas) or (len(lemmas) > 1 and not classes):
        return [], []
    forms: dict[str, str] = {}
    for unit in units:
        verb = unit.event.predicate
        forms.setdefault(unit.event.lemma, unit.sentence.article.text[verb.start : verb.end].lower())
    return list(dict.fromkeys(forms.values())), lemmas


def _counted(units: Sequence[Unit]) -> Iterator[Figure]:
    """The figures of the clause shown that every other sentence has."""
    for figure in units[0].sentence.figures:
        known = figure.counted or figure.unit != "count"
        if (
            known
            and units[0].span.holds(figure.start)
            and all(any(_same(figure, f) for f in u.sentence.figures) for u in units)
        ):
            yield figure


def _same(one: Figure, other: Figure) -> bool:
    return (
        one.unit == other.unit
        and same_count(one.counted, other.counted)
        and touch(one.low, one.high, other.low, other.high)
    )


def _printed(unit: Unit, figure: Figure) -> str:
    """A number with what it counts, as it is printed."""
    of = figure.counted_span
    end = max(figure.end, of.end) if of and of.start >= figure.start else figure.end
    words = " ".join(unit.sentence.article.text[figure.start : end].split())
    if _LETTERS.search(words) and not value_of(words):
        return words
    return f"{words} {(figure.counted or '').replace('_', ' ')}".strip()


def _words(line: str) -> list[str]:
    """The words of a line that tell a reader something, each once: a small number does so only with what it counts."""
    found: dict[str, str] = {}
    for word in words_of(line):
        value = value_of(word)
        if (
            "'" not in word.removesuffix("'s")
            and word not in stopwords()
            and _rank(word) >= _FREQUENT
            and (value is None or value >= _TELLING)
        ):
            found.setdefault(stem(word), word.removesuffix("'s"))
    return list(found.values())


def _of(words: Sequence[str], units: Sequence[Unit], least: int) -> list[str]:
    """Those of `words` that the sentences of at least so many clauses have: the rarest, in their order."""
    held = [w for w in words if sum(stem(w) in u.sentence.stems for u in units) >= max(1, least)]
    kept = sorted(held, key=_rank, reverse=True)[:_MOST]
    return [w for w in held if w in kept]


def _rank(word: str) -> int:
    """How many words are more frequent: the vocabulary of word pieces is in the order of frequency, from "the" on."""
    return _ranks().get(word, len(_ranks()))


@lru_cache(maxsize=1)
def _ranks() -> Mapping[str, int]:
    words = lines("language", "wordpiece.txt")
    return {word: n for n, word in enumerate(w for w in words[words.index("the") :] if w.isalpha())}


def _when(first: date, last: date) -> str:
    """A stretch of days: its day, month or year in ISO 8601, or both of its ends."""
    one, other = first.isoformat(), last.isoformat()
    if first == last:
        return one
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return one[:7]
        if (first.month, last.month) == (1, 12):
            return one[:4]
    return f"{one} to {other}"
