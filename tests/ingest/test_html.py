"""HTML pages: body without furniture, and what the page says about itself."""

from __future__ import annotations

import json

import pytest

from variorum.ingest import Limits, extract
from variorum.ingest.html.dates import day_of
from variorum.ingest.packing import page_of
from variorum.ingest.titles import without_site
from variorum.model import Article, Rejection

FIRST = (
    "The council of Port Elm voted on Tuesday to close the old bridge to lorries, the mayor said after a meeting that "
    "lasted until midnight."
)
SECOND = (
    "“We have run out of time,” Ida Brandt, an engineer who advised the council, told The Elm Courier on Wednesday."
)
THIRD = "Two of the eleven members voted against the plan, which will cost 3 million crowns and take about two years."
TITLE = "Port Elm closes its old bridge to lorries"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))


def _page(head: str = "", before: str = "", after: str = "", body: str = PARAGRAPHS) -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE} | The Elm Courier</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        "<div class='cookie-banner'>We use cookies to improve your experience. <button>Accept all</button></div>"
        f"<main><article><h1>{TITLE}</h1>{before}{body}{after}</article></main>"
        "<aside class='related'><h2>Most read</h2><ul><li><a href='/a'>Harbour tax divides all</a></li></ul></aside>"
        "<section id='comments'><h3>2 comments</h3><p>A reader writes that the bridge was always ugly, in his view.</p>"
        "</section><footer>© 2021 The Elm Courier. All rights reserved.</footer></body></html>"
    )


def _read(page: str, url: str | None = "https://courier.example/2021/bridge", limits: Limits = Limits()) -> Article:  # noqa: B008
    result = extract(page_of(page.encode(), "page.html", "text/html", url), limits)
    assert isinstance(result, Article), result
    return result


def _data(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_body_is_the_reporting_alone() -> None:
    article = _read(_page())
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert article.title == TITLE
    assert article.language == "en"


def test_blocks_lead_back_to_the_page() -> None:
    article = _read(_page())
    assert [block.dom_path for block in article.blocks] == [f"/html/body/main/article/p[{i}]" for i in (1, 2, 3)]


def test_a_paragraph_printed_twice_is_kept_once() -> None:
    assert _read(_page(body=PARAGRAPHS + PARAGRAPHS)).text.count(FIRST) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter",
        "Read more: Harbour tax divides council",
        "Advertisement",
        "Share this article",
        "Photo: Norland Press Agency",
        "Follow us on Facebook",
    ],
)
def test_furniture_inside_the_article_goes(line: str) -> None:
    article = _read(_page(body=f"<p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_finished_sentence_about_an_offer_stays() -> None:
    told = "The union rejected a special offer of a 3 percent raise."
    assert told in _read(_page(body=f"<p>{FIRST}</p><p>{told}</p><p>{SECOND}</p><p>{THIRD}</p>")).text


def test_what_the_data_says() -> None:
    head = _data(
        headline=TITLE,
        author=[{"@type": "Person", "name": "Mara Quill"}, {"@type": "Organization", "name": "Reuters"}],
        publisher={"@type": "NewsMediaOrganization", "name": "The Elm Courier"},
        datePublished="2021-05-04T22:30:00+02:00",
        dateModified="2021-05-06T09:00:00+02:00",
        articleSection="Harbour",
    )
    article = _read(_page(head + '<link rel="canonical" href="/bridge-closes">'))
    assert article.bylines == ("Mara Quill",)
    assert article.credits == ("Reuters",)
    assert article.outlet == "The Elm Courier"
    assert article.section == "Harbour"
    assert article.url == "https://courier.example/bridge-closes"
    assert (article.published.value, article.published.basis) == ("2021-05-04", "markup")
    assert "datePublished" in (article.published.because or "")
    assert article.updated == "2021-05-06T09:00:00+02:00"


@pytest.mark.parametrize(
    ("changed", "updated"),
    [
        ("2021-05-04T22:30:00+02:00", None),
        ("2021-05-04T20:30:20Z", None),
        ("2021-05-04T21:30:00Z", "2021-05-04T21:30:00+00:00"),
        ("2021-05-04", None),
        ("2021-05-05", "2021-05-05"),
        ("May 6, 2021", "2021-05-06"),
        ("soon", None),
    ],
)
def test_the_last_change(changed: str, updated: str | None) -> None:
    data = _data(headline=TITLE, datePublished="2021-05-04T22:30:00+02:00", dateModified=changed)
    assert _read(_page(data)).updated == updated


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/bridge?utm_source=feed&id=3&fbclid=x#top", "https://courier.example/bridge?id=3"),
        ("/bridge?id=3&utm=1", "https://courier.example/bridge?id=3&utm=1"),
    ],
)
def test_an_address_says_nothing_of_the_way_to_it(link: str, address: str) -> None:
    assert _read(_page(f'<link rel="canonical" href="{link}">')).url == address


