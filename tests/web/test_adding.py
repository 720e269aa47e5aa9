"""Adding pages from the page, and the stream of events that tells how far a run is."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from variorum.store import open_archive, runs
from variorum.web import watching
from variorum.web.work import Work

AT = "2031-05-03T10:00:00+00:00"


def _awaited(told: Coroutine[Any, Any, list[str]]) -> list[str]:
    """What a coroutine gives, run in a thread of its own: the browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, told).result()


@pytest.fixture
def added(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], list[str]]]:
    """What would be added: paths, and the files that stand in their folder."""
    seen: list[tuple[list[str], list[str]]] = []

    def note(self: Work, paths: list[str], folder: Path) -> None:
        seen.append((list(paths), sorted(p.name for p in folder.iterdir())))

    monkeypatch.setattr(Work, "add", note)
    return seen


def test_addresses_and_files_are_added(desk: Any, added: list[tuple[list[str], list[str]]]) -> None:
    files = [
        ("pages", ("../../etc/passwd.html", b"<p>one</p>")),
        ("pages", ("passwd.html", b"<p>two</p>")),
        ("pages", ("-rf.txt", b"three")),
        ("pages", (".hidden", b"four")),
        ("pages", ("a<b>&'\".txt", b"five")),
    ]
    fields = {"form_key": desk.key, "addresses": "https://a.example/1\n\n https://a.example/2 \nhttps://a.example/1"}
    answer = desk.client.post("/runs", data=fields, files=files, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/runs")
    ((paths, names),) = added
    assert paths[-2:] == ["https://a.example/1", "https://a.example/2"]
    assert sorted(paths[:-2]) == names
    assert len(names) == 5
    assert not [name for name in names if "/" in name or name.startswith(".")]


@pytest.mark.parametrize("addresses", ["", "/etc/passwd", "file:///etc/passwd", "ftp://a.example/", "-x", "pages"])
def test_nothing_of_the_server_s_own_disk_is_added(
    desk: Any, added: list[tuple[list[str], list[str]]], addresses: str
) -> None:
    assert desk.send("/runs", addresses=addresses).status_code == 409
    assert added == []


def test_only_who_is_signed_in_may_add(client: TestClient, added: list[tuple[list[str], list[str]]]) -> None:
    answer = client.post("/runs", data={"addresses": "https://a.example/"}, follow_redirects=False)
    assert answer.headers["location"] == "/sign-in"
    assert added == []
    assert "<textarea" not in client.get("/runs").text


def test_a_run_is_shown_with_its_stage_and_what_it_refused(client: TestClient, copy: Path) -> None:
    assert "http-equiv" not in client.get("/runs").text
    archive = open_archive(copy)
    number = runs.begin(archive, AT)
    runs.beat(archive, number, "annotating", 3, 9, 4, 1)
    page = client.get("/runs").text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "finding names, quotes, times and figures" in page
    assert 'max="9" value="3"' in page
    assert "Pages are being added" in client.get("/").text
    archive.db.execute("UPDATE runs SET process = ? WHERE number = ?", (2**22 + 1, number))
    assert "stopped before its end" in client.get("/runs").text
    archive.close()
    refused = client.get("/runs/1").text
    assert "broken.html" in refused
    assert "it is not text or HTML" in refused


def test_only_the_watching_pages_may_run_a_script_and_only_our_own(client: TestClient) -> None:
    for place in ("/", "/story/1", "/decisions", "/sign-in"):
        assert "script-src" not in client.get(place).headers["content-security-policy"]
        assert "<script" not in client.get(place).text
    for place in ("/runs", "/runs/1"):
        assert "script-src 'self'" in client.get(place).headers["content-security-policy"]
        assert client.get(place).text.count("<script") == 1
    assert client.get("/runs.js").headers["content-type"].startswith("text/javascript")
    assert "innerHTML" not in client.get("/runs.js").text


def test_events_tell_what_changes(client: TestClient, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_POLL_S", 0.01)
    archive = open_archive(copy)
    number = runs.begin(archive, AT)

    class Request:
        app = client.app

        async def is_disconnected(self) -> bool:
            return False

    async def watch() -> list[str]:
        told: list[str] = []
        stream: Any = watching.changes(Request())  # type: ignore[arg-type]
        async for event in stream:
            if event.startswith("data: "):
                told.append(event)
                runs.beat(archive, number, "grouping", len(told), 9, 2, 0)
            if len(told) == 3:
                break
        await stream.aclose()
        return told

    told = [json.loads(event.removeprefix("data: ")) for event in _awaited(watch())]
    archive.close()
    assert [(t["stage"], t["done"]) for t in told] == [
        ("reading pages", 0),
        ("finding the stories", 1),
        ("finding the stories", 2),
    ]
    assert client.app.state.watchers == 0  # type: ignore[attr-defined]


def test_more_watchers_than_there_is_room_for_are_sent_away(client: TestClient) -> None:
    client.app.state.watchers = watching._WATCHERS  # type: ignore[attr-defined]
    assert client.get("/runs/events").status_code == 503


def test_jobs_are_done_one_after_the_other_even_after_one_that_fails(tmp_path: Path) -> None:
    work = Work(tmp_path / "none.archive")
    done: list[int] = []

    def fail() -> None:
        raise ValueError("no")

    for job in (lambda: done.append(1), fail, lambda: done.append(2)):
        work.later(job)
    work.later(lambda: done.append(3))
    for _ in range(6000):  # a minute: a busy machine may let the thread wait
        if not work.waiting:
            break
        time.sleep(0.01)
    assert done == [1, 2, 3]
    assert work.trouble == "ValueError: no"


def test_a_run_that_cannot_start_leaves_a_word_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "no.archive").write_text("this is no archive at all", encoding="utf-8")
    folder = tmp_path / "sent"
    folder.mkdir()
    work = Work(tmp_path / "no.archive")
    work._added(["x.txt"], folder)
    assert not folder.exists()
