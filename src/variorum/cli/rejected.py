"""How a run tells what it did not use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from variorum.cli.rows import warn
from variorum.model import Rejection
from variorum.model.reasons import REASONS

LISTED = 10
"""Rejections that are named one by one; the rest is only counted."""


def report(counts: Mapping[str, int], rejections: Sequence[Rejection], all_of_them: str) -> None:
    """Say on the error stream what was left out and why; says nothing when nothing was.

    `all_of_them` is the command that lists all, told where not all are named here.
    """
    if not counts:
        return
    summary = ", ".join(f"{n} × {reason} ({REASONS.get(reason, reason)})" for reason, n in sorted(counts.items()))
    warn(f"left out: {summary}")
    for rejection in rejections[:LISTED]:
        warn(f"  {rejection.source}: {why(rejection)}")
    if (rest := sum(counts.values()) - len(rejections[:LISTED])) > 0:
        warn(f"  … and {rest} more: `{all_of_them}` lists them")


def why(rejection: Rejection) -> str:
    """The reason with its detail."""
    return f"{rejection.reason}{': ' + rejection.detail if rejection.detail else ''}"
