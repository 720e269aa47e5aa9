"""Who speaks: names, offices, governments, several together, and whom it was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from variorum.align.entities import link_entities
from variorum.model.records import Annotated, Mention, Quote, Span

Marked = Callable[..., Annotated]


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def quoted(text: str, source: str | None = None, **spans: str) -> Quote:
    named = {name: span(text, words) for name, words in spans.items()}
    return Quote(
        "direct",
        (Span(0, 3),),
        cue=named.get("cue"),
        sources=(span(text, source),) if source else (),
        speaker_mention=named.get("speaker_mention"),
        upstream_mention=named.get("upstream_mention"),
    )


def speaker_of(marked: Marked, text: str, quote: Quote, *names: tuple[str, str]) -> tuple[str | None, str | None]:
    linked, entities = link_entities([marked("a", text, *names, quotes=(quote,))])
    names_of = {e.id: e.name for e in entities}
    found = linked[0].layers.quotes[0]
    return names_of.get(found.speaker or ""), names_of.get(found.upstream or "")


def test_the_speaker_is_the_mention_named(marked: Marked) -> None:
    text = "Mira Tolan came. “No,” Tolan said."
    quote = quoted(text, "Tolan said", speaker_mention="Tolan said"[:5])
    assert speaker_of(marked, text, quote, ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))[0] == "Mira Tolan"


def test_a_source_that_ends_in_a_name_is_that_person(marked: Marked) -> None:
    text = "“No,” said Tarnian spokeswoman Mira Tolan."
    assert (
        speaker_of(marked, text, quoted(text, "Tarnian spokeswoman Mira Tolan"), ("Mira Tolan", "PERSON"))[0]
        == "Mira Tolan"
    )


@pytest.mark.parametrize(
    "source",
    [
        "a lawyer for Mira Venns",
        "Mira Venns's lawyer",
        "an aide to Mira Venns",
        "Mira Venns' lawyer",
        "the Mira Venns campaign",
    ],
)
def test_who_speaks_for_somebody_is_somebody_else(marked: Marked, source: str) -> None:
    text = f"“No,” said {source}."
    assert speaker_of(marked, text, quoted(text, source), ("Mira Venns", "PERSON"))[0] is None


def test_an_office_that_one_person_holds(marked: Marked) -> None:
    text = "Iraqi Prime Minister Nadim Soran came. “No,” the Iraqi prime minister said."
    assert (
        speaker_of(marked, text, quoted(text, "the Iraqi prime minister"), ("Nadim Soran", "PERSON"))[0]
        == "Nadim Soran"
    )


def test_an_office_that_two_hold_is_nobody(marked: Marked) -> None:
    text = "Prime Minister Nadim Soran met Prime Minister Mira Tolan. “No,” the prime minister said."
    names = (("Nadim Soran", "PERSON"), ("Mira Tolan", "PERSON"))
    assert speaker_of(marked, text, quoted(text, "the prime minister"), *names)[0] is None


MEANT = (
    ("Vice President Ida Moss came with President Mira Tolan.", "the president", "Mira Tolan"),
    ("Vice President Ida Moss came.", "the president", None),
    ("Vice President Ida Moss came.", "the vice president", "Ida Moss"),
    ("Deputy Governor Ida Moss came.", "the governor", None),
    ("Deputy Governor Ida Moss came.", "the deputy governor", "Ida Moss"),
    ("Ida Moss, the deputy governor, came.", "the governor", None),
    ("Acting Governor Ida Moss came.", "the governor", None),
    ("Former Governor Ida Moss came.", "the governor", None),
    ("Chinese President Ida Moss met President Mira Tolan.", "the president", "Mira Tolan"),
    ("Chinese President Ida Moss met President Mira Tolan.", "the Chinese president", "Ida Moss"),
    ("Chinese President Ida Moss met Iraqi President Mira Tolan.", "the president", None),
    ("Chinese President Ida Moss came with Mira Tolan.", "the president", "Ida Moss"),
    ("Much burned under President Ida Moss. President Mira Tolan came.", "the president", "Mira Tolan"),
)


@pytest.mark.parametrize(("before", "source", "who"), MEANT)
def test_an_office_is_its_holder_in_the_text(marked: Marked, before: str, source: str, who: str | None) -> None:
    text = f"{before} “No,” {source} said."
    names = ((name, "PERSON") for name in ("Ida Moss", "Mira Tolan") if name in before)
    assert speaker_of(marked, text, quoted(text, source), *names)[0] == who


def test_the_president_of_one_report_is_not_that_of_the_next(marked: Marked) -> None:
    here = "President Mira Tolan came. “No,” the president said."
    there = "President Ida Moss spoke. “Yes,” the president said."
    first = marked("a", here, ("Mira Tolan", "PERSON"), quotes=(quoted(here, "the president"),))
    second = marked("b", there, ("Ida Moss", "PERSON"), quotes=(quoted(there, "the president"),))
    linked, entities = link_entities([first, second])
    names_of = {e.id: e.name for e in entities}
    assert [names_of[a.layers.quotes[0].speaker or ""] for a in linked] == ["Mira Tolan", "Ida Moss"]


TOGETHER = (
    ("Mira Tolan and Piet Dorn", ("Mira Tolan", "Piet Dorn")),
    ("Governor Mira Tolan and the mayor, Piet Dorn,", ("Mira Tolan", "Piet Dorn")),
    ("Mira Tolan, Ida Venn and Piet Dorn", ("Mira Tolan", "Ida Venn", "Piet Dorn")),
    ("Mira Tolan, head of the board, and Piet Dorn", ("Mira Tolan", "Piet Dorn")),
    ("Mira Tolan, an aide to Ida Venn and Piet Dorn", ("Mira Tolan",)),
    ("Mira Tolan, Piet Dorn's aide", ("Mira Tolan",)),
    ("an aide to Mira Tolan and Piet Dorn", ()),
    ("Iraq and Jordan", ("government of Iraq", "government of Jordan")),
)


@pytest.mark.parametrize(("source", "speakers"), TOGETHER)
def test_all_who_speak_together_are_kept(marked: Marked, source: str, speakers: tuple[str, ...]) -> None:
    text = f"{source} said in a joint statement that it would go on."
    known = ("Mira Tolan", "Ida Venn", "Piet Dorn", "Iraq", "Jordan")
    found = sorted((text.find(name), name) for name in known if name in text)
    names = [(name, "GPE" if name in ("Iraq", "Jordan") else "PERSON") for _, name in found]
    linked, entities = link_entities([marked("a", text, *names, quotes=(quoted(text, source, cue="said"),))])
    names_of = {e.id: e.name for e in entities}
    quote = linked[0].layers.quotes[0]
    assert tuple(names_of[who] for who in (quote.speaker, *quote.joined_by) if who) == speakers


def test_the_two_are_those_who_spoke_together(marked: Marked) -> None:
    text = "Mira Tolan and Piet Dorn said no. They met. “No,” the two said."
    first = quoted(text, "Mira Tolan and Piet Dorn", cue="said")
    then = replace(quoted(text, "the two", cue="said"), anonymous="the two")
    names = (("Mira Tolan", "PERSON"), ("Piet Dorn", "PERSON"))
    linked, entities = link_entities([marked("a", text, *names, quotes=(first, then))])
    names_of = {e.id: e.name for e in entities}
    quotes = linked[0].layers.quotes
    said = [tuple(names_of[who] for who in (q.speaker, *q.joined_by) if who) for q in quotes]
    assert said == [("Mira Tolan", "Piet Dorn")] * 2
    assert quotes[1].anonymous is None


@pytest.mark.parametrize(("between", "together"), [("", True), ("The dockers met the owners at noon. " * 10, False)])
def test_they_are_the_two_who_have_just_spoken(marked: Marked, between: str, together: bool) -> None:
    text = f"Mira Tolan and Piet Dorn said no to the plan of the Liberals. {between}“No,” they said."
    first = quoted(text, "Mira Tolan and Piet Dorn", cue="said")
    liberals = text.index("Liberals")
    then = replace(
        quoted(text, "they", cue="said"),
        contents=(span(text, "“No,”"),),
        speaker_mention=Span(liberals, liberals + len("Liberals")),
    )
    names = (("Mira Tolan", "PERSON"), ("Piet Dorn", "PERSON"), ("Liberals", "NORP"))
    linked, entities = link_entities([marked("a", text, *names, quotes=(first, then))])
    names_of = {e.id: e.name for e in entities}
    quote = linked[0].layers.quotes[1]
    who = tuple(names_of[w] for w in (quote.speaker, *quote.joined_by) if w)
    assert who == (("Mira Tolan", "Piet Dorn") if together else ("Liberals",))


@pytest.mark.parametrize("source", ["the Iraqi government", "Iraq's government", "The government of Iraq"])
def test_a_government_speaks_under_one_name(marked: Marked, source: str) -> None:
    text = f"“No,” said {source}."
    name = "Iraqi" if "Iraqi" in source else "Iraq"
    assert speaker_of(marked, text, quoted(text, source, cue="said"), (name, "GPE"))[0] == "government of Iraq"


def test_an_anonymous_source_is_never_joined(marked: Marked) -> None:
    text = "Mira Tolan came. “No,” an official said."
    quote = replace(quoted(text, "an official"), anonymous="an official")
    assert speaker_of(marked, text, quote, ("Mira Tolan", "PERSON"))[0] is None


def test_a_name_that_was_no_mention_becomes_one(marked: Marked) -> None:
    text = "“No,” Orla Venn told Radio Quay."
    quote = quoted(text, "Orla Venn", speaker_mention="Orla Venn", upstream_mention="Radio Quay")
    assert speaker_of(marked, text, quote) == ("Orla Venn", "Radio Quay")


def test_a_capital_that_speaks_is_the_government(marked: Marked) -> None:
    text = "“No,” said Paris. They met in Paris and France."
    quote = quoted(text, "Paris", cue="said", speaker_mention="Paris")
    names = (("Paris", "GPE"), ("Paris", "GPE"), ("France", "GPE"))
    assert speaker_of(marked, text, quote, *names)[0] == "government of France"


def test_whom_it_was_told_is_an_outlet_unless_a_person_of_the_text(marked: Marked) -> None:
    text = "“No,” she told Quayline. The Quayline report ran. Mira Tolan told Tolan so."
    quote = quoted(text, upstream_mention="Quayline")
    names = (("Quayline", "PERSON"), ("Quayline", "PERSON"), ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))
    labels = {e.name: e.label for e in link_entities([marked("a", text, *names, quotes=(quote,))])[1]}
    assert labels == {"Quayline": "ORG", "Mira Tolan": "PERSON"}
    told = quoted(text, upstream_mention="Tolan so"[:5])
    labels = {e.name: e.label for e in link_entities([marked("a", text, *names, quotes=(told,))])[1]}
    assert labels == {"Quayline": "PERSON", "Mira Tolan": "PERSON"}


PEOPLE = ("Mira Tolan", "Ida Dorn", "Piet Dorn")


def test_a_headline_takes_its_names_from_the_text_below(marked: Marked) -> None:
    """A surname finds its bearer, two bearers none, and nobody is added that the text does not name."""
    title = "Tolan: we will stay, Dorn told"
    item = marked("a", "Mira Tolan met Ida Dorn and Piet Dorn.", *((n, "PERSON") for n in PEOPLE))
    names = tuple(Mention(title.index(n), title.index(n) + len(n), "PERSON") for n in ("Tolan", "Dorn"))
    quote = Quote("indirect", (span(title, "we will stay"),), None, (span(title, "Tolan"),))
    quote = replace(quote, speaker_mention=span(title, "Tolan"))
    layers = replace(item.layers, title_mentions=names, title_quotes=(quote,))
    (linked,), entities = link_entities([Annotated(replace(item.article, title=title), layers)])
    tolan = next(e.id for e in entities if e.name == "Mira Tolan")
    assert [m.entity for m in linked.layers.title_mentions] == [tolan, None]
    assert [q.speaker for q in linked.layers.title_quotes] == [tolan]
    assert len(entities) == len(PEOPLE)
