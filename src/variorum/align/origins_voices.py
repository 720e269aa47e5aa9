"""Who a source without a resolved name is: one body ("police"), one document, somebody told of, or anybody at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.align.words import table, words_of
from variorum.language.shipped import all_words
from variorum.model import Article, Entity, Mention, Span

PAPERS = frozenset({"statement", "report"})
"""Kinds of source that somebody has written: whose paper it is, says it."""
BODIES = frozenset(
    {"company", "council", "club", "campaign", "union", "school", "hospital", "government", "organisers"}
)
"""Kinds of source that are a body with a name."""
_NAMED = ("PERSON", "ORG", "NORP")
_BODY = ("ORG", "FAC")
_FIRST = re.compile(
    r"\b(?:of|for|in|at|from|with|by|on|to|who|whom|which|that|about|close|familiar|briefed|near)\b|,", re.I
)
"""Where the head of a source ends: "a lawyer | for Ilse Marrow", "officials | familiar with it"."""
_ONE = re.compile(r"(?:the|this|his|her|its|their|my|our)\b|.*['’]s?\b", re.I)
"""Beginnings that tell of one: "the mayor", "Tarn's mayor"."""
_FOR = re.compile(r"\b(?:of|for|from|with|by)\s+(?:(?:the|a|an|mr|mrs|ms|dr)\.?\s+)*$", re.I)
"""What stands before a name that is not itself the source: "a lawyer for | Marrow", "a statement by | the board"."""

_MANY = frozenset({"council", "government", "company", "court"})
"""Kinds whose "officials" are not the body: they speak for themselves, and often without leave."""
_EVENTS = ("ation", "ment", "sion", "tion", "scandal", "death", "arrest", "affair", "attack", "departure", "success")
_OWNER = ("'s", "’s")
_LONGEST = 300
"""Code points of a source that are read."""


@dataclass(frozen=True)
class Voice:
    """A source as it is worded. `kinds` are those of `origin_bodies.txt` and, for somebody told of, the word itself;
    `names` are the entities named in it; `speaker` is the one that it comes down to."""

    words: str
    known: bool
    kinds: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    speaker: str | None = None

    def may_be(self, other: Voice) -> bool:
        """Whether two sources of one statement are one: of one kind, and not of two names."""
        apart = self.names and other.names and not self.names & other.names
        return bool(self.kinds & other.kinds) and not apart


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in table("origin_bodies.txt"):
        kind, _, words = line.partition(":")
        found |= dict.fromkeys(words.split(), kind)
    return found


@lru_cache(maxsize=1)
def _unnamed() -> frozenset[str]:
    return all_words("align", "origin_unnamed.txt")


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return all_words("align", "origin_roles.txt")


def read_voice(
    article: Article, sources: Sequence[Span], mentions: Sequence[Mention], entities: Mapping[str, Entity]
) -> Voice | None:
    """What the words of a quote's `sources` say of who it is; `None` where there are none."""
    said = " ".join(article.text[s.start : s.end] for s in sources)[:_LONGEST].strip(" ,;:")
    words = words_of(said)
    if not words:
        return None
    within = [m for m in mentions if m.entity in entities and any(s.covers(m) for s in sources)]
    named = {entities[m.entity or ""].name for m in within if m.label in _NAMED}
    person = next((m for m in within if m.label == "PERSON" and _speaks(article.text, m)), None)
    if person is not None:
        return Voice(said, True, _kinds_in(said), frozenset(named), entities[person.entity or ""].name)
    head = head_words(said)
    kinds = _kinds_in(said)
    body = next((entities[m.entity or ""].name for m in within if m.label in _BODY), None)
    if kinds & PAPERS and (author := body or min(named, default=None)):
        return Voice(said, True, kinds, frozenset(named), author)
    if "spokes" in said.casefold() and body:
        return Voice(said, True, kinds, frozenset(named), body)
    if kinds or _is_one(said, head):
        return Voice(said, True, kinds or frozenset(head[-1:]), frozenset(named))
    return Voice(said, False, frozenset(), frozenset(named))


def bodies_in(
    article: Article, sources: Sequence[Span], mentions: Sequence[Mention], entities: Mapping[str, Entity]
) -> frozenset[str]:
    """The bodies that those speak for whom `sources` name or tell of by their office: "the board's chief, Ana Dorn"."""
    said = " ".join(article.text[s.start : s.end] for s in sources)
    if not _roles() & set(words_of(said)):
        return frozenset()
    within = (m for m in mentions if m.label in _BODY and any(s.covers(m) for s in sources))
    return frozenset(entities[m.entity].name for m in within if m.entity and m.entity in entities)


def is_event(said: str) -> bool:
    """Whether a source is what happened to somebody: "the resignation of Ilse Marrow" says nothing by itself."""
    head, prep = _FIRST.split(said, maxsplit=1)[0], _FIRST.search(said)
    words = words_of(head)
    if not words or prep is None or prep.group().lower() != "of" or words[-1] in _kinds():
        return False
    return words[-1].endswith(_EVENTS) and words[-1] not in _roles() | _unnamed()


def head_words(said: str) -> list[str]:
    """The words of a source up to its head: "a federal judge" of "a federal judge in Tarn"."""
    return words_of(_FIRST.split(said, maxsplit=1)[0])


def _kinds_in(said: str) -> frozenset[str]:
    """The kinds of the heads, and for who speaks for somebody also what they speak for: "a police spokesman"."""
    found: set[str] = set()
    for part in said.split(","):
        head = head_words(part)
        looked = words_of(part) if "spokes" in part.casefold() else head if _roles() & set(head) else head[-1:]
        kinds = {_kinds()[w] for w in (word.removesuffix("'s") for word in looked) if w in _kinds()}
        found |= kinds - _MANY if head[-1:] and head[-1].startswith("official") else kinds
    return frozenset(found)


def _is_one(said: str, head: Sequence[str]) -> bool:
    """Whether it tells of one person, without saying the name: "the mayor", not "the neighbours" and not "he"."""
    if not head or _unnamed() & set(head):
        return False
    plural = head[-1].endswith("s") and not head[-1].endswith("ss")
    return not plural and bool(_ONE.match(said))


def _speaks(text: str, mention: Mention) -> bool:
    """Whether a name in a source is the source's own: not whom it works for, nor whose it is."""
    owner = text[mention.start : mention.end + 2].endswith(_OWNER) or text[mention.start : mention.end].endswith(_OWNER)
    return not owner and not _FOR.search(text[max(0, mention.start - 30) : mention.start])
