"""A live page is told from a report written once."""

from __future__ import annotations

import pytest

from variorum.ingest import extract
from variorum.ingest.forms import form_of
from variorum.ingest.packing import page_of
from variorum.model import Article

STAMPS = ("10:32 a.m. ET", "10:45 — The mayor arrives.", "11.05am: The bridge is closed.", "12:10 BST")


@pytest.mark.parametrize(
    ("title", "paragraphs", "form"),
    [
        ("Bridge closure: live updates", (), "live"),
        ("Live: council votes on the bridge", (), "live"),
        ("Council votes on the bridge – live", (), "live"),
        ("Council night, as it happened", (), "live"),
        ("Council night, minute by minute", (), "live"),
        ("Council votes", STAMPS, "live"),
        ("Council votes", STAMPS[:3], "report"),
        ("People who live by the bridge", (), "report"),
        ("Where the mayor used to live", (), "report"),
        ("Live music returns to Port Elm", (), "report"),
        ("Council votes", ("At 10:32 a.m. the bridge was closed.",) * 6, "report"),
        ("Council votes", ("12:10 people would be too many",) * 6, "report"),
        (None, (), "report"),
    ],
)
def test_forms(title: str | None, paragraphs: tuple[str, ...], form: str) -> None:
    assert form_of(title, paragraphs) == form


@pytest.mark.parametrize(
    ("title", "section", "url", "form"),
    [
        ("Opinion: The bridge must go", None, "", "opinion"),
        ("The bridge must go | Letters", None, "", "opinion"),
        ("Op-ed: The bridge must go", None, "", "opinion"),
        ("The bridge must go", "Opinion", "", "opinion"),
        ("The bridge must go", None, "https://herald.example/comment/bridge", "opinion"),
        ("The bridge must go", None, "https://herald.example/news/opinion", "report"),
        ("Opinion on the bridge is divided: council", None, "", "report"),
        ("Live: council votes", "Opinion", "", "live"),
        ("Bridge: council votes", "News", "https://[broken/opinion/x", "report"),
    ],
)
def test_a_view_calls_itself_one(title: str, section: str | None, url: str, form: str) -> None:
    assert form_of(title, (), section=section, url=url) == form


def test_what_the_page_states_counts() -> None:
    assert form_of("The bridge must go", (), stated="opinion") == "opinion"
    assert form_of("Council votes", (), stated="live") == "live"


def test_the_data_of_a_page_says_that_it_is_live() -> None:
    text = "The council of Port Elm voted on Tuesday to close the old bridge, the mayor said after a long debate there."
    data = '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Council votes"}</script>'
    body = f"<article><h1>Council votes</h1><p>{text}</p></article>"
    page = f"<html><head>{data}</head><body>{body}</body></html>"
    article = extract(page_of(page.encode(), "live.html", "text/html"))
    assert isinstance(article, Article)
    assert article.form == "live"
