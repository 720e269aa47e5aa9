"""The expected findings are on the sample's pages: every string that they quote, on the page that they name."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from lxml import html

from variorum.sample import expected_path, pages_path

EXPECTED: dict[str, Any] = json.loads(expected_path().read_text(encoding="utf-8"))
BROKEN = {"empty.html", "broken.html"}


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _text(name: str) -> str:
    """A page's words as a reader sees them, its title included."""
    body = (pages_path() / name).read_bytes()
    if name.endswith(".txt"):
        return _fold(body.decode("utf-8"))
    encoding = "windows-1252" if b"windows-1252" in body else "utf-8"
    return _fold(" ".join(html.fromstring(body.decode(encoding)).itertext()))


PAGES = {path.name: _text(path.name) for path in sorted(pages_path().iterdir()) if path.name not in BROKEN}


def _quoted() -> list[tuple[str, str]]:
    """Page and string of everything that the expected findings quote."""
    files = EXPECTED["files"]
    rows = [(files[r["doc"]], r["text"]) for key in ("quotes", "figures", "scare_quotes") for r in EXPECTED[key]]
    rows += [(files[r["doc"]], r[key]) for r in EXPECTED["times"] for key in ("context", "text")]
    joined = [*EXPECTED["agreements"], *EXPECTED["differences"]]
    rows += [(files[e["doc"]], e["text"]) for group in joined for e in group["evidence"]]
    rows += [(files[doc], want["headline"]) for doc, want in EXPECTED["documents"].items()]
    checks = EXPECTED["text_checks"].items()
    return rows + [(name, words) for name, check in checks for words in (*check["with"], *check["without"])]


def test_every_page_is_expected_somewhere() -> None:
    named = {*EXPECTED["files"].values(), *EXPECTED["unscored"]}
    assert named == {path.name for path in pages_path().iterdir()}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_quoted_strings_are_on_their_page(name: str) -> None:
    missing = [words for page, words in _quoted() if page == name and _fold(words) not in PAGES[name]]
    assert missing == []


def test_figures_stand_in_words_that_hold_their_value() -> None:
    """A bound that is not open has its sign in the gold words: no row says "more than" of a bare number."""
    for row in EXPECTED["figures"]:
        assert (row["high"] is None) == (row["bound"] in ("more than", "at least")), row
        assert (row["low"] is None) == (row["bound"] == "nearly"), row


@pytest.mark.parametrize("entity", EXPECTED["entities"], ids=lambda e: e["name"])
def test_each_entity_is_named_on_its_pages(entity: dict[str, Any]) -> None:
    files = EXPECTED["files"]
    naming = {doc for doc, name in files.items() if any(alias in PAGES[name] for alias in entity["aliases"])}
    assert set(entity["docs"]) <= naming


@pytest.mark.parametrize("difference", EXPECTED["differences"], ids=lambda d: d["id"])
def test_a_difference_is_between_two_pages(difference: dict[str, Any]) -> None:
    assert len({e["doc"] for e in difference["evidence"]}) > 1


def test_the_windows_page_is_in_its_own_encoding() -> None:
    body = (pages_path() / "coastal-courier.html").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert "Café Miramar" in body.decode("windows-1252")


def test_one_text_page_prints_a_block_twice() -> None:
    for row in EXPECTED["repeated"]:
        lines = (pages_path() / EXPECTED["files"][row["doc"]]).read_text(encoding="utf-8").split("\n")
        first, again = (lines[low - 1 : high] for low, high in (row["first_lines"], row["repeat_lines"]))
        assert first == again