def test_a_stated_body_stands_in_where_the_page_shows_none() -> None:
    data = _data(articleBody=" ".join((FIRST, SECOND, THIRD)))
    page = f"<html><head><title>{TITLE}</title>{data}</head><body></body></html>"
    assert _read(page).text == " ".join((FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    "data", ["{", "[[[[", '{"@type": ["NewsArticle"], "author": {"name": {"name": 3}}}', "null", ""]
)
def test_broken_data_states_nothing(data: str) -> None:
    article = _read(_page(f'<script type="application/ld+json">{data}</script>'))
    assert article.text.startswith(FIRST)
    assert article.bylines == ()


@pytest.mark.parametrize(
    "page",
    [
        _page(_data(isAccessibleForFree=False), body="<p>The council voted.</p><p>Subscribe to continue reading.</p>"),
        _page(body="<p>This article is for subscribers only. Log in to read it.</p>"),
    ],
)
def test_a_wall_in_place_of_the_text(page: str) -> None:
    result = extract(page_of(page.encode(), "page.html", "text/html"))
    assert isinstance(result, Rejection)
    assert result.reason == "wall"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("windows-1251", "utf-8"),
        ("nonsense", "cp1252"),
        ("utf-16", "cp1252"),
        ("utf-16", "utf-8"),
    ],
)
def test_a_wrong_declared_charset(declared: str, encoding: str) -> None:
    quote = "“It’s the café’s end,” said its owner, René Lind, who has run it for 30 years and lives above it."
    page = _page(f'<meta charset="{declared}">', body=f"<p>{FIRST}</p><p>{quote}</p><p>{THIRD}</p>")
    result = extract(page_of(page.replace("©", "").encode(encoding), "page.html", "text/html"))
    assert isinstance(result, Article)
    assert quote in result.text


@pytest.mark.parametrize(
    ("value", "url", "day"),
    [
        ("2021-05-04", None, "2021-05-04"),
        ("2021-05-04T23:30:00Z", "https://giornale.it/a", "2021-05-05"),
        ("2021-05-04T22:30:00Z", "https://giornale.it/a", "2021-05-05"),
        ("2021-02-04T22:30:00Z", "https://giornale.it/a", "2021-02-04"),
        ("2021-03-28T22:30:00Z", "https://giornale.it/a", "2021-03-29"),
        ("2021-10-31T22:30:00Z", "https://giornale.it/a", "2021-10-31"),
        ("2021-05-04T23:30:00Z", "https://courier.uk/a", "2021-05-05"),
        ("2021-05-04T23:30:00Z", "https://courier.example/a", "2021-05-04"),
        ("4.5.2021", "https://courier.example/a", "2021-05-04"),
        ("4/5/2021", "https://courier.example/a", None),
        ("4 mai 2021", "https://courier.example/a", "2021-05-04"),
        ("2021-05-04T23:30:00-05:00", "https://giornale.it/a", "2021-05-04"),
        ("May 4, 2021", None, "2021-05-04"),
        ("Tue, 05/25/2021 - 11:38", None, "2021-05-25"),
        ("25/05/2021 09:21", None, "2021-05-25"),
        ("04/05/2021", None, None),
        ("2921-05-04", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ],
)
def test_days(value: str, url: str | None, day: str | None) -> None:
    assert day_of(value, url) == day


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("<p class='by'>Mara Quill in Port Elm</p>", ("Mara Quill",)),
        ("<p class='meta'>By Mara Quill and agencies, Tuesday, 4 May 2021</p>", ("Mara Quill",)),
        ("<div><span>By</span> <a href='/mq'>Mara Quill</a></div>", ("Mara Quill",)),
        ("<p>Written by</p><p>Mara Quill</p>", ("Mara Quill",)),
        ("<p>By <a href='/mq'>Mara Quill</a> and <a href='/ol'>Otto Lind</a></p>", ("Mara Quill", "Otto Lind")),
        ("<p>By 2030 the bridge will be gone.</p>", ()),
        ("<p>By the newsroom</p>", ()),
    ],
)
def test_a_printed_byline_is_read_and_is_no_text(printed: str, names: tuple[str, ...]) -> None:
    article = _read(_page(before=printed))
    assert article.bylines == names
    assert "Quill" not in article.text


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Wed 15 May 2024 20.15 GMT", False),
        ("Published 3 May 2024, 10:11 am", False),
        ("The vote of 3 May 2024 stands.", True),
    ],
)
def test_a_day_that_stands_alone_over_the_report_is_no_text(line: str, stays: bool) -> None:
    body = f"<time datetime='2024-05-15'>{line}</time>{PARAGRAPHS}"
    assert (line in _read(_page(body=f"<p>{line}</p>{PARAGRAPHS}")).text) == stays
    assert (line in _read(_page(body=body)).text) == stays


