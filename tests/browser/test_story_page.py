"""The story page in a real browser: everything works without a script, on a phone, in the dark, for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from variorum.model import Dossier
from variorum.model.support import reports

pytestmark = pytest.mark.browser


def test_it_asks_for_nothing_and_complains_of_nothing(watched: Any, story_file: Path) -> None:
    watched.page.goto(story_file.as_uri())
    assert watched.asked == [story_file.as_uri()]
    assert watched.complaints == []
    assert watched.page.locator("h1").inner_text()
    assert story_file.stat().st_size < 250_000


def test_a_statement_unfolds_and_its_evidence_leads_to_the_marked_passage(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    row = page.locator("#agree .row details").first
    assert not row.locator(".side-by-side").is_visible()
    row.locator(".says").click()
    evidence = row.locator(".side-by-side p").first
    assert evidence.is_visible()
    watched.follow(evidence.locator("a.chip").first)
    anchor = page.evaluate("location.hash.slice(1)")
    passage = page.locator(f'[id="{anchor}"]')
    assert passage.is_visible()
    assert passage.evaluate("e => e.matches(':target') && e.tagName") == "MARK"
    # the passage that was followed stands out; the other cited ones are only underlined
    lit = passage.evaluate("e => getComputedStyle(e).backgroundColor")
    others = page.locator("#texts mark:not(:target):not(:target *)").first
    assert lit != others.evaluate("e => getComputedStyle(e).backgroundColor")


def test_every_citation_leads_to_the_words_that_it_cites(watched: Any, story_file: Path, dossier: Dossier) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    texts = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('#texts mark[id]')].map(e => [e.id, e.textContent]))"
    )
    letters = page.evaluate(
        "[...document.querySelectorAll('#agree .side-by-side p')].filter(p => p.querySelector('a.chip')).map(p => "
        "[p.querySelector('a.chip').hash.slice(1), (p.querySelector('mark') || p).textContent])"
    )
    assert letters
    for anchor, words in letters:
        shown = " ".join(words.split()).strip("… ")
        assert " ".join(texts[anchor].split())[:20] in shown or shown[2:40] in " ".join(texts[anchor].split())


def test_every_agreement_shows_as_many_sentences_as_its_dots_promise(
    watched: Any, story_file: Path, dossier: Dossier
) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    shown = page.locator("#agree .row details").count()
    several = [c for c in dossier.stories[0].claims if len(reports(c)) > 1]
    assert shown == len(several)
    for claim in several:
        dots = page.locator(f"#claim-{claim.id} .dots").first.text_content() or ""
        assert dots.count("●") == min(claim.independent, 8)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, story_file: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(story_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    # axe reads the colours of what is laid out
    page.add_style_tag(content="section { content-visibility: visible !important }")
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], v["nodes"][0]["html"][:120]) for v in found if v["impact"] in ("serious", "critical")]
    context.close()
    assert serious == []


def test_on_a_phone_nothing_runs_out_of_the_window(browser: Browser, story_file: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    page.goto(story_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= 360


def test_a_keyboard_reaches_and_opens_a_statement(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    page.locator("#agree .row summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#agree .row .side-by-side").first.is_visible()


def test_in_print_the_evidence_stands_open(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    page.emulate_media(media="print")
    assert page.locator("#agree .side-by-side").first.is_visible()


def test_what_a_dark_screen_shows_is_printed_dark_on_white_with_its_pictures(
    browser: Browser, story_file: Path
) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 700, "height": 990})
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(story_file.as_uri())
    ink = page.locator("#agree .side-by-side mark").first.evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"
    assert page.locator("figure.wide svg").first.is_visible()
    context.close()


def test_no_two_words_of_a_picture_lie_on_one_another(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    page.add_style_tag(content="section { content-visibility: visible !important }")
    over = page.evaluate(
        """[...document.querySelectorAll('svg')].flatMap(svg => {
             const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()]);
             return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) =>
               p.x < q.x + q.width - 1 && q.x < p.x + p.width - 1 &&
               p.y < q.y + q.height - 3 && q.y < p.y + p.height - 3
             ).map(([b]) => a + ' / ' + b))
           })"""
    )
    assert over == []


def test_the_way_through_the_page_stays_in_sight(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(story_file.as_uri())
    watched.follow(page.locator("nav[aria-label='On this page'] a[href='#coverage']"))
    page.wait_for_function(
        """() => {
             const nav = document.querySelector("nav[aria-label='On this page']").getBoundingClientRect();
             const heading = document.querySelector("#h-coverage").getBoundingClientRect();
             return nav.top >= 0 && heading.top > nav.bottom && heading.bottom < innerHeight
           }"""
    )


def test_with_the_keyboard_alone_one_gets_from_the_top_to_a_passage(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.goto(story_file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    # from here each step is seen: what has the focus has an outline
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.tagName, document.activeElement.closest('#agree') !== null]")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", here
        if here == ["SUMMARY", True]:
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(":target:not(main)").evaluate("e => e.tagName") == "MARK"


def test_each_section_that_is_jumped_to_stands_at_the_top(watched: Any, story_file: Path) -> None:
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(story_file.as_uri())
    links = page.locator("nav[aria-label='On this page'] a")
    for n in range(links.count()):
        page.evaluate("scrollTo(0, 0)")
        place = links.nth(n).get_attribute("href")
        links.nth(n).click()
        # at the top, or as near to it as the end of the page lets it come
        page.wait_for_function(
            """place => {
                 const top = document.querySelector(place).getBoundingClientRect().top;
                 const atTheEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
                 return -5 <= top && (top <= 60 || atTheEnd)
               }""",
            arg=place,
        )
