"""Whose words they are: the noun phrase that a cue word points to, and the cue with its auxiliaries."""

from __future__ import annotations

from itertools import islice

from variorum.annotate.quotes.people import named
from variorum.annotate.quotes.words import Words

Range = tuple[int, int]
"""First and last word, both within."""

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_AGENTS = {"by", "from"}
_AUXILIARIES = {"aux", "auxpass", "neg", "prt"}
_CONTROL = {"xcomp", "advcl", "conj", "pcomp", "acl"}
_BEFORE = {",", ":", "-", "–", "—", ".", "•", "”", "»", "›", ")"}
_BEHIND = {":", ".", "—"}
_NAMING = {"DET", "ADJ", "NOUN", "PROPN"}
_ENDS = {".", ",", ";"}
_SENDS = {
    "send",
    "write",
    "issue",
    "post",
    "mail",
    "email",
    "circulate",
    "release",
    "give",
    "submit",
    "deliver",
    "provide",
    "file",
}
_RELATIVES = {"who", "whose"}
_ASKED = {"ask", "press", "question", "quiz"}
_FINITE = {"VBD", "VBZ", "VBP", "VBN"}
_DEPTH = 6
"""How far up a missing subject is looked for."""


def source_of(words: Words, cue: int, spoken_until: int | None = None) -> Range | None:
    """The source of a cue word, as PolNeAR marks it: with its determiners, titles, appositions and relative clauses.

    `spoken_until` is the last word of an utterance that stands before the cue: what looks like the object then is the
    source ("“Why?” asked Ana Ruiz").
    """
    if words.dep[cue] == "conj" and _own_subject(words, cue) is None and (apart := _set_apart(words, cue)) is not None:
        return apart
    head = _source_head(words, cue)
    if head is None and spoken_until is not None and words.dep[cue] == "acl" and words.tag[cue] == "VBN":
        above = words.head[cue]  # “...,” Brandt tweeted: the parser takes the past for a participle
        head = above if spoken_until < above < cue and words.pos[above] in ("PROPN", "PRON") else None
    if head is not None:
        phrase = noun_phrase(words, head, cue)
        swollen = phrase is not None and spoken_until is not None and phrase[0] <= spoken_until < head
        return trimmed(words, (spoken_until or 0) + 1, phrase[1], keep_comma=True) if phrase and swollen else phrase
    if spoken_until is not None and spoken_until < cue and (after := behind(words, cue)) is not None:
        return after
    return stray_subject(words, cue) if words.tag[cue] in _FINITE and words.child(cue, "auxpass") is None else None


def stray_subject(words: Words, cue: int) -> Range | None:
    """A subject that the parser gave to another clause.

    It stands before a participle between commas ("Tolan, asked about it, said"), or right before the verb, behind one
    ("Asked about critics of Tolan, Harbour Minister Ida Moss said").
    """
    for kid in words.kids[cue]:
        if kid < cue and words.dep[kid] in ("advcl", "acl") and words.lower[cue - 1] == ",":
            subject = _own_subject(words, kid)
            if subject is not None and subject < kid and words.lower[subject + 1] == ",":
                return noun_phrase(words, subject, kid)
    for i in islice(words.above(cue - 2), _DEPTH) if cue > 1 and words.lower[cue - 1] == "," else ():
        if words.dep[i] == "relcl" and words.pos[words.head[i]] == "PROPN":  # "On Friday Tolan, who is ill, said"
            return trimmed(words, named_from(words, words.head[i]), cue - 1, keep_comma=True)
    if (apart := _set_apart(words, cue)) is not None:
        return apart
    last = cue - 1
    while last > 0 and words.pos[last] in ("ADV", "AUX"):
        last -= 1
    first = named_from(words, last)
    if last < 0 or words.pos[last] != "PROPN" or first == 0 or words.lower[first - 1] != ",":
        return None
    return trimmed(words, first, last)


def _set_apart(words: Words, cue: int) -> Range | None:
    """A subject that closes with a comma before its verb and that the parser hung elsewhere.

    The name may be in apposition to an office ("In a note to the Herald, the harbour master, Ida Moss, wrote"), or have
    a relative clause behind it ("Tolan, who co-founded the firm, wrote").
    """
    begin, name = words.sentences[words.sentence[cue]][0], cue - 2
    if name < begin or words.lower[cue - 1] != ",":
        return None
    office = words.head[name]
    lone = words.pos[office] == "NOUN" or words.dep[cue] == "conj"
    if words.pos[name] == "PROPN" and words.dep[name] == "appos" and office < name and lone:
        first = words.left[office] if words.pos[office] == "NOUN" else named_from(words, name)
        return trimmed(words, first, cue - 1, keep_comma=True)
    for i in range(name, begin + 1, -1):
        if words.lower[i] in _RELATIVES and words.lower[i - 1] == "," and words.pos[i - 2] == "PROPN":
            return trimmed(words, named_from(words, i - 2), cue - 1, keep_comma=True)
    return None


