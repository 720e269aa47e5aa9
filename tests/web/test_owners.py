"""Whose outlets are: two of one owner are one origin, and the pages say what they are and whose."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from variorum.ingest import Limits, Reading
from variorum.ingest.registry import KnownOutlet, Registry
from variorum.model.support import reports
from variorum.pipeline import add
from variorum.store import open_archive, stories
from variorum.web.app import create_app

OUTLETS = Registry(
    [
        KnownOutlet("Ommel Courier", ("courier.example",), (), "newspaper", "Elm Media"),
        KnownOutlet("Ommel Radio", ("radio.example",), (), "broadcaster", "Elm Media"),
    ]
)
REPORTS = {
    "courier": "Divers found a crack in the lower gate of the Ommel lock on Friday, and the lock was closed. "
    "Barges wait in the basin until the harbour office has a date.",
    "radio": "The Ommel lock was closed on Friday after divers found a crack in its lower gate. "
    "Listeners told of a loud bang in the night, and many came to look.",
}


def test_two_outlets_of_one_owner_are_one_origin_and_the_pages_say_so(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        head = f'<title>Lock in Ommel closed</title><link rel="canonical" href="https://{name}.example/lock">'
        body = "".join(f"<p>{part}.</p>" for part in text.rstrip(".").split(". "))
        page = f"<html><head>{head}</head><body><article><h1>Lock in Ommel closed</h1>{body}</article></body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    archive = open_archive(tmp_path / "archive")
    add(archive, sorted(tmp_path.glob("*.html")), "2031-05-02T10:00:00Z", reading=Reading(Limits(), {}, OUTLETS))
    dossier = stories.dossier(archive, 1)
    archive.close()
    assert dossier
    shared = [c for c in dossier.stories[0].claims if len(reports(c)) == 2]
    assert shared
    assert {(c.independent, g.basis, g.origin) for c in shared for g in c.groups} == {(1, "same_owner", "Elm Media")}
    with TestClient(create_app(tmp_path / "archive")) as client:
        story = client.get("/story/1").text
        assert "broadcaster, owned by Elm Media" in story
        assert "A and B: outlets of one owner, Elm Media, counted once" in story
        assert "Newspaper, owned by Elm Media. 1 report in the archive" in client.get("/outlet?name=Ommel Courier").text
        assert client.get("/api/outlets/Ommel Courier").json()["owner"] == "Elm Media"
