"""What holds for every run, what a reader may override, and who speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.entities import Overrides, link_entities, read_overrides
from variorum.model.records import Annotated, Article, Entity, Layers, Mention, Quote, Span

TOPIC = " The dockers of the quay walked out over wages; ferries stood still while talks about overtime went on."


def marked(ident: str, text: str, *names: tuple[str, str], quotes: tuple[Quote, ...] = ()) -> Annotated:
    """An article in which each name, at its first place behind the one before, is a mention."""
    mentions, at = [], 0
    for name, label in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), label))
        at += len(name)
    return Annotated(Article(ident, f"{ident}.txt", text + TOPIC), Layers(mentions=tuple(mentions), quotes=quotes))


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def by_name(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    return {e.name: e for e in entities}


FORMS = (
    ("Mira Tolan", "PERSON"),
    ("Tolan", "PERSON"),
    ("Piet Tolan", "PERSON"),
    ("Nadim al-Sorani", "PERSON"),
    ("Nadeem Sorani", "PERSON"),
    ("Sorani", "ORG"),
    ("Harbour Workers League", "ORG"),
    ("HWL", "ORG"),
    ("Tollen", "GPE"),
    ("Tollen Rovers", "ORG"),
    ("Rovers", "ORG"),
    ("Iraqi", "NORP"),
    ("Iraq", "GPE"),
)


@st.composite
def stories(draw: st.DrawFn) -> list[Annotated]:
    count = draw(st.integers(1, 5))
    items = []
    for n in range(count):
        names = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=7))
        items.append(marked(f"a{n}", f"Note {n}. " + " met ".join(name for name, _ in names) + ".", *names))
    return items


def grouped(items: list[Annotated]) -> dict[tuple[str, int], str | None]:
    return {(a.article.text, m.start): m.entity for a in link_entities(items)[0] for m in a.layers.mentions}


@settings(max_examples=60, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_order_changes_nothing(items: list[Annotated], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(items) == grouped(shuffled)
    assert link_entities(items)[1] == link_entities(shuffled)[1]


@settings(max_examples=60, deadline=None)
@given(stories(), st.data())
def test_a_copy_changes_nothing(items: list[Annotated], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(items))
    copy = Annotated(replace(copied.article, id="copy", source="copy.txt"), copied.layers)
    assert grouped(items) == grouped([*items, copy])
    assert link_entities(items)[1] == link_entities([*items, copy])[1]


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_mention_has_an_entity_that_lists_it(items: list[Annotated]) -> None:
    linked, entities = link_entities(items)
    known = {e.id: e for e in entities}
    assert len(known) == len(entities)
    for item in linked:
        for mention in item.layers.mentions:
            assert mention.entity is not None
            assert item.article.text[mention.start : mention.end] in known[mention.entity].aliases


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=6))
def test_odd_spans_cost_at_most_themselves(text: str, spans: list[tuple[int, int]]) -> None:
    mentions = tuple(Mention(start, start + length, "PERSON") for start, length in spans)
    linked, _ = link_entities([Annotated(Article("a", "a", text), Layers(mentions=mentions))])
    assert linked[0].article.text == text


def test_same_name_same_id_in_any_run() -> None:
    one = link_entities([marked("a", "Mira Tolan spoke.", ("Mira Tolan", "PERSON"))])[1]
    other = link_entities(
        [marked("b", "Then Mira Tolan and Tolan left.", ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))]
    )[1]
    assert one[0].id == other[0].id


def test_the_name_is_the_fullest_common_form() -> None:
    items = [
        marked("a", "Qasem Dolani met Dolani.", ("Qasem Dolani", "PERSON"), ("Dolani", "PERSON")),
        marked("b", "Qassem Dolani met QASEM DOLANI.", ("Qassem Dolani", "PERSON"), ("QASEM DOLANI", "PERSON")),
        marked("c", "Qasem Dolani left.", ("Qasem Dolani", "PERSON")),
    ]
    (entity,) = link_entities(items)[1]
    assert entity.name == "Qasem Dolani"
    assert entity.aliases == ("Dolani", "QASEM DOLANI", "Qasem Dolani", "Qassem Dolani")
    assert any("a spelling" in why for why in entity.because)


def test_a_sibling_proves_an_unseen_acronym() -> None:
    items = [
        marked("a", "The Harbour Workers League (HWL) met.", ("Harbour Workers League", "ORG"), ("HWL", "ORG")),
        marked("b", "Nobody joined HWL marches.", ("Nobody", "PERSON")),
    ]
    linked, entities = link_entities(items)
    league = by_name(entities)["Harbour Workers League"]
    text = linked[1].article.text
    assert [text[m.start : m.end] for m in linked[1].layers.mentions if m.entity == league.id] == ["HWL"]


def test_an_unseen_acronym_of_another_topic_is_left_alone() -> None:
    items = [
        marked("a", "The Harbour Workers League (HWL) met.", ("Harbour Workers League", "ORG"), ("HWL", "ORG")),
        Annotated(Article("b", "b", "Puffins and seals near HWL basalt cliffs were counted by biologists."), Layers()),
    ]
    assert link_entities(items)[0][1].layers.mentions == ()


TWO = [
    marked("a", "Mira Tolan met Tolan.", ("Mira Tolan", "PERSON"), ("Tolan", "PERSON")),
    marked("b", "Harbour Board met the Quay Board.", ("Harbour Board", "ORG"), ("Quay Board", "ORG")),
]


def test_overrides_merge_split_and_rename() -> None:
    wanted = Overrides(
        merge=(("Harbour Board", "Quay Board"),),
        split=(("Mira Tolan", "Tolan"),),
        rename=(("Tolan", "The other Tolan"),),
    )
    for items in (TWO, TWO[::-1], [*TWO, *TWO]):
        names = by_name(link_entities(items, wanted)[1])
        assert set(names) == {"Mira Tolan", "The other Tolan", "Harbour Board"}
        assert names["Harbour Board"].because == ("joined by the reader",)


def test_overrides_hold_when_new_articles_come() -> None:
    wanted = Overrides(split=(("Mira Tolan", "Mirra Tolan"),))
    items = [
        *TWO,
        marked("c", "Mirra Tolan left.", ("Mirra Tolan", "PERSON")),
    ]
    assert len(link_entities(items)[1]) == len(link_entities(items, wanted)[1]) - 1
    assert {"Mira Tolan", "Mirra Tolan"} <= set(by_name(link_entities(items, wanted)[1]))


def test_overrides_know_ids_and_articles() -> None:
    ids = {e.name: e.id for e in link_entities(TWO)[1]}
    merged = link_entities(TWO, Overrides(merge=((ids["Harbour Board"], ids["Quay Board"]),)))[1]
    assert len(merged) == 2
    renamed = link_entities(TWO, Overrides(rename=((ids["Mira Tolan"], "M. Tolan"),)))[1]
    assert by_name(renamed)["M. Tolan"].id == ids["Mira Tolan"]
    twice = [
        marked("a", "Mira Tolan met.", ("Mira Tolan", "PERSON")),
        marked("b", "So Mira Tolan left.", ("Mira Tolan", "PERSON")),
    ]
    apart = link_entities(twice, Overrides(split=(("Mira Tolan@a", "Mira Tolan@b.txt"),)))[1]
    assert len({e.id for e in apart}) == 2


def test_read_overrides(tmp_path: Path) -> None:
    toml = tmp_path / "o.toml"
    toml.write_text(
        '[[merge]]\nnames = ["A B", "AB"]\n[[split]]\nnames = ["C", "D"]\n[[rename]]\nfrom = "C"\nto = "E"\n'
    )
    assert read_overrides(toml) == Overrides((("A B", "AB"),), (("C", "D"),), (("C", "E"),))
    json = tmp_path / "o.json"
    json.write_text('{"merge": [{"names": ["A B", "AB"]}]}')
    assert read_overrides(json) == Overrides((("A B", "AB"),))


@pytest.mark.parametrize("text", ["[[merge]]\nnames = 3\n", "[[join]]\nnames = []\n", "merge = [", "a = 1"])
def test_a_bad_overrides_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"bad\.toml"):
        read_overrides(path)


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


def speaker_of(text: str, quote: Quote, *names: tuple[str, str]) -> tuple[str | None, str | None]:
    linked, entities = link_entities([marked("a", text, *names, quotes=(quote,))])
    names_of = {e.id: e.name for e in entities}
    found = linked[0].layers.quotes[0]
    return names_of.get(found.speaker or ""), names_of.get(found.upstream or "")


def test_the_speaker_is_the_mention_named() -> None:
    text = "Mira Tolan came. “No,” Tolan said."
    quote = quoted(text, "Tolan said", speaker_mention="Tolan said"[:5])
    assert speaker_of(text, quote, ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))[0] == "Mira Tolan"


def test_a_source_that_ends_in_a_name_is_that_person() -> None:
    text = "“No,” said Tarnian spokeswoman Mira Tolan."
    assert speaker_of(text, quoted(text, "Tarnian spokeswoman Mira Tolan"), ("Mira Tolan", "PERSON"))[0] == "Mira Tolan"


@pytest.mark.parametrize(
    "source", ["a lawyer for Mira Venns", "Mira Venns's lawyer", "an aide to Mira Venns", "Mira Venns' lawyer"]
)
def test_who_speaks_for_somebody_is_somebody_else(source: str) -> None:
    text = f"“No,” said {source}."
    assert speaker_of(text, quoted(text, source), ("Mira Venns", "PERSON"))[0] is None


def test_an_office_that_one_person_holds() -> None:
    text = "Iraqi Prime Minister Nadim Soran came. “No,” the Iraqi prime minister said."
    assert speaker_of(text, quoted(text, "the Iraqi prime minister"), ("Nadim Soran", "PERSON"))[0] == "Nadim Soran"


def test_an_office_that_two_hold_is_nobody() -> None:
    text = "Prime Minister Nadim Soran met Prime Minister Mira Tolan. “No,” the prime minister said."
    names = (("Nadim Soran", "PERSON"), ("Mira Tolan", "PERSON"))
    assert speaker_of(text, quoted(text, "the prime minister"), *names)[0] is None


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
)


@pytest.mark.parametrize(("before", "source", "who"), MEANT)
def test_an_office_is_its_holder_in_the_text(before: str, source: str, who: str | None) -> None:
    text = f"{before} “No,” {source} said."
    names = ((name, "PERSON") for name in ("Ida Moss", "Mira Tolan") if name in before)
    assert speaker_of(text, quoted(text, source), *names)[0] == who


def test_the_president_of_one_report_is_not_that_of_the_next() -> None:
    here = "President Mira Tolan came. “No,” the president said."
    there = "President Ida Moss spoke. “Yes,” the president said."
    first = marked("a", here, ("Mira Tolan", "PERSON"), quotes=(quoted(here, "the president"),))
    second = marked("b", there, ("Ida Moss", "PERSON"), quotes=(quoted(there, "the president"),))
    linked, entities = link_entities([first, second])
    names_of = {e.id: e.name for e in entities}
    assert [names_of[a.layers.quotes[0].speaker or ""] for a in linked] == ["Mira Tolan", "Ida Moss"]


def test_a_reader_joins_what_a_text_keeps_apart() -> None:
    text = "President Toll spoke. Elena Toll, the first lady, left."
    names = (("Toll", "PERSON"), ("Elena Toll", "PERSON"))
    assert len(link_entities([marked("a", text, *names)])[1]) == 2
    wanted = Overrides(merge=(("Toll", "Elena Toll"),))
    assert len(link_entities([marked("a", text, *names)], wanted)[1]) == 1


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
def test_all_who_speak_together_are_kept(source: str, speakers: tuple[str, ...]) -> None:
    text = f"{source} said in a joint statement that it would go on."
    known = ("Mira Tolan", "Ida Venn", "Piet Dorn", "Iraq", "Jordan")
    found = sorted((text.find(name), name) for name in known if name in text)
    names = [(name, "GPE" if name in ("Iraq", "Jordan") else "PERSON") for _, name in found]
    linked, entities = link_entities([marked("a", text, *names, quotes=(quoted(text, source, cue="said"),))])
    names_of = {e.id: e.name for e in entities}
    quote = linked[0].layers.quotes[0]
    assert tuple(names_of[who] for who in (quote.speaker, *quote.joined_by) if who) == speakers


def test_the_two_are_those_who_spoke_together() -> None:
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
def test_they_are_the_two_who_have_just_spoken(between: str, together: bool) -> None:
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
def test_a_government_speaks_under_one_name(source: str) -> None:
    text = f"“No,” said {source}."
    name = "Iraqi" if "Iraqi" in source else "Iraq"
    assert speaker_of(text, quoted(text, source, cue="said"), (name, "GPE"))[0] == "government of Iraq"


def test_an_anonymous_source_is_never_joined() -> None:
    text = "Mira Tolan came. “No,” an official said."
    quote = replace(quoted(text, "an official"), anonymous="an official")
    assert speaker_of(text, quote, ("Mira Tolan", "PERSON"))[0] is None


def test_a_name_that_was_no_mention_becomes_one() -> None:
    text = "“No,” Orla Venn told Radio Quay."
    quote = quoted(text, "Orla Venn", speaker_mention="Orla Venn", upstream_mention="Radio Quay")
    assert speaker_of(text, quote) == ("Orla Venn", "Radio Quay")


def test_a_capital_that_speaks_is_the_government() -> None:
    text = "“No,” said Paris. They met in Paris and France."
    quote = quoted(text, "Paris", cue="said", speaker_mention="Paris")
    names = (("Paris", "GPE"), ("Paris", "GPE"), ("France", "GPE"))
    assert speaker_of(text, quote, *names)[0] == "government of France"


def test_whom_it_was_told_is_an_outlet_unless_a_person_of_the_text() -> None:
    text = "“No,” she told Quayline. The Quayline report ran. Mira Tolan told Tolan so."
    quote = quoted(text, upstream_mention="Quayline")
    names = (("Quayline", "PERSON"), ("Quayline", "PERSON"), ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))
    labels = {e.name: e.label for e in link_entities([marked("a", text, *names, quotes=(quote,))])[1]}
    assert labels == {"Quayline": "ORG", "Mira Tolan": "PERSON"}
    told = quoted(text, upstream_mention="Tolan so"[:5])
    labels = {e.name: e.label for e in link_entities([marked("a", text, *names, quotes=(told,))])[1]}
    assert labels == {"Quayline": "PERSON", "Mira Tolan": "PERSON"}


def test_a_known_form_cut_off_by_the_end_of_a_line_is_no_form() -> None:
    items = [
        marked("a", "Ana Hale met Ana Hale Venn.", ("Ana Hale", "PERSON"), ("Ana Hale Venn", "PERSON")),
        Annotated(Article("b", "b", TOPIC.strip() + " Then Ana Hale\nAna"), Layers()),
    ]
    linked, _ = link_entities(items)
    assert [linked[1].article.text[m.start : m.end] for m in linked[1].layers.mentions] == ["Ana Hale"]


def test_a_headline_takes_its_names_from_the_text_below() -> None:
    """A surname finds its bearer, two bearers none, and nobody is added that the text does not name."""
    title = "Tolan: we will stay, Dorn told"
    item = marked("a", "Mira Tolan met Ida Dorn and Piet Dorn.", *((n, "PERSON") for n in PEOPLE))
    names = tuple(Mention(title.index(n), title.index(n) + len(n), "PERSON") for n in ("Tolan", "Dorn"))
    quote = Quote("indirect", (span(title, "we will stay"),), None, (span(title, "Tolan"),))
    quote = replace(quote, speaker_mention=span(title, "Tolan"))
    layers = replace(item.layers, title_mentions=names, title_quotes=(quote,))
    (linked,), entities = link_entities([Annotated(replace(item.article, title=title), layers)])
    tolan = by_name(entities)["Mira Tolan"].id
    assert [m.entity for m in linked.layers.title_mentions] == [tolan, None]
    assert [q.speaker for q in linked.layers.title_quotes] == [tolan]
    assert len(entities) == len(PEOPLE)


PEOPLE = ("Mira Tolan", "Ida Dorn", "Piet Dorn")


def test_a_person_named_in_full_once_is_called_so() -> None:
    often = " ".join(["Tolan spoke."] * 30)
    text = f"Mira Tolan came. {often}"
    places = [("Mira Tolan", "PERSON")]
    spans = tuple(Mention(at, at + 5, "PERSON") for at in range(17, len(text), 13))
    item = marked("a", text, *places)
    item = Annotated(item.article, Layers(mentions=(*item.layers.mentions, *spans)))
    (entity,) = link_entities([item])[1]
    assert entity.name == "Mira Tolan"


def test_a_junior_called_by_the_given_name_is_not_the_father() -> None:
    text = "Ivo Tolan took the oath. Beside him stood Ivo Jr. and Mira."
    entities = link_entities([marked("a", text, ("Ivo Tolan", "PERSON"), ("Ivo Jr.", "PERSON"))])[1]
    assert len(entities) == 2
