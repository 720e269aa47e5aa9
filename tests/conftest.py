"""What all tests share: where the benchmark data is, what happens when it is missing, and how properties are tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, and no limit on one: a busy machine fails no test. `--hypothesis-profile=default`
# looks for new ones.
settings.load_profile("ci")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the benchmark data. Missing, it fails the test in CI and skips it elsewhere, saying why."""
    if not SHARED.is_dir():
        reason = "the benchmark data (../shared) is not beside the project"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED
