"""A dossier from a file, or a one-line error with the next step."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from variorum.cli.rows import printable
from variorum.model import Dossier
from variorum.present.contract import NotADossier, decode
from variorum.present.verify import problems


def open_sound(path: str) -> Dossier:
    """The dossier in `path`, of which words are shown: only where they are what the articles hold."""
    dossier = open_dossier(path)
    for problem in problems(dossier):
        raise click.ClickException(f"{path} does not hold, so nothing of it is shown: {printable(problem)}")
    return dossier


def open_dossier(path: str) -> Dossier:
    """The dossier in `path` (`-` is standard input). Raises `click.ClickException` (exit 1) when there is none."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise click.ClickException(f"cannot open {path}: {error.strerror}") from None
    try:
        return decode(raw)
    except NotADossier as error:
        why = error if raw else "it is empty"
        raise click.ClickException(
            f"{path} is not a dossier ({why}); write one with `variorum collate PATH… -o dossier.json`"
        ) from None
