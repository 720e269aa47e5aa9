"""The words by which an entry of a timeline is shown: they can be read by whoever has read nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.align.claims.wording import leans
from variorum.align.clauses import clause_of, whole
from variorum.align.sentences import Sentence
from variorum.align.timeline.surroundings import Surroundings
from variorum.align.words import table
from variorum.model import Event, Span, Time

SHORTEST = 7
"""Words of a clause shown alone, at least."""
LONGEST, LONGEST_TWO = 70, 75
"""Words of a sentence, and of two, that are shown, at most."""
_GOES_ON = re.compile(r"\s*(?:[,;:–—]|and\b|but\b|while\b|[.!?]?\s*$)", re.I)
"""What follows a clause that says all it has to say. "Announced | that" and "villages | hit by" do not."""
_JOINING = re.compile(r"(?:(?:and|but|yet|or|so|still|also|meanwhile|however|indeed|then),?\s+)+(?=\S)", re.I)
_ENDS = ".!…”\"’')"
_MAIN = frozenset({"main", "complement", ""})
_LABEL = re.compile(r"\W*(?:(?:note|image|photo|picture|video|related|watch|listen)s?:|page last updated)", re.I)
_BROKEN = re.compile(r"\s*[a-z,;]")
"""What follows words that a parser took for a sentence: "the nominees -- Ida Holm (D-Tarn) | and Bela Orr -- meet"."""
_PAUSES = ",;:.)–—-"
_STAMP = re.compile(
    r"(?:[^\W\d]+day,?\s)?\d{1,2}(?:st|nd|rd|th)?\s[^\W\d]+,?\s\d{4}\b[^\n]{0,20}?"
    r"(?:\b(?:GMT|BST|UTC|CET|E[SD]T|P[SD]T|UK)|\d:\d\d)\s+(?=[^\W\da-z])"
)
_HEAD = 250
"""Code points at a text's beginning in which headlines may stand before a time of publication."""
"""The time of publication before the first words of a text: "Wednesday 20 July 2031 00.24 BST The board …"."""
_ME = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PERSONAL = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself|they|their|them)\b", re.I)
_UNNAMED = re.compile(r"(?:an?|one|the|\d+|two|three|some|many)\s", re.I)


def shown(sentence: Sentence, time: Time, event: Event | None, around: Surroundings) -> Span | None:
    """The clause where the sentence goes on with another, else the sentence, with the one before it where it leans on
    that; `None` where a reader would not understand it so either, or it is no sentence."""
    if not is_sentence(sentence):
        return None
    clause = _clause(sentence, time, event)
    full = _from_first_word(sentence)
    for found in (clause, full):
        if (
            found
            and found.start >= full.start
            and found.holds(time.start)
            and _words(sentence, found) <= LONGEST
            and _is_understood(sentence, found)
        ):
            return found
    before = around.previous(sentence)
    passing = event is not None and event.standing not in _MAIN
    if passing or time.start < full.start or _is_told_by_me(sentence, full):
        return None
    if before is None or not is_sentence(before) or not _is_understood(before, _from_first_word(before)):
        return None
    both = Span(_from_first_word(before).start, full.end)
    return both if _words(sentence, both) <= LONGEST_TWO and _explains(before, sentence) else None


def is_sentence(sentence: Sentence) -> bool:
    """Whether words begin and end as a sentence does, with a main clause; a heading has no full stop."""
    text = sentence.text.strip()
    if _BROKEN.match(sentence.article.text, sentence.span.end):
        return False
    begins = text[:1].isupper() or not (text[:1].isalpha() or text[:1] in _PAUSES)
    told = any(e.tense and e.standing in _MAIN for e in sentence.events)
    return (
        told
        and begins
        and not _LABEL.match(text)
        and text[-1:] in _ENDS
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
    )


def _clause(sentence: Sentence, time: Time, event: Event | None) -> Span | None:
    """The clause that opens the sentence, where it says all it has to say."""
    if event is None or event.tense is None or not event.polarity or event.standing not in ("main", ""):
        return None
    found, text, full = clause_of(sentence, Span(time.start, time.end), event), sentence.article.text, whole(sentence)
    opens = found.start == full.start and _words(sentence, found) >= SHORTEST
    return found if opens and _GOES_ON.match(text, found.end, sentence.span.end) else None


def _from_first_word(sentence: Sentence) -> Span:
    """The sentence without a dateline and without what joins it to the one before: "But the board …"."""
    full, text = whole(sentence), sentence.article.text
    if stamp := _STAMP.search(text, full.start, min(full.end, full.start + _HEAD)):
        full = Span(stamp.end(), full.end)
    joining = _JOINING.match(text, full.start, full.end)
    return Span(joining.end(), full.end) if joining else full


def _is_understood(sentence: Sentence, span: Span) -> bool:
    """Whether nothing in the words stands for somebody or something named before."""
    text = sentence.article.text[span.start : span.end]
    leaning = leans(text) or _openings().match(text) or _is_nobodys(sentence, span)
    return not (leaning or _is_told_by_me(sentence, span))


def _is_told_by_me(sentence: Sentence, span: Span) -> bool:
    """Whether the words outside quotation marks are a witness's or the writer's own: "I watched in disbelief"."""
    return bool(_ME.search(_QUOTED.sub(" ", sentence.article.text[span.start : span.end])))


def _is_nobodys(sentence: Sentence, span: Span) -> bool:
    """Whether "he" or "they" comes before any name or noun that it can stand for."""
    text = sentence.article.text
    pronoun = _PERSONAL.search(text, span.start, span.end)
    if pronoun is None:
        return False
    named = any(span.start <= m.start < pronoun.start() for m in sentence.mentions if m.label != "DATE")
    doer = any(
        a.role in ("who", "whom") and span.start <= a.start < pronoun.start() and _UNNAMED.match(text, a.start)
        for e in sentence.events
        for a in e.args
    )
    return not named and not doer


def _explains(before: Sentence, sentence: Sentence) -> bool:
    """Whether the sentence before has somebody or something that "he" or "it" can stand for."""
    return bool(before.mentions or before.events) and before.span.end <= sentence.span.start


def _words(sentence: Sentence, span: Span) -> int:
    return len(sentence.article.text[span.start : span.end].split())


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in table("timeline_openings.txt")), re.I)
