"""What is worth telling: words that can be read by themselves, and that stand where a report puts what matters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from variorum.align.claims.units import is_furniture
from variorum.align.omissions.bags import bag_of_words
from variorum.align.omissions.telling import Statement, Telling
from variorum.align.sentences import Sentence
from variorum.align.words import table, words_of
from variorum.model import Claim
from variorum.model.support import reports, supporting

FEWEST_WORDS = 6
FEWEST_QUOTED = 6
"""Words of a quote, at least, that one report alone prints."""
FEWEST_TELLING = 5
"""Content words of a statement, at least."""
LEAD = 3
"""Sentences at the head of a report in which it says what matters."""
EARLY = 0.25
"""Part of a report in which a quote or a figure stands prominently."""
OF_ONE_REPORT = 2
"""Lines of one report alone, at most."""
_IN_HEADLINE = 0.5
"""Share of what a headline says that the sentence it stands for says too."""
_SAYS_ENOUGH = 8.0
"""Summed rarity of a statement's words beyond which more of them matter no more."""
_LEANS = re.compile(
    r"[\"“‘'\s…]*(?:he|she|it|they|we|i|you|this|that|these|those|his|her|their|its|but|and|so|also|then|there)\b", re.I
)


_CAPTION = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\W*$")
"""The end of a caption: the day on which a picture was taken."""
_FINISHED = re.compile(r"[.!?][\"”’')\]]*$")


@lru_cache(maxsize=1)
def _pages_own() -> re.Pattern[str]:
    """What a page puts beside its report: a caption, whom to write to, the hour of an entry, links to what else is."""
    return re.compile("|".join(rf"(?:{line})" for line in table("omission_pages_own.txt")))


def is_told_plainly(words: str) -> bool:
    """Whether words say enough by themselves: they lean on nothing said before, and are no mere phrase."""
    return (
        len(words_of(words)) >= FEWEST_WORDS
        and len(bag_of_words(words)) >= FEWEST_TELLING
        and not _LEANS.match(words)
        and not _pages_own().search(words)
        and not is_furniture(words)
        and not words.rstrip("\"”’' ").endswith("?")
    )


def prominence(telling: Telling, statement: Statement, share: float) -> float:
    """How much it matters that a report is silent: how many tell it, how early they do, and how much it says."""
    places = [telling.texts[s.article.id].place(s) for s in statement.sentences]
    early = 1 - sum(places) / len(places)
    says = min(1.0, max(map(telling.rarity.mass, statement.cores)) / _SAYS_ENOUGH)
    return round(share * early * (0.5 + 0.5 * says), 4)


def lone_lines(telling: Telling, claims: Sequence[Claim], whole: Collection[str]) -> Iterator[Claim]:
    """Claims of one report each that stand prominently in it and bring something of their own."""
    ranked: dict[str, list[tuple[float, str, Claim]]] = defaultdict(list)
    for claim in claims:
        article = next(iter(tellers)) if len(tellers := reports(claim)) == 1 else ""
        if article in whole and is_told_plainly(claim.statement) and _is_sentence(claim.statement):
            sentence = telling.texts[article].holding(supporting(claim)[0])
            if sentence and (rank := _standing(telling, sentence)):
                ranked[article].append((-rank, claim.id, claim))
    for found in ranked.values():
        yield from (claim for _, _, claim in sorted(found, key=lambda f: f[:2])[:OF_ONE_REPORT])


def _is_sentence(words: str) -> bool:
    return bool(_FINISHED.search(words)) and not _CAPTION.search(words)


def _standing(telling: Telling, sentence: Sentence) -> float:
    """How prominently a sentence stands in its report; 0 where it does not.

    In headline and lead it names whom no other report names; there and early on it prints somebody's words, or
    counts what no other counts.
    """
    text = telling.texts[sentence.article.id]
    at = text.sentences.index(sentence)
    place = at / len(text.sentences)
    quotes_or_counts = _quotes(sentence) or _has_own(telling, sentence, {f"#{f:g}" for f in _numbers(sentence)})
    if not (quotes_or_counts or _has_own(telling, sentence, {f"!{e}" for e in sentence.entities})):
        return 0.0
    title = bag_of_words(text.article.title or "")
    if title and telling.rarity.mass(title & sentence.stems) >= _IN_HEADLINE * telling.rarity.mass(title):
        return 3 - place
    if at < LEAD:
        return 2 - place
    return 1 - place if quotes_or_counts and place <= EARLY else 0.0


def _quotes(sentence: Sentence) -> bool:
    """Whether it prints the words of somebody who is named, and more than a phrase of them."""
    text = sentence.article.text
    said = [c for q in sentence.quotes if q.mode != "indirect" and q.speaker for c in q.contents]
    return sum(len(text[c.start : c.end].split()) for c in said) >= FEWEST_QUOTED


def _numbers(sentence: Sentence) -> Iterator[float]:
    yield from (f.low or f.high or 0.0 for f in sentence.figures if f.counted or f.unit not in (None, "count"))


def _has_own(telling: Telling, sentence: Sentence, tokens: Collection[str]) -> bool:
    """Whether one of `tokens` stands in no other report."""
    return any(telling.is_only_in(token, sentence.article.id) for token in tokens)
