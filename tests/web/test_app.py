"""The web app: every page and its JSON twin, what may be written, and what is refused."""

from __future__ import annotations

import re
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from variorum.store import open_archive
from variorum.web.app import create_app
from variorum.web.sessions import TRIES


def test_every_page_answers_with_the_strict_headers(client: TestClient) -> None:
    story = client.get("/api/stories").json()[0]
    dossier = client.get(f"/api/stories/{story['number']}").json()
    first, second = (a["id"] for a in dossier["articles"][:2])
    speaker = client.get("/api/people").json()[0]["entity"]
    outlet = client.get("/api/outlets").json()[0]["name"]
    places = [
        "/",
        "/?order=recent",
        f"/story/{story['number']}",
        f"/article/{first}",
        f"/compare?left={first}&right={second}",
    ]
    places += ["/people", f"/person/{speaker}", "/outlets", f"/outlet?name={outlet}", "/search", "/search?q=valve"]
    places += [f"/person/{speaker}?by=story", f"/story/{story['number']}/names", "/decisions", "/sign-in"]
    for place in places:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "<script" not in answer.text
        assert answer.text.lstrip().startswith("<!doctype html>")


def test_the_json_twin_of_a_story_is_its_dossier(client: TestClient) -> None:
    number = client.get("/api/stories").json()[0]["number"]
    data = client.get(f"/api/stories/{number}").json()
    assert data["schema"] == "variorum.dossier/1"
    title = data["stories"][0]["title"]
    assert title in client.get(f"/story/{number}").text
    assert title in client.get("/").text


def test_search_finds_claims_quotes_and_articles(client: TestClient) -> None:
    kinds = {hit["kind"] for hit in client.get("/api/search", params={"q": "refinery", "most": 100}).json()}
    assert {"article", "claim"} <= kinds
    assert client.get("/api/search", params={"q": "no-such-word-anywhere"}).json() == []
    hit = client.get("/api/search", params={"q": "refinery", "outlet": "sentinel"}).json()[0]
    assert hit["outlet"] == "The Sentinel"
    assert {hit["excerpt"][m["start"] : m["end"]].lower() for m in hit["matches"]} == {"refinery"}
    shown = client.get("/search", params={"q": "refinery"}).text
    assert f'in <a href="/story/{hit["story"]}">{hit["title"]}</a>' in unescape(shown)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("/story/99999", 404),
        ("/article/nothing", 404),
        ("/compare?left=a&right=b", 404),
        ("/compare?left=a", 422),
        ("/person/nobody", 404),
        ("/outlet?name=No+Such", 404),
        ("/story/0", 422),
        ("/nowhere", 404),
        ("/story/99999/names", 404),
        ("/runs/99999", 404),
        ("/api/stories/99999", 404),
        ("/api/articles/nothing", 404),
        ("/api/compare?left=a&right=b", 404),
        ("/api/people/nobody", 404),
        ("/api/outlets/No%20Such", 404),
        ("/api/runs/99999", 404),
        ("/api/search?q=x&kind=poem", 422),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, place: str, code: int) -> None:
    assert client.get(place).status_code == code


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 421


def test_nothing_is_written_without_the_token(archive_file: Path, client: TestClient, token: str) -> None:
    decision = {"action": "rename_entity", "subject": "Ilse Varga", "object": "I. Varga", "who": "jo"}
    assert client.post("/api/decisions", json=decision).status_code == 403
    wrong = {"authorization": "Bearer wrong"}
    assert client.post("/api/decisions", json=decision, headers=wrong).status_code == 403
    read_only = TestClient(create_app(archive_file))
    assert read_only.post("/api/decisions", json=decision, headers={"authorization": "Bearer "}).status_code == 403
    for _ in range(TRIES):
        client.delete("/api/decisions/1", headers=wrong)
    assert client.post("/api/decisions", json=decision, headers={"authorization": f"Bearer {token}"}).status_code == 429


def test_a_decision_changes_the_story_and_its_undoing_changes_it_back(client: TestClient, token: str) -> None:
    number = client.get("/api/stories").json()[0]["number"]
    names = {e["name"] for e in client.get(f"/api/stories/{number}").json()["entities"]}
    name = next(n for n in sorted(names) if " " in n)
    by = {"authorization": f"Bearer {token}"}
    decision = {"action": "rename_entity", "subject": name, "object": "Somebody Renamed", "who": "jo"}
    made = client.post("/api/decisions", json=decision, headers=by)
    assert made.status_code == 201
    after = {e["name"] for e in client.get(f"/api/stories/{number}").json()["entities"]}
    assert "Somebody Renamed" in after
    assert name not in after
    assert client.delete(f"/api/decisions/{made.json()['number']}", headers=by).status_code == 204
    assert {e["name"] for e in client.get(f"/api/stories/{number}").json()["entities"]} == names
    assert [d["who"] for d in client.get("/api/decisions").json()] == ["jo"]
    assert client.delete("/api/decisions/77", headers=by).status_code == 404


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/stories", "/api/stories/{number}", "/api/search", "/api/decisions"} <= set(described["paths"])


