"""Which figures meet in a row, and what the row says of them. Articles are parsed; names and places are invented."""

from __future__ import annotations

from itertools import permutations

import pytest

from variorum.align.slots import FigureRow, figure_rows
from variorum.annotate.figures import find_figures
from variorum.annotate.sentences import find_sentences
from variorum.annotate.times import find_times
from variorum.language.parse import Parser
from variorum.model import Annotated, Article, Layers, Published

MONDAY, TUESDAY = "2031-03-03", "2031-03-04"


def _read(*pages: tuple[str, str | None]) -> list[Annotated]:
    texts = [text for text, _ in pages]
    articles = [Article(f"a{n}", f"{n}.txt", text, published=Published(day)) for n, (text, day) in enumerate(pages)]
    out = []
    for article, doc in zip(articles, Parser().parse(texts), strict=True):
        times = find_times(doc, article.published.value)
        layers = Layers(sentences=find_sentences(doc), times=times, figures=find_figures(doc, times))
        out.append(Annotated(article, layers))
    return out


def _rows(*pages: tuple[str, str | None]) -> tuple[FigureRow, ...]:
    return figure_rows(_read(*pages))


def _sides(row: FigureRow) -> list[tuple[float | None, float | None]]:
    return [(side.figure.low, side.figure.high) for side in row.sides]


def test_more_than_and_about_can_both_be_true() -> None:
    (row,) = _rows(
        ("The bombing of the market in Sarn left more than 30 people dead.", TUESDAY),
        ("A bomb at the market in Sarn killed about 35 people.", TUESDAY),
    )
    assert (row.compatible, row.development) == (True, False)
    assert _sides(row) == [(30, None), (35, 35)]


def test_two_counts_of_one_day_conflict() -> None:
    (row,) = _rows(
        ("By Tuesday noon 6,200 residents of Sarn had been evacuated, the ministry said.", TUESDAY),
        ("The mayor said that 9,000 residents of Sarn had been evacuated by noon on Tuesday.", TUESDAY),
    )
    assert (row.compatible, row.development) == (False, False)
    assert row.why.startswith("6,200 (the ministry) and 9,000 (the mayor)")


def test_a_toll_that_rises_over_the_days_is_a_development() -> None:
    (row,) = _rows(
        ("The ferry accident off Corrin killed nine people.", MONDAY),
        ("The death toll of the ferry accident off Corrin rose to 14.", TUESDAY),
    )
    assert (row.compatible, row.development) == (False, True)


def test_parts_of_one_sentence_never_meet() -> None:
    rows = _rows(
        ("Five people, including two dockers and three pilots, were hurt at the Balan quay.", MONDAY),
        ("Five people, including two dockers and three pilots, were hurt at the Balan quay.", MONDAY),
    )
    assert all(row.compatible for row in rows)
    assert {tuple(_sides(row)) for row in rows} == {((n, n), (n, n)) for n in (2, 3, 5)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast in Sarn killed 12 people.", "The blast in Sarn wounded 40 people."),
        ("The blast in Sarn killed 12 people.", "An accident in Sarn in 2009 killed three people."),
        ("The blast in Sarn killed 12 people.", "The blast in Sarn killed another 3 people."),
        ("The blast in Sarn killed 12 people.", "The blast in Sarn killed four children."),
        ("The firm in Sarn paid $5 million for the ship.", "The firm in Sarn paid 5 percent more for the ship."),
        ("The town sent 20 foreign doctors to Sarn.", "The town sent 30 local doctors to Sarn."),
        ("Two officials in Sarn spoke of the blast.", "Three officials in Sarn spoke of the blast."),
        ("Ada Quist, 71, fled the blast in Sarn.", "Bram Keller, 40, fled the blast in Sarn."),
        ("Two inland states sued over the Sarn law.", "Four states had passed the Sarn law before."),
        ("The blast in Sarn killed 12 people.", "The army killed three people trying to reach the blast in Sarn."),
        ("A gunman killed two students in Sarn.", "Guns killed 26 people in Sarn."),
        ("The school in Sarn has 30 teachers.", "The harbour of Lund has 12 teachers."),
    ],
)
def test_figures_of_different_things_do_not_meet(one: str, other: str) -> None:
    assert _rows((one, TUESDAY), (other, TUESDAY)) == ()


def test_counts_of_two_places_are_two_rows() -> None:
    """Of forty and fourteen dead, fourteen are in the other country: no row holds both."""
    rows = _rows(
        ("The storm killed 12 people in Norway and 40 people in Denmark.", TUESDAY),
        ("The storm killed 14 people in Norway.", TUESDAY),
        ("The storm killed 41 people in Denmark.", TUESDAY),
    )
    assert {tuple(_sides(row)) for row in rows} == {((12, 12), (14, 14)), ((40, 40), (41, 41))}


