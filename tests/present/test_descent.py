"""Where it comes from: lines for few reports, a table for many, and the same in words."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Derivation, Dossier, IndependenceGroup
from variorum.present import html
from variorum.present.build import story_page
from variorum.present.descent import levelled
from variorum.present.drawn import Descent


def crowd(dossier: Dossier, size: int) -> Dossier:
    """The story with `size` reports, all but the first three of a text of their own."""
    more = tuple(
        replace(dossier.articles[2], id=f"b{n:02}", outlet=f"Outlet {n}", source=f"b{n}") for n in range(size - 3)
    )
    story = replace(dossier.stories[0], articles=(*dossier.stories[0].articles, *(a.id for a in more)))
    return replace(dossier, articles=(*dossier.articles, *more), stories=(story,))


def test_many_reports_have_a_table_in_place_of_lines(dossier: Dossier) -> None:
    many = crowd(dossier, 20)
    stemma = story_page(many, many.stories[0]).stemma
    assert stemma is not None
    assert stemma.crowded
    assert [(r.label, sum(r.cells), len(r.cells)) for r in stemma.rows] == [("Vale Radio interview", 2, 20)]
    page = html.render(many, many.stories[0])
    assert 'aria-label="Who drew on what"' in page
    assert "Origins above, reports below" not in page
    assert "Origins above, reports below" in html.render(dossier, dossier.stories[0])


def test_copies_of_one_kind_share_a_line_of_words_and_a_crowd_has_no_arcs(dossier: Dossier) -> None:
    many = crowd(dossier, 20)
    lines = [Derivation(f"b{n:02}", "a1", "wholly", 1.0, "same text") for n in range(17)]
    story = replace(many.stories[0], derivations=(Derivation("a3", "a1", "wholly", 1.0, "credit"), *lines))
    stemma = story_page(replace(many, stories=(story,)), story).stemma
    assert stemma is not None
    assert stemma.copies == ()
    assert [line for line in stemma.lines if "A: " in line] == [
        "C shares text with A: 100% (wholly; credit)",
        "D–T share text with A: 100% (wholly; same text)",
    ]


def test_many_reports_have_a_short_legend(dossier: Dossier) -> None:
    many = crowd(dossier, 20)
    assert 'class="reports many"' in html.render(many, many.stories[0])


def test_arcs_that_overlap_stand_on_levels_of_their_own() -> None:
    arcs = list(levelled([Descent(10, 50, "a"), Descent(20, 50, "b"), Descent(60, 90, "c"), Descent(50, 40, "d")]))
    for n, one in enumerate(arcs):
        for other in arcs[n + 1 :]:
            meet = min(max(one.start, one.end), max(other.start, other.end)) >= max(
                min(one.start, one.end), min(other.start, other.end)
            )
            assert not meet or one.level != other.level
    assert next(a for a in arcs if a.label == "c").level == 0


def test_a_missing_first_source_is_said_to_be_missing(dossier: Dossier) -> None:
    derivation = Derivation("a2", None, "wholly", 0.9, "credit", missing="Hill Agency")
    story = replace(dossier.stories[0], derivations=(derivation,))
    stemma = story_page(replace(dossier, stories=(story,)), story).stemma
    assert stemma is not None
    assert "B: draws on Hill Agency, which is not among these reports" in stemma.lines
    assert [n.missing for n in stemma.origins if n.label == "Hill Agency"] == [True]


def test_one_reports_quotes_of_a_person_are_no_common_origin(dossier: Dossier) -> None:
    """What two reports print of one person's words is; a single report's quotes draw no line."""
    person = next(e.name for e in dossier.entities if e.label == "PERSON")
    claim = next(c for c in dossier.stories[0].claims if len({e.article for e in c.evidence}) > 1)

    def lines(members: tuple[int, ...]) -> list[str]:
        group = IndependenceGroup(members, "same_upstream", person)
        story = replace(dossier.stories[0], claims=(replace(claim, groups=(group,)),), derivations=())
        stemma = story_page(replace(dossier, stories=(story,)), story).stemma
        return [line for line in stemma.lines if person in line] if stemma else []

    assert lines((0,)) == []
    assert lines(tuple(range(len(claim.evidence))))[0].endswith(f"draw on what {person} said")


def test_an_arrow_stands_only_where_it_is_known_who_copied(dossier: Dossier) -> None:
    known = html.render(dossier, dossier.stories[0])
    assert "leads from a text to its copy" in known
    derivation = Derivation("a3", "a1", "partly", 0.6, "same text")
    story = replace(dossier.stories[0], derivations=(derivation,))
    open_ = html.render(replace(dossier, stories=(story,)), story)
    assert "which of them was first is not known" in open_
    assert known.count("<path") - open_.count("<path") == 1


def test_an_agency_that_is_missing_is_told_once(dossier: Dossier) -> None:
    missing = Derivation("a2", None, "wholly", 0.9, "credit", missing="Hill Agency")
    groups = (IndependenceGroup((0, 1), "same_agency", "Hill Agency"), IndependenceGroup((2,), "sole"))
    both = replace(missing, copy="a1")
    claim = replace(dossier.stories[0].claims[0], groups=groups)
    story = replace(dossier.stories[0], derivations=(missing, both), claims=(claim,))
    stemma = story_page(replace(dossier, stories=(story,)), story).stemma
    assert stemma is not None
    assert [line for line in stemma.lines if "Hill Agency" in line] == [
        "A and B: draw on Hill Agency, which is not among these reports"
    ]