def test_a_masthead_row_and_an_appeal_to_readers_go() -> None:
    cells = "<td><a href='/'>Elm Post</a></td><td><a href='/n'>News</a> | <a href='/b'>Boats</a></td>"
    tip = "<p>Did you see it? Send your pictures to the news desk: we pay 20 crowns for each that we print.</p>"
    body = f"<table><tr>{cells}</tr></table><h1>{TITLE}</h1>{PARAGRAPHS}<div>{tip}</div>"
    article = _read(f"<html><head><title>{TITLE} - Elm Post</title></head><body>{body}</body></html>", None)
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert article.outlet == "Elm Post"


@pytest.mark.parametrize(
    ("before", "told", "day"),
    [
        ("", "In 2019 three people died there.", None),
        ("", "On May 3, 2019, three people died there.", None),
        ("", "It was built in May 2019.", None),
        ("<p>Copyright 2019</p>", "", None),
        ("<p class='when'>Posted May 3, 2019</p>", "In 2017 three people died there.", "2019-05-03"),
        ("<p class='when'>1 May 2019</p>", "In 2017 three people died there.", "2019-05-01"),
        ("<p class='when'>01.01.2019</p>", "", "2019-01-01"),
    ],
)
def test_a_day_in_the_story_is_not_the_day_of_the_page(before: str, told: str, day: str | None) -> None:
    page = _page(before=before, body=f"<p>{FIRST} {told}</p><p>{SECOND}</p><p>{THIRD}</p>").replace("© 2021", "")
    published = _read(page, "https://courier.example/bridge").published
    assert published.value == day
    assert published.basis == ("stated" if day else "unknown")


@pytest.mark.parametrize(
    ("title", "names", "clean"),
    [
        ("Bridge closes | The Elm Courier", ["The Elm Courier"], "Bridge closes"),
        ("Bridge closes - Elm Courier", ["The Elm Courier", "Elm Courier"], "Bridge closes"),
        ("The Elm Courier: Bridge closes", ["The Elm Courier"], "The Elm Courier: Bridge closes"),
        ("Fire at the harbour - what we know", [], "Fire at the harbour - what we know"),
        ("Council votes to close the bridge | Norland News", [], "Council votes to close the bridge"),
        ("Elm Courier", ["Elm Courier"], "Elm Courier"),
    ],
)
def test_the_site_is_no_part_of_the_title(title: str, names: list[str], clean: str) -> None:
    assert without_site(title, names) == clean


@pytest.mark.parametrize("desk", ["Staff and agencies", "The city desk"])
def test_a_desk_that_signs_is_none_of_the_text(desk: str) -> None:
    article = _read(_page(before=f'<p class="byline">By {desk}</p>'))
    assert article.text.startswith(FIRST)
    assert article.desks == (desk,)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Page not found",
            "Sorry, there is nothing here. It may have been moved, so please try the search or our homepage.",
        ),
        (
            "Oops!",
            "We couldn’t find the page you were looking for. Please try the search or go to our homepage instead.",
        ),
        ("404 | The Elm Courier", "Here is nothing to be read today, so please try the search or go to our homepage."),
    ],
)
def test_an_error_page_is_no_report(title: str, text: str) -> None:
    page = f"<html lang='en'><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    result = extract(page_of(page.encode(), "gone.html", "text/html"))
    assert isinstance(result, Rejection)
    assert (result.reason, result.detail) == ("no_text", "an error page")


def test_a_report_about_an_error_page_is_one() -> None:
    about = (
        "<p>The council’s site said “page not found” for a week; the page that readers were looking for had gone.</p>"
    )
    assert "page not found" in _read(_page(body=PARAGRAPHS + about)).text


def test_what_a_live_page_says_of_itself_is_no_report() -> None:
    told = ("18:20 That's all for today", "Good morning and welcome", FIRST, f"Welcome to our live page on it. {THIRD}")
    lines = "".join(f"<p>{line}</p>" for line in told)
    closing = "<p>We are closing our live coverage for today. Thanks for reading.</p>"
    live = _read(_page(head=_data(**{"@type": "LiveBlogPosting"}), body=lines + closing))
    assert (live.form, live.text) == ("live", f"{FIRST}\n\n{THIRD}")
    assert "Good morning" in _read(_page(body=lines)).text
