"""What comes into the archive is compared with the earlier reports of its outlet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.pipeline import add
from variorum.store import Archive, open_archive, pages

PITCH = "The Port Elm Courier was founded by nine printers in 1887 and belongs to the people who write it."
TOPICS = (
    "Divers found the wreck of a trawler north of the island, and museum curators hope to raise its bronze bell.",
    "Farmers marched through the capital against fertiliser prices while ministers debated subsidies in private.",
    "A goalkeeper of seventeen years kept the visiting champions from scoring, to the delight of wet supporters.",
    "Astronomers measured methane above the frozen lake of a distant moon with their newly repaired telescope.",
    "Bakers in the old town will sell bread by weight again, as their guild did three hundred years before.",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_archive(tmp_path / "a.archive")
    yield opened
    opened.close()


def _page(folder: Path, name: str, *paragraphs: str) -> Path:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    head = f'<title>{name} - Port Elm Courier</title><meta property="og:site_name" content="Port Elm Courier">'
    path = folder / f"{name}.html"
    path.write_text(f"<html><head>{head}</head><body><article><h1>{name}</h1>{body}</article></body></html>", "utf-8")
    return path


def _texts(archive: Archive) -> list[str]:
    return [a.text for a in reversed(pages.newest_of_outlet(archive, "Port Elm Courier", 10))]


def test_furniture_goes_once_three_pages_have_it(archive: Archive, tmp_path: Path) -> None:
    for n, topic in enumerate(TOPICS):
        add(archive, [_page(tmp_path, f"Report {n}", topic, PITCH)], "2031-05-03T10:00:00Z")
    assert [PITCH in text for text in _texts(archive)] == [True, True, False, False, False]


def test_an_edited_report_without_an_address_is_a_version(archive: Archive, tmp_path: Path) -> None:
    first = _page(tmp_path, "Wreck found", *TOPICS[:3])
    add(archive, [first], "2031-05-03T10:00:00Z")
    second = _page(tmp_path, "Wreck found off island", *TOPICS[:3], TOPICS[4])
    add(archive, [second], "2031-05-03T11:00:00Z")
    newest = pages.newest_of_outlet(archive, "Port Elm Courier", 1)[0]
    assert [len(a.text) for a in pages.versions(archive, newest.id)] == sorted(len(t) for t in _texts(archive))
    assert len(pages.versions(archive, newest.id)) == 2
