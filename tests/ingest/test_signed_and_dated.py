"""Who signs a page and what day it shows, where its data does not say."""

from __future__ import annotations

import json

import pytest

from variorum.ingest import Limits, extract
from variorum.ingest.html.blocks import text_blocks
from variorum.ingest.html.dates import day_of_address
from variorum.ingest.html.page import day_of_page
from variorum.ingest.html.shown import SURE, day_in, shown_days
from variorum.ingest.html.tree import parse
from variorum.ingest.packing import page_of
from variorum.model import Article

TOLD = (
    "The council of Port Elm voted on Tuesday to close the old bridge to lorries, the mayor said after a meeting that "
    "lasted until midnight and was watched by some two hundred people."
)
TITLE = "Port Elm closes its old bridge to lorries"


def _read(before: str = "", after: str = "", head: str = "", lang: str = "en") -> Article:
    page = (
        f"<html lang='{lang}'><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{before}"
        f"<p>{TOLD}</p><p>{TOLD[4:]} It was the third vote.</p>{after}</article></body></html>"
    )
    result = extract(page_of(page.encode(), "p.html", "text/html", "https://courier.example/bridge"), Limits())
    assert isinstance(result, Article), result
    return result


def _data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("authors", "printed", "people", "desks"),
    [
        (["Mara Quill"], "", ("Mara Quill",), ()),
        (["Mara Quill", "Quill", "Mara"], "", ("Mara Quill",), ()),
        (["Elm Courier Team"], "", (), ("Elm Courier Team",)),
        (["The Elm Courier"], "", (), ("The Elm Courier",)),
        (["105092"], "", (), ()),
        (["https://social.example/elm"], "", (), ()),
        (["MaraQ"], "<p>By Mara Quill</p>", ("Mara Quill",), ()),
        (["Mara"], "<p>By Otto Lind</p>", ("Mara",), ()),
        (["The Elm Courier"], "<p>By Mara Quill, harbour reporter</p>", ("Mara Quill",), ()),
        (
            ["Mara Quill"],
            "<p>By Mara Quill, Otto Lind and Ida Brandt</p>",
            ("Mara Quill", "Otto Lind", "Ida Brandt"),
            (),
        ),
        (["Mara Quill"], "<p>By Otto Lind and Ida Brandt</p>", ("Mara Quill",), ()),
        ([], "<p>By Mara Quill May 4, 2021</p>", ("Mara Quill",), ()),
        ([], "<p>von Mara Quill</p>", ("Mara Quill",), ()),
        ([], "<p>Texte : Mara Quill</p>", (), ()),
        ([], "<h3>Author</h3><p>Mara Quill</p>", ("Mara Quill",), ()),
        ([], "<p class='byline'>Harbour desk</p>", (), ("Harbour desk",)),
        ([], "", (), ()),
    ],
)
def test_persons_sign_and_desks_apart(
    authors: list[str], printed: str, people: tuple[str, ...], desks: tuple[str, ...]
) -> None:
    publisher = {"@type": "NewsMediaOrganization", "name": "The Elm Courier"}
    data = _data(author=[{"@type": "Person", "name": name} for name in authors], publisher=publisher)
    article = _read(printed, head=data)
    assert article.bylines == people
    assert article.desks == desks


def test_who_wrote_it_may_be_said_at_the_end() -> None:
    assert _read(after="<div><p>Written by Mara Quill</p></div>").bylines == ("Mara Quill",)


def test_who_wrote_another_report_did_not_write_this() -> None:
    cards = "".join(f"<li><h3>Harbour tax {i}</h3><p>By Otto Lind</p></li>" for i in range(3))
    assert _read(after=f"<aside class='related-stories'><ul>{cards}</ul></aside>").bylines == ()


