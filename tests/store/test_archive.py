"""The archive's file: opening, migrating, refusing, checking, backing up; search; decisions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.model import Article, Layers, Page, Published, Rejection, Span
from variorum.store import Archive, ArchiveError, open_archive, overrides, pages, runs, search, stories
from variorum.store.schema import MIGRATIONS, READ_FROM


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "a.variorum")
    yield opened
    opened.close()


def page(n: int, body: bytes | None = None) -> Page:
    return Page(f"p{n}", f"pages/{n}.html", body or f"page {n}".encode())


def article(n: int, text: str = "The Sund lock was closed on Friday.", **more: object) -> Article:
    fields: dict[str, object] = {
        "title": f"Lock closed {n}",
        "outlet": "Sund Post",
        "published": Published("2031-05-02"),
    }
    return Article(f"a{n}", f"pages/{n}.html", text, **(fields | more))  # type: ignore[arg-type]


def test_a_page_and_its_article_are_stored_once(archive: Archive) -> None:
    assert not pages.known_page(archive, page(1))
    for _ in range(2):
        pages.put_page(archive, page(1), article(1))
    assert pages.known_page(archive, page(1))
    assert pages.article(archive, "a1") == article(1)
    assert pages.stored_page(archive, "p1") == page(1)
    assert len(list(pages.unplaced(archive))) == 1
    assert pages.stored_page(archive, "p9") is None
    assert pages.article(archive, "a9") is None


def test_a_page_keeps_the_day_that_its_feed_gave(archive: Archive) -> None:
    listed = Published("2031-05-02", "2031-05-02", "2031-05-02", "fetched", "pubDate in https://sund.example/feed")
    pages.put_page(archive, replace(page(1), listed=listed), article(1))
    found = pages.stored_page(archive, "p1")
    assert found is not None
    assert found.listed == listed


def test_a_transaction_is_whole_or_not_at_all(archive: Archive) -> None:
    def broken() -> None:
        with archive.writing() as db:
            db.execute("INSERT INTO stories (stale) VALUES (1)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert stories.stale(archive) == []


def test_layers_are_made_again_for_another_version_of_the_annotators(archive: Archive) -> None:
    pages.put_page(archive, page(1), article(1))
    ((number, _),) = pages.without_layers(archive, "layers/1", 10)
    pages.put_layers(archive, "layers/1", [(number, Layers(sentences=(Span(0, 5),)))])
    assert pages.without_layers(archive, "layers/1", 10) == []
    assert len(pages.without_layers(archive, "layers/2", 10)) == 1


def test_another_text_at_one_address_is_a_version(archive: Archive) -> None:
    for n, text in enumerate(("The lock is closed.", "The lock is open again.", "The lock is closed for good."), 1):
        pages.put_page(archive, page(n), article(n, text, url="https://sund.example/lock"))
    assert [a.text[-5:] for a in pages.versions(archive, "a2")] == ["osed.", "gain.", "good."]
    for number, item in list(pages.unplaced(archive)):
        stories.place(archive, number, item, 1 if item.id != "a1" else None)
    pages.put_layers(archive, "v", [(n, Layers()) for n, _ in pages.without_layers(archive, "v", 9)])
    assert [a.article.id for a in pages.annotated(archive, 1)] == ["a3"], "only the newest version takes part"


def test_search_finds_words_with_filters(archive: Archive) -> None:
    pages.put_page(archive, page(1), article(1))
    pages.put_page(
        archive, page(2), article(2, "The ferry ran aground in Ommel.", title="Ferry aground", outlet="Ommel News")
    )
    assert search.find(archive, search.Query("lock")) == [], "only what has its story is searched"
    for number, item in list(pages.unplaced(archive)):
        stories.place(archive, number, item, None)
    assert [f.article for f in search.find(archive, search.Query("lock"))] == ["a1"]
    assert [f.article for f in search.find(archive, search.Query('"ran aground"'))] == ["a2"]
    assert search.find(archive, search.Query('"aground ran"')) == []
    assert [f.article for f in search.find(archive, search.Query("the -ferry"))] == ["a1"]
    assert search.find(archive, search.Query("lock", outlet="Ommel News")) == []
    assert search.find(archive, search.Query("lock", since="2031-06-01")) == []
    assert search.find(archive, search.Query("the", kind="quote")) == []


def test_filters_without_words_list_what_they_let_through(archive: Archive) -> None:
    for n, day in ((1, "2031-05-02"), (2, "2031-05-04"), (3, "2031-05-03")):
        made = replace(article(n, "Ferry. " * 100, outlet="Ommel News"), published=Published(day, day, day, "stated"))
        pages.put_page(archive, page(n), made)
    for number, item in list(pages.unplaced(archive)):
        stories.place(archive, number, item, None)
    listed = search.find(archive, search.Query(" ", outlet="Ommel News", since="2031-05-03"))
    assert [f.article for f in listed] == ["a2", "a3"]
    assert all(len(f.excerpt) <= 201 for f in listed)
    assert search.find(archive, search.Query("", outlet="Ommel News"), 1, 2)[0].article == "a1"
    assert search.find(archive, search.Query("")) == search.find(archive, search.Query("", story=1)) == []
    assert search.find(archive, search.Query("!", outlet="Ommel News")) == []


@given(st.text(max_size=60))
def test_no_words_of_a_user_can_break_the_query(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    if match := search.as_match(text):
        db.execute("SELECT * FROM t WHERE t MATCH ?", (match,)).fetchall()
    db.close()


def test_rejections_are_kept(archive: Archive) -> None:
    pages.put_rejection(archive, Rejection("x.html", "read", "empty"))
    pages.put_rejection(archive, Rejection("x.html", "read", "damaged"))
    assert archive.db.execute("SELECT source, reason FROM rejections").fetchall() == [("x.html", "damaged")]


def test_decisions_are_logged_and_undone_without_being_forgotten(archive: Archive) -> None:
    number = overrides.decide(archive, "merge_entities", "A. Roon", "Anna Roon", "jo", "2031-05-03")
    assert [o.number for o in overrides.log(archive, in_force=True)] == [number]
    undone = overrides.undo(archive, number, "2031-05-04")
    assert undone is not None
    assert undone.subject == "A. Roon"
    assert overrides.undo(archive, number, "2031-05-05") is None
    assert overrides.log(archive, in_force=True) == []
    assert [o.undone_at for o in overrides.log(archive)] == ["2031-05-04"]
    with pytest.raises(ValueError, match="no such action"):
        overrides.decide(archive, "burn", "a", "b", "jo", "2031-05-03")


def test_touching_a_name_makes_its_stories_stale(archive: Archive) -> None:
    pages.put_page(archive, page(1), article(1))
    ((number, item),) = pages.unplaced(archive)
    story = stories.place(archive, number, item, None)
    stories.put_dossier(archive, story, None, "2031-05-02")
    assert stories.stale(archive) == []
    stories.touch(archive, ["Nobody Here"])
    assert stories.stale(archive) == []
    stories.touch(archive, ['Sund "lock'])
    assert stories.stale(archive) == [story]


def test_check_and_backup(archive: Archive, tmp_path: Path) -> None:
    pages.put_page(archive, page(1), article(1))
    assert archive.check() == []
    archive.back_up(tmp_path / "copy")
    copy = open_archive(tmp_path / "copy")
    assert pages.article(copy, "a1") == article(1)
    copy.close()
    archive.db.execute("UPDATE articles SET story = 99")
    assert archive.check() == ["1 article is in a story that is not there"]


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_copy_is_there_once_it_is_whole(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "kept" / "copy"
    archive.back_up(copy)
    before = copy.read_bytes()
    with pytest.raises(ArchiveError, match="is the archive itself"):
        archive.back_up(archive.path)
    pages.put_page(archive, page(1), article(1))
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", _full)
        with pytest.raises(ArchiveError, match="the archive itself is as it was"):
            archive.back_up(copy)
    assert [p.read_bytes() for p in copy.parent.iterdir()] == [before]
    archive.back_up(copy)
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]
    assert copy.read_bytes() != before


def test_a_copy_made_while_somebody_writes_holds_what_is_done(archive: Archive, tmp_path: Path) -> None:
    pages.put_page(archive, page(1), article(1))
    with closing(open_archive(archive.path)) as other, other.writing() as db:
        db.execute("DELETE FROM articles")
        archive.back_up(tmp_path / "copy")
    with closing(open_archive(tmp_path / "copy")) as copy:
        assert copy.check() == []
        assert pages.article(copy, "a1") == article(1)


def test_an_archive_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As somebody else's on a shared disk is: nothing is made beside it, where its owner could not remove it."""
    path = tmp_path / "a #1?.archive"
    owned = open_archive(path)
    pages.put_page(owned, page(1), article(1))
    owned.close()
    monkeypatch.setattr("variorum.store.archive.os.access", lambda *_: False)
    archive = open_archive(path, create=False)
    assert pages.article(archive, "a1") == article(1)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with pytest.raises(ArchiveError, match="may only be read by you"):
        pages.put_page(archive, page(2), article(2))
    archive.close()


