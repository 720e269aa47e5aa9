"""An archive with the sample story and one more, and the app over a copy of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from variorum.pipeline import add
from variorum.store import open_archive
from variorum.web.app import create_app

TOKEN = "only-for-this-test"
OTHER = """Harbour wall of Ommel gives way

The harbour wall of Ommel gave way on Monday night after a week of storms, the harbour office said.

“Nobody stood on it, and that is luck,” said Jorun Hald, who runs the office.

Forty boats were moved to the inner basin.
"""


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story and another one in an archive."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "ommel.txt").write_text(OTHER, encoding="utf-8")
    path = folder / "sample.archive"
    archive = open_archive(path)
    add(archive, [str(files("variorum.sample") / "pages"), folder / "ommel.txt"], "2031-05-02T10:00:00+00:00")
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    archive.close()
    return path


@pytest.fixture
def copy(archive_file: Path, tmp_path: Path) -> Path:
    """A copy of the archive that a test may change."""
    path = tmp_path / "copy.archive"
    shutil.copy(archive_file, path)
    return path


@pytest.fixture
def token() -> str:
    """The token of the app under test."""
    return TOKEN


@pytest.fixture
def client(copy: Path, token: str) -> Iterator[TestClient]:
    """Somebody who is not signed in."""
    with TestClient(create_app(copy, token)) as client:
        yield client


class Desk:
    """A signed-in reader's browser: sends forms as the pages give them."""

    def __init__(self, client: TestClient, secret: str, name: str = "jo") -> None:
        self.client = client
        self.signed = client.post("/sign-in", data={"name": name, "secret": secret}, follow_redirects=False)
        self.key = self.form_key("/decisions") if self.signed.status_code == 303 else ""

    def form_key(self, place: str) -> str:
        """The key that the forms of a page hold."""
        found = re.search(r'name="form_key" value="([^"]+)"', self.client.get(place).text)
        return found[1] if found else ""

    def send(self, place: str, **fields: object) -> object:
        """Send a form with its key, without following where it leads."""
        return self.client.post(place, data={"form_key": self.key, **fields}, follow_redirects=False)


@pytest.fixture
def desk(client: TestClient, token: str) -> Desk:
    """Somebody signed in with the token."""
    return Desk(client, token)
