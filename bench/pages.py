"""What a reader waits for: first paint of the app's pages from a local server, their size, and what axe finds."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bench.row import Row
from variorum.pipeline import add, collate_paths
from variorum.present import html
from variorum.store import open_archive
from variorum.web.app import create_app
from variorum.web.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOADS = 9
"""Fresh visits per page, of which the median counts."""
NAME = "sample story"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def run(shared: Path) -> list[Row]:
    """First paints and sizes for the sample story; the benchmark data is not used."""
    with tempfile.TemporaryDirectory() as folder:
        pages = str(files("variorum.sample") / "pages")
        dossier = collate_paths([pages])
        static = Path(folder) / "story.html"
        static.write_text(html.render(dossier, dossier.stories[0]), encoding="utf-8")
        archive = open_archive(Path(folder) / "sample.archive")
        add(archive, [pages], "2031-05-02T10:00:00+00:00")
        archive.close()
        path = shutil.which("chromium")
        note = "" if path else "chromium is not installed: no first paint was taken"
        rows = [Row(NAME, "story page as one file, kB", static.stat().st_size / 1000, "limit", 250.0, note)]
        if path is None:
            return rows
        with serving(create_app(Path(folder) / "sample.archive")) as address:
            rows += _measured(path, address, static)
    return rows


def _measured(chromium: str, address: str, static: Path) -> list[Row]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        empty = _paint(browser, "data:text/html,<p>empty")
        load = f"load of the machine {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
        note = f"median of {LOADS} visits; an empty page: {empty:.0f} ms; {load}"
        rows = [Row(NAME, "story page as one file, first paint, ms", _paint(browser, static.as_uri()), "", None, note)]
        for what, place in (("story page", "/story/1"), ("front page", "/"), ("person", _person(browser, address))):
            paint = _paint(browser, address + place)
            rows.append(Row(NAME, f"{what} in the app, first paint, ms", paint, "limit", 200.0, note))
        rows.append(Row(NAME, "story page, serious findings of axe", _serious(browser, static.as_uri()), "limit", 0.0))
        browser.close()
    return rows


def _paint(browser: Browser, address: str) -> float:
    """Milliseconds to the first contentful paint (W3C Paint Timing) of a visit with an empty cache; the median.

    Raises `TimeoutError` where a page paints nothing.
    """
    times: list[float] = []
    for _ in range(LOADS):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        times.append(_first(page))
        context.close()
    return statistics.median(times)


def _first(page: Page) -> float:
    # looked at again and again from here: the app's pages allow no script of ours to wait in them
    for _ in range(200):
        if (paint := page.evaluate(_PAINT)) is not None:
            return float(paint)
        page.wait_for_timeout(50)
    raise TimeoutError(f"{page.url} painted nothing in ten seconds")


def _person(browser: Browser, address: str) -> str:
    context = browser.new_context()
    entity = context.request.get(f"{address}/api/people").json()[0]["entity"]
    context.close()
    return f"/person/{entity}"


def _serious(browser: Browser, address: str) -> float:
    """Findings of impact serious or critical, in light and dark together, with everything unfolded."""
    from axe_playwright_python.sync_playwright import Axe

    found = 0
    for dark in (False, True):
        context = browser.new_context(color_scheme="dark" if dark else "light", bypass_csp=True)
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        # axe reads the colours of what is laid out
        page.add_style_tag(content="section { content-visibility: visible !important }")
        found += sum(v["impact"] in ("serious", "critical") for v in Axe().run(page).response["violations"])
        context.close()
    return float(found)