def test_a_run_that_waits_for_another_says_so(archive: Archive) -> None:
    class Waits(Exception):
        pass

    def waiting() -> None:
        raise Waits

    with runs.alone(archive), pytest.raises(Waits), runs.alone(archive, waiting):
        pass
    archive.path.with_name("link").symlink_to(archive.path)
    linked = open_archive(archive.path.with_name("link"))
    with runs.alone(archive), pytest.raises(Waits), runs.alone(linked, waiting):
        pass
    linked.close()
    with runs.alone(archive, waiting):
        pass
    archive.path.with_name(f"{archive.path.name}.lock").unlink()
    archive.path.with_name(f"{archive.path.name}.lock").mkdir()
    with pytest.raises(ArchiveError, match="a run that adds needs it"), runs.alone(archive):
        pass


def test_files_that_are_no_archive_are_refused_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="variorum add"):
        open_archive(tmp_path / "none", create=False)
    (tmp_path / "text").write_text("not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(ArchiveError, match="cannot be used"):
        open_archive(tmp_path / "text")
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("CREATE TABLE x (y)")
    other.close()
    with pytest.raises(ArchiveError, match="no archive of Variorum"):
        open_archive(tmp_path / "other")
    with sqlite3.connect(tmp_path / "newer") as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    with pytest.raises(ArchiveError, match="newer Variorum"):
        open_archive(tmp_path / "newer")


def test_an_empty_file_is_no_archive_and_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ArchiveError, match="there is no archive"):
        open_archive(tmp_path / "empty", create=False)
    assert (tmp_path / "empty").stat().st_size == 0


