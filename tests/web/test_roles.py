"""Who may read, who may decide: a closed server shows nothing to strangers, and readers decide nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from variorum.cli import main
from variorum.store import users
from variorum.web.app import create_app
from variorum.web.sessions import TRIES

PASSWORD = "seven wet herons"


@pytest.fixture
def client(copy: Path, token: str, tmp_path: Path) -> TestClient:
    """A closed server to which `ann` may sign in to read, and `jo` to write."""
    users.set_password(tmp_path / "u", "jo", PASSWORD)
    users.set_password(tmp_path / "u", "ann", PASSWORD, reads_only=True)
    return TestClient(create_app(copy, token, users_file=tmp_path / "u", closed=True), follow_redirects=False)


def sign_in(client: TestClient, name: str) -> str:
    """Sign in; gives the key of the forms."""
    client.post("/sign-in", data={"name": name, "secret": PASSWORD})
    return str(client.get("/").text.split('name="form_key" value="')[1].split('"')[0])


@pytest.mark.parametrize("place", ["/", "/story/1", "/search?q=valve", "/runs", "/runs/events", "/no-such-place"])
def test_a_closed_server_leads_strangers_to_where_one_signs_in(client: TestClient, place: str) -> None:
    answer = client.get(place)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?back=%2F")
    assert client.get("/sign-in").status_code == 200


def test_a_closed_api_asks_for_the_token_and_bounds_the_tries(client: TestClient, token: str) -> None:
    answer = client.get("/api/stories")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    right = {"authorization": f"Bearer {token}"}
    assert client.get("/api/stories", headers=right).status_code == 200
    for _ in range(TRIES):
        assert client.get("/api/stories", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/stories", headers=right).status_code == 401


def test_who_may_read_sees_everything_and_decides_nothing(client: TestClient) -> None:
    key = sign_in(client, "ann")
    for place in ("/", "/story/1", "/story/1/names", "/decisions", "/runs", "/people", "/api/stories"):
        shown = client.get(place)
        assert shown.status_code == 200
        assert 'action="/decisions' not in shown.text
        assert 'action="/runs"' not in shown.text
    sent: list[Any] = [
        client.post("/decisions/merge-stories", data={"form_key": key, "into": 1, "other": 2}),
        client.post("/decisions/1/undo", data={"form_key": key}),
        client.post("/runs", data={"form_key": key, "addresses": "https://ommel.example/"}),
    ]
    assert [answer.status_code for answer in sent] == [403] * 3
    assert client.post("/sign-out", data={"form_key": key}).status_code == 303
    assert client.get("/").status_code == 303


def test_who_may_write_is_given_the_forms(client: TestClient) -> None:
    sign_in(client, "jo")
    assert 'action="/decisions/merge-stories"' in client.get("/story/1").text
    assert 'action="/runs"' in client.get("/runs").text


def test_a_reader_may_be_given_the_right_to_write_and_the_reverse(tmp_path: Path) -> None:
    file = tmp_path / "u"
    for options, writes in (([], True), (["--reader"], False), ([], True)):
        told = CliRunner().invoke(main, ["password", "ann", "--users", str(file), *options], input=PASSWORD + "\n")
        assert told.exit_code == 0
        assert users.may_write(file, "ann") is writes
    assert not users.may_write(file, "nobody")


def test_a_server_that_nobody_can_enter_is_refused(copy: Path) -> None:
    told = CliRunner().invoke(main, ["serve", "--archive", str(copy), "--closed"])
    assert told.exit_code == 2
    assert "--closed needs somebody who may sign in" in told.output
