"""Outlets that are known: their proper name, what they are, and whose they are.

The shipped file is `tables/outlets.toml`; a reader's own file of the same form is asked first. An outlet is recognised
by the domain of an article's address, or by one of its names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from variorum.language.shipped import settings
from variorum.model import Article
from variorum.model.records import OutletKind


class KnownOutlet(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[outlet]]` of a registry. `domains` cover their subdomains; `also` are further names of it; `common_name`
    says that others bear the name too, so that only an address tells."""

    name: str
    domains: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    kind: OutletKind | None = None
    owner: str | None = None
    common_name: bool = False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    outlet: tuple[KnownOutlet, ...]


class Registry:
    """Known outlets by domain and by name; of two that claim one domain or name the first holds it."""

    def __init__(self, outlets: Iterable[KnownOutlet]) -> None:
        self._domains: dict[str, KnownOutlet] = {}
        self._names: dict[str, KnownOutlet] = {}
        for outlet in outlets:
            for domain in outlet.domains:
                self._domains.setdefault(domain.lower(), outlet)
            for name in (outlet.name, *outlet.also) if not outlet.common_name else ():
                self._names.setdefault(_folded(name), outlet)

    def at(self, url: str | None) -> KnownOutlet | None:
        """The outlet whose domain, or the nearest domain above it, `url` stands under."""
        try:
            labels = (urlsplit(url or "").hostname or "").lower().split(".")
        except ValueError:
            return None
        over = (".".join(labels[cut:]) for cut in range(min(len(labels) - 1, 8)))
        return next((self._domains[domain] for domain in over if domain in self._domains), None)

    def named(self, name: str | None) -> KnownOutlet | None:
        """The outlet of that name, whatever its capitals."""
        return self._names.get(_folded(name)) if name else None

    def identify(self, article: Article) -> Article:
        """`article` with its outlet's proper name, kind and owner where these are known.

        Where there is an address it decides: many papers are called "The Sun". A name that the page gives stands unless
        the registry lists it as another name of the same outlet.
        """
        named = self.named(article.outlet)
        known = self.at(article.url) if article.url else named
        if known is None:
            return article
        outlet = known.name if named == known or not article.outlet else article.outlet
        return replace(article, outlet=outlet, owner=article.owner or known.owner, outlet_kind=known.kind)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def shipped_outlets() -> tuple[KnownOutlet, ...]:
    """The rows of `tables/outlets.toml`, of which none may name a domain of another."""
    return settings("ingest", "outlets.toml", _File).outlet


@cache
def shipped_registry() -> Registry:
    """The outlets that come with the program."""
    return Registry(shipped_outlets())


def read_registry(path: str | Path) -> Registry:
    """The outlets in the TOML file at `path`, before the shipped ones.

    Raises `OSError` when it cannot be read and `ValueError` when it is no registry.
    """
    text = Path(path).read_text(encoding="utf-8")
    try:
        own = msgspec.toml.decode(text, type=_File).outlet
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    return Registry([*own, *shipped_outlets()])
