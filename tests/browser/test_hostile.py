"""Pages that try to run something, in the static page and in every page of the app: their words stay words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from variorum.pipeline import add, collate_paths
from variorum.present import html
from variorum.store import open_archive, stories

pytestmark = pytest.mark.browser

BAD = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
TEXT = (
    "The bridge of Varde was shut on Friday after an engineer found <script>alert(3)</script> a crack in a pier."
    "\n\n“It will stay shut <img src=x onerror=alert(4)> until we know why,” mayor Ann Roe<svg onload=alert(5)> told"
    " the Varde Post on Friday evening.\n\nAbout 3,000 people<script>alert(6)</script> cross the bridge of Varde a day,"
    " the mayor said, and they will have to take the ferry for now."
)
PAGE = f"""<html><head><title>Bridge shut {BAD}</title><meta name="author" content='{BAD} Ann Roe'>
<meta property="og:site_name" content='Varde Post {BAD}'>
<link rel="canonical" href="javascript:alert(7)"></head><body><article>
<h1>Bridge of Varde shut {BAD.replace("<", "&lt;")}</h1>
<p>{TEXT.replace("<", "&lt;").replace(chr(10) * 2, "</p><p>")}</p></article></body></html>"""


def rows() -> list[dict[str, str]]:
    """Two reports whose every field is hostile, and whose addresses run something."""
    return [
        {
            "id": f"../{BAD}/{n}", "title": f"Bridge of Varde shut {BAD}", "outlet": f"Post {n} {BAD}", "author": BAD,
            "url": f"javascript:alert({n})", "published": f"2031-05-0{n}", "text": TEXT,
        }
        for n in (2, 3)
    ]  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile pages, one with a hostile name."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "<img src=x onerror=alert(8)>.html").write_text(PAGE, encoding="utf-8")
    (folder / "<svg onload=alert(9)>.bin.html").write_bytes(bytes(range(256)) * 9)
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows()), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile(folder: Path, tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[tuple[str, Path]]:
    """The app over the hostile pages, and its archive's file."""
    path = tmp_path_factory.mktemp("app") / "hostile.archive"
    archive = open_archive(path)
    add(archive, [folder], "2031-05-02T10:00:00+00:00")
    archive.close()
    with serve(path) as address:
        yield address, path


def listen(page: Any) -> list[str]:
    """What ran."""
    ran: list[str] = []

    def ended(dialog: Any) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", ended)
    return ran


def check(page: Any, place: str) -> None:
    """Nothing of the page's own words became markup."""
    foreign = page.evaluate(
        "[...document.querySelectorAll('script, img, iframe, object, embed, [onerror], [onload]')]"
        ".filter(e => !(e.tagName === 'SCRIPT' && e.src === location.origin + '/runs.js')).map(e => e.outerHTML)"
    )
    assert foreign == [], place
    schemes = page.evaluate("[...new Set([...document.links].map(a => a.protocol))]")
    assert set(schemes) <= {"http:", "https:", "file:"}, place


def test_the_static_page_is_harmless(watched: Any, folder: Path, tmp_path: Path) -> None:
    dossier = collate_paths([folder])
    assert dossier.stories
    page = watched.page
    ran = listen(page)
    for n, story in enumerate(dossier.stories):
        file = tmp_path / f"story-{n}.html"
        file.write_text(html.render(dossier, story), encoding="utf-8")
        page.goto(file.as_uri())
        check(page, file.name)
        assert "alert(" in page.locator("body").inner_text(), "the words are shown as words"
    assert ran == []
    assert watched.complaints == []


def test_the_app_is_harmless_everywhere(watched: Any, hostile: tuple[str, Path]) -> None:
    address, path = hostile
    page = watched.page
    ran = listen(page)
    archive = open_archive(path, create=False)
    found = {row.number: stories.dossier(archive, row.number) for row in stories.front(archive)}
    archive.close()
    ids = [a.id for d in found.values() if d for a in d.articles]
    assert len(ids) == 3
    people = [p["entity"] for p in page.request.get(f"{address}/api/people").json()]
    names = [o["name"] for o in page.request.get(f"{address}/api/outlets").json()]
    places = ["/", "/people", "/outlets", "/decisions", "/runs", "/runs/1", "/search?q=crack+script", "/sign-in"]
    places += ["/search?q=%3Cscript%3Ealert(8)%3C/script%3E&outlet=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"]
    places += (
        [f"/story/{n}" for n in found]
        + [f"/story/{n}/names" for n in found]
        + [f"/article/{quote(i, safe='')}" for i in ids]
    )
    places += [f"/compare?left={quote(i)}&right={quote(j)}" for i in ids for j in ids] + [
        f"/person/{p}" for p in people
    ]
    for place in places:
        page.goto(address + place)
        check(page, place)
    for name in names:
        page.goto(f"{address}/outlets")
        watched.follow(page.get_by_role("link", name=name, exact=True))
        check(page, f"outlet {name}")
    assert ran == []
    assert watched.complaints == []
    assert all(asked.startswith(address + "/") for asked in watched.asked)