@pytest.mark.parametrize(
    ("line", "american", "day"),
    [
        ("May 4, 2021", False, "2021-05-04"),
        ("Tuesday, 4 May 2021", False, "2021-05-04"),
        ("4th of May 2021", False, "2021-05-04"),
        ("Stand: 4. Mai 2021, 14:05 Uhr", False, "2021-05-04"),
        ("Publié le 1er juin 2021", False, "2021-06-01"),
        ("4 de mayo de 2021", False, "2021-05-04"),
        ("4 maja 2021", False, "2021-05-04"),
        ("04.05.2021", False, "2021-05-04"),
        ("04.05.21", False, "2021-05-04"),
        ("2021年5月4日", False, "2021-05-04"),
        ("2021/05/04 09:30", False, "2021-05-04"),
        ("05/04/2021", True, "2021-05-04"),
        ("04/05/2021", False, "2021-05-04"),
        ("25/05/2021", True, "2021-05-25"),
        ("31/02/2021", False, None),
        ("10.04.2021.7", False, None),
        ("Mon May 04 14:57:21 CEST 2021", False, "2021-05-04"),
        ("May.4, 2021", False, "2021-05-04"),
        ("04/May/2021", False, "2021-05-04"),
        ("2021. május 4.", False, "2021-05-04"),
        ("2021-May-04", False, "2021-05-04"),
        ("4 травня 2021", False, "2021-05-04"),
        ("04 | 05 | 2021", False, "2021-05-04"),
        ("May 2021", False, None),
        ("1200/05/04/2021", False, None),
        ("Port Elm", False, None),
    ],
)
def test_days_in_lines(line: str, american: bool, day: str | None) -> None:
    assert day_in(line, american=american) == day


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("<p>Published 4 May 2021</p>", "", "2021-05-04"),
        ("<p>Updated 9 May 2021</p><p>Published 4 May 2021</p>", "", "2021-05-04"),
        ("<p class='meta'>4. Mai 2021</p>", "<ul class='related'><li>9 May 2021</li></ul>", "2021-05-04"),
        ("", f"<p>{TOLD} This article was first published on 4 May 2021 and edited since.</p>", "2021-05-04"),
        ("<p>10/12/2021 7:38:01 PM | 3 minute read</p>", "", "2021-10-12"),
        ("<p>Harbour<span>MAY 4, 2021</span>Updated: MAY 9, 2021</p>", "", "2021-05-04"),
    ],
)
def test_the_day_in_the_date_line(before: str, after: str, day: str) -> None:
    published = _read(before, after).published
    assert published.value == day
    assert (published.because or "").startswith("date line")


def test_a_long_line_with_a_day_is_no_date_line() -> None:
    told = f"<h1>{TITLE}</h1><p>{TOLD}</p><p>The members of the council meet on 9 May 2021 in the old harbour hall.</p>"
    blocks, boxes = text_blocks(parse(f"<html><body>{told}</body></html>", Limits()))
    assert [shown.score > SURE for shown in shown_days(blocks, boxes, 0, american=False)] == [False]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://courier.example/2021/05/04/bridge", "2021-05-04"),
        ("https://courier.example/2021/5/04/bridge.html", "2021-05-04"),
        ("https://courier.example/news/2021-05/04/c_12.htm", "2021-05-04"),
        ("https://courier.example/bridge-20210504", "2021-05-04"),
        ("https://courier.example/bridge-04.05.2021", "2021-05-04"),
        ("https://courier.example/bridge-12-19-2021", "2021-12-19"),
        ("https://courier.example/2021/05/bridge", None),
        ("https://courier.example/bridge-20219999", None),
        ("https://courier.example/bridge?day=2021-05-04", None),
        ("https://courier.example/120210504123", None),
        ("https://courier.example/1821/05/04/bridge", None),
        ("http://[broken/2021/05/04/", None),
        (None, None),
    ],
)
def test_the_day_that_an_address_is_filed_under(address: str | None, day: str | None) -> None:
    assert day_of_address(address) == day


