"""The options that say how pages are read, the same for every command that reads some."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from variorum.ingest import Limits, Registry

_COLUMN, _LIMIT = "FIELD=NAME", "NAME=VALUE"


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--column`, `--outlets`, `--limit` and `--allow-private`; the command is called with `reading`."""

    @click.option(
        "--column",
        "columns",
        multiple=True,
        metavar=_COLUMN,
        help="A table's column, such as text=story_body; for tables of several kinds text=story_body|body.",
    )
    @click.option("--outlets", metavar="FILE", help="TOML file of outlets with domains, kind and owner.")
    @click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar=_LIMIT,
        help="A bound, such as page_seconds=60 or languages=en,de (`any`: every language).",
    )
    @click.option("--allow-private", is_flag=True, help="Also fetch from private, loopback and link-local addresses.")
    @wraps(command)
    def with_reading(
        *args: object,
        columns: tuple[str, ...],
        outlets: str | None,
        limits: tuple[str, ...],
        allow_private: bool,
        **others: object,
    ) -> object:
        from variorum.ingest import Reading

        reading = Reading(_limits(limits, allow_private), _columns(columns), _registry(outlets))
        return command(*args, reading=reading, **others)

    return with_reading


def _pair(given: str, option: str, form: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not (name.strip() and equals and value.strip()):
        raise click.UsageError(f"{option} takes {form}, not {given!r}")
    return name.strip(), value.strip()


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    """Field to column; a field that is given twice has both names, for tables of several kinds."""
    from variorum.ingest.rows import FIELDS

    found: dict[str, str] = {}
    for name, column in (_pair(one, "--column", _COLUMN) for one in given):
        if name not in FIELDS:
            raise click.UsageError(f"--column: no field {name!r}; there are {', '.join(FIELDS)}")
        found[name] = f"{found[name]}|{column}" if name in found else column
    return found


def _limits(given: tuple[str, ...], allow_private: bool) -> Limits:
    """The bounds, with those given in place of the usual ones."""
    import msgspec

    from variorum.ingest import Limits

    found: dict[str, object] = {"allow_private": allow_private}
    for name, value in (_pair(one, "--limit", _LIMIT) for one in given):
        if name not in Limits.__struct_fields__:
            raise click.UsageError(f"--limit: no bound {name!r}; there are {', '.join(Limits.__struct_fields__)}")
        found[name] = [v for v in value.split(",") if v != "any"] if name == "languages" else value
    try:
        limits = msgspec.convert(found, Limits, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].rstrip("`")
        raise click.UsageError(f"--limit: {name} is a number from 0 on, not {found.get(name)!r}") from None
    for name in found:
        value = getattr(limits, name)
        if isinstance(value, int | float) and not 0 <= value < math.inf:
            raise click.UsageError(f"--limit: {name} is a number from 0 on, not {value}")
    return limits


def reason_of(error: OSError | ValueError, path: str) -> str:
    """Why the file at `path` cannot be used, in one line that names it."""
    if isinstance(error, UnicodeDecodeError):
        return f"{path}: it is no text in UTF-8"
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error).removeprefix(f"{path}: ")
    return f"{path}: {told}"


def _registry(path: str | None) -> Registry:
    from variorum.ingest import read_registry
    from variorum.ingest.registry import shipped_registry

    if path is None:
        return shipped_registry()
    try:
        return read_registry(path)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"the outlets cannot be read: {reason_of(error, path)}") from None
