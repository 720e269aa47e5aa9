"""Where things stand in the app. An article's id may be whatever a table of rows gave it, so it is always quoted."""

from __future__ import annotations

from urllib.parse import quote


def article_address(id: str, anchor: str = "") -> str:
    """The page of an article, at the passage `anchor`."""
    return f"/article/{quote(id, safe='')}{f'#{anchor}' if anchor else ''}"


def compare_address(left: str, right: str) -> str:
    """Two articles side by side."""
    return f"/compare?left={quote(left, safe='')}&right={quote(right, safe='')}"


def outlet_address(name: str) -> str:
    """The page of an outlet."""
    return f"/outlet?name={quote(name, safe='')}"
