"""Where a statement was first made: the outlet that it was told to, or that printed it.

"told the Coast Herald", "in an interview with", "as first reported by", "according to documents seen by". An interview
covers the speaker's further quotes in the article until another occasion is named, but only when it is the first
occasion that the article gives for the speaker: a later aside ("told the Herald last week") covers itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.annotate.quotes.names import Names
from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.sources import Range, quoting_verb, subject_of
from variorum.annotate.quotes.words import Words

_TELLING = frozenset({"tell", "inform"})
_SPEAKING = frozenset({"speak", "talk", "write", "confirm", "say"})
_TO = frozenset({"to", "with", "on", "for", "by", "in"})
_AT = frozenset({"in", "at", "during", "on", "after", "before", "outside"})
_DEFINITE = frozenset({"the", "this", "that"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BROADCAST = frozenset({"speak", "talk", "appear", "say"})
_ASKED = frozenset({"ask", "press", "question"})
_FELLOW = frozenset({"my", "our"})
"""Whose colleague: one who writes for the same outlet."""
_NEAR = 8
"""Words behind "interview with" within which the name has to begin."""


class Occasions:
    """Finds the upstream of each quote, in order of the text, and remembers which interview a speaker is giving."""

    def __init__(self, words: Words, names: Names, contents: list[Range]) -> None:
        self.words, self.names = words, names
        self._content = bytearray(words.n)
        for first, last in contents:
            self._content[first : last + 1] = b"\1" * (last + 1 - first)
        self._giving: dict[str, int | None] = {}
        self._last: int | None = None
        self._met: set[int] = set()
        self._press: frozenset[str] | None = None
        self._printing: tuple[int, int, int] | None = None  # what the latest outlet to speak for itself reports
        self._full_names = {names.surname(k) for k, (first, last) in enumerate(names.ranges) if last > first}

    def upstream(
        self, cue: int | None, speaker: int | None, content: Sequence[Range], printed_by: int | None = None
    ) -> int | None:
        """The number of the name that a quote was first told to or published by; `printed_by` is cited for it."""
        if cue is None:
            return self._of_speaker(speaker)
        told = self._stated(cue, speaker)
        if told is None and printed_by is not None:
            return printed_by
        self._questioned(cue, speaker)
        if told is None and self._printing is not None and self._printing[0] <= cue <= self._printing[1]:
            return self._printing[2]
        if told is not None and told == speaker:
            self._printing = (content[0][0], content[-1][1], told)
        key = None if speaker is None else self._key(speaker)
        if told is not None:
            self._last = told
            if key is not None and self._giving.get(key) is None:
                self._giving[key] = told
            return told
        if self._at_another_time(cue):
            return None
        aside = self.words.dep[cue] == "advcl"  # "..., he said, adding that": the occasion is that of the clause above
        if key is not None and not aside and self._other_occasion(cue):
            self._giving[key] = None
            return None
        return self._of_speaker(speaker)

    def _questioned(self, cue: int, speaker: int | None) -> None:
        """Notes whom an outlet asks: "When the Herald asked Brandt about it, Brandt said" is said to the Herald."""
        asked = self.words.child(cue, "dobj") if self.words.lemma[cue] in _ASKED and speaker is not None else None
        answers = -1 if asked is None else self.names.at[asked]
        if speaker is None or answers < 0 or not self.names.is_person(answers) or self.names.is_person(speaker):
            return
        if self.names.label(speaker) == "ORG":
            self._giving[self._key(answers)] = self._last = speaker

    def _at_another_time(self, cue: int) -> bool:
        """Whether an adverb says that it is no part of an interview: "has repeatedly warned"."""
        return any(self.words.lower[k] in named("at_other_times") for k in self.words.kids[cue])

    def _of_speaker(self, speaker: int | None) -> int | None:
        if speaker is None:
            return None
        key = self._key(speaker)
        if key not in self._giving and speaker not in self._met:
            self._met.add(speaker)
            hearer = self._introduced(speaker)
            if hearer is not None:
                self._giving[key] = self._last = hearer
        return self._giving.get(key)

    def _introduced(self, speaker: int) -> int | None:
        """Whom a speaker is said to have talked to where he is named: "Brandt was calm, speaking to the Coast Herald."

        What he says in the sentences behind it is said there. A letter that "Ruiz wrote to the Herald" is none of his.
        """
        words, head = self.words, self.names.heads[speaker]
        if words.dep[head] != "nsubj" or self._content[head]:
            return None
        hearer = self._listener(words.head[head])  # "Brandt told the Herald as much."
        if hearer is not None:
            return hearer
        return next((k for k in self._in_words(head, of=head) if k != speaker), None)

    def _key(self, speaker: int) -> str:
        """The surname, with the given name where the article has one for it: two of one surname give two interviews."""
        return " ".join((*sorted(self.names.given(speaker)), self.names.surname(speaker)))

    def _stated(self, cue: int, speaker: int | None) -> int | None:
        listener = self._listener(cue)
        if listener is None and self.words.pos[cue] == "NOUN":  # "told Harbour Radio in remarks that"
            above = next((i for i in self.words.above(cue) if self.words.pos[i] == "VERB"), cue)
            listener = self._listener(above)
        if listener is not None:
            return listener
        for hit in self._in_words(cue):
            if hit != speaker:
                return hit
        quoting = quoting_verb(self.words, cue)
        agency = None if quoting is None else self._quoting(quoting)
        if agency is not None and 0 <= self.names.at[agency] != speaker:
            return self.names.at[agency]
        if speaker is not None and self._prints(cue, speaker):
            return speaker
        return None

    def _quoting(self, verb: int) -> int | None:
        """Who quotes: the subject, or whom somebody "was quoted by"."""
        if self.words.child(verb, "auxpass") is None:
            return subject_of(self.words, verb)
        agent = self.words.child(verb, "agent")
        return None if agent is None else self.words.child(agent, "pobj")

    def _prints(self, cue: int, speaker: int) -> bool:
        """Whether the speaker is an outlet that reports in its own name."""
        if self.words.lemma[cue] not in named("printing"):
            return False
        if self.names.is_outlet(speaker):
            return True
        first, last = self.names.ranges[speaker]
        if self.names.outlet_of(self.words.head[last]) == speaker:
            return True
        body = not named("bodies").isdisjoint(self.words.lower[first : last + 1])
        return self.names.label(speaker) in ("ORG", "WORK_OF_ART") and self.words.lemma[cue] == "report" and not body

    def _listener(self, cue: int) -> int | None:
        """The outlet in "told the Coast Herald", "told the news agency", "speaking to Harbour Radio"."""
        words = self.words
        if words.lemma[cue] not in _TELLING:
            return None
        for kid in words.kids[cue]:
            if words.dep[kid] in ("dobj", "dative", "pobj", "ccomp", "nmod") and kid > cue:
                hit = self._outlet_at(kid, cue)
                if hit is not None:
                    return hit
        return self._outlet_at(cue + 1, cue) if cue + 1 < words.n and self.names.at[cue + 1] >= 0 else None

    def _outlet_at(self, head: int, cue: int) -> int | None:
        """The outlet that a noun names or stands for, `None` for a person or a crowd."""
        words, names = self.words, self.names
        if words.lemma[head] == "colleague" and words.lower[words.left[head]] in ("my", "our"):
            head += head + 1 < words.n and names.at[head + 1] >= 0  # "told my colleague Ida Moss"
        k = names.at[head]
        if k < 0 and words.lemma[head] in named("media"):
            inside = [n for n in names.within(max(cue + 1, words.left[head]), head) if names.label(n) != "NORP"]
            own = names.outlet_of(head)
            if own is None and head + 1 < words.n and names.at[head + 1] >= 0:
                own = names.at[head + 1]  # "the newspaper Coast Herald"
            if own is None and not inside:
                definite = words.lower[words.left[head]] in _DEFINITE and words.tag[head] != "NNS"
                return self._agency_before(head) if definite else None  # "told several newspapers", "told local radio"
            return inside[-1] if own is None else own
        if k >= 0 and self.names.surname(k) in self._reporters():
            return k
        if k < 0 or names.label(k) == "NORP" or (names.label(k) == "PERSON" and self._known_person(k)):
            return None
        return k

    def _reporters(self) -> frozenset[str]:
        """The surnames of those whom the article calls reporters, or "my colleague": they hear for those they write
        for.
        """
        if self._press is None:
            persons = (k for k in range(len(self.names.ranges)) if self.names.is_person(k))
            self._press = frozenset(
                self.names.surname(k)
                for k in persons
                if not named("reporters").isdisjoint(self.names.called(k))
                or not _FELLOW.isdisjoint(self.names.called(k))
            )
        return self._press

    def _agency_before(self, at: int) -> int | None:
        if self._last is not None:
            return self._last
        return next((k for k in self.names.before(at) if self.names.is_outlet(k)), None)

    def _known_person(self, k: int) -> bool:
        """Two words make a person's name; one alone does when the article has it with a given name or a title.

        "The newspaper Coast Herald" is no person, whatever the parser says.
        """
        first, last = self.names.ranges[k]
        if first and self.words.lemma[first - 1] in named("media"):
            return False
        if last > first or self.names.called(k) & named("roles"):
            return True
        return self.names.surname(k) in self._full_names

    def _in_words(self, cue: int, of: int | None = None) -> Iterator[int]:
        """Outlets by their place in the cue's sentence, outside what was said; `of` is the subject that has to talk."""
        words = self.words
        begin, end = words.sentences[words.sentence[cue]]
        for i in range(begin, end):
            if self._content[i] and i != cue:
                continue
            talk = words.lemma[i] in named("talks") and words.pos[i] in ("NOUN", "PROPN")
            if not (talk or (i + 1 < end and self._hands_over(i))) or (of is not None and self._doer(i) != of):
                continue
            if talk:
                yield from self._named_after(i, end)
            elif words.lower[i + 1] == "on":
                yield from (k for k in self._outlets(i + 2, end) if self.names.is_outlet(k))
            else:
                yield from self._outlets(i + 2, end)

    def _doer(self, i: int) -> int | None:
        """The subject of the verb at or above word `i`."""
        verbs = (j for j in (i, *self.words.above(i)) if self.words.pos[j] == "VERB")
        verb = next(verbs, None)
        return None if verb is None else subject_of(self.words, verb)

    def _hands_over(self, i: int) -> bool:
        """Whether an outlet may follow: "speaking to", "published in", "seen by"."""
        words = self.words
        if words.lemma[i] in _BROADCAST and words.lower[i + 1] == "on":
            return True
        if words.lemma[i] in _SPEAKING:
            return words.lower[i + 1] in ("to", "with")
        if words.lemma[i] in _ASKED and words.tag[i] == "VBN":
            return words.lower[i + 1] == "by"
        printed = words.lemma[i] in named("printing") and words.tag[i] in ("VBN", "VBD")
        if words.lemma[i] == "run" and words.lower[i + 1] == "by":
            return False  # "a ferry run by the harbour board"
        return printed and words.lower[i + 1] in ("by", "in", "on")

    def _named_after(self, talk: int, end: int) -> Iterator[int]:
        """The first outlet behind the preposition of an interview."""
        for i in range(talk + 1, min(end, talk + 5)):
            if self.words.lower[i] in _TO:
                inside = self.words.lower[i] == "in"  # "an essay in the Coast Herald", but "remarks in Alba"
                yield from (k for k in self._outlets(i + 1, end) if not inside or self.names.label(k) not in _PLACES)
                return

    def _outlets(self, low: int, end: int) -> Iterator[int]:
        for i in range(low, min(end, low + _NEAR)):
            if self.words.lower[i] in (",", ".", ";") or self._content[i]:
                return
            name = self.names.at[i]
            if name < 0 and self.words.lemma[i] in named("occasions"):
                return  # "in remarks to reporters at the Kestrel Hall"
            if name < 0 and self.words.pos[i] not in ("NOUN", "PROPN"):
                continue
            hit = self._outlet_at(i if name < 0 else self.names.heads[name], low)
            if hit is not None:
                yield hit
                return

    def _other_occasion(self, cue: int) -> bool:
        """Whether the cue's clause names another listener or place: "told reporters", "at a rally"."""
        words = self.words
        occasions = named("occasions")
        for kid in words.kids[cue]:
            if self._content[kid]:
                continue
            heard = words.lemma[kid] in occasions or self._some_outlet(kid)
            if words.dep[kid] in ("dobj", "dative") and heard:
                return True
            place = words.child(kid, "pobj") if words.lower[kid] in _AT else None
            if place is not None and words.lemma[place] in occasions:
                return True
        return words.lemma[cue] in ("tweet", "post")

    def _some_outlet(self, head: int) -> bool:
        """Whether a noun is an outlet or outlets without a name that was not named before: "told local radio"."""
        words = self.words
        return words.lemma[head] in named("media") and words.lower[words.left[head]] not in _DEFINITE
