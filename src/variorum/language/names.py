"""How names are built: titles, particles, tails, the forms of one name, and keys under which like names meet.

Everything here works on the words alone; what the words stand for is told by the rooms that read whole articles.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from variorum.language.shipped import lines

_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SPACED_DASH = re.compile(r"\s*-\s*")
_GLUED = re.compile(r"(?<=[a-z]{2}\.)(?=[A-Z])")
_NOT_WORD = re.compile(r"[^\w'&-]+")
_POSSESSIVE = re.compile(r"(?:\s*['’]\s*s|(?<=s)\s*['’])$", re.I)
_DETERMINER = re.compile(r"(?:the|a|an|this|that|these|those|its|his|her|their|our)\s+", re.I)
_ADDRESS = re.compile(r"(?<=\w\w)\.(?:com|net|org|co\.uk)$", re.I)
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}[A-Za-z]?\.?|[A-Z]{1,}[0-9&/-]?[A-Z0-9]+s?")
_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "on", "to", "at", "by", "a", "an", "de", "la", "du", "des", "&", "et", "und", "y")
)
_EDGES = " \t\n\r\u00a0\"'“”‘’«»„‹›`()[]{}<>|•*,;:!?…–—-=_#~^\\/"


@lru_cache(maxsize=1)
def titles() -> frozenset[tuple[str, ...]]:
    """Titles as tuples of lower-case words, full stops cut."""
    return frozenset(tuple(line.replace(".", "").split()) for line in lines("language", "names_titles.txt"))


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Every word that is a title by itself or part of one, small words left out."""
    return frozenset(word for title in titles() for word in title if word not in _SMALL)


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Surname particles that need no hyphen after them."""
    return frozenset(p for p in lines("language", "names_particles.txt") if not p.endswith("-"))


@lru_cache(maxsize=1)
def hyphen_particles() -> frozenset[str]:
    """All surname particles, as they stand before a hyphen."""
    return frozenset(p.rstrip("-") for p in lines("language", "names_particles.txt"))


@lru_cache(maxsize=1)
def hyphen_tails() -> frozenset[str]:
    """Words that stand after a name and a hyphen without being part of the name: led, backed."""
    return frozenset(lines("language", "names_hyphen_tails.txt"))


@lru_cache(maxsize=1)
def company_tails() -> frozenset[str]:
    """Words at the end of a body's name that name only its legal form."""
    return frozenset(lines("language", "names_company_tails.txt"))


@lru_cache(maxsize=1)
def person_tails() -> frozenset[str]:
    """Words after a surname that are no surname: jr, iii."""
    return frozenset(lines("language", "names_person_tails.txt"))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without white space, marks and a possessive at its edges; `start == end` if nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while True:
        before = end
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if match := _POSSESSIVE.search(text[max(start, end - 4) : end]):
            end -= len(match.group())
        if end == before:
            return start, end


