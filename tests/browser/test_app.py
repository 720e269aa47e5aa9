"""The web app in a real browser, from the front page to a passage: for everybody, without a script, on a phone.

A click comes back before the page that it leads to is there: what comes after one is read through `expect` or `follow`.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def places(page: Any, address: str) -> list[str]:
    """One address of every kind of page."""
    number = page.request.get(f"{address}/api/stories?order=growth").json()[0]["number"]
    dossier = page.request.get(f"{address}/api/stories/{number}").json()
    copy = next(d for d in dossier["stories"][0]["derivations"] if d["origin"])
    person = page.request.get(f"{address}/api/people").json()[0]["entity"]
    outlet = page.request.get(f"{address}/api/outlets").json()[0]["name"]
    run = page.request.get(f"{address}/api/runs").json()[0]["run"]["number"]
    return [
        "/", f"/story/{number}", f"/story/{number}/thread", f"/story/{number}/names", f"/article/{copy['copy']}",
        f"/compare?left={copy['copy']}&right={copy['origin']}", "/people", f"/person/{person}",
        f"/person/{person}?by=story", "/outlets",
        f"/outlet?name={outlet}", "/search?q=refinery", "/api", "/decisions", "/runs", f"/runs/{run}", "/sign-in",
    ]  # fmt: skip


def test_from_the_front_page_to_a_passage(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(address)
    watched.follow(page.locator(".stories h2 a").first)
    row = page.locator("#agree .row details").first
    row.locator(".says").click()
    watched.follow(row.locator(".side-by-side a.chip").first)
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
    watched.follow(page.locator(f"a[href='/compare?left={copy['copy']}&right={copy['origin']}']"))
    rows = page.locator("tr.shared")
    expect(rows).to_have_count(len(copy["passages"]))
    for row in rows.all():
        left, right = row.locator("td").all()
        assert abs(left.bounding_box()["y"] - right.bounding_box()["y"]) < 1, "beside each other"
        assert left.inner_text().split()[:3] == right.inner_text().split()[:3]
    assert watched.complaints == []


def test_a_search_leads_to_its_statement(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(address)
    page.locator("#q").fill("explosion refinery")
    page.locator("#q").press("Enter")
    hit = page.locator(".row", has=page.locator(".sort", has_text="statement")).first
    watched.follow(hit.locator("a").first)
    assert page.evaluate("location.hash").startswith("#claim-")
    assert watched.complaints == []


def test_half_a_name_finds_its_quotes(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/search?q=inquiry")
    page.get_by_label("Speaker").fill("varga")
    page.locator("select[name=kind]").select_option("quote")
    watched.follow(page.get_by_role("main").get_by_role("button", name="Search"))
    expect(page.get_by_label("Speaker")).to_have_value("Ilse Varga")
    assert page.locator(".rows .row").count() > 1
    assert watched.complaints == []


def test_a_report_leads_to_what_others_say_too(watched: Any, address: str) -> None:
    page = watched.page
    number = page.request.get(f"{address}/api/stories?order=growth").json()[0]["number"]
    dossier = page.request.get(f"{address}/api/stories/{number}").json()
    copy = next(d for s in dossier["stories"] for d in s["derivations"] if d["origin"])
    page.goto(f"{address}/article/{copy['copy']}")
    first = page.locator(".stories .row a").first
    words = first.inner_text()
    watched.follow(first)
    assert words in page.locator(":target").inner_text()
    assert watched.complaints == []


def test_every_page_names_its_twin_and_the_twin_answers(watched: Any, address: str) -> None:
    page = watched.page
    for place in places(page, address):
        page.goto(address + place)
        twins = page.get_by_role("link", name="This page as data").all()
        assert twins or place == "/sign-in", place
        for twin in twins:
            answer = page.request.get(address + twin.get_attribute("href"))
            assert answer.ok, place
            assert answer.json() is not None


def test_with_the_keyboard_alone_every_page_shows_where_one_is(watched: Any, address: str) -> None:
    page = watched.page
    for place in places(page, address):
        page.goto(address + place)
        unseen = []
        for _ in range(12):
            page.keyboard.press("Tab")
            if (
                page.evaluate(
                    "document.activeElement !== document.body && getComputedStyle(document.activeElement).outlineStyle"
                )
                == "none"
            ):
                unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
        assert unseen == [], place


def test_a_saying_leads_to_its_marked_passage(watched: Any, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/people")
    watched.follow(page.locator(".row a").first)
    watched.follow(page.locator(".saying a[href^='/article/']").first)
    assert page.locator(":target").evaluate("e => e.tagName") == "MARK"
    assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for place in places(page, address):
        page.goto(address + place, wait_until="domcontentloaded" if place.startswith("/runs") else "load")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        # axe reads the colours of what is laid out
        page.add_style_tag(content="section { content-visibility: visible !important }")
        violations = Axe().run(page).response["violations"]
        serious = [v for v in violations if v["impact"] in ("serious", "critical")]
        found += [(place, v["id"], v["nodes"][0]["html"][:120]) for v in serious]
    context.close()
    assert found == []


def test_on_a_phone_no_page_runs_out_of_the_window(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    wide = []
    for place in places(page, address):
        page.goto(address + place)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(place)
    context.close()
    assert wide == []


def test_no_page_complains_or_asks_elsewhere(watched: Any, address: str) -> None:
    for place in places(watched.page, address):
        watched.page.goto(address + place)
    assert watched.complaints == []
    assert [asked for asked in watched.asked if not asked.startswith(address + "/")] == []


def test_the_story_page_is_small_and_waits_for_nothing_before_it_is_painted(watched: Any, address: str) -> None:
    # how many milliseconds that takes is measured by `python -m bench pages`
    answer = watched.page.goto(f"{address}/story/1")
    assert answer is not None
    assert len(answer.body()) < 250_000
    assert watched.asked == [f"{address}/story/1"]
