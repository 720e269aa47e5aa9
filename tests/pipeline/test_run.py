"""Properties of the whole run: order, copies, renamed outlets, several stories at once."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from variorum.model import Article, Claim, Dossier, Span, Story
from variorum.pipeline import collate_articles, collate_paths, read_articles
from variorum.present.contract import encode
from variorum.present.verify import problems


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Six of the sample's articles: enough for copies, an interview and a figure that differs."""
    found = [a for a in read_articles([str(files("variorum.sample") / "pages")]) if isinstance(a, Article)]
    return sorted(found, key=lambda a: a.source)[1:7]


@pytest.fixture(scope="module")
def dossier(articles: list[Article]) -> Dossier:
    return collate_articles(articles)


def _largest(dossier: Dossier) -> Story:
    return max(dossier.stories, key=lambda s: len(s.articles))


def test_every_span_holds(dossier: Dossier) -> None:
    assert list(problems(dossier)) == []


def test_the_order_of_input_changes_nothing(articles: list[Article], dossier: Dossier) -> None:
    assert encode(collate_articles(articles[::-1])) == encode(dossier)


def test_reading_an_article_twice_changes_nothing(articles: list[Article], dossier: Dossier) -> None:
    assert encode(collate_articles([*articles, articles[2], articles[0]])) == encode(dossier)


def test_an_exact_copy_never_raises_the_number_of_origins(articles: list[Article], dossier: Dossier) -> None:
    copy = replace(articles[1], id="copied", source="copied.html", outlet="The Copying Outlet", url=None)
    more = _largest(collate_articles([*articles, copy]))

    def rests_on(claim: Claim) -> frozenset[tuple[str, tuple[Span, ...], str]]:
        return frozenset((e.article, e.spans, e.stance) for e in claim.evidence if e.article != "copied")

    before = {rests_on(c): c.independent for c in _largest(dossier).claims}
    matched = 0
    for claim in more.claims:
        if (key := rests_on(claim)) in before:
            matched += 1
            assert claim.independent <= before[key]
    assert matched > len(before) // 2


def test_renaming_every_outlet_changes_no_grouping(articles: list[Article], dossier: Dossier) -> None:
    renamed = [replace(a, outlet=f"Outlet {i}") for i, a in enumerate(articles)]
    after = _largest(collate_articles(renamed))
    shape = sorted(tuple(sorted(len(g.members) for g in c.groups)) for c in _largest(dossier).claims)
    assert sorted(tuple(sorted(len(g.members) for g in c.groups)) for c in after.claims) == shape


def test_groups_are_a_partition_and_unknown_never_counts(dossier: Dossier) -> None:
    for claim in _largest(dossier).claims:
        assert sorted(m for g in claim.groups for m in g.members) == list(range(len(claim.evidence)))
        known = sum(g.basis != "unknown" for g in claim.groups)
        assert claim.independent == max(1, known)


def test_one_entity_of_two_stories_keeps_the_forms_of_both() -> None:
    texts = {
        "a": "The tram of Kessel left the rails on Monday, mayor Jonas Alder said. Alder will visit the depot.",
        "b": "Frost ruined the orchards of Tarnow, and J. Alder of Kessel bought what was left, growers told the Post.",
    }
    dossier = collate_articles([Article(i, f"{i}.txt", text) for i, text in texts.items()])
    assert len({e.id for e in dossier.entities}) == len(dossier.entities)
    named = {m.entity for a in dossier.articles for m in a.mentions if m.entity}
    assert named <= {e.id for e in dossier.entities}


def test_an_edited_page_is_a_version_and_no_second_source(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Lock shut</title><link rel="canonical" href="https://sund.example/lock">'
        '<meta property="article:published_time" content="2024-05-01T08:00:00Z">'
        '<meta property="article:modified_time" content="2024-05-0{n}T10:00:00Z"></head>'
        "<body><article><h1>Lock shut</h1>"
        "<p>The lock of Sund was shut on Friday because of a crack in its gate, the council of Sund said in a note.</p>"
        "<p>It will stay shut for {n} weeks, mayor Ann Roe told reporters at the gate, and barges must wait.</p>"
        "</article></body></html>"
    )
    for n in (2, 3):
        (tmp_path / f"{n}.html").write_text(page.format(n=n), encoding="utf-8")
    dossier = collate_paths([tmp_path])
    assert [Path(a.source).name for a in dossier.articles] == ["3.html"]
    assert dossier.articles[0].version_of
    assert [(Path(r.source).name, r.reason) for r in dossier.rejections] == [("2.html", "older_version")]
    assert dossier.run.status == "ok"
