"""Sentence vectors are kept by story and text, computed once, within a bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from variorum.language.vectors import embed_pieces, kept_by
from variorum.store import Archive, open_archive
from variorum.store.vectors import KeptVectors

SENTENCES = ["The lock at Ommel was closed on Friday.", "Divers found a crack.", "Barges wait in the basin."]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "a.archive")
    opened.db.executemany(
        "INSERT INTO stories (number, changed) VALUES (?, ?)", [(n, f"2031-05-0{n}") for n in range(1, 6)]
    )
    yield opened
    opened.close()


class Told(KeptVectors):
    """Kept vectors that tell which sentences were computed anew."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive, 1, "m/1")
        self.computed: list[str] = []

    def keep(self, made: Mapping[str, bytes]) -> None:
        self.computed += made
        super().keep(made)


def kept(archive: Archive) -> dict[int, int]:
    return dict(archive.db.execute("SELECT story, count(*) FROM vectors GROUP BY story"))


def store(archive: Archive, story: int, made: Mapping[str, bytes], most: int = 10**6, by: str = "m/1") -> None:
    keeper = KeptVectors(archive, story, by)
    keeper.find(list(made))
    keeper.keep(made)
    keeper.store(most)


def test_what_is_kept_is_not_computed_again_and_is_the_same(archive: Archive) -> None:
    first = Told(archive)
    with kept_by(first):
        rows, pieces = embed_pieces(SENTENCES[:2])
    first.store()
    assert first.computed == SENTENCES[:2]
    second = Told(archive)
    with kept_by(second):
        again, others = embed_pieces(SENTENCES)
    assert second.computed == SENTENCES[2:], "only the new sentence is computed"
    assert np.array_equal(again[:2], rows)
    for one, other in zip(pieces, others, strict=False):
        assert (one.words, one.places) == (other.words, other.places)
        assert np.array_equal(one.vectors, other.vectors)


def test_another_model_computes_anew_and_leaves_nothing_of_the_old_one(archive: Archive) -> None:
    store(archive, 1, {"a": b"1"}, by="m/1")
    assert KeptVectors(archive, 1, "m/2").find(["a"]) == {}
    store(archive, 1, {"a": b"22"}, by="m/2")
    assert archive.db.execute("SELECT made_by, vectors FROM vectors").fetchall() == [("m/2", b"22")]


def test_vectors_that_are_cut_off_are_computed_anew(archive: Archive) -> None:
    store(archive, 1, {SENTENCES[0]: bytes(384 * 4)})
    keeper = Told(archive)
    with kept_by(keeper):
        embed_pieces(SENTENCES[:1])
    assert keeper.computed == SENTENCES[:1]


def test_what_a_story_does_not_ask_for_any_more_goes(archive: Archive) -> None:
    store(archive, 1, {"a": b"1", "b": b"2"})
    store(archive, 1, {"b": b"2", "c": b"3"})
    assert KeptVectors(archive, 1, "m/1").find(["a", "b", "c"]) == {"b": b"2", "c": b"3"}
    store(archive, 1, {})
    assert kept(archive) == {}


def test_beyond_the_bound_the_stories_that_changed_longest_ago_go_first(archive: Archive) -> None:
    for story in (3, 1, 5, 2):
        store(archive, story, {"a": bytes(10), "b": bytes(10)})
    store(archive, 4, {"a": bytes(10)}, most=45)
    assert kept(archive) == {4: 1, 5: 2, 3: 2}, "the story at work stays, whatever its age"
