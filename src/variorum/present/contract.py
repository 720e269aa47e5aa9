"""The dossier as bytes: JSON by `../model/records.py`, its schema, and back."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec

from variorum.model import Dossier


class NotADossier(ValueError):
    """The bytes are not JSON of `variorum.dossier/1`; the message says where they part from it."""


def encode(dossier: Dossier) -> bytes:
    """`dossier` as indented JSON, UTF-8, ending with a line end. The same dossier gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(dossier), indent=1) + b"\n"


def decode(raw: bytes) -> Dossier:
    """The dossier in `raw`; unknown keys are passed over. Raises `NotADossier`."""
    try:
        return msgspec.json.decode(raw, type=Dossier)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotADossier(str(error)) from None


def make_schema() -> str:
    """The JSON Schema (2020-12) as it follows from the records."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "variorum.dossier/1"}
    return json.dumps(schema | msgspec.json.schema(Dossier), indent=1, ensure_ascii=False) + "\n"


def schema_text() -> str:
    """The JSON Schema that is kept in the package; a test holds it equal to `make_schema()`."""
    return (files("variorum.present") / "dossier.schema.json").read_text(encoding="utf-8")
