"""A statement opened: each report's own words, what they share or word otherwise, and why origins count once."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Claim, Dossier, Evidence, IndependenceGroup, Quote, Span
from variorum.present import html, markdown
from variorum.present.agreed import claim_view
from variorum.present.context import ClaimView
from variorum.present.edition import common, edition, in_marks


def view(dossier: Dossier, claim: Claim) -> ClaimView:
    story = replace(dossier.stories[0], claims=(claim,))
    return claim_view(edition(replace(dossier, stories=(story,)), story), claim)


def test_words_that_differ_from_the_statement_are_marked(dossier: Dossier) -> None:
    claim = replace(dossier.stories[0].claims[0], statement="More than 20 sheds burned")
    lead, other, copy = view(dossier, claim).quoted
    assert [p.text for p in lead.pieces if p.marked or p.shared] == []
    assert [p.text.strip() for p in other.pieces if p.shared] == ["sheds burned"]
    assert [p.text for p in copy.pieces if p.soft][-1].endswith("the fire service said.")


def test_small_words_are_no_common_ground() -> None:
    pieces = common("The men of the mill left Tarnow with 20 carts", "With 20 horses they left the mill of Tarnow")
    assert [p.text for p in pieces if p.shared] == ["Tarnow with 20"]


def test_the_very_same_sentence_stands_once_with_its_letters(dossier: Dossier) -> None:
    first, second, third = dossier.articles
    alike = replace(dossier, articles=(first, second, replace(third, text=first.text, sentences=first.sentences)))
    a, b = view(alike, alike.stories[0].claims[0]).quoted
    assert [r.siglum for r, _ in a.cited] == ["A", "C"]
    assert [place for _, place in a.cited] == ["a1:0-25", "a3:0-25"]
    assert [r.siglum for r, _ in b.cited] == ["B"]


def test_a_clause_is_shown_as_one(dossier: Dossier) -> None:
    claim = replace(dossier.stories[0].claims[0], statement="20 sheds burned", kind="statement")
    assert view(dossier, claim).text == "“… 20 sheds burned …”"


def test_a_pronoun_that_says_something_has_its_name_before_it(dossier: Dossier) -> None:
    text = "She said that 20 sheds had burned."
    quote = Quote("indirect", (Span(9, 33),), Span(4, 8), (Span(0, 3),), "e1")
    told = replace(dossier.articles[0], text=text, sentences=(Span(0, len(text)),), quotes=(quote,), figures=())
    evidence = Evidence("a1", (Span(0, len(text)),), text)
    claim = Claim("c9", "statement", text, 1, (evidence,), (IndependenceGroup((0,), "sole"),))
    assert view(replace(dossier, articles=(told, *dossier.articles[1:])), claim).speaker == "Ilse Brandt"


def said(dossier: Dossier, text: str, words: str, source: str) -> str | None:
    """The name before a statement that is `words` of a report in which the mayor says so."""
    at = text.index(source)
    spoken = Span(text.index("“"), text.index("”") + 1)
    quote = Quote("direct", (spoken,), None, (Span(at, at + len(source)),), "e1")
    told = replace(dossier.articles[0], text=text, sentences=(Span(0, len(text)),), quotes=(quote,), figures=())
    low = text.index(words)
    evidence = Evidence("a1", (Span(low, low + len(words)),), words)
    claim = Claim("c9", "statement", words, 1, (evidence,), (IndependenceGroup((0,), "sole"),))
    return view(replace(dossier, articles=(told, *dossier.articles[1:])), claim).speaker


def test_words_that_somebody_said_are_never_shown_without_a_name(dossier: Dossier) -> None:
    text = "“We left in time. The store was full of seed,” {} said."
    assert said(dossier, text.format("Brandt"), "The store was full of seed", "Brandt") == "Ilse Brandt"
    assert said(dossier, text.format("she"), text.format("she"), "she") == "Ilse Brandt"
    assert said(dossier, text.format("Brandt"), text.format("Brandt"), "Brandt") is None


def test_what_comes_near_stands_apart_and_is_not_counted(dossier: Dossier) -> None:
    first, second, third = dossier.stories[0].claims[0].evidence
    groups = (IndependenceGroup((0,), "sole"), IndependenceGroup((1,), "sole"), IndependenceGroup((2,), "unknown"))
    claim = replace(
        dossier.stories[0].claims[0], evidence=(first, second, replace(third, stance="mentions")), groups=groups
    )
    shown = view(dossier, claim)
    assert (shown.outlets, shown.filled, shown.hollow) == (2, 2, 0)
    assert [q.ref.siglum for q in shown.near] == ["C"]
    assert shown.origins == ("A and B: each own reporting, as far as the text tells",)
    story = replace(dossier.stories[0], claims=(claim,))
    found = replace(dossier, stories=(story,))
    assert "Near it, but not surely the same statement, and so not counted" in html.render(found, story)
    assert "near it, but not surely the same, and so not counted: [C]" in markdown.render(found, story)


def test_why_origins_count_once(dossier: Dossier) -> None:
    sheds, store = dossier.stories[0].claims
    assert view(dossier, sheds).origins == (
        "A and C: one text, counted once",
        "B: own reporting, as far as the text tells",
    )
    assert view(dossier, store).origins == ("A and B: both go back to Vale Radio interview, counted once",)


def test_an_outlet_that_is_here_is_not_said_to_be_missing(dossier: Dossier) -> None:
    claim = replace(dossier.stories[0].claims[0], missing=("The Upland Post", "Hill Agency"))
    said = view(dossier, claim).origins
    assert [line for line in said if "Not among" in line] == [
        "Not among these reports: Hill Agency; with it more could be told"
    ]


def test_marks_that_have_no_other_half_are_left_out() -> None:
    assert in_marks("We must rebuild.”") == "“We must rebuild.”"
    assert in_marks("he said: “We must rebuild.”") == "he said: “We must rebuild.”"
