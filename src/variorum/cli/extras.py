"""What only some installations have, asked for before the work and not after it."""

from __future__ import annotations

from importlib.util import find_spec

import click

PACKAGES = {"pdf": "typst", "parquet": "pyarrow", "mcp": "mcp"}
"""Extras of the program with the package that each brings."""


def needs(extra: str) -> None:
    """Raises `click.ClickException`, which says how to get it, where an extra is not installed."""
    if find_spec(PACKAGES[extra]) is None:
        raise click.ClickException(f"this needs the `{extra}` extra: pip install 'variorum[{extra}]'")