def test_two_places_that_one_report_counts_apart_are_two_for_all() -> None:
    rows = _rows(
        ("The storm killed 12 people in Oslo. The storm killed 40 people in Bergen.", TUESDAY),
        ("The storm killed 39 people in Oslo.", TUESDAY),
    )
    assert [_sides(row) for row in rows] == [[(12, 12), (39, 39)]]


def test_a_place_told_more_widely_is_the_same() -> None:
    (row,) = _rows(
        ("The storm killed 12 people in Oslo.", TUESDAY),
        ("The storm killed 14 people in Norway.", TUESDAY),
    )
    assert not row.compatible


def test_both_counts_of_a_ballot_have_their_row() -> None:
    rows = _rows(
        ("The harbour council passed the dredging bill 12-7 on Monday.", TUESDAY),
        ("By a vote of 11 to 7 the harbour council passed the dredging bill.", TUESDAY),
    )
    assert {tuple(_sides(row)) for row in rows} == {((12, 12), (11, 11)), ((7, 7), (7, 7))}


def test_two_counts_name_their_ballot_without_further_words() -> None:
    rows = _rows(
        ("The dredging bill passed 212-9.", TUESDAY),
        ("On Monday the chamber voted 212-9 for it.", TUESDAY),
    )
    assert {row.about for row in rows} == {"larger vote", "smaller vote"}


def test_two_months_are_two_times() -> None:
    (row,) = _rows(
        ("The port of Sarn shipped 55,000 tons of grain in March 2031.", "2031-04-20"),
        ("The port of Sarn shipped 50,000 tons of grain in February 2031.", "2031-04-20"),
    )
    assert (row.compatible, row.development) == (False, True)


def test_workers_of_one_report_are_the_people_of_another() -> None:
    (row,) = _rows(
        ("The explosion at the Orrin plant killed nine workers.", MONDAY),
        ("The explosion at the Orrin plant killed nine people.", MONDAY),
    )
    assert row.compatible


def test_a_figure_that_settles_slowly_is_in_conflict_over_a_day() -> None:
    (row,) = _rows(
        ("The Sarn ministry received 55,000 pages of the harbour letters.", MONDAY),
        ("Boxes with 50,000 pages of the harbour letters reached the Sarn ministry.", TUESDAY),
    )
    assert (row.compatible, row.development) == (False, False)


def test_some_of_the_dead_can_be_workers() -> None:
    (row,) = _rows(
        ("The explosion at the Orrin plant killed nine workers.", MONDAY),
        ("The explosion at the Orrin plant killed 14 people.", MONDAY),
    )
    assert row.compatible


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = _read(
        ("The blast in Sarn killed 12 people and wounded 40.", MONDAY),
        ("At least 12 people were killed in the blast in Sarn. Some 40 people were wounded.", MONDAY),
        ("The death toll of the blast in Sarn rose to 15.", TUESDAY),
    )
    assert len({figure_rows(order) for order in permutations(articles)}) == 1


def test_one_article_alone_makes_no_row() -> None:
    assert _rows(("The blast killed 12 people. In all, 15 people were killed by the blast.", MONDAY)) == ()


def test_two_counts_of_one_crowd_meet() -> None:
    (row,) = _rows(
        ("Police put the crowd at the harbour march in Sarn at 25,000.", TUESDAY),
        ("Organisers said 80,000 people marched along the harbour in Sarn.", TUESDAY),
    )
    assert _sides(row) == [(25000, 25000), (80000, 80000)]
    assert not row.compatible


def test_two_magnitudes_of_one_quake_meet() -> None:
    (row,) = _rows(
        ("The quake of magnitude 6.1 struck the coast near Sarn.", TUESDAY),
        ("A 5.9-magnitude earthquake struck the coast near Sarn.", TUESDAY),
    )
    assert (row.about, row.compatible) == ("magnitude", False)


def test_a_part_of_them_and_what_a_count_was_before_meet_no_whole() -> None:
    (row,) = _rows(
        ("The toll of the ferry fire off Sarn rose from 30 to 42. Four of them were killed by smoke.", TUESDAY),
        ("The ferry fire off Sarn killed 42 people.", TUESDAY),
    )
    assert _sides(row) == [(42, 42), (42, 42)]


def test_homes_left_without_power_are_not_evacuated() -> None:
    (row,) = _rows(
        ("The flood left 3,000 homes without power in Sarn.", TUESDAY),
        ("In Sarn the flood left 4,000 homes without power.", TUESDAY),
    )
    assert row.about == "homes"


def test_figures_over_two_lengths_of_time_are_not_one_count() -> None:
    short = ("Some 140 millimetres of rain fell on Sarn in 12 hours, the weather service said.", TUESDAY)
    long = ("The weather service said that 160 millimetres of rain fell on Sarn in 24 hours.", TUESDAY)
    assert not _rows(short, long)
    killed = ("The fighting in Sarn killed 30 people in two days.", TUESDAY)
    assert not _rows(killed, ("Within three days 45 people were killed in Sarn.", TUESDAY))
    (row,) = _rows(killed, ("The fighting in Sarn killed 45 people in two days.", TUESDAY))
    assert not row.compatible
