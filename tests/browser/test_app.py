"""The web app in a real browser, from the front page to a passage, and a hostile page in it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import uvicorn

from variorum.pipeline import add
from variorum.store import open_archive
from variorum.web.app import create_app

pytestmark = pytest.mark.browser

HOSTILE = """<html><head><title>Bridge shut <script>alert(1)</script><img src=x onerror=alert(2)></title>
<meta name="author" content="<script>alert(3)</script> Ann Roe">
<meta property="og:site_name" content="\"><script>alert(4)</script>">
</head><body><article><h1>Bridge shut &lt;script&gt;alert(5)&lt;/script&gt;</h1>
<p>The bridge of Varde was shut on Friday after an engineer found &lt;script&gt;alert(6)&lt;/script&gt;
a crack in its third pier.</p>
<p>“It will stay shut &lt;img src=x onerror=alert(7)&gt; until we know why,” mayor Ann Roe told the Varde Post
on Friday evening.</p>
<p>About 3,000 people cross the bridge of Varde every day, the mayor said, and they will have to take the ferry
for now.</p>
</article></body></html>"""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app over the sample story and one hostile page."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "hostile.html").write_text(HOSTILE, encoding="utf-8")
    archive = open_archive(folder / "app.archive")
    add(archive, [str(files("variorum.sample") / "pages"), str(folder / "hostile.html")], "2031-05-02T10:00:00+00:00")
    archive.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(folder / "app.archive"), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_from_the_front_page_to_a_passage(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.locator(".row a").first.click()
    row = page.locator("#agree .row details").first
    row.locator(".says").click()
    row.locator(".side-by-side a.chip").first.click()
    anchor = page.evaluate("location.hash.slice(1)")
    assert page.locator(f'[id="{anchor}"]').evaluate("e => e.matches(':target')")
    assert watched.complaints == []
    assert all(asked.startswith(address) for asked in watched.asked)


def test_two_articles_stand_side_by_side(watched: Any, address: str) -> None:
    page = watched.page
    number = page.request.get(f"{address}/api/stories?order=growth").json()[0]["number"]
    dossier = page.request.get(f"{address}/api/stories/{number}").json()
    copy = next(d for s in dossier["stories"] for d in s["derivations"] if d["origin"])
    page.goto(f"{address}/article/{copy['copy']}")
    page.locator(f"a[href='/compare/{copy['copy']}/{copy['origin']}']").click()
    left, right = page.locator(".compare article").all()
    assert left.locator("mark").count() == right.locator("mark").count() > 0
    assert left.locator("mark").first.inner_text().split()[:3] == right.locator("mark").first.inner_text().split()[:3]
    assert watched.complaints == []


def test_a_search_leads_to_its_statement(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.locator("#q").fill("refinery inquiry")
    page.locator("#q").press("Enter")
    hit = page.locator(".row", has=page.locator(".kind", has_text="claim")).first
    hit.locator("a").click()
    assert page.evaluate("location.hash").startswith("#claim-")
    assert watched.complaints == []


def test_a_hostile_page_is_harmless_everywhere(watched: Any, address: str) -> None:
    page = watched.page
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    places = ["/", "/people", "/outlets", "/search?q=crack+script", "/search?q=%3Cscript%3Ealert(8)%3C/script%3E"]
    number = next(
        s["number"] for s in page.request.get(f"{address}/api/stories").json() if "Bridge" in (s["title"] or "")
    )
    article = page.request.get(f"{address}/api/stories/{number}").json()["articles"][0]["id"]
    for place in [*places, f"/story/{number}", f"/article/{article}", f"/compare/{article}/{article}"]:
        page.goto(address + place)
        assert page.locator("script, img, iframe").count() == 0, place
    assert ran == []
    assert watched.complaints == []
    assert all(asked.startswith(address) for asked in watched.asked)
