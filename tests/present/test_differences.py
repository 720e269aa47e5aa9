"""Differences in plain words, with the words marked in which the accounts part."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Difference, Dossier, Side, Time
from variorum.present import html
from variorum.present.build import story_page
from variorum.present.differences import KINDS
from variorum.present.pictures import ticks


def told(dossier: Dossier, **changes: object) -> Dossier:
    (difference,) = dossier.stories[0].differences
    return replace(dossier, stories=(replace(dossier.stories[0], differences=(replace(difference, **changes),)),))


def test_only_the_figure_is_marked(dossier: Dossier) -> None:
    (difference,) = story_page(dossier, dossier.stories[0]).differs
    marked = [p.text for s in difference.sides for q in s.quoted for p in q.pieces if p.marked]
    assert marked == ["More than 20 sheds", "About 25 sheds"]


def test_a_side_is_marked_by_its_own_word_where_the_report_has_it(dossier: Dossier) -> None:
    (side, other) = dossier.stories[0].differences[0].sides
    sides = (Side("burned", side.evidence), Side("charred", other.evidence))
    (difference,) = story_page(d := told(dossier, kind="statement", sides=sides), d.stories[0]).differs
    one, two = difference.sides
    assert [p.text for q in one.quoted for p in q.pieces if p.marked] == ["burned"]
    assert [p.text for q in two.quoted for p in q.pieces if p.marked] == ["About 25 sheds burned"]


def test_of_several_times_in_a_sentence_only_the_accounts_own_is_marked(dossier: Dossier) -> None:
    (side, other) = dossier.stories[0].differences[0].sides
    first, *rest = dossier.articles
    at = first.text.index("More than")
    times = (Time(at, at + 4, "DATE"), Time(at + 5, at + 9, "DATE"))
    timed = replace(dossier, articles=(replace(first, times=times), *rest))
    for value, marked in (("more", ["More"]), ("another", ["More", "than"])):
        sides = (replace(side, value=value), other)
        (difference,) = story_page(d := told(timed, kind="time", sides=sides), d.stories[0]).differs
        assert [p.text for q in difference.sides[0].quoted for p in q.pieces if p.marked] == marked


def test_the_page_says_kinds_and_verdicts_in_a_readers_words(dossier: Dossier) -> None:
    page = story_page(dossier, dossier.stories[0])
    assert (page.differs[0].kind, page.differs[0].verdict) == ("how many", "can both be true")
    assert len(set(KINDS.values())) == len(KINDS)
    older = told(dossier, about="age of Ilse Brandt")
    (difference,) = story_page(older, older.stories[0]).differs
    assert (difference.kind, difference.about) == ("how old", "Ilse Brandt")
    turned = told(dossier, development=True)
    assert story_page(turned, turned.stories[0]).differs[0].verdict == "changed with time"


def test_the_weightiest_differences_stand_at_the_top_in_one_line(dossier: Dossier) -> None:
    (key,) = story_page(dossier, dossier.stories[0]).keys
    assert (key.about, key.values, key.development) == ("how many sheds", ("more than 20", "about 25"), False)
    assert "more than 20 / about 25" in html.render(dossier, dossier.stories[0])
    later = told(dossier, development=True)
    assert "more than 20 → about 25" in html.render(later, later.stories[0])


def test_the_grid_shows_who_has_which_account(dossier: Dossier) -> None:
    (row,) = story_page(dossier, dossier.stories[0]).differing
    assert row.cells == ("has", "differs", "")
    assert row.accounts == ("more than 20", "about 25", "")
    assert row.anchor.startswith("difference-")


def test_figures_on_an_axis_do_not_run_into_one_another() -> None:
    assert [label for _, label in ticks([1000, 1001, 2000], 900, 100 / 1200)] == ["1,000", "2,000"]


def test_a_figures_reports_are_named_beside_it(dossier: Dossier) -> None:
    plot = story_page(dossier, dossier.stories[0]).differs[0].plot
    assert plot is not None
    assert [b.label for b in plot.bars] == ["A  more than 20", "B  about 25"]


def _many(difference: Difference, n: int) -> tuple[Difference, ...]:
    return tuple(replace(difference, id=f"d{i}") for i in range(n))


def test_three_differences_stand_at_the_top_at_most(dossier: Dossier) -> None:
    story = replace(dossier.stories[0], differences=_many(dossier.stories[0].differences[0], 5))
    assert len(story_page(replace(dossier, stories=(story,)), story).keys) == 3
