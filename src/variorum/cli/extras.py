"""What only some installations have, asked for before the work and not after it."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

PACKAGES = {"pdf": ("typst", "typst>=0.13"), "parquet": ("pyarrow", "pyarrow>=17"), "mcp": ("mcp", "mcp>=2.0")}
"""Extras of the program: the package that each brings, and as `pyproject.toml` asks for it."""


def needs(extra: str) -> None:
    """Raises `click.ClickException`, which says how to get it, where an extra is not installed."""
    package, wanted = PACKAGES[extra]
    if find_spec(package) is None:
        # the interpreter by its path: a `pip` in the shell may be another environment's
        raise click.ClickException(
            f"this needs {package} (extra `{extra}`): {sys.executable} -m pip install '{wanted}'"
        )
