"""When things happened, as several invented reports tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from variorum.align.sentences import read_story
from variorum.align.timeline import find_timeline, iso
from variorum.model import Annotated, Entity

Read = Callable[[Sequence[tuple[str, str, str]]], tuple[tuple[Annotated, ...], tuple[Entity, ...]]]

REPORTS = [
    (
        "Coast Post",
        "2031-05-06",
        "Bridge falls\nThe old bridge at Tarn collapsed on May 4. The bridge was built in 1988. "
        "Tomas Vael will visit Tarn on May 9. “What we see today is a disgrace,” Ilse Marrow said.",
    ),
    (
        "Bay Herald",
        "2031-05-07",
        "Tarn mourns\nOn May 4, the old bridge at Tarn collapsed under two trucks. It was inspected in March 2030.",
    ),
]


@pytest.mark.parametrize(
    ("value", "prefix"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04TNI", "2031-05-04"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-W18", None),
        ("2031-SU", None),
        ("P3D", None),
        ("PAST_REF", None),
        (None, None),
    ],
)
def test_iso(value: str | None, prefix: str | None) -> None:
    assert iso(value) == prefix


def test_one_entry_per_happening_with_known_precision(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    entries = find_timeline(read_story(items), ())
    by_date = {e.date: e for e in entries}
    assert list(by_date) == sorted(by_date)
    assert set(by_date) == {"1988", "2030-03", "2031-05-04", "2031-05-09"}
    assert len(by_date["2031-05-04"].evidence) == 2
    assert by_date["1988"].background
    assert by_date["2030-03"].background
    assert not by_date["2031-05-04"].background
    assert by_date["2031-05-09"].expected
    assert not by_date["2031-05-04"].expected


def test_every_text_is_in_its_article(read_reports: Read) -> None:
    items, _ = read_reports(REPORTS)
    texts = {i.article.id: i.article.text for i in items}
    for entry in find_timeline(read_story(items), ()):
        first = entry.evidence[0]
        assert entry.text in " ".join(texts[first.article].split())


def test_a_view_makes_no_entry_where_there_is_a_report(read_reports: Read) -> None:
    told = "Bridge\nThe old bridge at Tarn collapsed into the river on May {}."
    items, _ = read_reports(
        [("Coast Post", "2031-05-06", told.format(4)), ("Bay Herald", "2031-05-06", told.format(3))]
    )
    view = Annotated(replace(items[1].article, form="opinion"), items[1].layers)
    assert [e.date for e in find_timeline(read_story([items[0], view]), ())] == ["2031-05-04"]
    assert [e.date for e in find_timeline(read_story([view]), ())] == ["2031-05-03"]


def test_no_reports_no_timeline() -> None:
    assert find_timeline((), ()) == ()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The old bridge was built in 1988 by the harbour board of Tarn.", "1988"),
        ("In March 2030 Tomas Vael inspected the old bridge.", "2030-03"),
        ("Tomas Vael spoke of his 2030 campaign for a new bridge at Tarn.", None),
        ("Tomas Vael repeated what he had said of the bridge at a March 2030 hearing of the harbour board.", None),
        ("In this May 2, 2031, file photo, Tomas Vael inspects the old bridge at Tarn.", None),
        ("This story has been updated with what Tomas Vael said on May 5.", None),
        ("This story was originally published on May 4, 2031.", None),
        ("TUESDAY AT THE HARBOUR", None),
        ("A board that earned 90 million crowns in 2030 gives the town of Tarn 500 for the old bridge.", None),
        ("The old bridge, which was mended in 2030, carries no lorries in Tarn.", "2030"),
    ],
)
def test_a_year_that_says_which_and_a_notice_make_no_entry(read_reports: Read, sentence: str, day: str | None) -> None:
    items, _ = read_reports([("Coast Post", "2031-05-06", f"Bridge\n{sentence}")])
    assert [e.date for e in find_timeline(read_story(items), ())] == ([day] if day else [])


@pytest.mark.parametrize(
    ("other", "entries"),
    [
        ("On May 4 the ancient bridge over the river at Tarn gave way.", 1),
        ("On May 4 the new hospital at Tarn took in its first patients.", 2),
        ("On May 3 the ancient bridge over the river at Tarn gave way.", 2),
    ],
)
def test_one_happening_in_other_words_is_one_entry(read_reports: Read, other: str, entries: int) -> None:
    reports = [
        ("Coast Post", "2031-05-06", "Bridge\nThe old bridge at Tarn collapsed into the river on May 4."),
        ("Bay Herald", "2031-05-06", f"Tarn\n{other}"),
    ]
    items, _ = read_reports(reports)
    assert len(find_timeline(read_story(items), ())) == entries


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # the day of a bound, of another thing, of a comparison
        ("The old bridge at Tarn has been closed three times since Sunday.", None),
        ("Ilse Marrow blamed the board for Sunday's collapse of the bridge.", None),
        ("In Sunday's collapse of the old bridge two trucks fell into the river.", "2031-05-04"),
        ("The board at Tarn was criticized following the collapse of its bridge last month.", None),
        ("The number of lorries on the bridge rose from 300 in March to 900.", None),
        ("The board at Tarn has built nothing since the great crash of 2008.", None),
        ("The board at Tarn will hardly meet its new May 20 deadline for the bridge.", None),
        ("Tomas Vael is the editor of Boats Today Magazine at Tarn.", None),
        ("The board at Tarn closed the old bridge shortly before 5 a.m. on Sunday.", "2031-05-04"),
        ("In last Sunday's collapse of the old bridge two trucks fell into the river.", "2031-05-04"),
        ("In last Monday's collapse of the old bridge two trucks fell into the river.", "2031-04-28"),
        ("The bridge was mended by the dockers of Tarn in 1994-96.", None),
        ("The board has set Friday as the deadline for the bridge at Tarn.", None),
        ("The board of Tarn made clear on Monday that the bridge was old.", None),
        # no happening of a day
        ("The bridge at Tarn usually carries 300 lorries, and its keeper counted them on Sunday.", None),
        ("Tarn had 900 people in 2030 and no bridge.", None),
        ("The board lost its bridge a decade ago to a flood.", None),
        ("If the bridge is closed on May 20, Tarn will lose its mill.", None),
        ("The old bridge was expected to open again on May 3, the board at Tarn said.", None),
        ("The old bridge at Tarn “carries more today than ever before,” Ilse Marrow said.", None),
        ("Tomas Vael told the board of Tarn on May 5 that the bridge was old.", None),
        # expected
        ("The board at Tarn has scheduled a hearing for Friday.", "2031-05-09 expected"),
        ("The board invited the mayor of Tarn to meet on Friday.", None),
        ("The board at Tarn is to publish its findings by the end of November.", "2031-11 expected"),
    ],
)
def test_whose_day_a_time_is(read_reports: Read, sentence: str, told: str | None) -> None:
    items, _ = read_reports([("Coast Post", "2031-05-06", f"Bridge\n{sentence}")])
    found = [e.date + " expected" * e.expected for e in find_timeline(read_story(items), ())]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "The board of Tarn closed the bridge. It had been inspected in March 2030.",
            "The board of Tarn closed the bridge. It had been inspected in March 2030.",
        ),
        ("It had been inspected in March 2030.", None),
        ("But the board of Tarn closed the bridge on Sunday.", "the board of Tarn closed the bridge on Sunday."),
        ("I watched the old bridge at Tarn fall into the river on Sunday.", None),
        ("Photo: The old bridge at Tarn fell into the river on Sunday.", None),
        (
            "Tuesday 6 May 2031 16.16 GMT The board of Tarn closed the bridge on Sunday.",
            "The board of Tarn closed the bridge on Sunday.",
        ),
    ],
)
def test_what_is_shown_can_be_read_alone(read_reports: Read, text: str, shown: str | None) -> None:
    items, _ = read_reports([("Coast Post", "2031-05-06", f"Bridge\n{text}")])
    found = [e.text for e in find_timeline(read_story(items), ())]
    assert found == ([shown] if shown else [])


def test_a_month_is_of_the_year_that_is_told_of(read_reports: Read) -> None:
    """The year of publication is not taken where the report has just named another."""
    told = "On March 7, 2028, the board of Tarn had a letter. {} the board of Tarn answered the letter."
    items, _ = read_reports([("Coast Post", "2031-05-06", "Bridge\n" + told.format("On March 17"))])
    assert [e.date for e in find_timeline(read_story(items), ())] == ["2028-03-07"]


def test_a_roundup_tells_of_other_stories(read_reports: Read) -> None:
    bridge = "Bridge\nThe old bridge at Tarn fell into the river on May 4. {}"
    reports = [
        ("Coast Post", "2031-05-06", bridge.format("")),
        ("Bay Herald", "2031-05-06", bridge.format("Two trucks were lost.")),
        (
            "Lake News",
            "2031-05-06",
            bridge.format("A cook from Orlo won the national prize for soups in Merrin on May 5."),
        ),
    ]
    items, _ = read_reports(reports)
    assert [e.date for e in find_timeline(read_story(items), ())] == ["2031-05-04"]


def test_what_one_mentions_in_passing_is_the_happening_that_another_tells(read_reports: Read) -> None:
    reports = [
        ("Coast Post", "2031-05-06", "Vael\nTomas Vael collapsed at his house in Tarn at noon on Sunday."),
        ("Bay Herald", "2031-05-06", "Vael\nThe doctor of Tomas Vael, who collapsed on Sunday, has left Tarn."),
    ]
    items, _ = read_reports(reports)
    (entry,) = find_timeline(read_story(items), ())
    assert entry.text.startswith("Tomas Vael collapsed")
    assert len(entry.evidence) == 2


def test_one_sentence_of_two_days_is_shown_once(read_reports: Read) -> None:
    told = "Vael\nThe board of Tarn announced on Sunday that the bridge would be opened on Friday, though it was old."
    items, _ = read_reports([("Coast Post", "2031-05-06", told)])
    assert [e.date for e in find_timeline(read_story(items), ())] == ["2031-05-04"]