def fold(text: str) -> str:
    """`text` without accents, case, full stops and spaces round hyphens: what two spellings of one name share."""
    plain = " ".join(text.split()).translate(_DASHES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = _SPACED_DASH.sub("-", _GLUED.sub(" ", plain).replace(".", ""))
    return " ".join(word for word in _NOT_WORD.sub(" ", plain).casefold().split() if word.strip("'"))


@lru_cache(maxsize=50_000)
def is_acronym(word: str) -> bool:
    """Whether `word` is written as initials are: "NATO", "U.N.", "G7", "MoD" is not."""
    return bool(_ACRONYM.fullmatch(word)) and sum(c.isupper() for c in word) >= 2


@lru_cache(maxsize=50_000)
def initials(name: str) -> tuple[str, str]:
    """First letters of the words of `name`, upper case: those of the great words only, and those of all words."""
    words = [w for w in re.split(r"[\s-]+", name.translate(_DASHES)) if w and w[0].isalnum()]
    great = [w for w in words if w.lower() not in _SMALL]
    return "".join(w[0] for w in great).upper(), "".join(w[0] for w in words).upper()


@lru_cache(maxsize=50_000)
def spellings(name: str) -> frozenset[str]:
    """The letters by which `name` may go: its initials with or without small words, a legal form, a first "The"."""
    words = fold(name).split()
    while len(words) > 1 and words[-1] in company_tails():
        words.pop()
    great, every = initials(" ".join(words))
    apart = "".join(letters(w) if "." in w and is_acronym(w) else w[0].upper() for w in name.split() if w[0].isupper())
    return frozenset((great, every, f"T{great}", apart, *initials(name)))


def letters(acronym: str) -> str:
    """The letters and digits of an acronym, without a plural's s, in capitals."""
    return "".join(c for c in acronym.removesuffix("s") if c.isalnum()).upper()


def spells(acronym: str, name: str) -> bool:
    """Whether `acronym` can be read off `name`.

    After Schwartz and Hearst (2003), stricter: each letter is the first of a word, in order, and no great word before
    the legal form is left out, so that "NPA" is not read off "National Press". Digits must stand in the name too.
    """
    short = letters(acronym)
    if short in spellings(name):
        return len(short) > 1
    bare, digits = "".join(c for c in short if c.isalpha()), "".join(c for c in short if c.isdigit())
    return len(bare) > 1 and bool(digits) and digits in name and bare in spellings(name)


class Person(NamedTuple):
    """A person's name, folded: `given` names and initials, `surname` without its particles, `particle`, `tail`."""

    given: tuple[str, ...]
    surname: str
    particle: str
    tail: str

    @property
    def full(self) -> bool:
        """Whether a given name stands with the surname."""
        return bool(self.given)


def strip_titles(words: list[str]) -> list[str]:
    """`words` (folded) without titles before the name; the last word always stays."""
    at = 0
    while at < len(words) - 1:
        step = next((n for n in (4, 3, 2, 1) if tuple(words[at : at + n]) in titles() and at + n < len(words)), 0)
        if not step:
            break
        at += step
    return words[at:]


@lru_cache(maxsize=50_000)
def person(name: str) -> Person:
    """Reads a person's name or its key. A hyphen inside counts as a space ("Jong-un" is "Jong Un"), a title is cut.

    "al" and "el" without a hyphen are particles only behind another word: "Al Hale" has a given name.
    """
    words = strip_titles(_parted(name))
    tail = ""
    while len(words) > 1 and words[-1] in person_tails():
        tail = words.pop()
    if not words:
        return Person((), "", "", tail)
    at = len(words) - 1
    # "Abu" opens a name of its own ("Abu Karim al-Tolani"): it is a particle only right before the surname
    while at > 0 and (words[at - 1].endswith("-") or _loose_particle(words, at - 1)):
        at -= 1
    particle = " ".join(words[at:-1]).replace("-", "")
    return Person(tuple(word.rstrip("-") for word in words[:at]), words[-1], particle, tail)


def _loose_particle(words: list[str], at: int) -> bool:
    return words[at] in particles() and (at > 0 or words[0] not in _ARTICLES)


def _parted(name: str) -> list[str]:
    """The folded words of a name, parted at hyphens; a particle before a hyphen keeps it: "al-"."""
    words: list[str] = []
    for word in fold(_LOW_ARTICLE.sub(r"\1-", name)).split():
        head, dash, rest = word.partition("-")
        if dash and rest and head in hyphen_particles():
            words += [f"{head}-", *rest.split("-")]
        else:
            words += [part for part in word.split("-") if part]
    return words


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    return dict(line.split() for line in lines("language", "names_spellings.txt"))


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The folded name without determiner, possessive, legal form and hyphens: equal for mere variants of writing.

    Only the hyphen behind a particle stays: "al-Hale" is a surname, "Al Hale" has a given name.
    """
    start, end = trim(name, 0, len(name))
    text = _ADDRESS.sub("", name[start:end])
    text = _DETERMINER.sub("", text, count=1) if _DETERMINER.match(text) else text
    words = "\0".join(_parted(text)).replace("'", "").replace("-\0", "-").split("\0")
    while len(words) > 1 and words[-1] in company_tails():
        words.pop()
    return " ".join(_spellings().get(word, word) for word in words)


_SOUND = (
    *(("ph", "f"), ("gh", "g"), ("kh", "k"), ("ck", "k"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("ou", "u")),
    *(("oo", "u"), ("ee", "i"), ("ai", "i"), ("q", "k"), ("c", "k"), ("y", "i"), ("w", "v"), ("z", "s"), ("x", "ks")),
    *(("j", "i"), ("e", "i"), ("o", "u")),
)
_ARTICLES = frozenset(("al", "el"))
_LOW_ARTICLE = re.compile(r"\b(al|el)\s+(?=[A-Z])")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A key that spellings of one name in Latin letters share: Qassem and Kasim, Yousef and Yusuf, Meier and Meyer.

    Coarser than spelling, finer than Soundex: vowels stay, folded to a, i and u, so that Kim and Kam stay two.
    """
    for old, new in _SOUND:
        word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word).rstrip("h")
