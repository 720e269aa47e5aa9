"""A real browser (Debian's chromium) and the sample story's page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect, sync_playwright

from variorum.model import Dossier
from variorum.pipeline import add, collate_paths
from variorum.present import html
from variorum.store import open_archive
from variorum.web.app import create_app
from variorum.web.serving import serving

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

SLOW_MS = 90_000
"""How long anything may take on a machine that has other things to do."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; missing, it fails the test in CI and skips it elsewhere, saying why."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Debian's chromium is not installed (`make test` as root installs it)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        expect.set_options(timeout=SLOW_MS)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The sample story's dossier."""
    return collate_paths([str(files("variorum.sample") / "pages")])


@pytest.fixture(scope="session")
def story_file(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story's page as a file; one report comes from a place with a long name."""
    first, *rest = dossier.articles
    dossier = replace(dossier, articles=(replace(first, source="/archive/" + "of-many-pages/" * 9 + "x.html"), *rest))
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(html.render(dossier, dossier.stories[0]), encoding="utf-8")
    return path


class Watched:
    """A page with what it asked for and complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        # a decision collates stories before it answers: on a busy machine that takes its time
        self.page.set_default_timeout(SLOW_MS)
        self.page.set_default_navigation_timeout(SLOW_MS)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def follow(self, link: Locator) -> None:
        """Clicks and comes back when the page that it leads to is loaded (`click` alone comes back before)."""
        with self.page.expect_navigation():
            link.click()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page on a desktop-sized window."""
    context = browser.new_context(viewport={"width": 1180, "height": 900})
    yield Watched(context)
    context.close()


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story in an archive."""
    path = tmp_path_factory.mktemp("archive") / "sample.archive"
    archive = open_archive(path)
    add(archive, [str(files("variorum.sample") / "pages")], "2031-05-02T10:00:00+00:00")
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.close()
    return path


@pytest.fixture(scope="session")
def address(sample_archive: Path) -> Iterator[str]:
    """A read-only app over the sample story."""
    with serving(create_app(sample_archive)) as place:
        yield place


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Serves an archive for as long as a `with` lasts."""
    return lambda archive, users_file=None: serving(create_app(archive, users_file=users_file))
