"""A fault of our own in one text or one story costs that text's layers or that story, and the run says so."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from variorum.annotate import layers as annotating
from variorum.model import Annotated, Dossier
from variorum.pipeline import add, chronicle_of_paths, collate_paths, refresh
from variorum.pipeline import archive as archiving
from variorum.pipeline import run as running
from variorum.store import open_archive, runs, stories

FERRY = (
    "Ferry to Ommel stops\n\n"
    "The ferry to Ommel stopped on Monday after a fire in its engine, the harbour office said.\n\n"
    "“Nobody was hurt,” said Jorun Hald, who runs the office.\n"
)
AGAIN = (
    "Ommel ferry out of service\n\n"
    "A fire in the engine has stopped the ferry to Ommel since Monday, its owner said.\n\n"
    "“We were lucky,” said Jorun Hald of the harbour office.\n"
)
LIBRARY = (
    "Library opens in Tarn\n\n"
    "The new library of Tarn opened on Saturday with cake and a brass band, the mayor said.\n\n"
    "“Read what you like,” said mayor Ann Roe.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("a", FERRY), ("b", AGAIN), ("c", LIBRARY)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """An annotator that has a fault where a text speaks of a library."""
    whole = annotating._layers

    def faulty(article: Any, doc: Any, title: Any) -> Any:
        if "library" in article.text:
            raise RecursionError("too deep")
        return whole(article, doc, title)

    monkeypatch.setattr(annotating, "_layers", faulty)


def refused(dossier: Dossier) -> list[tuple[str, str, str, str]]:
    return [(Path(r.source).name, r.stage, r.reason, r.detail) for r in dossier.rejections]


@pytest.mark.usefixtures("stumbling")
def test_a_text_that_an_annotator_stumbles_over_keeps_its_sentences(pages: Path) -> None:
    dossier = collate_paths([pages])
    assert dossier.run.status == "partial"
    assert refused(dossier) == [("c.txt", "annotate", "not_annotated", "RecursionError: too deep")]
    by_name = {Path(a.source).name: a for a in dossier.articles}
    assert by_name["c.txt"].sentences
    assert not by_name["c.txt"].quotes
    assert by_name["a.txt"].quotes


@pytest.mark.usefixtures("stumbling")
def test_the_archive_takes_it_and_says_so(pages: Path, tmp_path: Path) -> None:
    with closing(open_archive(tmp_path / "x.archive")) as archive:
        done = add(archive, [pages], "2031-05-02T10:00:00+00:00")
        assert done.new == 3
        assert done.rejected == {"not_annotated": 1}
        assert [r for _, r, _ in runs.refusals(archive, 1)] == ["not_annotated"]
        assert stories.count(archive) == 2


@pytest.mark.usefixtures("stumbling")
def test_a_chronicle_goes_on_without_it(pages: Path) -> None:
    found = chronicle_of_paths([pages])
    assert [r.reason for r in found.rejections] == ["not_annotated"]
    assert found.read == 3


def _faulty(whole: Any) -> Any:
    """A collation that has a fault where a story speaks of a library."""

    def collate(members: Sequence[Annotated], *others: Any) -> Any:
        if any("library" in m.article.text for m in members):
            raise KeyError("nobody")
        return whole(members, *others)

    return collate


def test_a_story_that_cannot_be_collated_costs_itself(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_collate_story", _faulty(running._collate_story))
    dossier = collate_paths([pages])
    assert refused(dossier) == [("c.txt", "collate", "not_collated", "KeyError: 'nobody'")]
    assert dossier.run.status == "partial"
    assert len(dossier.articles) == 3
    assert [len(s.articles) for s in dossier.stories] == [2]


def test_a_story_of_the_archive_stays_as_it_was_until_the_fault_is_mended(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_archive(tmp_path / "x.archive")) as archive:
        with monkeypatch.context() as faulty:
            faulty.setattr(archiving, "collate_layered", _faulty(running.collate_layered))
            done = add(archive, [pages], "2031-05-02T10:00:00+00:00")
            assert done.rejected == {"not_collated": 1}
            assert done.stories == 1, "what could not be collated is not counted as collated"
            assert stories.count(archive) == 1
            with pytest.raises(KeyError):
                refresh(archive, "2031-05-02T10:01:00+00:00")  # who decides something is told
        assert refresh(archive, "2031-05-02T10:02:00+00:00") == 1
        assert stories.count(archive) == 2
