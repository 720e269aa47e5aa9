"""The recogniser's spans, each repaired by what stands at its edges: line ends, articles, titles, particles."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.quotes.people import named
from variorum.language.names import hyphen_particles, hyphen_tails, particles, person_tails, titles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEAKS = frozenset({"say", "tell", "add", "explain", "note", "recall", "insist", "argue", "deny", "ask", "write"})
LABELS = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
"""OntoNotes' labels of names; dates and amounts have annotators of their own."""

_BREAKS = frozenset('()[]{}|•"“”«»„‹›`*:;—–…') | {"``", "''", "--", "...", "/"}
_MARKS = _BREAKS | frozenset(",.!?'‘’-#&@_~=<>+%$€£")
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "'S", "’S", "‘s"})
_SPANS = frozenset({"days", "weeks", "months", "years", "hours", "minutes"})
"""What a recogniser takes in of "told the Herald days later"."""
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our"})
_PREFIXES = frozenset(("pro", "anti", "non", "ex", "mid", "pre", "post", "trans", "cross", "inter", "un", "then"))
_HEADING_CUTS = frozenset(
    {"to", "at", "in", "with", "over", "as", "on", "after", "from", "by", "is", "says", "vs", "into", "amid", "against"}
)
_GIVEN = ("masculine", "feminine", "masculine_given", "feminine_given")
_HELD_BY_ONE = frozenset({"administration", "presidency"})
"""What is called after the person at its head: "the Hale administration"."""
_BANDS = frozenset({"cartel", "gang", "syndicate"})
"""What makes a band's name of a place's or a founder's before it: "the Lunden cartel" is not Lunden."""
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "PART", "INTJ"})


class Found(NamedTuple):
    """A name as tokens `[start, end)` with its label; `weight` says how far the recogniser is to be believed here."""

    start: int
    end: int
    label: str
    weight: float


def repaired(doc: Doc, heading: Sequence[bool], plain: Container[str]) -> Iterator[Found]:
    """Every name the recogniser found, repaired.

    `heading` says of each token whether it stands in a heading line, `plain` holds the words written small elsewhere.
    """
    for ent in doc.ents:
        if ent.label_ in LABELS:
            for start, end in _pieces(doc, ent.start, ent.end, heading[ent.start]):
                bearer = end if ent.label_ == "PERSON" else bearer_inside(doc, start, end)
                yield from _one(doc, start, bearer, ent.label_, heading[start], plain)
                if bearer < end:
                    yield from _one(doc, bearer, end, "PERSON", heading[start], plain)


def bearer_inside(doc: Doc, start: int, end: int) -> int:
    """Where a person begins in a body's span, else its end: "Alba [Mayor Ida Moss]", "mayor of Alba, [Ida Moss]"."""
    officer = start > 1 and doc[start - 1].lower_ in ("of", "for") and doc[start - 2].lower_ in named("roles")
    for i in range(start + 1, end - 1):
        if officer and doc[i].text == "," and end - i in (3, 4) and all(t.text.istitle() for t in doc[i + 1 : end]):
            return i + 1
        if _is_title(doc, i, i + 1) and given_name(doc[i + 1].lower_):
            return i
    return end


def _pieces(doc: Doc, start: int, end: int, heading: bool) -> Iterator[tuple[int, int]]:
    """The span cut at line ends, brackets and quotation marks, in a heading at small words: no name holds one."""
    at = start
    for i in range(start, end):
        cut = doc[i].text in _BREAKS or doc[i].text[0] == "\n" or (heading and doc[i].lower_ in _HEADING_CUTS)
        cut = cut or (doc[i].ent_type_ == "PERSON" and doc[i].text == "," and not _junior(doc, i + 1))
        if cut or "\n" in doc[i].text_with_ws:
            if i > at or not cut:
                yield at, i if cut else i + 1
            at = i + 1
    if at < end:
        yield at, end


def _junior(doc: Doc, i: int) -> bool:
    """Whether what follows the comma in a person's span belongs to the name: "Moss, Jr."."""
    return i < len(doc) and doc[i].lower_.rstrip(".") in person_tails()


