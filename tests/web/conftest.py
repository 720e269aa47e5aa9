"""An archive with the sample story, and the app over it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from variorum.pipeline import add
from variorum.store import open_archive

TOKEN = "only-for-this-test"


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story in an archive."""
    path = tmp_path_factory.mktemp("archive") / "sample.archive"
    archive = open_archive(path)
    add(archive, [str(files("variorum.sample") / "pages")], "2031-05-02T10:00:00+00:00")
    archive.close()
    return path


@pytest.fixture
def token() -> str:
    """The token of the app under test."""
    return TOKEN
