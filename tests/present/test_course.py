"""Where actors stand and how the story was reported, on the page, in Markdown, on the terminal and under `verify`."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from rich.console import Console

from variorum.model import Correction, Dossier, Evidence, Position, Reporting, Span, Stand
from variorum.present import html, markdown, terminal
from variorum.present.build import story_page
from variorum.present.course import ALONE, FIRST, SHOWN
from variorum.present.verify import problems


@pytest.fixture
def told(dossier: Dossier) -> Dossier:
    """The story with one actor whose stand turned, and what its reports brought."""
    story = dossier.stories[0]
    words = story.claims[1].evidence[0]
    stands = (
        Stand("2031-05-05", "opposes", False, True, (words,)),
        Stand("2031-05-06", "supports", True, False, (story.claims[0].evidence[1],), "earlier: opposes (2031-05-05)"),
    )
    reported = (
        Reporting("a1", "2031-05-05", first=("c1", "c2")),
        Reporting("a2", "2031-05-06", corrected=(Correction("25 where earlier reports have 20", (words,), "d1"),)),
        Reporting("a3", None, known=False),
    )
    positions = (Position("e1", "seed store", stands),)
    return replace(dossier, stories=(replace(story, positions=positions, reported=reported),))


def test_the_page_shows_stands_by_day_with_their_changes(told: Dossier) -> None:
    (actor,) = story_page(told, told.stories[0]).actors
    assert actor.name == "Ilse Brandt"
    assert [(s.attitude, s.change) for s in actor.positions[0]] == [
        ("opposes", ""),
        ("supports", "earlier: opposes (2031-05-05)"),
    ]


def test_reports_that_brought_nothing_are_not_listed(told: Dossier) -> None:
    course = story_page(told, told.stories[0]).course
    assert [c.outlet for c in course] == ["Vale Courier", "Upland Post"]
    assert {part.did for part in course[0].parts} == {FIRST}
    assert course[1].parts[0].lines[0].text.startswith("25 where earlier reports have 20")


def test_what_is_too_much_to_show_is_folded_and_not_left_out(told: Dossier) -> None:
    story = told.stories[0]
    claims = tuple(replace(story.claims[0], id=f"x{n}", weight=float(n)) for n in range(SHOWN + 2))
    ids = tuple(c.id for c in claims)
    story = replace(story, claims=(*story.claims, *claims), reported=(Reporting("a1", "2031-05-05", added=ids),))
    (report,) = story_page(replace(told, stories=(story,)), story).course
    (part,) = report.parts
    assert (part.did, len(part.lines), len(part.folded)) == (ALONE, SHOWN, 2)
    assert "2 more" in markdown.render(replace(told, stories=(story,)), story)


def test_every_surface_has_both(told: Dossier) -> None:
    page = html.render(told, told.stories[0])
    text = markdown.render(told, told.stories[0])
    printed = io.StringIO()
    terminal.summary(told, Console(file=printed, width=120))
    for shown in (page, text, printed.getvalue()):
        assert "earlier: opposes" in shown
        assert FIRST in shown
    assert 'id="stand"' in page
    assert 'id="course"' in page


def test_a_story_without_them_has_no_sections(dossier: Dossier) -> None:
    page = html.render(dossier, dossier.stories[0])
    assert 'id="stand"' not in page
    assert 'id="course"' not in page


def test_verify_reads_their_words_and_their_names(told: Dossier) -> None:
    story = told.stories[0]
    wrong = Evidence("a1", (Span(0, 4),), "not what stands there")
    stand = replace(story.positions[0].stands[0], evidence=(wrong,))
    bad = replace(
        story,
        positions=(Position("e9", "", (stand,)),),
        reported=(Reporting("a9", "2031-05-05", first=("c9",)),),
    )
    found = "\n".join(problems(replace(told, stories=(bad,))))
    for part in ("unknown entity e9", "unknown article a9", "unknown claim c9", "is not what the text holds"):
        assert part in found
    assert not [line for line in problems(told) if "position" in line or "claim c" in line]


def test_a_report_is_told_in_its_own_words(told: Dossier) -> None:
    """The statement is another report's sentence, which may say more than this one does."""
    story = told.stories[0]
    late = replace(story, reported=(Reporting("a2", "2031-05-06", added=("c1",)),))
    (report,) = story_page(replace(told, stories=(late,)), late).course
    (line,) = report.parts[0].lines
    assert line.text == "“About 25 sheds burned”"
    assert line.ref is not None
    assert line.ref.siglum == "B"
