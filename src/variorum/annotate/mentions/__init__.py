"""Names in one article: the recogniser's, repaired over the whole text.

The recogniser sees one sentence at a time: it calls one surname a person here and a place there, misses an acronym that
the text has just explained, and reads headings, where every word has a capital, badly. An article read as a whole knows
better: what is a name once is a name everywhere, under one label.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.annotate.mentions.headings import heading_tokens
from variorum.annotate.mentions.lexicon import Lexicon, everywhere, retitled, shortened, words_of
from variorum.annotate.mentions.missed import PLACE_BEFORE, filed, missed
from variorum.annotate.mentions.nicknames import with_nicknames
from variorum.annotate.mentions.spans import Found, repaired
from variorum.language.names import is_acronym
from variorum.language.ties import Tie, ties
from variorum.model.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["BY", "find_mentions"]

BY = "mentions/1"
_SETTLES = 20.0
"""Weight of a dateline beside the recogniser's votes, each of which is at most one."""


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """The names of `doc` in order, none overlapping another, under OntoNotes' labels of names.

    A determiner, a title and a possessive stand outside; "The" stands inside where the article writes it with a capital
    in mid-sentence.
    """
    text = doc.text
    heading = heading_tokens(doc, text)
    words = [t.text for t in doc]
    plain = _plain(words, heading)
    found = list(with_nicknames(doc, list(repaired(doc, heading, plain))))
    found = sorted([*found, *missed(doc, text, found, heading, plain)])
    lexicon = Lexicon()
    lexicon.small.update(word for word in words if word.islower())
    for f in found:
        if heading[f.start]:
            continue  # a heading's capitals teach nothing about the text
        name = words_of(doc, f.start, f.end)
        lexicon.add(name, f.label, f.weight)
        if f.start and doc[f.start - 1].lower_ in PLACE_BEFORE:
            lexicon.placed.add(name)
    for f in filed(text, found, doc):
        name = words_of(doc, f.start, f.end)
        for form in (name, tuple(word.capitalize() for word in name)):
            if form in lexicon.votes:
                lexicon.add(form, f.label, _SETTLES)
    tied = ties(text, _mentions(doc, found))
    _learn(doc, lexicon, tied, found)
    lexicon.close()
    found = list(shortened(doc, found, lexicon, heading))
    return _mentions(doc, list(retitled(doc, everywhere(doc, words, lexicon, found, heading), lexicon)))


def _plain(words: list[str], heading: list[bool]) -> set[str]:
    """Words that running text writes small at least as often as with a capital: a capital makes no name of them."""
    running = Counter(word for word, title in zip(words, heading, strict=True) if not title)
    return {word for word, n in running.items() if word.islower() and n >= running[word.capitalize()]}


def _mentions(doc: Doc, found: list[Found]) -> tuple[Mention, ...]:
    return tuple(
        Mention(doc[f.start].idx, doc[f.end - 1].idx + len(doc[f.end - 1]), f.label, by=BY, score=round(f.weight, 2))
        for f in found
    )


def _learn(doc: Doc, lexicon: Lexicon, tied: tuple[Tie, ...], found: list[Found]) -> None:
    """Both names of a stated tie are names, and of one kind."""
    labels = {doc[f.start].idx: f.label for f in found}
    for tie in tied:
        label = labels.get(tie.one.start, "ORG")
        for span in (tie.one, tie.other):
            tokens = doc.char_span(span.start, span.end)
            if tokens is None:
                continue
            words = words_of(doc, tokens.start, tokens.end)
            lexicon.add(words, label, 2.0)
            if is_acronym(tokens.text):
                lexicon.sure.add(words)
