"""Quotes in headlines, by a table of forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.annotate.layers import annotate
from variorum.annotate.quotes.headlines import find_headline_quotes
from variorum.language.parse import Parser
from variorum.model.records import Article, Quote, Span

KNOWN = [("Mira Tolan", "PERSON"), ("Kestrel Bay", "GPE"), ("Norland", "GPE"), ("Harbour Radio", "ORG"), ("UN", "ORG")]


def forms() -> list[tuple[str, list[list[str]]]]:
    cases: list[tuple[str, list[list[str]]]] = []
    for line in (Path(__file__).parent / "specs" / "headlines.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            cases[-1][1].append([field.strip() for field in line.split(" | ")])
        elif line and not line.startswith("#"):
            cases.append((line, []))
    return cases


FORMS = forms()


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Quote, ...]]:
    return {doc.text: find_headline_quotes(doc, KNOWN)[1] for doc in Parser().parse(title for title, _ in FORMS)}


def shown(title: str, *spans: Span | None) -> str:
    return " || ".join(title[s.start : s.end] for s in spans if s is not None) or "-"


@pytest.mark.parametrize(("title", "wanted"), FORMS, ids=[title for title, _ in FORMS])
def test_headlines(title: str, wanted: list[list[str]], found: dict[str, tuple[Quote, ...]]) -> None:
    got = [
        [q.mode, shown(title, *q.contents), shown(title, *q.sources), shown(title, q.speaker_mention)]
        for q in found[title]
    ]
    assert got == wanted


def test_people_without_a_name_stay_so(found: dict[str, tuple[Quote, ...]]) -> None:
    (quote,) = found["Officials: ferries may sail on Friday"]
    assert quote.anonymous == "Officials"


def test_a_headline_printed_as_first_line_is_read_as_text() -> None:
    """The text keeps it where the page has it there; its spans are the text's, and the headline has its own."""
    title = "Tolan says ferries will sail again on Monday"
    text = f"{title}\n\nMira Tolan spoke at the harbour of Kestrel Bay. She then left."
    doc, head = Parser().parse([text, title])
    layers = annotate(Article("a", "a.txt", text, title=title), doc, head)
    assert [text[c.start : c.end] for q in layers.quotes for c in q.contents] == ["ferries will sail again on Monday"]
    assert [title[c.start : c.end] for q in layers.title_quotes for c in q.contents] == [
        "ferries will sail again on Monday"
    ]


def test_no_headline_has_nothing() -> None:
    (doc,) = Parser().parse(["The ferries sailed."])
    layers = annotate(Article("a", "a.txt", "The ferries sailed."), doc)
    assert (layers.title_mentions, layers.title_quotes) == ((), ())
