"""The course of events by days, and the axis that pictures it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.model import Dossier, Evidence, Span, TimelineEntry
from variorum.present import html, pictures
from variorum.present.build import story_page
from variorum.present.context import Happening, Quoted, Ref
from variorum.present.phrasing import opening, wrapped
from variorum.present.sigla import runs, siglum, stretches


def entry(day: str, articles: str, start: int = 0, expected: bool = False) -> TimelineEntry:
    evidence = tuple(Evidence(f"a{a}", (Span(start, start + 9),), "More than") for a in articles)
    return TimelineEntry(day, "More than", evidence, expected=expected)


def with_timeline(dossier: Dossier, *entries: TimelineEntry) -> Dossier:
    return replace(dossier, stories=(replace(dossier.stories[0], timeline=entries),))


def test_what_most_reports_tell_of_a_day_comes_first_and_what_is_expected_last(dossier: Dossier) -> None:
    told = with_timeline(
        dossier, entry("2031-05-05", "1", 4, True), entry("2031-05-05", "2", 3), entry("2031-05-05", "123")
    )
    (day,) = story_page(told, told.stories[0]).days
    assert [(h.number, len(h.quoted.exact), h.expected) for h in day.happenings] == [
        (1, 9, False), (2, 9, False), (3, 9, True),
    ]  # fmt: skip
    assert (day.day, day.expected, day.printed) == ("Mon 5 May 2031", False, ("A",))


def test_a_long_day_is_folded_and_nothing_of_it_left_out(dossier: Dossier) -> None:
    told = with_timeline(dossier, *(entry("2031-05-05", "1", n) for n in range(10)))
    page = html.render(told, told.stories[0])
    assert "4 more of Mon 5 May 2031" in page
    assert page.count('id="happening-') == 10


def happening(n: int) -> Happening:
    words = "The ferry to the island of Ommel was stopped for good after a storm"
    return Happening(n, "", False, Quoted(Ref("A", "A-0"), (), words))


@given(st.sets(st.integers(0, 400), min_size=2, max_size=12))
def test_no_label_of_the_axis_meets_another(days: set[int]) -> None:
    first = date(2031, 1, 1)
    dated = [(happening(n), (first + timedelta(day)).isoformat()) for n, day in enumerate(sorted(days))]
    axis = pictures.axis(dated, [])
    assert axis is not None
    behind = {"start": 0.0, "middle": 0.5, "end": 1.0}
    for tier in range(axis.tiers):
        taken = [
            (e.at - behind[e.align] * width, e.at + (1 - behind[e.align]) * width)
            for e in axis.events
            if e.tier == tier
            for width in [pictures._LETTER * max(map(len, e.labels))]
        ]
        assert all(low >= 0 and high <= 100 for low, high in taken)
        narrow = [b[0] - a[1] for a, b in pairwise(taken)]
        assert all(gap >= 0 for gap in narrow)
        assert all(len(line) >= 5 for e in axis.events for line in e.labels)


def test_the_years_are_said_where_there_are_several() -> None:
    axis = pictures.axis([(happening(1), "2030-12-30"), (happening(2), "2031-01-02")], [])
    assert axis is not None
    assert [t.labels[0] for t in axis.ticks] == ["30 Dec 2030", "2 Jan 2031"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OMMEL, Norrey (Tide Wire) — A ferry sank", "A ferry sank"),
        ("OMMEL – A ferry sank", "A ferry sank"),
        ("… a ferry sank", "a ferry sank"),
        ("A ferry — the last — sank", "A ferry — the last — sank"),
        ("NATO ferries sank", "NATO ferries sank"),
    ],
)
def test_a_label_begins_behind_the_place(text: str, words: str) -> None:
    assert opening(text) == words


def test_a_label_is_cut_between_words() -> None:
    assert wrapped("The ferry to Ommel was stopped for good", 12, 2) == ("The ferry to", "Ommel was …")
    assert all(len(line) <= 12 for line in wrapped("Unverhältnismäßigkeitsprinzip and more", 12, 3))


@pytest.mark.parametrize(
    ("letters", "words"),
    [("ABC", ["A–C"]), ("AB", ["A", "B"]), ("FABC", ["A–C", "F"]), ("", []), ("CA", ["A", "C"])],
)
def test_letters_that_follow_one_another_are_a_stretch(letters: str, words: list[str]) -> None:
    assert runs(letters) == words


def test_letters_of_many_reports_are_a_stretch() -> None:
    assert runs([siglum(n) for n in range(25, 29)]) == ["Z–AC"]


def test_a_column_stands_where_its_time_is() -> None:
    columns = pictures.columns({"2029-01-05": 1, "2031-12-24": 2})
    assert len(columns) == 36
    assert [c.label for c in columns if c.count] == ["January 2029", "December 2031"]
    years = pictures.columns({"2009-01-05": 1, "2031-12-24": 2})
    assert [c.label for c in years if c.count] == ["2009", "2031"]
    assert len(years) == 23


@pytest.mark.parametrize("last", ["2029-01-06", "2029-01-20", "2029-03-05", "2031-12-24"])
def test_the_first_and_the_last_column_stand_over_their_labels(last: str) -> None:
    columns = pictures.columns({"2029-01-05": 1, last: 2})
    assert columns[0].at == 0
    assert columns[-1].at + columns[-1].width == pytest.approx(100, abs=0.02)


def test_more_citations_than_a_line_holds_are_shown_as_stretches() -> None:
    few = [Ref(siglum(n), f"{siglum(n)}-1") for n in range(8)]
    assert stretches(few) == [(ref,) for ref in few]
    many = [Ref(siglum(n), f"{siglum(n)}-1") for n in (30, 0, 1, 2, 3, 5, 6, 26, 27, 28)]
    shown = ["–".join(ref.siglum for ref in run) for run in stretches(many)]
    assert shown == ["A–D", "F", "G", "AA–AC", "AE"]