@pytest.mark.parametrize(
    ("path", "stated", "day"),
    [
        ("2021/05/04/bridge", "2021-05-06", "2021-05-04"),
        ("2021/05/04/bridge", "2021-05-03", "2021-05-03"),
        ("2021/05/bridge", "2021-05-06", "2021-05-06"),
    ],
)
def test_an_address_is_not_changed_when_the_page_is(path: str, stated: str, day: str) -> None:
    page = f"<html><head>{_data(datePublished=stated)}</head><body><h1>{TITLE}</h1><p>{TOLD}</p></body></html>"
    published = day_of_page(page, f"https://courier.example/{path}", Limits())
    assert published.value == day


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<div><time datetime='2021-05-04T10:00:00'>Tuesday</time></div>", "", True),
        ("<div>Updated <time class='updated' datetime='2021-05-09'>Sunday</time></div>", "", False),
        ("", "<aside><time datetime='2021-05-09'>Sunday</time></aside>", False),
    ],
)
def test_the_time_element_at_the_headline(before: str, after: str, told: bool) -> None:
    because = _read(before, f"<p>{TOLD}</p>{after}").published.because
    assert (because == "the page's time element: Tuesday") == told


def test_a_comment_has_a_day_of_its_own() -> None:
    scope = "<div itemscope itemtype='https://schema.org/Comment'><meta itemprop='datePublished' content='2021-05-09'>"
    assert _read("<p>4 May 2021</p>", f"{scope}<p>I was there.</p></div>").published.value == "2021-05-04"


def test_listed_articles_are_others_than_the_page() -> None:
    listed = {"@type": "NewsArticle", "headline": "Harbour tax", "datePublished": "2021-01-02", "author": "Otto Lind"}
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-05-04", "author": "Mara Quill"}
    head = (
        _data(**own)
        + f"""<script type="application/ld+json">{
            json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": listed}]})
        }</script>"""
    )
    article = _read(head=head)
    assert (article.published.value, article.bylines, article.title) == ("2021-05-04", ("Mara Quill",), TITLE)


@pytest.mark.parametrize(
    ("shown", "stated", "day"),
    [
        ("May 4, 2021", "Jun 24, 2021", "2021-05-04"),
        ("May 4, 2021", "May 1, 2021", "2021-05-01"),
        ("May 4, 2021", "2021-06-24", "2021-06-24"),
        ("Date: May 4, 2021", "2021-06-24", "2021-06-24"),
        ("Updated May 4, 2021", "2021-06-24", "2021-06-24"),
        ("Published May 4, 2021", "2021-06-24", "2021-05-04"),
        ("<time datetime='2021-05-04'>May 4, 2021</time>", "2021-06-24", "2021-05-04"),
        ("<time datetime='2021-06-28'>June 28, 2021</time>", "2021-06-24", "2021-06-24"),
        ("Published 04/05/2021", "2021-05-04", "2021-05-04"),
    ],
)
def test_the_day_of_a_build_gives_way_to_an_earlier_one_that_is_shown(shown: str, stated: str, day: str) -> None:
    article = _read(f"<p>{shown}</p>", head=_data(datePublished=stated))
    assert article.published.value == day


def test_a_loose_day_stands_where_the_data_repeats_it() -> None:
    loose, named = (f'<meta name="{name}" content="2021-06-24">' for name in ("date", "citation_date"))
    assert _read("<p>May 4, 2021</p>", head=loose).published.value == "2021-05-04"
    assert _read("<p>May 4, 2021</p>", head=loose + named).published.value == "2021-06-24"


def test_a_draft_is_made_before_it_is_published() -> None:
    made, out = '<meta name="dc.created" content="2021-05-01">', '<meta name="publication_date" content="2021-05-04">'
    assert _read(head=made + out).published.value == "2021-05-04"


@pytest.mark.parametrize(
    ("program", "day"),
    [
        ('{"publishedAt": "2021-05-04T09:00:00Z"}', "2021-05-04"),
        (r"state = '{\"datePublished\":\"2021-05-04\"}'", "2021-05-04"),
        ('{"publishedAt": "2021-05-04", "next": {"publishedAt": "2021-05-01"}}', None),
        ('{"updatedAt": "2021-05-04"}', None),
    ],
)
def test_a_day_that_only_the_programs_name(program: str, day: str | None) -> None:
    assert _read(head=f"<script>{program}</script>").published.value == day


def test_a_slashed_day_is_read_as_the_time_element_has_it() -> None:
    line = "<p><time datetime='2023-10-12T19:38'>10/12/2023 7:38 PM</time></p>"
    assert _read(line).published.value == "2023-10-12"
