"""What `serve` says before it listens."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli import main
from variorum.store import open_archive


@pytest.fixture
def archive(tmp_path: Path) -> str:
    open_archive(tmp_path / "a.archive").close()
    return str(tmp_path / "a.archive")


def test_a_port_that_is_taken_is_one_line(archive: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--archive", archive, "--port", port])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: cannot listen on 127.0.0.1, port {port}: Address already in use; give another --port or --host\n"
    )


@pytest.mark.parametrize(("host", "place"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_it_says_where_it_is_once_it_has_the_port(
    archive: str, host: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import uvicorn

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        server.started = True
        assert sockets[0].getsockname()[1] > 0

    monkeypatch.setattr(uvicorn.Server, "run", run)
    result = CliRunner().invoke(main, ["serve", "--archive", archive, "--port", "0", "--host", host])
    assert result.exit_code == 0
    assert f"at http://{place}:" in result.stdout
    assert ":0/" not in result.stdout


def test_an_empty_token_opens_nothing(archive: str, tmp_path: Path) -> None:
    empty = tmp_path / "token"
    empty.write_text(" \n", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--archive", archive, "--token-file", str(empty)])
    assert (result.exit_code, result.stderr) == (1, f"Error: {empty} holds no token: write one into it\n")


def test_a_token_that_cannot_be_read_is_one_line(archive: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--archive", archive, "--token-file", "/no/such/token"])
    assert (result.exit_code, result.stderr) == (1, "Error: /no/such/token: No such file or directory\n")
