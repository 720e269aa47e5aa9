"""Whether a time lies back or ahead, by the verb that governs it.

"said Friday" looks back, "will meet on Monday" ahead, "was expected to leave Monday" ahead as well: what is expected
lies
ahead of the past in which it was expected. Where a text has no parse, the nearest verb words stand in for the tree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.annotate.times.lexicon import Token, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

BACK, AHEAD, NEAR = "<", ">", "~"
_CLIMB = 8
"""Heads that are climbed at most before the search for a verb is given up."""
_TO_COME = word_set("to_come")
_AHEAD = word_set("ahead")
_SAID = word_set("said_verbs")
_MODALS = word_set("modals")
_PAST = word_set("past")
_PRESENT = word_set("present")
_UNFINISHED = word_set("unfinished")
_TIMETABLE = word_set("timetable")
_CALLED_OFF = word_set("called_off")
_LASTING = word_set("lasting")
_DENYING = word_set("denying")
_EFFECT = frozenset({"effect", "force", "office", "place"})
_AT_ONCE = word_set("at_once")
_SPEAKING = word_set("speaking")
_SINGLED_OUT = word_set("singled_out")
_STOPS = frozenset('.;!?:"“”')


class Tenses:
    """Looks up directions in one text; the index of words by offset is made when first asked for."""

    def __init__(self, doc: Doc, line: Sequence[Token]) -> None:
        self._doc = doc
        self._line = line
        self._starts: list[int] | None = None
        self._parsed = doc.has_annotation("DEP")

    def word(self, offset: int) -> Word:
        """The parser's word at a code point."""
        if self._starts is None:
            self._starts = [word.idx for word in self._doc]
        return self._doc[max(0, bisect_right(self._starts, offset) - 1)]

    @property
    def parsed(self) -> bool:
        """Whether the text has a parse."""
        return self._parsed

    def direction(self, start: int, end: int) -> tuple[str, bool] | None:
        """Back or ahead, and whether the time hangs on the verb itself; `None` where no verb tells. Tokens `[start,
        end)`.
        """
        if self._after_ahead_of(start):
            return AHEAD, True
        if self._says_when(start) or self._compared(start):
            return BACK, True
        return self._by_tree(start, end) if self._parsed else self._by_neighbours(start)

    def _after_ahead_of(self, start: int) -> bool:
        """ "spoke ahead of his visit to the capital on Monday": parsers hang the day on "spoke"."""
        for at in range(start - 1, max(-1, start - 16), -1):
            word = self._line[at].lower
            if word in _STOPS or word == ",":
                return False
            if word == "of" and at and self._line[at - 1].lower == "ahead":
                return True
        return False

    def _says_when(self, start: int) -> bool:
        """ "said on Tuesday it would buy": parsers hang the day on what is going to be."""
        at = start - 1
        while at > 0 and self._line[at].lower in ("on", "late", "early"):
            at -= 1
        return at >= 0 and self._line[at].lower in _SPEAKING

    def since(self, start: int) -> bool:
        """ "since shortly after the June 9 flood", not "since he is to go June 9"."""
        for at in range(start - 1, max(-1, start - 7), -1):
            word = self._line[at].lower
            if word == "since":
                return True
            if word in _STOPS or word in (",", "to") or word in _MODALS or word in _PRESENT:
                return False
        return False

    def _compared(self, start: int) -> bool:
        """ "are in shelters, down from about 40 on Sunday": what it has fallen from is past."""
        for at in range(start - 1, max(0, start - 9), -1):
            word = self._line[at].lower
            if word in _STOPS or (word == "," and not self._line[at + 1].glued):
                return False
            if word == "from":
                return self._line[at - 1].lower in ("up", "down")
        return False

    def _by_tree(self, start: int, end: int) -> tuple[str, bool] | None:
        word = self._top(start, end)
        at, firm = word.i, True
        for _ in range(_CLIMB):
            if _still_to_come(word):
                return AHEAD, True
            if (found := _of_word(word, at)) is not None:
                return found, firm
            if word.tag_ in ("VBZ", "VBP"):
                # "The two meet Monday", "the vote is on Monday": the present of what is fixed in advance
                fixed = _on_a_timetable(word) and (firm or word.pos_ == "VERB")
                return (AHEAD, firm) if fixed else None
            if word.head == word:
                return None
            firm = firm and (word.head.pos_ not in ("NOUN", "PROPN") or _names_doer(word.head))
            word = word.head
        return None

    def waited_for(self, start: int, end: int) -> bool:
        """Whether "until" before this time ends a wait that is over: "did not answer until Friday", "until Friday they
        had not", "burned until Friday"; not "has until Friday", "were closed until Friday".
        """
        if not self._parsed:
            return False
        word = self._top(start, end)
        for _ in range(_CLIMB):
            if word.pos_ in ("VERB", "AUX"):
                helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
                past = word.tag_ == "VBD" or helpers & _PAST
                over = "had" in helpers or _denied(word) or (word.tag_ == "VBD" and word.lemma_ in _LASTING)
                return bool(past and not helpers & _MODALS and over)
            if word.head is word:
                return False
            word = word.head
        return False

    def _top(self, start: int, end: int) -> Word:
        """The head of the expression: the word whose own head lies outside it, or the root.

        Words are compared by value: the parser makes another object of one word at each access.
        """
        low, high = self._line[start].start, self._line[end - 1].end
        word = self.word(low)
        while word.head != word and low <= word.head.idx < high:
            word = word.head
        return word

    def _by_neighbours(self, start: int) -> tuple[str, bool] | None:
        for reach in (range(start - 1, max(-1, start - 13), -1), range(start + 1, min(len(self._line), start + 9))):
            for at in reach:
                word = self._line[at].lower
                if word in _STOPS:
                    break
                if word in _MODALS or word in _AHEAD:
                    return AHEAD, True
                if word in _PAST or (word.endswith("ed") and len(word) > 4):
                    return BACK, True
        return None


