"""Where an article of the archive belongs, and what leaves its story for it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from variorum.ingest import Reading
from variorum.model import Article, Page, Published
from variorum.pipeline.placing import home_for
from variorum.store import Archive, moves, open_archive, pages, stories

WATER = (
    "At least 140 people have fallen ill in Sarn after sewage leaked into the Elm Reservoir, the health board said. "
    "Kestrel Water apologised for the broken pump, and the mayor of Sarn, Ilse Tolan, called the delay a disgrace.",
    "Kestrel Water knew of the broken pump at the Elm Reservoir on Sunday, the mayor of Sarn, Ilse Tolan, said. "
    "The health board counted 152 people who fell ill after sewage leaked into the water.",
    "The head of Kestrel Water left after sewage from a broken pump leaked into the Elm Reservoir and 160 people in "
    "Sarn fell ill. The mayor, Ilse Tolan, welcomed it, and the health board went on counting.",
)
CUP = (
    "Orvane Rovers beat Brill Town 3-1 at Lowmoor Park on Saturday to win the Northern Cup. Pia Lind scored twice and "
    "Kaspar Wenn added a late third goal, while the Brill manager, Berit Sande, blamed the referee.",
    "Two goals by Pia Lind and one by Kaspar Wenn gave Orvane Rovers the Northern Cup against Brill Town at Lowmoor "
    "Park on Saturday. Berit Sande, the Brill manager, said the referee had missed a penalty.",
)
ROUND_UP = (
    "Sarn: Kestrel Water said the broken pump at the Elm Reservoir was replaced; 152 fell ill, the health board said. "
    "Football: Orvane Rovers meet Brill Town in the Northern Cup final at Lowmoor Park on Saturday."
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "a.archive")
    yield opened
    opened.db.close()


def put(archive: Archive, id: str, text: str, day: str = "2031-05-06", url: str | None = None) -> int:
    """Adds an article and gives its story."""
    article = Article(id, id, text, url=url, published=Published(day, day, day, "stated"))
    pages.put_page(archive, Page(id, id, b"x"), article)
    ((number, found),) = pages.unplaced(archive)
    home = home_for(archive, found)
    stories.place(archive, number, found, home.story, home.why, home.bridged, taken=home.taken)
    story = stories.story_of(archive, id)
    assert story is not None
    return story


def test_a_round_up_keeps_two_stories_apart(archive: Archive) -> None:
    water = put(archive, "w0", WATER[0])
    put(archive, "w1", WATER[1])
    put(archive, "both", ROUND_UP)
    put(archive, "w2", WATER[2])
    cup = put(archive, "c0", CUP[0], "2031-05-07")
    assert put(archive, "c1", CUP[1], "2031-05-07") == cup != water
    assert {stories.story_of(archive, id) for id in ("w0", "w1", "w2")} == {water}


def test_what_came_into_the_wrong_story_leaves_it_with_its_versions(archive: Archive) -> None:
    for n, text in enumerate(WATER):
        put(archive, f"w{n}", text)
    first = put(archive, "c0", CUP[0], url="https://herald.example/cup")
    with archive.writing() as db:
        db.execute("UPDATE articles SET story = 1")
    again = Article("c9", "c9", f"{CUP[0]} It was corrected.", url="https://herald.example/cup")
    pages.put_page(archive, Page("c9", "c9", b"y"), again)
    with archive.writing() as db:
        db.execute("UPDATE articles SET story = 1")
    cup = put(archive, "c1", CUP[1])
    assert cup not in (1, first)
    assert [stories.story_of(archive, id) for id in ("w0", "c0", "c9")] == [1, cup, cup]
    counts = dict(archive.db.execute("SELECT number, articles FROM stories"))
    assert (counts[1], counts[cup]) == (3, 3)


def test_what_a_reader_put_together_stays_so(archive: Archive) -> None:
    water, cup = put(archive, "w0", WATER[0]), put(archive, "c0", CUP[0])
    assert water != cup
    moves.merge_stories(archive, water, cup, "ida", "2031-05-08")
    assert put(archive, "c1", CUP[1]) == water
    assert stories.story_of(archive, "c0") == water


def test_strangers_that_the_index_proposes_part_no_story(archive: Archive) -> None:
    """Among articles of random words the sample's reports are one story over three days, as they are alone."""
    chance = random.Random(7)
    table = (files("variorum.language") / "tables" / "wordpiece.txt").read_text(encoding="utf-8").split()
    words = sorted(word for word in table if word.isascii() and word.isalpha() and len(word) > 2)
    chance.shuffle(words)
    for n in range(200):
        drawn = " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(180))
        stranger = Article(f"x{n}", f"x{n}", drawn, published=Published("2031-05-01"))
        pages.put_page(archive, Page(stranger.id, stranger.id, b"x"), stranger)
        ((number, _),) = pages.unplaced(archive)
        stories.place(archive, number, stranger, None)
    read = Reading().articles([str(files("variorum.sample") / "pages")])
    sample = [made for made in read if isinstance(made, Article)]
    for article in sample:
        pages.put_page(archive, Page(article.id, article.id, b"x"), article)
        ((number, found),) = pages.unplaced(archive)
        home = home_for(archive, found)
        stories.place(archive, number, found, home.story, home.why, home.bridged, taken=home.taken)
    homes = [stories.story_of(archive, article.id) for article in sample]
    assert sorted(homes.count(home) for home in set(homes)) == [1, 11]
