"""Who may sign in: a file beside the archive with names and Argon2id hashes of their passwords (RFC 9106)."""

from __future__ import annotations

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
"""Code points of the shortest password that is taken."""
LONGEST = 200
LONGEST_NAME = 100


class UsersError(Exception):
    """The file of users cannot be used, or a name or password is none; the message says why."""


class _Users(msgspec.Struct, forbid_unknown_fields=True):
    passwords: dict[str, str] = {}
    readers: list[str] = []
    """Those of them who may read and decide nothing."""


def beside(archive: str | Path) -> Path:
    """Where the users of `archive` stand unless another file is named."""
    return Path(f"{archive}.users")


def set_password(file: Path, name: str, password: str, reads_only: bool = False) -> None:
    """Let `name` sign in with `password`, to read or also to write; what they had before ends. Raises `UsersError`."""
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise UsersError(f"a name has 1 to {LONGEST_NAME} printable characters")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsersError(f"a password has {SHORTEST} to {LONGEST} characters")
    users = _read(file)
    users.passwords[name] = _hasher().hash(password)
    users.readers = [*(r for r in users.readers if r != name), *([name] if reads_only else [])]
    _write(file, users)


def remove(file: Path, name: str) -> bool:
    """Take `name` out; says whether they were there."""
    users = _read(file)
    there = users.passwords.pop(name, None) is not None
    users.readers = [r for r in users.readers if r != name]
    if there:
        _write(file, users)
    return there


def names(file: Path) -> list[str]:
    """Who may sign in. Raises `UsersError` when there is no such file."""
    if not file.is_file():
        raise UsersError(f"there is no file of users at {file}; `variorum password NAME` makes one")
    return sorted(_read(file).passwords)


def may_write(file: Path, name: str) -> bool:
    """Whether `name` may decide and add pages, and not only read."""
    users = _read(file)
    return name in users.passwords and name not in users.readers


def verify(file: Path, name: str, password: str) -> bool:
    """Whether `name` may sign in with `password`. An unknown name takes as long as a wrong password."""
    from argon2.exceptions import InvalidHashError, VerificationError

    kept = _read(file).passwords.get(name)
    try:
        return _hasher().verify(kept or _nobody(), password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def _read(file: Path) -> _Users:
    if not file.is_file():
        return _Users()
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Users)
    except (OSError, msgspec.DecodeError) as error:
        raise UsersError(f"{file} is no file of users: {error}") from None


def _write(file: Path, users: _Users) -> None:
    """Replace the file as a whole; only its owner may read it."""
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=".users-")
    with os.fdopen(handle, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(users)) + b"\n")
    os.replace(made, file)


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    """The hash that an unknown name's password is held against."""
    return _hasher().hash(secrets.token_urlsafe())
