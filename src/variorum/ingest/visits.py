"""What is remembered of addresses between runs: what the server said of its version, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Validators:
    """What a server said about the version it gave (RFC 9110, 8.8), to ask next time only for a newer one."""

    etag: str | None = None
    modified: str | None = None


class Visits:
    """Addresses seen in this run. A store that outlives the run overrides all three."""

    def __init__(self) -> None:
        self._seen: dict[str, Validators] = {}

    def validators(self, address: str) -> Validators:
        """What was said at the last visit; nothing for an address that is new."""
        return self._seen.get(address, Validators())

    def note(self, asked: str, answered: str, validators: Validators) -> None:  # noqa: ARG002 - a store needs both
        """`asked` was visited, and `answered` (the same unless redirected) gave a version with these validators."""
        self._seen[answered] = validators

    def due(self, address: str) -> bool:  # noqa: ARG002 - a store knows when
        """Whether an address that a feed names should be visited now; one that a person names always is."""
        return True
