"""What holds for every run: order and copies change nothing, every mention has its entity, names are known again."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.align.entities import link_entities
from variorum.model.records import Annotated, Article, Layers, Mention

Marked = Callable[..., Annotated]
Story = list[list[tuple[str, str]]]

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


STORIES = st.lists(st.lists(st.sampled_from(FORMS), min_size=1, max_size=7), min_size=1, max_size=5)
"""The names of up to five articles."""


def written(marked: Marked, story: Story) -> list[Annotated]:
    """An article for each list of names."""
    texts = (f"Note {n}. " + " met ".join(name for name, _ in names) + "." for n, names in enumerate(story))
    return [marked(f"a{n}", text, *names) for n, (text, names) in enumerate(zip(texts, story, strict=True))]


def grouped(items: list[Annotated]) -> dict[tuple[str, int], str | None]:
    return {(a.article.text, m.start): m.entity for a in link_entities(items)[0] for m in a.layers.mentions}


@settings(max_examples=60, deadline=None)
@given(STORIES, st.randoms(use_true_random=False))
def test_order_changes_nothing(marked: Marked, story: Story, random: object) -> None:
    items = written(marked, story)
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouped(items) == grouped(shuffled)
    assert link_entities(items)[1] == link_entities(shuffled)[1]


@settings(max_examples=60, deadline=None)
@given(STORIES, st.data())
def test_a_copy_changes_nothing(marked: Marked, story: Story, data: st.DataObject) -> None:
    items = written(marked, story)
    copied = data.draw(st.sampled_from(items))
    copy = Annotated(replace(copied.article, id="copy", source="copy.txt"), copied.layers)
    assert grouped(items) == grouped([*items, copy])
    assert link_entities(items)[1] == link_entities([*items, copy])[1]


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_every_mention_has_an_entity_that_lists_it(marked: Marked, story: Story) -> None:
    items = written(marked, story)
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


def test_same_name_same_id_in_any_run(marked: Marked) -> None:
    one = link_entities([marked("a", "Mira Tolan spoke.", ("Mira Tolan", "PERSON"))])[1]
    other = link_entities(
        [marked("b", "Then Mira Tolan and Tolan left.", ("Mira Tolan", "PERSON"), ("Tolan", "PERSON"))]
    )[1]
    assert one[0].id == other[0].id


def test_the_name_is_the_fullest_common_form(marked: Marked) -> None:
    items = [
        marked("a", "Qasem Dolani met Dolani.", ("Qasem Dolani", "PERSON"), ("Dolani", "PERSON")),
        marked("b", "Qassem Dolani met QASEM DOLANI.", ("Qassem Dolani", "PERSON"), ("QASEM DOLANI", "PERSON")),
        marked("c", "Qasem Dolani left.", ("Qasem Dolani", "PERSON")),
    ]
    (entity,) = link_entities(items)[1]
    assert entity.name == "Qasem Dolani"
    assert entity.aliases == ("Dolani", "QASEM DOLANI", "Qasem Dolani", "Qassem Dolani")
    assert any("a spelling" in why for why in entity.because)


def test_a_sibling_proves_an_unseen_acronym(marked: Marked) -> None:
    items = [
        marked("a", "The Harbour Workers League (HWL) met.", ("Harbour Workers League", "ORG"), ("HWL", "ORG")),
        marked("b", "Nobody joined HWL marches.", ("Nobody", "PERSON")),
    ]
    linked, entities = link_entities(items)
    league = next(e for e in entities if e.name == "Harbour Workers League")
    text = linked[1].article.text
    assert [text[m.start : m.end] for m in linked[1].layers.mentions if m.entity == league.id] == ["HWL"]


def test_an_unseen_acronym_of_another_topic_is_left_alone(marked: Marked) -> None:
    items = [
        marked("a", "The Harbour Workers League (HWL) met.", ("Harbour Workers League", "ORG"), ("HWL", "ORG")),
        Annotated(Article("b", "b", "Puffins and seals near HWL basalt cliffs were counted by biologists."), Layers()),
    ]
    assert link_entities(items)[0][1].layers.mentions == ()


def test_a_known_form_cut_off_by_the_end_of_a_line_is_no_form(marked: Marked) -> None:
    whole = marked("a", "Ana Hale met Ana Hale Venn.", ("Ana Hale", "PERSON"), ("Ana Hale Venn", "PERSON"))
    topic = whole.article.text.partition(". ")[2]
    cut = Annotated(Article("b", "b", f"{topic} Then Ana Hale\nAna"), Layers())
    linked, _ = link_entities([whole, cut])
    assert [linked[1].article.text[m.start : m.end] for m in linked[1].layers.mentions] == ["Ana Hale"]


def test_a_person_named_in_full_once_is_called_so(marked: Marked) -> None:
    often = " ".join(["Tolan spoke."] * 30)
    text = f"Mira Tolan came. {often}"
    places = [("Mira Tolan", "PERSON")]
    spans = tuple(Mention(at, at + 5, "PERSON") for at in range(17, len(text), 13))
    item = marked("a", text, *places)
    item = Annotated(item.article, Layers(mentions=(*item.layers.mentions, *spans)))
    (entity,) = link_entities([item])[1]
    assert entity.name == "Mira Tolan"


def test_a_junior_called_by_the_given_name_is_not_the_father(marked: Marked) -> None:
    text = "Ivo Tolan took the oath. Beside him stood Ivo Jr. and Mira."
    entities = link_entities([marked("a", text, ("Ivo Tolan", "PERSON"), ("Ivo Jr.", "PERSON"))])[1]
    assert len(entities) == 2


def test_a_place_in_a_dateline_s_capitals_is_shown_in_ordinary_case(marked: Marked) -> None:
    one = marked("a", "HARROW - Two dams broke. HARROW fears a third.", ("HARROW", "GPE"), ("HARROW", "GPE"))
    other = marked("b", "The mayor of Harrow fled. The NPA sent help, Npa workers said.", ("Harrow", "GPE"))
    assert [e.name for e in link_entities([one, other])[1]] == ["Harrow"]
    body = marked(
        "c", "The NPA sent help. The NPA and Npa workers came.", ("NPA", "ORG"), ("NPA", "ORG"), ("Npa", "ORG")
    )
    assert [e.name for e in link_entities([body])[1]] == ["NPA"]
