"""What an outlet prints on page after page is furniture; what one story repeats is not."""

from __future__ import annotations

from itertools import permutations

from variorum.ingest import without_repeated
from variorum.ingest.draft import Draft, Paragraph, assemble
from variorum.model import Article, Page

PITCH = "The Port Elm Courier was founded by nine printers in 1887 and belongs to the people who write it."
TOPICS = (
    "Divers found the wreck of a trawler north of the island, and museum curators hope to raise its bronze bell.",
    "Farmers marched through the capital against fertiliser prices while ministers debated subsidies in private.",
    "A goalkeeper of seventeen years kept the visiting champions from scoring, to the delight of wet supporters.",
    "Astronomers measured methane above the frozen lake of a distant moon with their newly repaired telescope.",
)


def _article(name: str, *paragraphs: str, outlet: str | None = "Port Elm Courier", url: str | None = None) -> Article:
    page = Page(name, f"{name}.html", name.encode(), url=url)
    return assemble(Draft([Paragraph(p) for p in paragraphs], name, outlet), page)


def _texts(articles: list[Article]) -> list[str]:
    return [article.text for article in without_repeated(articles)]


def test_a_paragraph_on_many_pages_goes_and_offsets_follow() -> None:
    pages = [_article(str(i), topic, PITCH, f"Read by {i} people.") for i, topic in enumerate(TOPICS)]
    for before, after in zip(pages, without_repeated(pages), strict=True):
        assert PITCH in before.text
        assert PITCH not in after.text
        assert after.id == before.id
        assert [after.text[b.start : b.end] for b in after.blocks] == after.text.split("\n\n")


def test_two_pages_are_not_many() -> None:
    pages = [_article(str(i), topic, PITCH) for i, topic in enumerate(TOPICS[:2])]
    assert _texts(pages) == [p.text for p in pages]


def test_other_outlets_do_not_count() -> None:
    pages = [_article(str(i), topic, PITCH, outlet=f"Paper {i}") for i, topic in enumerate(TOPICS)]
    assert _texts(pages) == [p.text for p in pages]


def test_nor_does_one_page_seen_several_times() -> None:
    pages = [_article(str(i), topic, PITCH, url="http://courier.example/1") for i, topic in enumerate(TOPICS)]
    assert _texts(pages) == [p.text for p in pages]


def test_the_background_of_one_story_stays() -> None:
    background = (
        "The bridge, which carries nine thousand cars a day, was closed in March after inspectors found cracks."
    )
    base = "The council of Port Elm discussed the closed bridge and its repair with engineers and the mayor on {}."
    pages = [_article(str(i), base.format(d), background) for i, d in enumerate(("Monday", "Tuesday", "Friday"))]
    assert _texts(pages) == [p.text for p in pages]


def test_its_pitch_does_not() -> None:
    pitch = "Sign up for our daily newsletter and get the best of the Courier in your inbox every morning."
    base = "The council of Port Elm discussed the closed bridge and its repair with engineers and the mayor on {}."
    pages = [_article(str(i), base.format(d), pitch) for i, d in enumerate(("Monday", "Tuesday", "Friday"))]
    assert all(pitch not in text for text in _texts(pages))


def test_nothing_is_left_without_text() -> None:
    pages = [_article(str(i), PITCH) for i in range(4)]
    assert all(text == PITCH for text in _texts(pages))


def test_the_order_changes_nothing() -> None:
    pages = [_article(str(i), topic, PITCH) for i, topic in enumerate(TOPICS)]
    results = {tuple(sorted(_texts(list(order)))) for order in permutations(pages)}
    assert len(results) == 1
