"""What a command writes: a file is there once it is whole; one that cannot be written is refused before the work."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--out` option of commands that write one stream of rows."""
    return click.option("-o", "--out", help="File to write to; standard output if not given.")(command)


@contextmanager
def output(path: str | Path | None) -> Iterator[IO[bytes]]:
    """The stream to write to: standard output for `-` or nothing, else a file, with the folders above it.

    A run that fails or is stopped leaves no half of a file, and one that was there before as it was.
    """
    if path in (None, "-"):
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    target = ready(str(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if _in_place(target):
            with target.open("wb") as stream:
                yield stream
        else:
            with part.open("wb") as stream:
                yield stream
            if target.exists():
                shutil.copymode(target, part)
            part.replace(target)
    except OSError as error:
        raise _refused(str(path), error) from None
    finally:
        part.unlink(missing_ok=True)


def ready(path: str) -> Path:
    """The file at `path`, links followed, with the folders above it made: asked before a long run, not after it.

    Raises `click.ClickException` when it cannot be written.
    """
    target = Path(path).resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _refused(path, "a file stands where its folder should be") from None
    except OSError as error:
        raise _refused(path, error) from None
    if target.is_dir():
        raise _refused(path, "it is a folder")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise _refused(path, "no right to write there")
    return target


def _in_place(target: Path) -> bool:
    """Whether `target` cannot be replaced by a new file: a device, a pipe, or a file in a folder of somebody else's."""
    return target.exists() and not (target.is_file() and os.access(target.parent, os.W_OK))


def _refused(path: str, why: str | OSError) -> click.ClickException:
    full = isinstance(why, OSError) and why.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    said = why.strerror if isinstance(why, OSError) else why
    room = "make room, or " if full else ""
    return click.ClickException(f"{path} cannot be written: {said}; {room}name another place with --out")
