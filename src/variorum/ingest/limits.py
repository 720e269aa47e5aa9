"""How much of the outside world is let in."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """Bounds on size, depth and time. What lies beyond one is a stated rejection; the others are still read.

    Sizes are bytes after unpacking, times are seconds, of processor time for a page.
    `languages` empty lets every language in.
    """

    page_bytes: int = 10_000_000
    page_nodes: int = 150_000
    page_depth: int = 400
    page_seconds: float = 20.0
    line_chars: int = 200_000
    text_chars: int = 1_000_000
    least_words: int = 20
    languages: tuple[str, ...] = ("en",)
    fetch_seconds: float = 20.0
    fetch_redirects: int = 8
    host_pause: float = 1.0
    feed_entries: int = 200
    allow_private: bool = False
