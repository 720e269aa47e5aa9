"""What must hold of a whole run over several stories, whatever is drawn: order, copies, outlets' names, files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.model import Annotated, Article, Claim, Dossier, Published
from variorum.pipeline import collate_articles, collate_paths, run
from variorum.pipeline.run import Progress, annotate_articles, silent

PAGES = [
    (
        "Tarn Herald",
        "2031-05-06",
        "Ferry sinks off Tarn",
        "TARN, Norland (Coast Wire) — The ferry Heron sank off Tarn on Monday and 14 people drowned, police said. "
        "The ship had left the northern pier with 60 passengers shortly before a storm reached the coast. "
        "All ships were called back to their harbours in the night, and the lifeboats of three towns went out.\n"
        "“We had warned the company about the pumps since March,” harbour master Ilse Marrow told the Bay Post. "
        "Divers will look for the wreck on Wednesday, and the harbour of Tarn stays closed until the storm is over.",
    ),
    (
        "Orsk Times",
        "2031-05-06",
        "Fourteen dead as ferry goes down",
        "TARN, Norland (Coast Wire) — The ferry Heron sank off Tarn on Monday and 14 people drowned, police said. "
        "The ship had left the northern pier with 60 passengers shortly before a storm reached the coast. "
        "All ships were called back to their harbours in the night, and the lifeboats of three towns went out.\n"
        "The company that owns the ferry said that its pumps were new and that it would help the families.",
    ),
    (
        "Bay Post",
        "2031-05-07",
        "Harbour master had warned of Heron’s pumps",
        "Harbour master Ilse Marrow says that she warned the owners of the ferry Heron, which sank off Tarn on Monday. "
        "“We had warned the company about the pumps since March,” Marrow said in an interview in her office. "
        "A police spokesman said that 14 people had drowned when the Heron went down in the storm.\n"
        "The ferry’s owner, the Calder Line, said the pumps were new. Inspectors had found holes in its hull in March.",
    ),
    (
        "Norland Today",
        "2031-05-07",
        "Storm kills 14 on ferry",
        "Fourteen people drowned when the ferry Heron sank in a storm off Tarn on Monday. Officials called it old. "
        "The harbour of Tarn is closed, and divers want to look for the wreck of the Heron on Wednesday. "
        "Inspectors had found holes in the hull of the Heron in March, the Bay Post reported.",
    ),
    (
        "Orsk Times",
        "2031-06-11",
        "Orsk council votes to sell the mill",
        "The town council of Orsk voted on Tuesday to sell the paper mill to brewer Jonas Alder for 3 million crowns. "
        "Mayor Petra Lund said the town could not pay for the roof of the mill any longer. "
        "“Nobody has come to this mill in twenty years,” Lund told reporters after the vote of the council.",
    ),
    (
        "Norland Today",
        "2031-06-12",
        "Brewer buys paper mill of Orsk",
        "Brewer Jonas Alder will buy the paper mill of Orsk for 3 million crowns after the council voted to sell it. "
        "Nobody has come to this mill in twenty years, Mayor Petra Lund said after the vote on Tuesday. "
        "Opponents of the sale, who wanted a museum in the mill, left the council before the vote.",
    ),
    (
        "Tarn Herald",
        "2031-06-12",
        "Mill to become a brewery",
        "Orsk sells its paper mill: the council voted to sell it to Jonas Alder on Tuesday, for 3 million crowns. "
        "The roof of the mill is broken, and the town cannot pay for it, Mayor Petra Lund said.",
    ),
]
STORIES = (4, 3)
"""How many pages each story has."""

Shape = frozenset[tuple[str, int, frozenset[tuple[str, frozenset[str]]]]]


def _articles() -> list[Article]:
    return [
        Article(f"{n}", f"{n}.html", text, title=title, outlet=outlet, published=Published(day, day, day, "stated"))
        for n, (outlet, day, title, text) in enumerate(PAGES)
    ]


@lru_cache(maxsize=512)
def _annotated(text: str, title: str, outlet: str) -> Annotated:
    (item,) = annotate_articles([Article("x", "x", text, title=title, outlet=outlet)])
    return item


def _once(articles: Sequence[Article], progress: Progress = silent) -> Iterator[Annotated]:
    for article in articles:
        layers = _annotated(article.text, article.title or "", article.outlet or "").layers
        yield Annotated(article, layers)


@pytest.fixture(autouse=True, scope="module")
def _parsed_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "annotate_articles", _once)
        yield


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = collate_articles(_articles())
    assert sorted((len(s.articles) for s in found.stories), reverse=True) == list(STORIES)
    return found


def _claims(dossier: Dossier) -> list[Claim]:
    return [c for s in dossier.stories for c in s.claims]


def _shape(dossier: Dossier) -> Shape:
    """Claims and their groups by the words of their evidence: what is left when names and files do not matter."""
    return frozenset(
        (
            c.statement,
            c.independent,
            frozenset((g.basis, frozenset(c.evidence[m].exact for m in g.members)) for g in c.groups),
        )
        for c in _claims(dossier)
    )


def test_groups_of_each_story_are_a_partition(dossier: Dossier) -> None:
    shared = [c for c in _claims(dossier) if len({e.article for e in c.evidence}) > 1]
    assert len(shared) >= len(STORIES) * 2
    assert {g.basis for c in shared for g in c.groups} >= {"sole", "same_upstream", "unknown"}
    for claim in _claims(dossier):
        assert sorted(m for g in claim.groups for m in g.members) == list(range(len(claim.evidence)))
        assert claim.independent == max(1, sum(g.basis != "unknown" for g in claim.groups))


@settings(max_examples=4)
@given(st.permutations(range(len(PAGES))))
def test_order_changes_nothing(dossier: Dossier, order: list[int]) -> None:
    articles = _articles()
    assert collate_articles([articles[i] for i in order]) == dossier


COPIES = st.tuples(
    st.integers(0, len(PAGES) - 1),
    st.sampled_from(["The Q Copier", "Bay Post", "Reuters"]),
    st.sampled_from([None, "https://baypost.example/1", "https://copier.example/1"]),
    st.sampled_from(["2031-05-01", "2031-06-30", None]),
)


@settings(max_examples=8)
@given(st.lists(COPIES, min_size=1, max_size=4))
def test_exact_copies_in_any_story_raise_no_number(
    dossier: Dossier, copied: list[tuple[int, str, str | None, str | None]]
) -> None:
    articles = _articles()
    copies = [
        replace(articles[at], id=f"copy-{n}", source=f"{n}.html", outlet=outlet, url=url, published=Published(day))
        for n, (at, outlet, url, day) in enumerate(copied)
    ]
    grown = collate_articles([*articles, *copies])
    before = {c.statement: c.independent for c in _claims(dossier)}
    after = {c.statement: c.independent for c in _claims(grown)}
    assert after.keys() == before.keys()
    assert not {statement for statement, count in after.items() if count > before[statement]}
    assert {c.id for c in copies} <= {e.article for c in _claims(grown) for e in c.evidence}
    for claim in _claims(grown):
        assert sorted(m for g in claim.groups for m in g.members) == list(range(len(claim.evidence)))


@settings(max_examples=4)
@given(st.permutations(["Alba Post", "Bay Post", "The Associated Press", "Zz"]))
def test_renamed_outlets_change_no_grouping(dossier: Dossier, names: list[str]) -> None:
    new = dict(zip(sorted({outlet for outlet, *_ in PAGES}), names, strict=True))
    renamed = collate_articles([replace(a, outlet=new[a.outlet or ""]) for a in _articles()])
    assert _groups(renamed) == _groups(dossier)


def _groups(dossier: Dossier) -> dict[str, list[tuple[tuple[int, ...], str]]]:
    return {c.id: [(g.members, g.basis) for g in c.groups] for c in _claims(dossier)}


@settings(max_examples=3)
@given(st.lists(st.integers(0, 2), min_size=len(PAGES), max_size=len(PAGES)))
def test_how_pages_are_split_over_files_changes_nothing(whole: Dossier, files: list[int]) -> None:
    assert _shape(_read(files)) == _shape(whole)


@pytest.fixture(scope="module")
def whole() -> Dossier:
    return _read([0] * len(PAGES))


def _read(files: Sequence[int]) -> Dossier:
    """The dossier of the pages written as rows to these files."""
    with TemporaryDirectory() as folder:
        for number in sorted(set(files)):
            rows = [
                {"id": f"row-{n}", "outlet": outlet, "date": day, "title": title, "text": text}
                for n, (outlet, day, title, text) in enumerate(PAGES)
                if files[n] == number
            ]
            lines = "".join(f"{json.dumps(row)}\n" for row in rows)
            (Path(folder) / f"{number}.jsonl").write_text(lines, encoding="utf-8")
        return collate_paths([folder])
