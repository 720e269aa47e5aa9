"""Decisions from the page, end to end: they change the story, outlast another run, and are taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from variorum.pipeline import add
from variorum.store import open_archive

AT = "2031-05-03T10:00:00+00:00"


def story_of(client: TestClient, number: int) -> dict[str, Any]:
    story: dict[str, Any] = client.get(f"/api/stories/{number}").json()
    return story


def names_of(client: TestClient, number: int) -> dict[str, set[str]]:
    return {e["name"]: set(e["aliases"]) for e in story_of(client, number)["entities"]}


def run_again(copy: Path, folder: Path) -> None:
    """Another page comes, of the same story, and all of it is collated anew."""
    folder.mkdir()
    text = "Refinery in Port Calder\n\nA public inquiry will look into the explosion at the Orrin Point refinery.\n"
    (folder / "more.txt").write_text(text, encoding="utf-8")
    archive = open_archive(copy)
    archive.db.execute("UPDATE stories SET stale = 1")
    add(archive, [folder], AT)
    archive.close()


def noted(answer: Any) -> int:
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rsplit("noted=", 1)[1])


def test_a_name_is_renamed_merged_and_split_from_the_page(
    client: TestClient, desk: Any, copy: Path, tmp_path: Path
) -> None:
    before = names_of(client, 1)
    name, form = next(
        (n, f) for n, forms in sorted(before.items()) for f in sorted(forms) if " " in n and f.lower() != n.lower()
    )
    other = next(n for n in sorted(before) if " " in n and n != name)
    numbers = [
        noted(desk.send("/decisions/names", action="rename_entity", subject=other, object="Somebody Else", back="/")),
        noted(desk.send("/decisions/names", action="split_entities", subject=name, object=form, back="/")),
    ]
    for again in (False, True):
        if again:
            run_again(copy, tmp_path / "more")
        after = names_of(client, 1)
        assert "Somebody Else" in after
        assert form not in after.get(name, set())
    for number in numbers:
        assert desk.send(f"/decisions/{number}/undo").status_code == 303
    assert set(before) <= set(names_of(client, 1))
    page = client.get("/decisions").text
    assert page.count("taken back by jo") == 2


def test_two_names_become_one_and_two_again(client: TestClient, desk: Any) -> None:
    before = names_of(client, 1)
    one, other = client.get("/api/people").json()[0]["name"], client.get("/api/people").json()[1]["name"]
    number = noted(desk.send("/decisions/names", action="merge_entities", subject=one, object=other))
    after = names_of(client, 1)
    assert any({one, other} <= forms | {name} for name, forms in after.items())
    desk.send(f"/decisions/{number}/undo")
    assert names_of(client, 1) == before


def shared_claim(client: TestClient) -> dict[str, Any]:
    """A claim that three reports state in three ways."""
    claims = story_of(client, 1)["stories"][0]["claims"]
    return next(c for c in claims if len({e["exact"] for e in c["evidence"]}) > 2)


def places(claim: dict[str, Any]) -> list[str]:
    return [f"{e['article']}:{e['spans'][0]['start']}-{e['spans'][-1]['end']}" for e in claim["evidence"]]


def together(client: TestClient, one: str, other: str) -> bool:
    return any({one, other} <= set(places(c)) for c in story_of(client, 1)["stories"][0]["claims"])


def test_a_passage_is_parted_from_a_statement(client: TestClient, desk: Any, copy: Path, tmp_path: Path) -> None:
    claim = shared_claim(client)
    every = places(claim)
    page = client.get("/story/1").text
    assert all(f'value="{place}"' in page for place in every)
    out, rest = every[-1], every[0]
    assert together(client, out, rest)
    number = noted(desk.send("/decisions/passages", every=every, out=[out], back="/story/1"))
    assert not together(client, out, rest)
    for found in story_of(client, 1)["stories"][0]["claims"]:
        assert sorted(m for g in found["groups"] for m in g["members"]) == list(range(len(found["evidence"])))
    run_again(copy, tmp_path / "more")
    assert not together(client, out, rest)
    assert "does not state the same as" in client.get("/decisions").text
    desk.send(f"/decisions/{number}/undo")
    assert together(client, out, rest)


def test_stories_are_merged_and_parted(client: TestClient, desk: Any, copy: Path, tmp_path: Path) -> None:
    sizes = {s["number"]: s["articles"] for s in client.get("/api/stories").json()}
    other = next(n for n in sizes if n != 1)
    number = noted(desk.send("/decisions/merge-stories", into=1, other=other))
    assert len(story_of(client, 1)["articles"]) == sizes[1] + sizes[other]
    gone = client.get(f"/story/{other}", follow_redirects=False)
    assert (gone.status_code, gone.headers["location"]) == (303, "/story/1")
    desk.send(f"/decisions/{number}/undo")
    assert {s["number"]: s["articles"] for s in client.get("/api/stories").json()} == sizes

    leaving = [a["id"] for a in story_of(client, 1)["articles"]][:2]
    answer = desk.send("/decisions/split-story", story=1, articles=leaving)
    new = int(answer.headers["location"].split("/")[2].split("?")[0])
    run_again(copy, tmp_path / "more")
    assert {a["id"] for a in story_of(client, new)["articles"]} >= set(leaving)
    assert not {a["id"] for a in story_of(client, 1)["articles"]} & set(leaving)
    desk.send(f"/decisions/{noted(answer)}/undo")
    assert {a["id"] for a in story_of(client, 1)["articles"]} >= set(leaving)
    assert client.get(f"/story/{new}").status_code == 404


@pytest.mark.parametrize(
    ("place", "fields", "code"),
    [
        ("/decisions/names", {"action": "rename_entity", "subject": "A B", "object": " A B "}, 409),
        ("/decisions/names", {"action": "forget", "subject": "A", "object": "B"}, 422),
        ("/decisions/passages", {"every": ["x:1-2"], "out": ["x:1-2"]}, 409),
        ("/decisions/passages", {"every": ["x:1-2", "y:1-2"], "out": ["x:1-2"]}, 409),
        ("/decisions/passages", {"every": ["x", "y:1-2"], "out": ["x"]}, 409),
        ("/decisions/merge-stories", {"into": "1", "other": "1"}, 409),
        ("/decisions/merge-stories", {"into": "1", "other": "999"}, 409),
        ("/decisions/merge-stories", {"into": "1", "other": "x"}, 422),
        ("/decisions/split-story", {"story": "1", "articles": ["nothing"]}, 409),
        ("/decisions/99/undo", {}, 404),
    ],
)
def test_what_cannot_be_decided_is_said(desk: Any, place: str, fields: dict[str, Any], code: int) -> None:
    answer = desk.send(place, **fields)
    assert answer.status_code == code
    assert "Not " in answer.text
    assert "Nobody has decided anything yet" in desk.client.get("/decisions").text


def test_decisions_are_only_offered_to_who_is_signed_in(client: TestClient, token: str) -> None:
    places = ["/story/1", "/story/1/names", f"/person/{client.get('/api/people').json()[0]['entity']}", "/decisions"]
    for place in places:
        assert not re.search('method="post"', client.get(place).text), place
    client.post("/sign-in", data={"name": "jo", "secret": token})
    for place in places[:3]:
        assert 'action="/decisions/' in client.get(place).text, place


def test_the_api_decides_about_statements_and_stories(client: TestClient, token: str) -> None:
    by = {"authorization": f"Bearer {token}"}
    every = places(shared_claim(client))

    def decide(action: str, subject: str, object: str = "", **more: Any) -> Any:
        body = {"action": action, "subject": subject, "object": object, "who": "jo", **more}
        return client.post("/api/decisions", json=body, headers=by)

    assert decide("split_claim", every[-1], every[0]).status_code == 201
    assert not together(client, every[-1], every[0])
    split = decide("split_story", "1", articles=[client.get("/api/stories/1").json()["articles"][0]["id"]])
    assert split.status_code == 201
    assert decide("merge_stories", "1", "x").status_code == 409
    assert decide("rename_entity", "Somebody").status_code == 409
    undone = client.delete(f"/api/decisions/{split.json()['number']}?who=max", headers=by)
    assert undone.status_code == 204
    assert client.get("/api/decisions").json()[-1]["undone_by"] == "max"
