"""Numbers as they are written: "2,500", "two hundred and five", "1.5 million", "two-thirds", "dozens".

One pass over the text finds the written parts (`Atom`s); neighbours that belong together are then added up by the rules
of English number words. Linear in the length of the text. Nothing here knows what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from math import prod
from typing import Literal, NamedTuple

from variorum.language.shipped import rows

Kind = Literal["cardinal", "part", "many"]

_VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}
# digits with thousands commas or (no-break, thin) spaces, then decimals; or a word; or a vulgar fraction
_ATOM = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?|(?<!\d)\.\d+)"
    r"|(?P<vulgar>[½⅓⅔¼¾⅕⅛])"
    r"|(?P<word>[A-Za-z]+)"
)
_JOIN = re.compile(r"(?:[ \u00a0-]|\sand\s|-and-)?\Z")
_AND = re.compile(r"and", re.I)
_ARTICLE = re.compile(r"\b(an?)\s\Z", re.I)
_SEVERAL = re.compile(r"\b(?:several|(?:a )?few)\s\Z", re.I)


class Atom(NamedTuple):
    """One written part of a number."""

    start: int
    end: int
    kind: str
    value: float


@dataclass(frozen=True)
class Numeral:
    """A number in the text.

    `kind` is `cardinal`, `part` (a share of one: "two-thirds") or `many` (an open plural: "dozens", whose `value` is
    the least it says, two of them). `digits` tells "30" from "thirty"; `scale` is what "million" multiplied by.
    """

    start: int
    end: int
    value: float
    kind: Kind = "cardinal"
    digits: bool = False
    scale: float = 1.0


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[str, float]]:
    """Kind and value of each number word, from `tables/number_words.tsv`."""
    return {word: (kind, float(value)) for word, kind, value in rows("language", "number_words.tsv")}


def find_numerals(text: str) -> list[Numeral]:
    """Every number in `text`, in order, longest reading first: "two to three dozen" gives 2 and 36."""
    numerals: list[Numeral] = []
    run: list[Atom] = []
    for atom in _atoms(text):
        if run and not _continues(text, run, atom):
            numerals += _read(text, run)
            run = []
        run.append(atom)
    if run:
        numerals += _read(text, run)
    return _combine(text, numerals)


def value_of(words: str) -> float | None:
    """The value of a number written alone ("twenty-five", "1.5 million", "a dozen"), or `None`."""
    found = find_numerals(words)
    stripped = words.strip()
    if len(found) == 1 and words[found[0].start : found[0].end] == stripped and found[0].kind == "cardinal":
        return found[0].value
    return None


def _atoms(text: str) -> Iterator[Atom]:
    words = number_words()
    for match in _ATOM.finditer(text):
        start, end = match.span()
        if match.lastgroup == "word":
            entry = words.get(match.group().lower())
            # "F-thirty" and "3third" are no number words, and neither is the "ten" in "ten's" or "a-ten"
            if entry and not (start and (text[start - 1].isalnum() or text[start - 1] in "_'’")):
                yield Atom(start, end, *entry)
        elif match.lastgroup == "vulgar":
            yield Atom(start, end, "vulgar", _VULGAR[match.group()])
        else:
            yield Atom(start, end, "digits", float(re.sub(r"[^\d.]", "", match.group())))


def _continues(text: str, run: Sequence[Atom], atom: Atom) -> bool:
    """Whether `atom` belongs to the same written number as the atoms of `run`."""
    last = run[-1]
    gap = text[last.end : atom.start]
    if len(gap) > 5 or not _JOIN.match(gap):
        return False
    joined_by_and = bool(_AND.search(gap))
    value, before = atom.value, last.kind
    match atom.kind:
        case "digits":
            return False
        case "vulgar":
            return before in ("digits", "unit", "ten") and not joined_by_and
        case "scale":
            if before == "part":  # half-million
                return not joined_by_and and len(run) == 1
            return not joined_by_and and before in ("digits", "unit", "ten", "vulgar", "scale") and _grows(run, value)
        case "part":
            if atom.value == 0.5 and joined_by_and:  # two and a half is joined by " and a "; two and half is not said
                return False
            return before == "unit" and gap in ("-", " ") and last.value > 0 and text[atom.end - 1] in "sdhfrSDHFR"
        case "unit":
            if before == "ten":
                return not joined_by_and and 0 < value < 10
            return before == "scale" and last.value >= 100 and (joined_by_and or gap == " ") and last.value > value
        case "ten":
            return before == "scale" and last.value >= 100 and (joined_by_and or gap == " ")
    return False


def _grows(run: Sequence[Atom], value: float) -> bool:
    """ "two hundred thousand" multiplies; "two thousand hundred" is no number."""
    thousands = [a.value for a in run if a.kind == "scale" and a.value >= 1000]
    if value >= 1000:
        return not thousands or value < thousands[-1]
    since = list(takewhile(lambda a: a.kind != "scale" or a.value < 1000, reversed(run)))
    return bool(since) and all(a.kind != "scale" for a in since)


def _read(text: str, run: Sequence[Atom]) -> list[Numeral]:
    first, last = run[0], run[-1]
    if first.kind == "many":
        return [_many(first)]
    if last.kind == "part":
        return _part(text, run)
    if first.kind == "part":  # half-million
        return [Numeral(first.start, last.end, first.value * _sum(run[1:]), scale=_sum(run[1:]))]
    value, start = _sum(run), first.start
    if first.kind == "scale":
        if several := _SEVERAL.search(text[max(0, first.start - 12) : first.start]):
            return [Numeral(first.start - len(several.group()), last.end, 2 * value, kind="many")]
        start, value = _scale_alone(text, first, value)
        if value == 0:
            return []
    digits = any(a.kind in ("digits", "vulgar") for a in run)
    scale = prod(a.value for a in takewhile(lambda a: a.kind == "scale", reversed(run)))
    return [Numeral(start, last.end, value, digits=digits, scale=scale)]


def _scale_alone(text: str, atom: Atom, value: float) -> tuple[int, float]:
    """ "a hundred", "half a million". A value of 0 drops what is vague: "multi-million", "a million-dollar bill"."""
    before = text[max(0, atom.start - 12) : atom.start]
    if text.startswith("-", atom.end) or not (article := _ARTICLE.search(before)):
        return atom.start, 0.0
    start = atom.start - len(before) + article.start(1)
    half = re.search(r"\bhalf\s\Z", text[max(0, start - 6) : start], re.I)
    if half:
        return max(0, start - 6) + half.start(), value / 2
    return start, value


def _many(atom: Atom) -> Numeral:
    """ "dozens": two dozen at least; "hundreds of thousands" is read by its parts' product."""
    return Numeral(atom.start, atom.end, 2 * atom.value, kind="many")


