"""Signing in and out: with the token or a password, limited in tries, safe from foreign forms."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from variorum.store import users
from variorum.web import sessions
from variorum.web.app import create_app
from variorum.web.sessions import COOKIE, TRIES, Sessions, Tries

PASSWORD = "seven wet herons"


@pytest.fixture
def users_file(tmp_path: Path) -> Path:
    file = tmp_path / "some.users"
    users.set_password(file, "jo", PASSWORD)
    return file


@pytest.fixture
def client(copy: Path, users_file: Path) -> TestClient:
    return TestClient(create_app(copy, users_file=users_file))


def sign_in(client: TestClient, name: str = "jo", secret: str = PASSWORD, **headers: str) -> Any:
    return client.post("/sign-in", data={"name": name, "secret": secret}, headers=headers, follow_redirects=False)


def test_passwords_are_kept_as_hashes_that_only_their_owner_reads(users_file: Path) -> None:
    text = users_file.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert "$argon2id$" in text
    assert stat.S_IMODE(users_file.stat().st_mode) == 0o600
    assert users.names(users_file) == ["jo"]
    assert users.verify(users_file, "jo", PASSWORD)
    for name, secret in (("jo", PASSWORD + "!"), ("max", PASSWORD), ("jo", ""), ("", "")):
        assert not users.verify(users_file, name, secret)
    users.set_password(users_file, "jo", "another one entirely")
    assert not users.verify(users_file, "jo", PASSWORD)
    assert users.remove(users_file, "jo")
    assert not users.remove(users_file, "jo")
    assert users.names(users_file) == []


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), (" jo", PASSWORD), ("j\no", PASSWORD), ("jo", "short"), ("jo", "x" * 999)]
)
def test_what_is_no_name_or_password_is_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(users.UsersError):
        users.set_password(tmp_path / "u", name, password)


def test_a_file_that_holds_no_users_is_refused(tmp_path: Path, copy: Path) -> None:
    (tmp_path / "u").write_text("[1]", encoding="utf-8")
    with pytest.raises(users.UsersError):
        create_app(copy, users_file=tmp_path / "u")
    with pytest.raises(users.UsersError):
        create_app(copy, users_file=tmp_path / "none")


def test_who_knows_the_password_gets_a_strict_cookie_and_may_sign_out(client: TestClient) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    page = client.get("/").text
    assert "Sign out" in page
    key = page.split('name="form_key" value="')[1].split('"')[0]
    assert client.post("/sign-out", data={"form_key": "x"}).status_code == 403
    assert client.post("/sign-out", data={"form_key": key}, follow_redirects=False).status_code == 303
    assert "Sign in" in client.get("/").text


def test_the_cookie_is_marked_secure_where_the_way_is(copy: Path, users_file: Path) -> None:
    client = TestClient(create_app(copy, users_file=users_file), base_url="https://testserver")
    assert "secure" in sign_in(client).headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "secret"), [("jo", "wrong"), ("nobody", PASSWORD), ("", ""), ("jo", "")])
def test_wrong_ones_are_told_no_more_than_that(client: TestClient, name: str, secret: str) -> None:
    answer = sign_in(client, name, secret)
    assert answer.status_code == 403
    assert "The name or the password is wrong." in answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_tries_are_limited_even_with_the_right_password(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "verify", lambda file, name, secret: secret == PASSWORD)
    for _ in range(TRIES):
        assert sign_in(client, secret="wrong").status_code == 403
    answer = sign_in(client)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"


def test_pages_to_sign_in_and_decide_on_share_no_process_with_another_place(client: TestClient) -> None:
    alone = "cross-origin-opener-policy"
    assert alone not in client.get("/").headers
    assert client.get("/sign-in").headers[alone] == "same-origin"
    sign_in(client)
    assert client.get("/").headers[alone] == "same-origin"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://testserver"}, 303),
        ({}, 303),
    ],
)
def test_a_form_of_another_place_is_refused(client: TestClient, headers: dict[str, str], code: int) -> None:
    assert sign_in(client, **headers).status_code == code


@pytest.mark.parametrize("place", ["/decisions/names", "/decisions/1/undo", "/runs", "/sign-out", "/nowhere"])
def test_forms_of_who_is_not_signed_in_lead_to_signing_in(client: TestClient, place: str) -> None:
    answer = client.post(place, data={"form_key": "x"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_form_needs_the_key_of_its_session(client: TestClient) -> None:
    sign_in(client)
    fields = {"action": "rename_entity", "subject": "A", "object": "B"}
    for key in ("", "x", "é"):
        assert client.post("/decisions/names", data=fields | {"form_key": key}).status_code == 403
    assert client.get("/api/decisions").json() == []


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "x", "/a\nb"])
def test_signing_in_never_leads_elsewhere(client: TestClient, back: str) -> None:
    answer = client.post("/sign-in", data={"name": "jo", "secret": PASSWORD, "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_bodies_are_bounded(client: TestClient) -> None:
    assert client.post("/sign-in", content=b"x" * (2**20 + 1)).status_code == 413
    assert client.post("/sign-in", content=iter([b"x"])).status_code == 411


def test_with_a_password_only_the_token_of_the_api_is_nothing(client: TestClient) -> None:
    decision = {"action": "rename_entity", "subject": "A", "object": "B", "who": "jo"}
    for token in ("", "None", PASSWORD):
        answer = client.post("/api/decisions", json=decision, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 403


def test_nobody_signs_in_to_a_read_only_server(copy: Path) -> None:
    client = TestClient(create_app(copy))
    assert "Sign in</a>" not in client.get("/").text
    assert sign_in(client, secret="").status_code == 403
    assert "read-only" in client.get("/sign-in").text


def test_sessions_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("variorum.web.sessions.time.monotonic", lambda: now[0])
    held = Sessions()
    key = held.begin("jo")
    for _ in range(7):
        now[0] += sessions.IDLE_S - 1
        found = held.of(key)
    assert found is None, "after a working day"
    key = held.begin("jo")
    now[0] += sessions.IDLE_S + 1
    assert held.of(key) is None, "after two idle hours"
    assert held.of(None) is None


def test_tries_are_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("variorum.web.sessions.time.monotonic", lambda: now[0])
    tries = Tries()
    for _ in range(TRIES):
        tries.wrong("a", "b")
    assert tries.exhausted("a")
    assert tries.exhausted("c", "b")
    assert not tries.exhausted("c")
    now[0] += sessions.WINDOW_S + 1
    assert not tries.exhausted("a", "b")
