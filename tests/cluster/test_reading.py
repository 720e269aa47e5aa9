"""Words as numbers, what is the reporter's own, credits, days and repeated lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.cluster.credited import credits_outlet, read_credit
from variorum.cluster.days import address_day, number
from variorum.cluster.prose import Prose
from variorum.cluster.tables import table
from variorum.cluster.words import batches, one_text, read_words
from variorum.model.records import Article

CREDITS = [
    line.split("\t")
    for line in (Path(__file__).parent / "specs" / "credits.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def written(text: str) -> list[str]:
    words = one_text(text)
    return [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The tide, at 6.30, rose.", ["The", "tide", "at", "6", "30", "rose"]),
        ("don’t / don't", ["don", "t", "don", "t"]),
        ("Café—bar", ["Café", "bar"]),
        ("港口 port", ["港", "口", "port"]),
        ("😀 tide 😀", ["tide"]),
        ("", []),
    ],
)
def test_words_stand_where_they_are_said_to(text: str, words: list[str]) -> None:
    assert written(text) == words


def test_case_and_accents_do_not_make_another_word() -> None:
    ids = one_text("café CAFE Café").ids
    assert len(set(ids.tolist())) == 1


@given(st.lists(st.text(max_size=40), max_size=8))
def test_a_word_has_one_number_whatever_stands_beside_it(texts: list[str]) -> None:
    batch = read_words(texts) if texts else None
    for place, text in enumerate(texts):
        assert batch is not None
        assert batch.text(place).ids.tolist() == one_text(text).ids.tolist()
        assert batch.text(place).starts.tolist() == one_text(text).starts.tolist()


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(1, 50))
def test_batches_cover_all_texts_in_order(texts: list[str], size: int) -> None:
    ranges = list(batches(texts, size))
    assert [i for low, high in ranges for i in range(low, high)] == list(range(len(texts)))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The bridge was closed on Friday.", "The bridge was closed on Friday"),
        # a sentence that is mostly a quotation is no reporting, its tag included
        ("“We will close the bridge,” the mayor said.", ""),
        ("The council heard on Friday that the bridge “must close”.", "The council heard on Friday that the bridge"),
        ('The council heard on Friday that the bridge "must close".', "The council heard on Friday that the bridge"),
        ("We closed it ourselves! The bridge belongs to you and to me.", ""),
        ("The US fleet left. The bridge stayed open.", "The US fleet left The bridge stayed open"),
        ("The bridge was closed. Sign up for our letter.", "The bridge was closed"),
        ("“Never closed\nThe bridge stayed open for lorries.", "The bridge stayed open for lorries"),
    ],
)
def test_the_reporters_own_words(text: str, own: str) -> None:
    prose = Prose(text, read_words([text]))
    assert [word for word, mine in zip(written(text), prose.reported, strict=True) if mine] == own.split()


def test_voices_of_one_text_do_not_reach_the_next() -> None:
    post, report = "I did it. We saw it. You know it.", "The bridge was closed. The toll rose."
    both = Prose(f"{post}\n{report}", read_words([post, report])).reported
    alone = Prose(report, read_words([report])).reported
    assert both[-len(alone) :].tolist() == alone.tolist()


@pytest.mark.parametrize(("agencies", "text"), CREDITS)
def test_agency_credits(agencies: str, text: str) -> None:
    article = Article(id="a", source="", text=f"A first line.\n{text}\nA last line.")
    assert read_credit(article).agencies == frozenset(filter(None, agencies.split(",")))


def test_agency_credits_outside_the_text() -> None:
    assert read_credit(Article("a", "", "x", credits=("Jon Vale, Associated Press",))).agencies == {"AP"}
    assert read_credit(Article("a", "", "x", bylines=("Jon Vale and Reuters",))).agencies == {"Reuters"}
    assert read_credit(Article("a", "", "x", outlet="The Associated Press")).agencies == {"AP"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The mayor resigned, the Valley Times reported.", True),
        ("First published by the Valley Times on Monday.", True),
        ("See valleytimes.example/news/mayor-resigns for more.", True),
        ("The Valley Times sponsors the town's football club.", False),
        ("The mayor resigned.", False),
    ],
)
def test_credits_to_another_outlet(text: str, says: bool) -> None:
    other = Article("b", "", "", outlet="Valley Times", url="https://www.valleytimes.example/news/mayor-resigns?x=1")
    one = Article("a", "", text, outlet="Coast Post")
    assert credits_outlet(read_credit(one), read_credit(other)) is says


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://p.example/2031/05/17/tide", "2031-05-17"),
        ("https://p.example/2031/may/17/tide", "2031-05-17"),
        ("https://p.example/2031-05-17/tide", "2031-05-17"),
        ("https://p.example/news/2031/99/17/tide", None),
        ("https://p.example/tide-5-17", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url: str | None, day: str | None) -> None:
    assert address_day(url) == number(day)


def test_no_table_is_empty() -> None:
    for name in ("agencies.tsv", "background.tsv", "crediting.txt", "credits.txt", "furniture.txt", "likeness.tsv"):
        assert table(name)
    assert table("voice.txt")