def test_an_older_archive_that_may_only_be_read_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in (READ_FROM - 1, READ_FROM, len(MIGRATIONS)):
        db = sqlite3.connect(tmp_path / f"v{version}", isolation_level=None)
        for number, step in enumerate(MIGRATIONS[:version], 1):
            db.executescript(f"BEGIN; {step}; PRAGMA user_version = {number}; COMMIT;")
        db.close()
    monkeypatch.setattr("variorum.store.archive._writable", lambda path: False)
    with pytest.raises(ArchiveError, match="may only be read by you; name another place"):
        open_archive(tmp_path / f"v{READ_FROM}")
    with pytest.raises(ArchiveError, match="copy it and open the copy"):
        open_archive(tmp_path / f"v{READ_FROM - 1}", create=False)
    for version in (READ_FROM, len(MIGRATIONS)):
        with closing(open_archive(tmp_path / f"v{version}", create=False)) as opened:
            assert stories.front(opened) == []
            assert search.find(opened, search.Query("lock")) == []
            assert stories.speakers(opened, None, 5) == []
            assert opened.db.execute("PRAGMA user_version").fetchone() == (version,)


def test_every_version_of_the_schema_is_brought_forward(tmp_path: Path) -> None:
    for version in range(len(MIGRATIONS) + 1):
        path = tmp_path / f"v{version}"
        db = sqlite3.connect(path, isolation_level=None)
        for number, step in enumerate(MIGRATIONS[:version], 1):
            db.executescript(f"BEGIN; {step}; PRAGMA user_version = {number}; COMMIT;")
        db.close()
        opened = open_archive(path)
        pages.put_page(opened, page(1), article(1))
        assert opened.check() == []
        opened.close()


@pytest.mark.parametrize("number", range(12))
def test_programs_may_open_a_new_archive_at_once(tmp_path: Path, number: int) -> None:
    opened: list[Archive] = []
    starting = threading.Barrier(6)

    def opening() -> None:
        starting.wait()
        opened.append(open_archive(tmp_path / f"new-{number}"))

    threads = [threading.Thread(target=opening) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [archive.check() for archive in opened] == [[]] * 6
    for archive in opened:
        archive.close()


def test_layers_made_anew_ask_for_the_story_to_be_collated(archive: Archive) -> None:
    item = Article("a1", "a1.txt", "The lock was closed on Friday.")
    pages.put_page(archive, Page("p1", "a1.txt", b"x"), item)
    number = pages.without_layers(archive, "v", 1)[0][0]
    pages.put_layers(archive, "v", [(number, Layers())])
    story = stories.place(archive, number, item, None)
    stories.put_dossier(archive, story, None, "2031-05-02")
    assert stories.stale(archive) == []
    pages.put_layers(archive, "w", [(number, Layers())])
    assert stories.stale(archive) == [story]
