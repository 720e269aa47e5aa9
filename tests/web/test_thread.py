"""A thread by its days, as a page and as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from variorum.store import open_archive, stories, threads


@pytest.fixture
def linked(copy: Path, client: TestClient) -> tuple[TestClient, int, int]:
    """The app over an archive whose two stories are of one thread, the larger one first."""
    archive = open_archive(copy)
    large, small = (row.number for row in stories.front(archive, "growth", 2))
    with archive.db:
        threads.put_threads(archive, large, [(small, ("Ommel",))])
    archive.close()
    return client, large, small


def test_the_page_tells_the_days_of_all_episodes(linked: tuple[TestClient, int, int]) -> None:
    client, large, small = linked
    page = client.get(f"/story/{large}/thread").text
    assert "of 2 stories" in page
    rows = client.get(f"/api/stories/{large}/thread").json()
    reports = {a["id"] for n in (large, small) for a in client.get(f"/api/stories/{n}").json()["articles"]}
    cited = {e["article"] for row in rows for e in row["evidence"]}
    assert cited <= reports
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    for row in rows:
        assert f'id="day-{row["date"]}"' in page


def test_every_citation_leads_to_the_page_of_its_report(linked: tuple[TestClient, int, int]) -> None:
    client, large, _ = linked
    for row in client.get(f"/api/stories/{large}/thread?days=2").json():
        for evidence in row["evidence"]:
            text = client.get(f"/api/articles/{evidence['article']}").json()["text"]
            span = evidence["spans"][0]
            assert text[span["start"] : span["end"]] == evidence["exact"]
            assert f"/article/{evidence['article']}#:~:text=" in client.get(f"/story/{large}/thread?days=2").text


def test_the_reader_says_how_many_days(linked: tuple[TestClient, int, int]) -> None:
    client, large, _ = linked
    assert len(client.get(f"/api/stories/{large}/thread?days=1").json()) == 1
    assert "1 day from" in client.get(f"/story/{large}/thread?days=1").text


@pytest.mark.parametrize("path", ["/story/999/thread", "/api/stories/999/thread"])
def test_a_story_that_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_story_with_episodes_names_the_way(linked: tuple[TestClient, int, int]) -> None:
    client, large, _ = linked
    assert f'href="/story/{large}/thread"' in client.get(f"/story/{large}").text
