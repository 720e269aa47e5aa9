"""What a report leaves out, as the page, its twins and the tables show it."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from msgspec.structs import replace
from rich.console import Console

from variorum.model import Dossier, Omission, Span
from variorum.present import html, markdown, pdf, terminal
from variorum.present.build import story_page
from variorum.present.tables import TABLES
from variorum.present.verify import problems


def told(dossier: Dossier, *omissions: Omission) -> Dossier:
    return replace(dossier, stories=(replace(dossier.stories[0], omissions=omissions),))


def test_it_says_who_tells_it_who_does_not_and_what_is_nearest(dossier: Dossier) -> None:
    (view,) = story_page(dossier, dossier.stories[0]).left_out
    assert [r.siglum for r in view.told] == ["A", "B"]
    assert (view.anchor, view.line, view.missing) == ("claim-c2", "2 of 3 reports quote it", "not quoted in")
    (silent,) = view.silent
    assert (silent.ref.siglum, silent.common) == ("C", "in common: “Monday”")
    assert silent.nearest is not None
    assert silent.nearest.exact.startswith("More than 20 sheds")


def test_the_page_links_the_claim_and_the_nearest_words(dossier: Dossier) -> None:
    page = html.render(dossier, dossier.stories[0])
    part = page[page.index('id="left-out"') :]
    assert '<a href="#claim-c2">' in part
    assert re.search(r'Not quoted in <a class="chip" href="#C-0"', part)
    assert 'id="C-0"' in page
    bare = told(dossier)
    assert "left-out" not in html.render(bare, bare.stories[0])


def test_ten_are_shown_and_the_others_folded(dossier: Dossier) -> None:
    (one,) = dossier.stories[0].omissions
    many = told(dossier, *[one] * 12)
    page = html.render(many, many.stories[0])
    part = page[page.index('id="left-out"') : page.index('id="texts"')]
    assert "<summary>2 more</summary>" in part
    assert part.index("<details") > [m.start() for m in re.finditer("Not quoted in", part)][9]


def test_what_one_report_alone_tells_stands_apart(dossier: Dossier) -> None:
    (one,) = dossier.stories[0].omissions
    alone = replace(one, kind="told by one", told_by=("a1",), before=("a2",), why="1 of 3 reports quotes it")
    page = story_page(lone := told(dossier, alone), lone.stories[0])
    assert not page.left_out
    assert page.told_by_one[0].before == "B came out before it was told"
    assert "Prominent in one report only" in markdown.render(lone, lone.stories[0])


def test_the_twins_tell_it_too(dossier: Dossier) -> None:
    said = markdown.render(dossier, dossier.stories[0])
    assert "## Told by most, left out by some" in said
    assert "not quoted in [C]; nearest there, in common: “Monday”: More than 20 sheds" in said
    console = Console(file=StringIO(), width=120)
    terminal.summary(dossier, console)
    assert isinstance(console.file, StringIO)
    assert "not quoted in C" in console.file.getvalue()
    sections = pdf.page_data(story_page(dossier, dossier.stories[0]))["sections"]
    assert isinstance(sections, list)
    assert "Told by most, left out by some" in [s["title"] for s in sections]


def test_a_row_of_the_table_is_a_silent_report(dossier: Dossier) -> None:
    (row,) = TABLES["omissions"].rows(dossier)
    values = {name: getattr(row, name) for name in TABLES["omissions"].columns}
    assert (values["claim"], values["article"], values["told_by"]) == ("c2", "a3", "a1; a2")
    assert (values["start"], values["stance"], values["shared"]) == (0, "mentions", "Monday")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"claim": "c9"}, "an unknown claim c9 is said to be left out"),
        ({"told_by": ("a1", "a9")}, "by an unknown article a9"),
        ({"told_by": ("a1", "a3")}, "told and left out by article a3"),
    ],
)
def test_what_does_not_hold_is_a_problem(dossier: Dossier, changes: dict[str, object], says: str) -> None:
    (one,) = dossier.stories[0].omissions
    assert list(problems(dossier)) == []
    assert any(says in line for line in problems(told(dossier, replace(one, **changes))))


def test_a_nearest_sentence_that_is_not_there_is_a_problem(dossier: Dossier) -> None:
    (one,) = dossier.stories[0].omissions
    (silence,) = one.silent
    assert silence.nearest is not None
    moved = replace(silence, nearest=replace(silence.nearest, spans=(Span(3, 40),)))
    assert any("is not what the text holds" in line for line in problems(told(dossier, replace(one, silent=(moved,)))))
