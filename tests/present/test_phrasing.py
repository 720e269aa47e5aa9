"""Days, counts and letters in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Article, Published
from variorum.present.phrasing import (
    count_words,
    day_words,
    house_words,
    listed,
    published_words,
    publisher_words,
    span_words,
)
from variorum.present.sigla import siglum

DAYS = [
    ("2031-05-02", "Fri 2 May 2031"),
    ("2031-05-02T11:30:00Z", "Fri 2 May 2031"),
    ("2031-05", "May 2031"),
    ("2031", "2031"),
    ("2031-13-02", "2031-13-02"),
    ("2031-W18", "2031-W18"),
    ("soon", "soon"),
    (None, ""),
    ("", ""),
]


def test_a_view_and_a_live_page_are_called_so() -> None:
    assert house_words("newspaper", "Halm Media", "opinion") == "opinion, newspaper, owned by Halm Media"
    assert house_words(None, None, "live") == "live page"
    assert house_words(None, None) == ""


@pytest.mark.parametrize(("iso", "words"), DAYS)
def test_a_day_is_as_precise_as_it_is_known(iso: str | None, words: str) -> None:
    assert day_words(iso) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-02", "2031-05-06", "2–6 May 2031"),
        ("2031-05-02", "2031-05-02", "Fri 2 May 2031"),
        ("2031-04-30", "2031-05-02", "Wed 30 April 2031 – Fri 2 May 2031"),
        ("2031-04-30", None, "Wed 30 April 2031"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_days(first: str | None, last: str | None, words: str) -> None:
    assert span_words(first, last) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (Published("2031-05-02", None, None, "stated"), "Fri 2 May 2031, as printed"),
        (Published(None, "2031-05-02", "2031-05-04", "inferred"), "2–4 May 2031, inferred"),
        (Published("2031-05-02", None, None, "markup"), "Fri 2 May 2031, by the page’s data"),
        (Published("2031-05-02", None, None, "unknown"), "Fri 2 May 2031"),
        (Published(), "no date on the page"),
    ],
)
def test_a_day_of_publication_says_its_basis(published: Published, words: str) -> None:
    assert published_words(published) == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 reports"), (1, "1 report"), (1200, "1,200 reports")])
def test_counts(n: int, words: str) -> None:
    assert count_words(n, "report") == words


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(parts: list[str], words: str) -> None:
    assert listed(parts) == words


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_letters(index: int, letters: str) -> None:
    assert siglum(index) == letters


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_two_reports_share_a_letter(a: int, b: int) -> None:
    assert (siglum(a) == siglum(b)) == (a == b)


def test_a_report_without_an_outlet_is_known_by_its_file() -> None:
    assert publisher_words(Article("a1", "clips/court3.txt", "")) == "court3.txt (no outlet named)"
    assert publisher_words(Article("a1", "court3.txt", "", url="https://www.post.example/1")) == "post.example"
