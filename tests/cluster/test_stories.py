"""Stories: look-alikes apart, the same answer in any order and as articles arrive, and floors on public sets."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from variorum.cluster.linkage import average_groups
from variorum.cluster.stories import StoryStream, group_stories
from variorum.model.records import Article, Page, Published
from variorum.scoring.clusters import b_cubed


def told(name: str) -> dict[str, tuple[str, Article]]:
    """Article id to its story's name and itself."""
    found: dict[str, tuple[str, Article]] = {}
    blocks = (Path(__file__).parent / "specs" / name).read_text(encoding="utf-8").split("\n=== ")[1:]
    for block in blocks:
        story, *parts = block.split("\n--- ")
        for part in parts:
            head, text = part.split("\n", 1)
            title, day = (field.strip() for field in head.split("|"))
            key = f"{len(found):02}"
            article = Article(key, key, text.strip(), title, f"Outlet {key}", published=Published(value=day))
            found[key] = (story.strip(), article)
    return found


TOLD = told("stories.txt")
ARTICLES = [article for _, article in TOLD.values()]
WANTED = {key: name for key, (name, _) in TOLD.items()}


def stream(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    stories = StoryStream()
    for article in articles:
        stories.add(article)
    return stories.stories()


@pytest.mark.parametrize("group", [group_stories, stream])
def test_look_alikes_stay_apart(group: type) -> None:
    assert b_cubed(WANTED, group(ARTICLES)).f1 == 1.0


def test_without_days_only_look_alikes_may_meet() -> None:
    groups = group_stories([replace(a, published=Published()) for a in ARTICLES])
    assert b_cubed(WANTED, groups).recall == 1.0
    assert {("05", "06"), ("07",)} <= set(groups)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(rng: random.Random) -> None:
    shuffled = list(ARTICLES)
    rng.shuffle(shuffled)
    assert group_stories(shuffled) == group_stories(ARTICLES)
    assert stream(shuffled) == group_stories(ARTICLES)


def test_an_exact_copy_joins_and_glues_nothing() -> None:
    copies = [replace(article, id=f"{article.id}-copy") for article in ARTICLES]
    wanted = WANTED | {f"{key}-copy": name for key, name in WANTED.items()}
    assert b_cubed(wanted, group_stories([*ARTICLES, *copies])).f1 == 1.0


def test_renaming_outlets_changes_nothing() -> None:
    assert group_stories([replace(a, outlet="One") for a in ARTICLES]) == group_stories(ARTICLES)


def test_a_membership_says_why() -> None:
    stories = StoryStream()
    first, second = (stories.add(article) for article in ARTICLES[:2])
    assert (first.how, first.nearest, second.how, second.nearest) == ("starts", None, "joins", "00")
    assert second.story == first.story == "00"
    assert {"Tellin", "Quist"} <= set(second.names)
    assert second.days == 0
    assert second.likeness > 0.5
    assert stories.add(ARTICLES[1]).story == "00"


@pytest.mark.parametrize("text", ["", " ", "one", "a " * 50, "é" * 3000, "\ud800", "港口" * 20])
def test_odd_texts_stand_alone(text: str) -> None:
    odd = Article("odd", "", text)
    assert ("odd",) in group_stories([*ARTICLES, odd])
    assert StoryStream().add(odd).how == "starts"


def test_nothing_makes_no_story() -> None:
    assert group_stories([]) == ()


@pytest.mark.parametrize(
    ("edges", "groups"),
    [
        ([], [[0], [1], [2], [3]]),
        ([(0, 1, 0.9)], [[0, 1], [2], [3]]),
        # one article that resembles two pairs glues neither
        ([(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.6)], [[0, 1], [2, 3]]),
        ([(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.9), (0, 2, 0.5), (1, 3, 0.5), (0, 3, 0.4)], [[0, 1, 2, 3]]),
    ],
)
def test_average_linkage(edges: list[tuple[int, int, float]], groups: list[list[int]]) -> None:
    assert average_groups(4, edges, 0.4) == groups
    assert average_groups(4, reversed(edges), 0.4) == groups


def read(shared: Path, name: str) -> tuple[list[Article], dict[str, str]]:
    with gzip.open(shared / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row.get("split") != "train" or name != "allsides"]
    articles = [
        Article(r["id"], r["id"], r["text"], r["title"], r["outlet"], r["url"], published=Published(value=r["date"]))
        for r in rows
    ]
    return articles, {r["id"]: r["story"] for r in rows}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("basil", 0.98), ("allsides", 0.945), ("ecbplus", 0.90)])
def test_public_sets(shared: Path, name: str, floor: float) -> None:
    articles, gold = read(shared, name)
    assert b_cubed(gold, group_stories(articles)).f1 >= floor


@pytest.mark.shared
def test_a_stream_gives_the_same_kind_of_answer(shared: Path) -> None:
    articles, gold = read(shared, "basil")
    articles = articles[:90]
    gold = {a.id: gold[a.id] for a in articles}
    random.Random(1).shuffle(articles)
    assert abs(b_cubed(gold, stream(articles)).f1 - b_cubed(gold, group_stories(articles)).f1) <= 0.015


@pytest.mark.shared
def test_the_sample_pages_are_one_story_and_no_copies(shared: Path) -> None:
    from variorum.cluster.copies import find_copies

    pages = [Article(p.name, p.name, p.read_text(encoding="utf-8")) for p in sorted((shared / "seeds").glob("*.txt"))]
    other = ARTICLES[-1]
    assert group_stories([*pages, other]) == tuple(sorted([tuple(p.id for p in pages), (other.id,)]))
    assert all(d.degree != "wholly" for d in find_copies(pages))


DEVELOPING = told("developing.txt")


@pytest.mark.parametrize("group", [group_stories, stream])
def test_a_gap_of_days_parts_no_reports_of_one_happening(group: type) -> None:
    wanted = {key: name for key, (name, _) in DEVELOPING.items()}
    assert b_cubed(wanted, group([article for _, article in DEVELOPING.values()])).f1 == 1.0


@pytest.mark.parametrize("name", sorted({name for name, _ in DEVELOPING.values()}))
def test_a_folder_of_one_story_is_one_story(name: str) -> None:
    assert len(group_stories([article for of, article in DEVELOPING.values() if of == name])) == 1


def test_the_shipped_story_is_one_and_the_other_page_apart() -> None:
    from variorum.ingest.reading import extract

    with as_file(files("variorum.sample") / "pages") as folder:
        pages = [Page(path.name, path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    articles = [article for article in map(extract, pages) if isinstance(article, Article)]
    assert sorted(len(group) for group in group_stories(articles)) == [1, 11]
