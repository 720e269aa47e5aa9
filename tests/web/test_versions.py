"""A report that was edited: its older version keeps its page, and counts once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from variorum.pipeline import add
from variorum.store import open_archive
from variorum.web.app import create_app

FIRST = "The ferry to Varde was late again on Monday, and the harbour office apologised to those who waited there."
MORE = "Repairs of the landing stage take until autumn, and the last boat leaves an hour earlier until then."
EDITED = "The office has since put on a second boat, which leaves at noon, and takes forty people and their bicycles."


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    path = tmp_path / "a.archive"
    archive = open_archive(path)
    for n, text in enumerate((f"{FIRST}\n\n{MORE}", f"{FIRST}\n\n{EDITED}\n\n{MORE}"), 1):
        row = {"id": f"v{n}", "title": "Ferry late", "text": text, "outlet": "Varde Post", "published": "2031-05-02"}
        rows = tmp_path / f"{n}.jsonl"
        rows.write_text(json.dumps({**row, "url": "https://post.example/ferry"}), encoding="utf-8")
        add(archive, [rows], f"2031-05-0{n + 1}T10:00:00+00:00")
    archive.close()
    return TestClient(create_app(path))


def test_the_older_version_has_a_page_that_leads_to_the_newest(client: TestClient) -> None:
    newest = client.get("/article/v2").text
    assert 'href="/article/v1"' in newest
    assert EDITED in re.sub("<[^>]*>", "", newest)
    older = client.get("/article/v1")
    assert older.status_code == 200
    assert (FIRST in older.text, EDITED in older.text) == (True, False)
    assert 'href="/article/v2">the newest one</a>' in older.text


def test_an_outlet_has_an_edited_report_once(client: TestClient) -> None:
    assert [(row["name"], row["articles"]) for row in client.get("/api/outlets").json()] == [("Varde Post", 1)]
    page = client.get("/outlet", params={"name": "Varde Post"}).text
    assert ('href="/article/v2"' in page, 'href="/article/v1"' in page) == (True, False)


def test_a_headline_that_is_quoted_is_found_on_its_reports_page(client: TestClient) -> None:
    assert '<h1 id="report-A">' in client.get("/article/v2").text


def test_search_finds_an_edited_report_once(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "apologised", "kind": "article"}).json()
    assert [hit["ref"] for hit in found] == ["v2"]
