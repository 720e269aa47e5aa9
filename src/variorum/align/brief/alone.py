"""Which sentences are prose and can be understood by themselves: nothing in them stands for what was said before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from variorum.align.claims.wording import leans
from variorum.align.clauses import whole
from variorum.align.notices import is_notice
from variorum.align.sentences import Sentence
from variorum.align.words import table

SHORTEST, LONGEST = 8, 50
"""Words of a sentence."""
_UNNAMED = re.compile(r"(?:an?|one)\s", re.I)
"""Begins with somebody new: "a woman who fell from the pier said that she …"."""
_ME = re.compile(r"\b(?:I|I['’]m|me|my|let['’]s)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.I)


def stands_alone(sentence: Sentence) -> bool:
    """Whether a reader who has read nothing else understands a sentence: no opening that leans, no "he" without a
    person before it, no writer's "I", no quotation from its first word on or left open, no question, no furniture."""
    text = sentence.article.text[whole(sentence).start : sentence.span.end].strip()
    return (
        SHORTEST <= len(sentence.words) <= LONGEST
        and text[-1:] in ".!”\"’'"
        and text[:1] not in "“\"'‘"
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and bool(sentence.stems)
        and not leans(text)
        and not _openings().match(text)
        and not is_notice(text)
        and not _ME.search(_QUOTED.sub(" ", text))
        and not _is_nobodys(sentence)
    )


def _is_nobodys(sentence: Sentence) -> bool:
    """Whether "he" or "she" comes before any name of a person in the sentence."""
    text, start = sentence.article.text, whole(sentence).start
    pronoun = _PERSONAL.search(text, start, sentence.span.end)
    if pronoun is None or _UNNAMED.match(text, start):
        return False
    return not any(m.label == "PERSON" and m.start < pronoun.start() for m in sentence.mentions)


def full_names(sentences: Iterable[Sentence]) -> dict[str, set[str]]:
    """For each last word of a person's name the names of several words that end in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for name in _people(sentence):
            if len(words := name.split()) > 1:
                found[words[-1]].add(name)
    return found


def introduced(sentence: Sentence, full: Mapping[str, set[str]]) -> frozenset[str]:
    """The people that a sentence names in full, by their last names."""
    return frozenset(name.split()[-1] for name in _people(sentence) if " " in name and name.split()[-1] in full)


def bare(sentence: Sentence, full: Mapping[str, set[str]]) -> frozenset[str]:
    """The people whose last name alone a sentence has, without a title, though other sentences name them in full."""
    text = sentence.article.text
    found = {
        name
        for m in sentence.mentions
        if m.label == "PERSON" and " " not in (name := _name(text[m.start : m.end])) and name in full
        if not re.search(r"[A-Z][\w.’'-]*\s$", text[max(sentence.span.start, m.start - 24) : m.start])
    }
    return frozenset(found) - introduced(sentence, full)


def _people(sentence: Sentence) -> list[str]:
    text = sentence.article.text
    return [_name(text[m.start : m.end]) for m in sentence.mentions if m.label == "PERSON"]


def _name(words: str) -> str:
    return re.sub(r"['’]s?$", "", " ".join(words.split()))


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in table("brief_openings.txt")), re.I)
