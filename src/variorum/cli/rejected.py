"""How a run tells what it did not use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from variorum.cli.rows import warn
from variorum.model import Rejection
from variorum.model.reasons import REASONS

LISTED = 10
"""Rejections that are named one by one; the rest is only counted."""


def report(counts: Counter[str], rejections: Sequence[Rejection]) -> None:
    """Say on the error stream what was left out and why; says nothing when nothing was."""
    if not counts:
        return
    summary = ", ".join(f"{n} × {reason} ({REASONS.get(reason, reason)})" for reason, n in sorted(counts.items()))
    warn(f"left out: {summary}")
    for rejection in rejections[:LISTED]:
        warn(f"  {rejection.source}: {rejection.reason}{': ' + rejection.detail if rejection.detail else ''}")
    if len(rejections) > LISTED:
        warn(f"  … and {len(rejections) - LISTED} more (--rejections FILE of `variorum extract` lists all)")
