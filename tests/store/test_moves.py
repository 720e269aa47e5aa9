"""Reports moved between stories by decision and back, and runs that others watch."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.model import Article, Page, Published, Rejection, Span
from variorum.store import Archive, moves, open_archive, overrides, pages, runs, stories
from variorum.store.overrides import Place, place_of

AT = "2031-05-02T10:00:00+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Six reports in two stories; one report of the first has a later version."""
    opened = open_archive(tmp_path / "a.archive")
    for n in range(1, 7):
        item = Article(f"a{n}", f"{n}.txt", f"The lock was shut, note {n}.", published=Published("2031-05-02"))
        pages.put_page(opened, Page(f"p{n}", f"{n}.txt", b"%d" % n), item)
    opened.db.execute("UPDATE articles SET version_of = 'a1' WHERE id = 'a2'")
    for number, item in list(pages.unplaced(opened)):
        home = None if item.id in ("a1", "a5") else 1 if number < 5 else 2
        stories.place(opened, number, item, home, at=f"2031-05-{number:02}T10:00:00")
    yield opened
    opened.close()


def homes(archive: Archive) -> dict[str, int]:
    return dict(archive.db.execute("SELECT id, story FROM articles ORDER BY id"))


def undone(archive: Archive, number: int) -> None:
    decision = overrides.one(archive, number)
    assert decision is not None
    moves.move_back(archive, decision)
    overrides.undo(archive, number, AT, "jo")


def test_two_stories_become_one_and_two_again(archive: Archive) -> None:
    before = homes(archive)
    number = moves.merge_stories(archive, 1, 2, "jo", AT)
    assert set(homes(archive).values()) == {1}
    assert moves.merged_into(archive, 2) == 1
    assert moves.merged_into(archive, 1) is None
    assert set(stories.stale(archive)) == {1, 2}
    undone(archive, number)
    assert homes(archive) == before
    assert moves.merged_into(archive, 2) is None
    assert [(d.who, d.undone_by) for d in overrides.log(archive)] == [("jo", "jo")]


def test_reports_are_split_off_with_all_their_versions(archive: Archive) -> None:
    before = homes(archive)
    number, new = moves.split_story(archive, 1, ["a2", "a6"], "jo", AT)
    assert {i for i, s in homes(archive).items() if s == new} == {"a1", "a2"}
    assert moves.held_apart(archive) == {frozenset((1, new))}
    undone(archive, number)
    assert homes(archive) == before
    assert moves.held_apart(archive) == frozenset()


def test_what_cannot_be_moved_is_refused_and_leaves_no_decision(archive: Archive) -> None:
    for wrong in ((1, 1), (1, 9), (9, 1)):
        with pytest.raises(moves.CannotMove):
            moves.merge_stories(archive, *wrong, "jo", AT)
    for articles in ([], ["a5"], ["a1", "a3", "a4"]):
        with pytest.raises(moves.CannotMove):
            moves.split_story(archive, 1, articles, "jo", AT)
    assert overrides.log(archive) == []


def test_a_decision_that_a_later_one_builds_on_is_undone_after_it(archive: Archive) -> None:
    before = homes(archive)
    first = moves.merge_stories(archive, 1, 2, "jo", AT)
    second, _ = moves.split_story(archive, 1, ["a5"], "jo", AT)
    with pytest.raises(moves.CannotMove, match=str(second)):
        undone(archive, first)
    undone(archive, second)
    undone(archive, first)
    assert homes(archive) == before


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a1:3-9", Place("a1", Span(3, 9))),
        ("a1:9-3", None),
        ("a1:3", None),
        ("a 1/b:2:3-9", Place("a 1/b:2", Span(3, 9))),
        ("", None),
        ("a1:3-9999999999", None),
    ],
)
def test_a_passage_is_written_and_read(text: str, place: Place | None) -> None:
    assert place_of(text) == place
    assert place is None or str(place) == text


def test_growth_counts_what_came_in_the_last_week(archive: Archive) -> None:
    archive.db.execute("UPDATE stories SET shown = 1")
    archive.db.execute("UPDATE articles SET placed_at = '2031-04-01T10:00:00' WHERE story = 1")
    rows = stories.front(archive, "growth")
    assert [(r.number, r.grown) for r in rows] == [(2, 2), (1, 0)]


def test_a_run_is_seen_while_it_lasts_and_after(archive: Archive) -> None:
    number = runs.begin(archive, AT)
    runs.beat(archive, number, "annotating", 3, 9, 4, 1)
    runs.refuse(archive, number, Rejection("x.bin", "read", "binary", "4 bytes"))
    run = runs.one(archive, number)
    assert run is not None
    assert (run.state, run.stage, run.done, run.total, run.found, run.refused) == ("running", "annotating", 3, 9, 4, 1)
    assert runs.refusals(archive, number) == [("x.bin", "binary", "4 bytes")]
    archive.db.execute("UPDATE runs SET process = ?", (2**22 + 1,))
    assert runs.newest(archive)[0].state == "stopped"
    runs.end(archive, number, AT, 4, 1, 2)
    assert runs.newest(archive)[0].state == "done"
    assert runs.one(archive, number + 1) is None
    assert run.process == os.getpid()
