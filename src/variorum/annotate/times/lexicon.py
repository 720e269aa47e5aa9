"""Words to terminals: one pass over a text's tokens that says what each could be in the grammar."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from variorum.language.shipped import rows

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Token(NamedTuple):
    """A word, a run of digits or one other character; `glued` where nothing stands between it and the token before."""

    text: str
    lower: str
    start: int
    end: int
    glued: bool


class Terminal(NamedTuple):
    """What a stretch of tokens up to `end` could be: a grammar category with its value."""

    category: str
    value: str
    end: int


def tokens(text: str) -> list[Token]:
    """The text's tokens, finer than a parser's: `mid-1990s` is four."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        found.append(Token(word, word.lower(), start, end, start == last))
        last = end
    return found


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of this room; see `variorum.language.shipped`."""
    return rows("annotate", name)


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in table("time_context.tsv")}


def word_set(name: str) -> frozenset[str]:
    """A named set of words that stand around times; raises `KeyError` for a name that the table lacks."""
    return _sets()[name]


@lru_cache(maxsize=1)
def words() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word -> (further words, category, value), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, category, value in table("time_words.tsv"):
        first, *rest = phrase.split()
        found.setdefault(first, []).append((tuple(rest), category, value))
    for phrase, value in table("time_holidays.tsv"):
        first, *rest = phrase.split()
        found.setdefault(first, []).append((tuple(rest), "holiday", value))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


_LONGEST = 12
"""Words of one number that are read."""


def terminals(line: list[Token], at: int) -> list[Terminal]:
    """Everything that the token at `at` could begin."""
    token = line[at]
    found: list[Terminal] = []
    if token.text.isdecimal():
        return _digits(line, at)
    for rest, category, value in words().get(token.lower, ()):
        end = at + 1 + len(rest)
        if not rest or (end <= len(line) and all(line[at + 1 + n].lower == word for n, word in enumerate(rest))):
            if category in _NAMES and token.text[:1].islower():
                continue
            found.append(Terminal(category, value, end))
            if category == "ordinal":
                found.append(Terminal("day", value, end))
    if token.text[0].isupper() and at + 1 < len(line) and line[at + 1].text == "time":
        # "9 a.m. Harbour City time" is read from its last word of the place
        found.append(Terminal("zone", "-", at + 2))
    found += _number_words(line, at)
    return found


_NAMES = frozenset({"softmonth", "shortmonth", "shortweekday", "holiday", "ad"})
"""Categories whose words must begin with a capital: "may", "sun", "sat" are mostly something else."""


def _digits(line: list[Token], at: int) -> list[Terminal]:
    text = line[at].text
    if (at and line[at].glued and line[at - 1].text in "$£€#") or _inside_number(line, at):
        return []
    after = line[at + 1 : at + 3]
    after = after if all(t.glued for t in after) else after[:1] if after and after[0].glued else []
    if len(after) == 2 and after[0].text in ",." and after[1].text.isdecimal():
        return _long_number(line, at)
    number = int(text) if len(text) < 9 else 0
    if after and after[0].lower in ("st", "nd", "rd", "th"):
        return [Terminal(c, str(number), at + 2) for c in ("ordinal", "day")] if 0 < number < 100 else []
    if (after and after[0].lower == "s") or (len(after) == 2 and after[0].text in "'’" and after[1].lower == "s"):
        end = at + 2 if after[0].lower == "s" else at + 3
        return [Terminal("decade", text[:-1], end)] if text[-1] == "0" and len(text) in (2, 4) else []
    if (
        after
        and after[0].text[0].isalpha()
        and after[0].lower not in ("am", "pm", "a", "p", "bc", "ad", "h", "hrs", "ce", "bce")
    ):
        return []
    found = [*_fraction(line, at, number), Terminal("number", str(number), at + 1)]
    if len(text) == 4 and "1000" <= text <= "2199":
        found.append(Terminal("year", text, at + 1))
    if len(text) == 4:
        found.append(Terminal("four", text, at + 1))
    if len(text) == 3:
        found.append(Terminal("three", text, at + 1))
    if len(text) <= 2:
        found.append(Terminal("two", text.zfill(2), at + 1))
        if 1 <= number <= 31:
            found.append(Terminal("day", str(number), at + 1))
    return found


def _inside_number(line: list[Token], at: int) -> bool:
    """The digits behind a point or a comma: "3.5", "2,500"."""
    return (
        at > 1 and line[at].glued and line[at - 1].glued and line[at - 1].text in ".," and line[at - 2].text.isdecimal()
    )


def _fraction(line: list[Token], at: int, number: int) -> list[Terminal]:
    if at + 3 < len(line) and line[at + 1].text == "1" and line[at + 2].text == "/" and line[at + 3].text == "2":
        return [Terminal("number", f"{number}.5", at + 4)]
    if at + 1 < len(line) and line[at + 1].text == "½":
        return [Terminal("number", f"{number}.5", at + 2)]
    return []


def _long_number(line: list[Token], at: int) -> list[Terminal]:
    """`2,500` and `3.5`: amounts, never years or days."""
    text, end = line[at].text, at + 1
    while (
        end + 1 < len(line)
        and line[end].text == ","
        and line[end].glued
        and len(line[end + 1].text) == 3
        and line[end + 1].glued
    ):
        if not line[end + 1].text.isdecimal():
            break
        text, end = text + line[end + 1].text, end + 2
    if end + 1 < len(line) and line[end].text == "." and line[end + 1].text.isdecimal():
        text, end = f"{text}.{line[end + 1].text}", end + 2
    if end == at + 1 or len(text) > 12:
        return [] if end != at + 1 else [Terminal("number", text, end)]
    found = [Terminal("amount", text, end)]
    if "." in text and len(line[end - 1].text) == 2 and len(line[at].text) <= 2:
        found.append(Terminal("dotted", text.replace(".", ":").zfill(5), end))
    return found


def _number_words(line: list[Token], at: int) -> list[Terminal]:
    """`two`, `twenty-four`, `a hundred and five`, and years as they are read out: `nineteen ninety-four`."""
    total = part = 0
    end = at
    last = ""
    while end < min(len(line), at + _LONGEST):
        token = line[end]
        kind, value = _small_number(token.lower)
        if kind == "scale" and (last or end == at or token.lower != "thousand"):
            part = max(part, 1) * value
            total, part = (total + part, 0) if value >= 1000 else (total, part)
        elif (kind == "small" and last in ("", "tens", "scale")) or (kind == "tens" and last in ("", "scale")):
            if last == "tens" and value > 9:
                break
            part += value
        elif (token.text == "-" and token.glued and last == "tens") or (
            token.lower == "and" and last == "scale" and end + 1 < len(line) and _small_number(line[end + 1].lower)[0]
        ):
            end += 1
            continue
        else:
            break
        last, end = kind, end + 1
    if end == at:
        return []
    if line[end - 1].text == "-":
        end -= 1
    joined = _joined_ordinal(line, end, total + part) if last == "tens" else []
    return [Terminal("number", str(total + part), end), *joined, *_spoken_year(line, at)]


def _joined_ordinal(line: list[Token], end: int, tens: int) -> list[Terminal]:
    """`twenty-first`."""
    at = end + 1 if end < len(line) and line[end].text == "-" else end
    if at >= len(line):
        return []
    for rest, category, value in words().get(line[at].lower, ()):
        if category == "ordinal" and not rest and int(value) < 10:
            return [Terminal(c, str(tens + int(value)), at + 1) for c in ("ordinal", "day")]
    return []


def _small_number(word: str) -> tuple[str, int]:
    for rest, category, value in words().get(word, ()):
        if not rest and category in ("small", "tens", "scale"):
            return category, int(value)
    return "", 0


def _spoken_year(line: list[Token], at: int) -> list[Terminal]:
    kind, century = _small_number(line[at].lower)
    if century < 11 or kind not in ("small", "tens") or century > 20 or at + 1 >= len(line):
        return [Terminal("year", "2000", at + 2)] if [t.lower for t in line[at : at + 2]] == ["two", "thousand"] else []
    kind, tens = _small_number(line[at + 1].lower)
    if kind == "small" and tens >= 10:
        return [Terminal("year", f"{century}{tens}", at + 2)]
    if kind != "tens":
        return [Terminal("decade", f"{century}{value}", at + 2) for value in _plural_tens(line[at + 1].lower)]
    end = at + 3 if at + 2 < len(line) and line[at + 2].text == "-" else at + 2
    kind, ones = _small_number(line[end].lower) if end < len(line) else ("", 0)
    if kind == "small" and ones < 10:
        return [Terminal("year", f"{century}{tens + ones}", end + 1)]
    return [Terminal("year", f"{century}{tens}", at + 2)]


def _plural_tens(word: str) -> list[str]:
    return [value for rest, category, value in words().get(word, ()) if category == "tensplural" and not rest]
