"""A small dossier made by hand: three reports, one interview behind two of them, one figure that differs."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from variorum.model import (
    Block,
    Brief,
    Claim,
    Derivation,
    Difference,
    Dossier,
    DossierArticle,
    Entity,
    Evidence,
    Figure,
    IndependenceGroup,
    Mention,
    Omission,
    Published,
    Quote,
    Run,
    Side,
    Silence,
    Span,
    Story,
    TimelineEntry,
)

TEXTS = {
    "a1": "More than 20 sheds burned in Tarnow Vale on Monday. "
    "“We lost the seed store,” Mayor Ilse Brandt told Vale Radio.",
    "a2": "About 25 sheds burned in Tarnow Vale. “We lost the seed store,” Brandt told Vale Radio on Monday.",
    "a3": "More than 20 sheds burned in Tarnow Vale on Monday, the fire service said.",
}


def evidence(article: str, words: str, by: str | None = None) -> Evidence:
    """The first place of `words` in the article."""
    start = TEXTS[article].index(words)
    return Evidence(article, (Span(start, start + len(words)),), words, attributed_to=by)


def _article(id: str, day: str | None, outlet: str) -> DossierArticle:
    text = TEXTS[id]
    cut = text.find(". ") + 1 or len(text)
    sentences = (Span(0, cut), Span(cut + 1, len(text))) if cut < len(text) else (Span(0, cut),)
    number = text.index("2")
    figure = Figure(max(0, number - 10), number + 8, 20.0, None if "More" in text else 20.0, "count", None, "sheds")
    if "About" in text:
        figure = Figure(0, number + 8, 25.0, 25.0, "count", "approx", "sheds")
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    if "Brandt" in text:
        name = text.index("Brandt")
        mentions = (Mention(name, name + 6, "PERSON", "e1"),)
        low = text.index("We lost")
        quotes = (Quote("direct", (Span(low, low + 23),), None, (Span(name, name + 6),), "e1", None),)
    return DossierArticle(
        id=id,
        source=f"pages/{id}.html",
        outlet=outlet,
        title=f"Sheds burn in Tarnow Vale ({id})",
        bylines=(),
        credits=(),
        dateline=None,
        language="en",
        url="https://example.org/" + id,
        updated=None,
        owner=None,
        text=text,
        published=Published(day, day, day, "stated" if day else "unknown"),
        blocks=(Block(0, len(text)),),
        sentences=sentences,
        mentions=mentions,
        times=(),
        figures=(figure,),
        quotes=quotes,
    )


def _sheds() -> Claim:
    return Claim(
        "c1",
        "figure",
        "More than 20 sheds burned in Tarnow Vale on Monday.",
        2,
        (
            evidence("a1", "More than 20 sheds burned"),
            evidence("a2", "About 25 sheds burned"),
            evidence("a3", "More than 20 sheds burned"),
        ),
        (IndependenceGroup((0, 2), "same_text", "a1"), IndependenceGroup((1,), "sole")),
    )


def _store() -> Claim:
    return Claim(
        "c2",
        "quote",
        "We lost the seed store,",
        1,
        (evidence("a1", "We lost the seed store,", "e1"), evidence("a2", "We lost the seed store,", "e1")),
        (IndependenceGroup((0, 1), "same_upstream", "Vale Radio interview"),),
    )


@pytest.fixture
def dossier() -> Dossier:
    """Three reports of a fire; claims, a difference, an omission, a copy, a timeline."""
    sheds = _sheds()
    sides = (Side("more than 20", (sheds.evidence[0],)), Side("about 25", (sheds.evidence[1],)))
    why = "A lower bound and an estimate above it."
    burned = Difference("d1", "figure", "c1", sides, True, False, why, "sheds")
    nearest = replace(evidence("a3", TEXTS["a3"]), stance="mentions")
    silence = Silence("a3", nearest, 0.31, ("Monday",))
    story = Story(
        "s1",
        "Sheds burn in Tarnow Vale (a1)",
        ("a1", "a2", "a3"),
        "2031-05-05",
        "2031-05-06",
        (Derivation("a3", "a1", "partly", 0.6, "same text", "known"),),
        (sheds, _store()),
        (burned,),
        (
            TimelineEntry(
                "2031-05-05", TEXTS["a3"], (evidence("a3", "More than 20 sheds burned in Tarnow Vale on Monday"),)
            ),
        ),
        Brief((evidence("a1", "More than 20 sheds burned in Tarnow Vale on Monday."),)),
        omissions=(Omission("c2", "left out", ("a1", "a2"), (silence,), why="2 of 3 reports quote it"),),
    )
    return Dossier(
        run=Run("ok", "0"),
        articles=(
            _article("a1", "2031-05-05", "Vale Courier"),
            _article("a2", "2031-05-06", "Upland Post"),
            _article("a3", None, "Moor Gazette"),
        ),
        entities=(Entity("e1", "Ilse Brandt", "PERSON", ("Brandt", "Ilse Brandt")),),
        stories=(story,),
    )
