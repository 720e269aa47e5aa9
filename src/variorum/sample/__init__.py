"""The sample story: an accident in a country that does not exist, as a dozen outlets that do not exist reported it."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["expected_path", "pages_path"]


def pages_path() -> Path:
    """The folder with the pages. The package is installed as files, so the path stays valid."""
    with as_file(files(__name__) / "pages") as path:
        return path


def expected_path() -> Path:
    """What is to be found in the pages, in the format that the dossier's scorer reads."""
    with as_file(files(__name__) / "expected.json") as path:
        return path
