"""`variorum password`, and what `serve` refuses before it listens."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from variorum.cli import main
from variorum.store import open_archive, users

PASSWORD = "seven wet herons"


def call(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments), input=typed)
    return result.exit_code, result.output


def test_a_password_is_set_from_a_pipe_and_taken_away(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    code, said = call("password", "jo", "--archive", archive, typed=f"{PASSWORD}\n")
    assert code == 0
    assert PASSWORD not in said
    assert users.verify(users.beside(archive), "jo", PASSWORD)
    assert call("password", "jo", "--archive", archive, "--remove")[0] == 0
    assert call("password", "jo", "--archive", archive, "--remove")[0] == 1
    assert users.names(users.beside(archive)) == []


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    code, said = call("password", "jo", "--users", str(tmp_path / "u"), typed="short\n")
    assert code == 1
    assert "10 to 200 characters" in said
    assert not (tmp_path / "u").exists()


def test_serving_with_a_login_needs_users_and_an_archive(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.archive")
    code, said = call("serve", "--archive", archive, "--login")
    assert (code, "there is no archive" in said) == (1, True)
    open_archive(archive).close()
    code, said = call("serve", "--archive", archive, "--login")
    assert code == 1
    assert "variorum password" in said
