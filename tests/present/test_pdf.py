"""The story as a PDF: every statement with its footnote, and no word of a page read as markup."""

from __future__ import annotations

from typing import Any

import pytest

from variorum.model import Dossier
from variorum.present import pdf
from variorum.present.build import story_page

HOSTILE = '#read("/etc/passwd") $x$ *bold* _it_ <label> @cite // no /* no */ \\ ` #import "@preview/x:1.0.0": *'


def test_a_pdf_is_made(dossier: Dossier) -> None:
    made = pdf.render(dossier, dossier.stories[0])
    assert made.startswith(b"%PDF-")
    assert len(made) > 10_000


def test_every_agreed_statement_has_its_reports(dossier: Dossier) -> None:
    page = story_page(dossier, dossier.stories[0])
    data = pdf.page_data(page)
    sections = {s["title"]: s["items"] for s in data["sections"]}  # type: ignore[attr-defined]
    agreed = sections["What the reports agree on"]
    assert [item["text"] for item in agreed] == [claim.text for claim in page.agreed]
    for item, claim in zip(agreed, page.agreed, strict=True):
        assert len(item["notes"]) == sum(len(q.cited) for q in claim.quoted) > 1
        assert item["filled"] == claim.filled


def test_words_of_a_page_are_no_markup(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in every field comes out as it is: the template is given data, not text to read."""
    import typst

    data = pdf.page_data(story_page(dossier, dossier.stories[0]))

    def hostile(value: object) -> object:
        if isinstance(value, str):
            return value if value.startswith("http") else HOSTILE
        if isinstance(value, list):
            return [hostile(v) for v in value]
        return {k: hostile(v) for k, v in value.items()} if isinstance(value, dict) else value

    seen: list[str] = []
    compile_ = typst.compile

    def watched(*arguments: Any, **named: Any) -> object:
        seen.append(str(named["sys_inputs"]))
        return compile_(*arguments, **named)

    monkeypatch.setattr(typst, "compile", watched)
    monkeypatch.setattr(pdf, "page_data", lambda _: hostile(data))
    assert pdf.render(dossier, dossier.stories[0]).startswith(b"%PDF-")
    assert "#read" in seen[0]


def test_notes_have_one_pair_of_marks_and_the_dots_are_explained(dossier: Dossier) -> None:
    agreed: dict[str, Any] = pdf.page_data(story_page(dossier, dossier.stories[0]))["sections"][0]  # type: ignore[index]
    assert "independent origin" in agreed["told"]
    notes = [note["words"] for item in agreed["items"] for note in item["notes"] if note["words"]]
    assert "“We lost the seed store,” Mayor Ilse Brandt told Vale Radio." in notes
    assert not any(words.startswith("““") for words in notes)
