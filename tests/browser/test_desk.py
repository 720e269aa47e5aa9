"""What a signed-in reader does in a real browser: decide and undo, add pages and watch, with and without a script."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from variorum.store import users

pytestmark = pytest.mark.browser

NAME, PASSWORD = "jo", "seven wet herons"
REPORT = """Ferry to Ommel runs again

The ferry to Ommel runs again since Tuesday, the harbour office said.

“It was two long weeks,” said Jorun Hald, who runs the office.
"""


@pytest.fixture
def desk(sample_archive: Path, tmp_path: Path, serve: Any) -> Iterator[str]:
    """An app over a copy of the archive, to which one may sign in."""
    shutil.copy(sample_archive, tmp_path / "copy.archive")
    users.set_password(tmp_path / "u", NAME, PASSWORD)
    with serve(tmp_path / "copy.archive", tmp_path / "u") as address:
        yield address


def sign_in(page: Any, address: str) -> None:
    page.goto(f"{address}/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_signing_in_and_out(watched: Any, desk: str) -> None:
    page = watched.page
    page.goto(f"{desk}/sign-in")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    sign_in(page, desk)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    # what a wrong password is answered with is itself told on the console
    assert [c for c in watched.complaints if "403" not in c] == []


def test_a_statement_is_parted_and_the_decision_undone(watched: Any, desk: str) -> None:
    page = watched.page
    sign_in(page, desk)
    page.goto(f"{desk}/story/1")
    row = page.locator("#agree .row", has=page.locator("form")).first
    claim = row.locator("details").get_attribute("id")
    letters = row.locator(".cites .chip").count()
    row.locator(".says").click()
    row.locator("input[type=checkbox]").last.check()
    watched.follow(row.get_by_role("button", name="These are not the same statement"))
    noted = page.locator(".noted")
    expect(noted).to_contain_text("Noted as decision 1, by jo")
    after = page.locator(f"[id='{claim}']")
    assert after.count() == 0 or page.locator(f".row:has([id='{claim}']) .cites .chip").count() < letters
    watched.follow(noted.get_by_role("button", name="Undo"))
    expect(page.locator("#decision-1")).to_contain_text("taken back by jo")
    page.goto(f"{desk}/story/1")
    assert page.locator(f".row:has([id='{claim}']) .cites .chip").count() == letters
    assert watched.complaints == []


def test_a_person_is_renamed_and_the_decision_undone_from_the_log(watched: Any, desk: str) -> None:
    page = watched.page
    sign_in(page, desk)
    page.goto(f"{desk}/people")
    link = page.locator(".row a").first
    name = link.inner_text()
    watched.follow(link)
    page.get_by_label("Show as").fill("Renamed Person")
    watched.follow(page.get_by_role("button", name="Rename"))
    expect(page.locator("h1")).to_have_text("Renamed Person")
    watched.follow(page.get_by_role("link", name="All decisions"))
    expect(page.locator("#decision-1")).to_contain_text("is shown as “Renamed Person”")
    watched.follow(page.get_by_role("button", name="Take decision 1 back"))
    page.goto(f"{desk}/people")
    assert name in page.locator(".rows").inner_text()
    assert watched.complaints == []


def test_reports_are_split_off_and_merged_again(watched: Any, desk: str) -> None:
    page = watched.page
    sign_in(page, desk)
    page.goto(f"{desk}/story/1")
    before = page.locator(".reports li").count()
    for box in page.locator("#decide input[type=checkbox]").all()[:2]:
        box.check()
    watched.follow(page.get_by_role("button", name="Split off"))
    expect(page.locator(".reports li")).to_have_count(2)
    number = page.url.split("/story/")[1].split("?")[0]
    page.goto(f"{desk}/story/1")
    assert page.locator(".reports li").count() == before - 2
    page.get_by_label("Its number").fill(number)
    watched.follow(page.get_by_role("button", name="Merge"))
    expect(page.locator(".reports li")).to_have_count(before)
    page.goto(f"{desk}/decisions")
    assert page.locator(".decision").count() == 2
    assert watched.complaints == []


def test_pages_are_added_and_the_run_is_watched(watched: Any, desk: str, tmp_path: Path) -> None:
    page = watched.page
    sign_in(page, desk)
    page.goto(f"{desk}/runs")
    (tmp_path / "ferry.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    page.get_by_label("Pages, as files").set_input_files([tmp_path / "ferry.txt", tmp_path / "noise.bin"])
    page.get_by_role("button", name="Add").click()
    page.wait_for_selector("#run-2", timeout=60_000)
    page.wait_for_selector("#run-2[data-state=done]", timeout=60_000)
    row = page.locator("#run-2")
    expect(row).to_contain_text("1 new")
    expect(row).to_contain_text("1 not used")
    watched.follow(row.get_by_role("link", name="1 not used"))
    expect(page.locator("table.list")).to_contain_text("noise.bin")
    expect(page.locator("table.list")).to_contain_text("not text or HTML")
    page.goto(f"{desk}/search?q=ferry+Ommel")
    assert page.locator(".row").count() >= 1
    assert watched.complaints == []
    assert all(asked.startswith(desk + "/") for asked in watched.asked)


def test_a_run_of_another_process_is_seen_without_a_script(browser: Browser, desk: str, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(REPORT, encoding="utf-8")
    command = [sys.executable, "-m", "variorum.cli", "add", "--archive", str(tmp_path / "copy.archive")]
    other = subprocess.Popen([*command, str(tmp_path / "ferry.txt")], stdout=subprocess.DEVNULL)
    context = browser.new_context(java_script_enabled=False)
    while other.poll() is None and 'id="run-2"' not in context.request.get(f"{desk}/runs").text():
        time.sleep(0.05)
    if other.poll() is None:
        # held still, so that it does not end between two looks at the page
        other.send_signal(signal.SIGSTOP)
    page = context.new_page()
    page.goto(f"{desk}/runs")
    if page.locator("#run-2").get_attribute("data-state") == "running":
        expect(page.locator("noscript"), "the page reloads itself").to_have_count(1)
        expect(page.locator("#run-2 progress")).to_be_visible()
    other.send_signal(signal.SIGCONT)
    assert other.wait(60) == 0
    # in a window of its own: the first one may be reloading itself
    last = context.new_page()
    last.goto(f"{desk}/runs")
    expect(last.locator("#run-2")).to_have_attribute("data-state", "done")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_at_the_desk(browser: Browser, desk: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, desk)
    person = page.request.get(f"{desk}/api/people").json()[0]["entity"]
    found = []
    for place in ("/story/1", "/story/1/names", f"/person/{person}", "/decisions", "/runs"):
        page.goto(desk + place)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        # axe reads the colours of what is laid out
        page.add_style_tag(content="section { content-visibility: visible !important }")
        serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        found += [(place, v["id"], v["nodes"][0]["html"][:120]) for v in serious]
    context.close()
    assert found == []
