"""What somebody is, cut from what the reports say around the name."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from variorum.model import Dossier, Mention, Span
from variorum.present import html, markdown
from variorum.present.edition import edition
from variorum.present.offices import offices

NAME = "Ilse Brandt"
SPEC = [
    ("Mayor Ilse Brandt spoke.", "Mayor"),
    ("When Prime Minister Ilse Brandt spoke, all listened.", "Prime Minister"),
    ("They met Norreyan Foreign Minister Ilse Brandt there.", "Norreyan Foreign Minister"),
    ("They met Secretary of State Ilse Brandt there.", "Secretary of State"),
    ("So said president Ilse Brandt.", "president"),
    ("Ilse Brandt, the mayor of Tarnow Vale, spoke.", "mayor of Tarnow Vale"),
    ("Ilse Brandt, a retired judge, spoke.", "retired judge"),
    ("Deputy counsel to the Chancellor Ilse Brandt spoke.", "Deputy counsel to the Chancellor"),
    ("His campaign manager Ilse Brandt spoke.", "campaign manager"),
    ("Both Sens. Ilse Brandt and Ida Moss spoke.", None),
    ("The former deputy mayor Ilse Brandt spoke.", "former deputy mayor"),
    ("They asked the harbour minister Ilse Brandt about it.", "harbour minister"),
    ("They gave the mayor Ilse Brandt a prize.", "mayor"),
    ("Mrs. Ilse Brandt spoke.", None),
    ("On Tuesday Ilse Brandt spoke.", None),
    ("In Tarnow, Ilse Brandt spoke.", None),
    ("Ilse Brandt, the friend of a miner, spoke.", None),
    ("Ilse Brandt, who saw the mayor, spoke.", None),
    ("The Mayor, Ilse Brandt, spoke.", None),
    ("Ahead of Ilse Brandt they spoke.", None),
    ("He is no longer the mayor. Ilse Brandt spoke.", None),
]


def saying(dossier: Dossier, *texts: str) -> Dossier:
    """The first reports with these texts, in which the name stands once."""
    articles = tuple(
        replace(
            article, text=text, sentences=_sentences(text), quotes=(), figures=(), blocks=(),
            mentions=(Mention(text.index(NAME), text.index(NAME) + len(NAME), "PERSON", "e1"),),
        )
        for article, text in zip(dossier.articles, texts, strict=False)
    )  # fmt: skip
    return replace(dossier, articles=(*articles, *dossier.articles[len(texts) :]))


def _sentences(text: str) -> tuple[Span, ...]:
    cut = text.find("mayor. ") + 7
    return (Span(0, cut - 1), Span(cut, len(text))) if cut > 6 else (Span(0, len(text)),)


@pytest.mark.parametrize(("text", "office"), SPEC)
def test_the_words_around_a_name_that_name_an_office(dossier: Dossier, text: str, office: str | None) -> None:
    told = saying(dossier, text)
    found = offices(edition(told, told.stories[0])).get("e1")
    assert (found.words if found else None) == office
    if found:
        assert text[found.span.start : found.span.end] == office


def test_what_most_reports_say_is_shown(dossier: Dossier) -> None:
    told = saying(dossier, "Mayor Ilse Brandt spoke.", "Mayor Ilse Brandt spoke.", "Chancellor Ilse Brandt spoke.")
    office = offices(edition(told, told.stories[0]))["e1"]
    assert (office.words, office.ref.siglum) == ("Mayor", "A")


def test_an_office_stands_under_the_name_with_its_passage(dossier: Dossier) -> None:
    first, *rest = dossier.articles
    at = first.text.index(NAME)
    told = replace(dossier, articles=(replace(first, mentions=(Mention(at, at + len(NAME), "PERSON", "e1"),)), *rest))
    page = html.render(told, told.stories[0])
    assert f'<p class="line office">Mayor <a class="chip" href="#A-{at - 6}"' in page
    assert f'<mark id="A-{at - 6}">Mayor</mark>' in page
    assert "- **Ilse Brandt**, Mayor [A]" in markdown.render(told, told.stories[0])