def _combine(text: str, numerals: Sequence[Numeral]) -> list[Numeral]:
    """Joins what two runs say together: "two and a half (million)", "hundreds of thousands"; drops the swallowed."""
    out: list[Numeral] = []
    for n in numerals:
        last = out[-1] if out else None
        if last and last.end > n.start:
            out.pop()
        elif last and n.kind == "many" and last.kind == "many" and text[last.end : n.start] == " of ":
            n = replace(n, start=last.start, value=last.value * n.value / 2)
            out.pop()
        elif last and last.kind == "cardinal" and last.value < 1000:
            joined = _and_a_part(text, last, n) or _point(text, last, n)
            if joined:
                n = joined
                out.pop()
        out.append(n)
    return out


def _and_a_part(text: str, whole: Numeral, part: Numeral) -> Numeral | None:
    """ "three and a half" and "two and a half million"."""
    gap = text[whole.end : part.start].lower()
    if gap == " and " and part.kind == "part" and part.value < 1:
        return replace(whole, end=part.end, value=whole.value + part.value)
    if gap == " and a " and part.scale > 1 and text.startswith("half", part.start):
        return replace(whole, end=part.end, value=2 * whole.value * part.value + part.value, scale=part.scale)
    return None


def _point(text: str, whole: Numeral, decimals: Numeral) -> Numeral | None:
    """ "one point six billion", as it is spoken."""
    digit = decimals.value / decimals.scale
    if text[whole.end : decimals.start].lower() != " point " or whole.scale > 1 or digit % 1 or digit >= 10:
        return None
    return replace(whole, end=decimals.end, value=(whole.value + digit / 10) * decimals.scale, scale=decimals.scale)


def _part(text: str, run: Sequence[Atom]) -> list[Numeral]:
    """ "two-thirds", "a third", "half"; an ordinal ("the third", "May fifth") is no share."""
    last = run[-1]
    if len(run) > 1:
        return [Numeral(run[0].start, last.end, run[0].value * last.value, kind="part")]
    if text[last.start : last.end].lower() == "half":
        before = _ARTICLE.search(text[max(0, last.start - 4) : last.start])
        start = last.start - len(before.group()) if before else last.start
        return [Numeral(start, last.end, last.value, kind="part")]
    if before := _ARTICLE.search(text[max(0, last.start - 4) : last.start]):
        return [Numeral(last.start - len(before.group()), last.end, last.value, kind="part")]
    return []


def _sum(run: Sequence[Atom]) -> float:
    """Adds up one number: units and tens add, a scale multiplies what was added since the last greater scale."""
    total = current = 0.0
    for atom in run:
        if atom.kind == "scale" and atom.value >= 1000:
            total += (current or 1.0) * atom.value
            current = 0.0
        elif atom.kind == "scale":
            current = (current or 1.0) * atom.value
        else:
            current += atom.value
    return total + current