def named_from(words: Words, last: int) -> int:
    """The first word of the callings and name that end at word `last`."""
    first = last
    while first > 0 and words.pos[first - 1] in _NAMING:
        first -= 1
    return first


def behind(words: Words, cue: int) -> Range | None:
    """What looks like the object right behind the cue, or else the name there with its callings."""
    after = words.child(cue, "dobj", "npadvmod", "oprd", "attr")
    cue += cue + 1 < words.n and words.dep[cue + 1] == "prt"  # `shot back Ida Moss`
    phrase = noun_phrase(words, after, cue) if after is not None and words.left[after] == cue + 1 else None
    called = _called_behind(words, cue)
    if phrase is not None and (called is None or phrase[1] >= called[1]):
        return phrase
    last = cue
    while last + 1 < words.n and (words.pos[last + 1] == "PROPN" or _begins_name(words, last + 1)):
        last += 1
    return called or ((cue + 1, last) if last > cue else None)


def _called_behind(words: Words, cue: int) -> Range | None:
    """The callings and name that end the sentence or clause behind a cue: `tweeted reporter Ida Moss.`"""
    last = cue
    while last + 1 < words.n and words.pos[last + 1] in _NAMING:
        last += 1
    if last == cue or words.pos[last] != "PROPN" or (last + 1 < words.n and words.lower[last + 1] not in _ENDS):
        return None
    return trimmed(words, cue + 1, last)


def _begins_name(words: Words, i: int) -> bool:
    """Whether a name begins with a word that looks like another: `said Per Aune`."""
    capital = words.text[words.start[i]].isupper() and words.pos[i] == "ADP"
    return capital and i + 1 < words.n and words.pos[i + 1] == "PROPN"


def _source_head(words: Words, cue: int) -> int | None:
    if words.pos[cue] == "NOUN":
        return _owner(words, cue)
    if words.lower[cue] == "according":
        return _object_of(words, words.child(cue, "prep"))
    quoting = quoting_verb(words, cue)
    if quoting is not None:
        return words.child(quoting, "dobj", "nsubjpass")
    if words.child(cue, "auxpass") is not None:
        return _agent(words, cue)
    if words.dep[cue] == "acl" and words.tag[cue] == "VBN":
        led_on = words.lower[cue + 1 : cue + 2] == [":"]  # "the letter read: ..." is no participle
        return words.head[cue] if led_on else _agent(words, cue)
    if words.dep[cue] == "advcl" and words.tag[cue] == "VBN" and (agent := _agent(words, cue)) is not None:
        return agent  # "as first reported by the Herald"
    if words.dep[cue] == "advcl" and words.tag[cue] == "VBN" and words.lemma[cue] in _ASKED:
        return None  # "asked about it, the governor said": somebody else asked
    return subject_of(words, cue)


def quoting_verb(words: Words, cue: int) -> int | None:
    """The verb in "the agency quoted the mayor as saying": the mayor is the source, not the agency."""
    above = words.head[cue]
    if words.tag[cue] == "VBG" and words.lower[above] == "as" and words.lemma[words.head[above]] in ("quote", "cite"):
        return words.head[above]
    if words.lemma[cue] in ("quote", "cite") and any(_as_saying(words, k) for k in words.kids[cue]):
        return cue
    return None


def _as_saying(words: Words, kid: int) -> bool:
    said = words.child(kid, "pcomp") if words.lower[kid] == "as" else None
    return said is not None and words.tag[said] == "VBG"


def subject_of(words: Words, verb: int) -> int | None:
    """The subject of a verb, its own or the one that it shares with the clause above it."""
    for _ in range(_DEPTH):
        if _is_aside(words, verb):
            verb = words.head[words.head[verb]]
        own = _own_subject(words, verb)
        if own is not None:
            return own
        above = words.head[verb]
        if above == verb:
            return None
        relation = words.dep[verb]
        if relation == "acl":
            sent = _sent_to(words, verb)
            if sent is None or words.pos[sent] != "VERB":
                return above if sent is None else sent
            verb = sent
            continue
        if relation == "prep" or (relation not in _CONTROL and words.pos[above] not in ("VERB", "AUX")):
            verb = above
            continue
        if relation not in _CONTROL and relation not in ("acomp", "attr", "dobj", "pobj"):
            return None
        verb = above
    return None