def _one(doc: Doc, start: int, end: int, label: str, heading: bool, plain: Container[str]) -> Iterator[Found]:
    start, end = _edges(doc, start, end)
    if heading:
        start, end = _shed(doc, start, end, plain)
    start = _past_kind(doc, start, end)
    if label == "PERSON":
        start = _past_owner(doc, start, end)
        start = _past_office(doc, past_title(doc, start, end), end)
        start = _with_given(doc, start)
        label = "ORG" if _ends_a_body(doc, start, end) else label
    elif label in ("ORG", "GPE", "NORP"):
        end = _with_compound(doc, before_bearer(doc, start, end))
    start, end = _edges(doc, *_hyphens(doc, start, end, label))
    if start >= end or not any(c.isupper() for t in doc[start:end] for c in t.text):
        return
    if label in ("ORG", "GPE") and end == start + 1 and end < len(doc) and doc[end].lower_ in _HELD_BY_ONE:
        label = "PERSON"
    if label == "NORP":
        end, label = _with_head(doc, end, heading)
    elif start > 0 and end < len(doc) and doc[end].text in _BANDS and doc[start - 1].lower_ == "the":
        end, label = end + 1, "ORG"
    label = "PERSON" if label in ("ORG", "GPE", "NORP") and end - start < 4 and aged(doc, end) else label
    label = "PERSON" if label in ("LOC", "GPE", "FAC", "WORK_OF_ART") and _talks(doc, start, end) else label
    if end - start > 12 or _is_title(doc, start, end) or in_role(doc, start, end):
        return
    if end == start + 1 and doc[start].lower_.rstrip(".") in ("jr", "sr"):
        return
    if end == start + 1 and label != "PERSON" and doc[start].text.istitle() and _opens_title(doc[start]):
        return  # "Rear" of "Rear Admiral Ida Moss"
    if doc[start].is_sent_start and end == start + 1 and doc[start].lower_ in plain and not doc[start].is_upper:
        return  # "Memos show …": a common word with a capital
    yield Found(start, end, label, 0.3 if heading else 1.0)


def _edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without marks, white space and determiners before, without marks, white space and a possessive behind."""
    while start < end and (doc[start].is_space or doc[start].text in _MARKS or _loose_determiner(doc, start, end)):
        start += 1
    while end > start and (_closes(doc[end - 1]) or doc[end - 1].text in _POSSESSIVES | _SPANS):
        end -= 1
    return start, end


def _closes(token: Token) -> bool:
    small = token.is_lower and token.pos_ in {"ADP", "CCONJ", "PART", "DET", "PRON", "AUX"}
    return small or token.is_space or token.text in _MARKS


def _loose_determiner(doc: Doc, start: int, end: int) -> bool:
    """Whether a determiner is no part of the name: "The" is one inside a sentence ("told The Tarn Herald")."""
    token = doc[start]
    if token.lower_ not in _DETERMINERS:
        return False
    rest = [t for t in doc[start + 1 : end] if not t.is_space]
    if token.text != "The" or len(rest) < 2 or not rest[0].text[0].isupper():
        return True
    return opens(doc, start)


def opens(doc: Doc, i: int) -> bool:
    """Whether a capital at token `i` says nothing, since a sentence, a line or quoted words open there."""
    if i == 0 or doc[i].is_sent_start:
        return True
    before = doc[i - 1]
    return "\n" in before.text_with_ws or before.text in _BREAKS or before.text in {"'", "‘", ".", "?", "!", "-"}


def _shed(doc: Doc, start: int, end: int, plain: Container[str]) -> tuple[int, int]:
    """In a heading every word has a capital: cut words at the edges that are verbs, or written small in the text."""

    def loose(i: int) -> bool:
        return doc[i].lower_ in plain or doc[i].pos_ in _NO_NAME or doc[i].text in _MARKS

    while start < end and loose(start):
        start += 1
    while end > start and loose(end - 1):
        end -= 1
    return start, end


def aged(doc: Doc, end: int) -> bool:
    """Whether an age between commas follows, as it does a person's name alone: "Moss, 44, said"."""
    told = end + 2 < len(doc) and doc[end].text == "," and doc[end + 2].text == ","
    return told and len(doc[end + 1]) == 2 and doc[end + 1].is_digit


def _talks(doc: Doc, start: int, end: int) -> bool:
    """Whether a given name and a surname speak, themselves or as "the librarian, Ida Moss": no place does."""
    if not 1 < end - start < 4 or not given_name(doc[start].lower_):
        return False
    top = doc[end - 1].head if doc[end - 1].dep_ == "appos" else doc[end - 1]
    return top.dep_ == "nsubj" and top.head.lemma_ in SPEAKS


def _past_kind(doc: Doc, start: int, end: int) -> int:
    """Without what a firm makes or does, which stands before its name: "Drugmaker [Tarn Labs]"."""
    return start + 1 if end - start > 1 and doc[start].lower_ in named("firms") else start


def _past_owner(doc: Doc, start: int, end: int) -> int:
    """Without the body that a person belongs to: "Tarn Labs’ [Ida Moss]"."""
    owners = [i for i in range(start, end - 1) if doc[i].text in _POSSESSIVES and doc[i].tag_ == "POS"]
    return owners[-1] + 1 if owners else start


def _past_office(doc: Doc, start: int, end: int) -> int:
    """Without the last word of an office: "Head of Ports and Harbours Ida Moss" is Ida Moss."""
    if end - start < 3 or start < 2 or given_name(doc[start].lower_) or not given_name(doc[start + 1].lower_):
        return start
    within = doc[start - 1].pos_ in {"ADP", "CCONJ"} and doc[start - 2].text[0].isupper()
    return start + 1 if within else start


def _with_given(doc: Doc, start: int) -> int:
    """The start of a person's name with the given name that the recogniser left out: "Governor [Debby] Lund Moss"."""
    if start == 0 or doc[start - 1].pos_ != "PROPN" or doc[start - 1].ent_type_ or not doc[start - 1].text.istitle():
        return start
    word = doc[start - 1].lower_.replace(".", "")
    if not doc[start - 1].whitespace_ or (word,) in titles() or word in named("roles"):
        return start
    titled = start > 1 and (doc[start - 2].lower_.replace(".", ""),) in titles() and doc[start - 2].text[:1].isupper()
    return start - 1 if titled or given_name(word) else start


