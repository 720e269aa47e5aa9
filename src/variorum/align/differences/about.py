"""What a difference is about: a phrase that a report prints, else names and words that both sides know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from variorum.align.differences.anchors import around_text
from variorum.align.sentences import Sentence
from variorum.align.slots.kinds import classes
from variorum.align.words import content_stems, stem, surface_words
from variorum.model import Arg, Entity, Span

MOST, MOST_NAMES = 4, 2
"""Words and names shown, and names among them, at most."""
SHORTEST = 4
"""Letters of a word worth showing: shorter ones are titles and particles."""
LONGEST_PHRASE = 60
"""Code points of a phrase that heads a difference, at most."""
_TOLD_OF = ("whom", "what", "who")
"""Slots of a clause by how well they say what it is about: what is done to something says more than who does it."""
_OPENING = re.compile(r"(?:the|an?|this|that|these|those|its|his|her|their|our|my|any|some)\s+", re.I)
_CLOSING = re.compile(r"(?:\s+(?:on|in|at|by|from|since|until|for|during|last|next))+\s*$|[\s,;:]+$", re.I)
"""What is left of a phrase behind which a day stood."""


def about(sentence: Sentence, span: Span, shared: Sequence[str], names: Mapping[str, Entity]) -> str:
    """What the words under `span`, in which the reports part, are about.

    A count is headed with what it counts, anything else with a phrase of `sentence` that holds one of `shared` (tokens
    of `anchors`, the rarest first); where there is none of several words, with `shared` in the order of `sentence`.
    Where the sentence holds none of them as a word, the words under `span` say what it is about.
    """
    if told := _counted(sentence, span) or _phrase(sentence, span, shared):
        return told
    found = [*_names(sentence, shared, names)[:MOST_NAMES]]
    found += _words(sentence, shared)[: MOST - len(found)]
    shown = dict.fromkeys(text for _, text in sorted(found))
    return ", ".join(shown) or " ".join(sentence.article.text[span.start : span.end].split()[:MOST])


def _counted(sentence: Sentence, span: Span) -> str:
    """What the figure under `span` counts: with what became of them, or in several words."""
    figure = next((f for f in sentence.figures if f.start == span.start), None)
    if figure is None or not figure.counted:
        return ""
    counted = " ".join(figure.counted.split())
    if (outcome := classes("slot_outcomes.tsv").get(figure.predicate or "")) and outcome not in counted:
        return f"{counted} ({outcome})"
    return counted if len(counted.split()) > 1 else ""


def _phrase(sentence: Sentence, span: Span, shared: Sequence[str]) -> str:
    """The noun phrase of several telling words, apart from `span`, that holds most of `shared`."""
    best = min(_phrases(sentence, span, frozenset(shared)), default=None)
    return best[-1] if best else ""


def _phrases(sentence: Sentence, span: Span, shared: frozenset[str]) -> Iterator[tuple[bool, int, int, int, str]]:
    """Phrases that could head a difference; the best one is least: of the clause that `span` tells of, if it can be."""
    for event in sentence.events:
        near = event.predicate.start < span.end and span.start < event.predicate.end
        for arg in (arg for arg in event.args if arg.role in _TOLD_OF and arg.head and not _is_name(sentence, arg)):
            words = _bare(sentence, arg, span)
            held = len(around_text(words) & shared)
            if held and len(words) <= LONGEST_PHRASE and len(content_stems(words)) > 1:
                yield not near, -held, _TOLD_OF.index(arg.role), -len(words), words


def _bare(sentence: Sentence, arg: Arg, span: Span) -> str:
    """The words of a slot without the article before them and a day behind them; what stands behind `span`, which a
    side says and no other does, or nothing where `span` stands behind words of it."""
    text, start, end = sentence.article.text, arg.start, arg.end
    end = min((t.start for t in sentence.times if start < t.start < t.end == end and t.type != "SET"), default=end)
    if start < span.end and span.start < end:
        if content_stems(text[start : span.start]):
            return ""
        start = span.end
    words = _CLOSING.sub("", " ".join(text[start:end].split()))
    return _OPENING.sub("", words, count=1)


def _is_name(sentence: Sentence, arg: Arg) -> bool:
    """Whether a slot is filled by a name alone."""
    return any(m.start <= arg.start + SHORTEST and arg.end <= m.end for m in sentence.mentions if m.entity)


def _names(sentence: Sentence, shared: Collection[str], names: Mapping[str, Entity]) -> list[tuple[int, str]]:
    at = {m.entity: m.start for m in reversed(sentence.mentions) if m.entity}
    return [(at[token], names[token].name) for token in shared if token in names and token in at]


def _words(sentence: Sentence, shared: Sequence[str]) -> list[tuple[int, str]]:
    """The heads of the clauses' slots that carry a shared token, by its rank; a word inside a name belongs to that."""
    named = [(m.start, m.end) for m in sentence.mentions if m.entity]
    heads = {stem(a.head) for e in sentence.events for a in e.args if a.head}
    held: dict[str, tuple[int, str]] = {}
    for span in surface_words(sentence.article.text, sentence.span):
        word = sentence.article.text[span.start : span.end]
        if len(word) >= SHORTEST and stem(word.lower()) in heads and not any(lo <= span.start < hi for lo, hi in named):
            for token in around_text(word):
                held.setdefault(token, (span.start, word))
    return [held[token] for token in shared if token in held]
