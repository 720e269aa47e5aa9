"""The API against its own description: whatever is asked for, no answer is a server error, and each is as described."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from variorum.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.core.result import Ok

PER_OPERATION = 15
"""Requests for each operation: the whole of it stays within some twenty seconds."""


@pytest.mark.filterwarnings("ignore")
def test_every_answer_is_as_described(archive_file: Path, token: str, tmp_path: Path) -> None:
    shutil.copy(archive_file, tmp_path / "copy.archive")
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(tmp_path / "copy.archive", token))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 14
    asked: list[str] = []
    for operation in operations:

        @settings(
            max_examples=PER_OPERATION,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            asked.append(f"{case.method} {case.path}")
            # every other one may write: what is decided must be as described too
            case.call_and_validate(headers={"authorization": f"Bearer {token}"} if len(asked) % 2 else {})

        ask()
    assert len(set(asked)) == len(operations)


def test_other_methods_are_told_which_there_are(archive_file: Path) -> None:
    from fastapi.testclient import TestClient

    client = TestClient(create_app(archive_file))
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        answer = client.options(path.replace("{number}", "1").replace("{", "").replace("}", ""))
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {method.upper() for method in methods}, path