def test_every_page_has_a_twin(client: TestClient) -> None:
    number = client.get("/api/stories").json()[0]["number"]
    dossier = client.get(f"/api/stories/{number}").json()
    derived = next(d for d in dossier["stories"][0]["derivations"] if d["origin"])
    article = client.get(f"/api/articles/{derived['copy']}")
    assert article.json()["text"] == next(a["text"] for a in dossier["articles"] if a["id"] == derived["copy"])
    assert article.headers["x-story"] == str(number)
    compared = client.get(f"/api/compare?left={derived['copy']}&right={derived['origin']}").json()
    assert compared["passages"]
    person = client.get("/api/people").json()[0]
    said = client.get(f"/api/people/{person['entity']}").json()
    assert said["name"] == person["name"]
    assert all(saying["wordings"] for _, _, sayings in said["parts"] for saying in sayings)
    outlet = client.get("/api/outlets").json()[0]
    record = client.get(f"/api/outlets/{outlet['name']}").json()
    assert len(record["reports"]) == outlet["articles"]
    run = client.get("/api/runs").json()[0]["run"]["number"]
    assert {r["reason"] for r in client.get(f"/api/runs/{run}").json()["refused"]} == {"binary", "empty"}


def test_a_quote_that_is_found_leads_to_its_marked_passage(client: TestClient) -> None:
    (hit,) = client.get("/api/search", params={"q": "luck", "kind": "quote"}).json()
    assert hit["speaker"] == "Jorun Hald"
    found = client.get("/search", params={"q": "luck", "kind": "quote"}).text
    href = unescape(re.search(r'href="(/article/[^"]+\?at=\d+)"', found)[1])  # type: ignore[index]
    led = client.get(href, follow_redirects=False)
    place, anchor = led.headers["location"].split("#")
    marked = re.search(rf'<mark id="{anchor}">([^<]+)', client.get(place).text)
    assert marked
    assert "Nobody stood on it" in marked[1]


def test_a_person_s_page_has_all_they_said_with_the_passages(client: TestClient) -> None:
    number = client.get("/api/stories").json()[0]["number"]
    dossier = client.get(f"/api/stories/{number}").json()
    texts = {a["id"]: a["text"] for a in dossier["articles"]}
    for person in client.get("/api/people").json():
        page = unescape(re.sub(r"<[^>]+>", "", client.get(f"/person/{person['entity']}").text))
        quoted = [
            texts[a["id"]][s["start"] : s["end"]]
            for a in dossier["articles"]
            for q in a["quotes"]
            if q["speaker"] == person["entity"] and q["mode"] == "direct"
            for s in q["contents"]
        ]
        for words in quoted:
            assert words.strip("“”,. ")[:25] in page


def test_two_articles_stand_in_rows_with_the_same_number_of_shared_passages(client: TestClient) -> None:
    number = client.get("/api/stories").json()[0]["number"]
    derived = next(d for d in client.get(f"/api/stories/{number}").json()["stories"][0]["derivations"] if d["origin"])
    page = client.get(f"/compare?left={derived['copy']}&right={derived['origin']}").text
    assert page.count('<tr class="shared') == len(derived["passages"])


def test_options_and_wrong_methods_name_all_methods_of_a_place(client: TestClient) -> None:
    answer = client.put("/api/decisions")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"


def test_a_link_checker_may_ask_after_a_page(client: TestClient) -> None:
    for place in ("/", "/story/1", "/search?q=valve", "/people", "/api"):
        assert client.head(place).status_code == 200
    assert client.head("/story/999").status_code == 404
    assert client.head("/runs/events").status_code >= 400, "an answer without an end is not begun"


def test_half_a_name_is_understood_and_several_are_proposed(client: TestClient) -> None:
    page = client.get("/search", params={"q": "inquiry", "speaker": "varga"}).text
    assert 'value="Ilse Varga"' in page
    page = client.get("/search", params={"q": "valve", "outlet": "the"}).text
    assert "Which one is meant?" in page
    assert "outlet=The+Meridian+Wire" in page
    assert "search without filters" in client.get("/search", params={"q": "valve", "speaker": "nobody at all"}).text
    assert "Nothing that fits" in client.get("/search", params={"speaker": "nobody at all"}).text
    assert "Words are looked up" in client.get("/search").text
    assert "Words are looked up" in client.get("/search", params={"words": "valve"}).text, "nothing was asked"


def test_filters_alone_list(client: TestClient) -> None:
    hits = client.get("/api/search", params={"speaker": "Ilse Varga"}).json()
    assert hits
    assert {hit["speaker"] for hit in hits} == {"Ilse Varga"}
    page = client.get("/search", params={"speaker": "varga"}).text
    assert page.count('class="row"') == len(hits)
    assert "/api/search?speaker=Ilse+Varga" in page
    assert "Nothing that fits" in client.get("/search", params={"kind": "quote", "since": "2090-01-01"}).text


def test_more_results_are_a_page_away(client: TestClient) -> None:
    first = client.get("/search", params={"q": "the"}).text
    assert "number=2" in first
    second = client.get("/search", params={"q": "the", "number": 2}).text
    assert re.findall(r'<p class="row">.*', first) != re.findall(r'<p class="row">.*', second)


def test_the_api_is_described_for_people(client: TestClient) -> None:
    page = client.get("/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page


def test_an_outlet_with_a_slash_in_its_name_has_its_twin(copy: Path, client: TestClient) -> None:
    with closing(open_archive(copy)) as archive, archive.writing() as db:
        db.execute("UPDATE articles SET outlet = 'Ommel/Varde Post' WHERE outlet = 'The Meridian Wire'")
    assert "/api/outlets/Ommel%2FVarde%20Post" in client.get("/outlet", params={"name": "Ommel/Varde Post"}).text
    assert client.get("/api/outlets/Ommel%2FVarde%20Post").json()["reports"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_a_method_that_a_page_has_not_is_refused_and_not_sent_to_sign_in(client: TestClient, method: str) -> None:
    answer = client.request(method, "/story/1", follow_redirects=False)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
