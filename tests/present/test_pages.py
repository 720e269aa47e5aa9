"""The story page and its Markdown twin: what they show, and that page text cannot break out of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec.structs import replace

from variorum.model import Dossier, Published, Side
from variorum.present import html, markdown
from variorum.present.build import story_page
from variorum.present.context import Piece
from variorum.present.edition import differing

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} javascript:alert(3) \x1b[31m'


class _Seen(HTMLParser):
    """Tags, attributes and ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _seen(page: str) -> _Seen:
    seen = _Seen()
    seen.feed(page)
    return seen


def test_every_citation_leads_to_a_passage_of_the_page(dossier: Dossier) -> None:
    seen = _seen(html.render(dossier, dossier.stories[0]))
    ids = [a["id"] for _, a in seen.tags if a.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    targets = [str(a["href"])[1:] for tag, a in seen.tags if tag == "a" and str(a.get("href", "")).startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


def test_the_page_loads_nothing_and_runs_nothing(dossier: Dossier) -> None:
    page = html.render(dossier, dossier.stories[0])
    seen = _seen(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in seen.tags}
    assert not [a for _, a in seen.tags if any(k.startswith("on") or k == "src" for k in a)]
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page


def _hostile(dossier: Dossier) -> Dossier:
    """The dossier with hostile words wherever a page may put words."""
    articles = tuple(
        replace(
            a,
            title=HOSTILE,
            outlet=HOSTILE,
            bylines=(HOSTILE,),
            credits=(HOSTILE,),
            source=HOSTILE,
            url="javascript:alert(4)",
            text=a.text + HOSTILE,
            published=Published(HOSTILE, None, None, "stated", HOSTILE),
        )
        for a in dossier.articles
    )
    story = dossier.stories[0]
    difference = story.differences[0]
    sides = tuple(Side(HOSTILE, s.evidence) for s in difference.sides)
    claims = tuple(replace(c, statement=HOSTILE, because=HOSTILE) for c in story.claims)
    told = replace(difference, why=HOSTILE, about=HOSTILE, sides=sides)
    silent = tuple(replace(s, shared=(HOSTILE,)) for s in story.omissions[0].silent)
    left_out = (replace(story.omissions[0], why=HOSTILE, silent=silent),)
    story = replace(story, title=HOSTILE, claims=claims, differences=(told,), omissions=left_out)
    entities = tuple(replace(e, name=HOSTILE) for e in dossier.entities)
    return replace(dossier, articles=articles, stories=(story,), entities=entities)


def test_hostile_words_stay_words(dossier: Dossier) -> None:
    bad = _hostile(dossier)
    seen = _seen(html.render(bad, bad.stories[0], [(HOSTILE, "story-2.html")]))
    assert not {"script", "img"} & {tag for tag, _ in seen.tags}
    assert not [a for _, a in seen.tags if any(k.startswith("on") for k in a)]
    assert not [a for _, a in seen.tags if str(a.get("href", "")).lower().startswith("javascript:")]
    assert "49" not in html.render(bad, bad.stories[0]).split("<h1>")[1].split("</h1>")[0]


def test_hostile_words_are_no_markup_in_markdown(dossier: Dossier) -> None:
    bad = _hostile(dossier)
    text = markdown.render(bad, bad.stories[0])
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(", text)


def test_the_same_dossier_gives_the_same_page_whatever_the_order(dossier: Dossier) -> None:
    turned = replace(dossier, articles=dossier.articles[::-1])
    assert html.render(dossier, dossier.stories[0]) == html.render(turned, turned.stories[0])


def test_filled_dots_are_origins_and_hollow_ones_repeat(dossier: Dossier) -> None:
    page = story_page(dossier, dossier.stories[0])
    assert [(c.filled, c.hollow, c.line) for c in page.agreed] == [
        (2, 1, "2 origins, 3 reports"),
        (1, 1, "1 origin, 2 reports"),
    ]


def test_figures_are_drawn_as_ranges_on_one_axis(dossier: Dossier) -> None:
    plot = story_page(dossier, dossier.stories[0]).differs[0].plot
    assert plot is not None
    more, about = plot.bars
    assert (more.open_right, about.open_right) == (True, False)
    assert more.left < about.left == about.right
    assert [label for _, label in plot.ticks] == ["20", "25"]


def test_copies_and_interviews_are_in_the_picture_of_descent(dossier: Dossier) -> None:
    stemma = story_page(dossier, dossier.stories[0]).stemma
    assert stemma is not None
    assert [n.label for n in stemma.origins] == ["Vale Radio interview"]
    assert [c.label for c in stemma.copies] == ["60%"]
    assert "C copies A: 60% (partly; same text)" in stemma.lines


def test_wordings_are_compared_word_by_word() -> None:
    assert differing("We lost all the seed", "We lost the seed") == [
        Piece("We lost "),
        Piece("all ", marked=True),
        Piece("the seed"),
    ]
    assert differing("Same words", "same  words") == [Piece("Same words")] or all(
        not p.marked for p in differing("Same words", "same  words")
    )


def test_a_story_of_one_report_and_no_claims_has_a_page(dossier: Dossier) -> None:
    bare = replace(
        dossier.stories[0], title=None, articles=("a3",), claims=(), differences=(), timeline=(), derivations=()
    )
    from variorum.model import Brief

    bare = replace(bare, brief=Brief())
    page = html.render(replace(dossier, stories=(bare,)), bare)
    assert "A story without a headline" in page
    assert "No statement was found in more than one report" in page
