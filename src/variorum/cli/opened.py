"""A dossier from a file, or a one-line error with the next step."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from variorum.model import Dossier
from variorum.present.contract import NotADossier, decode


def open_dossier(path: str) -> Dossier:
    """The dossier in `path` (`-` is standard input). Raises `click.ClickException` (exit 1) when there is none."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return decode(raw)
    except OSError as error:
        raise click.ClickException(f"cannot open {path}: {error.strerror}") from None
    except NotADossier as error:
        raise click.ClickException(
            f"{path} is not a dossier ({error}); write one with `variorum collate PATH… -o dossier.json`"
        ) from None
