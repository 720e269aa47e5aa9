"""A long story by its days, as several invented reports tell it over two months."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from variorum.align.timeline import Wish, find_chronicle
from variorum.align.timeline.days import as_day, between, shifted
from variorum.model import Annotated, Entity, TimelineEntry

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]

REPORTS = [
    (
        "Coast Post",
        "2031-05-05",
        "Bridge falls\nThe old bridge at Tarn collapsed under two trucks on May 4, the harbour office said. "
        "Engineers from Osk will inspect the ruins of the bridge on May 20.",
    ),
    (
        "Bay Herald",
        "2031-05-06",
        "Tarn mourns\nOn May 4 the old bridge at Tarn collapsed under two heavy trucks. "
        "He was born at Tarn on April 30. A bakery at Lind opened its doors again on May 5 after a week.",
    ),
    (
        "Coast Post",
        "2031-06-14",
        "Company charged\nProsecutors at Osk charged the builder of the bridge with neglect on June 12. "
        "The bridge at Tarn collapsed on May 4. The first bridge was opened with a parade on July 1, 1988.",
    ),
    (
        "Bay Herald",
        "2031-06-30",
        "A trial is set\nThe builder of the bridge was charged with neglect on June 12, and the trial opens on July 9. "
        "“We warned them on June 2,” said Ilse Marrow, an engineer at Osk.",
    ),
]


def days(entries: Sequence[TimelineEntry]) -> list[str]:
    return [entry.date for entry in entries]


def test_what_is_looked_back_on_comes_before_what_is_named_once(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    assert days(find_chronicle(items, Wish(days=1))) == ["2031-05-04"]
    assert days(find_chronicle(items, Wish(days=2))) == ["2031-05-04", "2031-06-12"]


def test_a_day_shows_a_whole_sentence_that_names_it_and_cites_all_that_say_so(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    texts = {i.article.id: i.article.text for i in items}
    (first, *_) = find_chronicle(items, Wish(days=2))
    assert "May 4" in first.text
    assert len({e.article for e in first.evidence}) == len(first.evidence) == 3
    for evidence in first.evidence:
        assert "May 4" in evidence.exact
        assert evidence.exact in texts[evidence.article]


def test_only_days_in_view_are_told_and_none_that_only_a_quotation_names(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    found = find_chronicle(items)
    assert "1988-07-01" not in days(found), "long before the first report"
    assert "2031-07-09" not in days(found), "after the last report"
    assert "2031-06-02" not in days(found), "in somebody's words"
    assert "2031-04-30" not in days(found), "“he” is nobody here"
    assert "2031-05-05" in days(found)


def test_what_was_only_foretold_is_expected(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    by_day = {e.date: e for e in find_chronicle(items)}
    assert by_day["2031-05-20"].expected
    assert not by_day["2031-05-04"].expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2031-06", None, ["2031-06-12"]),
        (None, "2031-05", ["2031-05-04", "2031-05-05", "2031-05-20"]),
        ("2031-05-05", "2031-06-12", ["2031-05-05", "2031-05-20", "2031-06-12"]),
        ("1988", "1988", ["1988-07-01"]),
        ("2032", None, []),
    ],
)
def test_a_reader_names_the_first_and_the_last_day(
    since: str | None, until: str | None, expected: list[str], read_reports: Read
) -> None:
    items, _ = read_reports(REPORTS)
    assert days(find_chronicle(items, Wish(since=since, until=until))) == expected


def test_a_second_entry_of_a_day_says_something_new(read_reports: Read) -> None:
    items, _ = read_reports(
        [REPORTS[0], ("Tarn Mail", "2031-05-07", "Ferry\nOn May 4 a ferry took over at Tarn from dawn.")]
    )
    one, two = (e for e in find_chronicle(items, Wish(each=2)) if e.date == "2031-05-04")
    assert {"bridge" in one.text, "ferry" in one.text} == {"bridge" in two.text, "ferry" in two.text} == {True, False}


def test_the_order_of_reports_changes_nothing(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    again, _ = read_reports(REPORTS[::-1])
    assert find_chronicle(items) == find_chronicle(again)


def test_nothing_is_told_of_nothing() -> None:
    assert find_chronicle([]) == ()


def test_a_date_is_a_day_or_none() -> None:
    assert str(as_day("2031-05-04T10:00")) == "2031-05-04"
    assert as_day("2031-05") is as_day("9999") is as_day(None) is as_day("2031-02-30") is None
    assert shifted("2031-05-01", -1) == "2031-04-30"
    assert shifted("2031-05", -1) == "2031-05"
    assert shifted("9999-12-31", 1) == "9999-12-31"
    assert between("2031-05-01", "2031-05-04") == 3
    assert between("2031-05", "2031-05-04") == 0