def _ends_a_body(doc: Doc, start: int, end: int) -> bool:
    """Whether a name taken for a person's ends as bodies do: "Kestrel Guard", "Tolan White House"; not "Ida Church"."""
    words = [t.lower_ for t in doc[start:end]]
    seat = words[-2:] == ["white", "house"]
    return len(words) > 1 and (seat or (words[-1] in named("bodies") and not given_name(words[0])))


def before_bearer(doc: Doc, start: int, end: int) -> int:
    """The end without an office whose bearer follows: "Alba [Mayor] Ida Moss" has a place and a person."""
    while end - start > 1 and end < len(doc) and doc[end].ent_type_ == "PERSON" and _is_title(doc, end - 1, end):
        end -= 1
    return end


def _with_compound(doc: Doc, end: int) -> int:
    """The end of a body's name that stops behind a hyphened word: "Church of the Latter-day [Saints]"."""
    hyphened = (
        2 < end < len(doc) and doc[end - 2].text == "-" and doc[end - 1].is_lower and not doc[end - 2].whitespace_
    )
    goes_on = hyphened and doc[end].text[:1].isupper() and doc[end - 1].lower_ not in hyphen_tails()
    return end + 1 if goes_on and not doc[end].ent_type_ else end


def given_name(word: str) -> bool:
    """Whether a small-letter word is a common given name."""
    return any(word in named(group) for group in _GIVEN)


def past_title(doc: Doc, start: int, end: int) -> int:
    """The first token behind the titles that open `[start, end)`; the last token always stays."""
    while start < end - 1:
        words = [t.lower_.replace(".", "") for t in doc[start : min(start + 4, end - 1)]]
        step = next((n for n in range(len(words), 0, -1) if tuple(words[:n]) in titles()), 0)
        if not step:
            break
        start += step
        while start < end - 1 and (doc[start].is_space or doc[start].text in _MARKS | _POSSESSIVES):
            start += 1
    return start


def _is_title(doc: Doc, start: int, end: int) -> bool:
    return end - start < 5 and tuple(t.lower_.replace(".", "") for t in doc[start:end]) in titles()


def in_role(doc: Doc, start: int, end: int) -> bool:
    """Whether the words end a title: "State" in "Secretary of State" is no name."""
    if start < 2 or doc[start - 1].lower_ not in {"of", "the"}:
        return False
    tail = tuple(t.lower_ for t in doc[start:end])
    heads = (tuple(t.lower_ for t in doc[start - n : start]) for n in (2, 3) if start >= n)
    return any((*head, *tail) in titles() for head in heads)


def _hyphens(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Takes in "al-" and "-un", leaves out "pro-" and "-backed"."""
    while end - start > 1 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += 2
    while end - start > 2 and doc[end - 2].text == "-" and doc[end - 1].lower_ in hyphen_tails():
        end -= 2
    start = _with_particle(doc, start)
    if label == "PERSON" and end + 1 < len(doc) and doc[end].text == "-" and _syllable(doc, end):
        end += 2
    while label == "PERSON" and end < len(doc) and doc[end - 1].text in particles() and doc[end].text[:1].isalpha():
        end += 1  # the recogniser stopped inside "van der Berg"
    return start, end


def _with_particle(doc: Doc, start: int) -> int:
    """The start of the name with the particles before it: "al-", "van"."""
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in hyphen_particles():
        return start - 2
    at = start
    while at > 0 and doc[at - 1].is_lower and doc[at - 1].text in particles():
        at -= 1
    return at


def _syllable(doc: Doc, dash: int) -> bool:
    """Whether "-un" stands here, as behind "Kim Jong": a short lower-case syllable that is no tail such as "led"."""
    word = doc[dash + 1]
    tight = bool(doc[dash - 1].whitespace_) == bool(doc[dash].whitespace_)
    short = word.is_lower and word.is_alpha and len(word) <= 5
    return tight and short and word.text not in hyphen_tails() and not word.is_stop


def _with_head(doc: Doc, end: int, heading: bool) -> tuple[int, str]:
    """A people's adjective before capitalised nouns that are no title and no name is a body's name: "Tarnian Guard"."""
    at = end
    while not heading and at < len(doc) and doc[at - 1].whitespace_ and _names_on(doc[at]):
        at += 1
    return (at, "ORG") if at > end else (end, "NORP")


def _names_on(token: Token) -> bool:
    word = token.lower_.replace(".", "")
    return (
        token.pos_ in {"PROPN", "NOUN"}
        and token.text[0].isupper()
        and token.ent_type_ not in {"PERSON", "GPE", "NORP", "DATE", "CARDINAL"}
        and (word,) not in titles()
        and not _opens_title(token)
    )


def _opens_title(token: Token) -> bool:
    after = [t.lower_ for t in token.doc[token.i : token.i + 3]]
    return any(tuple(after[:n]) in titles() for n in (2, 3))
