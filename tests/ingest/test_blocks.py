"""A page's tree as text blocks, what they are told by, and the choice among them."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.ingest import Limits
from variorum.ingest.draft import Paragraph
from variorum.ingest.html.blocks import HINTS, Box, Paths, TextBlock, length, text_blocks
from variorum.ingest.html.body import printed_once
from variorum.ingest.html.model import ROUNDS, chances, trees
from variorum.ingest.html.traits import NAMES, Known, traits_of
from variorum.ingest.html.tree import parse
from variorum.ingest.trees import DEPTH, likeliest, with_context

LONG = "The council of Port Elm voted on Tuesday to close the old bridge to lorries, the mayor said after the meeting."


def _blocks(body: str) -> tuple[list[TextBlock], list[Box]]:
    return text_blocks(parse(f"<html><head><title>x</title></head><body>{body}</body></html>", Limits()))


def _trait(body: str, name: str, known: Known = Known()) -> list[float]:  # noqa: B008 - frozen
    return [float(value) for value in traits_of(*_blocks(body), known)[:, NAMES.index(name)]]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>One <b>two</b> three</p>four<p>five</p>", ["One two three", "four", "five"]),
        ("<div>One<br>two<br><br>three</div>", ["One two", "three"]),
        ("<p>One<script>no()</script> two</p><style>p {}</style>three", ["One two", "three"]),
        ("<ul><li>One</li><li><p>two</p>three</li></ul>", ["One", "two", "three"]),
        ("<p>One <a href='/'>two</a></p><p> </p>", ["One two"]),
        ("", []),
    ],
)
def test_text_gathers_between_the_edges_of_blocks(body: str, texts: list[str]) -> None:
    assert [block.text for block in _blocks(body)[0]] == texts


def test_a_block_knows_its_links_its_place_and_what_is_around_it() -> None:
    blocks, boxes = _blocks("<nav class='x'><ul><li><a href='/'>Home</a></li></ul></nav><p>Told</p>")
    assert blocks[0].linked == len("Home")
    assert blocks[1].linked == 0
    assert Paths().of(boxes[blocks[0].box]) == "/html/body/nav/ul/li"
    assert boxes[blocks[0].box].far >> HINTS.index("nav") & 1
    assert not (boxes[blocks[1].box].far | boxes[blocks[1].box].near) >> HINTS.index("nav") & 1


def test_paths_are_those_of_the_xml_library() -> None:
    _, boxes = _blocks(
        "<div><p>a</p><ul><li>b</li><li><a href='/'><div>c</div></a></li></ul><p>d</p></div><table><tr><td>e"
    )
    paths = Paths()
    assert [paths.of(box) for box in boxes] == [box.element.getroottree().getpath(box.element) for box in boxes]


@pytest.mark.parametrize(
    ("names", "hint"),
    [
        ("class='article-body'", "body"),
        ("class='c-related-stories'", "related"),
        ("class='comments' id='x'", "comment"),
        ("id='newsletter-box'", "pitch"),
        ("itemprop='articleBody'", "stated_body"),
        ("role='navigation'", "nav"),
        ("style='display: none'", "unseen"),
        ("class='figure-caption'", "caption"),
    ],
)
def test_names_say_what_a_box_holds(names: str, hint: str) -> None:
    blocks, boxes = _blocks(f"<div {names}>Told</div><div class='x17'>Told</div>")
    assert boxes[blocks[0].box].near >> HINTS.index(hint) & 1
    assert not boxes[blocks[1].box].near


def test_what_is_said_of_the_whole_page_is_said_of_nothing_aside() -> None:
    body = f"<div class='with-sidebar'><div class='text'>{f'<p>{LONG}</p>' * 3}</div><div class='sidebar'>a</div></div>"
    assert _trait(body, "aside_side") == [0, 0, 0, 1]
    assert _trait(body, "far_side")[0] == 1
    assert _trait(body, "within") == [1, 1, 1, 0]


def test_the_title_the_summary_and_the_stated_body_are_known_again() -> None:
    known = Known("bridgecloses", "thecouncilofportelmvotedontuesdaytoclosetheoldbridge", {"told"})
    body = f"<h1>Bridge closes!</h1><p>{LONG}</p><p>Told</p>"
    assert _trait(body, "is_title", known) == [1, 0, 0]
    assert _trait(body, "is_summary", known) == [0, 1, 0]
    assert _trait(body, "stated", known) == [0, 0, 1]


@pytest.mark.parametrize(("text", "words"), [("one two", 2), ("橋は火曜日に閉鎖された", 6), ("", 1)])
def test_length_counts_scripts_without_spaces(text: str, words: int) -> None:
    assert length(text) == words


def test_the_trees_are_whole() -> None:
    for name, traits in ROUNDS.items():
        found = trees(name)
        assert found.columns.shape == found.limits.shape
        assert found.leaves.size * (2**DEPTH - 1) == found.limits.size * 2**DEPTH
        assert found.columns.max() < len(traits)
        assert np.isfinite(found.limits).all()


def test_many_blocks_are_judged_as_few_are() -> None:
    table = np.random.default_rng(1).random((4_100, len(NAMES)))
    whole = trees("alone").chance(table)
    assert len(whole) == len(table)
    assert np.allclose(whole[3_990:4_010], trees("alone").chance(table[3_990:4_010]))
    assert len(trees("alone").chance(table[:0])) == 0


def test_reporting_is_likelier_than_its_surroundings() -> None:
    links = "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(12))
    body = f"<nav><ul>{links}</ul></nav><article><h1>Bridge closes</h1>{f'<p>{LONG}</p>' * 4}</article>"
    blocks, boxes = _blocks(body)
    sizes = np.array([float(block.words) for block in blocks])
    chance = chances(traits_of(blocks, boxes, Known("bridgecloses")), sizes)
    assert chance[:12].max() < 0.2
    assert chance[-4:].min() > 0.8


def test_comments_of_readers_are_out() -> None:
    body = f"<article>{f'<p>{LONG}</p>' * 4}</article><div id='comments'><p>{LONG} I was there.</p></div>"
    blocks, boxes = _blocks(body)
    assert chances(traits_of(blocks, boxes, Known()), np.full(5, 20.0))[-1] == 0


def test_the_choice_is_the_one_that_promises_most() -> None:
    sizes = np.array([100.0, 50.0, 100.0])
    assert likeliest(np.array([0.9, 0.1, 0.8]), sizes)[0] == [0, 2]
    assert likeliest(np.array([0.9, 0.45, 0.8]), sizes)[0] == [0, 1, 2]
    assert likeliest(np.zeros(0), np.zeros(0)) == ([], 0.0)


def test_the_second_round_sees_its_neighbours() -> None:
    table = np.zeros((3, len(NAMES)))
    seen = with_context(table, np.array([1.0, 1.0, 1.0]), np.array([0.1, 0.5, 0.9]))
    at = ROUNDS["among"].index
    assert seen.shape == (3, len(ROUNDS["among"]))
    assert seen[1, at("chance")] == 0.5
    assert seen[1, at("before_chance1")] == 0.1
    assert seen[1, at("after_chance1")] == 0.9
    assert seen[2, at("after_chance1")] == 0
    assert seen[1, at("chance_within2")] == pytest.approx(0.5)


def test_a_text_inside_one_already_printed_is_not_printed_again() -> None:
    other = "Two of the eleven members voted against the plan, which will cost 3 million crowns and take two years."
    whole = Paragraph(f"{LONG} {other}")
    kept = printed_once([whole, Paragraph(LONG), Paragraph("Yes."), Paragraph("Yes."), Paragraph(other + " So be it.")])
    assert [p.text for p in kept] == [whole.text, "Yes.", "Yes."]


def test_a_deep_and_a_broad_page_cost_no_more_than_their_size() -> None:
    deep = "<div class='a b'>" * 350 + LONG + "</div>" * 350
    assert [block.text for block in _blocks(deep)[0]] == [LONG]
    broad = _blocks("<p>x y z</p>" * 20_000)
    assert len(traits_of(*broad, Known())) == 20_000