def _names_doer(word: Word) -> bool:
    """ "Tolan in August ordered": a name takes no time, whatever the parser says; the verb behind it does."""
    return word.pos_ == "PROPN" and word.dep_ == "nsubj"


def _on_a_timetable(word: Word) -> bool:
    """ "leave", "open", "take effect", "go into force": what is fixed in advance is told in the present."""
    if word.lemma_ in _TIMETABLE:
        return True
    objects = (k for child in word.children for k in (child, *child.children) if k.dep_ in ("dobj", "pobj"))
    return word.lemma_ in ("take", "go", "come") and any(k.lemma_ in _EFFECT for k in objects)


def _still_to_come(word: Word) -> bool:
    """ "ahead of his visit on Monday", "the planned march Sunday": later than what the sentence tells of."""
    return word.lower_ == "ahead" or (word.pos_ == "NOUN" and any(c.lower_ in _TO_COME for c in word.lefts))


def _called_off(word: Word) -> bool:
    """ "The march planned for Saturday was canceled": as easily the day before as the day after."""
    return word.dep_ == "acl" and word.head.head.lemma_ in _CALLED_OFF and word.head.head.tag_ in ("VBD", "VBN")


def _due(word: Word, at: int) -> bool:
    """ "New talks are due in May", where the parser hangs the month on "are"."""
    return any(child.dep_ == "acomp" and child.lower_ in _AHEAD and child.i < at for child in word.children)


def _finished(word: Word, at: int) -> bool:
    """ "agreed in June", "ended Sept. 30", "a record set on Aug. 6": done, unlike "is expected", "due", "planned a
    march Saturday", "set for Friday". In "On Friday the dockers planned a march" the planning, before word `at`, is
    past.
    """
    if word.lemma_ in _UNFINISHED and at > word.i:
        return False
    children = list(word.children)
    if word.tag_ == "VBD":
        return not any(child.dep_ == "auxpass" for child in children)
    if word.lemma_ == "set" and word.dep_ == "acl":
        return not any(child.lower_ == "for" or child.dep_ == "xcomp" for child in children)
    return word.tag_ == "VBN" and word.lemma_ in ("end", "expire", "agree")


def _denied(word: Word) -> bool:
    """ "could not be reached Friday", "Neither of them could be found Friday": tried, and past."""
    return any(
        child.lower_ in _DENYING
        or (child.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ in _DENYING for c in child.lefts))
        for child in word.children
    )


def _singled_out(word: Word) -> bool:
    """ "The first town to vote on Friday was Halden", "to leave on Friday was a mistake": as the verb above."""
    first = word.dep_ in ("relcl", "acl") and any(child.lower_ in _SINGLED_OUT for child in word.head.lefts)
    return first or word.dep_ == "csubj"


def _had_been(word: Word) -> bool:
    """ "had been scheduled to expire Friday": that Friday is past."""
    for _ in range(3):
        if any(child.lower_ == "had" and child.dep_ == "aux" for child in word.children):
            return True
        if word.dep_ not in ("xcomp", "acomp", "prep", "pobj"):
            return False
        word = word.head
    return False


def _done_with_it(word: Word) -> bool:
    """ "after voting to drop it Wednesday", "declined to comment Monday": as the verb above; not "agreed to meet"."""
    asked = word.tag_ == "VB" and word.dep_ == "xcomp" and word.head.lemma_ in _AT_ONCE
    return asked and not any(child.lower_ in _MODALS for child in word.head.children)


def _of_word(word: Word, at: int) -> str | None:
    """What a head says of the time below it; `None` for nouns and for verbs that leave it open."""
    if _had_been(word):
        return BACK
    if _called_off(word):
        return NEAR
    if (word.lemma_.lower() in _AHEAD and word.pos_ != "NOUN" and not _finished(word, at)) or _due(word, at):
        return AHEAD
    if word.pos_ not in ("VERB", "AUX"):
        return None
    if word.lower_ == "followed" and word.dep_ in ("advcl", "acl"):
        return None  # "will begin on Monday, followed by Halden on Tuesday": as the verb above
    if _done_with_it(word):
        return None
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
    if "could" in helpers and _denied(word):
        return BACK
    if helpers & _MODALS:
        return AHEAD
    present = helpers & _PRESENT
    if {"to", "be"} <= helpers:
        return AHEAD
    if word.tag_ == "VBD" or helpers & _PAST or (word.tag_ == "VBN" and not present):
        return BACK
    if word.tag_ in ("VBZ", "VBP") or present:
        return BACK if word.lemma_ in _SAID else AHEAD if word.tag_ == "VBG" else None
    if word.tag_ == "VB" and "to" in helpers and word.dep_ != "advcl" and not _singled_out(word):
        return AHEAD
    return None
