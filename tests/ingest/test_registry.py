"""Known outlets: by address first, by name where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.ingest import Reading, read_registry
from variorum.ingest.registry import KnownOutlet, Registry, shipped_outlets, shipped_registry
from variorum.model import Article

KNOWN = Registry(
    [
        KnownOutlet("Port Elm Courier", ("courier.example",), ("The Courier", "PEC"), "newspaper", "Elm Media"),
        KnownOutlet("Elm Radio", ("radio.example",), (), "broadcaster", "Elm Media"),
        KnownOutlet("The Sun", ("sun.example",), (), "newspaper", "Bright", common_name=True),
    ]
)


def _article(outlet: str | None, url: str | None) -> Article:
    return Article("a", "x", "Nine people were hurt.", outlet=outlet, url=url)


@pytest.mark.parametrize(
    ("outlet", "url", "expected", "owner", "kind"),
    [
        (None, "https://courier.example/1", "Port Elm Courier", "Elm Media", "newspaper"),
        (None, "https://www.sport.courier.example:8443/1", "Port Elm Courier", "Elm Media", "newspaper"),
        ("PEC", "https://courier.example/1", "Port Elm Courier", "Elm Media", "newspaper"),
        ("the  courier", None, "Port Elm Courier", "Elm Media", "newspaper"),
        ("Courier Magazine", "https://courier.example/1", "Courier Magazine", "Elm Media", "newspaper"),
        ("Elm Radio", "https://radio.example/x", "Elm Radio", "Elm Media", "broadcaster"),
        ("The Sun", None, "The Sun", None, None),
        ("The Sun", "https://sun.example/x", "The Sun", "Bright", "newspaper"),
        ("Elm Radio", "https://elsewhere.example/x", "Elm Radio", None, None),
        (None, "https://notcourier.example/1", None, None, None),
        (None, "http://[broken", None, None, None),
        (None, None, None, None, None),
    ],
)
def test_identify(outlet: str | None, url: str | None, expected: str | None, owner: str | None, kind: str) -> None:
    found = KNOWN.identify(_article(outlet, url))
    assert (found.outlet, found.owner, found.outlet_kind) == (expected, owner, kind)
    assert found.id == "a"


def test_a_readers_file_goes_before_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[outlet]]\nname = "The Wire Desk"\ndomains = ["reuters.com"]\nowner = "Me"\nkind = "online"\n', "utf-8"
    )
    found = read_registry(file)
    assert found.at("https://www.reuters.com/x") == KnownOutlet("The Wire Desk", ("reuters.com",), (), "online", "Me")
    assert found.named("AFP") == shipped_registry().named("agence france-presse")


@pytest.mark.parametrize(
    "text", ["[[outlet]]\nnam = 'x'", "outlet = 3", "[[outlet]\n", "[[outlet]]\nname='x'\nkind='y'"]
)
def test_what_is_no_registry_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        read_registry(tmp_path / "bad.toml")


def test_no_domain_is_listed_twice() -> None:
    domains = [domain for outlet in shipped_outlets() for domain in outlet.domains]
    assert len(domains) == len(set(domains)) > 100


def test_articles_come_identified(tmp_path: Path) -> None:
    page = tmp_path / "rows.csv"
    text = "The council of Port Elm voted on Tuesday to close the old bridge, the mayor said after a long debate there."
    page.write_text(f'url,story_body\nhttps://www.courier.example/1,"{text}"\n', "utf-8")
    reading = Reading(columns={"text": "Story_Body"}, outlets=KNOWN)
    (article,) = reading.articles([page])
    assert isinstance(article, Article)
    assert (article.outlet, article.owner, article.text) == ("Port Elm Courier", "Elm Media", text)