def _is_aside(words: Words, verb: int) -> bool:
    """Whether a participle behind a comma was read as the subject of what it reports.

    "Brandt repeated it, insisting his handling of the flood was fair": the parser has "insisting ... was".
    """
    above = words.head[verb]
    if words.tag[verb] != "VBG" or words.dep[verb] != "csubj" or verb == 0 or words.lower[verb - 1] != ",":
        return False
    return words.head[above] < verb and words.dep[above] in ("advcl", "ccomp", "conj")


def _sent_to(words: Words, verb: int) -> int | None:
    """The verb of "sent a note to members saying that", whose doer says so, or the paper of "read a note to members
    saying that"; not the members.
    """
    to = words.head[words.head[verb]]
    if words.tag[verb] != "VBG" or words.dep[words.head[verb]] != "pobj" or words.lower[to] != "to":
        return None
    above = words.head[to]
    sender = words.head[above] if words.dep[above] == "dobj" else above
    if words.lemma[sender] in _SENDS and words.pos[sender] == "VERB":
        return sender
    return above if words.lemma[above] in named("own_words") else None


def _own_subject(words: Words, verb: int) -> int | None:
    """The subject nearest to the verb: a dateline or a mark that the parser took for one stands farther off."""
    own = [k for k in words.kids[verb] if words.dep[k] in _SUBJECTS]
    own = [k for k in own if k not in words.datelines and words.text[words.start[k]] not in "\"“”„«»‹›‘’'`"]
    return min(own, key=lambda k: (abs(k - verb), k)) if own else None


def _owner(words: Words, noun: int) -> int | None:
    """The minister of "the minister's claim", who made it of "made the claim", the guild of "a claim by the guild"."""
    owner = words.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in words.kids[noun]:
        if words.dep[kid] == "prep" and words.lower[kid] in _AGENTS:
            return _object_of(words, kid)
    above = words.head[noun]
    if words.dep[noun] in ("dobj", "attr", "pobj") and above != noun:
        verb = above if words.pos[above] in ("VERB", "AUX") else words.head[above]
        if words.pos[verb] in ("VERB", "AUX"):
            return subject_of(words, verb)
    return None


def _agent(words: Words, verb: int) -> int | None:
    return _object_of(words, words.child(verb, "agent"))


def _object_of(words: Words, preposition: int | None) -> int | None:
    return None if preposition is None else words.child(preposition, "pobj")


def noun_phrase(words: Words, head: int, cue: int) -> Range | None:
    """The phrase of `head`, without the cue, without a possessive ending or a mark at its edge."""
    first, last = words.left[head], words.right[head]
    if first <= cue <= last:  # the cue hangs below its source: "the minister saying that ..."
        if cue > head:
            begin = min(words.left[cue], cue)
            last = (begin if begin > head else cue) - 1  # what hangs on the source may stand behind the cue
        else:
            first = head
    while first - 2 >= 0 and words.lower[first - 1] == "-" and words.glued(first - 1):
        first -= 2
    while last + 2 < words.n and words.lower[last + 1] == "-" and words.glued(last + 1) and last + 2 != cue:
        last += 2
    return trimmed(words, first, last, keep_comma=head < cue)


def trimmed(words: Words, first: int, last: int, keep_comma: bool = False) -> Range | None:
    """Without blanks and stray marks at both ends. A comma that closes an apposition stays, as PolNeAR has it."""
    while first <= last and (words.pos[first] == "SPACE" or words.lower[first] in _BEFORE or first in words.datelines):
        first += 1
    while first <= last and (words.pos[last] == "SPACE" or words.tag[last] == "POS" or words.lower[last] in _BEHIND):
        last -= 1
    while first < last and words.pos[last] == "CCONJ":
        last -= 1
    while first <= last and words.lower[last] == "," and not (keep_comma and "," in words.lower[first:last]):
        last -= 1
    return (first, last) if first <= last else None


def cue_range(words: Words, cue: int) -> Range:
    """The cue word with its auxiliaries, negation, particle and the adverbs next to it."""
    if words.lower[cue] == "according":
        to = words.child(cue, "prep")
        return (cue, to if to == cue + 1 else cue)
    first = last = cue
    kids = {k for k in words.kids[cue] if words.dep[k] in _AUXILIARIES or words.dep[k] == "advmod"}
    while first - 1 in kids and words.left[first - 1] == first - 1:
        first -= 1
    while last + 1 in kids and words.dep[last + 1] == "prt":
        last += 1
    return first, last
